/* Measures: the catalogue's workforce measures of one month, exactly, from the register. Pure; FTE in millionths, people and cases whole. */
#pragma once

#include "agent/core/register.h"
#include "common/error.h"
#include "proto/wire.h"

/*
 * When more than this share of the worker rows was refused, no figure is computed from them. Refused rows are posts that the figures miss: at this share,
 * spread like the others, in post is short by 5% and a vacancy rate of 20% too high by 0.8 points, less than councils move from one year to the next.
 * Beyond it, bad rows could carry a council over a quartile.
 */
enum { REFUSED_ROWS_PERCENT_MAX = 5 };

/*
 * Computes every workforce measure of the catalogue for `month` into `out`, ascending by number; *count of them. Room for `room` (at least
 * catalogue_measure_count()). A measure that cannot be computed gets a symbol and a reason, never a made-up number. ERROR_NOT_FOUND when the posts
 * table has no row for the month and no worker row either: the month is not covered. The register is closed.
 *
 * In post on day D: not agency, start <= D and (no end, or end > D). Agency on day D: the same for agency rows; a person counts once, a row without a
 * SWENo as one person. Windows are (W, D]: D the month's last day, W the last day of the month before, or of the month one year earlier.
 *
 * Leavers: people in any post on W who hold none on D. Their FTE is that of each post they left in the window, W < end <= D, with a reason other than
 * 7; their headcount is the people with at least one such post. So who is still or again in post at the end leaves neither FTE nor head, who came and
 * went inside the window was never there, and who moved within the council first and left afterwards left the second post.
 *
 * Starters mirror this: people in no post on W who are in one on D; FTE of the posts they hold on D, all of which began in the window.
 *
 * Figures of the workers table need the month's row of the posts table, which says that the extract covers the month; those over twelve months need
 * the rows of all twelve. They are `x` when more than REFUSED_ROWS_PERCENT_MAX of the worker rows were refused, when two files describe a post
 * differently, or when the workers table has no row that can be used. Agency figures are `x` when there are agency rows and not one has a date.
 */
enum error measures_compute(const struct council_register *reg, struct month month, struct return_measure *out, unsigned room,
			    unsigned *count) MUST_CHECK;
