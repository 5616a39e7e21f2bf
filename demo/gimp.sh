#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# gimp.sh BUILD FOLDER ORIGINAL EDIT RECOVER [SCRIPT]: runs SCRIPT, else demo.scm, in a GIMP without a
# window, with settings of its own and this build of the plug-in. EDIT may be empty; RECOVER is #t or #f.
# Fails where the script did, which GIMP itself would not tell.
set -eu

build=$1 folder=$2 original=$3 edit=$4 recover=$5
here=$(dirname "$0")
script=${6:-$here/demo.scm}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
# Scripts have letters that GIMP takes from its command line in a UTF-8 locale only.
export LC_ALL=C.UTF-8
quoted () { sh "$here/script-fu-string.sh" "$1"; }

make --no-print-directory install GIMP2_DIRECTORY="$work/profile" BUILD="$build" >/dev/null
{
  printf '(define original-file %s)\n' "$(quoted "$original")"
  printf '(define edit-file %s)\n' "$(quoted "$edit")"
  printf '(define folder %s)\n' "$(quoted "$folder")"
  printf '(define report-path %s)\n' "$(quoted "$work/report")"
  printf '(define recover %s)\n' "$recover"
  cat "$here/pair.scm" "$script"
} > "$work/script.scm"

GIMP2_DIRECTORY=$work/profile timeout 600 \
  gimp-console --no-interface --new-instance -b "$(cat "$work/script.scm")" -b '(gimp-quit 0)' \
  </dev/null >"$work/output" 2>&1 || true

if ! cat "$work/report" 2>/dev/null; then
  cat "$work/output" >&2
  echo "GIMP could not work on $original" >&2
  exit 1
fi
