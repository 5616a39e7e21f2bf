#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# pictures.sh BUILD: makes docs/pictures for the reference pages, from the demo's portrait, a cat and a ring.
set -eu

build=$1
here=$(dirname "$0")
docs=$here/../docs/pictures
mkdir -p "$build/pictures" "$build/demo"
folder=$(cd "$build/pictures" && pwd)

sh "$here/get-picture.sh" astronaut "$build/demo/portrait.png"
sh "$here/get-picture.sh" chelsea "$folder/cat.png"
awk -f "$here/ring.awk" | convert ppm:- "$folder/metal-plastic.png"
sh "$here/gimp.sh" "$build" "$folder" "$(realpath "$build/demo/portrait.png")" '' '#t' "$here/pictures.scm"

# cell FILE TITLE CROP: one picture with its title, at 1:1.
cell () {
  convert -background '#303030' \
    \( -fill white -font DejaVu-Sans -pointsize 13 -size ${3%%x*}x26 -gravity center "label:$2" +gravity \) \
    \( "$folder/$1.png" -crop "$3" +repage \) -append -bordercolor '#303030' -border 2x2 "$folder/cell-$1.png"
}

# row OUT FILE…: cells side by side.
row () {
  out=$docs/$1.png
  shift
  cells=
  for name in "$@"; do cells="$cells $folder/cell-$name.png"; done
  # The names are ours, without spaces.
  convert $cells +append -depth 8 -strip -define png:compression-level=9 "$out"
}

face=240x240+110+30
cell luminosity-original 'Original, with a reflection' $face
cell luminosity-edit 'Edit' $face
cell luminosity-all 'All frequencies, 60 %' $face
cell luminosity-fine 'Fine detail only, 60 %' $face
row luminosity luminosity-original luminosity-edit luminosity-all luminosity-fine

cell separate-low-gaussian 'Low, Gaussian' $face
cell separate-high-gaussian 'High, Gaussian' $face
cell separate-low-edge-aware 'Low, edge-aware' $face
cell separate-high-edge-aware 'High, edge-aware' $face
row separate separate-low-gaussian separate-high-gaussian separate-low-edge-aware separate-high-edge-aware

cell noise-original 'Grainy original' $face
cell noise-edit 'Edit: the face smoothed' $face
cell noise-recipe 'The recipe, 3 %' $face
cell noise-match 'Match' $face
row noise noise-original noise-edit noise-recipe noise-match

cell detect-with 'Plastic map' $face
cell detect-without 'Without the original' $face
row detect noise-original noise-edit detect-with detect-without

cp "$build/demo/portrait.png" "$folder/align-original.png"
closer=200x200+140+40
cell align-original 'Original' $closer
cell align-edit 'Edit, turned by two degrees' $closer
cell align-never 'Its texture as it lies' $closer
cell align-always 'Aligned first' $closer
row align align-original align-edit align-never align-always

cell recover-original 'Original, with spots' $face
cell recover-edit 'Edit, without them' $face
cell recover-recipe 'The recipe' $face
cell recover-result 'Recover' $face
cell recover-mask 'Where the original returns' $face
row recover recover-original recover-edit recover-recipe recover-result recover-mask

whole=260x300+0+0
cell level-1 '1 cover' $whole
cell level-2 '2 beauty' $whole
cell level-3 '3 natural' $whole
cell level-5 '5 raw' $whole
row level level-1 level-2 level-3 level-5

cell light-0 'before' $whole
cell light-1 'even' $whole
cell light-2 'dewy' $whole
cell light-3 'matte' $whole
cell light-4 'flat' $whole
cell light-5 'key light' $whole
row light light-0 light-1 light-2 light-3 light-4 light-5

cloth=300x220+0+0
cell press-0 'before' $cloth
cell press-50 'half pressed' $cloth
cell press-100 'pressed' $cloth
row press press-0 press-50 press-100

cell groom-before 'before' $cloth
cell groom-after 'after' $cloth
row groom groom-before groom-after

fur=190x160+95+0
cp "$folder/cat.png" "$folder/borrow-original.png"
cell borrow-original 'Original' $fur
cell borrow-edit 'Edit: smoothed' $fur
cell borrow-result 'Borrowed' $fur
cell borrow-layer 'The texture layer' $fur
row borrow borrow-original borrow-edit borrow-result borrow-layer

ring=240x240+0+0
cell metal-plastic 'Plastic' $ring
cell metal-form 'Along the form, 3 %' $ring
cell metal-brushed 'Brushed, concentric' $ring
cell metal-hammered 'Hammered' $ring
cell metal-polished 'Polished gold' $ring
cell metal-recipe 'The recipe, 3 %' $ring
row metal metal-plastic metal-form metal-brushed metal-hammered metal-polished metal-recipe
