/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The procedure that retexture-batch calls; it is in no menu.
 */
#include "batch-worker.h"

const RetextureMethod retexture_method_batch_worker = {
  .procedure = "plug-in-retexture-batch-worker",
  .title = N_ ("Batch Worker"),
  .description = N_ ("Works for the program retexture-batch, and for nobody else"),
  .errand = &retexture_batch_worker,
};
