#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# test-align.sh BUILD: the dialog of Align Original, and that of a method that aligns first. Screenshots
# land in BUILD/screenshots.
set -eu
. "$(dirname "$0")/display.sh"

start_display 1024x760
printf '(define folder "%s")\n' "$folder" | cat - tests/dialog/align.scm > "$folder/align.scm"
start_gimp "$folder/align.scm"

# 1
opened
ok "it says what it found" eval 'wait_for 30 has_control note'
click view-split
sleep 1
shot align-split
answer ok

# 2
opened
ok "the method says what was aligned" eval 'wait_for 30 has_control note'
click zoom-fit
sleep 1
click zoom-100
sleep 3
shot align-first
cp "$RETEXTURE_PREVIEW_DUMP" "$folder/kept.ppm"
answer ok
wait_for 60 test -e "$folder/made" || true
ok "the preview at 100 % is the final picture, byte for byte" preview_is_final "$folder/kept.ppm"
: > "$folder/compared"

# 3
opened
ok "a picture that shows something else is named as the reason" eval 'wait_for 30 has_control warning'
shot align-stranger
click ok
sleep 1
ok "and OK does nothing" dialog_is_open
answer cancel

finish
