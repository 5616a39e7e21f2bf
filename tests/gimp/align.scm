; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; Align Original: where the new layer lies and what it holds, the numbers that come back, what is refused.

(define align-defaults '((model . 0) (result . 0) (confidence . 0)))
(define (align-arguments run-mode image edit original changes)
  (append (list run-mode image edit original) (with-changes align-defaults changes)))
(define (align image edit original . changes)
  (apply plug-in-retexture-align (align-arguments RUN-NONINTERACTIVE image edit original changes)))

(define THE-EDIT 1) (define SHIFT 1) (define SIMILARITY 2)
(define (motion found) (cadr found))
(define (displacement found) (caddr found))
(define (before-and-after found) (list (list-ref found 3) (list-ref found 4)))
(define (matched found) (list-ref found 5))

; Clouds with structure at every size, softened so that little of it is finer than a pixel.
(define (soft-clouds base precision width height seed)
  (let ((image (clouds width height seed)))
    (plug-in-gauss RUN-NONINTERACTIVE image (top-layer image) 3 3 1)
    (if (= base GRAY) (gimp-image-convert-grayscale image))
    (if (not (= precision PRECISION-U8-GAMMA)) (gimp-image-convert-precision image precision))
    image))

(define (smooth image)
  (plug-in-gauss RUN-NONINTERACTIVE image (top-layer image) 5 5 1)
  (top-layer image))

(define (place layer)
  (append (gimp-drawable-offsets layer) (gimp-drawable-width layer) (gimp-drawable-height layer)))
(define (position layer) (car (gimp-image-get-item-position (car (gimp-item-get-image layer)) layer)))

; The largest difference of two layers of one size, which are moved to the image's corner.
(define (unlike a b)
  (gimp-layer-set-offsets a 0 0)
  (gimp-layer-set-offsets b 0 0)
  (car (test-difference a b 0 0 (car (gimp-drawable-width a)) (car (gimp-drawable-height a)))))

; A cut-out: the layer holds the photograph's own pixels, where the edit lies.
(for-each
 (lambda (kind)
   (test (string-append (car kind) ": a cut-out edit gets the photograph's own pixels beneath it")
     (let* ((photograph (soft-clouds (cadr kind) (caddr kind) 320 260 7))
            (image (piece photograph 200 150 57 41))
            (expected (flattened image))
            (edit (smooth image)))
       (gimp-layer-set-offsets edit 13 -9)
       (let* ((found (align image edit (top-layer photograph))) (layer (car found)))
         (all-true (if (equal? (place layer) (place edit)) #t (place layer))
                   (= (position layer) (+ 1 (position edit)))
                   (= (car (gimp-image-get-active-layer image)) edit)
                   (if (= (motion found) SHIFT) #t (list 'motion (motion found)))
                   ; The cut-out's middle is (3, 14) pixels from the photograph's.
                   (within 0.01 (abs (- (displacement found) 14.318)))
                   (if (> (matched found) 90) #t (list 'matched (matched found)))
                   (if (> (cadr (before-and-after found)) (+ 0.3 (car (before-and-after found)))) #t
                       (before-and-after found))
                   (within 0.001 (apply max (map (lambda (kept) (abs (- kept 100))) (list-tail found 7))))
                   (within 0 (unlike expected layer)))))))
 (list (list "8 bit" RGB PRECISION-U8-GAMMA)
       (list "16 bit, grayscale" GRAY PRECISION-U16-GAMMA)
       (list "32 bit float, linear" RGB PRECISION-FLOAT-LINEAR)))

(test "one undo step, and nothing else is different"
  (let* ((photograph (soft-clouds RGB PRECISION-U8-GAMMA 320 260 7))
         (image (piece photograph 200 150 57 41)) (edit (smooth image)) (before (flattened image)))
    (gimp-image-undo-enable image)
    (align image edit (top-layer photograph))
    (all-true (= (n-layers image) 2) (= (n-layers photograph) 1)
              (within 0 (difference before (flattened image))))))

; The other way round: the edit comes to the photograph, in the photograph's image.
(test "the edit can come to the photograph instead, in its size, beneath it"
  (let* ((photograph (soft-clouds RGB PRECISION-U8-GAMMA 320 260 7)) (original (top-layer photograph))
         (image (piece photograph 200 150 57 41)) (edit (smooth image)))
    (let* ((found (align image edit original (cons 'result THE-EDIT))) (layer (car found)))
      (all-true (= (n-layers image) 1) (= (n-layers photograph) 2)
                (= (car (gimp-item-get-image layer)) photograph)
                (if (equal? (place layer) (place original)) #t (place layer))
                (= (position layer) (+ 1 (position original)))
                (= (car (gimp-image-get-active-layer photograph)) original)
                (within 0 (car (test-value layer 56 100 3)))
                (within 0 (- 1 (car (test-value layer 57 100 3))))
                (begin (gimp-image-crop photograph 200 150 57 41) (within 0 (unlike edit layer)))))))

(test "a smaller edit of the whole is brought to the photograph's size"
  (let* ((photograph (soft-clouds RGB PRECISION-U8-GAMMA 320 260 7)) (original (top-layer photograph))
         (image (car (gimp-image-duplicate photograph))))
    (gimp-image-scale-full image 160 130 INTERPOLATION-LOHALO)
    (let* ((found (align image (top-layer image) original (cons 'result THE-EDIT))) (layer (car found)))
      (gimp-image-raise-item-to-top photograph layer)
      (gimp-layer-set-mode layer LAYER-MODE-DIFFERENCE-LEGACY)
      (within 6 (car (gimp-drawable-histogram (flattened photograph) HISTOGRAM-VALUE 0 1))))))

(test "an edit that was cropped and then reduced is found"
  (let* ((photograph (soft-clouds RGB PRECISION-U8-GAMMA 420 340 7)) (image (piece photograph 260 210 90 70)))
    (gimp-image-scale-full image 182 147 INTERPOLATION-LOHALO)
    (let* ((edit (top-layer image)) (before (flattened image)) (layer (car (align image edit (top-layer photograph)))))
      (gimp-image-raise-item-to-top image layer)
      (gimp-layer-set-mode layer LAYER-MODE-DIFFERENCE-LEGACY)
      (within 6 (car (gimp-drawable-histogram (flattened image) HISTOGRAM-VALUE 0 1))))))

(test "a pair that lies as it should comes back byte for byte, and says so"
  (let* ((photograph (soft-clouds RGB PRECISION-U8-GAMMA 320 260 7)) (original (top-layer photograph))
         (image (car (gimp-image-duplicate photograph))) (edit (smooth image))
         (found (align image edit original)))
    (all-true (within 0 (motion found)) (within 0 (displacement found))
              (within 0 (unlike original (car found))))))

(test "an original of 16 bit fits an edit of 8 bit, and a gray one an edit in colour"
  (let* ((photograph (soft-clouds RGB PRECISION-U8-GAMMA 320 260 7))
         (image (piece photograph 200 150 57 41)) (edit (smooth image))
         (deep (car (gimp-image-duplicate photograph))) (gray (car (gimp-image-duplicate photograph))))
    (gimp-image-convert-precision deep PRECISION-U16-GAMMA)
    (gimp-image-convert-grayscale gray)
    (let ((expected (car (align image edit (top-layer photograph)))))
      (all-true (within 0 (unlike expected (car (align image edit (top-layer deep)))))
                (within 0.05 (abs (- (displacement (align image edit (top-layer gray))) 14.318)))))))

(test "a motion that was chosen is the one that comes back"
  (let* ((photograph (soft-clouds RGB PRECISION-U8-GAMMA 320 260 7))
         (image (piece photograph 200 150 57 41)) (edit (smooth image)))
    (if (= SIMILARITY (motion (align image edit (top-layer photograph) (cons 'model SIMILARITY)))) #t 'other)))

; Ripples of GIMP's own, which no affine map undoes.
(for-each
 (lambda (result)
   (test (string-append "a bent edit is followed place by place, " (car result))
     (let* ((photograph (soft-clouds RGB PRECISION-U8-GAMMA 420 340 7)) (original (top-layer photograph))
            (image (car (gimp-image-duplicate photograph))) (edit (top-layer image))
            (nothing (plug-in-ripple RUN-NONINTERACTIVE image edit 320 5 0 0 1 TRUE FALSE))
            (there (if (= (cdr result) THE-EDIT) photograph image))
            (unlike-with
             (lambda (model)
               (let* ((found (align image edit original (cons 'model model) (cons 'result (cdr result))))
                      (layer (car found)))
                 (gimp-image-raise-item-to-top there layer)
                 (gimp-layer-set-mode layer LAYER-MODE-DIFFERENCE-LEGACY)
                 (let* ((flat (car (gimp-image-duplicate there)))
                        (mean (begin (gimp-image-flatten flat) (gimp-image-crop flat 340 260 40 40)
                                     (car (gimp-drawable-histogram (top-layer flat) HISTOGRAM-VALUE 0 1)))))
                   (gimp-image-remove-layer there layer)
                   (list (cadr found) mean)))))
            (stiff (unlike-with 3)) (local (unlike-with 4)))
       (if (and (= (car local) 4) (< (cadr local) (* 0.35 (cadr stiff)))) #t (list 'stiff stiff 'local local)))))
 (list (cons "the original under the edit" 0) (cons "the edit under the original" THE-EDIT)))

; Values of a channel where the edit is as it was, and in the corner that was shifted.
(define (sure-but-there value)
  (let ((values (list (value 60 60) (value 120 240) (value 295 225))))
    (if (and (> (car values) 0.95) (> (cadr values) 0.95) (< (caddr values) 0.5)) #t values)))

; A corner of the edit is shifted against the rest, as where a hand was moved.
(let* ((photograph (soft-clouds RGB PRECISION-U8-GAMMA 420 340 7)) (original (top-layer photograph))
       (image (piece photograph 360 300 10 20)) (edit (smooth image)) (before (flattened image)))
  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 230 160 130 130)
  (gimp-layer-add-alpha edit)
  (gimp-drawable-edit-clear edit)
  (let ((part (car (gimp-layer-new-from-drawable before image))))
    (gimp-image-insert-layer image part 0 1)
    (gimp-layer-set-offsets part 9 -8)
    (gimp-selection-none image)
    (set! edit (car (gimp-image-merge-visible-layers image CLIP-TO-IMAGE))))
  (test "a channel says where both show the same, and where not"
    (let* ((layer (car (align image edit original '(confidence . 1))))
           (channel (vector-ref (cadr (gimp-image-get-channels image)) 0))
           (value (lambda (x y) (car (test-value channel x y 0)))))
      (all-true (= 1 (car (gimp-image-get-channels image)))
                (= (car (gimp-image-get-active-layer image)) edit)
                (sure-but-there value))))
  (gimp-image-remove-layer image (vector-ref (cadr (gimp-image-get-layers image)) 1))
  (test "and there the texture of a method that aligns first fades out"
    (let* ((group (map-texture image edit original '(returned . 1))) (mask (car (gimp-layer-get-mask group))))
      (sure-but-there (lambda (x y) (car (test-value mask x y 0))))))
  (test "but not from the map of what was changed"
    (let* ((found (plug-in-retexture-detect RUN-NONINTERACTIVE image edit original 1 4 0 50 0 0))
           (value (car (test-value (car found) 295 225 0))))
      (if (> value 0.5) #t value)))
  (test "in place as in layers"
    (let ((layers (flattened image)))
      (gimp-image-remove-layer image (top-layer image))
      (map-texture image edit original '(returned . 1) '(output . 2))
      (within 0.005 (difference layers (flattened image))))))

(test "where there is no doubt the channel is white, and the mask of other methods as it was"
  (let* ((photograph (soft-clouds RGB PRECISION-U8-GAMMA 320 260 7))
         (image (piece photograph 200 150 57 41)) (edit (smooth image)))
    (align image edit (top-layer photograph) '(confidence . 1) (cons 'result THE-EDIT))
    (let ((channel (vector-ref (cadr (gimp-image-get-channels image)) 0)))
      (all-true (= (n-layers image) 1) (within 0 (- 1 (car (test-value channel 3 3 0))))
                (within 0 (- 1 (car (test-value channel 150 100 0))))))))

(test "with last values, and none kept, it runs with the defaults"
  (let* ((photograph (soft-clouds RGB PRECISION-U8-GAMMA 320 260 7)) (original (top-layer photograph))
         (image (piece photograph 200 150 57 41)) (edit (smooth image))
         (expected (car (align image edit original)))
         (again (car (apply plug-in-retexture-align
                            (align-arguments RUN-WITH-LAST-VALS image edit original
                                             (list (cons 'result THE-EDIT)))))))
    (all-true (= (n-layers image) 3) (within 0 (unlike expected again)))))

(test "the next method finds the new layer by itself, and needs no alignment"
  (let* ((photograph (soft-clouds RGB PRECISION-U8-GAMMA 320 260 7)) (original (top-layer photograph))
         (image (piece photograph 200 150 57 41)) (edit (smooth image))
         (aligned-first (map-texture image edit original)) (expected (flattened image)))
    (gimp-image-remove-layer image aligned-first)
    (map-texture image edit (car (align image edit original)) '(align-first . 2))
    ; Near its border the layer lacks what the photograph has beyond the edit.
    (within 0 (car (test-difference expected (flattened image) 20 20 160 110)))))

; What cannot be aligned.
(let* ((photograph (soft-clouds RGB PRECISION-U8-GAMMA 320 260 7)) (original (top-layer photograph))
       (stranger (soft-clouds RGB PRECISION-U8-GAMMA 300 220 99)) (edit (top-layer stranger))
       (small (piece photograph 63 200 0 0)) (group (car (gimp-layer-group-new stranger)))
       (indexed (piece photograph 200 150 0 0)))
  (gimp-image-insert-layer stranger group 0 0)
  (gimp-image-convert-indexed indexed CONVERT-DITHER-NONE CONVERT-PALETTE-GENERATE 16 FALSE FALSE "")
  (define (refuses name image edit original changes . parts)
    (test name (apply refused image (lambda () (apply align image edit original changes)) parts)))
  (refuses "another picture" stranger edit original '() "“original”" "not show the same")
  (refuses "an edit of 63 pixels" small (top-layer small) original '() "“drawable”" "64")
  (refuses "an original of 63 pixels" stranger edit (top-layer small) '() "“original”" "64")
  (refuses "a group as the edit" stranger group original '() "“drawable”" "group")
  (refuses "a group as the original" stranger edit group '() "“original”" "group")
  (refuses "the edit itself" stranger edit edit '() "“original”" "edit itself")
  (refuses "no original" stranger edit -1 '() "original")
  (refuses "an indexed original" stranger edit (top-layer indexed) '() "“original”" "indexed")
  (refuses "an indexed edit" indexed (top-layer indexed) original '() "“drawable”" "indexed")
  (refuses "a motion there is not" stranger edit original '((model . 5)) "“model”")
  (refuses "a result there is not" stranger edit original '((result . -1)) "“result”"))
(done)
