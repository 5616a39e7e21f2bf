; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; Borrow Texture: what the selected area has in GIMP's own flattened pixels, wherever the donor is.

(define borrow-defaults
  (append '((amount . 100) (radius . 10) (engine . 0) (size . 100) (choice . 1) (follow . 0) (match . 100)
            (colour . 0) (mirror . 1) (patch . 32) (seed . 1) (donor-x . 0) (donor-y . 0)
            (donor-width . 0) (donor-height . 0) (scale . 2) (offset . 128))
          (map (lambda (pair) (if (eq? (car pair) 'mask) '(mask . 2) pair)) common-defaults)))

(define (borrow-arguments run-mode image edit donor changes)
  (append (list run-mode image edit donor) (with-changes borrow-defaults changes)))
(define (borrow image edit donor . changes)
  (car (apply plug-in-retexture-borrow (borrow-arguments RUN-NONINTERACTIVE image edit donor changes))))

(define STOCHASTIC 1)
(define STRUCTURED 2)
(define MASK-WHITE 0)
(define MASK-BLACK 1)

(define (children group) (vector->list (cadr (gimp-item-get-children group))))

(define (select-target image) (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 230 130 120 120))

; Skin of a kind: a tone with monochromatic grain as coarse as pores.
(define (add-texture image layer amount)
  (plug-in-retexture-noise RUN-NONINTERACTIVE image layer -1 amount 1 100 1 2 1.2 1 100 100 100 7
                           0 100 40 0 2))

; The same with a plastic square in it, which is selected.
(define (plastic base precision tone)
  (let* ((image (new-image 420 300 base precision)) (edit (filled image "edit" FALSE FLAT tone)))
    (add-texture image edit 4)
    (select-target image)
    (gimp-context-set-foreground (let ((v (round (* 255 tone)))) (list v v v)))
    (gimp-drawable-edit-fill edit FILL-FOREGROUND)
    image))

; Deviation of a channel within a square, 0 to 1; the selection stays.
(define (spread layer channel x y size)
  (let* ((image (car (gimp-item-get-image layer)))
         (kept (car (gimp-selection-save image)))
         (white (if (= (car (gimp-image-get-precision image)) PRECISION-U8-GAMMA) 255 1)))
    (gimp-image-select-rectangle image CHANNEL-OP-REPLACE x y size size)
    (let ((h (gimp-drawable-histogram layer channel 0 1)))
      (gimp-image-select-item image CHANNEL-OP-REPLACE kept)
      (gimp-image-remove-channel image kept)
      (list (/ (car h) white) (/ (cadr h) white)))))
(define (inside layer) (cadr (spread layer HISTOGRAM-VALUE 250 150 80)))
(define (outside layer) (cadr (spread layer HISTOGRAM-VALUE 60 60 80)))
(define (mean-inside layer) (car (spread layer HISTOGRAM-VALUE 250 150 80)))

; The flattened image with the texture, which is removed again.
(define (borrowed image donor . changes)
  (let* ((group (apply borrow image (top-layer image) donor changes)) (result (flattened image)))
    (gimp-image-remove-layer image group)
    result))

