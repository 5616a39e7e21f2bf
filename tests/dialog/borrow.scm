; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; GIMP's side of test-borrow.sh: the dialog that offers regions and has a rectangle drawn.

(define (record-of layer) (caddar (gimp-item-get-parasite layer "retexture")))
(define (children group) (vector->list (cadr (gimp-item-get-children group))))

; Texture all over, but for a plastic place, which is selected.
(define image (new-image 900 700 RGB PRECISION-U8-GAMMA))
(define edit (filled image "edit" FALSE FLAT 0.5))
(plug-in-retexture-noise RUN-NONINTERACTIVE image edit -1 4 1 100 1 2 1.2 1 100 100 100 7 0 100 40 0 2)
(gimp-image-select-rectangle image CHANNEL-OP-REPLACE 350 250 200 200)
(gimp-context-set-foreground '(128 128 128))
(gimp-drawable-edit-fill edit FILL-FOREGROUND)
(define view (car (gimp-display-new image)))
(define before (flattened image))

(define (ask edit)
  (catch -1 (car (plug-in-retexture-borrow RUN-INTERACTIVE image edit -1 100 4 0 100 1 0 100 0 1 32 1
                                           0 0 0 0 2 128 0 100 40 2 0))))

; 1. The second region is clicked, and what the preview shows is what comes.
(define group (ask edit))
(test "a click on the second picture borrows from the second region"
  (contains (record-of group) "choice=2\n"))
(test "the dialog left one undo step's worth of layers, and the texture"
  (all-true (= (n-layers image) 2) (> (difference before (flattened image)) 0.01)))
(let ((flat (car (gimp-image-duplicate image))))
  (gimp-selection-none flat)
  (file-ppm-save RUN-NONINTERACTIVE flat (car (gimp-image-flatten flat))
                 (string-append folder "/final.ppm") "final.ppm" 1))
(mark "borrowed")
(await "compared")

; 2. Asked again on its group: a rectangle is drawn; first over the selection, which is refused.
(define again (ask group))
(test "a rectangle drawn in the preview is where it borrows from"
  (all-true (contains (record-of again) "donor-width=")
            (not (contains (record-of again) "donor-width=0\n"))
            (= (n-layers image) 2)))
(mark "drawn")

; 3. Nothing is selected: there is nothing to do, and OK says so.
(gimp-image-remove-layer image again)
(gimp-selection-none image)
(ask edit)
(test "with nothing selected the dialog can only be left"
  (all-true (= (n-layers image) 1) (within 0 (difference before (flattened image)))))
(done)
(mark "over")
