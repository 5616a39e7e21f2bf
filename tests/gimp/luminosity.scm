; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; Luminosity Blend: GIMP's own flattened pixels against the formula, and against the preview's.

(define luminosity-defaults
  (append '((amount . 20) (formula . 0) (band-limit . 1) (radius . 8)) common-defaults '((align-first . 0))))

(define (luminosity-arguments run-mode image edit original changes)
  (append (list run-mode image edit original) (with-changes luminosity-defaults changes)))

(define (blend-luminosity image edit original . changes)
  (car (apply plug-in-retexture-luminosity
              (luminosity-arguments RUN-NONINTERACTIVE image edit original changes))))

(define (colour layer red green blue)
  (gimp-context-set-foreground (list red green blue))
  (gimp-drawable-fill layer FILL-FOREGROUND))

(define (colour-at layer)
  (map (lambda (c) (car (test-value layer 20 15 c))) '(0 1 2)))

(define (levels-apart a b)
  (apply max (map (lambda (x y) (* 255 (abs (- x y)))) a b)))

(define (children group) (vector->list (cadr (gimp-item-get-children group))))

; The test colour: base (212,160,138), blend (180,120,96) gives (174,122,100) in Photoshop.
(let* ((image (new-image 40 30 RGB PRECISION-U8-GAMMA))
       (original (add-layer image "original" 40 30 FALSE))
       (edit (add-layer image "edit" 40 30 FALSE)))
  (colour original 180 120 96)
  (colour edit 212 160 138)
  (let* ((group (blend-luminosity image edit original '(amount . 100) '(band-limit . 0)))
         (full (flattened image)))
    (test "at 100 % the colour is Photoshop's, to a level"
      (within 1.01 (levels-apart (colour-at full) (map (lambda (v) (/ v 255)) '(174 122 100)))))
    (test "the layer is a normal one, mixed in gamma-encoded values"
      (let ((layer (car (children group))))
        (and (string=? (car (gimp-item-get-name layer)) "Luminosity")
             (= (car (gimp-layer-get-mode layer)) LAYER-MODE-NORMAL)
             (= (car (gimp-layer-get-composite-space layer)) LAYER-COLOR-SPACE-RGB-PERCEPTUAL))))
    (gimp-image-remove-layer image group))
  (test "at 20 % it is a fifth of the way, to a level"
    (let* ((group (blend-luminosity image edit original '(band-limit . 0)))
           (result (within 1.01 (levels-apart
                                 (colour-at (flattened image))
                                 (map (lambda (b v) (/ (+ (* 0.8 b) (* 0.2 v)) 255))
                                      '(212 160 138) '(174 122 100))))))
      (gimp-image-remove-layer image group)
      result))
  (test "with the band limit a flat change of light does not come back"
    (let ((before (flattened image)))
      (blend-luminosity image edit original '(amount . 100))
      (within 0 (difference before (flattened image))))))

; A broad reflection that the edit removed, and a texture that it lost.
(let* ((image (new-image 200 150 RGB PRECISION-U16-GAMMA))
       (original (filled image "original" FALSE NOISE 1))
       (texture (filled image "texture" FALSE NOISE 1))
       (edit (filled image "edit" FALSE NOISE 1)))
  (test-blur edit texture 3)
  (gimp-context-set-foreground '(255 255 255))
  (gimp-image-select-ellipse image CHANNEL-OP-REPLACE 40 30 100 80)
  (gimp-selection-feather image 60)
  (gimp-drawable-edit-fill original FILL-FOREGROUND)
  (gimp-selection-none image)
  (define (mean-in layer)
    (gimp-image-select-ellipse image CHANNEL-OP-REPLACE 70 50 40 40)
    (let ((mean (car (gimp-drawable-histogram layer HISTOGRAM-VALUE 0 1))))
      (gimp-selection-none image)
      mean))
  (define (blended . changes)
    (let* ((layer (apply blend-luminosity image edit original '(output . 1) '(amount . 100) changes))
           (mean (mean-in layer)))
      (gimp-image-remove-layer image layer)
      mean))
  (test "the reflection comes back with all frequencies, and stays removed with fine detail only"
    (let ((removed (mean-in edit)) (there (mean-in original))
          (fine (blended '(radius . 4))) (all (blended '(band-limit . 0))))
      (if (and (> (- there removed) 0.2)
               (> (- all removed) (* 0.9 (- there removed)))
               (< (abs (- fine removed)) (* 0.1 (- there removed))))
          #t
          (list 'edit removed 'original there 'fine fine 'all all)))))

; What the preview computes is what GIMP composes, in each mode and precision. A level as it looks: of
; linear formats near black. The modes of CIE Lab and linear light pass through GIMP's own curves.
(for-each
 (lambda (precision)
   (for-each
    (lambda (formula)
      (for-each
       (lambda (base)
         (let* ((image (new-image 120 90 base (cadr precision)))
                (original (filled image "original" FALSE NOISE 1))
                (edit (filled image "edit" FALSE NOISE 2)))
           (test (string-append (car precision) (if (= base RGB) ", RGB" ", grey") ", "
                                (car formula) ": a single layer is what the layers flatten to")
             (let* ((group (blend-luminosity image edit original (cons 'formula (cadr formula))
                                             '(amount . 60)))
                    (layered (flattened image)))
               (gimp-image-remove-layer image group)
               (blend-luminosity image edit original (cons 'formula (cadr formula)) '(amount . 60)
                                 '(output . 1))
               (all-true (within (* 1.01 (caddr precision)) (difference layered (flattened image)))
                         (> (difference edit layered) 0.01))))
           (gimp-image-delete image)))
       (list RGB GRAY)))
    '(("W3C" 0) ("LCh lightness" 1) ("luminance" 2) ("HSV value" 3))))
 `(("8-bit" ,PRECISION-U8-GAMMA ,(/ 1 255))
   ("16-bit" ,PRECISION-U16-GAMMA ,(/ 2 65535))
   ("float" ,PRECISION-FLOAT-GAMMA 1e-5)
   ("linear 16-bit" ,PRECISION-U16-LINEAR ,(/ 12.92 65535))
   ("linear float" ,PRECISION-FLOAT-LINEAR 1e-5)))

(let* ((image (new-image 60 50 RGB PRECISION-U8-GAMMA))
       (original (filled image "original" FALSE NOISE 1))
       (edit (filled image "edit" FALSE NOISE 2))
       (before (flattened image)))
  (test "amount 0 changes zero pixels"
    (let ((group (blend-luminosity image edit original '(amount . 0))))
      (let ((result (within 0 (difference before (flattened image)))))
        (gimp-image-remove-layer image group)
        result)))
  (test "with last values, and none kept, it runs with the defaults"
    (let* ((group (blend-luminosity image edit original)) (expected (flattened image)))
      (gimp-image-remove-layer image group)
      (let ((again (car (apply plug-in-retexture-luminosity
                               (luminosity-arguments RUN-WITH-LAST-VALS image edit original
                                                     '((amount . 90)))))))
        (let ((result (within 0 (difference expected (flattened image)))))
          (gimp-image-remove-layer image again)
          result))))
  (test "in place honours the selection"
    (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 10 10 20 20)
    (let ((copy (car (gimp-layer-copy edit FALSE))))
      (gimp-image-insert-layer image copy 0 0)
      (blend-luminosity image copy original '(output . 2) '(amount . 100))
      (gimp-selection-none image)
      (let ((result (all-true (within 0 (car (test-difference edit copy 0 0 60 10)))
                              (> (car (test-difference edit copy 10 10 20 20)) 0.01))))
        (gimp-image-remove-layer image copy)
        result)))
  (for-each
   (lambda (bad)
     (test (string-append (symbol->string (car bad)) " of " (number->string (cdr bad)) " is refused")
       (refused image (lambda () (blend-luminosity image edit original bad))
                (string-append "“" (symbol->string (car bad)) "”"))))
   '((amount . -1) (amount . 101) (formula . 4) (band-limit . 2) (radius . 0.4) (radius . 101)))
  (test "without an original it is refused"
    (refused image (lambda () (blend-luminosity image edit -1)) "“original”")))
