; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; All in one GIMP session, in turns, so that the machine's moods hit everything alike. Medians of five.

(define ROUNDS 5)
(define image (new-image 6000 4000 RGB PRECISION-U16-GAMMA))
(define original (filled image "original" FALSE NOISE 1))
(define edit (filled image "edit" FALSE NOISE 2))

(define (clock) (car (bench-clock)))
(define (seconds-of thunk)
  (let ((begin-time (clock))) (thunk) (- (clock) begin-time)))

(define (keep-two)
  (let loop ()
    (if (> (n-layers image) 2)
        (begin (gimp-image-remove-layer image (top-layer image)) (loop)))))

(define (ours)
  (plug-in-retexture-map RUN-NONINTERACTIVE image edit original 100 5 1 0 2 128 0 100 40 0 0 0))

; Copy, blur, grain extract, merge down, and the result in grain merge. plug-in-gauss takes a diameter
; of its own kind: 3.3 of them to a standard deviation.
(define (manual)
  (let ((tone (car (gimp-layer-copy original FALSE)))
        (texture (car (gimp-layer-copy original FALSE))))
    (gimp-image-insert-layer image texture 0 0)
    (gimp-image-insert-layer image tone 0 0)
    (plug-in-gauss RUN-NONINTERACTIVE image tone 16.5 16.5 0)
    (gimp-layer-set-mode tone LAYER-MODE-GRAIN-EXTRACT)
    (let ((merged (car (gimp-image-merge-down image tone CLIP-TO-IMAGE))))
      (gimp-layer-set-mode merged LAYER-MODE-GRAIN-MERGE))))

(define (wavelet)
  (plug-in-wavelet-decompose RUN-NONINTERACTIVE image edit 5 FALSE FALSE))

; A texture to borrow, made by our own noise; and the hole that G'MIC fills in the same picture. run.sh
; defines `hole-file` and `gmic-seconds`.
(define textured (let ((image (new-image 6000 4000 RGB PRECISION-U16-GAMMA)))
                   (filled image "textured" FALSE FLAT 0.5)))
(plug-in-retexture-noise RUN-NONINTERACTIVE (car (gimp-item-get-image textured)) textured -1 4 1 100 1 2 1.2 1
                         100 100 100 1 0 100 40 0 2)
(define hole (car (gimp-file-load RUN-NONINTERACTIVE hole-file hole-file)))
(gimp-image-select-rectangle hole CHANNEL-OP-REPLACE 256 256 512 512)
(define (fill-hole)
  (let ((layer (car (gimp-image-get-active-layer hole))))
    (plug-in-retexture-borrow RUN-NONINTERACTIVE hole layer -1 100 4 2 100 1 0 100 0 1 32 1 0 0 0 0 2 128
                              0 100 40 2 1)
    (gimp-image-remove-layer hole (top-layer hole))))
(define (borrow-with engine)
  (lambda ()
    (let ((image (car (gimp-item-get-image textured))))
      (gimp-image-select-ellipse image CHANNEL-OP-REPLACE 2000 1200 1500 1200)
      (gimp-image-remove-layer
       image (car (plug-in-retexture-borrow RUN-NONINTERACTIVE image textured -1 100 4 engine 100 1 0 100 0 1 32
                                            1 0 0 0 0 2 128 0 100 40 2 0))))))

; A picture with structure at every size, and an edit of it that was turned and smoothed.
(define clouds (new-image 6000 4000 RGB PRECISION-U16-GAMMA))
(define photograph (filled clouds "photograph" FALSE FLAT 0.5))
(plug-in-plasma RUN-NONINTERACTIVE clouds photograph 7 4)
(define turned (car (gimp-layer-copy photograph FALSE)))
(gimp-image-insert-layer clouds turned 0 0)
(gimp-context-set-transform-resize TRANSFORM-RESIZE-CLIP)
(gimp-item-transform-rotate turned 0.004 FALSE 2990 2008)
(plug-in-gauss RUN-NONINTERACTIVE clouds turned 4 4 1)
(define (align-with model)
  (lambda ()
    (gimp-image-remove-layer
     clouds (car (plug-in-retexture-align RUN-NONINTERACTIVE clouds turned photograph model 0 0)))))

