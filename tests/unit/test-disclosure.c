/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclosure.h"
#include "xmp.h"

#include <string.h>

#define VOCABULARY "http://cv.iptc.org/newscodes/digitalsourcetype/"
#define EVENT(number, field) "Xmp.xmpMM.History[" #number "]/stEvt:" field

/* A picture of one pixel, to have metadata. */
static const guint8 png[] = {
  0x89, 'P',  'N',  'G',  0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 'I',  'H',
  'D',  'R',  0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00,
  0x00, 0x3a, 0x7e, 0x9b, 0x55, 0x00, 0x00, 0x00, 0x0a, 'I',  'D',  'A',  'T',  0x78,
  0x9c, 0x63, 0x68, 0x00, 0x00, 0x00, 0x82, 0x00, 0x81, 0x77, 0xcd, 0x72, 0xb6, 0x00,
  0x00, 0x00, 0x00, 'I',  'E',  'N',  'D',  0xae, 0x42, 0x60, 0x82,
};

static GExiv2Metadata *
metadata_new (void)
{
  GExiv2Metadata *metadata = gexiv2_metadata_new ();
  g_autoptr (GError) error = NULL;

  gexiv2_metadata_open_buf (metadata, png, sizeof png, &error);
  g_assert_no_error (error);
  return metadata;
}

static void
assert_tag (GExiv2Metadata *metadata, const gchar *tag, const gchar *expected)
{
  g_autofree gchar *value = gexiv2_metadata_try_get_tag_string (metadata, tag, NULL);

  g_assert_cmpstr (value, ==, expected);
}

static void
set_tag (GExiv2Metadata *metadata, const gchar *tag, const gchar *value)
{
  g_autoptr (GError) error = NULL;

  gexiv2_metadata_try_set_tag_string (metadata, tag, value, &error);
  g_assert_no_error (error);
}

/* Two steps, the second of which may have lost its layer. */
static GPtrArray *
two_steps (RetextureStepState second)
{
  GPtrArray *steps = retexture_steps_new ();
  RetextureStep *step
      = retexture_step_new ("recover", "0.1.0", "2026-11-26T20:00:00Z", "amount=100 radius=0", 7);

  step->state = RETEXTURE_STEP_VISIBLE;
  g_ptr_array_add (steps, step);
  step = retexture_step_new ("light", "0.1.0", "2026-11-26T20:05:00Z", "even=40", 9);
  step->state = second;
  g_ptr_array_add (steps, step);
  return steps;
}

static RetextureDisclosure
disclosure_of (GPtrArray *steps, RetextureBeneath beneath)
{
  return (RetextureDisclosure){ beneath, "", "", steps, "Retexture", "0.2.0", "GIMP 2.10.34" };
}

static void
write_to (GExiv2Metadata *metadata,
          const RetextureDisclosure *disclosure,
          RetextureStatementPlace places)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (retexture_xmp_write (metadata, disclosure, places, &error));
  g_assert_no_error (error);
}

