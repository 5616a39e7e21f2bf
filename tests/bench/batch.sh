#!/bin/sh
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# batch.sh BUILD [N]: N pictures of 6 megapixels through retexture-batch, two at a time, against what the
# methods' own times allow: those of the same method on the same pictures in a GIMP that has them open.
set -eu

build=$(cd "$1" && pwd)
n=${2:-100}
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
mkdir "$folder/edits" "$folder/originals"

# Clouds with grain, and the same smoothed; one pair under many names.
convert -size 3000x2000 -seed 1 plasma:tan-brown -attenuate 0.2 +noise Gaussian -quality 95 "$folder/original.jpg"
convert "$folder/original.jpg" -blur 0x2 -quality 95 "$folder/edit.jpg"
for i in $(seq "$n"); do
  ln "$folder/original.jpg" "$folder/originals/p$i.jpg"
  ln "$folder/edit.jpg" "$folder/edits/p$i.jpg"
done

cat > "$folder/own.scm" <<END
(define (open file) (vector-ref (cadr (gimp-image-get-layers (car (gimp-file-load RUN-NONINTERACTIVE file file)))) 0))
(define edit (open "$folder/edit.jpg"))
(define original (open "$folder/original.jpg"))
(define (once method)
  (let* ((copy (car (gimp-image-duplicate (car (gimp-item-get-image edit))))) (begin-time (car (bench-clock))))
    (plug-in-retexture-apply RUN-NONINTERACTIVE copy (top-layer copy) original method "output=in-place")
    (let ((seconds (- (car (bench-clock)) begin-time)))
      (gimp-image-delete copy)
      seconds)))
(define (own method)
  (once method)
  (say "own " method " " (/ (+ (once method) (once method) (once method)) 3)))
(own "recover")
(own "map")
END
AS_INSTALLED=1 sh "$here/../gimp/session.sh" "$build" "$folder/own.scm" > "$folder/own"

. "$here/../profile.sh"
install_plug_in "$build/retexture"
borrow_answers "$build/tests/pluginrc-batch"
for method in recover map; do
  own=$(sed -n "s/^own $method //p" "$folder/own")
  rm -rf "$folder/out"
  begin=$(date +%s%N)
  GIMP2_DIRECTORY=$folder/profile "$build/retexture-batch" --edits "$folder/edits" --originals "$folder/originals" \
    --out "$folder/out" --steps "$method" --jobs 2 2>/dev/null
  awk -v begin="$begin" -v end="$(date +%s%N)" -v n="$n" -v own="$own" -v method="$method" 'BEGIN {
    each = (end - begin) / 1e9 / n
    printf "retexture-batch, %-16s %.1f pictures of 6 megapixels a minute; %.2f of what the method alone allows%s\n",
      method ":", 60 / each, own / each, method == "recover" ? " (reach: 0.9 or more)" : "" }'
done
