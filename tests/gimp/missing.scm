; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; Map Original Texture's “what is missing” in GIMP's own flattened pixels.

(define MISSING '(returned . 0))

; An original of noise, and the edit: the same, blurred where `smooth` is 1.
(define (lost-pair base precision smooth)
  (let* ((image (new-image 260 180 base precision))
         (original (filled image "original" FALSE NOISE 1))
         (edit (filled image "edit" FALSE NOISE 1)))
    (if (= smooth 1) (test-blur edit original 2))
    (list image original edit)))

(for-each
 (lambda (precision)
   (for-each
    (lambda (base)
      (let* ((name (string-append (cadr precision) (if (= base RGB) ", RGB" ", grey")))
             (p (lost-pair base (car precision) 0)) (image (car p)) (original (cadr p)) (edit (caddr p))
             (before (flattened image)))
        (map-texture image edit original MISSING '(amount . 200))
        (test (string-append name ": where edit is original nothing changes")
          (within (caddr precision) (difference before (flattened image)))))
      (let* ((p (lost-pair base (car precision) 1)) (image (car p)) (original (cadr p)) (edit (caddr p))
             (n (n-layers image)) (lost (difference edit original))
             (group (map-texture image edit original MISSING)) (layers (flattened image)))
        (test (string-append (cadr precision) (if (= base RGB) ", RGB" ", grey") ": texture comes back")
          (all-true (> lost 0.05) (within (* 0.35 lost) (difference layers original))))
        (gimp-image-remove-layer image group)
        (let* ((single (map-texture image edit original MISSING '(output . 1)))
               (alone (flattened image)))
          (gimp-image-remove-layer image single)
          (map-texture image edit original MISSING '(output . 2))
          (test (string-append (cadr precision) (if (= base RGB) ", RGB" ", grey") ": all three outputs agree")
            (all-true (= n (n-layers image)) (within (cadddr precision) (difference layers alone))
                      (within (cadddr precision) (difference edit alone)))))))
    (list RGB GRAY)))
 ; Precision, name, what GIMP's own compositing rounds, two levels.
 (list (list PRECISION-U8-GAMMA "8 bit" 0 (/ 2.01 255)) (list PRECISION-U16-GAMMA "16 bit" 0 (/ 4.01 65535))
       (list PRECISION-U16-LINEAR "16 bit linear" 0 0.002) (list PRECISION-FLOAT-GAMMA "float" 1e-6 1e-5)))

(let* ((p (lost-pair RGB PRECISION-U8-GAMMA 1)) (image (car p)) (original (cadr p)) (edit (caddr p)))
  (let ((group (map-texture image edit original MISSING)))
    (test "the layers remember what was asked for"
      (contains (caddar (gimp-item-get-parasite group "retexture")) "returned=missing"))
    (let ((again (map-texture image group original '(returned . 1))))
      (test "on its layers it can be asked for something else"
        (all-true (= (n-layers image) 3)
                  (contains (caddar (gimp-item-get-parasite again "retexture")) "returned=everything")))))
  (test "a choice there is not is refused by name"
    (refused image (lambda () (map-texture image edit original '(returned . 2))) "“returned”" "0" "1")))
