; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; Frequency Separation: GIMP's own sum of the layers against the picture, in every precision.

(define separate-defaults
  (append '((radius . 4) (filter . 0) (tolerance . 4) (bands . 2) (mode . 0) (precision . 0)
            (lock-high . 1))
          common-defaults))

(define (separate-arguments run-mode image drawable low changes)
  (append (list run-mode image drawable low) (with-changes separate-defaults changes)))

(define (separate image drawable low . changes)
  (car (apply plug-in-retexture-separate
              (separate-arguments RUN-NONINTERACTIVE image drawable low changes))))

(define (children group) (vector->list (cadr (gimp-item-get-children group))))
(define (name-of item) (car (gimp-item-get-name item)))
(define (names group) (map name-of (children group)))
(define (modes group) (map (lambda (layer) (car (gimp-layer-get-mode layer))) (children group)))
(define (low-of group) (car (reverse (children group))))
(define (precision-of image) (car (gimp-image-get-precision image)))

(define precisions
  `(("8-bit" ,PRECISION-U8-GAMMA) ("16-bit" ,PRECISION-U16-GAMMA) ("32-bit" ,PRECISION-U32-GAMMA)
    ("half" ,PRECISION-HALF-GAMMA) ("float" ,PRECISION-FLOAT-GAMMA)
    ("double" ,PRECISION-DOUBLE-GAMMA) ("linear 8-bit" ,PRECISION-U8-LINEAR)
    ("linear 16-bit" ,PRECISION-U16-LINEAR) ("linear 32-bit" ,PRECISION-U32-LINEAR)
    ("linear half" ,PRECISION-HALF-LINEAR) ("linear float" ,PRECISION-FLOAT-LINEAR)
    ("linear double" ,PRECISION-DOUBLE-LINEAR)))

; In grey of 32 bits and more GIMP is a few last bits off itself as soon as two layers lie over each
; other, even if the upper one adds nothing: babl's way from RGB back to grey. The group is one more.
(define (gimps-own-rounding precision base)
  (if (and (= base GRAY) (not (memv precision (list PRECISION-U8-GAMMA PRECISION-U16-GAMMA
                                                    PRECISION-HALF-GAMMA PRECISION-U8-LINEAR
                                                    PRECISION-U16-LINEAR PRECISION-HALF-LINEAR))))
      1.5e-6
      0))

(define (exact label precision base alpha kind changes)
  (let* ((image (new-image 190 140 base precision))
         (picture (filled image "picture" alpha (if (= kind HALF-TRANSPARENT) NOISE kind) 1)))
    (if (= kind HALF-TRANSPARENT) (test-fill picture HALF-TRANSPARENT 0))
    (test (string-append label (if (= base RGB) ", RGB" ", grey") (if (= alpha TRUE) ", alpha" "")
                         ": the layers add up to the picture, error 0")
      (let ((before (flattened image)))
        (apply separate image picture -1 changes)
        (within (gimps-own-rounding precision base) (difference before (flattened image)))))
    (gimp-image-delete image)))

(for-each
 (lambda (p)
   (exact (car p) (cadr p) RGB FALSE NOISE '())
   (exact (string-append (car p) ", five bands") (cadr p) RGB FALSE NOISE '((bands . 5)))
   (exact (string-append (car p) ", edge-aware") (cadr p) RGB FALSE NOISE '((filter . 1)))
   (exact (string-append (car p) ", every value") (cadr p) RGB FALSE RAMP '((radius . 20) (bands . 3)))
   (exact (string-append (car p) ", half transparent") (cadr p) RGB TRUE HALF-TRANSPARENT '())
   (exact (car p) (cadr p) GRAY FALSE NOISE '())
   (exact (car p) (cadr p) GRAY TRUE NOISE '((bands . 3))))
 precisions)

(exact "8-bit Linear Light" PRECISION-U8-GAMMA RGB FALSE NOISE '((mode . 2)))
(exact "8-bit Linear Light, seven bands" PRECISION-U8-GAMMA RGB FALSE RAMP '((mode . 2) (bands . 7)))
(exact "8-bit Grain Merge, seven bands" PRECISION-U8-GAMMA RGB FALSE RAMP '((mode . 1) (bands . 7)))

(let* ((image (new-image 120 90 RGB PRECISION-U8-GAMMA))
       (picture (filled image "picture" FALSE NOISE 1))
       (group (separate image picture -1)))
  (test "8 bit: High lies over Low in the legacy Grain Merge"
    (and (equal? (names group) '("High" "Low"))
         (equal? (modes group) (list LAYER-MODE-GRAIN-MERGE-LEGACY LAYER-MODE-NORMAL))
         (string=? (name-of group) "Frequency Separation")
         (= group (top-layer image))))
  (test "High is locked and Low selected, for a clean-up of tone alone"
    (and (= (car (gimp-item-get-lock-content (car (children group)))) TRUE)
         (= (car (gimp-item-get-lock-content (low-of group))) FALSE)
         (= (car (gimp-image-get-active-layer image)) (low-of group))))
  (test "Low is the blur, to a level; the picture under the group is untouched"
    (let ((blurred (add-layer image "blurred" 120 90 FALSE)))
      (test-blur blurred picture 4)
      (let ((apart (difference blurred (low-of group))))
        (gimp-image-remove-layer image blurred)
        (within (/ 1.01 255) apart))))
  (test "run on its own layer it replaces the group"
    (let ((again (separate image (low-of group) -1 '(bands . 4) '(lock-high . 0))))
      (and (= (n-layers image) 2)
           (equal? (names again) '("High 1" "High 2" "High 3" "Low"))
           (= (car (gimp-item-get-lock-content (car (children again)))) FALSE)
           (= (car (gimp-image-get-active-layer image)) again))))
  (test "a black mask shows the picture below, whatever is painted on the layers"
    (let* ((before (flattened image))
           (again (separate image (top-layer image) -1 '(mask . 1))))
      (test-fill (low-of again) FLAT 0.9)
      (within 0 (difference before (flattened image))))))

; Promotion.
(for-each
 (lambda (from choice to)
   (test (string-append "promoted from " (number->string from) " to " (number->string to)
                        " the sum is still exact")
     (let* ((image (new-image 120 90 RGB from))
            (picture (filled image "picture" FALSE NOISE 1))
            (before (flattened image)))
       (let ((group (separate image picture -1 (cons 'precision choice))))
         (all-true (or (= (precision-of image) to) (list 'precision (precision-of image)))
                   (within 1e-7 (difference before (flattened image)))
                   (begin (gimp-item-set-visible group FALSE)
                          (let ((plain (flattened image)))
                            (gimp-item-set-visible group TRUE)
                            (within 0 (difference plain (flattened image))))))))))
 (list PRECISION-U8-GAMMA PRECISION-U8-GAMMA PRECISION-U16-GAMMA PRECISION-U8-LINEAR
       PRECISION-FLOAT-GAMMA)
 '(1 2 2 1 1)
 (list PRECISION-U16-GAMMA PRECISION-FLOAT-GAMMA PRECISION-FLOAT-GAMMA PRECISION-U16-LINEAR
       PRECISION-FLOAT-GAMMA))

; Re-joining: tone from an edited Low, texture from the picture.
(let* ((image (new-image 120 90 RGB PRECISION-U16-GAMMA))
       (picture (filled image "picture" FALSE NOISE 1))
       (edited (filled image "edited" FALSE FLAT 0.5)))
  (test-blur edited picture 4)
  (gimp-item-set-visible edited FALSE)
  (test "with its own low the picture comes back, to a level"
    (let* ((before (flattened image)) (group (separate image picture edited))
           (apart (difference before (flattened image))))
      (gimp-image-remove-layer image group)
      (within (/ 2.01 65535) apart)))
  (test-fill edited FLAT 0.5)
  (define layered -1)
  (test "with an edited low the layers are that low and the picture's texture"
    (let ((group (separate image picture edited)))
      (set! layered (flattened image))
      (all-true (within (/ 1.01 65535) (difference edited (low-of group)))
                (begin (test-blur edited layered 12)
                       (gimp-image-remove-layer image group)
                       (within 0.06 (abs (- 0.5 (car (test-value edited 60 45 1)))))))))
  (test-fill edited FLAT 0.5)
  (test "a single layer is what the layers flatten to"
    (let ((single (separate image picture edited '(output . 1))))
      (let ((apart (difference layered (flattened image))))
        (gimp-image-remove-layer image single)
        (within (/ 1.01 65535) apart))))
  (test "in place too"
    (separate image picture edited '(output . 2))
    (within (/ 1.01 65535) (difference layered (flattened image)))))

(let* ((image (new-image 60 50 RGB PRECISION-U8-GAMMA))
       (picture (filled image "picture" FALSE NOISE 1))
       (other (new-image 61 50 RGB PRECISION-U8-GAMMA))
       (stranger (filled other "stranger" FALSE NOISE 2)))
  (test "with last values, and none kept, it runs with the defaults"
    (let ((group (car (apply plug-in-retexture-separate
                             (separate-arguments RUN-WITH-LAST-VALS image picture -1
                                                 '((bands . 7)))))))
      (let ((n (length (children group))))
        (gimp-image-remove-layer image group)
        (or (= n 2) n))))
  (for-each
   (lambda (bad)
     (test (string-append (symbol->string (car bad)) " of " (number->string (cdr bad)) " is refused")
       (refused image (lambda () (separate image picture -1 bad))
                (string-append "“" (symbol->string (car bad)) "”"))))
   '((radius . 0.2) (radius . 101) (filter . 2) (tolerance . 0) (tolerance . 21) (bands . 1) (bands . 8)
     (mode . 3) (precision . 3) (lock-high . 2) (output . 3)))
  (test "a low in an image of another size is refused"
    (refused image (lambda () (separate image picture stranger)) "“low”" "another size"))
  (test "the picture as its own low is refused"
    (refused image (lambda () (separate image picture picture)) "“low”" "itself")))

(test "an image of 1 × 1, and one of 30000 × 3"
  (let* ((dot (new-image 1 1 RGB PRECISION-U8-GAMMA)) (line (new-image 30000 3 RGB PRECISION-U8-GAMMA))
         (a (filled dot "a" FALSE NOISE 1)) (b (filled line "b" FALSE NOISE 1))
         (before (flattened line)))
    (separate dot a -1 '(radius . 100))
    (separate line b -1 '(radius . 100))
    (all-true (= (n-layers dot) 2) (within 0 (difference before (flattened line))))))
