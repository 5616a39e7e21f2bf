; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; GIMP's side of test-recover.sh: an edit with its photograph in another image, and a flat picture alone.

(define photograph
  (let* ((image (clouds 700 520 7)) (layer (top-layer image)))
    (plug-in-gauss RUN-NONINTERACTIVE image layer 2 2 1)
    (plug-in-retexture-noise RUN-NONINTERACTIVE image layer -1 5 1 100 1 2 1.2 1 100 100 100 7 0 100 40 0 2)
    image))
(define original (top-layer photograph))
(define image (car (gimp-image-duplicate photograph)))
(define edit (top-layer image))
(gimp-image-select-ellipse image CHANNEL-OP-REPLACE 200 100 300 300)
(plug-in-gauss RUN-NONINTERACTIVE image edit 6 6 1)
(gimp-selection-none image)
(define view (car (gimp-display-new image)))
(define before (flattened image))

(define (recover mode)
  (catch -1 (car (plug-in-retexture-recover mode image edit original 100 0 0 1 1 1 0 4 0 1 0 32 100 1 1 128
                                            0 100 40 2 0 1))))
(define (record-of layer) (caddar (gimp-item-get-parasite layer "retexture")))

; 1. What the preview shows is what comes, with the radius that was found and set.
(define group (recover RUN-INTERACTIVE))
(test "a group came, with texture, and the radius that the button set"
  (all-true (= (n-layers image) 2) (> (difference before (flattened image)) 0.01)
            (not (contains (record-of group) "\nradius=0\n"))))
(let ((flat (car (gimp-image-duplicate image))))
  (file-ppm-save RUN-NONINTERACTIVE flat (car (gimp-image-flatten flat))
                 (string-append folder "/final.ppm") "final.ppm" 1))
(define first (flattened image))
(define record (record-of group))
(mark "made")
(await "compared")
(await "undone")
(test "undone once, the image is the one before"
  (all-true (= (n-layers image) 1) (within 0 (difference before (flattened image)))))

; 2. Last values make the same again.
(define again (recover RUN-WITH-LAST-VALS))
(test "with last values the same comes again"
  (all-true (= (n-layers image) 2) (within 0 (difference first (flattened image)))))
(gimp-image-remove-layer image again)

; 3. Cancelled, nothing changes.
(recover RUN-INTERACTIVE)
(test "cancelled while it looks at the pictures, nothing changes"
  (all-true (= (n-layers image) 1) (within 0 (difference before (flattened image)))))

; 4. A flat picture alone.
(gimp-display-delete view)
(set! image (new-image 300 200 RGB PRECISION-U8-GAMMA))
(filled image "flat" FALSE FLAT 0.5)
(gimp-image-select-rectangle image CHANNEL-OP-REPLACE 100 60 80 80)
(define other-view (car (gimp-display-new image)))
; Or one of them would be taken for its original.
(for-each (lambda (other) (if (not (= other image)) (gimp-image-delete other)))
          (vector->list (cadr (gimp-image-list))))
(catch -1 (plug-in-retexture-recover RUN-INTERACTIVE image (top-layer image) -1 100 0 0 1 1 1 0 4 0 1 0 32 100 1 1 128
                                     0 100 40 2 0 1))
(test "with nothing to borrow from the dialog can only be left" (= (n-layers image) 1))

; 5. Noise instead.
(define noise (catch -1 (car (plug-in-retexture-recover RUN-INTERACTIVE image (top-layer image) -1 100 0 0 1 1 1 0 4 0 1 0 32 100 1 1 128
                                                        0 100 40 2 0 1))))
(test "what comes of the noise that was offered is noise"
  (all-true (= (n-layers image) 2) (contains (caddar (gimp-item-get-parasite noise "retexture")) "method=plug-in-retexture-noise")))
(done)
(mark "over")
