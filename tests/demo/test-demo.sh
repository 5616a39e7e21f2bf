#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# test-demo.sh BUILD: the demo on a pair of our own, whose names try to break out of their quotes.
set -eu

build=$(cd "$1" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
count=0
ok () {
  name=$1
  shift
  count=$((count + 1))
  if "$@" >"$folder/log" 2>&1; then echo "ok $count - $name"; else
    echo "not ok $count - $name"
    sed 's/^/# /' "$folder/log"
  fi
}

original="$folder/a\"b\\c \$(touch $(basename "$folder")-was-code) (gimp-quit 1).png"
edit="$folder/e'd it\") (car '().png"
convert -size 320x240 plasma:red-blue -seed 7 -attenuate 0.3 +noise Gaussian "$original"
convert "$original" -blur 0x1.5 "$edit"

demo () {
  BUILD_LINK=$folder/build
  mkdir -p "$BUILD_LINK"
  for part in retexture locale help demo-measure; do ln -sf "$build/$part" "$BUILD_LINK/"; done
  sh demo/demo.sh "$BUILD_LINK" "$@"
}

ok "names with quotes, backslashes and parentheses are only names" demo "$original" "$edit"
ok "all pictures are there" eval 'for f in before edit recipe recovered texture comparison; do
    identify "$folder/build/demo/$f.png" || exit 1; done; test -s "$folder/build/demo/layers.xcf"'
# The edit is the original's own blur, but for rounding and the kernel's ends.
ok "what was recovered is nearer to the original than the edit was" eval '
  lost=$(compare -metric RMSE "$folder/build/demo/before.png" "$folder/build/demo/edit.png" null: 2>&1 | cut -d " " -f 1)
  left=$(compare -metric RMSE "$folder/build/demo/before.png" "$folder/build/demo/recovered.png" null: 2>&1 | cut -d " " -f 1)
  echo "$lost $left"; awk "BEGIN { exit !($left < 0.3 * $lost) }"'
report () {
  sh demo/report.sh "$folder/build" "$@"
}
ok "the report of that pair comes" report "$original" "$edit"
ok "as numbers that JSON can hold" eval 'tr -d "\n" < "$folder/build/report/report.json" |
  grep -E "^\[ +\{ \"pair\": \".*\", \"radius\": [0-9.e+-]+, .*\"overshoot\": [0-9.e+-]+, \"seconds\": [0-9.]+ \}\]$"'
ok "and as a page that holds its pictures" eval 'page=$folder/build/report/report.html
  test "$(grep -c "src=.data:image/png;base64,iVBOR" "$page")" = 8 && grep -q "The recipe by hand" "$page" &&
  ! grep "src=" "$page" | grep -v "data:image"'
ok "half a pair is refused" eval '! report "$original" "" && ! report "" "$edit" && ! report "$original" "$folder/none.png"'
ok "a picture that is not there is named" eval '! demo "$folder/none.png" "" 2>&1 | grep -q Recovered && demo "$folder/none.png" "" 2>&1 | grep "no picture .*none.png"'
ok "an edit without its original is refused" eval 'demo "" "$edit" 2>&1 | grep "needs its ORIGINAL"'
echo "1..$count"
