#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# test-dialog.sh BUILD: the dialog in a real GIMP under a virtual display of 1024 × 700, with a real
# pointer and keyboard. Screenshots land in BUILD/screenshots.
set -eu
. "$(dirname "$0")/display.sh"

fits_the_screen () {
  awk '$2 < 0 || $3 < 0 || $2 + $4 > 1024 || $3 + $5 > 700 { print "# " $0; bad = 1 } END { exit bad }' \
    "$RETEXTURE_DIALOG_MAP"
}

look () { click "view-$1"; sleep 0.7; shot "dialog-$1"; }

start_display 1024x700
printf '(define folder "%s")\n' "$folder" | cat - tests/dialog/session.scm > "$folder/session.scm"
start_gimp "$folder/session.scm"

# 1
ok "the dialog opens" opened
ok "all of it is on a screen of 1024 × 700" fits_the_screen
look result; look split; look texture; look mask
click tones 5 5; click advanced 5 5; sleep 0.5; shot dialog-unfolded
ok "unfolded, it still is" fits_the_screen
click advanced 5 5; click tones 5 5
click view-result; click zoom-fit; sleep 0.7; shot dialog-fit
point preview; xdotool click 4 click 4 click 5; sleep 0.7
click most-change; sleep 2; shot dialog-most-change
click zoom-100; sleep 0.5
type_into amount 60
# By keyboard alone: the radius' underlined letter, and its number.
press_key_of radius && sleep 0.3 && xdotool key ctrl+a && xdotool type 7 && xdotool key Tab
sleep 1.5
cp "$RETEXTURE_PREVIEW_DUMP" "$RETEXTURE_PREVIEW_DUMP.kept"
sed 's/^/# milliseconds from a changed value to its picture: /' "$RETEXTURE_PREVIEW_DUMP.times" | tail -n 3
answer ok
ok "the preview at 100 % is the final picture, byte for byte" \
  eval 'wait_for 60 test -e "$folder/made" && preview_is_final "$RETEXTURE_PREVIEW_DUMP.kept"'

# 2
image_key ctrl+z
shot image-undone
: > "$folder/undone"

# 3
opened && xdotool key Escape && wait_for 30 dialog_is_closed
# 4
opened && answer ok
# 5
opened && type_into amount 45 && answer ok
# 6
opened && click reset && shot dialog-reset && answer ok
# 7
wait_for 60 test -e "$folder/menu" && image_key slash
xdotool type --delay 40 "map original texture" && sleep 1.5 && xdotool key Return
opened && type_into amount 33 && answer ok
sleep 2
: > "$folder/menu-used"
wait_for 60 test -e "$folder/repeat" && image_key ctrl+f
sleep 3
shot image-repeated
: > "$folder/repeated"
# 8
opened && shot dialog-no-original
ok "OK is out of reach without an original" eval 'click ok; sleep 0.5; dialog_is_open'
xdotool key Escape

finish
