; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; GIMP's side of test-detect.sh: a picture whose left half is the original's blur.

(define image (new-image 500 400 RGB PRECISION-U8-GAMMA))
(define original (filled image "original" FALSE NOISE 1))
(define edit (filled image "edit" FALSE NOISE 1))
(test-blur edit original 3)
(gimp-display-new image)

(define (ask) (catch '(-1 0) (plug-in-retexture-detect RUN-INTERACTIVE image edit -1 0 4 1 50 0 0)))

; 1. The original is found by itself; OK.
(define made (ask))
(test "a channel is made, and the original below was found"
  (all-true (= 1 (car (gimp-item-is-channel (car made)))) (> (cadr made) 50)))
(mark "made")

; 2. Without an original, for the selection.
(define again (ask))
(test "without one, within skin, noise is no plastic face"
  (< (cadr again) 50))

(done)
(mark "over")
