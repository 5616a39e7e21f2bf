; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; GIMP's side of test-export.sh: disclosed pictures, exported into `folder` in all formats, under names that
; a shell, a script or a metadata library could stumble over; and what is refused.

(define (disclose image) (plug-in-retexture-disclose RUN-NONINTERACTIVE image -1 2 "Painter <7> & \"son\"" "7.1" 3 0 "" 4 0))
(define (export image file quality manifest overwrite)
  (car (plug-in-retexture-export RUN-NONINTERACTIVE image -1 file quality manifest FALSE overwrite)))
(define (in-folder name) (string-append folder "/" name))

(define image (car (gimp-file-load RUN-NONINTERACTIVE (in-folder "before.jpg") "before.jpg")))
(define edit (top-layer image))
(plug-in-retexture-noise RUN-NONINTERACTIVE image edit -1 5 1 100 1 2 1.2 1 100 100 100 7 0 100 40 0 0)
(plug-in-retexture-light RUN-NONINTERACTIVE image edit 40 0 0 50 0 135 1 60 4 1 128 0 100 40 0 0)
(disclose image)
; Known without another disclosure.
(plug-in-retexture-press RUN-NONINTERACTIVE image edit 30 10 2 0 1 128 0 100 40 0 2)
(define pixels (flattened image))
(define before-metadata (car (gimp-image-get-metadata image)))

(define (layer-of file)
  (let* ((read (car (gimp-file-load RUN-NONINTERACTIVE file file))) (layer (top-layer read)))
    (if (= TRUE (car (gimp-drawable-has-alpha layer))) (gimp-layer-flatten layer))
    layer))

(define (rgb-layer-of file)
  (let ((layer (layer-of file)))
    (if (= INDEXED (car (gimp-image-base-type (car (gimp-item-get-image layer)))))
        (gimp-image-convert-rgb (car (gimp-item-get-image layer))))
    layer))

; What a format may change of the pixels, at full quality.
(for-each
 (lambda (format)
   (let ((file (in-folder (car format))))
     (test (string-append (car format) " is what the image shows")
       (all-true (string=? file (export image file 100 TRUE FALSE))
                 (within (cadr format) (difference pixels (layer-of file)))))))
 (list (list "a.jpg" 0.15) (list "a.png" 1e-6) (list "a.tif" 1e-6) (list "a.webp" 1e-6)))

(test "the image is as it was"
  (all-true (within 0 (difference pixels (flattened image))) (= 3 (n-layers image))
            (string=? before-metadata (car (gimp-image-get-metadata image)))))

