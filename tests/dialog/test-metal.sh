#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# test-metal.sh BUILD: lines that show the direction, a centre that is clicked in the preview, presets that
# come with the method, and Match where there is nothing to match. Screenshots land in BUILD/screenshots.
set -eu
. "$(dirname "$0")/display.sh"

# choose NAME KEY...: an entry of a combo box, by keys.
choose () { point "$1" && xdotool click 1 && sleep 0.4; shift; xdotool key "$@" Return; sleep 2; }
# What the screen shows in the preview, without the pointer.
preview_shown () {
  xdotool mousemove 0 0
  sleep 0.5
  set -- "$1" $(grep "^preview " "$RETEXTURE_DIALOG_MAP" | head -n 1)
  import -window root -crop "$5x$6+$3+$4" +repage "$1"
}

start_display 1024x760
printf '(define folder "%s")\n' "$folder" | cat - tests/dialog/metal.scm > "$folder/metal.scm"
start_gimp "$folder/metal.scm"

# 1
opened
ok "there is a direction to show" eval 'wait_for 20 has_control show-lines'
choose direction Down Down Down
preview_shown "$folder/plain.png"
click show-lines
preview_shown "$folder/lined.png"
shot metal-lines
ok "the direction is drawn over the picture" eval '! cmp -s "$folder/plain.png" "$folder/lined.png"'
click zoom-fit
sleep 1
click set-point
click preview 30 70
sleep 2
shot metal-centre
preview_shown "$folder/moved.png"
click show-lines
click zoom-100
sleep 3
cp "$RETEXTURE_PREVIEW_DUMP" "$folder/kept.ppm"
answer ok
wait_for 60 test -e "$folder/made" || true
ok "the preview at 100 % is the final picture, byte for byte" preview_is_final "$folder/kept.ppm"
: > "$folder/compared"

# 2
opened
choose presets Home Down Down Down Down
shot metal-hammered
answer ok

# 3
opened
choose texture End
ok "Match says that there is nothing to match" eval 'wait_for 20 has_control warning'
shot metal-match
answer cancel

finish
