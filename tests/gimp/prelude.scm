; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; What all Script-Fu tests share. A test file is a list of (test "a sentence" expression); each prints
; one line of TAP to the file `report-path`, which the runner defines: GIMP keeps what a script
; displays to itself. Errors, expected or not, are caught per test.

(define tests-run 0)
(define report-port (open-output-file report-path))
(define (say . things)
  (for-each (lambda (thing) (display thing report-port)) things)
  (newline report-port))

(define (report good name detail)
  (set! tests-run (+ tests-run 1))
  (say (if good "ok " "not ok ") tests-run " - " name)
  (if (not good) (begin (display "#   " report-port) (write detail report-port) (newline report-port))))

; What the last error said; errors are thrown as init.scm does it, but not forgotten.
(define error-text "")
(define error-things '())
(define (*error-hook* . x)
  (set! error-things (if (pair? x) (cdr x) '()))
  (set! error-text (if (and (pair? x) (string? (car x))) (car x) ""))
  (apply throw x))

; Passes where `thunk` returns #t; anything else is shown as the reason.
(define (run-test name thunk)
  (let ((outcome (catch (list 'error error-text error-things) (thunk))))
    (report (eq? outcome #t) name outcome)))

(define-macro (test name . body) `(run-test ,name (lambda () ,@body)))

(define (done) (say "1.." tests-run) (close-output-port report-port))

; Within a tolerance, or the numbers that were not.
(define (within tolerance value)
  (if (<= value tolerance) #t (list 'difference value 'allowed tolerance)))

(define (all-true . outcomes)
  (cond ((null? outcomes) #t)
        ((eq? (car outcomes) #t) (apply all-true (cdr outcomes)))
        (else (car outcomes))))

(define (new-image width height base precision)
  (car (gimp-image-new-with-precision width height base precision)))

(define (layer-type image alpha)
  (+ (if (= (car (gimp-image-base-type image)) RGB) RGB-IMAGE GRAY-IMAGE) alpha))

(define (add-layer image name width height alpha)
  (let ((layer (car (gimp-layer-new image width height (layer-type image alpha) name
                                    100 LAYER-MODE-NORMAL))))
    (gimp-image-insert-layer image layer 0 0)
    layer))

(define FLAT 0)
(define NOISE 1)
(define RAMP 2)
(define HALF-TRANSPARENT 3)
(define FADING 4)

; A layer of the image's size, with pixels of tests/gimp/test-pixels.c.
(define (filled image name alpha kind value)
  (let ((layer (add-layer image name (car (gimp-image-width image)) (car (gimp-image-height image))
                          alpha)))
    (test-fill layer kind value)
    layer))

; Clouds in colour, with structure at every size: each seed another picture.
(define (clouds width height seed)
  (let* ((image (new-image width height RGB PRECISION-U8-GAMMA))
         (layer (filled image "clouds" FALSE FLAT 0.5)))
    (plug-in-plasma RUN-NONINTERACTIVE image layer seed 4)
    image))

; The colour of skin, with faint clouds and a fine monochromatic texture.
(define (skin-photograph precision)
  (let* ((image (clouds 460 340 11))
         (skin (filled image "skin" FALSE FLAT 0.5))
         (nothing (begin (gimp-context-set-foreground '(196 150 126))
                         (gimp-drawable-edit-fill skin FILL-FOREGROUND)
                         (gimp-layer-set-opacity skin 82)))
         (layer (car (gimp-image-flatten image))))
    (if (not (= precision PRECISION-U8-GAMMA)) (gimp-image-convert-precision image precision))
    (plug-in-retexture-noise RUN-NONINTERACTIVE image layer -1 5 1 100 1 2 1.2 1 100 100 100 7
                             0 100 40 0 2)
    image))

; A copy of an image's piece, in an image of its own.
(define (piece image width height x y)
  (let ((copy (car (gimp-image-duplicate image))))
    (gimp-image-crop copy width height x y)
    copy))

(define (flattened image)
  (let ((copy (car (gimp-image-duplicate image))))
    (car (gimp-image-merge-visible-layers copy CLIP-TO-IMAGE))))

(define (difference a b)
  (car (test-difference a b 0 0 (car (gimp-image-width (car (gimp-item-get-image a))))
                        (car (gimp-image-height (car (gimp-item-get-image a)))))))

(define (n-layers image) (car (gimp-image-get-layers image)))
(define (top-layer image) (vector-ref (cadr (gimp-image-get-layers image)) 0))

(define (contains text part)
  (let loop ((i 0))
    (cond ((> (+ i (string-length part)) (string-length text)) #f)
          ((string=? (substring text i (+ i (string-length part))) part) #t)
          (else (loop (+ i 1))))))

; A method's values in the order of its arguments: the defaults '((name . value) ...), but for the
; changes given in the same way.
(define (with-changes defaults changes)
  (map (lambda (pair) (cdr (or (assq (car pair) changes) pair))) defaults))

; What every method's arguments end with.
(define common-defaults
  '((tone-low . 0) (tone-high . 100) (tone-softness . 40) (mask . 0) (output . 0)))

; The recipe, of which every pixel is known.
(define map-defaults
  (append '((amount . 100) (radius . 4) (returned . 1) (tone . 0) (scale . 2) (offset . 128)) common-defaults
          '((align-first . 0))))

(define (map-arguments changes) (with-changes map-defaults changes))

(define (map-texture image edit original . changes)
  (car (apply plug-in-retexture-map
              (append (list RUN-NONINTERACTIVE image edit original) (map-arguments changes)))))

; Passes where the call is refused with a sentence that holds all `parts`, and the image keeps its
; layers and its pixels.
(define (refused image thunk . parts)
  (let* ((before (flattened image)) (n (n-layers image)) (went-through #t))
    (catch (set! went-through #f) (thunk))
    (cond (went-through '(not refused))
          ((not (= n (n-layers image))) '(layers changed))
          ((> (difference before (flattened image)) 0) '(pixels changed))
          (else
           (let loop ((parts parts))
             (cond ((null? parts) #t)
                   ((contains error-text (car parts)) (loop (cdr parts)))
                   (else (list 'says error-text 'without (car parts)))))))))

; How a dialog test's two sides wait for each other: by files in its `folder`.
(define (mark name) (close-output-port (open-output-file (string-append folder "/" name))))
(define (await name)
  (let loop () (if (not (file-exists? (string-append folder "/" name))) (begin (n-layers image) (loop)))))
