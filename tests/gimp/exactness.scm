; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; GIMP's own flattened pixels against the truth, in every precision, colour type and output.

(define LAYERS 0)
(define SINGLE 1)
(define IN-PLACE 2)

; One level as it looks: of linear formats near black, where the gamma curve is 12.92 times as steep,
; of half just below 1, where tone, doubled texture and sum are each rounded. Float: rounding, and
; twice the gamma curve in linear.
(define precisions
  `(("8-bit" ,PRECISION-U8-GAMMA ,(/ 1 255) 0)
    ("16-bit" ,PRECISION-U16-GAMMA ,(/ 1 65535) 0)
    ("32-bit" ,PRECISION-U32-GAMMA 3e-6 1e-6)
    ("half" ,PRECISION-HALF-GAMMA ,(/ 2 2048) 0)
    ("float" ,PRECISION-FLOAT-GAMMA 3e-6 1e-6)
    ("linear 8-bit" ,PRECISION-U8-LINEAR ,(/ 12.92 255) 0)
    ("linear 16-bit" ,PRECISION-U16-LINEAR ,(/ 12.92 65535) 0)
    ("linear 32-bit" ,PRECISION-U32-LINEAR 5e-6 2e-6)
    ("linear half" ,PRECISION-HALF-LINEAR ,(/ 2 2048) 0)
    ("linear float" ,PRECISION-FLOAT-LINEAR 5e-6 2e-6)))

(define (exact name precision base alpha level zero)
  (let* ((image (new-image 190 140 base precision))
         (original (filled image "original" alpha NOISE 1))
         (edit (filled image "edit" alpha FLAT 0.5))
         (label (string-append name (if (= base RGB) ", RGB" ", grey") (if (= alpha TRUE) ", alpha" ""))))
    (test-blur edit original 4)
    (test (string-append label ": texture over the true tone gives the original back")
      (let* ((group (map-texture image edit original))
             (result (within (* level 1.01) (difference (flattened image) original))))
        (gimp-image-remove-layer image group)
        result))
    (test (string-append label ": zero texture changes zero pixels")
      (let* ((before (flattened image))
             (group (map-texture image edit original '(amount . 0)))
             (result (within zero (difference before (flattened image)))))
        (gimp-image-remove-layer image group)
        result))
    (test (string-append label ": a single layer is what the layers flatten to")
      (let* ((group (map-texture image edit original))
             (layered (flattened image)))
        (gimp-image-remove-layer image group)
        (let* ((single (map-texture image edit original (cons 'output SINGLE)))
               (result (within (* level 1.01) (difference layered (flattened image)))))
          (gimp-image-remove-layer image single)
          result)))
    (test (string-append label ": in place gives the original back")
      (map-texture image edit original (cons 'output IN-PLACE))
      (within (* level 1.01) (difference edit original)))
    (gimp-image-delete image)))

(for-each
 (lambda (p)
   (for-each (lambda (base) (exact (car p) (cadr p) base FALSE (caddr p) (cadddr p))) (list RGB GRAY))
   (exact (car p) (cadr p) RGB TRUE (caddr p) (cadddr p)))
 precisions)

; Other scales and offsets are laid with other opacities and corrections, and must come out the same.
; Eight bits hold the stored difference in steps of the scale.
(for-each
 (lambda (precision level)
   (let* ((image (new-image 190 140 RGB precision))
          (original (filled image "original" FALSE NOISE 1))
          (edit (filled image "edit" FALSE FLAT 0.5)))
     (test-blur edit original 4)
     (for-each
      (lambda (scale offset)
        (test (string-append "scale " (number->string scale) ", offset " (number->string offset)
                             (if (= precision PRECISION-U8-GAMMA) " in 8 bit" " in 16 bit"))
          (let* ((before (flattened image))
                 (group (map-texture image edit original (cons 'scale scale) (cons 'offset offset)))
                 (error (difference (flattened image) original))
                 (zero (begin (gimp-image-remove-layer image group)
                              (map-texture image edit original '(amount . 0) (cons 'scale scale)
                                           (cons 'offset offset))))
                 (shift (difference before (flattened image))))
            (gimp-image-remove-layer image zero)
            (all-true (within (* level (max 1 (ceiling (/ scale 2))) 1.01) error) (within 0 shift)))))
      '(1 1.5 2 2.5 4 2 1 3 4 4) '(128 128 100 128 128 140 127 40 195 60))
     (gimp-image-delete image)))
 (list PRECISION-U8-GAMMA PRECISION-U16-GAMMA) (list (/ 1 255) (/ 1 65535)))

(let* ((image (new-image 120 90 RGB PRECISION-U8-GAMMA))
       (original (filled image "original" FALSE NOISE 1))
       (edit (filled image "edit" FALSE NOISE 2)))
  (test "half the opacity of the group is half the texture, to a level"
    (let* ((before (flattened image)) (group (map-texture image edit original))
           (full (flattened image)))
      (gimp-layer-set-opacity group 50)
      (let ((half (flattened image)))
        (let loop ((x 0))
          (cond ((= x 120) #t)
                ((> (abs (- (car (test-value half x 45 1))
                            (/ (+ (car (test-value before x 45 1)) (car (test-value full x 45 1))) 2)))
                    (/ 1.01 255))
                 (list 'at x))
                (else (loop (+ x 1)))))))))

; A cut-out with a soft edge.
(for-each
 (lambda (precision level)
   (let* ((image (new-image 190 140 RGB precision))
          (original (filled image "original" FALSE NOISE 1))
          (edit (filled image "edit" TRUE NOISE 2)))
     (test-fill edit FADING 0)
     (gimp-item-set-visible original FALSE)
     (let* ((before (flattened image))
            (group (map-texture image edit original)) (layered (flattened image))
            (single (begin (gimp-image-remove-layer image group)
                           (map-texture image edit original (cons 'output SINGLE))))
            (whole (flattened image))
            (alpha (lambda (layer x) (car (test-value layer x 70 3)))))
       (define (same-alpha layer x) (within 0 (abs (- (alpha layer x) (alpha before x)))))
       (test "over a soft edge a single layer is what the layers flatten to"
         (within (* level 1.01) (difference layered whole)))
       (test "a soft edge stays as transparent as it was"
         (apply all-true (append (map (lambda (x) (same-alpha whole x)) '(10 60 80 100 130 180))
                                 (map (lambda (x) (same-alpha layered x)) '(10 60 80 100 130 180)))))
       (test "a cut-out's single layer is a cut-out"
         (all-true (= (alpha single 10) 0) (= (alpha single 80) 1) (= (alpha single 180) 1))))
     (gimp-image-delete image)))
 (list PRECISION-U8-GAMMA PRECISION-U16-GAMMA PRECISION-FLOAT-LINEAR) (list (/ 1 255) (/ 1 65535) 5e-6))
