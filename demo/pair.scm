; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; What the demo and the reference pages' pictures share: loading the pair, saving layers. gimp.sh defines
; before it: `original-file`; `edit-file`, "" for the stand-in; `folder`, where the pictures go; and
; `report-path`, where a script says that it came to its end.

(define (in-folder name) (string-append folder "/" name))

(define (write-report . things)
  (let ((port (open-output-file report-path)))
    (for-each (lambda (thing) (display thing port)) things)
    (newline port)
    (close-output-port port)))

(define (milliseconds)
  (let ((time (gettimeofday)))
    (truncate (/ (if (pair? time) (+ (* 1000000 (car time)) (cadr time)) time) 1000))))

(define (save-png drawable name)
  (file-png-save RUN-NONINTERACTIVE (car (gimp-item-get-image drawable)) drawable
                 (in-folder name) name FALSE 9 FALSE FALSE FALSE FALSE FALSE))

; A layer as a picture of its own: flattened, as it would be seen alone.
(define (save-layer layer name)
  (let* ((image (car (gimp-image-new (car (gimp-drawable-width layer)) (car (gimp-drawable-height layer))
                                     (car (gimp-image-base-type (car (gimp-item-get-image layer)))))))
         (copy (car (gimp-layer-new-from-drawable layer image))))
    (gimp-image-insert-layer image copy 0 0)
    (gimp-layer-set-mode copy LAYER-MODE-NORMAL)
    (gimp-layer-set-opacity copy 100)
    (gimp-layer-set-offsets copy 0 0)
    (save-png (car (gimp-image-flatten image)) name)
    (gimp-image-delete image)))

; Everything that can be seen, as a picture.
(define (save-visible image name)
  (let ((copy (car (gimp-image-duplicate image))))
    (save-png (car (gimp-image-flatten copy)) name)
    (gimp-image-delete copy)))

; Saves what a group shows, and removes it.
(define (save-and-remove image group name)
  (save-visible image name)
  (gimp-image-remove-layer image group))

; Not an AI: GIMP's own selective Gaussian blur, twice. It wipes out fine texture and keeps edges and
; tone, as smoothing by an AI edit does.
(define (stand-in-smoothing image layer)
  (plug-in-sel-gauss RUN-NONINTERACTIVE image layer 5 60)
  (plug-in-sel-gauss RUN-NONINTERACTIVE image layer 3 40))

(define (load-edit image original)
  (let ((edit (if (string=? edit-file "")
                  (car (gimp-layer-copy original FALSE))
                  (car (gimp-file-load-layer RUN-NONINTERACTIVE image edit-file)))))
    (gimp-image-insert-layer image edit 0 0)
    (gimp-item-set-name edit (if (string=? edit-file "") "Edit (stand-in smoothing)" "Edit"))
    (if (string=? edit-file "") (stand-in-smoothing image edit))
    edit))
