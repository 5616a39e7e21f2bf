# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by the dialog tests: a virtual display with a window manager, GIMP in it with its own settings
# and our plug-in, real clicks on the dialog's controls (found by the map that ui/probe.c writes), and TAP.

build=$1
folder=$(mktemp -d)
shots=$build/screenshots
mkdir -p "$shots"
. tests/profile.sh
answers=$build/tests/pluginrc-dialog
install_plug_in "$build/retexture"
install_plug_in "$build/tests/gimp/test-pixels"
borrow_answers "$answers"
leave_out_ffmpeg "$build/tests/gegl"
cp -r "$build/locale" "$build/help" "$folder/profile/plug-ins/retexture/" 2>/dev/null || true

# Scripts have letters that GIMP takes from its command line in a UTF-8 locale only.
export LC_ALL=C.UTF-8
export GIMP2_DIRECTORY="$folder/profile"
export RETEXTURE_DIALOG_MAP="$folder/map"
export RETEXTURE_PREVIEW_DUMP="$folder/preview.ppm"
report=$folder/report
count=0

stop () {
  kill "${gimp:-}" "${manager:-}" "${server:-}" 2>/dev/null || true
  wait 2>/dev/null || true
  keep_answers "$answers"
  rm -rf "$folder"
}
trap stop EXIT INT TERM

# ok NAME CONDITION...: one line of TAP.
ok () {
  name=$1
  shift
  count=$((count + 1))
  if "$@"; then echo "ok $count - $name"; else echo "not ok $count - $name"; fi
}

# wait_for SECONDS COMMAND...: until it succeeds; on a machine that is busy with other suites, three times as
# long before it counts as never. Says what was waited for in vain, because a script may end there.
wait_for () {
  tries=$(($1 * 10 * 3))
  shift
  until "$@" >/dev/null 2>&1; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || { echo "# waited in vain for: $*" >&2; return 1; }
    sleep 0.1
  done
}

start_display () {
  Xvfb -displayfd 3 -screen 0 "${1:-1024x700}x24" -nolisten tcp 3>"$folder/display" >/dev/null 2>&1 &
  server=$!
  wait_for 20 test -s "$folder/display"
  DISPLAY=:$(cat "$folder/display")
  export DISPLAY
  openbox >/dev/null 2>&1 &
  manager=$!
}

# start_gimp SCRIPT: GIMP with its window, running tests/gimp/prelude.scm and the script.
start_gimp () {
  {
    printf '(define report-path "%s")\n' "$report"
    cat tests/gimp/prelude.scm "$1"
  } > "$folder/script.scm"
  gimp --no-splash --new-instance --no-fonts -b "$(cat "$folder/script.scm")" </dev/null >"$folder/gimp.log" 2>&1 &
  gimp=$!
}

has_control () { grep -q "^$1 " "$RETEXTURE_DIALOG_MAP"; }
dialog_is_open () { test -s "$RETEXTURE_DIALOG_MAP"; }
dialog_is_closed () { ! test -e "$RETEXTURE_DIALOG_MAP"; }

# point NAME [X% Y%]: the pointer onto a control, by default its middle.
point () {
  wait_for 10 has_control "$1" || { echo "# no control named $1" >&2; return 1; }
  set -- $(grep "^$1 " "$RETEXTURE_DIALOG_MAP" | head -n 1) "${2:-50}" "${3:-50}"
  xdotool mousemove --sync $(($2 + $4 * $6 / 100)) $(($3 + $5 * $7 / 100))
}
click () { point "$@" && xdotool click 1 && sleep 0.3; }

# press_key_of NAME: Alt and the letter that is underlined in its label.
press_key_of () {
  xdotool key "alt+$(awk -v name="key-of-$1" '$1 == name { printf "%c", $2 }' "$RETEXTURE_DIALOG_MAP")"
}

# type_into NAME TEXT: as a user replaces the number in an entry.
type_into () {
  point "$1" && xdotool click --repeat 3 --delay 50 1 && sleep 0.2
  xdotool key ctrl+a && xdotool type "$2" && xdotool key Tab && sleep 0.3
}

# choose NAME N: the Nth choice of a combo box, by keys.
choose () {
  point "$1" && xdotool click 1 && sleep 1
  xdotool key Home && for i in $(seq 2 "$2"); do xdotool key Down; done
  xdotool key Return && sleep 1
}

# A key for the image's window.
image_key () {
  window=$(xdotool search --name 'Untitled' | tail -n 1)
  xdotool windowactivate --sync "$window" key --window "$window" "$1" || true
  sleep 1
}

# A dialog's button that closes it; and a dialog that has just opened. Where the next one opens at once, that the
# first was closed is seen by its process alone.
answered () { dialog_is_closed || ! kill -0 "$1"; }
answer () {
  asked=$(pgrep -P "$gimp" -x retexture | tail -n 1)
  click "$1"
  wait_for 30 answered "${asked:-0}"
}
opened () { wait_for 60 dialog_is_open && sleep 1.5; }

# preview_is_final KEPT: a kept picture of the preview against the same place of the flattened image that
# the script saved as final.ppm: every byte.
preview_is_final () {
  set -- "$1" $(sed -n '2s/^# //p' "$1") $(identify -format '%w %h' "$1")
  [ "$4" = 1 ] || return 1
  convert "$folder/final.ppm" -crop "$6x$7+$2+$3" +repage -depth 8 rgb:"$folder/expected"
  convert "$1" -depth 8 rgb:"$folder/got"
  cmp "$folder/expected" "$folder/got" >&2
}

shot () { import -window root "$shots/$1.png"; }

# The script's own results after ours, once it says that it is over, and the plan for both.
finish () {
  wait_for 60 test -e "$folder/over" || true
  grep -v '^1\.\.' "$report" || true
  count=$((count + $(grep -c '^ok\|^not ok' "$report" || true)))
  tail -n 1 "$report" | grep -q '^1\.\.' || { ok "GIMP's side ran to its end" false; sed 's/^/# /' "$folder/gimp.log"; }
  echo "1..$count"
}
