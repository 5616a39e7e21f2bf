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

; 3. With last values, another image says the same.
(set! image (car (gimp-image-duplicate (car (gimp-item-get-image pixels)))))
(plug-in-retexture-disclose RUN-WITH-LAST-VALS image -1 0 "" "" 0 0 "" 4 0)
(test "a run with last values takes them" (contains (metadata) "Painter 7"))
(done)
(mark "over")
