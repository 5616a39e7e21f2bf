; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; Borrow by Hand: the split, the selected texture and the brush; and what cloning does to the picture.

(define (by-hand image edit . changes)
  (car (apply plug-in-retexture-borrow-by-hand RUN-NONINTERACTIVE image edit
              (with-changes '((radius . 4) (filter . 0) (tolerance . 4) (mode . 0) (precision . 0)
                              (tone-low . 0) (tone-high . 100) (tone-softness . 40) (mask . 0))
                            changes))))
(define (children group) (vector->list (cadr (gimp-item-get-children group))))

(for-each
 (lambda (precision)
   (let* ((image (new-image 300 200 RGB (cadr precision))) (edit (filled image "edit" FALSE NOISE 1))
          (before (flattened image))
          (group (by-hand image edit))
          (high (car (gimp-image-get-active-layer image))))
     (test (string-append (car precision) ": the picture is as it was, in a group of its own name")
       (all-true (string=? (car (gimp-item-get-name group)) "Borrow by Hand")
                 (within 0 (difference before (flattened image)))))
     (test (string-append (car precision) ": the texture is selected and can be painted on")
       (all-true (string=? (car (gimp-item-get-name high)) "High")
                 (= (car (gimp-item-get-parent high)) group)
                 (= (car (gimp-item-get-lock-content high)) FALSE)))
     (test (string-append (car precision) ": paint method, brush, mode and opacity are those for cloning")
       (all-true (string=? (car (gimp-context-get-paint-method)) "gimp-clone")
                 (string=? (car (gimp-context-get-brush)) "2. Hardness 050")
                 (= (car (gimp-context-get-brush-size)) 12)
                 (= (car (gimp-context-get-paint-mode)) LAYER-MODE-NORMAL)
                 (= (car (gimp-context-get-opacity)) 100)))))
 `(("8-bit" ,PRECISION-U8-GAMMA) ("16-bit" ,PRECISION-U16-GAMMA) ("float" ,PRECISION-FLOAT-GAMMA)))

; Texture on the left, none on the right, and the right lighter: a stroke brings it over.
(let* ((image (new-image 400 200 RGB PRECISION-U16-GAMMA)) (edit (filled image "edit" FALSE FLAT 0.4)))
  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 0 200 200)
  (plug-in-retexture-noise RUN-NONINTERACTIVE image edit -1 6 1 100 1 2 1.2 1 100 100 100 7 0 100 40 0 2)
  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 200 0 200 200)
  (gimp-context-set-foreground '(180 180 180))
  (gimp-drawable-edit-fill edit FILL-FOREGROUND)
  (gimp-selection-none image)
  (define (spread x)
    (let ((picture (flattened image)))
      (gimp-image-select-rectangle (car (gimp-item-get-image picture)) CHANNEL-OP-REPLACE x 92 40 16)
      (gimp-drawable-histogram picture HISTOGRAM-VALUE 0 1)))
  (let* ((before (spread 290)) (group (by-hand image edit)) (high (car (gimp-image-get-active-layer image))))
    (gimp-context-set-brush-size 40)
    (gimp-clone high high CLONE-IMAGE 60 100 4 (vector 270 100 350 100))
    (let ((after (spread 290)))
      (test "cloning on it brings texture and leaves the tone"
        (all-true (within 0.001 (cadr before))
                  (> (cadr after) 0.025)
                  (within 0.01 (abs (- (car after) (car before)))))))))

(let* ((image (new-image 60 50 RGB PRECISION-U8-GAMMA)) (edit (filled image "edit" FALSE NOISE 1)))
  (test "a radius out of range is refused"
    (refused image (lambda () (by-hand image edit '(radius . 0.1))) "“radius”"))
  (test "it can be made again from its own group, with last values"
    (let* ((group (by-hand image edit '(radius . 9)))
           (again (car (plug-in-retexture-borrow-by-hand RUN-WITH-LAST-VALS image group
                                                         4 0 4 0 0 0 100 40 0))))
      (and (= (n-layers image) 2)
           (contains (caddar (gimp-item-get-parasite again "retexture")) "radius=9\n")))))
