; Retexture: SPDX-License-Identifier: GPL-3.0-or-later
;
; The reference pages' pictures, made by the procedures they show.

(define (run procedure . arguments)
  (car (apply procedure RUN-NONINTERACTIVE arguments)))

(define (children group) (vector->list (cadr (gimp-item-get-children group))))

; The plastic map in red over the edit, as the dialog shows it.
(define (save-map image edit original name)
  (plug-in-retexture-detect RUN-NONINTERACTIVE image edit original 0 4 0 50 2 0)
  (let ((red (car (gimp-layer-new image (car (gimp-image-width image)) (car (gimp-image-height image))
                                  RGBA-IMAGE "map" 60 LAYER-MODE-NORMAL))))
    (gimp-image-insert-layer image red 0 0)
    (gimp-context-push)
    (gimp-context-set-foreground '(255 26 26))
    (gimp-drawable-edit-fill red FILL-FOREGROUND)
    (gimp-context-pop)
    (gimp-selection-none image)
    (save-and-remove image red name)))

; A broad reflection, such as an edit takes away.
(define (add-reflection image layer x y width height)
  (gimp-context-push)
  (gimp-context-set-foreground '(255 250 240))
  (gimp-context-set-opacity 60)
  (gimp-image-select-ellipse image CHANNEL-OP-REPLACE x y width height)
  (gimp-selection-feather image 40)
  (gimp-drawable-edit-fill layer FILL-FOREGROUND)
  (gimp-selection-none image)
  (gimp-context-pop))

(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE original-file original-file)))
       (original (car (gimp-image-get-active-layer image)))
       (edit (load-edit image original)))

  ; Luminosity Blend: the original with a reflection, which the edit does not have.
  (let ((lit (car (gimp-layer-copy original FALSE))))
    (gimp-image-insert-layer image lit 0 1)
    (add-reflection image lit 150 60 90 110)
    (save-layer lit "luminosity-original.png")
    (save-visible image "luminosity-edit.png")
    (for-each
     (lambda (limited name)
       (save-and-remove image (run plug-in-retexture-luminosity image edit lit 60 0 limited 2.5
                                   0 100 40 0 0 0)
                        name))
     '(0 1) '("luminosity-all.png" "luminosity-fine.png"))
    (gimp-image-remove-layer image lit))

  ; Frequency Separation of the original, both filters.
  (for-each
   (lambda (filter name)
     (let* ((group (run plug-in-retexture-separate image original -1 3 filter 8 2 0 0 1 0 100 40 0 0))
            (layers (children group)))
       (save-layer (car layers) (string-append "separate-high-" name ".png"))
       (save-layer (cadr layers) (string-append "separate-low-" name ".png"))
       (gimp-image-remove-layer image group)))
   '(0 1) '("gaussian" "edge-aware"))

  ; Noise & Blend, on a picture grainy enough to show it: noise, softened a little, over the original.
  (let ((grainy (car (gimp-layer-copy original FALSE))))
    (gimp-image-insert-layer image grainy 0 0)
    (run plug-in-retexture-noise image grainy -1 9 1 100 0 2 0.7 1 80 100 60 3 0 100 40 0 2)
    (save-visible image "noise-original.png")
    (let ((smooth (car (gimp-layer-copy grainy FALSE))))
      (gimp-image-insert-layer image smooth 0 0)
      (gimp-image-select-ellipse image CHANNEL-OP-REPLACE 130 50 170 180)
      (gimp-selection-feather image 12)
      (plug-in-sel-gauss RUN-NONINTERACTIVE image smooth 7 90)
      (plug-in-sel-gauss RUN-NONINTERACTIVE image smooth 5 60)
      (gimp-selection-none image)
      (save-visible image "noise-edit.png")
      (save-map image smooth grainy "detect-with.png")
      (save-map image smooth -1 "detect-without.png")
      (for-each
       (lambda (distribution blend name)
         (save-and-remove image (run plug-in-retexture-noise image smooth -1 3 distribution 100 1 blend
                                     0.3 1 60 100 30 1 0 100 40 0 0)
                          name))
       '(0 2) '(0 2) '("noise-recipe.png" "noise-match.png")))))

; Align Original: an edit that came back turned by two degrees; the texture of the original as it lies, and
; aligned first.
(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE original-file original-file)))
       (original (car (gimp-image-get-active-layer image)))
       (edit (load-edit image original)))
  (gimp-context-set-transform-resize TRANSFORM-RESIZE-CLIP)
  (set! edit (car (gimp-item-transform-rotate edit 0.035 TRUE 0 0)))
  (save-visible image "align-edit.png")
  (for-each
   (lambda (align name)
     (save-and-remove image (run plug-in-retexture-map image edit original 100 2.5 1 0 2 128 0 100 40 0 0 align)
                      name))
   '(2 1) '("align-never.png" "align-always.png")))

