/* A table of a council's indicators: of each its value, its place, what it is set beside, and what changed. Private to council_profile.c. */
#pragma once

#include "collector/core/topic.h"
#include "collector/pages/council_parts.h"

enum { PROFILE_COLUMNS_MAX = 12 };

/* A topic's table, or that of the headlines, while it is made. */
struct profile_table {
	const struct council_making *council;
	struct figure *figure;
	bool is_headlines;
	enum measure_topic topic;                       /* of a topic's */
	bool has_england, has_month_change, has_judged; /* columns that are there */
	unsigned shown, banded, worst, best;            /* rows with a value, with a band, with D and A */
};

bool profile_row_has_value(const struct profile_row *row);
/* Of a figure of PROFILE_COLUMNS_MAX columns that has begun. */
void profile_table_add_columns(const struct profile_table *table);
/* Counts it as well. Errors of the cube. */
enum error profile_table_add_row(struct profile_table *table, const struct profile_row *row) MUST_CHECK;
