; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; Light: the layers, that texture stays, and what is refused.

(define light-defaults
  (append '((even . 60) (shape . 20) (finish . 2) (strength . 50) (key . 20) (angle . 135) (surface . 1)
            (size . 300) (radius . 4) (scale . 1) (offset . 128))
          common-defaults))
(define (light image edit . changes)
  (car (apply plug-in-retexture-light
              (append (list RUN-NONINTERACTIVE image edit) (with-changes light-defaults changes)))))
(define nothing '((even . 0) (shape . 0) (finish . 0) (key . 0)))
(define (layers-of group) (vector->list (cadr (gimp-item-get-children group))))

; What is finer than two pixels, as Map takes it from a photograph.
(define (texture-of layer)
  (let* ((image (car (gimp-image-duplicate (car (gimp-item-get-image layer))))) (edit (top-layer image))
         (photograph (car (gimp-layer-copy edit FALSE))))
    (gimp-image-insert-layer image photograph 0 1)
    (car (layers-of (map-texture image edit photograph '(radius . 2) '(scale . 1))))))

(for-each
 (lambda (kind)
   (let* ((image (skin-photograph (cadr kind))) (edit (top-layer image))
          ; Away from white, where the light would be held back pixel by pixel.
          (nothing-else (gimp-drawable-brightness-contrast edit -0.3 0))
          (before (flattened image)) (name (car kind)) (tolerance (caddr kind)))
     (let ((group (apply light image edit nothing)))
       (test (string-append name ": neutral values change no pixel")
         (within (if (string=? name "float") 1e-6 0) (difference before (flattened image))))
       (gimp-image-remove-layer image group))
     (let* ((group (light image edit)) (layers (flattened image)))
       (test (string-append name ": a group above the layer holds the light")
         (all-true (= (n-layers image) 2) (= (car (gimp-item-is-group group)) TRUE)
                   (string=? (car (gimp-item-get-name group)) "Light")
                   (> (difference before layers) 0.03)))
       (test (string-append name ": the texture under it stays")
         ; What rounds to 8 bit may round the other way.
         (within (if (string=? name "8 bit") (+ 0.01 (/ 1 255)) 0.01)
                 (difference (texture-of before) (texture-of layers))))
       (gimp-image-remove-layer image group)
       (light image edit '(output . 1))
       (test (string-append name ": a single layer looks the same")
         (within tolerance (difference layers (flattened image))))
       (gimp-image-remove-layer image (top-layer image))
       (light image edit '(output . 2))
       (test (string-append name ": and so does the layer changed in place")
         (within tolerance (difference layers (flattened image)))))))
 (list (list "8 bit" PRECISION-U8-GAMMA (/ 1.01 255))
       (list "16 bit" PRECISION-U16-GAMMA (/ 4.01 65535))
       (list "float" PRECISION-FLOAT-GAMMA 1e-5)))

(let* ((image (skin-photograph PRECISION-U8-GAMMA)) (edit (top-layer image)) (before (flattened image)))
  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 0 200 340)
  (let ((group (light image edit '(mask . 2))))
    (gimp-selection-none image)
    (test "the selection limits what changes"
      (let ((after (flattened image)))
        (all-true (> (difference before after) 0.02)
                  (within 0 (car (test-difference before after 201 0 250 340))))))
    (test "another run on the group replaces it"
      (let ((again (light image group '(even . 10))))
        (all-true (= (n-layers image) 2)
                  (contains (caddar (gimp-item-get-parasite again "retexture")) "even=10\n"))))))

(let* ((image (new-image 200 150 RGB PRECISION-U8-GAMMA)) (flat (filled image "flat" FALSE FLAT 0.5)))
  (test "where there is no skin there is nothing to light"
    (refused image (lambda () (light image flat)) "surface"))
  (test "values out of range are named"
    (all-true (refused image (lambda () (light image flat '(shape . 101))) "shape" "100")
              (refused image (lambda () (light image flat '(even . -1))) "even" "0"))))