; The photograph returned to it, or to an edit that did not move, with all that Recover does.
(define smoothed (car (gimp-layer-copy photograph FALSE)))
(gimp-image-insert-layer clouds smoothed 0 0)
(plug-in-gauss RUN-NONINTERACTIVE clouds smoothed 4 4 1)
(define (recover edit)
  (gimp-image-remove-layer
   clouds (car (plug-in-retexture-recover RUN-NONINTERACTIVE clouds edit photograph 100 0 0 1 1 1 0 4 0 1 0 32
                                          100 1 1 128 0 100 40 2 0 1))))

(define (level)
  (gimp-image-remove-layer
   clouds (car (plug-in-retexture-level RUN-NONINTERACTIVE clouds smoothed photograph 3 0 0 50 0 2 128 0 100 40 0 0 2))))

(define (light)
  (gimp-image-remove-layer
   clouds (car (plug-in-retexture-light RUN-NONINTERACTIVE clouds smoothed 50 25 1 60 15 135 0 3000 4 1 128
                                        0 100 40 0 0))))

(define (press)
  (gimp-image-remove-layer
   clouds (car (plug-in-retexture-press RUN-NONINTERACTIVE clouds smoothed 65 0 4 0 1 128 0 100 40 0 0))))

; Of clouds, in which there is no hair: what takes time is to look for some.
(define (groom)
  (gimp-image-select-rectangle clouds CHANNEL-OP-REPLACE 0 0 2000 2000)
  (gimp-image-remove-layer
   clouds (car (plug-in-retexture-groom RUN-NONINTERACTIVE clouds photograph -1 100 1 4 0 100 0 2 128 0 100 40 0 0)))
  (gimp-selection-none clouds))

(define (metal-with texture)
  (lambda ()
    (plug-in-retexture-metal RUN-NONINTERACTIVE image edit textured 2 texture 100 0 0 50 50 12 0.6 200 3 0 120 1 0 1
                             100 80 100 0 4 1 1 0 0 0 0 0 100 40 2 0)))

(define (missing)
  (plug-in-retexture-map RUN-NONINTERACTIVE image edit original 100 5 0 0 2 128 0 100 40 0 0 0))

; The other methods, once a round each, with their defaults; Match with the grain of the original.
(define others
  (list
   (cons "a plug-in that only copies       " (lambda () (bench-copy edit)))
   (cons "plug-in-retexture-map, missing   " missing)
   (cons "plug-in-retexture-separate       "
         (lambda () (plug-in-retexture-separate RUN-NONINTERACTIVE image edit -1 5 0 4 2 0 0 1 0 100 40 0 0)))
   (cons "  edge-aware                     "
         (lambda () (plug-in-retexture-separate RUN-NONINTERACTIVE image edit -1 5 1 4 2 0 0 1 0 100 40 0 0)))
   (cons "plug-in-retexture-luminosity     "
         (lambda () (plug-in-retexture-luminosity RUN-NONINTERACTIVE image edit original 20 0 1 5 0 100 40 0 0 0)))
   (cons "plug-in-retexture-noise          "
         (lambda () (plug-in-retexture-noise RUN-NONINTERACTIVE image edit -1 3 0 100 1 0 0.3 1 60 100 30 1
                                             0 100 40 0 0)))
   (cons "  Match                          "
         (lambda () (plug-in-retexture-noise RUN-NONINTERACTIVE image edit original 3 2 100 1 0 0.3 1 60 100
                                             30 1 0 100 40 0 0)))
   (cons "plug-in-retexture-borrow         " (borrow-with 1))
   (cons "  patches                        " (borrow-with 2))
   (cons "plug-in-retexture-metal          " (metal-with 0))
   (cons "  noise and unsharp mask         " (metal-with 2))
   (cons "  Match                          " (metal-with 3))
   (cons "plug-in-retexture-align          " (align-with 0))
   (cons "  each place by itself           " (align-with 4))
   (cons "plug-in-retexture-recover        " (lambda () (recover smoothed)))
   (cons "  an edit that was turned        " (lambda () (recover turned)))
   (cons "plug-in-retexture-level          " level)
   (cons "plug-in-retexture-light          " light)
   (cons "plug-in-retexture-press          " press)
   (cons "plug-in-retexture-groom          " groom)))
