#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# report.sh BUILD [ORIGINAL EDIT]: recovers a pair, or every pair of the photographs in RETEXTURE_PHOTOS, and
# tells what came of each: a table, BUILD/report/report.json, and BUILD/report/report.html, which shows original,
# edit, the recipe by hand and Recover at 100 %, and holds its pictures itself. With all pairs comes what Borrow
# Texture makes of texture that was hidden in the photographs, and the five places where that is farthest off.
set -eu

build=$1 original=${2:-} edit=${3:-}
here=$(dirname "$0")
photos=${RETEXTURE_PHOTOS:-../shared/photos}
mkdir -p "$build/report"
report=$(cd "$build/report" && pwd)

case ${original:+one}${edit:+one} in
  one)
    echo "A pair is two pictures: make report ORIGINAL=a.jpg EDIT=b.jpg" >&2
    exit 1 ;;
esac
for picture in "$original" "$edit"; do
  if [ -n "$picture" ] && [ ! -r "$picture" ]; then
    echo "There is no picture $picture" >&2
    exit 1
  fi
done

page=$report/report.html
separator=
json () { printf '%s' "$1" >> "$report/report.json"; }

# html_text TEXT: with what means something in HTML written as what it is.
html_text () { printf '%s' "$1" | sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g'; }

# show FILE TITLE CROP: a crop at 100 %, in the page itself.
show () {
  convert "$1" -crop "$3" +repage -strip PNG:- | base64 -w 0 > "$work/picture"
  printf '<figure><img alt="%s" src="data:image/png;base64,' "$2"
  cat "$work/picture"
  printf '"><figcaption>%s</figcaption></figure>\n' "$2"
}

# pair NAME ORIGINAL EDIT
pair () {
  name=$1
  work=$report/$(printf '%s' "$name" | tr -c 'A-Za-z0-9\n' '-')
  mkdir -p "$work"
  echo
  echo "== $name"
  sh "$here/gimp.sh" "$build" "$work" "$(realpath "$2")" "$(realpath "$3")" '#t'
  "$build/demo-measure" "$work/before.png" "$work/edit.png" "$work/recipe.png" "$work/recovered.png" \
    "$work/crops" | tee "$work/table"

  json "$separator
  { \"pair\": \"$(printf '%s' "$name" | sed 's/[\\"]/\\&/g')\""
  while IFS='=' read -r key value; do json ", \"$key\": $value"; done < "$work/numbers"
  json ' }'
  separator=,
  {
    printf '<h2>%s</h2>\n<pre>%s</pre>\n' "$(html_text "$name")" "$(html_text "$(cat "$work/table")")"
    while read -r width height x y; do
      crop="${width}x$height+$x+$y"
      echo '<div>'
      show "$work/before.png" Original "$crop"
      show "$work/edit.png" Edit "$crop"
      show "$work/recipe.png" 'The recipe by hand' "$crop"
      show "$work/recovered.png" Recover "$crop"
      echo '</div>'
    done < "$work/crops"
  } >> "$page"
}

worst () {
  work=$report/hidden
  rm -rf "$work"
  mkdir -p "$work"
  echo
  echo '== Texture hidden in the photographs, and borrowed anew'
  RETEXTURE_PHOTOS=$photos RETEXTURE_PICTURES=$work "$build/tests/unit/test-naturalness" -m slow |
    sed -n 's/^# measured: //p' | tee "$work/table"
  {
    echo '<h2>Texture hidden in the photographs, and borrowed anew: the five places farthest from what was there</h2>'
    printf '<p>1 is what two neighbouring pieces of one material differ by.</p>\n<pre>%s</pre>\n' \
      "$(html_text "$(grep '^all photographs' "$work/table")")"
    sed -n 's/^to be looked at: //p' "$work/table" | while IFS=, read -r place distance; do
      printf '<div><p>%s:%s</p>\n' "$(html_text "$place")" "$distance"
      show "$work/$place-truth.png" Original 100%x100%+0+0
      show "$work/$place-edit.png" Hidden 100%x100%+0+0
      show "$work/$place-result.png" 'Borrow Texture' 100%x100%+0+0
      echo '</div>'
    done
  } >> "$page"
}

cat > "$page" <<'PAGE'
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Retexture: report</title><style>
body { font: 15px sans-serif; background: #303030; color: #eee; margin: 24px }
figure { display: inline-block; margin: 0 6px 12px 0 }
figcaption { font-size: 13px; padding-top: 3px }
</style></head><body><h1>Retexture: report</h1>
<p>Crops at 100 %, where most texture was lost.</p>
PAGE
printf '[' > "$report/report.json"

if [ -n "$original" ]; then
  pair "$(basename "$edit")" "$original" "$edit"
elif [ -r "$photos/iopaint-roof-lanterns-removed-800.jpg" ]; then
  # Tiles of the montage, without the captions burnt into them.
  for tile in 542+0 1084+542; do
    for x in 0 "${tile%+*}"; do
      y=0
      [ "$x" = 0 ] || y=${tile#*+}
      convert "$photos/invokeai-gfpgan-codeformer-montage-2168.png" -crop "542x470+$x+$((y + 68))" +repage \
        "$report/tile-$x-$y.png"
    done
  done
  pair 'A face restored by GFPGAN at twice the size' "$photos/invokeai-curly-original-sd14-512.png" \
    "$photos/invokeai-curly-gfpgan08-upscale2x-1024.png"
  pair 'A face restored by GFPGAN' "$report/tile-0-0.png" "$report/tile-542-0.png"
  pair 'A face restored by CodeFormer' "$report/tile-0-0.png" "$report/tile-1084-542.png"
  pair 'Lanterns taken out by an in-painting network' "$photos/iopaint-roof-lanterns-before-800.jpg" \
    "$photos/iopaint-roof-lanterns-removed-800.jpg"
  pair 'A careful retouch by hand, which kept its texture' "$photos/patdavid-nikki-before-2048.jpg" \
    "$photos/patdavid-nikki-after-wavelet-retouch-2048.jpg"
  worst
else
  echo "There are no photographs in $photos. A pair of your own: make report ORIGINAL=a.jpg EDIT=b.jpg" >&2
  exit 1
fi
json '
]
'
echo '</body></html>' >> "$page"
echo
echo "In $report: report.html, report.json, and the pictures of each pair"
