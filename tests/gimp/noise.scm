; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; Noise & Blend: what the noise amounts to in GIMP's own flattened pixels.

(define noise-defaults
  (append '((amount . 3) (distribution . 0) (strength . 100) (monochromatic . 1) (blend . 0)
            (softness . 0.3) (preserve . 1) (shadows . 60) (midtones . 100) (highlights . 30) (seed . 1))
          common-defaults))
(define UNIFORM 0)
(define GAUSSIAN 1)
(define MATCH 2)
(define SOFT-LIGHT 0)
(define OVERLAY 1)
(define GRAIN-MERGE 2)

(define (noise-arguments run-mode image edit sample changes)
  (append (list run-mode image edit sample) (with-changes noise-defaults changes)))

(define (add-noise image edit sample . changes)
  (car (apply plug-in-retexture-noise (noise-arguments RUN-NONINTERACTIVE image edit sample changes))))

(define (children group) (vector->list (cadr (gimp-item-get-children group))))

; Mean and standard deviation of a channel within a rectangle, 0 to 1. GIMP counts 8 bit in levels.
(define (spread layer channel x y width height)
  (let* ((image (car (gimp-item-get-image layer)))
         (white (if (= (car (gimp-image-get-precision image)) PRECISION-U8-GAMMA) 255 1)))
    (gimp-image-select-rectangle image CHANNEL-OP-REPLACE x y width height)
    (let ((h (gimp-drawable-histogram layer channel 0 1)))
      (gimp-selection-none image)
      (list (/ (car h) white) (/ (cadr h) white)))))
(define (deviation-of layer channel) (cadr (spread layer channel 0 0 256 256)))
(define (mean-of layer channel) (car (spread layer channel 0 0 256 256)))

(define (flat precision value)
  (let* ((image (new-image 256 256 RGB precision)))
    (filled image "edit" FALSE FLAT value)
    image))

; The flattened image with noise, which is removed again.
(define (noisy image . changes)
  (let* ((edit (top-layer image)) (group (apply add-noise image edit -1 changes))
         (result (flattened image)))
    (gimp-image-remove-layer image group)
    result))

(define (near name got expected tolerance)
  (if (< (abs (- got expected)) (* tolerance (abs expected))) #t (list name got 'expected expected)))

; 65536 pixels: a standard deviation is known to 0.3 %, the histogram has 256 steps.
(define plain '((softness . 0) (shadows . 100) (midtones . 100) (highlights . 100)))
(define (plain-noisy image . changes) (apply noisy image (append changes plain)))

(test "uniform noise of 4 % lies within 4 % of white on either side, in Overlay on middle grey"
  (near 'deviation (deviation-of (plain-noisy (flat PRECISION-U16-GAMMA 0.5) '(amount . 4)
                                              (cons 'blend OVERLAY))
                                 HISTOGRAM-RED)
        (/ 0.04 (sqrt 3)) 0.02))
(test "Gaussian noise of 4 % has that standard deviation"
  (near 'deviation (deviation-of (plain-noisy (flat PRECISION-U16-GAMMA 0.5) '(amount . 4)
                                              (cons 'distribution GAUSSIAN) (cons 'blend OVERLAY))
                                 HISTOGRAM-RED)
        0.04 0.02))
; Half of the noise is lighter than grey and half darker, with gains of their own.
(for-each
 (lambda (tone darker lighter)
   (test (string-append "Soft Light has Photoshop's gain over a tone of " (number->string tone))
     (near 'deviation (deviation-of (plain-noisy (flat PRECISION-U16-GAMMA tone) '(amount . 4))
                                    HISTOGRAM-RED)
           (* (/ 0.04 (sqrt 3)) (sqrt (/ (+ (* darker darker) (* lighter lighter)) 2))) 0.03)))
 '(0.25 0.5 0.75) '(0.375 0.5 0.375) '(0.5 0.4142 0.232))
(test "Grain Merge adds it as it is"
  (near 'deviation (deviation-of (plain-noisy (flat PRECISION-U16-GAMMA 0.3) '(amount . 4)
                                              (cons 'blend GRAIN-MERGE))
                                 HISTOGRAM-RED)
        (/ 0.04 (sqrt 3)) 0.02))
