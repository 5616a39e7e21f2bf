# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by what starts a GIMP: settings of its own, in $folder/profile, with plug-ins in them. GIMP asks each
# plug-in that it does not know what it can do, and there are some hundred, which takes longer than many a
# test; so what one session was told is lent to the next. One that was built anew is asked anew, by its time.

install_plug_in () {
  mkdir -p "$folder/profile/plug-ins/$(basename "$1")"
  cp -p "$1" "$folder/profile/plug-ins/$(basename "$1")/"
}

# leave_out_ffmpeg FOLDER: GEGL loads FFmpeg's libraries into each process for two operations that no test uses; it
# takes longer than all its other modules. Links to those are kept in the folder, for sessions to come.
leave_out_ffmpeg () {
  mkdir -p "$1"
  GEGL_PATH=$(cd "$1" && pwd)
  export GEGL_PATH
  for module in "$(pkg-config --variable=pluginsdir gegl-0.4)"/*.so; do
    case $module in */ff-*) continue ;; esac
    ln -s "$module" "$GEGL_PATH/" 2>/dev/null || true
  done
}

# borrow_answers FILE, keep_answers FILE: from the session before, where there was one; for the next. Several
# may end at the same time.
borrow_answers () {
  if [ -e "$1" ]; then cp "$1" "$folder/profile/pluginrc"; fi
}
keep_answers () {
  if cp "$folder/profile/pluginrc" "$1.$$" 2>/dev/null; then mv "$1.$$" "$1"; fi
}
