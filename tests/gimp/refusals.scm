; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; What bad input gets: a sentence that names the argument, and an image as it was.

(let* ((image (new-image 60 50 RGB PRECISION-U8-GAMMA))
       (original (filled image "original" FALSE NOISE 1))
       (edit (filled image "edit" FALSE NOISE 2))
       (group (car (gimp-layer-group-new image)))
       (other (new-image 60 50 RGB PRECISION-U8-GAMMA))
       (stranger (filled other "stranger" FALSE NOISE 3))
       (indexed (new-image 60 50 RGB PRECISION-U8-GAMMA))
       (indexed-original (filled indexed "original" FALSE NOISE 1))
       (indexed-edit (filled indexed "edit" FALSE NOISE 2))
       (channel (car (gimp-channel-new image 60 50 "channel" 50 '(0 0 0)))))
  (gimp-image-insert-layer image group 0 0)
  (gimp-image-insert-channel image channel 0 0)
  (gimp-image-convert-indexed indexed CONVERT-DITHER-NONE CONVERT-PALETTE-GENERATE 16 FALSE FALSE "")

  (define (refuses name edit original changes . parts)
    (test name
      (apply refused image
             (lambda () (apply map-texture image edit original changes))
             parts)))

  (refuses "an edit of another image" stranger original '() "“drawable”" "this image")
  (refuses "a group as the edit" group original '() "“drawable”" "group")
  (refuses "a channel as the edit" channel original '() "“drawable”" "layer")
  (refuses "the edit as its own original" edit edit '() "“original”" "edit itself")
  (refuses "a group as the original" edit group '() "“original”" "group")
  (refuses "an original that does not exist" edit 9999 '() "original")
  (refuses "an indexed original" edit indexed-original '() "“original”" "indexed")
  (test "an indexed edit"
    (refused indexed (lambda () (map-texture indexed indexed-edit indexed-original)) "“drawable”" "RGB"))

  (for-each
   (lambda (bad)
     (refuses (string-append (symbol->string (car bad)) " of " (number->string (cdr bad)))
              edit original (list bad)
              (string-append "“" (symbol->string (car bad)) "”")))
   '((amount . -1) (amount . 201) (radius . 0.29) (radius . 101) (tone . 2) (scale . 0.9) (scale . 5)
     (offset . -1) (offset . 256) (tone-low . -1) (tone-high . 101) (tone-softness . 101) (mask . 4)
     (mask . -1) (output . 3)))

  (test "a locked edit, in place"
    (gimp-item-set-lock-content edit TRUE)
    (refused image (lambda () (map-texture image edit original '(output . 2))) "“drawable”" "locked"))
  (test "a locked edit can still be given layers"
    (let ((group (map-texture image edit original)))
      (gimp-image-remove-layer image group)
      #t)))
