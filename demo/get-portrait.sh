#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# get-portrait.sh OUT: the demo's portrait, from a Debian package that is fetched but not installed.
# It is NASA's photograph of the astronaut Eileen Collins, in the public domain. Fetches nothing
# when OUT is there already.
set -eu

package=python3-skimage
file=./usr/lib/python3/dist-packages/skimage/data/astronaut.png

out=${1:?usage: get-portrait.sh OUT}
[ ! -s "$out" ] || exit 0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

download() {
  # apt warns root that its own user cannot write here; it need not, the packages are signed.
  (cd "$work" && apt-get -qq -o APT::Sandbox::User="$(id -un)" "$@" download "$package")
}

echo "Fetching the portrait from Debian's package $package"
if ! download 2>/dev/null; then
  # The system's package lists are missing or old. Only root may renew those, so use lists of our own.
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
  set -- -o Dir::State::lists="$work/lists" -o Dir::Cache="$work/cache"
  apt-get -qq -o APT::Sandbox::User="$(id -un)" "$@" update
  download "$@"
fi

mkdir -p "$(dirname "$out")"
dpkg-deb --fsys-tarfile "$work/$package"_*.deb | tar -xO "$file" >"$work/portrait"
[ -s "$work/portrait" ] || {
  echo "The package $package holds no $file; give pictures of your own: make demo ORIGINAL=… EDIT=…" >&2
  exit 1
}
mv "$work/portrait" "$out"