(define aligning (- (length others) 1))

(define (round)
  (let* ((a (seconds-of ours)) (b (begin (keep-two) (seconds-of manual)))
         (c (begin (keep-two) (seconds-of wavelet))))
    (keep-two)
    (append (list a b c (car (bench-pass original 5 TRUE)) (car (bench-pass original 5 FALSE))
                  (car (bench-borrow textured)) (seconds-of fill-hole))
            (map (lambda (other)
                   (let ((seconds (seconds-of (cdr other)))) (keep-two) seconds))
                 others))))

(define (insert-sorted x list)
  (if (or (null? list) (<= x (car list))) (cons x list) (cons (car list) (insert-sorted x (cdr list)))))
(define (median numbers)
  (let ((sorted (let loop ((l numbers) (s '())) (if (null? l) s (loop (cdr l) (insert-sorted (car l) s))))))
    (list-ref sorted (quotient (length sorted) 2))))

(define rounds (let loop ((i 0) (l '())) (if (= i ROUNDS) l (loop (+ i 1) (cons (round) l)))))
(define (column i) (median (map (lambda (r) (list-ref r i)) rounds)))
(define (ratio-of i j) (median (map (lambda (r) (/ (list-ref r i) (list-ref r j))) rounds)))
(define (rounded x) (/ (truncate (+ (* x 1000) 0.5)) 1000))

(say "24 megapixels, 16 bit, RGB; medians of " ROUNDS " rounds in one GIMP session")
(say "plug-in-retexture-map            " (rounded (column 0)) " s")
(say "  what is missing takes " (rounded (ratio-of 8 0)) " times as long as everything (reach: 2.5 or less)")
(say "  everything takes " (rounded (ratio-of 0 7)) " times as long as a plug-in that only copies (reach: 1.3 or less)")
(say "the recipe by hand               " (rounded (column 1)) " s; ours takes "
     (rounded (ratio-of 0 1)) " of it")
(say "plug-in-wavelet-decompose, 5     " (rounded (column 2)) " s; ours takes "
     (rounded (ratio-of 0 2)) " of it")
(say "separation alone                 " (rounded (column 3)) " s")
(say "gegl:gaussian-blur, same buffer  " (rounded (column 4)) " s; ours is "
     (rounded (ratio-of 4 3)) " times as fast (reach: 8 or more)")
(let loop ((i 7) (left others))
  (if (pair? left)
      (begin
        (say (caar left) (rounded (column i)) " s; " (rounded (ratio-of i 4)) " of gegl:gaussian-blur, "
             (rounded (ratio-of i 7)) " times the copy")
        (loop (+ i 1) (cdr left)))))
(say "aligning takes " (rounded (ratio-of aligning 2)) " of the time of plug-in-wavelet-decompose (reach: 0.6 or less), "
     "each place by itself " (rounded (ratio-of (+ aligning 1) 2)) " (reach: 1 or less)")
(say "recovering takes " (rounded (ratio-of (+ aligning 2) 2)) " of it, an edit that was turned "
     (rounded (ratio-of (+ aligning 3) 2)) " (reach: 1 or less)")
(say "a level of imperfection takes " (rounded (ratio-of (+ aligning 4) 2)) " of it (reach: 1 or less)")
(say "borrowing, pores                 " (rounded (column 5)) " s; " (rounded (/ 24 (column 5)))
     " megapixels a second (reach: 10 or more)")
(say "borrowing, patches, 1 megapixel  " (rounded (column 6)) " s, with all that a run costs; G'MIC's patch-based")
(say "  in-painting of the same hole   " gmic-seconds " s; ours is " (rounded (/ gmic-seconds (column 6)))
     " times as fast (reach: 5 or more)")
