; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; GIMP's side of test-level.sh: faint clouds with a fine texture, everything of which is meant.

(define image (clouds 640 480 5))
(define grey (filled image "grey" FALSE FLAT 0.5))
(gimp-layer-set-opacity grey 85)
(define edit (car (gimp-image-flatten image)))
(plug-in-retexture-noise RUN-NONINTERACTIVE image edit -1 5 1 100 1 2 1.0 1 100 100 100 7 0 100 40 0 2)
(define view (car (gimp-display-new image)))
(define before (flattened image))
(define (record-of layer) (caddar (gimp-item-get-parasite layer "retexture")))

; 1. A level that was clicked.
(define group
  (catch -1 (car (plug-in-retexture-level RUN-INTERACTIVE image edit -1 4 0 0 50 0 2 128 0 100 40 0 0 2))))
(test "a group came, of the level that was clicked and the height that was set"
  (all-true (= (n-layers image) 2) (> (difference before (flattened image)) 0.002)
            (or (contains (record-of group) "level=2\n") (list 'record (record-of group)))
            (not (contains (record-of group) "\nsize=0\n"))))
(let ((flat (car (gimp-image-duplicate image))))
  (file-ppm-save RUN-NONINTERACTIVE flat (car (gimp-image-flatten flat))
                 (string-append folder "/final.ppm") "final.ppm" 1))
(mark "made")
(await "compared")

; 2. The meter changes nothing.
(define shown (flattened image))
(catch -1 (plug-in-retexture-measure RUN-INTERACTIVE image edit -1 0 0 2))
(test "measured, the image is as it was"
  (all-true (= (n-layers image) 2) (within 0 (difference shown (flattened image)))))

; 3. The level of another picture, which shows something else.
(define model (clouds 640 480 31))
(filled model "grey" FALSE FLAT 0.5)
(gimp-layer-set-opacity (top-layer model) 85)
(let ((layer (car (gimp-image-flatten model))))
  (plug-in-retexture-noise RUN-NONINTERACTIVE model layer -1 5 1 100 1 2 1.0 1 100 100 100 7 0 100 40 0 2)
  (plug-in-retexture-level RUN-NONINTERACTIVE model layer -1 3.5 0 87 50 0 2 128 0 100 40 0 2 2))
(define model-before (flattened model))
(define matched (catch '(-1 -1 -1) (plug-in-retexture-level RUN-INTERACTIVE image edit -1 2 0 0 50 0 2 128 0 100 40 0 0 2)))
(test "the level of the other picture came, which stays as it was"
  (all-true (within 0.3 (abs (- (caddr matched) 3.5))) (within 0 (difference model-before (flattened model)))))

; 4. No skin.
(gimp-display-delete view)
(set! image (new-image 300 200 RGB PRECISION-U8-GAMMA))
(filled image "flat" FALSE FLAT 0.5)
(define other-view (car (gimp-display-new image)))
(for-each (lambda (other) (if (not (= other image)) (gimp-image-delete other)))
          (vector->list (cadr (gimp-image-list))))
(catch -1 (plug-in-retexture-level RUN-INTERACTIVE image (top-layer image) -1 3 1 0 50 0 2 128 0 100 40 0 0 2))
(test "with no skin the dialog can only be left" (= (n-layers image) 1))
(done)
(mark "over")
