#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# test-wire.sh BUILD: a dialog that is used while its thread still looks at the pictures. A call of GIMP's
# procedures at that time ends the plug-in.
set -eu
. "$(dirname "$0")/display.sh"

start_display 1024x900
printf '(define folder "%s")\n' "$folder" | cat - tests/dialog/wire.scm > "$folder/wire.scm"
start_gimp "$folder/wire.scm"

wait_for 60 dialog_is_open
for turn in 1 2 3 4; do
  # As often as anybody can, while the thread reads both pictures.
  point tones && xdotool click --repeat 40 --delay 25 1
  point second && xdotool click 1 && sleep 0.2
  if [ $((turn % 2)) = 1 ]; then xdotool key Down Return; else xdotool key Up Return; fi
  sleep 0.3
done
sleep 2
# The map is of a dialog that still answers, not of one that has ended.
cp "$RETEXTURE_DIALOG_MAP" "$folder/map-before"
# Again and again: of the clicks before some may still wait, and an even number of them changes nothing.
answers () {
  click tones
  sleep 0.3
  ! cmp -s "$RETEXTURE_DIALOG_MAP" "$folder/map-before"
}
ok "the dialog still answers" wait_for 60 answers
shot wire
answer cancel
finish
