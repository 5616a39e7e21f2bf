; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; Originals that do not lie under the edit, and are laid there first: of another size, or shifted.

(define WHERE-SIZE-DIFFERS 0) (define ALWAYS 1) (define NEVER 2)

; The mean of what two layers of one size differ by, 0 to 255.
(define (mean-difference a b)
  (let* ((image (car (gimp-image-duplicate (car (gimp-item-get-image a)))))
         (upper (car (gimp-layer-new-from-drawable b image)))
         (lower (car (gimp-layer-new-from-drawable a image))))
    (gimp-image-insert-layer image lower 0 0)
    (gimp-image-insert-layer image upper 0 0)
    (gimp-layer-set-mode upper LAYER-MODE-DIFFERENCE-LEGACY)
    (car (gimp-drawable-histogram (car (gimp-image-flatten image)) HISTOGRAM-VALUE 0 1))))

(define (blur image radius)
  (plug-in-gauss RUN-NONINTERACTIVE image (top-layer image) radius radius 1))

(define photograph (clouds 420 320 7))
(define original (top-layer photograph))

; An edit of a piece: what is missing comes from the place it was cut from, to the byte.
(let* ((image (piece photograph 300 220 57 41)))
  (blur image 4)
  (let* ((edit (top-layer image))
         (at-hand (car (gimp-layer-new-from-drawable original image))))
    (gimp-image-insert-layer image at-hand 0 1)
    (gimp-layer-set-offsets at-hand -57 -41)
    (for-each
     (lambda (values)
       (let* ((by-hand (map-texture image edit at-hand (car values) (cons 'align-first NEVER)))
              (expected (flattened image)))
         (gimp-image-remove-layer image by-hand)
         (test (string-append "a cut-out edit gets what a layer lined up by hand gives: "
                              (symbol->string (caar values)))
           (let* ((group (map-texture image edit original (car values))) (result (flattened image)))
             (gimp-image-remove-layer image group)
             (all-true (> (difference result edit) 0.02) (within 0 (difference expected result)))))))
     '(((returned . 1)) ((returned . 0)) ((output . 1)) ((mask . 3))))))

; An edit at half the size: nearly as good as with an original that GIMP scaled. That is so where there is
; little that half the size cannot hold, of which every filter makes something else.
(let* ((smooth (car (gimp-image-duplicate photograph)))
       (nothing (blur smooth 5))
       (original (top-layer smooth))
       (image (car (gimp-image-duplicate smooth))))
  (gimp-image-scale-full image 210 160 INTERPOLATION-LOHALO)
  (let* ((edit (top-layer image))
         (small (car (gimp-layer-new-from-drawable edit image)))
         (mapped (lambda (from)
                   (let* ((group (map-texture image edit from '(returned . 0) '(radius . 4)))
                          (difference (mean-difference (flattened image) small)))
                     (gimp-image-remove-layer image group)
                     difference))))
    (blur image 9)
    (gimp-image-insert-layer image small 0 1)
    (test "a smaller edit gets the texture that its size can hold"
      (let ((before (mean-difference edit small)) (by-hand (mapped small)) (after (mapped original)))
        (if (and (< after (* 0.3 before)) (< after (+ 1 by-hand)))
            #t
            (list 'before before 'by 'hand by-hand 'aligned after))))))

; The same size, but a few pixels off.
(let* ((image (piece photograph 300 220 50 40)) (edit (top-layer image))
       (other (piece photograph 300 220 47 46)) (shifted (top-layer other)))
  (blur image 4)
  (test "always finds a shift; where the size is the same nothing is looked for otherwise"
    (let* ((at-hand (car (gimp-layer-new-from-drawable shifted image))))
      (gimp-image-insert-layer image at-hand 0 1)
      (gimp-layer-set-offsets at-hand -3 6)
      (let* ((by-hand (map-texture image edit at-hand)) (expected (flattened image)))
        (gimp-image-remove-layer image by-hand)
        (gimp-layer-set-offsets at-hand 0 0)
        (let* ((as-it-lies (map-texture image edit at-hand)) (unaligned (flattened image)))
          (gimp-image-remove-layer image as-it-lies)
          (map-texture image edit shifted (cons 'align-first ALWAYS))
          (all-true (> (difference expected unaligned) 0.02)
                    (within 0 (difference expected (flattened image))))))))
  (test "a luminosity blend finds it, too"
    (let* ((image (piece photograph 250 200 50 40)) (edit (top-layer image)) (before (flattened image)))
      (plug-in-retexture-luminosity RUN-NONINTERACTIVE image edit original 100 0 0 8 0 100 40 0 0 0)
      (within 0.005 (difference before (flattened image)))))
  (test "the plastic map finds it, too"
    (let* ((image (piece photograph 250 200 50 40)) (edit (top-layer image)))
      (blur image 5)
      (let ((share (cadr (plug-in-retexture-detect RUN-NONINTERACTIVE image edit original 0 4 0 50 0 0))))
        (if (> share 60) #t share)))))

; What cannot be aligned.
(let* ((stranger (clouds 300 220 99)) (edit (top-layer stranger))
       (small (piece photograph 63 200 0 0))
       (flat-image (new-image 500 400 RGB PRECISION-U8-GAMMA)) (flat (filled flat-image "flat" FALSE FLAT 0.5)))
  (test "an original that shows something else"
    (refused stranger (lambda () (map-texture stranger edit original)) "“original”" "not show the same"))
  (test "an original that shows nothing"
    (refused stranger (lambda () (map-texture stranger edit flat)) "“original”" "not show the same"))
  (test "an edit too small to tell"
    (refused small (lambda () (map-texture small (top-layer small) original)) "“drawable”" "64"))
  (test "an original too small to tell"
    (refused stranger (lambda () (map-texture stranger edit (top-layer small))) "“original”" "64"))
  (test "never"
    (refused stranger (lambda () (map-texture stranger edit original (cons 'align-first NEVER)))
             "“original”" "another size"))
  (test "a choice there is not"
    (refused stranger (lambda () (map-texture stranger edit original '(align-first . 3))) "“align-first”")))
(done)
