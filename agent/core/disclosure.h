/*
 * Disclosure control: which cells of a return may leave, and why not. Deterministic: the same figures always lose the same cells.
 *
 *   primary     a protected count of 1 to 5 (a zero stays)
 *   secondary   a breakdown whose only suppressed part could be worked out from the total loses its smallest other part that is not 0; so does one whose
 *               suppressed parts could only have one value each
 *   withheld    where no other part is left for that, the breakdown and its total go together
 *   sums        a sum over children goes when the number of these children does
 *   given       what a council gives as `c` itself is a part that is suppressed already, of a size that nobody here knows
 *
 * Workforce measures are open: the Department for Education publishes them whatever their size.
 */
#pragma once

#include "common/slice.h"
#include "proto/catalogue.h"
#include "proto/wire.h"

/* "small-counts-1"; static storage. It travels with the return. */
struct slice disclosure_policy(void);
/* Suppresses in place; what is suppressed keeps no value, only `c` and its reason. `measures` ascend by number, at most RETURN_MEASURES_MAX. */
void disclosure_apply(struct return_measure *measures, unsigned count);
