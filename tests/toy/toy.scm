; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; The procedure that tests/toy/lift.c and method-lift.c got from the framework.

(let* ((image (new-image 40 30 RGB PRECISION-U8-GAMMA))
       (layer (filled image "layer" FALSE FLAT 0.2)))

  (define (lift amount mask output)
    (car (plug-in-toy-lift RUN-NONINTERACTIVE image layer amount 0 100 40 mask output)))

  (define (lifted-by layers-of-run amount)
    (let ((value (car (test-value (flattened image) 20 15 0))))
      (gimp-image-remove-layer image layers-of-run)
      (within (/ 1.01 255) (abs (- value (+ 0.2 amount))))))

  (test "a toy operation makes a procedure that leaves layers" (lifted-by (lift 40 0 0) 0.4))
  (test "and a single layer" (lifted-by (lift 40 0 1) 0.4))
  (test "with a mask" (lifted-by (lift 40 1 0) 0))
  (test "its values are checked by name and range"
    (refused image (lambda () (lift 101 0 0)) "“lift”" "0 to 100"))
  (test "its defaults serve when there are no last values"
    (lifted-by (car (plug-in-toy-lift RUN-WITH-LAST-VALS image layer 1 0 100 40 0 0)) 0.25))
  (test "it describes itself in the procedure browser"
    (string=? (car (gimp-procedural-db-proc-info "plug-in-toy-lift")) "Makes a picture lighter"))
  (test "its argument carries the property's description, range and default"
    (let ((argument (gimp-procedural-db-proc-arg "plug-in-toy-lift" 3)))
      (and (string=? (cadr argument) "lift")
           (contains (caddr argument) "percent of white")
           (contains (caddr argument) "0 to 100, default 25"))))
  (test "in place it changes the layer"
    (lift 10 0 2)
    (within (/ 1.01 255) (abs (- (car (test-value layer 20 15 0)) 0.3)))))