; Recover: an edit that smoothed a face and took three spots away, which the original still has.
(define (add-spot image layer x y)
  (gimp-image-select-ellipse image CHANNEL-OP-REPLACE (- x 4) (- y 4) 8 8)
  (gimp-selection-feather image 3)
  (gimp-context-push)
  (gimp-context-set-foreground '(70 30 25))
  (gimp-drawable-edit-fill layer FILL-FOREGROUND)
  (gimp-context-pop)
  (gimp-selection-none image))

(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE original-file original-file)))
       (original (car (gimp-image-get-active-layer image)))
       (edit (load-edit image original)))
  (for-each (lambda (x y) (add-spot image original x y)) '(205 246 228) '(128 118 88))
  (save-layer original "recover-original.png")
  (save-visible image "recover-edit.png")
  (save-and-remove image (run plug-in-retexture-map image edit original 100 3 1 0 2 128 0 100 40 0 0 0)
                   "recover-recipe.png")
  (let ((group (run plug-in-retexture-recover image edit original 100 0 0 1 1 1 0 4 0 1 0 32 100 1 1 128
                    0 100 40 2 0 1)))
    (save-layer (car (gimp-layer-get-mask (vector-ref (cadr (gimp-item-get-children group))
                                                      (- (car (gimp-item-get-children group)) 1))))
                "recover-mask.png")
    (save-and-remove image group "recover-result.png")))

; Imperfection Level: the face larger, a little grainy and at four levels.
(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE original-file original-file)))
       (raw (car (gimp-image-get-active-layer image))))
  (gimp-image-crop image 130 150 160 50)
  (gimp-image-scale image 260 300)
  (run plug-in-retexture-noise image raw -1 2.5 1 100 1 2 0.6 1 80 100 60 3 0 100 40 0 2)
  (for-each
   (lambda (level name)
     (save-and-remove image (run plug-in-retexture-level image raw -1 level 1 240 0 0 2 128 0 100 40 0 0 2) name))
   '(1 2 3 5) '("level-1.png" "level-2.png" "level-3.png" "level-5.png")))

