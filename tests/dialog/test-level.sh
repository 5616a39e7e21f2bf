#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# test-level.sh BUILD: the dialogs of Imperfection Level and of its meter: five levels to click, what is
# measured, and that what the preview shows is what comes. Screenshots land in BUILD/screenshots.
set -eu
. "$(dirname "$0")/display.sh"

start_display 1024x800
printf '(define folder "%s")\n' "$folder" | cat - tests/dialog/level.scm > "$folder/level.scm"
start_gimp "$folder/level.scm"

# 1
opened
ok "there are five levels to click, and the height of the face to set" \
  eval 'wait_for 30 has_control choice-5 && has_control remedy'
click remedy
sleep 1
click choice-2
sleep 1
click zoom-fit
sleep 1
click zoom-100
sleep 2
shot level-2
cp "$RETEXTURE_PREVIEW_DUMP" "$folder/kept.ppm"
answer ok
wait_for 60 test -e "$folder/made" || true
ok "the preview at 100 % is the final picture, byte for byte" preview_is_final "$folder/kept.ppm"
: > "$folder/compared"

# 2
opened
ok "the meter says what it found, and offers no levels" \
  eval 'wait_for 30 has_control note && ! has_control choice-1'
shot level-measure
answer ok

# 3
opened
wait_for 30 has_control choice-5 || true
choose surface 1
choose model 2
ok "a picture to match is offered, and the level that takes" eval 'wait_for 30 has_control remedy'
shot level-match
click remedy
sleep 1
shot level-matched
answer ok

# 4
opened
choose surface 2
ok "where there is nothing of the surface a warning says so" eval 'wait_for 30 has_control warning'
click ok
sleep 1
ok "and OK does nothing" dialog_is_open
answer cancel

finish
