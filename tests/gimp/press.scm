; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; Press: the layers, that folds go, and what is refused.

(define press-defaults
  (append '((amount . 100) (width . 80) (radius . 4) (surface . 0) (scale . 1) (offset . 128)) common-defaults))
(define (press image edit . changes)
  (car (apply plug-in-retexture-press
              (append (list RUN-NONINTERACTIVE image edit) (with-changes press-defaults changes)))))

; Grey cloth with a fine weave: waves of light across, 40 pixels from fold to fold.
(define (cloth precision)
  (let* ((image (new-image 400 300 RGB PRECISION-U8-GAMMA)) (layer (filled image "cloth" FALSE FLAT 0.5)))
    (gimp-context-push)
    (gimp-context-set-foreground '(112 120 140))
    (gimp-context-set-background '(138 146 166))
    (gimp-context-set-gradient-fg-bg-rgb)
    (gimp-context-set-gradient-repeat-mode REPEAT-TRIANGULAR)
    (gimp-drawable-edit-gradient-fill layer GRADIENT-LINEAR 0 FALSE 1 0 FALSE 0 0 20 0)
    (gimp-context-pop)
    (if (not (= precision PRECISION-U8-GAMMA)) (gimp-image-convert-precision image precision))
    (plug-in-retexture-noise RUN-NONINTERACTIVE image layer -1 2 1 100 1 2 0.5 1 100 100 100 7 0 100 40 0 2)
    image))

; Mean over a column of the middle, 0 to 255.
(define (tone-at layer x)
  (let ((image (car (gimp-item-get-image layer))))
    (gimp-image-select-rectangle image CHANNEL-OP-REPLACE x 100 3 100)
    (let ((mean (car (gimp-drawable-histogram layer HISTOGRAM-VALUE 0 1))))
      (gimp-selection-none image)
      mean)))
; From the top of a fold to the bottom between two, whose edges are sharp here.
(define (depth layer) (abs (- (tone-at layer 199) (tone-at layer 219))))

(for-each
 (lambda (kind)
   (let* ((image (cloth (cadr kind))) (edit (top-layer image)) (before (flattened image))
          (name (car kind)) (tolerance (caddr kind)))
     (let ((group (press image edit '(amount . 0))))
       (test (string-append name ": 0 % changes no pixel")
         (within (if (string=? name "float") 1e-6 0) (difference before (flattened image))))
       (gimp-image-remove-layer image group))
     (let* ((group (press image edit)) (layers (flattened image)))
       (test (string-append name ": a group above the layer holds what was pressed")
         (all-true (= (n-layers image) 2) (= (car (gimp-item-is-group group)) TRUE)
                   (string=? (car (gimp-item-get-name group)) "Press")))
       (test (string-append name ": of folds next to nothing is left")
         (let ((was (depth before)) (is (depth layers)))
           (if (< is (* 0.2 was)) #t (list 'was was 'is is))))
       (gimp-image-remove-layer image group)
       (press image edit '(output . 1))
       (test (string-append name ": a single layer looks the same")
         (within tolerance (difference layers (flattened image))))
       (gimp-image-remove-layer image (top-layer image))
       (press image edit '(output . 2))
       (test (string-append name ": and so does the layer changed in place")
         (within tolerance (difference layers (flattened image)))))))
 (list (list "8 bit" PRECISION-U8-GAMMA (/ 1.01 255))
       (list "16 bit" PRECISION-U16-GAMMA (/ 4.01 65535))
       (list "float" PRECISION-FLOAT-GAMMA 1e-5)))

(let* ((image (cloth PRECISION-U8-GAMMA)) (edit (top-layer image)) (before (flattened image)))
  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 0 200 300)
  (let ((group (press image edit '(mask . 2))))
    (gimp-selection-none image)
    (test "the selection limits what changes"
      (let ((after (flattened image)))
        (all-true (> (difference before after) 0.02)
                  (within 0 (car (test-difference before after 201 0 190 300))))))
    (test "another run on the group replaces it"
      (let ((again (press image group '(amount . 10))))
        (all-true (= (n-layers image) 2)
                  (contains (caddar (gimp-item-get-parasite again "retexture")) "amount=10\n"))))))

(let* ((image (new-image 200 150 RGB PRECISION-U8-GAMMA)) (flat (filled image "flat" FALSE FLAT 0.5)))
  (test "where there is no skin none is pressed"
    (refused image (lambda () (press image flat '(surface . 1))) "surface"))
  (test "values out of range are named"
    (all-true (refused image (lambda () (press image flat '(amount . 101))) "amount" "100")
              (refused image (lambda () (press image flat '(width . -1))) "width" "0"))))
