#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# suite.sh BUILD NAME KIND COMMAND...: runs one suite and prints what it reported, in one piece, however
# many run beside it. KIND is `tap`: TAP, kept in BUILD/tests/NAME.tap, where a test that ends early or
# reports fewer results than it planned counts as one more failure; or `check`: a command that has to
# succeed. How many passed and failed is left in BUILD/tests/NAME.count.
set -u

build=$1 name=$2 kind=$3
shift 3
tap=$build/tests/$name.tap
out=$build/tests/$name.out
begin=$(date +%s)

# babl keeps there which of its conversions are fast. Programs side by side can spoil that file, and with
# it all colours of every later run.
XDG_CACHE_HOME=$(mktemp -d)
export XDG_CACHE_HOME
"$@" >"$tap" 2>"$tap.log"
status=$?
rm -rf "$XDG_CACHE_HOME"

{
  if [ "$kind" = tap ]; then
    good=$(grep -c '^ok' "$tap")
    bad=$(grep -c '^not ok' "$tap")
    planned=$(sed -n 's/^1\.\.\([0-9]*\).*/\1/p' "$tap" | head -n 1)
    grep -A 3 '^not ok' "$tap"
    sed -n 's/^# measured: /   /p' "$tap"
    grep '# SKIP' "$tap"
    if [ "${planned:-none}" != "$((good + bad))" ]; then
      bad=$((bad + 1))
      echo "not ok - $name planned ${planned:-nothing} and reported $((good + bad - 1))"
      tail -n 20 "$tap" "$tap.log"
    fi
  else
    good=1 bad=0
    if [ "$status" != 0 ]; then
      good=0 bad=1
      echo "not ok - $name"
      cat "$tap" "$tap.log"
    fi
  fi
  # A tally of a single suite must not look like that of all of them.
  echo "   $good passed, $bad failed in $(($(date +%s) - begin)) s"
  echo "$good $bad" > "$build/tests/$name.count"
} > "$out"
flock "$build/tests/lock" sh -c 'echo "== $1"; cat "$2"' - "$name" "$out"
exit 0