(define (near name got expected tolerance)
  (if (< (abs (- got expected)) (* tolerance (abs expected))) #t (list name got 'expected expected)))

; With a radius of 10 pixels 0.98 of the grain's deviation is texture.
(for-each
 (lambda (kind)
   (test (string-append (car kind) ": the plastic square gets the texture of its surroundings, and keeps its tone")
     (let* ((image (plastic (cadr kind) (caddr kind) 0.5)) (before (flattened image))
            (result (borrowed image -1)))
       (all-true (< (inside before) 0.002)
                 (near 'deviation (inside result) (outside before) 0.12)
                 (within (/ 0.8 255) (abs (- (mean-inside result) (mean-inside before))))
                 (within 0 (car (test-difference before result 0 0 225 300)))))))
 `(("8-bit" ,RGB ,PRECISION-U8-GAMMA) ("16-bit" ,RGB ,PRECISION-U16-GAMMA)
   ("half" ,RGB ,PRECISION-HALF-GAMMA) ("float" ,RGB ,PRECISION-FLOAT-GAMMA)
   ("grey 8-bit" ,GRAY ,PRECISION-U8-GAMMA) ("grey 16-bit" ,GRAY ,PRECISION-U16-GAMMA)))

; In linear precisions GIMP's histogram and fills count linear values.
(for-each
 (lambda (kind)
   (test (string-append (car kind) ": something is borrowed, and a single layer is what the layers flatten to")
     (let* ((image (plastic RGB (cadr kind) 0.5)) (edit (top-layer image)) (before (flattened image))
            (layered (borrowed image -1))
            (single (borrow image edit -1 '(output . 1)))
            (apart (difference layered (flattened image))))
       (all-true (> (difference before layered) 0.01) (within (caddr kind) apart)))))
 `(("8-bit" ,PRECISION-U8-GAMMA ,(/ 1.01 255)) ("16-bit" ,PRECISION-U16-GAMMA ,(/ 2.02 65535))
   ("float" ,PRECISION-FLOAT-GAMMA 1e-5) ("linear 16-bit" ,PRECISION-U16-LINEAR ,(/ 12.92 65535))
   ("linear float" ,PRECISION-FLOAT-LINEAR 1e-5)))

(let* ((image (plastic RGB PRECISION-U8-GAMMA 0.5)) (edit (top-layer image)) (before (flattened image))
       (full (inside (borrowed image -1))))
  (test "amount says how much, from none, which changes zero pixels, to twice as much"
    (all-true (within 0 (difference before (borrowed image -1 '(amount . 0))))
              (near 'half (inside (borrowed image -1 '(amount . 50))) (/ full 2) 0.08)
              (near 'twice (inside (borrowed image -1 '(amount . 200))) (* full 2) 0.08)))
  (test "patches bring the same texture"
    (near 'deviation (inside (borrowed image -1 (cons 'engine STRUCTURED))) full 0.1))
  (test "texture twice as large, followed and not mirrored, is as strong"
    (near 'deviation
          (inside (borrowed image -1 '(size . 200) '(follow . 1) '(mirror . 0))) full 0.2))
  (test "light and dark only: grey stays grey; with colour it may not"
    (let ((grey (borrowed image -1)))
      (= (car (test-value grey 280 180 0)) (car (test-value grey 280 180 2)))))
  (test "the same seed lays the same, another seed something else"
    (all-true (within 0 (difference (borrowed image -1) (borrowed image -1)))
              (> (difference (borrowed image -1) (borrowed image -1 '(seed . 2))) 0.01)))
  (test "in place only the selection changes, and looks as the layers do"
    (let* ((copy (car (gimp-image-duplicate image))) (layered (borrowed image -1)))
      (borrow copy (top-layer copy) -1 '(output . 2))
      (within (/ 1.01 255) (difference layered (flattened copy)))))
  (test "a white mask needs no selection, a black one shows nothing yet"
    (gimp-selection-none image)
    (let ((result (all-true (> (difference before (borrowed image -1 (cons 'mask MASK-WHITE))) 0.01)
                            (within 0 (difference before (borrowed image -1 (cons 'mask MASK-BLACK)))))))
      (select-target image)
      result))
  (test "the group is named, masked with the selection, and its texture is in Linear Light"
    (let* ((group (borrow image edit -1)) (layer (car (children group)))
           (mask (car (gimp-layer-get-mask group)))
           (good (and (string=? (car (gimp-item-get-name group)) "Borrow Texture")
                      (string=? (car (gimp-item-get-name layer)) "Borrowed texture")
                      (= (car (gimp-layer-get-mode layer)) LAYER-MODE-LINEAR-LIGHT)
                      (= (car (test-value mask 280 180 0)) 1)
                      (= (car (test-value mask 60 60 0)) 0))))
      (gimp-image-remove-layer image group)
      good))
  (test "run on its own group it replaces it, with the donor it had"
    (let* ((channel (begin (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 20 20 150 150)
                           (car (gimp-selection-save image))))
           (group (begin (select-target image) (borrow image edit channel)))
           (first (flattened image))
           (again (car (apply plug-in-retexture-borrow
                              (borrow-arguments RUN-WITH-LAST-VALS image group -1 '()))))
           (good (all-true (= (n-layers image) 2) (within 0 (difference first (flattened image))))))
      (gimp-image-remove-layer image again)
      (gimp-image-remove-channel image channel)
      (select-target image)
      good))
  (test "with last values, and none kept, it runs with the defaults"
    (let* ((expected (borrowed image -1 '(radius . 4)))
           (group (car (apply plug-in-retexture-borrow
                              (borrow-arguments RUN-WITH-LAST-VALS image edit -1 '((amount . 30))))))
           (apart (difference expected (flattened image))))
      (gimp-image-remove-layer image group)
      (within 0 apart))))

; The donors there are: strong texture on the left, weak on the right; their strength without a match.
(let* ((image (new-image 420 300 RGB PRECISION-U16-GAMMA)) (edit (filled image "edit" FALSE FLAT 0.5))
       (plain '(match . 0)))
  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 0 160 300)
  (add-texture image edit 6)
  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 260 0 160 300)
  (add-texture image edit 2)
  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 170 60 80 160)
  (define (strength donor . changes)
    (cadr (spread (apply borrowed image donor plain changes) HISTOGRAM-VALUE 180 80 60)))
  (define (deviation-at x) (cadr (spread edit HISTOGRAM-VALUE x 80 100)))
  (define (rectangle x y width height)
    (list (cons 'donor-x x) (cons 'donor-y y) (cons 'donor-width width) (cons 'donor-height height)))
  (test "a rectangle says where to borrow from"
    (all-true (near 'strong (apply strength -1 (rectangle 10 40 140 140)) (deviation-at 30) 0.12)
              (near 'weak (apply strength -1 (rectangle 270 40 140 140)) (deviation-at 290) 0.12)))
  (test "a channel says it, too"
    (let ((kept (car (gimp-selection-save image))))
      (gimp-image-select-ellipse image CHANNEL-OP-REPLACE 265 20 150 200)
      (let ((channel (car (gimp-selection-save image))))
        (gimp-image-select-item image CHANNEL-OP-REPLACE kept)
        (let ((weak (strength channel)))
          (gimp-image-remove-channel image channel)
          (gimp-image-remove-channel image kept)
          (near 'weak weak (deviation-at 290) 0.15)))))
  (test "another layer lends its own, wherever it lies"
    (let ((other (add-layer image "other" 200 200 FALSE)))
      (test-fill other FLAT 0.5)
      (let ((kept (car (gimp-selection-save image))))
        (gimp-selection-none image)
        (add-texture image other 3)
        (gimp-image-select-item image CHANNEL-OP-REPLACE kept)
        (gimp-image-remove-channel image kept))
      (gimp-item-set-visible other FALSE)
      (let* ((own (cadr (spread other HISTOGRAM-VALUE 20 20 100)))
             (group (borrow image edit other plain))
             (got (cadr (spread (flattened image) HISTOGRAM-VALUE 180 80 60))))
        (gimp-image-remove-layer image group)
        (gimp-image-remove-layer image other)
        (near 'deviation got own 0.15))))
  ; 8-bit gray, or linear float, lends to 16-bit gamma RGB as well: what counts are gamma-encoded values.
  (for-each
   (lambda (kind)
     (test (string-append "a donor in an image in " (car kind) " lends as strong a texture")
       (let* ((other (new-image 220 220 RGB PRECISION-U16-GAMMA)) (layer (filled other "layer" FALSE FLAT 0.5)))
         (add-texture other layer 3)
         (let ((own (cadr (spread layer HISTOGRAM-VALUE 20 20 150))))
           (gimp-image-convert-precision other (caddr kind))
           (if (= (cadr kind) GRAY) (gimp-image-convert-grayscale other))
           (near 'deviation (strength (top-layer other)) own 0.15)))))
   `(("8-bit gray" ,GRAY ,PRECISION-U8-GAMMA) ("linear float RGB" ,RGB ,PRECISION-FLOAT-LINEAR)
     ("16-bit linear gray" ,GRAY ,PRECISION-U16-LINEAR)))

  (define (refuses name donor changes . parts)
    (test name (apply refused image (lambda () (apply borrow image edit donor changes)) parts)))
  (refuses "a donor that overlaps the selection" -1 (rectangle 100 40 140 140) "donor" "overlaps the selection")
  (refuses "a donor too small, and says how large it must be" -1
           (cons (cons 'engine STOCHASTIC) (rectangle 10 40 14 90))
           "14 × 90" "at least")
  (refuses "a donor too small for the patches" -1 (cons (cons 'engine STRUCTURED) (rectangle 10 40 40 40))
           "40 × 40" "at least 48 × 48")
  (refuses "a donor outside the picture" -1 (rectangle 1000 40 140 140) "outside the picture")
  (refuses "a donor without texture" -1 (rectangle 170 230 80 60) "no texture")
  (test "an empty selection"
    (let ((kept (car (gimp-selection-save image))))
      (gimp-selection-none image)
      (let ((good (refused image (lambda () (borrow image edit -1)) "Nothing is selected" "“mask”"))
            (in-place (refused image (lambda () (borrow image edit -1 '(output . 2))) "Nothing is selected")))
        (gimp-image-select-item image CHANNEL-OP-REPLACE kept)
        (gimp-image-remove-channel image kept)
        (all-true good in-place))))
  (test "a channel that marks nothing"
    (let ((channel (car (gimp-channel-new image 420 300 "nothing" 50 '(0 0 0)))))
      (gimp-image-insert-channel image channel 0 0)
      (let ((good (refused image (lambda () (borrow image edit channel)) "“donor”" "marks nothing")))
        (gimp-image-remove-channel image channel)
        good)))
  (test "a group as the donor"
    (let ((group (car (gimp-layer-group-new image))))
      (gimp-image-insert-layer image group 0 0)
      (let ((good (refused image (lambda () (borrow image edit group)) "“donor”" "group")))
        (gimp-image-remove-layer image group)
        good)))
  (for-each
   (lambda (bad)
     (refuses (string-append (symbol->string (car bad)) " of " (number->string (cdr bad))) -1 (list bad)
              (string-append "“" (symbol->string (car bad)) "”")))
   '((amount . -1) (amount . 201) (radius . 0.4) (radius . 51) (engine . 3) (size . 24) (size . 401)
     (choice . 0) (choice . 9) (follow . 2) (match . 101) (colour . 2) (mirror . -1) (patch . 11)
     (patch . 129) (seed . -1) (donor-width . -1) (scale . 0.9) (offset . 256))))

(test "where there is no texture at all none is found, and the sentence says what to do"
  (let* ((image (new-image 300 200 RGB PRECISION-U8-GAMMA)) (edit (filled image "edit" FALSE FLAT 0.5)))
    (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 100 50 80 80)
    (refused image (lambda () (borrow image edit -1)) "No healthy texture" "rectangle")))

; A layer away from the image's corner, smaller than it, half transparent.
(let* ((image (new-image 500 400 RGB PRECISION-U8-GAMMA)) (edit (add-layer image "edit" 320 260 TRUE)))
  (gimp-layer-set-offsets edit 90 70)
  (test-fill edit FLAT 0.5)
  (add-texture image edit 4)
  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 250 150 100 100)
  (gimp-context-set-foreground '(128 128 128))
  (gimp-drawable-edit-fill edit FILL-FOREGROUND)
  (test "it works on a layer of its own place"
    (let* ((group (borrow image edit -1)) (layer (car (children group))))
      (all-true (equal? (gimp-drawable-offsets layer) '(90 70))
                (near 'deviation (cadr (spread (flattened image) HISTOGRAM-VALUE 260 160 80))
                      (cadr (spread edit HISTOGRAM-VALUE 110 90 80)) 0.15)))))
