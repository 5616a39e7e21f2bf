/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "method-parameters.h"

#include "choices.h"

#include <glib/gi18n-lib.h>

#define TONE_MASK "retexture:tone-mask"

/* By which an operation says with which mask it usually is used, when its original is usually
 * aligned, and which of its pictures is the edit's original. */
#define KEY_MASK "mask"
#define KEY_ORIGINAL "original"
#define KEY_ALIGN "align"

static GEnumValue masks[] = {
  { RETEXTURE_MASK_WHITE, N_ ("White: everywhere"), "white" },
  { RETEXTURE_MASK_BLACK, N_ ("Black: to paint in"), "black" },
  { RETEXTURE_MASK_SELECTION, N_ ("Selection"), "selection" },
  { RETEXTURE_MASK_AUTOMATIC, N_ ("Automatic: where texture is lost"), "automatic" },
  { 0, NULL, NULL },
};

static GEnumValue alignments[] = {
  { RETEXTURE_ALIGN_OTHER_SIZE, N_ ("Where the size differs"), "other-size" },
  { RETEXTURE_ALIGN_ALWAYS, N_ ("Always"), "always" },
  { RETEXTURE_ALIGN_NEVER, N_ ("Never"), "never" },
  { 0, NULL, NULL },
};

static GEnumValue outputs[] = {
  { RETEXTURE_OUTPUT_LAYERS, N_ ("Layers"), "layers" },
  { RETEXTURE_OUTPUT_SINGLE, N_ ("Single layer"), "single" },
  { RETEXTURE_OUTPUT_IN_PLACE, N_ ("In place"), "in-place" },
  { 0, NULL, NULL },
};

static gint
choice_of (GType type, const gchar *nick)
{
  g_autoptr (GEnumClass) choices = g_type_class_ref (type);

  return g_enum_get_value_by_nick (choices, nick)->value;
}

gboolean
retexture_method_has_original (const gchar *operation)
{
  return gegl_operation_get_key (operation, KEY_ORIGINAL) != NULL;
}

RetextureParameters *
retexture_method_parameters_new (const gchar *operation)
{
  RetextureParameters *parameters = retexture_parameters_new ();
  const GType mask_type = retexture_choices_register ("RetextureMask", masks);
  const GType align_type = retexture_choices_register ("RetextureAlignFirst", alignments);
  const gchar *mask = gegl_operation_get_key (operation, KEY_MASK);
  const gchar *align = gegl_operation_get_key (operation, KEY_ALIGN);

  retexture_parameters_add_operation (parameters, operation);
  retexture_parameters_add_operation (parameters, TONE_MASK);
  retexture_parameters_add (
      parameters,
      g_param_spec_enum (
          RETEXTURE_PARAMETER_MASK, _ ("Mask"),
          _ ("Where the texture returns at first; the layer mask can be painted later"), mask_type,
          mask ? choice_of (mask_type, mask) : RETEXTURE_MASK_WHITE, G_PARAM_READWRITE));
  retexture_parameters_add (
      parameters, g_param_spec_enum (RETEXTURE_PARAMETER_OUTPUT, _ ("Output"),
                                     _ ("Layers stay editable; a single layer holds the finished "
                                        "picture; in place changes the edit itself"),
                                     retexture_choices_register ("RetextureOutput", outputs),
                                     RETEXTURE_OUTPUT_LAYERS, G_PARAM_READWRITE));
  if (retexture_method_has_original (operation))
    retexture_parameters_add (
        parameters,
        g_param_spec_enum (
            RETEXTURE_PARAMETER_ALIGN, _ ("Align first"),
            _ ("Whether the original is shifted, scaled and turned to where the edit has it; never "
               "takes it as it lies"),
            align_type, align ? choice_of (align_type, align) : RETEXTURE_ALIGN_OTHER_SIZE,
            G_PARAM_READWRITE));
  return parameters;
}
