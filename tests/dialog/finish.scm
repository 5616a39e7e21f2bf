; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; GIMP's side of test-finish.sh: one picture, larger than the preview, for three methods in turn.

; Shows an image, and after `run` leaves what came of it for the other side to compare with.
(define (judge image name run value)
  (let ((view (car (gimp-display-new image))) (before (flattened image)))
    (catch -1 (run))
    (test (string-append name ": a group came, with what was set")
      (all-true (= (n-layers image) 2) (> (difference before (flattened image)) 0.02)
                (contains (caddar (gimp-item-get-parasite (top-layer image) "retexture")) value)))
    (let ((flat (car (gimp-image-duplicate image))))
      (file-ppm-save RUN-NONINTERACTIVE flat (car (gimp-image-flatten flat))
                     (string-append folder "/final.ppm") "final.ppm" 1))
    (mark (string-append "made-" name))
    (await (string-append "compared-" name))
    (gimp-display-delete view)))

; Skin with a fine texture.
(define image (skin-photograph PRECISION-U8-GAMMA))
(gimp-image-scale image 920 680)
(judge image "light"
       (lambda ()
         (plug-in-retexture-light RUN-INTERACTIVE image (top-layer image) 40 0 0 50 0 135 1 0 4 1 128 0 100 40 0 0))
       "key=30\n")

; Grey cloth with waves of light, which are no skin.
(define image (new-image 920 680 RGB PRECISION-U8-GAMMA))
(define cloth (filled image "cloth" FALSE FLAT 0.5))
(gimp-context-set-foreground '(100 120 160))
(gimp-context-set-background '(130 150 190))
(gimp-context-set-gradient-fg-bg-rgb)
(gimp-context-set-gradient-repeat-mode REPEAT-TRIANGULAR)
(gimp-drawable-edit-gradient-fill cloth GRADIENT-LINEAR 0 FALSE 1 0 FALSE 0 0 40 10)
(judge image "press"
       (lambda () (plug-in-retexture-press RUN-INTERACTIVE image cloth 65 0 4 3 1 128 0 100 40 0 0))
       "amount=90\n")

; Light ground with two dark hairs from the hair at the left, which is selected.
(define image (new-image 920 680 RGB PRECISION-U8-GAMMA))
(define ground (filled image "ground" FALSE FLAT 0.5))
(gimp-context-set-foreground '(60 45 40))
(for-each
 (lambda (points)
   (gimp-image-select-polygon image CHANNEL-OP-REPLACE (vector-length points) points)
   (gimp-drawable-edit-fill ground FILL-FOREGROUND))
 (list (vector 0 0 256 0 256 680 0 680) (vector 250 149 500 119 500 121 250 152)
       (vector 250 349 560 409 560 411 250 352)))
(gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 0 256 680)
(define once-more (car (gimp-image-duplicate image)))
(judge image "groom"
       (lambda () (plug-in-retexture-groom RUN-INTERACTIVE image ground -1 100 1 4 0 50 0 2 128 0 100 40 0 0))
       "sensitivity=60")

; The same ground once more, with marks over one hair alone.
(define image once-more)
(define ground (top-layer image))
(define marks
  (car (plug-in-retexture-flyaways RUN-NONINTERACTIVE image ground 1 4 0 50 0)))
(gimp-selection-none image)
(gimp-context-set-foreground '(0 0 0))
(gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 250 920 430)
(gimp-drawable-edit-fill marks FILL-FOREGROUND)
(gimp-selection-none image)
(judge image "marks"
       (lambda () (plug-in-retexture-groom RUN-INTERACTIVE image ground -1 100 1 4 0 50 0 2 128 0 100 40 0 0))
       (string-append "original-tattoo=" (number->string (car (gimp-item-get-tattoo marks)))))
(done)
(mark "over")
