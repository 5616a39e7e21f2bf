; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; Recovers one photograph, by the recipe and by what is missing, and saves what there is to see; or, with `recover` #f, the pair alone.

; Four pixels suit the pores of a portrait of 24 megapixels; smaller pictures have smaller pores. The
; share of the short side is that of a portrait that fills the picture.
(define (radius-for image)
  (max 0.8 (min 4 (/ (min (car (gimp-image-width image)) (car (gimp-image-height image))) 160))))

(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE original-file original-file)))
       (original (car (gimp-image-get-active-layer image)))
       (edit (load-edit image original)))
  (gimp-item-set-name original "Original")
  (save-layer original "before.png")
  (save-layer edit "edit.png")
  (if recover
      (let* ((map (lambda (returned)
                    (car (plug-in-retexture-map RUN-NONINTERACTIVE image edit original 100 (radius-for image)
                                                returned 0 2 128 0 100 40 0 0 0))))
             (everything (save-and-remove image (map 1) "recipe.png"))
             (begin-time (milliseconds))
             (group (map 0))
             (took (- (milliseconds) begin-time)))
        (save-layer (vector-ref (cadr (gimp-item-get-children group)) 0) "texture.png")
        (gimp-xcf-save RUN-NONINTERACTIVE image group (in-folder "layers.xcf") "layers.xcf")
        (save-and-remove image group "recovered.png")
        (write-report "Recovered " (car (gimp-image-width image)) " × " (car (gimp-image-height image))
                      " pixels in " (inexact->exact took) " ms"))
      (begin
        (gimp-xcf-save RUN-NONINTERACTIVE image edit (in-folder "pair.xcf") "pair.xcf")
        (write-report "Made the pair"))))
