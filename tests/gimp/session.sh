#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# session.sh BUILD SCRIPT...: runs Script-Fu files, one after the other as one script, in a GIMP without
# a window, with its own settings folder and our plug-ins in it, and prints what they reported. GIMP
# exits with 0 even when a script failed, so only the report counts: it must end with a plan. AS_INSTALLED=1: with
# all of GEGL.
set -eu

build=$1
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
here=$(dirname "$0")
. "$here/../profile.sh"
# Scripts have letters that GIMP takes from its command line in a UTF-8 locale only.
export LC_ALL=C.UTF-8

answers=$build/tests/pluginrc-session
for plug_in in "$build/retexture" "$build"/tests/gimp/test-* "$build"/tests/bench/bench; do
  case $plug_in in *.o|*.d) continue ;; esac
  if [ -x "$plug_in" ]; then install_plug_in "$plug_in"; fi
done
borrow_answers "$answers"
# What is timed is timed as it is installed.
[ -n "${AS_INSTALLED:-}" ] || leave_out_ffmpeg "$build/tests/gegl"
# Settings a test wants, one a line.
if [ -n "${GIMPRC_LINES:-}" ]; then printf '%s\n' "$GIMPRC_LINES" > "$folder/profile/gimprc"; fi

{
  printf '(define report-path "%s/report")\n' "$folder"
  cat "$here/prelude.scm" "$@"
  echo '(done)'
} > "$folder/script.scm"

GIMP2_DIRECTORY=$folder/profile timeout "${TIMEOUT:-1800}" \
  gimp-console --no-interface --new-instance -b "$(cat "$folder/script.scm")" -b '(gimp-quit 0)' \
  </dev/null >"$folder/output" 2>&1 || true
keep_answers "$answers"

cat "$folder/report" 2>/dev/null || true
if ! tail -n 1 "$folder/report" 2>/dev/null | grep -q '^1\.\.'; then
  echo "not ok - $(basename "$1") ran to its end"
  sed 's/^/# /' "$folder/output"
fi
