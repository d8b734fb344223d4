#include "agent/core/workforce.h"
#include "proto/catalogue.h"

enum { MONTHS_PER_YEAR = 12 };

/* The days after `before`, up to and including `last`. */
struct window {
	struct date before, last;
};

enum tally_item {
	TALLY_INPOST_FTE,
	TALLY_INPOST_PEOPLE,
	TALLY_AGENCY_FTE,
	TALLY_AGENCY_PEOPLE,
	TALLY_LEAVERS_FTE,
	TALLY_LEAVERS_PEOPLE,
	TALLY_STARTERS_FTE,
	TALLY_STARTERS_PEOPLE,
	TALLY_COUNT,
};

/* What the workers table says of one window. No sum can overflow: 2^32 posts of at most a million millionths are below 2^63. */
struct tally {
	int64_t values[TALLY_COUNT];
};

enum source_kind {
	FROM_POSTS_CELL,   /* item: enum month_figure */
	FROM_WORKERS_NOW,  /* item: enum tally_item, at the month's last day or over the month */
	FROM_WORKERS_YEAR, /* item: enum tally_item, over the twelve months */
};

/* Where each measure comes from. */
static const struct source {
	enum measure_number measure;
	enum source_kind kind;
	unsigned item;
} sources[] = {
	{MEASURE_INPOST_FTE, FROM_WORKERS_NOW, TALLY_INPOST_FTE},
	{MEASURE_INPOST_HEADCOUNT, FROM_WORKERS_NOW, TALLY_INPOST_PEOPLE},
	{MEASURE_VACANCY_FTE, FROM_POSTS_CELL, FIGURE_VACANCIES_FTE},
	{MEASURE_AGENCY_FTE, FROM_WORKERS_NOW, TALLY_AGENCY_FTE},
	{MEASURE_AGENCY_HEADCOUNT, FROM_WORKERS_NOW, TALLY_AGENCY_PEOPLE},
	{MEASURE_AGENCY_COVER_FTE, FROM_POSTS_CELL, FIGURE_AGENCY_COVER_FTE},
	{MEASURE_AGENCY_COVER_HEADCOUNT, FROM_POSTS_CELL, FIGURE_AGENCY_COVER_HEADCOUNT},
	{MEASURE_CASES, FROM_POSTS_CELL, FIGURE_CASES},
	{MEASURE_CASE_HOLDERS_FTE, FROM_POSTS_CELL, FIGURE_CASE_HOLDERS_FTE},
	{MEASURE_LEAVERS_FTE_MONTH, FROM_WORKERS_NOW, TALLY_LEAVERS_FTE},
	{MEASURE_LEAVERS_FTE_12M, FROM_WORKERS_YEAR, TALLY_LEAVERS_FTE},
	{MEASURE_LEAVERS_HEADCOUNT_MONTH, FROM_WORKERS_NOW, TALLY_LEAVERS_PEOPLE},
	{MEASURE_LEAVERS_HEADCOUNT_12M, FROM_WORKERS_YEAR, TALLY_LEAVERS_PEOPLE},
	{MEASURE_STARTERS_FTE_MONTH, FROM_WORKERS_NOW, TALLY_STARTERS_FTE},
	{MEASURE_STARTERS_FTE_12M, FROM_WORKERS_YEAR, TALLY_STARTERS_FTE},
	{MEASURE_STARTERS_HEADCOUNT_MONTH, FROM_WORKERS_NOW, TALLY_STARTERS_PEOPLE},
	{MEASURE_STARTERS_HEADCOUNT_12M, FROM_WORKERS_YEAR, TALLY_STARTERS_PEOPLE},
	{MEASURE_WORKING_DAYS_LOST_FTE_12M, FROM_POSTS_CELL, FIGURE_WORKING_DAYS_LOST_FTE},
};

enum { SOURCE_COUNT = sizeof(sources) / sizeof(sources[0]) };

