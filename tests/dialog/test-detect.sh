#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# test-detect.sh BUILD: the Plastic Map's dialog: the map as a red overlay, and the original that is found by
# itself or left out. Screenshots land in BUILD/screenshots.
set -eu
. "$(dirname "$0")/display.sh"

# The preview's middle, without the pointer.
preview_shown () {
  xdotool mousemove 0 0
  sleep 0.5
  set -- "$1" $(grep "^preview " "$RETEXTURE_DIALOG_MAP" | head -n 1)
  import -window root -crop "100x100+$(($3 + $5 / 2 - 50))+$(($4 + $6 / 2 - 50))" +repage "$1"
}
# Whether red outweighs green by far.
is_red () {
  convert "$1" -resize 1x1! -format '%[fx:int(255*u.r)] %[fx:int(255*u.g)]' info: \
    | awk '{ print "# red " $1 ", green " $2; exit !($1 > $2 + 60) }'
}

start_display 1024x700
printf '(define folder "%s")\n' "$folder" | cat - tests/dialog/detect.scm > "$folder/detect.scm"
start_gimp "$folder/detect.scm"

# 1
opened
sleep 2
preview_shown "$folder/map.png"
shot detect-map
ok "what was lost is shown in red" is_red "$folder/map.png"
answer ok

# 2
opened
point second && xdotool click 1 && sleep 0.4 && xdotool key Home Return && sleep 2
preview_shown "$folder/hint.png"
shot detect-hint
ok "without the original, and within skin, grey is not" eval '! is_red "$folder/hint.png"'
answer ok

finish