static void
the_source_type_follows_the_answer_and_never_hides_ai (void)
{
  static const struct
  {
    const gchar *existing;
    RetextureBeneath beneath;
    RetextureDone done;
    const gchar *expected;
  } cases[] = {
    { NULL, RETEXTURE_BENEATH_UNKNOWN, RETEXTURE_DONE_BY_ALGORITHM, NULL },
    { NULL, RETEXTURE_BENEATH_PHOTOGRAPH, RETEXTURE_DONE_NOTHING, NULL },
    { NULL, RETEXTURE_BENEATH_PHOTOGRAPH, RETEXTURE_DONE_BY_ALGORITHM,
      VOCABULARY "algorithmicallyEnhanced" },
    { NULL, RETEXTURE_BENEATH_PHOTOGRAPH, RETEXTURE_DONE_BY_HAND, VOCABULARY "humanEdits" },
    { NULL, RETEXTURE_BENEATH_EDITED, RETEXTURE_DONE_NOTHING,
      VOCABULARY "compositeWithTrainedAlgorithmicMedia" },
    { NULL, RETEXTURE_BENEATH_PARTLY, RETEXTURE_DONE_BY_HAND,
      VOCABULARY "compositeWithTrainedAlgorithmicMedia" },
    { NULL, RETEXTURE_BENEATH_GENERATED, RETEXTURE_DONE_BY_ALGORITHM,
      VOCABULARY "trainedAlgorithmicMedia" },
    /* What says something already. */
    { VOCABULARY "digitalCapture", RETEXTURE_BENEATH_UNKNOWN, RETEXTURE_DONE_BY_ALGORITHM,
      VOCABULARY "digitalCapture" },
    { VOCABULARY "digitalCapture", RETEXTURE_BENEATH_EDITED, RETEXTURE_DONE_BY_ALGORITHM,
      VOCABULARY "compositeWithTrainedAlgorithmicMedia" },
    { VOCABULARY "trainedAlgorithmicMedia", RETEXTURE_BENEATH_EDITED, RETEXTURE_DONE_BY_ALGORITHM,
      VOCABULARY "trainedAlgorithmicMedia" },
    { VOCABULARY "trainedAlgorithmicMedia", RETEXTURE_BENEATH_PHOTOGRAPH,
      RETEXTURE_DONE_BY_ALGORITHM, VOCABULARY "trainedAlgorithmicMedia" },
    { "https://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic",
      RETEXTURE_BENEATH_PHOTOGRAPH, RETEXTURE_DONE_BY_ALGORITHM,
      "https://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic" },
    { VOCABULARY "compositeWithTrainedAlgorithmicMedia", RETEXTURE_BENEATH_GENERATED,
      RETEXTURE_DONE_NOTHING, VOCABULARY "trainedAlgorithmicMedia" },
    { "something else", RETEXTURE_BENEATH_PHOTOGRAPH, RETEXTURE_DONE_BY_ALGORITHM,
      VOCABULARY "algorithmicallyEnhanced" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *chosen
          = retexture_source_type_choose (cases[i].existing, cases[i].beneath, cases[i].done);

      g_test_message ("%u", i);
      g_assert_cmpstr (chosen, ==, cases[i].expected);
    }
}

static void
steps_survive_as_text (void)
{
  g_autoptr (GPtrArray) steps = retexture_steps_new ();
  g_autofree gchar *text = NULL;
  g_autofree gchar *damaged = NULL;
  g_autoptr (GPtrArray) read = NULL;

  g_ptr_array_add (steps, retexture_step_new ("map", "0.1.0", "", "a='x\ty\nz' b=ä", 0));
  g_ptr_array_add (steps, retexture_step_new ("recover", "1", "2026-01-01T00:00:00Z", "", 12));
  text = retexture_steps_to_text (steps);
  damaged = g_strconcat (text, "not a step\n\t\t\t\t\n", NULL);
  read = retexture_steps_from_text (damaged);
  g_assert_cmpuint (read->len, ==, 2);
  for (guint i = 0; i < read->len; i++)
    {
      const RetextureStep *before = steps->pdata[i], *after = read->pdata[i];

      g_assert_true (retexture_step_is_same (before, after));
      g_assert_cmpstr (before->version, ==, after->version);
      g_assert_cmpint (before->tattoo, ==, after->tattoo);
      g_assert_cmpint (before->state, ==, after->state);
    }
}

static void
hidden_steps_are_no_part_of_the_picture (void)
{
  g_autoptr (GPtrArray) hidden = two_steps (RETEXTURE_STEP_HIDDEN);
  g_autoptr (GPtrArray) gone = two_steps (RETEXTURE_STEP_GONE);
  g_autoptr (GPtrArray) seen = retexture_steps_in_picture (hidden);
  g_autoptr (GPtrArray) perhaps = retexture_steps_in_picture (gone);

  g_assert_cmpuint (seen->len, ==, 1);
  g_assert_cmpuint (perhaps->len, ==, 2);
}

static void
each_step_becomes_an_event (void)
{
  g_autoptr (GExiv2Metadata) metadata = metadata_new ();
  g_autoptr (GPtrArray) steps = two_steps (RETEXTURE_STEP_GONE);
  RetextureDisclosure disclosure = disclosure_of (steps, RETEXTURE_BENEATH_EDITED);

  disclosure.system = "Some \"AI\" <&> größer";
  disclosure.system_version = "2";
  write_to (metadata, &disclosure, RETEXTURE_STATEMENT_NOWHERE);
  assert_tag (metadata, "Xmp.iptcExt.DigitalSourceType",
              VOCABULARY "compositeWithTrainedAlgorithmicMedia");
  assert_tag (metadata, "Xmp.iptcExt.AISystemUsed", "Some \"AI\" <&> größer");
  assert_tag (metadata, "Xmp.iptcExt.AISystemVersionUsed", "2");
  assert_tag (metadata, EVENT (1, "action"), "filtered");
  assert_tag (metadata, EVENT (1, "when"), "2026-11-26T20:00:00Z");
  assert_tag (metadata, EVENT (1, "softwareAgent"), "Retexture 0.1.0 (GIMP 2.10.34)");
  assert_tag (metadata, EVENT (1, "changed"), "/pixels");
  assert_tag (metadata, EVENT (1, "parameters"), "recover amount=100 radius=0");
  assert_tag (metadata, EVENT (2, "parameters"), "light even=40 (layer merged or deleted since)");
  g_assert_false (gexiv2_metadata_try_has_tag (metadata, "Xmp.dc.description", NULL));
  g_assert_false (gexiv2_metadata_try_has_tag (metadata, "Xmp.photoshop.History", NULL));
}

static gchar *
packet_of (GExiv2Metadata *metadata)
{
  return gexiv2_metadata_try_generate_xmp_packet (metadata, 0, 0, NULL);
}

static void
writing_twice_is_writing_once (void)
{
  g_autoptr (GExiv2Metadata) metadata = metadata_new ();
  g_autoptr (GPtrArray) steps = two_steps (RETEXTURE_STEP_VISIBLE);
  const RetextureDisclosure disclosure = disclosure_of (steps, RETEXTURE_BENEATH_EDITED);
  const RetextureStatementPlace places
      = RETEXTURE_STATEMENT_DESCRIPTION | RETEXTURE_STATEMENT_INSTRUCTIONS;
  g_autofree gchar *once = NULL;
  g_autofree gchar *twice = NULL;

  set_tag (metadata, "Xmp.photoshop.History", "begun elsewhere");
  write_to (metadata, &disclosure, places);
  once = packet_of (metadata);
  write_to (metadata, &disclosure, places);
  twice = packet_of (metadata);
  g_assert_nonnull (strstr (once, "light even=40"));
  g_assert_cmpstr (once, ==, twice);

  /* Nor does a layer that was merged meanwhile make a second event. */
  ((RetextureStep *) steps->pdata[1])->state = RETEXTURE_STEP_GONE;
  write_to (metadata, &disclosure, RETEXTURE_STATEMENT_NOWHERE);
  g_assert_false (gexiv2_metadata_try_has_tag (metadata, EVENT (3, "action"), NULL));
}

static void
what_stands_there_stays (void)
{
  g_autoptr (GExiv2Metadata) metadata = metadata_new ();
  g_autoptr (GPtrArray) steps = two_steps (RETEXTURE_STEP_VISIBLE);
  const RetextureDisclosure disclosure = disclosure_of (steps, RETEXTURE_BENEATH_PHOTOGRAPH);
  g_autofree gchar *description = NULL;

  set_tag (metadata, "Xmp.dc.description", "lang=\"x-default\" A portrait, \"her\" best");
  set_tag (metadata, "Xmp.dc.description", "lang=\"de\" Ein Porträt");
  set_tag (metadata, "Xmp.dc.creator", "Jane Doe");
  gexiv2_metadata_try_set_xmp_tag_struct (metadata, "Xmp.xmpMM.History", GEXIV2_STRUCTURE_XA_SEQ,
                                          NULL);
  set_tag (metadata, EVENT (1, "action"), "created");
  write_to (metadata, &disclosure, RETEXTURE_STATEMENT_DESCRIPTION);

  assert_tag (metadata, "Xmp.dc.creator", "Jane Doe");
  assert_tag (metadata, EVENT (1, "action"), "created");
  assert_tag (metadata, EVENT (2, "action"), "filtered");
  assert_tag (metadata, EVENT (3, "action"), "filtered");
  assert_tag (metadata, "Xmp.iptcExt.DigitalSourceType", VOCABULARY "algorithmicallyEnhanced");
  description = gexiv2_metadata_try_get_tag_string (metadata, "Xmp.dc.description", NULL);
  g_assert_nonnull (strstr (description, "lang=\"x-default\" A portrait, \"her\" best\n"));
  g_assert_nonnull (strstr (description, "recover, light"));
  g_assert_nonnull (strstr (description, "lang=\"de\" Ein Porträt"));
}

static void
what_is_not_known_is_said_to_be (void)
{
  g_autoptr (GExiv2Metadata) metadata = metadata_new ();
  g_autoptr (GPtrArray) steps = two_steps (RETEXTURE_STEP_GONE);
  const RetextureDisclosure disclosure = disclosure_of (steps, RETEXTURE_BENEATH_UNKNOWN);
  g_autofree gchar *statement = retexture_disclosure_to_statement (&disclosure, NULL);

  write_to (metadata, &disclosure, RETEXTURE_STATEMENT_NOWHERE);
  g_assert_false (gexiv2_metadata_try_has_tag (metadata, "Xmp.iptcExt.DigitalSourceType", NULL));
  g_assert_nonnull (strstr (statement, "made from is not known"));
  g_assert_nonnull (strstr (statement, "merged or deleted"));
}

/* As a saver might do, which drops some and adds an event of its own. */
static void
what_a_file_lost_is_found_and_put_back (void)
{
  g_autoptr (GExiv2Metadata) image = metadata_new ();
  g_autoptr (GExiv2Metadata) file = metadata_new ();
  g_autoptr (GPtrArray) steps = two_steps (RETEXTURE_STEP_VISIBLE);
  const RetextureDisclosure disclosure = disclosure_of (steps, RETEXTURE_BENEATH_EDITED);
  g_autofree gchar *missing = NULL;
  g_autofree gchar *still = NULL;
  g_autofree gchar *changed = NULL;
  g_autoptr (GError) error = NULL;

  write_to (image, &disclosure, RETEXTURE_STATEMENT_DESCRIPTION);
  gexiv2_metadata_try_set_xmp_tag_struct (file, "Xmp.xmpMM.History", GEXIV2_STRUCTURE_XA_SEQ, NULL);
  set_tag (file, EVENT (1, "action"), "saved");
  missing = retexture_xmp_find_missing (file, image);
  g_assert_cmpstr (missing, ==, "Xmp.iptcExt.DigitalSourceType");
  g_assert_true (retexture_xmp_copy (file, image, &error));
  g_assert_no_error (error);
  still = retexture_xmp_find_missing (file, image);
  g_assert_null (still);
  assert_tag (file, EVENT (1, "action"), "saved");
  assert_tag (file, EVENT (3, "parameters"), "light even=40");
  g_assert_false (gexiv2_metadata_try_has_tag (file, EVENT (4, "action"), NULL));

  set_tag (file, EVENT (3, "parameters"), "light even=41");
  changed = retexture_xmp_find_missing (file, image);
  g_assert_cmpstr (changed, ==, EVENT (2, "parameters"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gexiv2_initialize ();
  g_test_add_func ("/disclosure/source-type",
                   the_source_type_follows_the_answer_and_never_hides_ai);
  g_test_add_func ("/disclosure/steps/text", steps_survive_as_text);
  g_test_add_func ("/disclosure/steps/hidden", hidden_steps_are_no_part_of_the_picture);
  g_test_add_func ("/disclosure/xmp/events", each_step_becomes_an_event);
  g_test_add_func ("/disclosure/xmp/twice", writing_twice_is_writing_once);
  g_test_add_func ("/disclosure/xmp/stays", what_stands_there_stays);
  g_test_add_func ("/disclosure/xmp/unknown", what_is_not_known_is_said_to_be);
  g_test_add_func ("/disclosure/xmp/file", what_a_file_lost_is_found_and_put_back);
  return g_test_run ();
}
