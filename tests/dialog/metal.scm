; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; GIMP's side of test-metal.sh: directions as lines, a centre that is clicked, presets that come with the
; method.

(define (record-of layer) (caddar (gimp-item-get-parasite layer "retexture")))

; The value of a line of the record.
(define (value-of record name)
  (let* ((key (string-append "\n" name "=")) (n (string-length key)))
    (let loop ((i 0))
      (if (string=? (substring record i (+ i n)) key)
          (let end ((j (+ i n)))
            (if (char=? (string-ref record j) #\newline)
                (string->number (substring record (+ i n) j))
                (end (+ j 1))))
          (loop (+ i 1))))))

(define image (new-image 900 700 RGB PRECISION-U8-GAMMA))
(define edit (filled image "edit" FALSE FLAT 0.5))
(define view (car (gimp-display-new image)))
(define before (flattened image))
(define (ask edit)
  (catch -1 (car (plug-in-retexture-metal RUN-INTERACTIVE image edit -1 2 0 100 0 0 50 50 12 0.6 200 3 0 120 1
                                          0 1 100 80 100 0 4 1 1 0 0 0 0 0 100 40 2 0))))

; 1. Rays about a point that is clicked; what the preview shows is what comes.
(define group (ask edit))
(define record (record-of group))
(test "the choice of rays, and the centre that was clicked, are kept"
  (all-true (contains record "direction=radial\n")
            (within 6 (abs (- (value-of record "centre-x") 30)))
            (within 6 (abs (- (value-of record "centre-y") 70)))))
(test "one group came" (all-true (= (n-layers image) 2) (> (difference before (flattened image)) 0.01)))
(let ((flat (car (gimp-image-duplicate image))))
  (file-ppm-save RUN-NONINTERACTIVE flat (car (gimp-image-flatten flat))
                 (string-append folder "/final.ppm") "final.ppm" 1))
(mark "made")
(await "compared")

; 2. A preset that comes with the method, on the same group.
(define again (ask group))
(test "a preset sets its values, and the rest to their defaults"
  (all-true (contains (record-of again) "texture=hammered\n") (contains (record-of again) "length=36\n")
            (contains (record-of again) "direction=form\n")))
(gimp-image-remove-layer image again)

; 3. Match on plastic: nothing to measure.
(ask edit)
(test "with no intact metal to match the dialog can only be left"
  (all-true (= (n-layers image) 1) (within 0 (difference before (flattened image)))))
(done)
(mark "over")
