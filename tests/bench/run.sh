#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh BUILD: runs the benchmark and watches the plug-in's memory meanwhile. G'MIC fills a hole of 512 x
# 512 pixels in a picture of 1024 x 1024, with the parameters its own menu begins with.
set -eu

build=$1
folder=$(mktemp -d)
peak=$folder/peak
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
trap 'kill "$watcher" 2>/dev/null; rm -rf "$folder"' EXIT INT TERM

convert -size 1024x1024 -seed 1 xc:gray50 +noise Gaussian -colorspace gray -blur 0x1.2 -level 40%,60% \
  -colorspace sRGB -type TrueColor "$folder/hole.png"
convert -size 1024x1024 xc:black -fill white -draw 'rectangle 256,256 767,767' "$folder/mask.png"
begin=$(date +%s%N)
gmic "$folder/hole.png" "$folder/mask.png" -inpaint[0] '[1],7,16,0.1,1,0' -output[0] "$folder/filled.png" \
  >/dev/null 2>&1
printf '(define gmic-seconds %s)\n(define hole-file "%s")\n' \
  "$(awk "BEGIN { printf \"%.3f\", ($(date +%s%N) - $begin) / 1e9 }")" "$folder/hole.png" \
  > "$folder/given.scm"

AS_INSTALLED=1 TIMEOUT=1800 sh tests/gimp/session.sh "$build" "$folder/given.scm" tests/bench/bench.scm | grep -v '^1\.\.'
echo "peak memory of the plug-in       $(($(cat "$peak") / 1024)) MB"
