#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# test-borrow.sh BUILD: the regions offered as pictures, the rectangle drawn in the preview, and OK that is
# greyed out while a donor cannot be used. Screenshots land in BUILD/screenshots.
set -eu
. "$(dirname "$0")/display.sh"

# draw X% Y% DX DY: a rectangle in the preview, in its pixels.
draw () {
  click draw-rectangle
  point preview "$1" "$2"
  xdotool mousedown 1
  for step in 1 2 3 4; do xdotool mousemove_relative --sync -- "$(($3 / 4))" "$(($4 / 4))"; sleep 0.05; done
  sleep 0.2
  xdotool mouseup 1
  sleep 2
}

start_display 1024x700
printf '(define folder "%s")\n' "$folder" | cat - tests/dialog/borrow.scm > "$folder/borrow.scm"
start_gimp "$folder/borrow.scm"

# 1
opened
ok "regions are offered as pictures" eval 'wait_for 20 has_control choice-2'
click choice-2
sleep 2
shot borrow
cp "$RETEXTURE_PREVIEW_DUMP" "$folder/kept.ppm"
answer ok
wait_for 60 test -e "$folder/borrowed" || true
ok "the preview at 100 % is the final picture, byte for byte" preview_is_final "$folder/kept.ppm"
: > "$folder/compared"

# 2
opened
wait_for 20 has_control choice-2
draw 40 40 80 80
ok "a rectangle over the selection brings a warning" eval 'wait_for 20 has_control warning'
shot borrow-refused
click ok
sleep 1
ok "and OK does nothing then" dialog_is_open
draw 5 5 80 72
ok "a rectangle beside it brings none" eval '! has_control warning'
shot borrow-drawn
answer ok
wait_for 60 test -e "$folder/drawn" || true

# 3
opened
ok "with nothing selected there is a warning" eval 'wait_for 20 has_control warning'
answer cancel

finish
