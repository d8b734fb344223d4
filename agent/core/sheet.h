/* The sheet: one month's measures while they are computed. Every measure that is sent is in it, ascending by number. */
#pragma once

#include "common/error.h"
#include "proto/catalogue.h"
#include "proto/status.h"
#include "proto/wire.h"

struct sheet {
	struct return_measure *measures; /* the caller's */
	unsigned count;
};

/* Fills `measures` (room for at least catalogue_sent_count()) with every measure as SYMBOL_X, REASON_NOT_COMPUTED. */
void sheet_init(struct sheet *sheet, struct return_measure *measures, unsigned room);
/* A value in the measure's stored integer: millionths for FTE, whole numbers for counts. Not negative. */
void sheet_put(struct sheet *sheet, enum measure_number measure, int64_t value);
/* Why there is none. */
void sheet_lack(struct sheet *sheet, enum measure_number measure, enum symbol symbol, enum reason reason);
const struct return_measure *sheet_at(const struct sheet *sheet, enum measure_number measure);