; Light: the same face as it was, evened out, dewy, matte, flat, and lit from the left.
(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE original-file original-file)))
       (raw (car (gimp-image-get-active-layer image))))
  (gimp-image-crop image 130 150 160 50)
  (gimp-image-scale image 260 300)
  (save-visible image "light-0.png")
  (for-each
   (lambda (values name)
     (save-and-remove image (apply run (append (list plug-in-retexture-light image raw) values
                                               '(1 240 2 1 128 0 100 40 0 0)))
                      name))
   '((80 0 0 50 0 135) (0 0 2 100 0 135) (0 0 3 100 0 135) (0 -50 0 50 0 135) (0 0 0 50 60 180))
   '("light-1.png" "light-2.png" "light-3.png" "light-4.png" "light-5.png")))

; Press: made cloth with folds across and a print.
(let* ((image (car (gimp-image-new 300 220 RGB)))
       (cloth (car (gimp-layer-new image 300 220 RGB-IMAGE "cloth" 100 LAYER-MODE-NORMAL))))
  (gimp-image-insert-layer image cloth 0 0)
  (gimp-context-push)
  (gimp-context-set-foreground '(84 100 138))
  (gimp-context-set-background '(138 156 192))
  (gimp-context-set-gradient-fg-bg-rgb)
  (gimp-context-set-gradient-repeat-mode REPEAT-TRIANGULAR)
  (gimp-drawable-edit-gradient-fill cloth GRADIENT-LINEAR 0 FALSE 1 0 FALSE 0 0 22 9)
  (plug-in-gauss RUN-NONINTERACTIVE image cloth 14 14 0)
  (let ((print (car (gimp-layer-new image 300 220 RGBA-IMAGE "print" 100 LAYER-MODE-MULTIPLY))))
    (gimp-image-insert-layer image print 0 0)
    (gimp-context-set-foreground '(150 120 130))
    (gimp-image-select-ellipse image CHANNEL-OP-REPLACE 95 55 110 110)
    (gimp-drawable-edit-fill print FILL-FOREGROUND)
    (gimp-selection-none image))
  (gimp-context-pop)
  (let ((edit (car (gimp-image-flatten image))))
    (run plug-in-retexture-noise image edit -1 3 1 100 1 2 0.5 1 100 100 100 3 0 100 40 0 2)
    (save-visible image "press-0.png")
    (for-each
     (lambda (amount name)
       (save-and-remove image (run plug-in-retexture-press image edit amount 40 3 0 1 128 0 100 40 0 0) name))
     '(50 100) '("press-50.png" "press-100.png"))))

; Groom: hairs drawn before a grainy ground, beside hair that is selected.
(let* ((image (car (gimp-image-new 300 220 RGB)))
       (ground (car (gimp-layer-new image 300 220 RGB-IMAGE "ground" 100 LAYER-MODE-NORMAL))))
  (define (strand dark points)
    (gimp-context-set-foreground (if dark '(60 46 40) '(236 232 226)))
    (gimp-image-select-polygon image CHANNEL-OP-REPLACE (length points) (list->vector points))
    (gimp-drawable-edit-fill ground FILL-FOREGROUND))
  (define (select-hair) (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 0 64 220))
  (gimp-image-insert-layer image ground 0 0)
  (gimp-context-push)
  (gimp-context-set-antialias TRUE)
  (gimp-context-set-foreground '(150 158 164))
  (gimp-drawable-edit-fill ground FILL-FOREGROUND)
  (gimp-context-set-foreground '(60 46 40))
  (select-hair)
  (gimp-drawable-edit-fill ground FILL-FOREGROUND)
  (strand #t '(50 40 150 24 250 30 250 31 150 26 50 42.5))
  (strand #t '(50 90 140 104 230 150 229.5 151 140 106 50 92))
  (strand #f '(50 160 150 110 260 92 260 93 150 111.5 50 162))
  (strand #t '(50 190 160 196 240 180 240 181 160 197.5 50 192.5))
  (gimp-selection-none image)
  (run plug-in-retexture-noise image ground -1 1.2 1 100 1 2 0.5 1 100 100 100 3 0 100 40 0 2)
  (gimp-context-pop)
  (save-visible image "groom-before.png")
  (select-hair)
  (save-and-remove image (run plug-in-retexture-groom image ground -1 100 1 4 200 75 0 2 128 0 100 40 0 0)
                   "groom-after.png"))

; Borrow Texture: a cat's fur, smoothed in one place, from the fur around it.
(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE (in-folder "cat.png") "cat.png")))
       (edit (car (gimp-image-get-active-layer image))))
  (gimp-image-select-ellipse image CHANNEL-OP-REPLACE 130 20 110 70)
  (gimp-selection-feather image 16)
  (plug-in-gauss RUN-NONINTERACTIVE image edit 16 16 0)
  (save-visible image "borrow-edit.png")
  (let ((group (run plug-in-retexture-borrow image edit -1 100 4 0 100 1 0 100 0 1 32 1 0 0 0 0 2 128
                    0 100 40 2 0)))
    (save-layer (car (children group)) "borrow-layer.png")
    (save-and-remove image group "borrow-result.png")))

; Rebuild Metal Grain: a ring as plastic as an edit leaves it.
(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE (in-folder "metal-plastic.png") "metal-plastic.png")))
       (edit (car (gimp-image-get-active-layer image))))
  ; The ring without its background.
  (gimp-image-select-ellipse image CHANNEL-OP-REPLACE 11 11 218 218)
  (gimp-image-select-ellipse image CHANNEL-OP-SUBTRACT 61 61 118 118)
  (gimp-selection-feather image 3)
  (for-each
   (lambda (name amount texture direction angle length width density spread clusters preserve beside
            protection focus tinted)
     (save-and-remove image (run plug-in-retexture-metal image edit -1 amount texture 100 direction angle
                                 50 50 length width density spread 0 clusters 1 0 preserve beside
                                 protection focus tinted 4 1 1 0 0 0 0 0 100 40 2 0)
                      name))
   '("metal-form.png" "metal-brushed.png" "metal-hammered.png" "metal-polished.png" "metal-recipe.png")
   '(3   3   5   1.2 3)      ; contrast
   '(0   0   1   0   2)      ; texture
   '(0   2   0   0   0)      ; direction
   '(0   0   -60 0   0)      ; angle
   '(12  60  22  8   12)     ; length
   '(0.6 0.5 0.6 0.4 0.6)    ; width
   '(200 400 200 200 200)    ; density
   '(3   1   3   14  3)      ; spread
   '(120 120 0   120 120)    ; clusters
   '(1   1   1   1   0)      ; preserve strength
   '(100 60  100 160 0)      ; beside highlights
   '(80  60  80  90  0)      ; protect highlights
   '(100 100 100 100 0)      ; follow focus
   '(0   0   0   1   0)))    ; metal's colour

(write-report "Made the pages' pictures")
