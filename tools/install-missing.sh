#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# install-missing.sh PACKAGE...: installs those Debian packages that are not there yet, as root or
# through sudo. Says what it installs; asks nothing.
set -eu

missing=
for package in "$@"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' \
    || case " $missing " in *" $package "*) ;; *) missing="$missing $package" ;; esac
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
  as_root=
elif command -v sudo >/dev/null; then
  as_root='sudo'
  [ -t 0 ] || as_root='sudo -n'
else
  echo "Please install, as root: apt-get install$missing" >&2
  exit 1
fi

echo "Installing:$missing"
# A machine without package lists does not know the packages yet; one with old lists misses files.
$as_root env DEBIAN_FRONTEND=noninteractive sh -c \
  "apt-get -qq update && apt-get -qq install -y --no-install-recommends $missing" </dev/null >/dev/null
