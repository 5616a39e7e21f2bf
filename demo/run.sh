#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh BUILD [ORIGINAL] [EDIT]: opens GIMP's window with the pair as two layers, the edit on top and
# selected, with settings of its own and this build of the plug-in.
set -eu

build=$1 original=${2:-} edit=${3:-}
here=$(dirname "$0")
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  echo "There is no display to open GIMP's window on. make demo works without one." >&2
  exit 1
fi
mkdir -p "$build/demo/profile"
folder=$(cd "$build/demo" && pwd)
if [ -z "$original" ]; then
  original=$folder/portrait.png
  sh "$here/get-picture.sh" astronaut "$original"
fi

sh "$here/gimp.sh" "$build" "$folder" "$(realpath "$original")" "${edit:+$(realpath "$edit")}" '#f'
make --no-print-directory install GIMP2_DIRECTORY="$folder/profile" BUILD="$build" >/dev/null
echo "In GIMP's window: Filters ▸ Retexture ▸ Map Original Texture…"
GIMP2_DIRECTORY=$folder/profile
export GIMP2_DIRECTORY
exec gimp --new-instance "$folder/pair.xcf" </dev/null
