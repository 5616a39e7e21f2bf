/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a result must measure to be let through: `halo<1 tone<0.5 recovered>80`.
 *
 * A name is that of a number a step returns, such as overshoot, or recover.overshoot where several
 * steps return one; halo, tone and recovered stand for overshoot, tone-shift and finer, of Recover.
 */
#pragma once

#include <json-glib/json-glib.h>

typedef struct _BatchGate BatchGate;

/* NULL and an error where the text is none; a text of NULL lets everything through. */
BatchGate *batch_gate_new (const gchar *text, GError **error);
void batch_gate_free (BatchGate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatchGate, batch_gate_free)

/* Why it is not let through, or NULL; `report` may be NULL. Free it. */
gchar *batch_gate_judge (const BatchGate *self, JsonObject *report);
