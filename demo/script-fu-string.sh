#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# script-fu-string.sh TEXT: the text as a string literal of Script-Fu. The one place where a file name
# becomes part of a script; unquoted, a quotation mark in a name would become code.
set -eu
printf '"%s"' "$(printf '%s' "$1" | sed 's/[\\"]/\\&/g')"
