; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; Apply by Name: the same as the method itself, with what is left out at its default; errands, presets, and
; what is refused.

(define image (new-image 160 120 RGB PRECISION-U8-GAMMA))
(define original (filled image "original" FALSE NOISE 3))
(define edit (filled image "edit" FALSE FLAT 0.5))
(test-blur edit original 3)
(define before (flattened image))
(define (apply-to drawable second method settings)
  (plug-in-retexture-apply RUN-NONINTERACTIVE image drawable second method settings))
(define (record-of layer) (caddar (gimp-item-get-parasite layer "retexture")))

(define (same-as-arguments name settings . changes)
  (let* ((by-name (car (apply-to edit original "map" settings))) (one (flattened image))
         (nothing (gimp-image-remove-layer image by-name))
         (by-place (car (apply plug-in-retexture-map
                               (append (list RUN-NONINTERACTIVE image edit original)
                                       (with-changes (append '((amount . 100) (radius . 4) (returned . 0)) (cdddr map-defaults)) changes)))))
         (other (flattened image)))
    (gimp-image-remove-layer image by-place)
    (test name (within 0 (difference one other)))))
(same-as-arguments "no settings are the defaults" "")
(same-as-arguments "settings by name are those by place"
  "radius=6.5 tone=luminance amount=80 returned=everything scale=1"
  '(radius . 6.5) '(tone . 1) '(amount . 80) '(returned . 1) '(scale . 1))
(same-as-arguments "their order does not matter, and lines and quotes do"
  "scale=1\nreturned='everything'\namount=80\ttone=\"luminance\" radius=6.5"
  '(radius . 6.5) '(tone . 1) '(amount . 80) '(returned . 1) '(scale . 1))

(let ((layer (car (apply-to edit original "plug-in-retexture-map" "returned=everything radius=7"))))
  (test "the procedure's whole name will do, and the layer knows its method"
    (all-true (contains (record-of layer) "method=plug-in-retexture-map") (contains (record-of layer) "radius=7")))
  (let ((again (car (apply-to layer original "map" "returned=everything"))))
    (test "on its own layer it makes that anew, with defaults for what is left out"
      (all-true (= 3 (n-layers image)) (not (= layer again)) (contains (record-of again) "\nradius=4\n")
                (contains (record-of again) "returned=everything")))
    (gimp-image-remove-layer image again)))

(let ((layer (car (apply-to edit original "map" "preset='Portrait, head' amount=70"))))
  (test "a preset's name stands for its values, and others change them"
    (all-true (contains (record-of layer) "amount=70") (contains (record-of layer) "\nradius=5\n")))
  (gimp-image-remove-layer image layer))

; A preset of the user's own.
(define presets (string-append (car (gimp-gimprc-query "gimp_dir")) "/retexture"))
(dir-make presets)
(let ((port (open-output-file (string-append presets "/plug-in-retexture-map.presets"))))
  (display "[It's my \"own\"]\nradius=9\nreturned=everything\n" port)
  (close-output-port port))
(let ((layer (car (apply-to edit original "map" "preset=\"It's my \\\"own\\\"\""))))
  (test "a preset of one's own, too" (contains (record-of layer) "\nradius=9\n"))
  (gimp-image-remove-layer image layer))

(test "what a method measures comes back by name"
  (let ((results (apply-to edit original "align" "model=translation")))
    (gimp-image-remove-layer image (car results))
    (all-true (contains (cadr results) "displacement=0") (contains (cadr results) "matched="))))

(test "a procedure that makes no pixels works, too"
  (let ((results (apply-to -1 -1 "disclose" "beneath=generated system='Painter <7>'")))
    (all-true (= -1 (car results)) (contains (cadr results) "source-type=" "trainedAlgorithmicMedia")
              (contains (car (gimp-image-get-metadata image)) "trainedAlgorithmicMedia")
              (contains (car (gimp-image-get-metadata image)) "Painter"))))

(test "nothing else changed" (all-true (= 2 (n-layers image)) (within 0 (difference before (flattened image)))))

(define (no settings . parts)
  (apply refused (append (list image (lambda () (apply-to edit original "map" settings))) parts)))
(test "an unknown method" (refused image (lambda () (apply-to edit original "sharpen" "")) "“sharpen”" "recover" "noise"))
(test "itself" (refused image (lambda () (apply-to edit original "apply" "")) "“apply”"))
(test "an unknown setting" (no "radius=6 sharpness=2" "“sharpness”" "amount, radius"))
(test "a bad value" (no "radius=600" "“radius”" "0.3 to 100"))
(test "a choice there is not" (no "tone=loud" "“tone”" "luminance"))
(test "a setting twice" (no "radius=6 radius=7" "“radius”" "twice"))
(test "a preset there is not" (no "preset=Nothing" "Nothing"))
(test "two presets" (no "preset=a preset=b" "“preset”" "twice"))
(test "an open quote" (no "preset='a" "cannot be read"))
(test "no original" (refused image (lambda () (apply-to edit -1 "map" "")) "original"))
