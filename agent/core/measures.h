/* Measures: the catalogue's workforce measures of one month, exactly, from the register. Pure; FTE in millionths, people and cases whole. */
#pragma once

#include "agent/core/register.h"
#include "common/error.h"
#include "proto/wire.h"

/*
 * Computes every workforce measure of the catalogue for `month` into `out`, ascending by number; *count of them. Room for `room` (at least
 * catalogue_measure_count()). A measure that cannot be computed gets a symbol and a reason, never a made-up number. ERROR_NOT_FOUND when the posts
 * table has no row for the month and no worker row either: the month is not covered.
 *
 * In post on day D: not agency, start <= D and (no end, or end > D). Leavers of the window (W, D]: people in a post on W who hold none on D; FTE is that
 * of each post that ended in the window with a reason other than 7, headcount the people with at least one such post. Starters mirror this.
 */
enum error measures_compute(const struct council_register *reg, struct month month, struct return_measure *out, unsigned room, unsigned *count) MUST_CHECK;
