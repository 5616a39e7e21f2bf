#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# test-methods.sh BUILD: what the dialogs of single methods have besides: two panes with a radius to
# drag, findings with remedies, an analysis that arrives later, plots. Screenshots land in
# BUILD/screenshots.
set -eu
. "$(dirname "$0")/display.sh"

drag () {
  xdotool mousedown 1
  for step in 1 2 3 4 5; do xdotool mousemove_relative --sync "$(($1 / 5))" 0; sleep 0.05; done
  sleep 0.2
  xdotool mouseup 1
}
# A control's middle pixel is dimmer when it is greyed out: compared with itself.
middle_of () {
  set -- $(grep "^$1 " "$RETEXTURE_DIALOG_MAP" | head -n 1)
  import -window root -crop "$4x$5+$2+$3" +repage -colorspace gray -format '%[fx:round(1000*standard_deviation)]' info:
}

start_display 1024x700
printf '(define folder "%s")\n' "$folder" | cat - tests/dialog/methods.scm > "$folder/methods.scm"
start_gimp "$folder/methods.scm"

# 1
opened
ok "a method that splits opens with its two panes" has_control view-panes
ok "it says that the sum is exact, and warns" eval 'wait_for 20 has_control warning && has_control note'
shot methods-separate
greyed=$(middle_of tolerance)
point preview 25 50 && drag 100
sleep 2
# The clipping's remedy comes first, above the halo's.
shot methods-dragged
ok "there is a remedy to click" eval 'wait_for 20 has_control remedy'
click remedy; sleep 2.5
click remedy; sleep 2.5
ok "the tolerance matters now, and is no longer grey" eval '[ "$(middle_of tolerance)" -gt "$greyed" ]'
shot methods-remedied
click view-halo; sleep 1; shot methods-halo
answer ok
wait_for 60 test -e "$folder/made" || true
window=$(xdotool search --name 'Untitled' | tail -n 1)
xdotool windowactivate --sync "$window" key --window "$window" ctrl+z || true
sleep 1
: > "$folder/undone"

# 2
opened
type_into bands 7
xdotool key Escape
ok "the dialog closes while it measures" wait_for 30 dialog_is_closed

# 3
opened
point distribution && xdotool click 1 && sleep 0.4 && xdotool key Down Down Return
ok "the plots come" eval 'wait_for 20 has_control plot'
sleep 3
shot methods-match
click view-result; click most-change; sleep 2; click zoom-100; sleep 1
cp "$RETEXTURE_PREVIEW_DUMP" "$folder/kept.ppm"
answer ok
wait_for 60 test -e "$folder/matched" || true
ok "the preview of matched grain at 100 % is the final picture, byte for byte" preview_is_final "$folder/kept.ppm"
: > "$folder/compared"

# 4
opened
shot methods-luminosity
click band-limit
answer ok

finish
