#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# test-export.sh BUILD: exports disclosed pictures, and lets other programs read what they say: exiftool and
# exiv2 every field, jsonschema the manifest. Prints TAP.
set -eu

build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
files=$folder/files
mkdir "$files"
count=0
ok () {
  name=$1
  shift
  count=$((count + 1))
  if "$@"; then echo "ok $count - $name"; else echo "not ok $count - $name"; fi
}

# A photograph with a history and a word of its own.
convert -size 120x90 -seed 1 plasma:tan-brown "$files/before.jpg"
exiftool -q -overwrite_original -XMP-dc:Creator='Jane Doe' -XMP-dc:Description='A portrait' \
  -XMP-xmpMM:HistoryAction=created "$files/before.jpg"
printf '(define folder "%s")\n' "$files" | cat - "$here/export.scm" > "$folder/export.scm"
(cd "$files" && sh "$here/../gimp/session.sh" "$build" "$folder/export.scm") > "$folder/report"
grep '^ok\|^not ok\|^#' "$folder/report" || true
count=$(grep -c '^ok\|^not ok' "$folder/report" || true)

ok "no name was taken for a command" test ! -e "$files/hacked"
ok "nothing is left over" sh -c "! ls -A '$files' | grep -q '^\.retexture-'"

# says FILE: what exiftool and exiv2 must find in it, whatever the format.
type=http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia
read_by_exiftool () {
  exiftool -a -s -n -XMP:all "./$1" > "$folder/said"
  for part in "DigitalSourceType.*: $type" 'AISystemUsed.*: Painter <7> & "son"' 'AISystemVersionUsed.*: 7.1' \
      'Creator.*: Jane Doe' 'Description.*A portrait.*Edited with generative AI' \
      'Instructions.*Noise & Blend, Light' 'HistoryAction.*created, .*filtered, filtered, filtered' \
      'HistorySoftwareAgent.*Retexture 0.1.0 (GIMP 2' 'HistoryChanged.*/pixels' \
      'HistoryParameters.*noise amount=5 .*light even=40 .*press ' "HistoryWhen.*$(date -u +%Y)"; do
    grep -q "$part" "$folder/said" || { echo "# exiftool does not find: $part"; sed 's/^/# /' "$folder/said"; return 1; }
  done
}
read_by_exiv2 () {
  exiv2 -pX "./$1" > "$folder/said"
  for part in "$type" 'Painter &lt;7&gt; &amp; &quot;son&quot;\|Painter &lt;7&gt; &amp; "son"' 'Jane Doe' 'light even=40' \
      'noise amount=5' 'filtered'; do
    grep -q "$part" "$folder/said" || { echo "# exiv2 does not find: $part"; return 1; }
  done
}
cd "$files"
for file in a.jpg a.png a.tif a.webp *quote*.jpg *line*break.jpg ./-dash.tif ' space .PNG' größer*.webp; do
  ok "exiftool reads every field of $(printf %s "$file" | tr '\n' '?')" read_by_exiftool "$file"
  ok "and exiv2" read_by_exiv2 "$file"
done

# Nothing of the machine or the user goes in.
personal () {
  for file in a.jpg a.png a.tif a.webp a.jpg.c2pa.json; do
    for secret in "$folder" "$(basename "$folder")" "$(hostname)" "$HOME/" before.jpg; do
      # A name that is a word of its own in every file says nothing.
      [ ${#secret} -ge 5 ] || continue
      if strings -n 4 "$file" | grep -qF "$secret"; then echo "# $file holds $secret"; return 1; fi
    done
  done
}
ok "no folder, file, user or host name goes in" personal

valid () {
  python3 "$here/check-manifest.py" "$here/manifest-schema.json" "$1" "$2" 2> "$folder/why" || { tail -n 3 "$folder/why" | sed 's/^/# /'; return 1; }
}
for file in a.jpg a.png a.tif a.webp *quote*.jpg *line*break.jpg; do
  ok "the manifest of $(printf %s "$file" | tr '\n' '?') is valid" valid "$file.c2pa.json" "$(sha256sum before.jpg | cut -d' ' -f1)"
done
ok "what is no manifest is told apart" sh -c "! python3 '$here/check-manifest.py' '$here/manifest-schema.json' /dev/stdin '' < '$here/bad-manifest.json' >/dev/null 2>&1"

# page FILE WORDS SHARES: the page's sentences hold the words, its five pictures can be read, and the shares are
# photographed, borrowed, synthesised, adjusted and untouched percent, to within 1.5.
page () {
  python3 "$here/check-page.py" "$@" 2> "$folder/why" || { tail -n 3 "$folder/why" | sed 's/^/# /'; return 1; }
}
ok "a page says where texture is from" \
  page 'page <1> & "2".png.html' 'page <1> & "2".png|AI system: <script>"&.|Map Original Texture|Noise & Blend|a layer' 50 0 25 0 25
ok "a page says what is not known" \
  page flat.png.html 'merged or deleted since|where is not known' 0 0 0 0 100

# Where the user's settings have GIMP leave metadata out, they are written all the same.
mkdir "$folder/quiet"
cat > "$folder/quiet.scm" <<END
(define image (car (gimp-file-load RUN-NONINTERACTIVE "$files/before.jpg" "before.jpg")))
(plug-in-retexture-disclose RUN-NONINTERACTIVE image -1 4 "" "" 0 0 "" 4 0)
(for-each
  (lambda (name) (plug-in-retexture-export RUN-NONINTERACTIVE image -1 (string-append "$folder/quiet/" name) 90 FALSE FALSE FALSE))
  '("a.jpg" "a.png" "a.tif" "a.webp"))
END
(cd "$files" && GIMPRC_LINES='(export-metadata-xmp no)
(export-metadata-exif no)
(export-metadata-iptc no)' sh "$here/../gimp/session.sh" "$build" "$folder/quiet.scm") > "$folder/report"
for ending in jpg png tif webp; do
  ok "a $ending says it where GIMP's settings leave metadata out" \
    sh -c "exiftool -s -n -XMP:DigitalSourceType '$folder/quiet/a.$ending' | grep -q trainedAlgorithmicMedia"
done
echo "1..$count"