; 16 bits stay 16 bits, and transparency stays where the format has it.
(let* ((deep (new-image 40 30 RGB PRECISION-U16-GAMMA)) (layer (filled deep "ramp" TRUE HALF-TRANSPARENT 0.5)))
  (disclose deep)
  (for-each
   (lambda (name)
     (export deep (in-folder name) 90 FALSE FALSE)
     (let ((read (car (gimp-file-load RUN-NONINTERACTIVE (in-folder name) name))))
       (test (string-append name " keeps 16 bits and transparency")
         (all-true (= PRECISION-U16-GAMMA (car (gimp-image-get-precision read)))
                   (= TRUE (car (gimp-drawable-has-alpha (top-layer read))))
                   (within 1e-6 (difference layer (top-layer read)))))))
   '("deep.png" "deep.tif")))

; A page: texture of the photograph in the left half, made noise in the right quarter.
(let* ((paged (new-image 400 300 RGB PRECISION-U8-GAMMA)) (original (filled paged "original" FALSE NOISE 3))
       (edit (filled paged "edit" FALSE FLAT 0.5)))
  (define (select x width) (gimp-image-select-rectangle paged CHANNEL-OP-REPLACE x 0 width 300))
  (define (page name) (plug-in-retexture-export RUN-NONINTERACTIVE paged -1 (in-folder name) 90 FALSE TRUE FALSE))
  (test-blur edit original 4)
  (select 0 200)
  (map-texture paged edit original '(mask . 2))
  (select 300 100)
  (plug-in-retexture-noise RUN-NONINTERACTIVE paged edit -1 20 1 100 1 2 0 1 100 100 100 7 0 100 40 2 0)
  (gimp-selection-none paged)
  (plug-in-retexture-disclose RUN-NONINTERACTIVE paged -1 2 "<script>\"&" "" 0 0 "" 4 0)
  (test "a page changes nothing in the image"
    (let ((before (flattened paged)))
      (page "page <1> & \"2\".png")
      (all-true (within 0 (difference before (flattened paged))) (= 4 (n-layers paged)))))
  (gimp-image-flatten paged)
  (page "flat.png"))

; A palette.
(let* ((indexed (clouds 60 40 3)) (layer (top-layer indexed)) (before 0))
  (gimp-image-convert-indexed indexed CONVERT-DITHER-NONE CONVERT-PALETTE-GENERATE 200 FALSE FALSE "")
  (set! before (car (gimp-image-duplicate indexed)))
  (gimp-image-convert-rgb before)
  (for-each
   (lambda (name)
     (export indexed (in-folder name) 100 FALSE FALSE)
     (test (string-append name " of an image with a palette")
       (within (if (string=? name "palette.jpg") 0.15 1e-6) (difference (top-layer before) (rgb-layer-of (in-folder name))))))
   '("palette.jpg" "palette.png" "palette.tif" "palette.webp"))
  (test "and the image keeps it" (= INDEXED (car (gimp-image-base-type indexed)))))

; Names.
(for-each
 (lambda (name)
   (test (string-append "a file can be called " name)
     (all-true (string=? (in-folder name) (export image (in-folder name) 90 TRUE FALSE))
               (file-exists? (in-folder name)))))
 (list "it's a \"quote\".jpg" "$(touch hacked) `touch hacked`.png" "größer – 大きい.webp"
       (string-append "line" (string #\newline) "break.jpg") "-dash.tif" " space .PNG" "back\\slash.jpeg" "%s%n.jpg"
       "; drop.jpg"))
(test "a name alone means the folder GIMP runs in"
  (contains (export image "-alone.jpg" 90 TRUE FALSE) "/-alone.jpg"))

; Refusals.
(define (n-files) (length (cadr (file-glob (in-folder "*") 1))))
(define n (n-files))
(test "a file that is there is not replaced" (refused image (lambda () (export image (in-folder "a.jpg") 90 TRUE FALSE)) "“file”" "a.jpg already"))
(test "nor is a manifest"
  (begin (export image (in-folder "b.jpg") 90 TRUE FALSE) (file-delete (in-folder "b.jpg"))
         (refused image (lambda () (export image (in-folder "b.jpg") 90 TRUE FALSE)) "b.jpg.c2pa.json")))
(test "unless it is wished" (string? (export image (in-folder "a.jpg") 60 TRUE TRUE)))
(test "no name" (refused image (lambda () (export image "" 90 TRUE FALSE)) "“file” is empty"))
(test "no such format" (refused image (lambda () (export image (in-folder "a.gif") 90 TRUE FALSE)) "“file”" "jpg, jpeg, png, tif, tiff, webp"))
(test "no ending" (refused image (lambda () (export image (in-folder "jpg") 90 TRUE FALSE)) "“file”"))
(test "no folder" (refused image (lambda () (export image (in-folder "no/a.jpg") 90 TRUE FALSE)) "no folder"))
(test "a folder" (begin (dir-make (in-folder "folder.jpg")) (refused image (lambda () (export image (in-folder "folder.jpg") 90 TRUE TRUE)) "“file”")))
(test "a quality out of range" (refused image (lambda () (export image (in-folder "c.jpg") 0 TRUE FALSE)) "“quality”" "1 to 100"))
(let ((empty (new-image 10 10 RGB PRECISION-U8-GAMMA)))
  (test "an image without a layer"
    (catch (contains error-text "no visible layer") (export empty (in-folder "c.jpg") 90 TRUE FALSE) #f)))
(test "a refusal leaves no file" (not (file-exists? (in-folder "c.jpg"))))
