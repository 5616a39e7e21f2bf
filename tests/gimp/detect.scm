; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; The Plastic Map as channel, layer mask and selection; and as every method's automatic mask.

(define detect-defaults '((what . 0) (radius . 4) (surface . 0) (sensitivity . 50) (result . 0) (align-first . 0)))
(define (detect image edit original . changes)
  (apply plug-in-retexture-detect
         (append (list RUN-NONINTERACTIVE image edit original) (with-changes detect-defaults changes))))

(define AUTOMATIC 3)

; Noise, and an edit of it whose left half was blurred.
(define (half-lost base precision)
  (let* ((image (new-image 320 200 base precision))
         (original (filled image "original" FALSE NOISE 1))
         (edit (filled image "edit" FALSE NOISE 1))
         (soft (filled image "soft" FALSE NOISE 1)))
    (test-blur soft original 3)
    (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 0 160 200)
    (gimp-edit-copy soft)
    (let ((floating (car (gimp-edit-paste edit FALSE))))
      (gimp-layer-set-offsets floating 0 0)
      (gimp-floating-sel-anchor floating))
    (gimp-selection-none image)
    (gimp-image-remove-layer image soft)
    (list image original edit)))

(define (value-at drawable x y) (car (test-value drawable x y 0)))

(for-each
 (lambda (base)
   (let* ((p (half-lost base PRECISION-U8-GAMMA)) (image (car p)) (original (cadr p)) (edit (caddr p))
          (n (n-layers image)) (before (flattened image))
          (name (if (= base RGB) "RGB" "grey")))
     (let* ((made (detect image edit original)) (channel (car made)))
       (test (string-append name ": a channel shows where texture was lost")
         (all-true (= 1 (car (gimp-item-is-channel channel))) (> (value-at channel 60 100) 0.9)
                   (< (value-at channel 260 100) 0.05)))
       (test (string-append name ": and how much of the picture that is")
         (all-true (> (cadr made) 44) (< (cadr made) 56)))
       (test (string-append name ": the picture stays as it was, and the edit selected")
         (all-true (= n (n-layers image)) (within 0 (difference before (flattened image)))
                   (= edit (car (gimp-image-get-active-layer image))))))
     (let ((selection (car (detect image edit original '(result . 2)))))
       (test (string-append name ": the selection")
         (all-true (= selection (car (gimp-image-get-selection image)))
                   (> (car (gimp-selection-value image 60 100)) 230)
                   (< (car (gimp-selection-value image 260 100)) 13))))
     (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 0 160 100)
     (let ((channel (car (detect image edit original))))
       (test (string-append name ": within the selection only")
         (all-true (> (value-at channel 60 50) 0.9) (< (value-at channel 60 150) 0.01))))
     (gimp-selection-none image)
     (gimp-item-set-lock-content edit TRUE)
     (test (string-append name ": no mask for a locked layer")
       (refused image (lambda () (detect image edit original '(result . 1))) "locked"))
     (gimp-item-set-lock-content edit FALSE)
     (let ((mask (car (detect image edit original '(result . 1)))))
       (test (string-append name ": the edit's layer mask")
         (all-true (= mask (car (gimp-layer-get-mask edit))) (> (value-at mask 60 100) 0.9)))
       (test (string-append name ": a second mask is refused")
         (refused image (lambda () (detect image edit original '(result . 1))) "layer mask")))))
 (list RGB GRAY))

(let* ((p (half-lost RGB PRECISION-U16-GAMMA)) (image (car p)) (original (cadr p)) (edit (caddr p)))
  (test "without an original it finds the smoothed half, too"
    (let ((channel (car (detect image edit -1))))
      (all-true (> (value-at channel 60 100) 0.8) (< (value-at channel 260 100) 0.1))))
  (test "a value out of its range is refused by name"
    (refused image (lambda () (detect image edit original '(sensitivity . 101))) "“sensitivity”" "100"))
  (test "an original that lies elsewhere is refused"
    (let ((away (filled image "away" FALSE NOISE 3)))
      (gimp-layer-set-offsets away 5000 0)
      (let ((result (refused image (lambda () (detect image edit away)) "do not overlap")))
        (gimp-image-remove-layer image away)
        result)))
  (test "the edit as its own original is refused"
    (refused image (lambda () (detect image edit edit)) "“original”"))
  (let* ((group (map-texture image edit original (cons 'mask AUTOMATIC)))
         (mask (car (gimp-layer-get-mask group))))
    (test "the automatic mask of a method with an original"
      (all-true (> (value-at mask 60 100) 0.9) (< (value-at mask 260 100) 0.05)))
    (gimp-image-remove-layer image group))
  (let* ((group (car (plug-in-retexture-noise RUN-NONINTERACTIVE image edit -1 3 0 100 1 0 0.3 1 60 100 30 1
                                              0 100 40 AUTOMATIC 0)))
         (mask (car (gimp-layer-get-mask group))))
    (test "and of one without, which looks for skin"
      (all-true (> mask 0) (< (value-at mask 260 100) 0.1)))))
