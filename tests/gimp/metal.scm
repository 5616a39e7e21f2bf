; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; Rebuild Metal Grain: what the selected metal has in GIMP's own flattened pixels.

(define metal-defaults
  (append '((amount . 2) (texture . 0) (strength . 100) (direction . 0) (angle . 0) (centre-x . 50)
            (centre-y . 50) (length . 12) (width . 0.6) (density . 200) (spread . 3) (blend . 0)
            (sharpen-amount . 120) (sharpen-radius . 1) (sharpen-threshold . 0) (preserve . 1)
            (specular . 100) (protection . 80) (focus . 100) (tinted . 0) (radius . 4) (choice . 1)
            (seed . 1) (donor-x . 0) (donor-y . 0) (donor-width . 0) (donor-height . 0))
          (map (lambda (pair) (if (eq? (car pair) 'mask) '(mask . 2) pair)) common-defaults)))

(define (metal-arguments run-mode image edit donor changes)
  (append (list run-mode image edit donor) (with-changes metal-defaults changes)))
(define (metal image edit donor . changes)
  (car (apply plug-in-retexture-metal (metal-arguments RUN-NONINTERACTIVE image edit donor changes))))

(define SCRATCHES 0)
(define HAMMERED 1)
(define RECIPE 2)
(define MATCH 3)
(define AT-ANGLE '(direction . 1))

; The noise-and-unsharp-mask preset.
(define recipe (list (cons 'texture RECIPE) '(preserve . 0) '(specular . 0) '(protection . 0) '(focus . 0)))

(define (children group) (vector->list (cadr (gimp-item-get-children group))))

; Mean and deviation of a channel within a rectangle, 0 to 1; the selection stays.
(define (spread layer channel x y width height)
  (let* ((image (car (gimp-item-get-image layer)))
         (kept (car (gimp-selection-save image)))
         (white (if (= (car (gimp-image-get-precision image)) PRECISION-U8-GAMMA) 255 1)))
    (gimp-image-select-rectangle image CHANNEL-OP-REPLACE x y width height)
    (let ((h (gimp-drawable-histogram layer channel 0 1)))
      (gimp-image-select-item image CHANNEL-OP-REPLACE kept)
      (gimp-image-remove-channel image kept)
      (list (/ (car h) white) (/ (cadr h) white)))))
(define (deviation-of layer) (cadr (spread layer HISTOGRAM-VALUE 0 0 300 240)))
(define (mean-of layer) (car (spread layer HISTOGRAM-VALUE 0 0 300 240)))

(define (flat-metal base precision tone)
  (let ((image (new-image 300 240 base precision)))
    (filled image "edit" FALSE FLAT tone)
    image))

; The flattened image with the grain, which is removed again.
(define (rebuilt image donor . changes)
  (let* ((group (apply metal image (top-layer image) donor changes)) (result (flattened image)))
    (gimp-image-remove-layer image group)
    result))

(define (near name got expected tolerance)
  (if (< (abs (- got expected)) (* tolerance (abs expected))) #t (list name got 'expected expected)))

(for-each
 (lambda (kind)
   (for-each
    (lambda (texture)
      (test (string-append (car kind) ", " (car texture) ": the contrast is what it says, tone stays")
        (let* ((image (flat-metal (cadr kind) (caddr kind) 0.5)) (before (flattened image))
               (result (rebuilt image -1 (cons 'texture (cdr texture)) '(amount . 3))))
          (all-true (near 'deviation (deviation-of result) 0.03 0.1)
                    (within (/ 0.6 255) (abs (- (mean-of result) (mean-of before))))))))
    `(("scratches" . ,SCRATCHES) ("hammer marks" . ,HAMMERED) ("noise" . ,RECIPE))))
 `(("8-bit" ,RGB ,PRECISION-U8-GAMMA) ("16-bit" ,RGB ,PRECISION-U16-GAMMA)
   ("float" ,RGB ,PRECISION-FLOAT-GAMMA) ("grey 16-bit" ,GRAY ,PRECISION-U16-GAMMA)))

; In linear precisions GIMP's histogram counts linear values.
(for-each
 (lambda (kind)
   (test (string-append (car kind) ": a single layer is what the layers flatten to")
     (let* ((image (flat-metal RGB (cadr kind) 0.5)) (edit (top-layer image)) (before (flattened image))
            (layered (rebuilt image -1))
            (single (metal image edit -1 '(output . 1))))
       (all-true (> (difference before layered) 0.01)
                 (within (caddr kind) (difference layered (flattened image)))))))
 `(("8-bit" ,PRECISION-U8-GAMMA ,(/ 1.01 255)) ("16-bit" ,PRECISION-U16-GAMMA ,(/ 2.02 65535))
   ("float" ,PRECISION-FLOAT-GAMMA 1e-5) ("linear 16-bit" ,PRECISION-U16-LINEAR ,(/ 12.92 65535))
   ("linear float" ,PRECISION-FLOAT-LINEAR 1e-5)))

(for-each
 (lambda (mode)
   (test (string-append "scratches look the same in " (car mode))
     (let* ((image (flat-metal RGB PRECISION-FLOAT-GAMMA 0.4))
            (overlay (rebuilt image -1)) (other (rebuilt image -1 (cons 'blend (cdr mode)))))
       (within 2e-5 (difference overlay other)))))
 '(("Soft Light" . 1) ("Grain Merge" . 2)))

; White, with a black part, in which no texture can be.
(test "clipped tones stay to the byte"
  (let* ((image (flat-metal RGB PRECISION-U8-GAMMA 1)) (before (flattened image)))
    (all-true (within 0 (difference before (rebuilt image -1 '(amount . 20))))
              (let* ((black (flat-metal RGB PRECISION-U8-GAMMA 0)) (dark (flattened black)))
                (within 0 (difference dark (rebuilt black -1 '(amount . 20))))))))

(let* ((image (flat-metal RGB PRECISION-U16-GAMMA 0.5)) (edit (top-layer image)) (before (flattened image)))
  (test "the recipe's layer is in Overlay, named, and keeps the recipe's strength"
    (let* ((group (apply metal image edit -1 recipe)) (layer (car (children group)))
           (good (and (string=? (car (gimp-item-get-name group)) "Rebuild Metal Grain")
                      (string=? (car (gimp-item-get-name layer)) "Metal grain")
                      (= (car (gimp-layer-get-mode layer)) LAYER-MODE-OVERLAY)))
           (strength (deviation-of (flattened image))))
      (gimp-image-remove-layer image group)
      ; What the mask adds to white noise: sqrt ((2.2 - 1.2 g0^2)^2 + ...) = 2.08 with its own Gaussian.
      (all-true good (near 'deviation strength (* 0.02 2.08) 0.03))))
  (test "without clusters it is the noise alone"
    (near 'deviation (deviation-of (apply rebuilt image -1 '(sharpen-amount . 0) recipe)) 0.02 0.02))
  (test "the same seed gives the same, another seed something else"
    (all-true (within 0 (difference (rebuilt image -1) (rebuilt image -1)))
              (> (difference (rebuilt image -1) (rebuilt image -1 '(seed . 2))) 0.01)))
  (test "only what is selected changes; without a selection all does"
    (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 100 0 200 240)
    (let* ((result (rebuilt image -1))
           (good (all-true (within 0 (car (test-difference before result 0 0 100 240)))
                           (> (car (test-difference before result 100 0 200 240)) 0.01))))
      (gimp-selection-none image)
      (all-true good (> (car (test-difference before (rebuilt image -1) 0 0 100 240)) 0.01))))
  (test "in place it looks as the layers do"
    (let* ((layered (rebuilt image -1)) (copy (car (gimp-image-duplicate image))))
      (metal copy (top-layer copy) -1 '(output . 2))
      (within (/ 2.02 65535) (difference layered (flattened copy)))))
  (test "run on its own group it replaces it, with the values it had"
    (let* ((group (metal image edit -1 '(amount . 5) '(length . 40))) (first (flattened image))
           (again (car (apply plug-in-retexture-metal
                              (metal-arguments RUN-WITH-LAST-VALS image group -1 '()))))
           (good (all-true (= (n-layers image) 2) (within 0 (difference first (flattened image))))))
      (gimp-image-remove-layer image again)
      good))
  (test "with last values, and none kept, it runs with the defaults"
    (let* ((expected (rebuilt image -1))
           (group (car (apply plug-in-retexture-metal
                              (metal-arguments RUN-WITH-LAST-VALS image edit -1 '((amount . 9))))))
           (apart (difference expected (flattened image))))
      (gimp-image-remove-layer image group)
      (within 0 apart)))
  (define (refuses name donor changes . parts)
    (test name (apply refused image (lambda () (apply metal image edit donor changes)) parts)))
  (refuses "Match without intact metal" -1 (list (cons 'texture MATCH)) "No healthy texture")
  (refuses "Match of a region that is too small" -1
           (list (cons 'texture MATCH) '(donor-width . 10) '(donor-height . 10)) "too small")
  (refuses "Match of plastic" -1
           (list (cons 'texture MATCH) '(donor-width . 90) '(donor-height . 90)) "no texture to match")
  (for-each
   (lambda (bad)
     (refuses (string-append (symbol->string (car bad)) " of " (number->string (cdr bad))) -1 (list bad)
              (string-append "“" (symbol->string (car bad)) "”")))
   '((amount . 0) (amount . 21) (texture . 4) (texture . -1) (direction . 4) (angle . 181) (centre-x . 501)
     (length . 201) (width . 0.2) (density . 1) (spread . 91) (sharpen-amount . 501) (sharpen-radius . 51)
     (sharpen-threshold . 256) (preserve . 2) (specular . 301) (protection . 101) (focus . 101)
     (radius . 0.4) (choice . 9) (seed . -1) (donor-width . -1))))

; Brushed metal with a plastic square in it, which is selected.
(let* ((image (flat-metal RGB PRECISION-U16-GAMMA 0.5)) (edit (top-layer image)))
  (define (inside layer) (cadr (spread layer HISTOGRAM-VALUE 110 90 70 70)))
  (metal image edit -1 AT-ANGLE '(angle . 30) '(length . 40) '(amount . 3) '(output . 2) '(seed . 4))
  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 100 80 90 90)
  (gimp-selection-feather image 6)
  (gimp-context-set-foreground '(128 128 128))
  (gimp-drawable-edit-fill edit FILL-FOREGROUND)
  (let* ((before (flattened image)) (own (cadr (spread before HISTOGRAM-VALUE 10 20 80 200)))
         (found (rebuilt image -1 (cons 'texture MATCH)))
         (drawn (rebuilt image -1 (cons 'texture MATCH) '(donor-x . 200) '(donor-y . 20)
                         '(donor-width . 90) '(donor-height . 180))))
    (test "Match gives the plastic the strength of the metal around it"
      (all-true (< (inside before) (* 0.2 own))
                (near 'found (inside found) own 0.15) (near 'drawn (inside drawn) own 0.15)
                (within 0 (car (test-difference before found 0 0 70 240)))))
    (test "and half of it at half the strength"
      (near 'half (inside (rebuilt image -1 (cons 'texture MATCH) '(strength . 50))) (/ (inside found) 2) 0.15))
    (test "a donor that overlaps the selection is refused"
      (refused image (lambda () (metal image edit -1 (cons 'texture MATCH) '(donor-x . 90) '(donor-y . 70)
                                       '(donor-width . 90) '(donor-height . 90)))
               "overlaps the selection"))))
