/* A ranking: one indicator, one month, one area, with everything that its JSON, its page and its terminal table say. Pure. */
#pragma once

#include <stdbool.h>

#include "collector/core/compare.h"
#include "common/arena.h"
#include "common/text.h"
#include "proto/councils.h"

struct ranking_row {
	const struct council *council;
	bool has_reported; /* a return for the month is there */
	struct indicator_value value;
	unsigned rank;         /* from the best (or from the highest without polarity), ties share the lowest; 0: not ranked */
	unsigned from_highest; /* position from the highest value; 0: not ranked */
	char band;             /* 'A' to 'D', or 0 */
	bool has_month_change, has_year_change;
	int64_t month_change, year_change; /* differences of rounded values, in units of 10^-decimals */
	uint32_t revision;                 /* of the return; 0: none */
};

struct ranking {
	const struct indicator *indicator;
	struct month month;
	const struct area *area;
	enum cube_source source;
	const char *notice; /* what every showing must say about these figures, e.g. that they are a demonstration's; "" when none. Borrowed */
	unsigned expected, reported; /* councils of the area at the month's end; with a return */
	struct pooled pooled;
	struct quartiles quartiles;   /* over the area's councils with a value */
	const struct area *band_area; /* which councils the bands were taken over */
	unsigned band_expected, band_counted;
	int64_t minimum, maximum; /* of the values; only with quartiles.is_known */
	unsigned row_count;
	struct ranking_row *rows; /* ranked ones first, then by council code; in the arena */
};

/* All the records of three months that a ranking needs; each list in ascending order of council, borrowed. */
struct ranking_input {
	const struct indicator *indicator;
	struct month month;
	const struct area *area;
	const char *notice;
	const struct cube_record *now, *month_before, *year_before;
	unsigned now_count, month_before_count, year_before_count;
};

/* Councils of the area that exist on the month's last day. ERROR_NO_MEMORY. */
enum error ranking_make(const struct ranking_input *input, struct arena *arena, struct ranking *out) MUST_CHECK;

/* The API's object, which `bellwether-collector rank --json` prints as well. */
void ranking_write_json(const struct ranking *ranking, struct text *text);
/* A table with bars for a terminal of `width` columns (60 to 200). */
void ranking_write_terminal(const struct ranking *ranking, unsigned width, struct text *text);
/* "16.2" of a value of this indicator, without the unit. */
void indicator_put_value(struct text *text, const struct indicator *indicator, int64_t value);
