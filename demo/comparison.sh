#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# comparison.sh FOLDER EDIT_LABEL: puts before, edit, recipe, recovered and texture side by side, whole and in the
# 1:1 crops that FOLDER/crops lists, one `width height x y` a line, into FOLDER/comparison.png.
set -eu

folder=$1
label=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cell=$(head -n 1 "$folder/crops" | cut -d ' ' -f 1)

# heading WIDTH TEXT OUT
heading () {
  convert -background '#303030' -fill white -font DejaVu-Sans -pointsize 15 -size "$1x28" \
    -gravity center "label:$2" "$3"
}

column () {
  picture=$1 title=$2
  heading "$cell" "$title" "$work/heading.png"
  convert "$folder/$picture.png" -resize "${cell}x" "$work/whole.png"
  set -- "$work/heading.png" "$work/whole.png"
  n=0
  while read -r width height x y; do
    n=$((n + 1))
    heading "$cell" "crop $n, 1:1" "$work/crop-heading-$n.png"
    convert "$folder/$picture.png" -crop "${width}x$height+$x+$y" +repage "$work/crop-$n.png"
    set -- "$@" "$work/crop-heading-$n.png" "$work/crop-$n.png"
  done < "$folder/crops"
  convert -background '#303030' "$@" -append "$work/column-$picture.png"
}

column before Original
column edit "$label"
column recipe 'Everything (the recipe)'
column recovered Recover
column texture 'What was recovered'
convert -background '#303030' "$work/column-before.png" "$work/column-edit.png" \
  "$work/column-recipe.png" "$work/column-recovered.png" "$work/column-texture.png" -bordercolor '#303030' -border 3x3 +append \
  -depth 8 -strip -define png:compression-level=9 "$folder/comparison.png"
