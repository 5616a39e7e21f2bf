; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; Recover: the layers it leaves, what they make of GIMP's own flattened pixels, what outlives another
; run, and what is refused.

(define recover-defaults
  (append '((amount . 100) (radius . 4) (surface . 0) (protect . 1) (borrow . 1) (match-grain . 1)
            (tone . 0) (model . 4) (engine . 0) (choice . 1) (follow . 0) (patch . 32) (grain . 100)
            (seed . 1) (scale . 1) (offset . 128))
          (map (lambda (pair) (if (eq? (car pair) 'mask) '(mask . 2) pair)) common-defaults)
          '((align-first . 1))))

(define (recover-arguments image edit original changes)
  (append (list RUN-NONINTERACTIVE image edit original) (with-changes recover-defaults changes)))
(define (recover image edit original . changes)
  (car (apply plug-in-retexture-recover (recover-arguments image edit original changes))))

(define NEVER 2) (define SINGLE 1) (define IN-PLACE 2) (define MASK-WHITE 0)
(define NO-GRAIN '(match-grain . 0))
(define AS-IT-LIES (cons 'align-first NEVER))

(define (children group) (vector->list (cadr (gimp-item-get-children group))))
(define (name-of item) (car (gimp-item-get-name item)))
(define (mask-of layer) (car (gimp-layer-get-mask layer)))
(define (mode-of layer) (car (gimp-layer-get-mode layer)))
(define (record-of layer) (caddar (gimp-item-get-parasite layer "retexture")))
(define (named group name)
  (let loop ((c (children group)))
    (cond ((null? c) -1) ((string=? (name-of (car c)) name) (car c)) (else (loop (cdr c))))))

(define SPOT-X 150) (define SPOT-Y 160)

; An edit that lost its texture in an ellipse, from which a spot was removed; its original under it.
(define (pair precision)
  (let* ((image (skin-photograph precision)) (edit (top-layer image))
         (original (car (gimp-layer-copy edit FALSE))))
    (gimp-image-insert-layer image original 0 1)
    (gimp-image-select-ellipse image CHANNEL-OP-REPLACE (- SPOT-X 5) (- SPOT-Y 5) 10 10)
    (gimp-selection-feather image 4)
    (gimp-context-set-foreground '(40 20 20))
    (gimp-drawable-edit-fill original FILL-FOREGROUND)
    (gimp-image-select-ellipse image CHANNEL-OP-REPLACE 60 60 220 200)
    (plug-in-gauss RUN-NONINTERACTIVE image edit 6 6 1)
    (gimp-selection-none image)
    image))
(define (edit-of image) (vector-ref (cadr (gimp-image-get-layers image)) 0))
(define (original-of image) (vector-ref (cadr (gimp-image-get-layers image)) 1))

; Deviation of a layer in a square, 0 to 1.
(define (spread layer x y size)
  (let* ((image (car (gimp-item-get-image layer)))
         (white (if (= (car (gimp-image-get-precision image)) PRECISION-U8-GAMMA) 255 1)))
    (gimp-image-select-rectangle image CHANNEL-OP-REPLACE x y size size)
    (let ((h (gimp-drawable-histogram layer HISTOGRAM-VALUE 0 1)))
      (gimp-selection-none image)
      (/ (cadr h) white))))

; Mean difference of two layers in a square, 0 to 1.
(define (mean-difference a b x y size)
  (let* ((image (car (gimp-image-duplicate (car (gimp-item-get-image a)))))
         (upper (car (gimp-layer-new-from-drawable b image)))
         (lower (car (gimp-layer-new-from-drawable a image))))
    (gimp-image-insert-layer image lower 0 0)
    (gimp-image-insert-layer image upper 0 0)
    (gimp-layer-set-mode upper LAYER-MODE-DIFFERENCE-LEGACY)
    (gimp-image-crop image size size x y)
    (let ((flat (car (gimp-image-flatten image))))
      (/ (car (gimp-drawable-histogram flat HISTOGRAM-VALUE 0 1))
         (if (= (car (gimp-image-get-precision image)) PRECISION-U8-GAMMA) 255 1)))))

(define (removed image thunk)
  (let* ((group (thunk)) (result (flattened image)))
    (gimp-image-remove-layer image group)
    result))

; ---- what it makes

(let* ((image (pair PRECISION-U8-GAMMA)) (edit (edit-of image)) (original (original-of image))
       (before (flattened image)) (truth (car (gimp-image-duplicate image)))
       (group (recover image edit original)) (result (flattened image)))
  (test "the texture that was lost is the original's again"
    (let ((lost (mean-difference before original 190 100 60))
          (left (mean-difference result original 190 100 60)))
      (if (and (> lost 0.01) (< left (* 0.25 lost))) #t (list 'before lost 'after left))))
  (test "a spot that was removed stays removed"
    (let* ((x (- SPOT-X 4)) (y (- SPOT-Y 4))
           (dark (mean-difference before original x y 8)) (after (mean-difference result original x y 8)))
      (if (> after (* 0.85 dark)) #t (list 'was dark 'is after))))
  (test "and has texture in its place"
    (let* ((x (- SPOT-X 8)) (y (- SPOT-Y 8))
           (smooth (spread before x y 16)) (textured (spread result x y 16)))
      (if (> textured (* 1.5 smooth)) #t (list 'edit smooth 'result textured))))
  (test "where nothing was done nothing changes"
    (within (/ 0.5 255) (mean-difference before result 330 20 100)))
  (test "three layers lie in the group, each with a mask of its own"
    (let ((c (children group)))
      (all-true (equal? (map name-of (reverse c)) '("Recovered" "Borrowed" "Grain"))
                (not (member -1 (map mask-of c)))
                (equal? (map mode-of c) (list LAYER-MODE-GRAIN-MERGE-LEGACY LAYER-MODE-GRAIN-MERGE-LEGACY
                                              LAYER-MODE-GRAIN-MERGE-LEGACY))
                (not (= (mask-of group) -1))
                (string=? (name-of group) "Recover"))))
  (test "the mask of what is recovered is black where the spot was, and white beside it"
    (let ((mask (mask-of (named group "Recovered"))))
      (all-true (within 0.2 (car (test-value mask SPOT-X SPOT-Y 0)))
                (within 0.1 (- 1 (car (test-value mask 220 130 0)))))))
  (test "painted white there, the original's spot comes back"
    (let ((mask (mask-of (named group "Recovered"))))
      (test-fill mask FLAT 1)
      (let* ((x (- SPOT-X 4)) (y (- SPOT-Y 4)) (painted (flattened image)))
        (if (< (mean-difference painted original x y 8) (* 0.75 (mean-difference result original x y 8)))
            #t '(still away)))))
  (test "another run keeps the mask that was painted, and makes the others anew"
    (let* ((again (recover image group original '(radius . 5) '(protect . 0)))
           (borrowed (named again "Borrowed")))
      (all-true (= (n-layers image) 3)
                (contains (record-of again) "radius=5")
                (within 0.01 (- 1 (car (test-value (mask-of (named again "Recovered")) SPOT-X SPOT-Y 0))))
                (or (= borrowed -1)
                    (within 0.1 (car (test-value (mask-of borrowed) SPOT-X SPOT-Y 0)))))))
  (test "in a script's own undo step it makes the same one layer"
    (let* ((copy (pair PRECISION-U8-GAMMA)) (n (n-layers copy)))
      (gimp-image-undo-group-start copy)
      (recover copy (edit-of copy) (original-of copy))
      (gimp-image-undo-group-end copy)
      (= (n-layers copy) (+ n 1)))))

; ---- what it says of it

(let* ((image (pair PRECISION-U8-GAMMA)) (edit (edit-of image)) (original (original-of image))
       (values (apply plug-in-retexture-recover (recover-arguments image edit original '())))
       (number (lambda (i) (list-ref values (+ i 1))))
       (between (lambda (name value low high)
                  (if (and (>= value low) (<= value high)) #t (list name value 'expected low 'to high)))))
  (test "numbers come back: what was lost, where texture came from, how near it is, and that tone stayed"
    (all-true (= (length values) 13)
              (between 'radius (number 0) 4 4)
              (between 'displacement (number 1) 0 1)
              ; An ellipse of 220 x 200 in 460 x 340, softly smoothed.
              (between 'lost (number 2) 14 30)
              (between 'returned (number 3) 10 30)
              (between 'borrowed (number 4) 0 4)
              (between 'finest (number 6) 70 120)
              (between 'finer (number 7) 80 120)
              (between 'tone (number 9) 0 0.5)
              (between 'overshoot (number 10) 0 6)
              (between 'seconds (number 11) 0.05 60)))
  (test "and stay with the group"
    (let ((report (caddar (gimp-item-get-parasite (car values) "retexture-report"))))
      (all-true (contains report "radius=4\n") (contains report "returned=") (contains report "tone-shift="))))
  (test "without an original what would compare with it is -1"
    (begin
      (gimp-image-select-ellipse image CHANNEL-OP-REPLACE 60 60 220 200)
      (let ((alone (apply plug-in-retexture-recover (recover-arguments image edit -1 '()))))
        (gimp-selection-none image)
        (all-true (= (list-ref alone 3) -1) (= (list-ref alone 7) -1) (> (list-ref alone 5) 5))))))

; ---- the same in all ways

(for-each
 (lambda (kind)
   (let* ((image (pair (cadr kind))) (edit (edit-of image)) (original (original-of image)))
     (for-each
      (lambda (values)
        (let* ((layers (removed image (lambda () (apply recover image edit original AS-IT-LIES values))))
               (single (removed image (lambda () (apply recover image edit original AS-IT-LIES
                                                        (cons 'output SINGLE) values)))))
          (test (string-append (car kind) ": layers and a single layer look the same: " (symbol->string (caar values)))
            (all-true (> (difference layers edit) 0.02) (within (caddr kind) (difference layers single))))))
      '(((seed . 3)) ((scale . 2) (offset . 128)) ((scale . 3) (offset . 90)) ((mask . 0))))
     (test (string-append (car kind) ": no texture changes nothing")
       (let ((result (removed image (lambda () (recover image edit original AS-IT-LIES NO-GRAIN '(amount . 0))))))
         (within 0 (difference result edit))))))
 (list (list "8 bit" PRECISION-U8-GAMMA (/ 1.01 255)) (list "16 bit" PRECISION-U16-GAMMA (/ 4.01 65535))))

(test "scale and offset as the recipes have them, in groups with the masks"
  (let* ((image (pair PRECISION-U8-GAMMA))
         (group (recover image (edit-of image) (original-of image) AS-IT-LIES '(scale . 2)))
         (recovered (named group "Recovered")) (inner (children recovered)))
    (all-true (= (car (gimp-item-is-group recovered)) TRUE)
              (equal? (map name-of inner) '("Recovered #1" "Neutral"))
              (= (mode-of (car inner)) LAYER-MODE-LINEAR-LIGHT)
              (not (= (mask-of recovered) -1)))))

; ---- without an original

(test "without an original the selection gets healthy texture"
  (let* ((image (pair PRECISION-U8-GAMMA)) (edit (edit-of image)))
    (gimp-image-remove-layer image (original-of image))
    (gimp-image-select-ellipse image CHANNEL-OP-REPLACE 60 60 220 200)
    (let* ((before (flattened image)) (group (recover image edit -1)) (result (flattened image)))
      (all-true (equal? (map name-of (reverse (children group))) '("Borrowed" "Grain"))
                (> (spread result 190 100 60) (* 1.1 (spread before 190 100 60)))
                (within 0 (mean-difference before result 330 20 100))))))

; ---- what is refused

(let* ((image (new-image 200 150 RGB PRECISION-U8-GAMMA)) (flat (filled image "flat" FALSE FLAT 0.5)))
  (test "flat and alone, there is nothing to borrow: a sentence offers what there is"
    (begin
      (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 40 40 60 60)
      (let ((outcome (refused image (lambda () (recover image flat -1)) "No healthy texture" "Noise & Blend")))
        (gimp-selection-none image)
        outcome)))
  (test "without an original and without borrowing there is nothing to do"
    (refused image (lambda () (recover image flat -1 '(borrow . 0) NO-GRAIN)) "original"))
  (test "an original of something else is refused"
    (let* ((one (piece (clouds 300 300 3) 220 220 10 10)) (other (clouds 300 300 99)))
      (refused one (lambda () (recover one (top-layer one) (top-layer other))) "original")))
  (test "an original beside the edit is refused where it is not to be aligned"
    (let* ((both (pair PRECISION-U8-GAMMA)) (original (original-of both)))
      (gimp-layer-set-offsets original 460 0)
      (refused both (lambda () (recover both (edit-of both) original AS-IT-LIES)) "original" "overlap")))
  (test "values out of range are named"
    (refused image (lambda () (recover image flat -1 '(radius . 51))) "radius" "50")))

(test "a grey image with alpha works, too"
  (let* ((image (pair PRECISION-U8-GAMMA)))
    (gimp-image-convert-grayscale image)
    (gimp-layer-add-alpha (edit-of image))
    (let ((group (recover image (edit-of image) (original-of image))))
      (= (car (gimp-item-is-group group)) TRUE))))

; ---- which original is guessed

(for-each gimp-image-delete (vector->list (cadr (gimp-image-list))))
(let* ((image (pair PRECISION-U8-GAMMA)) (edit (edit-of image)) (photograph (car (gimp-image-duplicate image)))
       (again (lambda ()
                (let* ((group (car (apply plug-in-retexture-recover
                                          (append (list RUN-WITH-LAST-VALS image edit -1)
                                                  (with-changes recover-defaults '())))))
                       (names (map name-of (children group))))
                  (gimp-image-remove-layer image group)
                  names))))
  (gimp-image-remove-layer image (original-of image))
  (gimp-image-remove-layer photograph (edit-of photograph))
  (gimp-image-select-ellipse image CHANNEL-OP-REPLACE 60 60 220 200)
  (test "a photograph of the same that is open is taken for the original"
    (if (member "Recovered" (again)) #t '(nothing guessed)))
  (test "one of something else is not"
    (begin
      (gimp-image-delete photograph)
      (clouds 460 340 99)
      (not (member "Recovered" (again))))))
