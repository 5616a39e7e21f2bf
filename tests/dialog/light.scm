; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; GIMP's side of test-light.sh: skin with a fine texture, larger than the preview.

(define image (skin-photograph PRECISION-U8-GAMMA))
(gimp-image-scale image 920 680)
(define edit (top-layer image))
(define view (car (gimp-display-new image)))
(define before (flattened image))
(catch -1 (plug-in-retexture-light RUN-INTERACTIVE image edit 40 0 0 50 0 135 1 0 4 1 128 0 100 40 0 0))
(test "a group came, with the light that was set"
  (all-true (= (n-layers image) 2) (> (difference before (flattened image)) 0.02)
            (contains (caddar (gimp-item-get-parasite (top-layer image) "retexture")) "key=30\n")))
(let ((flat (car (gimp-image-duplicate image))))
  (file-ppm-save RUN-NONINTERACTIVE flat (car (gimp-image-flatten flat))
                 (string-append folder "/final.ppm") "final.ppm" 1))
(mark "made")
(await "compared")
(done)
(mark "over")
