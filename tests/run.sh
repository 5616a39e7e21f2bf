#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh BUILD ASAN_BUILD [NAME...]: runs all tests, or those named, as many side by side as there are
# cores, and beside them the dialogs' one after the other, which mostly wait. Each GIMP has settings and,
# where it needs one, a display of its own. The last line says how many passed and how many failed.
set -u

build=$1
asan=$2
shift 2
mkdir -p "$build/tests"
list=$build/tests/suites
rm -f "$build"/tests/*.count
: > "$build/tests/lock"

# suite NAME KIND COMMAND...: one more line of the list; nothing in it has a space.
suite () { echo "$*" >> "$list.all"; }
: > "$list.all"

# What takes longest comes first, so that nobody waits for it at the end.
suite fuzz tap sh tests/fuzz/fuzz.sh "$build" "$asan" 1 60
for script in tests/dialog/test-*.sh tests/demo/test-*.sh tests/export/test-*.sh tests/batch/test-*.sh; do
  suite "$(basename "$script" .sh)" tap sh "$script" "$build"
done
for script in tests/gimp/*.scm tests/toy/*.scm; do
  [ "$(basename "$script")" = prelude.scm ] && continue
  suite "gimp-$(basename "$script" .scm)" tap sh tests/gimp/session.sh "$build" "$script"
done
suite examples tap sh tests/gimp/examples.sh "$build"
# Leaks are GLib's and GEGL's registries, which live as long as the program.
for program in "$asan"/tests/unit/test-*; do
  case $program in *.o|*.d) continue ;; esac
  suite "sanitized-$(basename "$program")" tap env ASAN_OPTIONS=detect_leaks=0 \
    UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 timeout 1800 "$program" --tap
done
for program in "$build"/tests/unit/test-*; do
  case $program in *.o|*.d) continue ;; esac
  suite "unit-$(basename "$program")" tap timeout 1800 "$program" --tap -m slow
done
suite reference-pages-are-up-to-date check "$build/reference" --check docs/plug-in-*.md
suite rooms-are-in-order check sh tools/check-rooms.sh "$build"
suite translations-are-complete check sh tests/translations.sh

if [ $# = 0 ]; then
  cp "$list.all" "$list"
else
  : > "$list"
  for name in "$@"; do
    grep "^$name " "$list.all" >> "$list" || { echo "There is no test $name"; exit 1; }
  done
fi

in_dialogs () { grep "$@" ' sh tests/dialog/' "$list" || true; }
in_dialogs | xargs -r -P 1 -L 1 sh tests/suite.sh "$build" &
in_dialogs -v | xargs -r -P "$(nproc)" -L 1 sh tests/suite.sh "$build"
wait

passed=0
failed=0
while read -r name rest; do
  counts=$(cat "$build/tests/$name.count" 2>/dev/null || echo "0 1")
  passed=$((passed + ${counts% *}))
  failed=$((failed + ${counts#* }))
done < "$list"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
