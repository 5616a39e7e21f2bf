; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; What a run leaves behind, and where: layers, masks, offsets, selections, records, run modes.

(define (pair width height)
  (let* ((image (new-image width height RGB PRECISION-U8-GAMMA))
         (original (filled image "original" FALSE NOISE 1))
         (edit (filled image "edit" FALSE NOISE 2)))
    (list image original edit)))

(define (children group) (vector->list (cadr (gimp-item-get-children group))))
(define (name-of item) (car (gimp-item-get-name item)))
(define (mask-of layer) (car (gimp-layer-get-mask layer)))
(define (offsets layer) (gimp-drawable-offsets layer))
(define (record-of layer) (caddar (gimp-item-get-parasite layer "retexture")))

(let* ((p (pair 100 80)) (image (car p)) (original (cadr p)) (edit (caddr p))
       (group (map-texture image edit original)))
  (test "the group is above the edit and named after the method"
    (and (= group (top-layer image))
         (= (car (gimp-item-is-group group)) TRUE)
         (string=? (name-of group) "Map Original Texture")
         (= (n-layers image) 3)))
  (test "the group passes through and carries a white mask"
    (and (= (car (gimp-layer-get-mode group)) LAYER-MODE-PASS-THROUGH)
         (not (= (mask-of group) -1))
         (= (car (test-value (mask-of group) 50 40 0)) 1)))
  (test "texture lies in linear light, gamma-encoded, over its neutral correction"
    (let ((c (children group)))
      (and (= (length c) 2)
           (string=? (name-of (car c)) "Texture")
           (= (car (gimp-layer-get-mode (car c))) LAYER-MODE-LINEAR-LIGHT)
           (= (car (gimp-layer-get-composite-space (car c))) LAYER-COLOR-SPACE-RGB-PERCEPTUAL)
           (string=? (name-of (cadr c)) "Neutral"))))
  (test "the layer records method and values"
    (let ((record (record-of group)))
      (and (contains record "method=plug-in-retexture-map") (contains record "radius=4")
           (contains record "tone=all") (contains record "output=layers"))))
  (test "run on its own layer it replaces that layer, in place and with the new values"
    (let ((again (map-texture image group original '(radius . 9))))
      (and (= (n-layers image) 3) (= again (top-layer image)) (not (= again group))
           (contains (record-of again) "radius=9"))))
  (test "run on a layer inside the group it does the same"
    (let ((again (map-texture image (car (children (top-layer image))) original '(radius . 6))))
      (and (= (n-layers image) 3) (contains (record-of again) "radius=6"))))
  (test "run on the group's mask it does the same"
    (let ((again (map-texture image (mask-of (top-layer image)) original '(radius . 5))))
      (and (= (n-layers image) 3) (contains (record-of again) "radius=5"))))
  (test "a painted mask outlives the new rendering"
    (let ((mask (mask-of (top-layer image))))
      (test-fill mask FLAT 0)
      (let ((again (map-texture image (top-layer image) original '(radius . 3))))
        (= (car (test-value (mask-of again) 50 40 0)) 0))))
  (test "another mask replaces it"
    (let ((again (map-texture image (top-layer image) original '(tone-low . 1))))
      (> (car (test-value (mask-of again) 50 40 0)) 0))))

(let* ((p (pair 100 80)) (image (car p)) (original (cadr p)) (edit (caddr p)))
  (test "a black mask changes nothing until it is painted"
    (let* ((before (flattened image)) (group (map-texture image edit original '(mask . 1))))
      (all-true (within 0 (difference before (flattened image)))
                (begin (test-fill (mask-of group) FLAT 1)
                       (> (difference before (flattened image)) 0.01)))))
  (test "the selection becomes the mask"
    (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 10 20 30 40)
    (let* ((group (map-texture image edit original '(mask . 2))) (mask (mask-of group)))
      (and (= (car (test-value mask 10 20 0)) 1) (= (car (test-value mask 39 59 0)) 1)
           (= (car (test-value mask 9 20 0)) 0) (= (car (test-value mask 40 30 0)) 0))))
  (test "in place honours the selection"
    (let ((before (flattened image)) (copy (car (gimp-layer-copy edit FALSE))))
      (gimp-image-insert-layer image copy 0 0)
      (map-texture image copy original '(output . 2))
      (let ((after (car (gimp-layer-copy copy FALSE))))
        (all-true (within 0 (car (test-difference edit copy 0 0 100 20)))
                  (within 0 (car (test-difference edit copy 40 0 60 80)))
                  (> (car (test-difference edit copy 10 20 30 40)) 0.01)))))
  (gimp-selection-none image)
  (test "midtones leave black and white pixels alone"
    (let* ((ramp (filled image "ramp" FALSE FLAT 0)) (white (filled image "white" FALSE FLAT 1))
           (group (map-texture image ramp original '(tone-low . 25) '(tone-high . 75) '(tone-softness . 50)))
           (group-2 (map-texture image white original '(tone-low . 25) '(tone-high . 75) '(tone-softness . 50))))
      (and (= (car (test-value (mask-of group) 50 40 0)) 0)
           (= (car (test-value (mask-of group-2) 50 40 0)) 0)))))

(let* ((image (new-image 200 150 RGB PRECISION-U8-GAMMA))
       (original (add-layer image "original" 90 120 FALSE))
       (edit (add-layer image "edit" 100 80 TRUE)))
  (test-fill original NOISE 1)
  (test-fill edit NOISE 2)
  (gimp-layer-set-offsets original -20 30)
  (gimp-layer-set-offsets edit 40 50)
  (test "layers of other size and place meet where they overlap, and nothing is filled outside"
    (let* ((before (flattened image)) (group (map-texture image edit original))
           (after (flattened image)) (texture (car (children group))))
      (all-true (equal? (offsets texture) '(40 50))
                (and (= (car (gimp-drawable-width texture)) 30)
                     (= (car (gimp-drawable-height texture)) 80))
                (within 0 (car (test-difference before after 0 0 40 150)))
                (within 0 (car (test-difference before after 70 0 130 150)))
                (> (car (test-difference before after 40 50 30 80)) 0.01))))
  (test "without an overlap it says so"
    (gimp-layer-set-offsets original 150 140)
    (refused image (lambda () (map-texture image edit original)) "do not overlap")))

(let* ((a (pair 64 48)) (image (car a)) (edit (caddr a))
       (b (pair 64 48)) (other (cadr b)) (c (pair 65 48)))
  (test "the original may be in another open image of the same size"
    (let* ((inside (map-texture image edit (cadr a))) (expected (flattened image)))
      (gimp-image-remove-layer image inside)
      (map-texture image edit other)
      (within 0 (difference expected (flattened image)))))
  (test "an original in an image of another size is refused where it is not to be aligned"
    (refused image (lambda () (map-texture image edit (cadr c) '(align-first . 2))) "“original”" "another size")))

(let* ((image (new-image 64 48 RGB PRECISION-U16-GAMMA))
       (original (filled image "original" TRUE NOISE 1))
       (edit (filled image "edit" TRUE NOISE 2)))
  (test "transparent parts of the edit stay transparent, those of the original give nothing"
    (test-fill edit HALF-TRANSPARENT 0)
    (let* ((before (flattened image)) (group (map-texture image edit original)) (after (flattened image)))
      (all-true (within 0 (abs (- (car (test-value before 50 20 3)) (car (test-value after 50 20 3)))))
                (begin (gimp-image-remove-layer image group)
                       (test-fill edit NOISE 2)
                       (test-fill original HALF-TRANSPARENT 0)
                       (let ((plain (flattened image)))
                         (map-texture image edit original)
                         (within 0 (car (test-difference plain (flattened image) 32 0 32 48)))))))))

(for-each
 (lambda (size)
   (test (string-append "an image of " (number->string (car size)) " × " (number->string (cadr size)))
     (let* ((p (apply pair size)) (image (car p)))
       (map-texture image (caddr p) (cadr p) '(radius . 100))
       (= (n-layers image) 3))))
 '((1 1) (30000 3) (3 3000)))

(let* ((p (pair 60 50)) (image (car p)) (original (cadr p)) (edit (caddr p)))
  (test "with last values, and none kept, it runs with the defaults"
    (let* ((group (map-texture image edit original '(returned . 0))) (expected (flattened image)))
      (gimp-image-remove-layer image group)
      (apply plug-in-retexture-map
             (append (list RUN-WITH-LAST-VALS image edit original)
                     (map-arguments '((amount . 7) (radius . 50)))))
      (all-true (= (n-layers image) 3) (within 0 (difference expected (flattened image)))))))

; An edit that itself shows only in part: by a mask, by its opacity, by both.
(for-each
 (lambda (kind)
   (let* ((name (car kind)) (image (new-image 160 120 RGB PRECISION-U16-GAMMA))
          (original (filled image "original" FALSE NOISE 3)) (edit (filled image "edit" FALSE FLAT 0.5))
          (mask (car (gimp-layer-create-mask edit ADD-MASK-WHITE))))
     (test-blur edit original 3)
     (gimp-layer-set-composite-space edit LAYER-COLOR-SPACE-RGB-PERCEPTUAL)
     (gimp-layer-set-opacity edit (cadr kind))
     (gimp-layer-add-mask edit mask)
     (gimp-context-set-foreground (caddr kind))
     (gimp-drawable-edit-fill mask FILL-FOREGROUND)
     (define (shown output)
       (let* ((copy (car (gimp-image-duplicate image))) (layers (cadr (gimp-image-get-layers copy))))
         (map-texture copy (vector-ref layers 0) (vector-ref layers 1) (cons 'output output))
         (car (gimp-image-merge-visible-layers copy CLIP-TO-IMAGE))))
     (test (string-append name ": layers show what changing it in place shows")
       (within 0.002 (difference (shown 2) (shown 0))))
     (if (equal? '(0 0 0) (caddr kind))
         (let ((before (flattened image)))
           (plug-in-retexture-separate RUN-NONINTERACTIVE image edit -1 4 0 0.1 2 0 0 0 0 100 40 0 0)
           (test (string-append name ": where it does not show, nothing does")
             (within 1e-6 (difference before (flattened image))))))))
 '(("an edit behind a grey mask" 100 (128 128 128)) ("an edit of 60 percent" 60 (255 255 255))
   ("both" 60 (128 128 128)) ("an edit behind a black mask" 100 (0 0 0))))
