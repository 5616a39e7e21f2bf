; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; GIMP's side of test-hand-over.sh: an edit with a layer of the suite over it, to be disclosed.

(define image (new-image 640 480 RGB PRECISION-U8-GAMMA))
(define original (filled image "original" FALSE NOISE 3))
(define edit (filled image "edit" FALSE FLAT 0.5))
(test-blur edit original 3)
(map-texture image edit original)
(define view (car (gimp-display-new image)))
(define pixels (flattened image))
(define pair image)
(define (metadata) (car (gimp-image-get-metadata image)))
(define (disclose mode) (catch '() (plug-in-retexture-disclose mode image -1 0 "" "" 0 0 "" 4 0)))

; 1. Answered and cancelled.
(disclose RUN-INTERACTIVE)
(test "cancelled, nothing is said" (not (contains (metadata) "History")))

; 2. Answered.
(define results (disclose RUN-INTERACTIVE))
(test "what was answered is said"
  (all-true (contains (metadata) "compositeWithTrainedAlgorithmicMedia") (contains (metadata) "Painter 7")
            (contains (metadata) "map amount=100") (= 1 (caddr results))
            (within 0 (difference pixels (flattened image)))))

(mark "disclosed")
(await "undone")
(test "one undo step takes it back" (not (contains (metadata) "History")))

; 3. With last values, another image says the same.
(set! image (car (gimp-image-duplicate (car (gimp-item-get-image pixels)))))
(plug-in-retexture-disclose RUN-WITH-LAST-VALS image -1 0 "" "" 0 0 "" 4 0)
(test "a run with last values takes them" (contains (metadata) "Painter 7"))

; 4. Exported, to a name that was typed; and again, under the suggested name, which is the image's own.
(gimp-xcf-save RUN-NONINTERACTIVE image (top-layer image) (string-append folder "/ring \"1\".xcf") "ring.xcf")
(gimp-image-set-filename image (string-append folder "/ring \"1\".xcf"))
(define (export mode) (catch '("") (plug-in-retexture-export mode image -1 "" 95 TRUE FALSE FALSE)))
(export RUN-INTERACTIVE)
(test "the file that was typed is there, with its manifest"
  (all-true (file-exists? (string-append folder "/typed.png")) (file-exists? (string-append folder "/typed.png.c2pa.json"))))
(test "with last values it is called after the image, in the same format"
  (string=? (string-append folder "/ring \"1\"-retexture.png") (car (export RUN-WITH-LAST-VALS))))

; 5. Any method by its name; the original is found as from a menu.
(define made (car (catch '(-1) (plug-in-retexture-apply RUN-INTERACTIVE pair edit -1 "" ""))))
(test "the method that was typed ran, with the settings that were"
  (contains (caddar (gimp-item-get-parasite made "retexture")) "radius=6.5\n"))
(done)
(mark "over")
