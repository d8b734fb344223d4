/* What a comparison is asked, and what it may draw on. */
#pragma once

#include "collector/core/cube_view.h"
#include "proto/councils.h"

/* Which moment's knowledge an answer is made of: the newest, unless a date, a ledger position or a release's vintage is named. */
struct moment {
	bool has_date;
	struct date date; /* all that was recorded up to the end of this day, UTC */
	bool has_position;
	uint64_t position; /* the store's first entries */
	bool has_vintage;
	struct month vintage; /* only releases that are not newer */
};

enum { QUESTION_INDICATORS_MAX = 8, QUESTION_FIND_BYTES_MAX = 100 };

/* One question; which of it an answer needs and takes stands in answers.c. */
struct question {
	const struct indicator *indicator;
	unsigned indicator_count; /* of a page that shows several */
	const struct indicator *indicators[QUESTION_INDICATORS_MAX];
	const struct area *area;
	const struct council *council;
	enum cube_source source; /* SOURCE_RETURNS or SOURCE_OFFICIAL */
	bool has_month, has_since, has_first, has_last;
	struct month month;
	struct month since;       /* changes are shown since this month as well */
	struct month first, last; /* of a series; the first and last that have figures when they are not given */
	struct moment moment;
	char find[QUESTION_FIND_BYTES_MAX + 1]; /* what a council is looked for by, any bytes but NUL; "" for nothing */
};

struct event;
struct group;

/* What every answer draws on. All borrowed. */
struct background {
	const struct cube_view *cube; /* at the question's moment */
	const char *notice;           /* what every showing must say about these figures, e.g. that they are a demonstration's; "" when none */
	const struct event *events;   /* ascending by date */
	unsigned event_count;
	const struct group *groups; /* saved and known ones, ascending by id */
	unsigned group_count;
	uint64_t position;     /* of the newest entry that the moment has; 0: there is none yet */
	struct date today;     /* when it is asked; of a past moment the day that it ends with */
	int64_t recorded_at_s; /* when that was, UTC, and never before the entry's before it; 0 without one */
};
