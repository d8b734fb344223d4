/*
 * What may be shown of a return that has been replaced. A council that withholds a figure in its newest revision would be undone by an earlier one that
 * gives it, or that gives what is left of the same total. The ledger keeps every revision as it came; whoever shows one lays this upon it first.
 *
 * A family is a measure with all its parts and theirs: what can be worked out from each other. Of an earlier revision
 *   - a family of which the newest withholds something shows only the measures that the newest gives as numbers;
 *   - a family of which the earlier one itself withholds something that the newest does not withhold shows nothing: what is known from the others would be
 *     taken from the total that was known then.
 * All else stays as it was. Pure.
 */
#pragma once

#include "collector/core/cube.h"
#include "common/arena.h"

/*
 * `earlier` as it may be shown, where `newest` is the newest revision of the same council's return of the same month: what is withheld is `c` with
 * REASON_WITHHELD_SINCE. Measures that change are copied into the arena; nothing is when none does. ERROR_NO_MEMORY: `earlier` is as it was.
 */
enum error withholding_apply(struct cube_record *earlier, const struct cube_record *newest, struct arena *arena) MUST_CHECK;
