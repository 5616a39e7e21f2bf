#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# Every string of the sources is in every translation, and translated.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
make --no-print-directory --silent pot POT="$folder/retexture.pot" LANGUAGES= >/dev/null

for language in $(cat po/LINGUAS); do
  msgmerge --quiet --no-fuzzy-matching --output-file="$folder/$language.po" "po/$language.po" \
    "$folder/retexture.pot"
  statistics=$(LC_ALL=C msgfmt --check --statistics --output-file=/dev/null "$folder/$language.po" 2>&1)
  echo "$language: $statistics"
  case $statistics in *untranslated*|*fuzzy*) exit 1 ;; esac
done
