; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; Groom: the layers, that a hair goes, and what is refused.

(define groom-defaults
  (append '((amount . 100) (mass . 1) (width . 4) (distance . 0) (sensitivity . 50) (inside . 0) (scale . 2)
            (offset . 128))
          common-defaults))
(define (groom image edit . changes)
  (apply plug-in-retexture-groom
         (append (list RUN-NONINTERACTIVE image edit) (with-changes groom-defaults changes))))

; Light ground with a little grain, and one dark hair across from the hair at the left, which is selected.
(define (portrait precision)
  (let* ((image (new-image 420 300 RGB PRECISION-U8-GAMMA)) (layer (filled image "ground" FALSE FLAT 0.5)))
    (gimp-context-push)
    (gimp-context-set-foreground '(190 190 186))
    (gimp-drawable-edit-fill layer FILL-FOREGROUND)
    (gimp-context-set-foreground '(60 45 40))
    (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 0 128 300)
    (gimp-drawable-edit-fill layer FILL-FOREGROUND)
    (gimp-image-select-polygon image CHANNEL-OP-REPLACE 8 (vector 120 149 330 119 330 121 120 151.5))
    (gimp-drawable-edit-fill layer FILL-FOREGROUND)
    (gimp-context-pop)
    (if (not (= precision PRECISION-U8-GAMMA)) (gimp-image-convert-precision image precision))
    (gimp-selection-none image)
    (plug-in-retexture-noise RUN-NONINTERACTIVE image layer -1 1 1 100 1 2 0.4 1 100 100 100 7 0 100 40 0 2)
    (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 0 128 300)
    image))
; How dark the darkest pixel is around the hair, away from its root.
(define (darkest layer)
  (let ((image (car (gimp-item-get-image layer))))
    (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 170 100 200 60)
    (let ((spread (cadr (gimp-drawable-histogram layer HISTOGRAM-VALUE 0 1))))
      (gimp-selection-none image)
      spread)))
(define (unselected image) (gimp-selection-none image) (flattened image))

(for-each
 (lambda (kind)
   (let* ((image (portrait (cadr kind))) (edit (top-layer image)) (before (flattened image))
          (name (car kind)) (tolerance (caddr kind)))
     (define (select-hair) (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 0 128 300))
     (let ((made (groom image edit '(amount . 0))))
       (test (string-append name ": 0 % changes no pixel")
         (within (if (string=? name "float") 1e-6 0) (difference before (flattened image))))
       (gimp-image-remove-layer image (car made)))
     (let* ((made (groom image edit)) (layers (flattened image)))
       (test (string-append name ": a group comes, and how many hairs there were")
         (all-true (= (n-layers image) 2) (= (car (gimp-item-is-group (car made))) TRUE) (= (cadr made) 1)
                   (> (caddr made) 0.2) (< (caddr made) 2)))
       (test (string-append name ": the hair is gone, and the hair it flew from is not")
         (let ((was (darkest before)) (is (darkest layers)))
           (all-true (if (< is (* 0.35 was)) #t (list 'was was 'is is))
                     (within 1e-6 (car (test-difference before layers 0 0 96 300))))))
       (select-hair)
       (gimp-image-remove-layer image (car made))
       (groom image edit '(output . 1))
       (test (string-append name ": a single layer looks the same")
         (within tolerance (difference layers (flattened image))))
       (gimp-image-remove-layer image (top-layer image)))))
 (list (list "8 bit" PRECISION-U8-GAMMA (/ 2.01 255))
       (list "16 bit" PRECISION-U16-GAMMA (/ 4.01 65535))
       (list "float" PRECISION-FLOAT-GAMMA 1e-5)))

(let* ((image (new-image 200 150 RGB PRECISION-U8-GAMMA)) (flat (filled image "flat" FALSE FLAT 0.5)))
  (test "without a mass of hair there is a sentence"
    (all-true (refused image (lambda () (groom image flat)) "mass" "Select")
              (refused image (lambda () (groom image flat '(mass . 0))) "mass" "Select")))
  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 0 100 150)
  (test "the mass cannot be selected where the selection is all that may change"
    (refused image (lambda () (groom image flat '(output . 2))) "output" "selected"))
  (gimp-selection-none image)
  (test "values out of range are named"
    (all-true (refused image (lambda () (groom image flat '(amount . 101))) "amount" "100")
              (refused image (lambda () (groom image flat '(width . 0.1))) "width" "0.7"))))
