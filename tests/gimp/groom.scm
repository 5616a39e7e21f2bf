; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; Groom: the layers, that a hair goes, and what is refused.

(define groom-defaults
  (append '((amount . 100) (mass . 1) (width . 4) (distance . 0) (sensitivity . 50) (inside . 0) (scale . 2)
            (offset . 128))
          common-defaults))
(define (groom-marked image edit marks . changes)
  (apply plug-in-retexture-groom
         (append (list RUN-NONINTERACTIVE image edit marks) (with-changes groom-defaults changes))))
(define (groom image edit . changes) (apply groom-marked (append (list image edit -1) changes)))
(define (flyaways image edit) (plug-in-retexture-flyaways RUN-NONINTERACTIVE image edit 1 4 0 50 0))

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

; ---- marked by hand

(define (paint channel value x y width height)
  (let ((image (car (gimp-item-get-image channel))))
    (gimp-context-push)
    (gimp-context-set-foreground (list value value value))
    (gimp-image-select-rectangle image CHANNEL-OP-REPLACE x y width height)
    (gimp-drawable-edit-fill channel FILL-FOREGROUND)
    (gimp-selection-none image)
    (gimp-context-pop)))

(for-each
 (lambda (precision)
   (let* ((image (portrait precision)) (edit (top-layer image)) (before (flattened image))
          (found (flyaways image edit)) (marks (car found)) (grooming '()))
     (test "flyaways come as a channel, and how many there are; the layer stays selected, the picture as it was"
       (all-true (= (car (gimp-item-is-channel marks)) TRUE) (= (cadr found) 1) (> (caddr found) 0.2)
                 (= (car (gimp-image-get-active-layer image)) edit) (= (n-layers image) 1)
                 (within 0 (difference before (flattened image)))))
     (gimp-selection-none image)
     (let* ((made (groom-marked image edit marks)) (after (flattened image)))
       (test "what the channel marks goes, with nothing selected"
         (all-true (= (cadr made) 0) (within 0.1 (abs (- (caddr made) (caddr found))))
                   (let ((was (darkest before)) (is (darkest after)))
                     (if (< is (* 0.35 was)) #t (list 'was was 'is is)))))
       (gimp-image-remove-layer image (car made)))
     (paint marks 0 200 0 220 300)
     (let* ((made (groom-marked image edit marks)) (after (flattened image)))
       (test "what was painted black stays, what is still marked goes"
         (all-true (within 1e-6 (car (test-difference before after 201 0 219 300)))
                   (> (difference before after) 0.1)))
       (gimp-image-remove-layer image (car made)))
     (paint marks 255 0 0 420 300)
     (paint marks 0 0 0 420 300)
     (test "a channel that marks nothing is refused"
       (refused image (lambda () (groom-marked image edit marks)) "marks" "white"))
     (paint marks 255 196 110 180 40)
     (let* ((made (groom-marked image edit marks '(mask . 2))) (after (flattened image)))
       (test "a broad stroke goes over the whole hair, as far as there is ground beside"
         (all-true (> (car (test-difference before after 200 112 170 36)) 0.1)
                   (within 1e-6 (car (test-difference before after 0 0 195 300)))))
       (gimp-image-remove-layer image (car made)))
     (test "another run on the group finds the channel again"
       (let* ((made (groom-marked image edit marks))
              (again (apply plug-in-retexture-groom
                           (append (list RUN-WITH-LAST-VALS image (car made) -1)
                                   (with-changes groom-defaults '())))))
         (all-true (= (n-layers image) 2) (= (cadr again) 0) (> (caddr again) 1))))))
 (list PRECISION-U8-GAMMA PRECISION-FLOAT-LINEAR))

(let* ((image (portrait PRECISION-U8-GAMMA)) (edit (top-layer image)) (marks (car (flyaways image edit)))
       (other (portrait PRECISION-U8-GAMMA)) (foreign (car (flyaways other (top-layer other)))))
  (test "only a channel of the image can mark"
    (all-true (refused image (lambda () (groom-marked image edit foreign)) "marks" "channel")
              (refused image (lambda () (groom-marked image edit edit)) "marks" "channel")
              (refused image (lambda () (groom-marked image edit 99999)) "marks")))
  (gimp-layer-set-offsets edit 30 20)
  (gimp-selection-none image)
  (let ((before (flattened image)))
    (paint marks 0 0 0 420 300)
    (paint marks 255 200 148 30 24)
    (groom-marked image edit marks)
    (test "marks lie over the image, wherever the layer is"
      (let ((after (flattened image)))
        (all-true (> (car (test-difference before after 200 148 30 24)) 0.05)
                  (within 1e-6 (car (test-difference before after 0 0 420 147)))
                  (within 1e-6 (car (test-difference before after 0 173 420 127))))))
  (test "a layer that Apply is given for all methods is none of Groom's marks"
    (let ((over (filled image "over" FALSE FLAT 0.5)))
      (gimp-layer-set-offsets edit 0 0)
      (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 0 128 300)
      (let ((said (cadr (plug-in-retexture-apply RUN-NONINTERACTIVE image edit over "groom" "mass=selection"))))
        (or (contains said "hairs=1") (list 'said said)))))))

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
