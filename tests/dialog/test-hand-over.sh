#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# test-hand-over.sh BUILD: the dialogs of the procedures that hand a picture over: answered with real
# clicks and keys. Screenshots land in BUILD/screenshots.
set -eu
. "$(dirname "$0")/display.sh"

start_display 1024x700
printf '(define folder "%s")\n' "$folder" | cat - tests/dialog/hand-over.scm > "$folder/hand-over.scm"
start_gimp "$folder/hand-over.scm"

# 1
opened
ok "the dialog says what it would do" has_control note
shot disclose
choose beneath 3
answer cancel

# 2
opened
choose beneath 3
type_into system "Painter 7"
choose statement 2
shot disclose-answered
choose label 2
sleep 0.5
click ok
sleep 1
ok "a label without words cannot be made" dialog_is_open
shot disclose-refused
choose label 1
answer ok
wait_for 30 test -e "$folder/disclosed" && image_key ctrl+z
: > "$folder/undone"

# 4
opened
shot export
type_into file "$folder/typed.gif"
sleep 0.5
click ok
sleep 1
ok "what is no format of ours cannot be written" dialog_is_open
type_into file "$folder/typed.png"
shot export-typed
answer ok

# 5
opened
type_into method "sharpen"
click ok
sleep 1
ok "a method there is not cannot be run" dialog_is_open
type_into method "map"
type_into settings "radius=6.5 returned=everything"
shot apply
answer ok

finish
