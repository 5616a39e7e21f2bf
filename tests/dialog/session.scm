; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; GIMP's side of test-dialog.sh. An interactive call waits for the shell to answer its dialog; between
; dialogs the two wait for each other with marker files in `folder`.

(define image (new-image 900 700 RGB PRECISION-U8-GAMMA))
(define original (filled image "original" FALSE NOISE 1))
(define edit (filled image "edit" FALSE FLAT 0.5))
(test-blur edit original 4)
(define view (car (gimp-display-new image)))
(define before (flattened image))

(define (ask drawable)
  (catch -1 (car (plug-in-retexture-map RUN-INTERACTIVE image drawable original 100 4 1 0 2 128 0 100 40 0 0 0))))
(define (record-of layer) (caddar (gimp-item-get-parasite layer "retexture")))
(define (has-all text parts)
  (cond ((null? parts) #t) ((contains text (car parts)) (has-all text (cdr parts))) (else text)))

; 1. Values are typed, OK is clicked.
(define group (ask edit))
(define shown (flattened image))
(gimp-layer-flatten shown)
(file-ppm-save RUN-NONINTERACTIVE (car (gimp-item-get-image shown)) shown
               (string-append folder "/final.ppm") "final.ppm" TRUE)
(test "the layer records the values that were typed"
  (has-all (record-of group) '("amount=60\n" "radius=7\n")))

; Pixels of 8 bit are equal or 1/255 apart; reading them with and without alpha differs in the last bit.
(define (same-as-shown) (within 1e-6 (difference shown (flattened image))))

; 2. Ctrl+Z in the image's window.
(mark "made")
(await "undone")
(test "one undo step takes everything back"
  (all-true (= (n-layers image) 2) (within 0 (difference before (flattened image)))))
(define same (map-texture image edit original '(returned . 0) '(amount . 60) '(radius . 7)))
(test "the dialog made what a non-interactive run with its values makes"
  (same-as-shown))
(gimp-image-remove-layer image same)

; 3. Cancel.
(ask edit)
(test "cancelling leaves the image as it was"
  (all-true (= (n-layers image) 2) (within 0 (difference before (flattened image)))))

; 4. The dialog starts from the last values; OK at once. Then the menu's Repeat.
(define again (ask edit))
(test "the dialog starts from the last values"
  (has-all (record-of again) '("amount=60\n" "radius=7\n")))
(gimp-image-remove-layer image again)
(define repeated
  (car (plug-in-retexture-map RUN-WITH-LAST-VALS image edit original 100 4 1 0 2 128 0 100 40 0 0 0)))
(test "a run with last values makes the same layers"
  (same-as-shown))

; 5. Reopened on its own group, which has values of its own.
(gimp-image-remove-layer image repeated)
(define own (map-texture image edit original '(amount . 80) '(radius . 3)))
(define edited (ask own))
(test "reopened on its layer the dialog starts from that layer's values and replaces it"
  (all-true (= (n-layers image) 3)
            (has-all (record-of edited) '("amount=45\n" "radius=3\n"))))

; 6. Reset, then a preset saved and chosen.
(define reset (ask edited))
(test "reset goes back to the defaults"
  (has-all (record-of reset) '("amount=100\n" "radius=4\n")))
(gimp-image-remove-layer image reset)

; 7. As a menu calls it, with nothing but the layer: by the action search, then by Repeat.
(gimp-image-set-active-layer image edit)
(mark "menu")
(await "menu-used")
(test "called as from the menu it finds the original itself"
  (all-true (= (n-layers image) 3) (has-all (record-of (top-layer image)) '("amount=33\n"))))
(define made (top-layer image))
(mark "repeat")
(await "repeated")
(test "Repeat, on the layer it made, makes it anew with the same values"
  (all-true (= (n-layers image) 3) (not (= made (top-layer image)))
            (has-all (record-of (top-layer image)) '("amount=33\n"))))

; 8. No original anywhere.
(define lonely (new-image 300 200 RGB PRECISION-U8-GAMMA))
(define alone (filled lonely "alone" FALSE NOISE 5))
(gimp-display-delete view)
(define image lonely)
(gimp-display-new lonely)
(define original -1)
(catch -1 (plug-in-retexture-map RUN-INTERACTIVE lonely alone alone 100 4 1 0 2 128 0 100 40 0 0 0))
(test "without an original nothing is made" (= (n-layers lonely) 1))
(done)
(mark "over")
