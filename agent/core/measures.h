/* Measures: every measure of the catalogue for one month, exactly, from the register. Pure; FTE in millionths, people and cases whole. */
#pragma once

#include "agent/core/register.h"
#include "common/error.h"
#include "proto/wire.h"

/* Whether any part of the register can say what was so at the month's end. */
bool measures_cover(const struct council_register *reg, struct month month);
/*
 * Computes every measure of the catalogue for `month` into `out`, ascending by number; *count of them. Room for `room` (at least
 * catalogue_sent_count()). A measure that cannot be computed gets a symbol and a reason, never a made-up number. ERROR_NOT_FOUND when no part
 * covers the month and there is no worker row either. The register is closed. The rules stand with each part's X_measure.
 */
enum error measures_compute(const struct council_register *reg, struct month month, struct return_measure *out, unsigned room,
			    unsigned *count) MUST_CHECK;
