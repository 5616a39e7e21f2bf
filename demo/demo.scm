; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; Recovers one photograph, by the recipe and by Recover, and saves what there is to see; or, with `recover` #f, the pair alone.

; Four pixels suit the pores of a portrait of 24 megapixels; smaller pictures have smaller pores. The
; share of the short side is that of a portrait that fills the picture.
(define (radius-for image)
  (max 0.8 (min 4 (/ (min (car (gimp-image-width image)) (car (gimp-image-height image))) 160))))

; The numbers that Recover returns, a line each.
(define (write-numbers group)
  (let ((port (open-output-file (in-folder "numbers"))))
    (display (caddar (gimp-item-get-parasite group "retexture-report")) port)
    (close-output-port port)))

(define (recover-pair image edit original)
  (let* ((recipe (car (plug-in-retexture-map RUN-NONINTERACTIVE image edit original 100 (radius-for image)
                                             1 0 2 128 0 100 40 0 0 0)))
         (saved (save-and-remove image recipe "recipe.png"))
         (begin-time (milliseconds))
         (group (car (plug-in-retexture-recover RUN-NONINTERACTIVE image edit original 100 0 0 1 1 1 0 4 0 1 0 32
                                                100 1 1 128 0 100 40 2 0 1)))
         (took (- (milliseconds) begin-time))
         (parts (cadr (gimp-item-get-children group))))
    (write-numbers group)
    (save-layer (vector-ref parts (- (vector-length parts) 1)) "texture.png")
    (gimp-xcf-save RUN-NONINTERACTIVE image group (in-folder "layers.xcf") "layers.xcf")
    (save-and-remove image group "recovered.png")
    (write-report "Recovered " (car (gimp-image-width image)) " × " (car (gimp-image-height image))
                  " pixels in " (inexact->exact took) " ms")))

; The original as it lies under the edit is what the two are compared with.
(let* ((photograph (car (gimp-file-load RUN-NONINTERACTIVE original-file original-file)))
       (original (car (gimp-image-get-active-layer photograph)))
       (alone (string=? edit-file ""))
       (image (if alone photograph (car (gimp-file-load RUN-NONINTERACTIVE edit-file edit-file))))
       (edit (if alone (load-edit image original) (car (gimp-image-get-active-layer image)))))
  (gimp-item-set-name original "Original")
  (if recover
      (let ((aligned (car (plug-in-retexture-align RUN-NONINTERACTIVE image edit original 0 0 0))))
        (save-layer aligned "before.png")
        (save-layer edit "edit.png")
        (if alone (gimp-image-remove-layer image aligned) (gimp-item-set-name aligned "Original"))
        (recover-pair image edit original))
      (begin
        (if (not alone)
            (gimp-item-set-name (car (plug-in-retexture-align RUN-NONINTERACTIVE image edit original 0 0 0))
                                "Original"))
        (gimp-xcf-save RUN-NONINTERACTIVE image edit (in-folder "pair.xcf") "pair.xcf")
        (write-report "Made the pair"))))
