; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; Disclose: what the image's metadata say afterwards, of layers that are there, hidden, merged or copied.

(define disclose-defaults
  '((beneath . 0) (system . "") (system-version . "") (statement . 0) (label . 0) (label-text . "")
    (label-size . 4) (label-corner . 0)))
(define (disclose image . changes)
  (apply plug-in-retexture-disclose
         (append (list RUN-NONINTERACTIVE image -1) (with-changes disclose-defaults changes))))

; GIMP keeps metadata as a parasite of its own; "" where the image has none.
(define (metadata-of image) (car (gimp-image-get-metadata image)))
(define (says image . parts)
  (let loop ((parts parts) (text (metadata-of image)))
    (cond ((null? parts) #t)
          ((contains text (car parts)) (loop (cdr parts) text))
          (else (list 'without (car parts))))))
(define (count-of part text)
  (let loop ((i 0) (n 0))
    (cond ((> (+ i (string-length part)) (string-length text)) n)
          ((string=? (substring text i (+ i (string-length part))) part) (loop (+ i 1) (+ n 1)))
          (else (loop (+ i 1) n)))))

; An edit with the texture of a photograph over it.
(define (recovered output)
  (let* ((image (new-image 160 120 RGB PRECISION-U8-GAMMA))
         (original (filled image "original" FALSE NOISE 3))
         (edit (filled image "edit" FALSE FLAT 0.5)))
    (test-blur edit original 3)
    (map-texture image edit original (cons 'output output) '(radius . 2.5))
    image))

; ---- what is said ----

(let* ((image (recovered 0)) (pixels (flattened image))
       (results (disclose image '(beneath . 2) '(system . "Some \"AI\" <&> größer") '(system-version . "2.1")
                          '(statement . 3))))
  (test "an AI edit with a layer of the suite says both"
    (all-true (says image "compositeWithTrainedAlgorithmicMedia" "map amount=100 radius=2.5 returned=everything"
                    "filtered" "/pixels" "Retexture 0.1.0 (GIMP 2." "2.1")
              (= 1 (caddr results))
              (contains (car results) "http://cv.iptc.org/newscodes/digitalsourcetype/composite")
              (contains (cadr results) "Edited with generative AI.")
              (contains (cadr results) "Map Original Texture.")))
  (test "no pixel and no layer changes" (all-true (within 0 (difference pixels (flattened image))) (= 3 (n-layers image))))
  (let ((once (metadata-of image)))
    (disclose image '(beneath . 2) '(system . "Some \"AI\" <&> größer") '(system-version . "2.1") '(statement . 3))
    (test "twice is once" (string=? once (metadata-of image))))
  (disclose image '(beneath . 1))
  (test "what tells of AI is never taken back" (says image "compositeWithTrainedAlgorithmicMedia")))

(let ((image (recovered 0)))
  (disclose image '(beneath . 1) '(system . "Some AI"))
  (test "a photograph is an enhanced one, and no AI is named"
    (all-true (says image "algorithmicallyEnhanced") (not (contains (metadata-of image) "AISystem")))))

(let* ((image (recovered 0)) (results (disclose image)))
  (test "what is not known is not guessed"
    (all-true (string=? "" (car results)) (not (contains (metadata-of image) "digitalsourcetype"))
              (contains (cadr results) "not known") (says image "map amount"))))

(let ((image (new-image 20 20 RGB PRECISION-U8-GAMMA)))
  (filled image "untouched" FALSE FLAT 0.5)
  (test "an image that nothing was done to has no steps"
    (all-true (= 0 (caddr (disclose image '(beneath . 1)))) (not (contains (metadata-of image) "History")))))

; ---- steps that are no longer layers ----

(let ((image (recovered 2)))
  (test "a step in place is one" (all-true (= 1 (caddr (disclose image))) (says image "output=in-place"))))

(let ((image (recovered 0)))
  (gimp-item-set-visible (top-layer image) FALSE)
  (test "a hidden layer is no part of the picture" (= 0 (caddr (disclose image)))))

(let ((image (recovered 0)))
  (gimp-image-flatten image)
  (let ((results (disclose image)))
    (test "after flattening the step is still known, and that its layer is gone"
      (all-true (= 1 (caddr results)) (contains (cadr results) "merged or deleted")
                (says image "map amount=100" "(layer merged or deleted since)")))))

(let* ((image (recovered 0)) (copy (car (gimp-layer-copy (top-layer image) FALSE))))
  (gimp-image-insert-layer image copy 0 0)
  (test "a copy of a layer is the same step" (= 1 (caddr (disclose image)))))

(let* ((image (recovered 0)) (edit (vector-ref (cadr (gimp-image-get-layers image)) 1))
       (original (vector-ref (cadr (gimp-image-get-layers image)) 2)))
  (map-texture image (top-layer image) original '(radius . 6))
  (test "a layer made anew replaces its step"
    (all-true (= 1 (caddr (disclose image))) (says image "radius=6") (not (contains (metadata-of image) "radius=2.5"))))
  (plug-in-retexture-noise RUN-NONINTERACTIVE image edit -1 5 1 100 1 2 1.2 1 100 100 100 7 0 100 40 0 0)
  (test "another method is another step" (all-true (= 2 (caddr (disclose image))) (says image "noise amount=5"))))

(let* ((image (recovered 0)) (other (new-image 160 120 RGB PRECISION-U8-GAMMA))
       (copy (car (gimp-layer-new-from-drawable (top-layer image) other))))
  (gimp-image-insert-layer other copy 0 0)
  (test "a layer brought from another image tells of itself"
    (all-true (= 1 (caddr (disclose other))) (says other "map amount=100"))))

(let* ((image (recovered 0)) (copy (car (gimp-image-duplicate image))))
  (test "a copy of the image knows, too" (= 1 (caddr (disclose copy)))))

; ---- the label ----

(let ((image (new-image 400 300 RGB PRECISION-U8-GAMMA)))
  (define (label) (top-layer image))
  (define (height) (car (gimp-drawable-height (label))))
  (filled image "dark" FALSE FLAT 0.1)
  (disclose image '(label . 2) '(label-size . 8))
  (test "a label is a text layer in its corner"
    (all-true (= 2 (n-layers image)) (= TRUE (car (gimp-item-is-text-layer (label))))
              (string=? "Retouched photograph" (car (gimp-text-layer-get-text (label))))
              (< (car (gimp-drawable-offsets (label))) 60) (< (cadr (gimp-drawable-offsets (label))) 60)
              (within 12 (abs (- (height) 28)))))
  (test "light on dark" (equal? '(255 255 255) (car (gimp-text-layer-get-color (label)))))
  (disclose image '(label . 1) '(label-text . "Pixels \"<b>&\" größer") '(label-corner . 3))
  (test "a new one replaces it, with words of one's own, in the other corner"
    (all-true (= 2 (n-layers image)) (string=? "Pixels \"<b>&\" größer" (car (gimp-text-layer-get-text (label))))
              (> (car (gimp-drawable-offsets (label))) 150) (> (cadr (gimp-drawable-offsets (label))) 200)))
  (disclose image '(label . 1) '(label-text . "A label that says so much that it would not fit into this picture at all"))
  (test "one that is too long is made to fit"
    (<= (+ (car (gimp-drawable-offsets (label))) (car (gimp-drawable-width (label)))) 400))
  (gimp-image-remove-layer image (label))
  (filled image "light" FALSE FLAT 0.9)
  (disclose image '(label . 4))
  (test "dark on light, in a law's own language"
    (all-true (equal? '(0 0 0) (car (gimp-text-layer-get-color (label))))
              (string=? "Retusjert person" (car (gimp-text-layer-get-text (label)))))))

; ---- refusals ----

(let ((image (recovered 0)))
  (test "a label without words is refused"
    (all-true (refused image (lambda () (disclose image '(label . 1))) "“label-text”")
              (not (contains (metadata-of image) "History"))))
  (test "an answer there is not is refused"
    (refused image (lambda () (disclose image '(beneath . 9))) "“beneath”" "4 (generated)"))
  (test "a size out of range is refused"
    (refused image (lambda () (disclose image '(label-size . 90))) "“label-size”" "1 to 30")))
