#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh BUILD ASAN_BUILD: runs all tests. Each prints TAP, kept in BUILD/tests/NAME.tap; a test that
# ends early or reports fewer results than it planned counts as one more failure. The last line says
# how many passed and how many failed.
set -u

build=$1
asan=$2
passed=0
failed=0
mkdir -p "$build/tests"

# suite NAME COMMAND...
suite () {
  name=$1
  shift
  tap=$build/tests/$name.tap
  echo "== $name"
  "$@" >"$tap" 2>"$tap.log"
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
  echo "   $good passed, $bad failed"
  passed=$((passed + good))
  failed=$((failed + bad))
}

# check NAME COMMAND...: a command that has to succeed, as a suite of one.
check () {
  name=$1
  shift
  echo "== $name"
  if "$@" >"$build/tests/$name.log" 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "not ok - $name"
    cat "$build/tests/$name.log"
  fi
}

for program in "$build"/tests/unit/test-*; do
  case $program in *.o|*.d) continue ;; esac
  suite "unit-$(basename "$program")" timeout 600 "$program" --tap
done

# Leaks are GLib's and GEGL's registries, which live as long as the program.
for program in "$asan"/tests/unit/test-*; do
  case $program in *.o|*.d) continue ;; esac
  suite "sanitized-$(basename "$program")" env ASAN_OPTIONS=detect_leaks=0 \
    UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 timeout 900 "$program" --tap
done

for script in tests/gimp/*.scm tests/toy/*.scm; do
  [ "$(basename "$script")" = prelude.scm ] && continue
  suite "gimp-$(basename "$script" .scm)" sh tests/gimp/session.sh "$build" "$script"
done

suite examples sh tests/gimp/examples.sh "$build"

for script in tests/dialog/test-*.sh tests/demo/test-*.sh; do
  [ -e "$script" ] && suite "$(basename "$script" .sh)" sh "$script" "$build"
done

check reference-pages-are-up-to-date "$build/reference" --check docs/plug-in-*.md
check translations-are-complete sh tests/translations.sh

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
