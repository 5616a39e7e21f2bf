; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; GIMP's side of test-methods.sh: the dialogs of the methods that split, measure and plot.

(define (record-of layer) (caddar (gimp-item-get-parasite layer "retexture")))
(define (has-all text parts)
  (cond ((null? parts) #t) ((contains text (car parts)) (has-all text (cdr parts))) (else text)))
(define (children group) (vector->list (cadr (gimp-item-get-children group))))

; A picture with an edge that no Gaussian takes without ringing, and one that Grain Merge cannot hold.
(define image (new-image 700 500 RGB PRECISION-U8-GAMMA))
(define picture (filled image "picture" FALSE FLAT 0))
(gimp-context-set-foreground '(255 255 255))
(gimp-image-select-rectangle image CHANNEL-OP-REPLACE 340 100 5 300)
(gimp-drawable-edit-fill picture FILL-FOREGROUND)
(gimp-selection-none image)
(define view (car (gimp-display-new image)))
(define before (flattened image))

(define (ask-separate)
  (catch -1 (car (plug-in-retexture-separate RUN-INTERACTIVE image picture -1
                                             4 0 4 2 0 0 1 0 100 40 0 0))))

; 1. The radius is dragged, the two remedies are clicked, then OK.
(define group (ask-separate))
(test "dragging 100 pixels to the right on a pane doubles the radius"
  (has-all (record-of group) '("radius=8\n")))
(test "the halo's remedy chose the edge-aware filter, the clipping's 16 bit"
  (has-all (record-of group) '("filter=edge-aware\n" "precision=16-bit\n")))
(test "the image is promoted"
  (= (car (gimp-image-get-precision image)) PRECISION-U16-GAMMA))
(test "and its layers add up to what it was"
  (within 1e-7 (difference before (flattened image))))
(mark "made")
(await "undone")
(test "one undo step takes layers and promotion back"
  (all-true (= (n-layers image) 1) (= (car (gimp-image-get-precision image)) PRECISION-U8-GAMMA)
            (within 0 (difference before (flattened image)))))

; 2. Cancelled while the question is still out.
(ask-separate)
(test "cancelling in the middle of an inspection leaves the image as it was"
  (all-true (= (n-layers image) 1) (within 0 (difference before (flattened image)))))
(gimp-display-delete view)

; 3. Match: the analysis arrives by itself; what the preview shows then is what OK makes.
(define image (new-image 512 384 RGB PRECISION-U8-GAMMA))
(define edit (filled image "edit" FALSE NOISE 1))
(gimp-image-select-rectangle image CHANNEL-OP-REPLACE 256 0 256 384)
(plug-in-gauss RUN-NONINTERACTIVE image edit 12 12 0)
(gimp-selection-none image)
(define view (car (gimp-display-new image)))
(define (ask-noise)
  (catch -1 (car (plug-in-retexture-noise RUN-INTERACTIVE image edit -1
                                          3 0 100 1 0 0.3 1 60 100 30 1 0 100 40 0 0))))
(define group (ask-noise))
(define shown (flattened image))
(gimp-layer-flatten shown)
(file-ppm-save RUN-NONINTERACTIVE (car (gimp-item-get-image shown)) shown
               (string-append folder "/final.ppm") "final.ppm" TRUE)
(test "the layer records that it matches"
  (has-all (record-of group) '("distribution=match\n")))
(mark "matched")
(await "compared")

; 4. Luminosity Blend, as it comes.
(gimp-image-remove-layer image group)
(define original (filled image "original" FALSE NOISE 1))
(gimp-image-lower-item-to-bottom image original)
(define group
  (catch -1 (car (plug-in-retexture-luminosity RUN-INTERACTIVE image edit original
                                               20 0 1 8 0 100 40 0 0 0))))
(test "full-band luminosity was chosen in the dialog"
  (has-all (record-of group) '("band-limit=FALSE\n" "amount=20\n")))
(done)
(mark "over")
