#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh BUILD: runs the benchmark and watches the plug-in's memory meanwhile.
set -eu

build=$1
peak=$(mktemp)
echo 0 > "$peak"

# The high-water mark of every process of ours, in kB; a process that has just gone is no error.
watch_memory () {
  while :; do
    for process in $(pgrep -x retexture || true); do
      mark=$(awk '/^VmHWM/ { print $2 }' "/proc/$process/status" 2>/dev/null || true)
      [ "${mark:-0}" -le "$(cat "$peak")" ] || echo "$mark" > "$peak"
    done
    sleep 0.05
  done
}
watch_memory &
watcher=$!
trap 'kill "$watcher" 2>/dev/null; rm -f "$peak"' EXIT INT TERM

TIMEOUT=1800 sh tests/gimp/session.sh "$build" tests/bench/bench.scm | grep -v '^1\.\.'
echo "peak memory of the plug-in       $(($(cat "$peak") / 1024)) MB"
