; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; Imperfection Level and its meter: the layers, the numbers, what stays, and what is refused.

(define level-defaults
  (append '((level . 3) (surface . 0) (size . 300) (keep . 50) (raise . 0) (scale . 2) (offset . 128)) common-defaults
          '((align-first . 2))))
(define (level-arguments image edit original changes)
  (append (list RUN-NONINTERACTIVE image edit original) (with-changes level-defaults changes)))
(define (level image edit original . changes)
  (apply plug-in-retexture-level (level-arguments image edit original changes)))
(define (measure image edit original)
  (plug-in-retexture-measure RUN-NONINTERACTIVE image edit original 0 300 2))

; Faint clouds with a fine texture: no kind of surface, so everything is meant.
(define (photograph base precision)
  (let* ((image (clouds 420 320 5)) (grey (filled image "grey" FALSE FLAT 0.5)))
    (gimp-layer-set-opacity grey 85)
    (let ((layer (car (gimp-image-flatten image))))
      (if (= base GRAY) (gimp-image-convert-grayscale image))
      (if (not (= precision PRECISION-U8-GAMMA)) (gimp-image-convert-precision image precision))
      (plug-in-retexture-noise RUN-NONINTERACTIVE image layer -1 5 1 100 1 2 1.0 1 100 100 100 7
                               0 100 40 0 2)
      image)))
(define (near name value wanted tolerance)
  (if (<= (abs (- value wanted)) tolerance) #t (list name value 'wanted wanted)))

; ---- down; floats differ by what GIMP's own conversion of grey rounds

(for-each
 (lambda (kind)
   (let* ((image (photograph (cadr kind) (caddr kind))) (edit (top-layer image)) (before (flattened image))
          (name (car kind)))
     (for-each
      (lambda (wanted)
        (let* ((made (level image edit -1 (cons 'level wanted))) (group (car made)))
          (test (string-append name ": level " (number->string wanted) " is what is measured then")
            (near 'after (caddr made) wanted 0.15))
          (test (string-append name ": level " (number->string wanted) " lies in a group above the layer")
            (all-true (= (n-layers image) 2) (= (car (gimp-item-is-group group)) TRUE)
                      (> (difference before (flattened image)) 0.005)))
          (gimp-image-remove-layer image group)))
      '(1.5 3))
     (let ((group (car (level image edit -1 '(level . 5)))))
       (test (string-append name ": level 5 changes no pixel")
         (within (list-ref kind 4) (difference before (flattened image))))
       (gimp-image-remove-layer image group))
     (let* ((layers (begin (level image edit -1 '(level . 2)) (flattened image)))
            (single (begin (gimp-image-remove-layer image (top-layer image))
                           (level image edit -1 '(level . 2) '(output . 1)) (flattened image))))
       (test (string-append name ": layers and a single layer look the same")
         (within (cadddr kind) (difference layers single)))
       (gimp-image-remove-layer image (top-layer image))
       (level image edit -1 '(level . 2) '(output . 2))
       (test (string-append name ": and so does the layer changed in place")
         (within (cadddr kind) (difference single (flattened image)))))))
 (list (list "8 bit" RGB PRECISION-U8-GAMMA (/ 2.01 255) 0)
       (list "16 bit" RGB PRECISION-U16-GAMMA (/ 4.01 65535) 0)
       (list "float grey" GRAY PRECISION-FLOAT-GAMMA 1e-5 1e-6)))

; ---- up

(let* ((image (photograph RGB PRECISION-U8-GAMMA)) (original (top-layer image))
       (edit (car (gimp-layer-copy original FALSE))))
  (gimp-image-insert-layer image edit 0 0)
  (plug-in-gauss RUN-NONINTERACTIVE image edit 3 3 1)
  (let* ((was (measure image edit original)) (made (level image edit original '(level . 4))))
    (test "a smoothed layer measures low against its original"
      (all-true (< (cadr was) 3.2) (= (caddr was) 300) (near 'share (cadddr was) 100 5)))
    (test "the meter's layer is the one it was given, and nothing changes" (= (car was) edit))
    (test "and is raised to the level asked for"
      (all-true (near 'before (cadr made) (cadr was) 0.01) (near 'after (caddr made) 4 0.3)))
    (test "another run on the group replaces it"
      (let ((again (car (level image (car made) original '(level . 2)))))
        (all-true (= (n-layers image) 3)
                  (contains (caddar (gimp-item-get-parasite again "retexture")) "level=2"))))))

; ---- up without an original

(let* ((image (skin-photograph PRECISION-U16-GAMMA)) (edit (top-layer image)))
  (gimp-image-select-ellipse image CHANNEL-OP-REPLACE 120 80 160 160)
  (plug-in-gauss RUN-NONINTERACTIVE image edit 15 15 1)
  (gimp-selection-none image)
  (let* ((plastic (flattened image)) (made (level image edit -1 '(level . 5) '(surface . 1) '(raise . 1)))
         (raised (flattened image)))
    (test "a plastic place borrows the texture of the rest"
      (all-true (> (car (test-difference plastic raised 160 120 80 80)) 0.01)
                (within (/ 2.01 65535) (car (test-difference plastic raised 0 0 60 340)))))
    (test "so that the layer had a lower level than it has now"
      (all-true (near 'before (cadr made) 4.3 0.5) (near 'after (caddr made) 5 0.1)))
    (gimp-image-remove-layer image (car made))
    (plug-in-gauss RUN-NONINTERACTIVE image edit 60 60 1)
    (test "where nothing is healthy there is nothing to borrow"
      (refused image (lambda () (level image edit -1 '(surface . 1) '(raise . 1))) "raise" "original"))))

(let* ((image (photograph RGB PRECISION-U8-GAMMA)) (edit (top-layer image)))
  (test "the selection limits what changes"
    (let ((before (flattened image)))
      (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 0 200 320)
      (level image edit -1 '(level . 1) '(mask . 2))
      (gimp-selection-none image)
      (let ((after (flattened image)))
        (all-true (> (difference before after) 0.005)
                  (within 0 (car (test-difference before after 201 0 200 320)))))))
  (test "numbers come back for each kind of texture; those that a picture cannot show are -1"
    (let ((numbers (measure image edit -1)))
      (all-true (= (length numbers) 8) (>= (list-ref numbers 5) 0) (= (list-ref numbers 4) -1)))))

; ---- what is refused

(let* ((image (new-image 200 150 RGB PRECISION-U8-GAMMA)) (flat (filled image "flat" FALSE FLAT 0.5)))
  (test "where there is no skin, no level of skin"
    (refused image (lambda () (level image flat -1 '(surface . 1))) "surface"))
  (test "values out of range are named"
    (all-true (refused image (lambda () (level image flat -1 '(level . 5.5))) "level" "5")
              (refused image (lambda () (level image flat -1 '(level . 0))) "level" "1"))))
