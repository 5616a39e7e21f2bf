#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# test-recover.sh BUILD: the dialog of Recover: its findings, its map of sources, and that what it shows is
# what comes. Screenshots land in BUILD/screenshots.
set -eu
. "$(dirname "$0")/display.sh"

start_display 1024x760
printf '(define folder "%s")\n' "$folder" | cat - tests/dialog/recover.scm > "$folder/recover.scm"
start_gimp "$folder/recover.scm"

# 1
opened
ok "it says up to which radius texture was lost, and offers it" eval 'wait_for 30 has_control remedy'
ok "there is a view of where texture comes from, and none of a split" \
  eval 'has_control view-sources && ! has_control view-panes && ! has_control view-halo'
click view-sources
sleep 2
shot recover-sources
# In the middle the original returns, which is green.
ok "the place that lost its texture is shown in the original's colour" eval '
  colour=$(convert "$RETEXTURE_PREVIEW_DUMP" -gravity center -crop 20x20+0+0 +repage -scale 1x1! -format "%[fx:round(255*r)] %[fx:round(255*g)]" info:)
  test "${colour#* }" -gt "$((${colour% *} + 30))"'
click view-result
click remedy
sleep 1
click zoom-fit
sleep 1
click zoom-100
sleep 4
shot recover-result
cp "$RETEXTURE_PREVIEW_DUMP" "$folder/kept.ppm"
answer ok
wait_for 90 test -e "$folder/made" || true
ok "the preview at 100 % is the final picture, byte for byte" preview_is_final "$folder/kept.ppm"
: > "$folder/compared"
window=$(xdotool search --name 'Untitled' | tail -n 1)
xdotool windowactivate --sync "$window" key --window "$window" ctrl+z || true
sleep 1
: > "$folder/undone"

# 3
opened
xdotool key Escape
ok "the dialog closes while it measures" wait_for 30 dialog_is_closed

# 4
opened
ok "with nothing to borrow from a warning says so" eval 'wait_for 30 has_control warning'
shot recover-flat
click ok
sleep 1
ok "and OK does nothing" dialog_is_open
answer cancel

# 5
opened
ok "noise is offered instead" eval 'wait_for 30 has_control remedy'
shot recover-noise
click remedy
wait_for 30 has_control amount || true
sleep 2
ok "and its dialog opens" eval 'has_control distribution && ! has_control align-first'
answer ok

finish