static bool is_held_on(const struct post *post, struct date day)
{
	return post->start.days <= day.days && post->end.days > day.days;
}

/* A post that begins and ends on one day was never held, and so is not left. */
static bool is_left_in(const struct post *post, const struct window *window)
{
	return post->end.days > window->before.days && post->end.days <= window->last.days && post->end.days > post->start.days &&
	       post->reason_leave != REASON_LEAVE_MOVED_WITHIN;
}

/* Whether a person was the council's own at either end of a window, and agency at its end. */
struct presence {
	bool is_own_before, is_own_last, is_agency_last;
};

static struct presence presence_of(const struct workforce *workforce, unsigned first, unsigned end, const struct window *window)
{
	struct presence presence = {false, false, false};

	for (unsigned i = first; i < end; i++) {
		const struct post *post = workforce_post_at(workforce, i);

		if (post->is_agency) {
			presence.is_agency_last |= is_held_on(post, window->last);
		} else {
			presence.is_own_before |= is_held_on(post, window->before);
			presence.is_own_last |= is_held_on(post, window->last);
		}
	}
	return presence;
}

/* Adds one person's posts, [first, end). */
static void tally_person(struct tally *tally, const struct workforce *workforce, unsigned first, unsigned end, const struct window *window)
{
	struct presence presence = presence_of(workforce, first, end, window);
	bool may_leave = presence.is_own_before && !presence.is_own_last;
	bool starts = presence.is_own_last && !presence.is_own_before;
	bool leaves = false;

	for (unsigned i = first; i < end; i++) {
		const struct post *post = workforce_post_at(workforce, i);
		bool is_held = is_held_on(post, window->last);

		if (post->is_agency) {
			tally->values[TALLY_AGENCY_FTE] += is_held ? post->fte : 0;
			continue;
		}
		tally->values[TALLY_INPOST_FTE] += is_held ? post->fte : 0;
		tally->values[TALLY_STARTERS_FTE] += starts && is_held ? post->fte : 0;
		if (may_leave && is_left_in(post, window)) {
			tally->values[TALLY_LEAVERS_FTE] += post->fte;
			leaves = true;
		}
	}
	tally->values[TALLY_AGENCY_PEOPLE] += presence.is_agency_last;
	tally->values[TALLY_INPOST_PEOPLE] += presence.is_own_last;
	tally->values[TALLY_STARTERS_PEOPLE] += starts;
	tally->values[TALLY_LEAVERS_PEOPLE] += leaves;
}

/* The end of the posts of the person at `first`; a row without a SWENo is a person by itself. */
static unsigned person_end(const struct workforce *workforce, unsigned first)
{
	struct slice person = workforce_post_at(workforce, first)->person;
	unsigned end = first + 1;

	if (person.size == 0)
		return end;
	while (end < workforce_post_count(workforce) && slice_equal(workforce_post_at(workforce, end)->person, person))
		end++;
	return end;
}

static struct tally tally_window(const struct workforce *workforce, struct window window)
{
	struct tally tally = {.values = {0}};

	for (unsigned first = 0, end; first < workforce_post_count(workforce); first = end) {
		end = person_end(workforce, first);
		tally_person(&tally, workforce, first, end, &window);
	}
	return tally;
}

static struct window window_ending_with(struct month month, int months)
{
	return (struct window){.before = month_last_day(month_add(month, -months)), .last = month_last_day(month)};
}

/* Why figures of a kind cannot be computed for a month; REASON_NONE when they can. */
struct obstacles {
	enum reason posts;   /* any figure */
	enum reason workers; /* figures of the workers table, beyond `posts` */
	enum reason agency;  /* agency figures, beyond `workers` */
	enum reason year;    /* figures over twelve months, beyond `workers` */
};

static enum reason posts_obstacle(const struct workforce *workforce, struct month month)
{
	if (!workforce_has_posts(workforce))
		return REASON_POSTS_TABLE_MISSING;
	return workforce_month(workforce, month) ? REASON_NONE : REASON_POSTS_ROW_MISSING;
}

