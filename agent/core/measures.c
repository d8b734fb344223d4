#include "agent/core/measures.h"

#include "proto/catalogue.h"
#include "proto/status.h"

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

enum rule_source {
	FROM_POSTS_CELL,   /* item: enum month_figure */
	FROM_WORKERS_NOW,  /* item: enum tally_item, at the month's last day or over the month */
	FROM_WORKERS_YEAR, /* item: enum tally_item, over the twelve months */
};

/* Where each measure comes from. */
static const struct rule {
	enum measure_number measure;
	enum rule_source source;
	unsigned item;
} rules[] = {
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

enum { RULE_COUNT = sizeof(rules) / sizeof(rules[0]) };

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

static struct presence presence_of(const struct council_register *reg, unsigned first, unsigned end, const struct window *window)
{
	struct presence presence = {false, false, false};

	for (unsigned i = first; i < end; i++) {
		const struct post *post = register_post_at(reg, i);

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
static void tally_person(struct tally *tally, const struct council_register *reg, unsigned first, unsigned end, const struct window *window)
{
	struct presence presence = presence_of(reg, first, end, window);
	bool may_leave = presence.is_own_before && !presence.is_own_last;
	bool starts = presence.is_own_last && !presence.is_own_before;
	bool leaves = false;

	for (unsigned i = first; i < end; i++) {
		const struct post *post = register_post_at(reg, i);
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
static unsigned person_end(const struct council_register *reg, unsigned first)
{
	struct slice person = register_post_at(reg, first)->person;
	unsigned end = first + 1;

	if (person.size == 0)
		return end;
	while (end < register_post_count(reg) && slice_equal(register_post_at(reg, end)->person, person))
		end++;
	return end;
}

static struct tally tally_window(const struct council_register *reg, struct window window)
{
	struct tally tally = {.values = {0}};

	for (unsigned first = 0, end; first < register_post_count(reg); first = end) {
		end = person_end(reg, first);
		tally_person(&tally, reg, first, end, &window);
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

static enum reason posts_obstacle(const struct council_register *reg, struct month month)
{
	if (!register_has_posts(reg))
		return REASON_POSTS_TABLE_MISSING;
	return register_month(reg, month) ? REASON_NONE : REASON_POSTS_ROW_MISSING;
}

static enum reason workers_obstacle(const struct council_register *reg)
{
	struct register_findings findings = register_findings(reg);
	uint64_t rows = register_post_count(reg) + findings.refused_worker_rows;

	if (!register_has_workers(reg))
		return REASON_WORKERS_TABLE_MISSING;
	if (findings.refused_worker_rows * 100 > rows * REFUSED_ROWS_PERCENT_MAX)
		return REASON_FIGURES_NOT_TRUSTED;
	if (rows == 0)
		return REASON_WORKERS_TABLE_EMPTY;
	return findings.conflicting_posts ? REASON_FILES_CONTRADICT : REASON_NONE;
}

static enum reason agency_obstacle(const struct council_register *reg)
{
	if (register_findings(reg).undated_agency_rows == 0)
		return REASON_NONE;
	for (unsigned i = 0; i < register_post_count(reg); i++)
		if (register_post_at(reg, i)->is_agency)
			return REASON_NONE;
	return REASON_AGENCY_ROWS_UNDATED;
}

static enum reason year_obstacle(const struct council_register *reg, struct month month)
{
	for (int i = 0; i < MONTHS_PER_YEAR; i++)
		if (!register_month(reg, month_add(month, -i)))
			return REASON_WINDOW_NOT_COVERED;
	return REASON_NONE;
}

static enum reason first_of(enum reason a, enum reason b, enum reason c)
{
	return a ? a : b ? b : c;
}

static enum reason rule_obstacle(const struct rule *rule, const struct obstacles *obstacles)
{
	bool is_agency = rule->item == TALLY_AGENCY_FTE || rule->item == TALLY_AGENCY_PEOPLE;

	switch (rule->source) {
	case FROM_POSTS_CELL:
		return obstacles->posts;
	case FROM_WORKERS_NOW:
		return first_of(obstacles->posts, obstacles->workers, is_agency ? obstacles->agency : REASON_NONE);
	case FROM_WORKERS_YEAR:
		return first_of(obstacles->posts, obstacles->workers, obstacles->year);
	}
	return REASON_NONE;
}

static struct return_measure not_available(const struct rule *rule, enum reason reason)
{
	return (struct return_measure){.number = (uint16_t)rule->measure, .symbol = SYMBOL_X, .reason = (uint16_t)reason};
}

static struct return_measure from_cell(const struct rule *rule, const struct month_row *row)
{
	switch (row->states[rule->item]) {
	case FIGURE_EMPTY:
		return not_available(rule, REASON_CELL_EMPTY);
	case FIGURE_REFUSED:
		return not_available(rule, REASON_CELL_REFUSED);
	case FIGURE_GIVEN:
		break;
	}
	return (struct return_measure){.number = (uint16_t)rule->measure, .value = row->values[rule->item]};
}

enum error measures_compute(const struct council_register *reg, struct month month, struct return_measure *out, unsigned room, unsigned *count)
{
	const struct month_row *row = register_month(reg, month);
	struct tally now, year;
	struct obstacles obstacles;

	INVARIANT(room >= RULE_COUNT);
	if (!row && register_post_count(reg) == 0)
		return ERROR_NOT_FOUND;
	now = tally_window(reg, window_ending_with(month, 1));
	year = tally_window(reg, window_ending_with(month, MONTHS_PER_YEAR));
	obstacles = (struct obstacles){posts_obstacle(reg, month), workers_obstacle(reg), agency_obstacle(reg), year_obstacle(reg, month)};
	for (unsigned i = 0; i < RULE_COUNT; i++) {
		enum reason obstacle = rule_obstacle(&rules[i], &obstacles);

		if (obstacle)
			out[i] = not_available(&rules[i], obstacle);
		else if (rules[i].source == FROM_POSTS_CELL)
			out[i] = from_cell(&rules[i], row);
		else
			out[i] = (struct return_measure){
				.number = (uint16_t)rules[i].measure,
				.value = (rules[i].source == FROM_WORKERS_YEAR ? &year : &now)->values[rules[i].item],
			};
	}
	*count = RULE_COUNT;
	return ERROR_NONE;
}
