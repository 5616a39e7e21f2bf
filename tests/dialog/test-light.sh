#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# test-light.sh BUILD: the dialog of Light: what it offers, what it greys out, and that what the preview
# shows is what comes. Screenshots land in BUILD/screenshots.
set -eu
. "$(dirname "$0")/display.sh"

start_display 1024x760
printf '(define folder "%s")\n' "$folder" | cat - tests/dialog/light.scm > "$folder/light.scm"
start_gimp "$folder/light.scm"

opened
ok "it says of what height the face is taken to be" eval 'wait_for 30 has_control remedy'
ok "without a key light it has no direction to show" eval '! has_control show-lines'
type_into key 30
ok "with one it has" eval 'wait_for 20 has_control show-lines'
type_into even 70
click remedy
sleep 1
click zoom-fit
sleep 1
click zoom-100
sleep 2
shot light
cp "$RETEXTURE_PREVIEW_DUMP" "$folder/kept.ppm"
answer ok
wait_for 60 test -e "$folder/made" || true
ok "the preview at 100 % is the final picture, byte for byte" preview_is_final "$folder/kept.ppm"
: > "$folder/compared"
finish
