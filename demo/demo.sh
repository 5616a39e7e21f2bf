#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# demo.sh BUILD [ORIGINAL] [EDIT]: recovers a photograph, and shows and measures what came back. Without
# pictures of your own it takes a portrait from Debian and smooths it by a stand-in for an AI filter.
set -eu

build=$1 original=${2:-} edit=${3:-}
here=$(dirname "$0")
mkdir -p "$build/demo"
folder=$(cd "$build/demo" && pwd)

if [ -n "$edit" ] && [ -z "$original" ]; then
  echo "EDIT needs its ORIGINAL: make demo ORIGINAL=a.jpg EDIT=b.jpg" >&2
  exit 1
fi
for picture in "$original" "$edit"; do
  if [ -n "$picture" ] && [ ! -r "$picture" ]; then
    echo "There is no picture $picture" >&2
    exit 1
  fi
done
if [ -z "$original" ]; then
  original=$folder/portrait.png
  sh "$here/get-picture.sh" astronaut "$original"
fi
if [ -z "$edit" ]; then
  echo "No EDIT given: smoothing a copy by a stand-in for an AI filter (GIMP's selective blur, not an AI)"
  label='Edit (stand-in smoothing)'
else
  label='Edit'
fi

sh "$here/gimp.sh" "$build" "$folder" "$(realpath "$original")" "${edit:+$(realpath "$edit")}" '#t'
"$build/demo-measure" "$folder/before.png" "$folder/edit.png" "$folder/recipe.png" \
  "$folder/recovered.png" "$folder/crops"
sh "$here/comparison.sh" "$folder" "$label"

echo
echo "In $folder:"
echo "  before.png edit.png recipe.png recovered.png texture.png   the pictures"
echo "  comparison.png                                             side by side, with crops at 1:1"
echo "  layers.xcf                                                 the layers, to open in GIMP"