(test "in 8 bit the mean stays, to a tenth of a level"
  (let ((image (flat PRECISION-U8-GAMMA 0.4)))
    (within (/ 0.1 255) (abs (- (mean-of (plain-noisy image (cons 'blend OVERLAY)) HISTOGRAM-RED)
                                (mean-of (flattened image) HISTOGRAM-RED))))))
(test "softness of 0.3 px takes 0.82 of the strength, unless it is preserved"
  (let* ((image (flat PRECISION-U16-GAMMA 0.5)) (base (cons 'blend OVERLAY))
         (hard (deviation-of (plain-noisy image base) HISTOGRAM-RED))
         (soft (deviation-of (apply noisy image base '(softness . 0.3) '(preserve . 0) (cdr plain))
                             HISTOGRAM-RED))
         (kept (deviation-of (apply noisy image base '(softness . 0.3) (cdr plain)) HISTOGRAM-RED)))
    (all-true (near 'soft soft (* 0.82 hard) 0.03) (near 'kept kept hard 0.02))))
(test "shadows, midtones and highlights get their shares"
  (let ((share (lambda (tone)
                 (let* ((image (flat PRECISION-U16-GAMMA tone)) (base (cons 'blend GRAIN-MERGE)))
                   (/ (deviation-of (noisy image base '(softness . 0) '(shadows . 50) '(highlights . 20))
                                    HISTOGRAM-RED)
                      (deviation-of (plain-noisy image base) HISTOGRAM-RED))))))
    (all-true (near 'midtones (share 0.5) 1 0.03)
              (if (< 0.5 (share 0.2) 1) #t (list 'shadows (share 0.2)))
              (if (< 0.2 (share 0.8) 1) #t (list 'highlights (share 0.8))))))
(test "monochromatic noise keeps grey grey; otherwise channels differ"
  (let* ((image (flat PRECISION-U8-GAMMA 0.5))
         (grey (noisy image)) (coloured (noisy image '(monochromatic . 0))))
    (all-true (= (car (test-value grey 31 17 0)) (car (test-value grey 31 17 2)))
              (not (and (= (car (test-value coloured 31 17 0)) (car (test-value coloured 31 17 2)))
                        (= (car (test-value coloured 32 17 0)) (car (test-value coloured 32 17 2))))))))
(test "the same seed gives the same picture, another seed another"
  (let ((image (flat PRECISION-U8-GAMMA 0.5)))
    (all-true (within 0 (difference (noisy image) (noisy image)))
              (> (difference (noisy image) (noisy image '(seed . 2))) 0.004))))

(let* ((image (flat PRECISION-U8-GAMMA 0.5)) (edit (top-layer image))
       (group (add-noise image edit -1)) (layer (car (children group))))
  (test "the layer is grey noise in Soft Light, mixed in gamma-encoded values"
    (and (string=? (car (gimp-item-get-name layer)) "Noise")
         (= (car (gimp-layer-get-mode layer)) LAYER-MODE-SOFTLIGHT)
         (= (car (gimp-layer-get-composite-space layer)) LAYER-COLOR-SPACE-RGB-PERCEPTUAL)
         (< (abs (- (mean-of layer HISTOGRAM-RED) 0.5)) 0.002)))
  (test "run on its own layer it replaces the group"
    (let ((again (add-noise image layer -1 (cons 'blend OVERLAY))))
      (and (= (n-layers image) 2)
           (= (car (gimp-layer-get-mode (car (children again)))) LAYER-MODE-OVERLAY)))))

; What the preview computes is what GIMP composes.
(for-each
 (lambda (precision)
   (for-each
    (lambda (blend)
      (test (string-append (car precision) ", " (car blend)
                           ": a single layer is what the layers flatten to")
        (let* ((image (new-image 120 90 RGB (cadr precision)))
               (edit (filled image "edit" FALSE NOISE 2))
               (group (add-noise image edit -1 (cons 'blend (cadr blend)) '(amount . 10)))
               (layered (flattened image)))
          (gimp-image-remove-layer image group)
          (add-noise image edit -1 (cons 'blend (cadr blend)) '(amount . 10) '(output . 1))
          (let ((apart (difference layered (flattened image))) (change (difference edit layered)))
            (gimp-image-delete image)
            (all-true (within (* 1.01 (caddr precision)) apart) (> change 0.01))))))
    '(("Soft Light" 0) ("Overlay" 1) ("Grain Merge" 2))))
 `(("8-bit" ,PRECISION-U8-GAMMA ,(/ 1 255)) ("16-bit" ,PRECISION-U16-GAMMA ,(/ 2 65535))
   ("float" ,PRECISION-FLOAT-GAMMA 1e-5) ("linear 16-bit" ,PRECISION-U16-LINEAR ,(/ 12.92 65535))
   ("linear float" ,PRECISION-FLOAT-LINEAR 1e-5)))

; Match, on a picture whose right half was smoothed: the grain comes back there, and stays as it was on
; the left. The noise of test-fill is uniform, 0.2 wide, in each channel by itself.
(let* ((image (new-image 512 256 RGB PRECISION-U16-GAMMA))
       (original (filled image "original" FALSE NOISE 1))
       (edit (filled image "edit" FALSE NOISE 1)))
  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 256 0 256 256)
  (let ((smooth (add-layer image "smooth" 512 256 FALSE)))
    (test-blur smooth original 5)
    (gimp-edit-copy smooth)
    (gimp-floating-sel-anchor (car (gimp-edit-paste edit TRUE)))
    (gimp-image-remove-layer image smooth))
  (gimp-selection-none image)
  (define (detail layer x)
    ; the slope across 64 pixels adds little to the noise
    (cadr (spread layer HISTOGRAM-GREEN x 60 64 128)))
  (define (matched sample . changes)
    (let* ((group (apply add-noise image edit sample (cons 'distribution MATCH) changes))
           (result (flattened image)))
      (gimp-image-remove-layer image group)
      result))
  (for-each
   (lambda (name sample)
     (test (string-append "Match brings back the deviation measured on " name)
       (let ((result (matched sample)))
         (all-true (< (detail edit 350) (* 0.6 (detail original 350)))
                   (near 'deviation (detail result 350) (detail original 350) 0.1)
                   (near 'untouched (detail result 60) (detail original 60) 0.03)))))
   '("the untouched half" "the original") (list -1 original))
  (test "Match at strength 0 changes zero pixels"
    (within 0 (difference (flattened image) (matched original '(strength . 0)))))
  (test "a single layer is what the layers flatten to"
    (let* ((layered (matched original (cons 'blend GRAIN-MERGE)))
           (single (add-noise image edit original (cons 'distribution MATCH) '(output . 1)
                              (cons 'blend GRAIN-MERGE)))
           (apart (difference layered (flattened image))))
      (gimp-image-remove-layer image single)
      (within (/ 2.02 65535) apart)))
  (test "a sample without any flat part is refused with a sentence"
    (let* ((tiny (new-image 20 20 RGB PRECISION-U8-GAMMA)) (small (filled tiny "small" FALSE NOISE 1)))
      (refused image (lambda () (add-noise image edit small (cons 'distribution MATCH))) "grain"))))

; Grey, 8 bit, and a layer smaller than the image, half transparent, away from its corner.
(let* ((image (new-image 600 400 GRAY PRECISION-U8-GAMMA))
       (sample (filled image "sample" FALSE NOISE 1))
       (edit (add-layer image "edit" 300 200 TRUE)))
  (gimp-layer-set-offsets edit 120 90)
  (test-fill edit FLAT 0.5)
  (test-fill edit HALF-TRANSPARENT 0)
  (gimp-item-set-visible sample FALSE)
  (define (alpha-at layer x) (car (test-value layer x 150 3)))
  (test "Match works in grey, on a layer of its own place, and leaves its transparency alone"
    (let* ((group (add-noise image edit sample (cons 'distribution MATCH) (cons 'blend OVERLAY)))
           (noise (car (children group))) (offsets (gimp-drawable-offsets noise))
           (plain (flattened image)))
      (all-true (equal? offsets '(120 90))
                (= (car (gimp-drawable-width noise)) 300)
                (= (alpha-at plain 150) 1)
                (= (alpha-at plain 370) 0)
                (> (cadr (spread noise HISTOGRAM-VALUE 150 110 100 100)) 0.005)))))

(let* ((image (flat PRECISION-U8-GAMMA 0.5)) (edit (top-layer image)))
  (test "with last values, and none kept, it runs with the defaults"
    (let* ((group (add-noise image edit -1)) (expected (flattened image)))
      (gimp-image-remove-layer image group)
      (let ((again (car (apply plug-in-retexture-noise
                               (noise-arguments RUN-WITH-LAST-VALS image edit -1 '((amount . 30)))))))
        (let ((apart (difference expected (flattened image))))
          (gimp-image-remove-layer image again)
          (within 0 apart)))))
  (for-each
   (lambda (bad)
     (test (string-append (symbol->string (car bad)) " of " (number->string (cdr bad)) " is refused")
       (refused image (lambda () (add-noise image edit -1 bad))
                (string-append "“" (symbol->string (car bad)) "”"))))
   '((amount . 0) (amount . 401) (distribution . 3) (strength . -1) (strength . 301)
     (monochromatic . 2) (blend . 3) (softness . -0.1) (softness . 2.1) (preserve . 2) (shadows . 201)
     (midtones . -1) (highlights . 201) (seed . -1)))
  (test "a group as the sample is refused"
    (let ((group (car (gimp-layer-group-new image))))
      (gimp-image-insert-layer image group 0 0)
      (refused image (lambda () (add-noise image edit group)) "“sample”" "group"))))
