/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "channel.h"

#include "parasites.h"

/* By which procedure a channel was made. */
#define PARASITE "retexture-marks"

static const gdouble opacity = 50.0;

void
retexture_channel_fill (gint32 drawable, GeglBuffer *marks, gint dx, gint dy)
{
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (drawable);
  GeglRectangle there = *gegl_buffer_get_extent (marks);

  there.x += dx;
  there.y += dy;
  gegl_buffer_copy (marks, NULL, GEGL_ABYSS_NONE, buffer, &there);
}

gint32
retexture_channel_add (const RetextureJob *job, GeglBuffer *marks)
{
  const GimpRGB red = { 1.0, 0.1, 0.1, 1.0 };
  const gint32 active = gimp_image_get_active_layer (job->image);
  const gint32 channel
      = gimp_channel_new (job->image, retexture_job_get_title (job), gimp_image_width (job->image),
                          gimp_image_height (job->image), opacity, &red);
  gint x, y;

  gimp_drawable_offsets (job->edit, &x, &y);
  gimp_image_insert_channel (job->image, channel, -1, 0);
  retexture_channel_fill (channel, marks, x, y);
  retexture_parasite_attach (channel, PARASITE, job->method->procedure);
  /* A new channel becomes the active one. */
  gimp_image_set_active_layer (job->image, active);
  return channel;
}

gint32
retexture_channel_find (gint32 image, const gchar *procedure)
{
  gint n;
  g_autofree gint *channels = gimp_image_get_channels (image, &n);

  for (gint i = 0; i < n; i++)
    {
      g_autofree gchar *maker = retexture_parasite_read (channels[i], PARASITE);

      if (g_strcmp0 (maker, procedure) == 0)
        return channels[i];
    }
  return -1;
}
