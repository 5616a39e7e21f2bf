#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# check-rooms.sh BUILD: tells which files of common/ include a header of a room they may not use, by the
# dependency files that the compiler left in BUILD. The same plan stands in CONTRIBUTING.md, in words.
set -eu

build=$1
ground='core filters survey'
engines='split grain borrow measures missing metal align level recover finish'

# What a room may use, besides itself. Metal looks for intact metal as Borrow Texture does for donors;
# Recover chains what
# others do; a level compares an edit with its original as Map does.
uses () {
  case $1 in
    core) ;;
    filters) echo core ;;
    survey) echo core filters ;;
    split|grain|borrow|measures|missing|align) echo "$ground" ;;
    metal) echo "$ground" borrow ;;
    level) echo "$ground" missing ;;
    finish) echo "$ground" missing level ;;
    recover) echo "$ground" grain borrow missing align level ;;
    operations|graph) echo "$ground" "$engines" ;;
    questions) echo "$ground" "$engines" graph ;;
    *) echo "$1 is no room that tools/check-rooms.sh knows" >&2; exit 1 ;;
  esac
}

bad=0
for folder in common/*/; do
  room=$(basename "$folder")
  allowed=" $room $(uses "$room") "
  for file in "$folder"*.c; do
    dependencies=$build/${file%.c}.d
    # Only what was compiled has any: the library has all but the module.
    [ -e "$dependencies" ] || continue
    for used in $(grep -o 'common/[a-z]*/[^ :]*\.h' "$dependencies" | sort -u); do
      other=$(basename "$(dirname "$used")")
      case $allowed in
        *" $other "*) ;;
        *) echo "$file uses $used: $room must not know $other"; bad=1 ;;
      esac
    done
  done
done
exit $bad
