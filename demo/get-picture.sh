#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# get-picture.sh NAME OUT: a picture from a Debian package that is fetched but not installed:
# `astronaut`, NASA's photograph of Eileen Collins, in the public domain, or `chelsea`, the cat, CC0 by
# Stéfan van der Walt. Fetches nothing when OUT is there already.
set -eu

package=python3-skimage
file=./usr/lib/python3/dist-packages/skimage/data/${1:?usage: get-picture.sh NAME OUT}.png

out=${2:?usage: get-picture.sh NAME OUT}
[ ! -s "$out" ] || exit 0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

download() {
  # apt warns root that its own user cannot write here; it need not, the packages are signed.
  (cd "$work" && apt-get -qq -o APT::Sandbox::User="$(id -un)" "$@" download "$package")
}

echo "Fetching a picture from Debian's package $package"
if ! download 2>/dev/null; then
  # The system's package lists are missing or old. Only root may renew those, so use lists of our own.
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
  set -- -o Dir::State::lists="$work/lists" -o Dir::Cache="$work/cache"
  apt-get -qq -o APT::Sandbox::User="$(id -un)" "$@" update
  download "$@"
fi

mkdir -p "$(dirname "$out")"
dpkg-deb --fsys-tarfile "$work/$package"_*.deb | tar -xO "$file" >"$work/picture"
[ -s "$work/picture" ] || {
  echo "The package $package holds no $file; give pictures of your own: make demo ORIGINAL=… EDIT=…" >&2
  exit 1
}
mv "$work/picture" "$out"
