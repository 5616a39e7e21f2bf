#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# examples.sh BUILD: runs the Script-Fu examples of all reference pages as they are printed, in a folder
# with the pictures they name. Each must leave "recovered.xcf", with more layers than it began with.
set -eu

build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
docs=$(cd "$here/../../docs" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
number=0

# The pictures: noise, and the same blurred, as a noisy photograph and its edit.
convert -size 200x150 -seed 1 xc:gray50 -attenuate 0.4 +noise Gaussian "$folder/original.png"
convert "$folder/original.png" -blur 0x3 "$folder/edit.png"
cp "$folder/edit.png" "$folder/low.png"

for page in "$docs"/plug-in-*.md; do
  name=$(basename "$page" .md)
  sed -n '/^```scheme$/,/^```$/{/^```/d;p}' "$page" > "$folder/example.scm"
  rm -f "$folder/recovered.xcf"
  cat > "$folder/check.scm" <<'END'
(test "it leaves more layers than it found"
  (let ((image (car (gimp-file-load RUN-NONINTERACTIVE "recovered.xcf" "recovered.xcf"))))
    (> (n-layers image) 1)))
END
  (cd "$folder" && sh "$here/session.sh" "$build" example.scm check.scm) > "$folder/report"
  number=$((number + 1))
  if grep -q '^not ok' "$folder/report" || [ ! -s "$folder/example.scm" ]; then
    echo "not ok $number - the example of $name"
    sed 's/^/# /' "$folder/report"
  else
    echo "ok $number - the example of $name"
  fi
done
echo "1..$number"
