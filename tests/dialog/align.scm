; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; GIMP's side of test-align.sh: a cut-out edit, its photograph in an image of another size, and a stranger.

(define (soft-clouds seed)
  (let ((image (clouds 900 700 seed)))
    (plug-in-gauss RUN-NONINTERACTIVE image (top-layer image) 3 3 1)
    image))

(define photograph (soft-clouds 7))
(define original (top-layer photograph))
(define stranger (top-layer (soft-clouds 99)))
(define image (car (gimp-image-duplicate photograph)))
(gimp-image-crop image 640 480 57 41)
(define edit (top-layer image))
(define expected (flattened image))
(plug-in-gauss RUN-NONINTERACTIVE image edit 5 5 1)
(define view (car (gimp-display-new image)))
(define before (flattened image))

; 1. Align Original.
(define made (catch -1 (car (plug-in-retexture-align RUN-INTERACTIVE image edit original 0 0 0))))
(test "the photograph lies beneath the edit, pixel for pixel"
  (all-true (= (n-layers image) 2) (within 0 (difference expected made))))
(gimp-image-remove-layer image made)

; 2. Map Original Texture aligns it first; what the preview shows is what comes.
(define group
  (catch -1 (car (plug-in-retexture-map RUN-INTERACTIVE image edit original 100 4 0 0 2 128 0 100 40 0 0 0))))
(test "one group came, with texture" (all-true (= (n-layers image) 2) (> (difference before (flattened image)) 0.01)))
(let ((flat (car (gimp-image-duplicate image))))
  (file-ppm-save RUN-NONINTERACTIVE flat (car (gimp-image-flatten flat))
                 (string-append folder "/final.ppm") "final.ppm" 1))
(mark "made")
(await "compared")
(gimp-image-remove-layer image group)

; 3. Another picture cannot be aligned.
(catch -1 (plug-in-retexture-map RUN-INTERACTIVE image edit stranger 100 4 0 0 2 128 0 100 40 0 0 0))
(test "with another picture the dialog can only be left"
  (all-true (= (n-layers image) 1) (within 0 (difference before (flattened image)))))
(done)
(mark "over")
