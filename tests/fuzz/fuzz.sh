#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# fuzz.sh BUILD ASAN_BUILD SEED SECONDS: random calls of all procedures, in a plug-in with sanitizers. Prints
# TAP: fails, with the seed and the call, on what tests/fuzz/fuzz.c finds wrong, on a crash, on a report of
# the sanitizers, and on a critical of GLib, GEGL or GIMP that the plug-in caused.
set -eu

build=$1 asan=$2 seed=$3 seconds=$4
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
export LC_ALL=C.UTF-8
. tests/profile.sh
install_plug_in "$asan/retexture"
install_plug_in "$build/tests/fuzz/fuzz"
leave_out_ffmpeg "$build/tests/gegl"

# Files that the calls write lie in a folder of their own.
mkdir "$folder/files"
(cd "$folder/files" && GIMP2_DIRECTORY=$folder/profile ASAN_OPTIONS=detect_leaks=0 \
  UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 timeout $((seconds + 300)) \
  gimp-console --no-interface --new-instance -b "(test-fuzz $seed $seconds)" -b '(gimp-quit 0)' \
  </dev/null >"$folder/output" 2>&1) || true
cp "$folder/output" "$build/tests/fuzz.log"

bad='FUZZ wrong|ERROR: AddressSanitizer|runtime error:|crashed|retexture[^ ]*:[0-9]+\): .*CRITICAL|retexture: .*CRITICAL|fatal error'
calls=$(sed -n 's/^FUZZ calls: //p' "$folder/output")
echo "# measured: seed $seed, ${calls:-an unknown number of} calls, $(grep -c '^FUZZ done: success' "$folder/output" || true) went through"
if [ -z "$calls" ]; then
  echo "not ok 1 - the fuzz run ends"
  tail -n 30 "$folder/output" | sed 's/^/# /'
else
  echo "ok 1 - the fuzz run ends"
fi
if grep -qE "$bad" "$folder/output"; then
  echo "not ok 2 - random calls, seed $seed"
  # What was wrong, and the call before it.
  grep -E "^FUZZ call|$bad" "$folder/output" | grep -E -B 1 "$bad" | head -n 40 | sed 's/^/# /'
else
  echo "ok 2 - random calls, seed $seed"
fi
echo "1..2"
