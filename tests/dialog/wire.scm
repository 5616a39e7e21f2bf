; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; GIMP's side of test-wire.sh: a picture that takes a while to look at, and another to choose.

(define image (new-image 2400 1800 RGB PRECISION-U8-GAMMA))
(define other (filled image "other" FALSE NOISE 2))
(define original (filled image "original" FALSE NOISE 1))
(define edit (filled image "edit" FALSE NOISE 3))
(define before (flattened image))

(catch -1 (plug-in-retexture-map RUN-INTERACTIVE image edit original 100 4 0 0 2 128 0 100 40 0 0 0))
(test "the dialog was left by its own button, and nothing is different"
  (all-true (= (n-layers image) 3) (within 0 (difference before (flattened image)))))
(done)
(mark "over")
