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

; Passes where `thunk` returns #t; anything else is shown as the reason.
(define (run-test name thunk)
  (let ((outcome (catch (list 'error (last-error)) (thunk))))
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

(define (filled image name alpha kind value)
  (let ((layer (add-layer image name (car (gimp-image-width image)) (car (gimp-image-height image))
                          alpha)))
    (test-fill layer kind value)
    layer))

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
