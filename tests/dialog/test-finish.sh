#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# test-finish.sh BUILD: the dialogs of Light, Press and Groom: what they say, what appears with a value, and
# that what the preview shows is what comes. Screenshots land in BUILD/screenshots.
set -eu
. "$(dirname "$0")/display.sh"

start_display 1024x760
printf '(define folder "%s")\n' "$folder" | cat - tests/dialog/finish.scm > "$folder/finish.scm"
start_gimp "$folder/finish.scm"

# Takes the preview at 100 %, presses OK, and compares with what comes.
compare () {
  click zoom-fit
  sleep 1
  click zoom-100
  sleep 2
  shot "finish-$1"
  cp "$RETEXTURE_PREVIEW_DUMP" "$folder/kept.ppm"
  answer ok
  wait_for 60 test -e "$folder/made-$1" || true
  ok "$1: the preview at 100 % is the final picture, byte for byte" preview_is_final "$folder/kept.ppm"
  : > "$folder/compared-$1"
}

# 1
opened
ok "it says of what height the face is taken to be" eval 'wait_for 30 has_control remedy'
ok "without a key light it has no direction to show" eval '! has_control show-lines'
type_into key 30
ok "with one it has" eval 'wait_for 20 has_control show-lines'
type_into even 70
click remedy
sleep 1
compare light

# 2
opened
ok "it says how strong and how wide folds are" eval 'wait_for 30 has_control remedy && has_control note'
type_into amount 90
compare press

# 3
opened
wait_for 30 has_control mass
click mass
xdotool key Down Return
ok "it says how many hairs fly away, here from what is selected" eval 'wait_for 30 has_control note'
ok "and can show them" eval 'wait_for 20 has_control show-lines'
type_into sensitivity 60
click show-lines
shot finish-hairs
click show-lines
compare groom

# 4
opened
ok "the channel that was made for it is chosen" eval 'wait_for 30 has_control note && ! has_control show-lines'
shot finish-marked
compare marks
finish