static enum reason workers_obstacle(const struct workforce *workforce)
{
	struct workforce_findings findings = workforce_findings(workforce);
	uint64_t rows = workforce_post_count(workforce) + findings.refused_worker_rows;

	if (!workforce_has_workers(workforce))
		return REASON_WORKERS_TABLE_MISSING;
	if (findings.refused_worker_rows * 100 > rows * REFUSED_ROWS_PERCENT_MAX)
		return REASON_FIGURES_NOT_TRUSTED;
	if (rows == 0)
		return REASON_WORKERS_TABLE_EMPTY;
	return findings.conflicting_posts ? REASON_FILES_CONTRADICT : REASON_NONE;
}

static enum reason agency_obstacle(const struct workforce *workforce)
{
	if (workforce_findings(workforce).undated_agency_rows == 0)
		return REASON_NONE;
	for (unsigned i = 0; i < workforce_post_count(workforce); i++)
		if (workforce_post_at(workforce, i)->is_agency)
			return REASON_NONE;
	return REASON_AGENCY_ROWS_UNDATED;
}

static enum reason year_obstacle(const struct workforce *workforce, struct month month)
{
	for (int i = 0; i < MONTHS_PER_YEAR; i++)
		if (!workforce_month(workforce, month_add(month, -i)))
			return REASON_WINDOW_NOT_COVERED;
	return REASON_NONE;
}

static enum reason first_of(enum reason a, enum reason b, enum reason c)
{
	return a ? a : b ? b : c;
}

static enum reason source_obstacle(const struct source *source, const struct obstacles *obstacles)
{
	bool is_agency = source->item == TALLY_AGENCY_FTE || source->item == TALLY_AGENCY_PEOPLE;

	switch (source->kind) {
	case FROM_POSTS_CELL:
		return obstacles->posts;
	case FROM_WORKERS_NOW:
		return first_of(obstacles->posts, obstacles->workers, is_agency ? obstacles->agency : REASON_NONE);
	case FROM_WORKERS_YEAR:
		return first_of(obstacles->posts, obstacles->workers, obstacles->year);
	}
	return REASON_NONE;
}

static void put_cell(struct sheet *sheet, const struct source *source, const struct month_row *row)
{
	switch (row->states[source->item]) {
	case FIGURE_EMPTY:
		sheet_lack(sheet, source->measure, SYMBOL_X, REASON_CELL_EMPTY);
		return;
	case FIGURE_REFUSED:
		sheet_lack(sheet, source->measure, SYMBOL_X, REASON_CELL_REFUSED);
		return;
	case FIGURE_GIVEN:
		sheet_put(sheet, source->measure, row->values[source->item]);
		return;
	}
}

enum reason workforce_obstacle(const struct workforce *workforce, struct month month)
{
	return posts_obstacle(workforce, month);
}

void workforce_measure(const struct workforce *workforce, struct month month, struct sheet *sheet)
{
	const struct tally now = tally_window(workforce, window_ending_with(month, 1));
	const struct tally year = tally_window(workforce, window_ending_with(month, MONTHS_PER_YEAR));
	const struct obstacles obstacles = {posts_obstacle(workforce, month), workers_obstacle(workforce), agency_obstacle(workforce),
					    year_obstacle(workforce, month)};

	for (unsigned i = 0; i < SOURCE_COUNT; i++) {
		enum reason obstacle = source_obstacle(&sources[i], &obstacles);

		if (obstacle)
			sheet_lack(sheet, sources[i].measure, SYMBOL_X, obstacle);
		else if (sources[i].kind == FROM_POSTS_CELL)
			put_cell(sheet, &sources[i], workforce_month(workforce, month));
		else
			sheet_put(sheet, sources[i].measure, (sources[i].kind == FROM_WORKERS_YEAR ? &year : &now)->values[sources[i].item]);
	}
}
