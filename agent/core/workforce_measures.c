#include "agent/core/workforce_state.h"
#include "agent/core/workforce_tally.h"

enum { MONTHS_PER_YEAR = 12 };

enum source_kind {
	FROM_FIGURE,       /* item: enum month_figure */
	FROM_WORKERS_NOW,  /* item: enum tally_item, at the month's last day or over the month */
	FROM_WORKERS_YEAR, /* item: enum tally_item, over the twelve months */
};

/* Where each measure comes from. */
static const struct source {
	enum measure_number measure;
	enum source_kind kind;
	int item;
} sources[] = {
	{MEASURE_INPOST_FTE, FROM_WORKERS_NOW, TALLY_INPOST_FTE},
	{MEASURE_INPOST_HEADCOUNT, FROM_WORKERS_NOW, TALLY_INPOST_PEOPLE},
	{MEASURE_VACANCY_FTE, FROM_FIGURE, FIGURE_VACANCIES_FTE},
	{MEASURE_AGENCY_FTE, FROM_WORKERS_NOW, TALLY_AGENCY_FTE},
	{MEASURE_AGENCY_HEADCOUNT, FROM_WORKERS_NOW, TALLY_AGENCY_PEOPLE},
	{MEASURE_AGENCY_COVER_FTE, FROM_FIGURE, FIGURE_AGENCY_COVER_FTE},
	{MEASURE_AGENCY_COVER_HEADCOUNT, FROM_FIGURE, FIGURE_AGENCY_COVER_HEADCOUNT},
	{MEASURE_CASES, FROM_FIGURE, FIGURE_CASES},
	{MEASURE_CASE_HOLDERS_FTE, FROM_FIGURE, FIGURE_CASE_HOLDERS_FTE},
	{MEASURE_LEAVERS_FTE_MONTH, FROM_WORKERS_NOW, TALLY_LEAVERS_FTE},
	{MEASURE_LEAVERS_FTE_12M, FROM_WORKERS_YEAR, TALLY_LEAVERS_FTE},
	{MEASURE_LEAVERS_HEADCOUNT_MONTH, FROM_WORKERS_NOW, TALLY_LEAVERS_PEOPLE},
	{MEASURE_LEAVERS_HEADCOUNT_12M, FROM_WORKERS_YEAR, TALLY_LEAVERS_PEOPLE},
	{MEASURE_STARTERS_FTE_MONTH, FROM_WORKERS_NOW, TALLY_STARTERS_FTE},
	{MEASURE_STARTERS_FTE_12M, FROM_WORKERS_YEAR, TALLY_STARTERS_FTE},
	{MEASURE_STARTERS_HEADCOUNT_MONTH, FROM_WORKERS_NOW, TALLY_STARTERS_PEOPLE},
	{MEASURE_STARTERS_HEADCOUNT_12M, FROM_WORKERS_YEAR, TALLY_STARTERS_PEOPLE},
	{MEASURE_WORKING_DAYS_LOST_FTE_12M, FROM_FIGURE, FIGURE_WORKING_DAYS_LOST_FTE},
	{MEASURE_INPOST_SENIOR_MANAGERS_FTE, FROM_WORKERS_NOW, TALLY_INPOST_OTHER_ROLES + 1},
	{MEASURE_INPOST_MIDDLE_MANAGERS_FTE, FROM_WORKERS_NOW, TALLY_INPOST_OTHER_ROLES + 2},
	{MEASURE_INPOST_TEAM_MANAGERS_FTE, FROM_WORKERS_NOW, TALLY_INPOST_OTHER_ROLES + 3},
	{MEASURE_INPOST_SENIOR_PRACTITIONERS_FTE, FROM_WORKERS_NOW, TALLY_INPOST_OTHER_ROLES + 4},
	{MEASURE_INPOST_CASE_HOLDERS_FTE, FROM_WORKERS_NOW, TALLY_INPOST_OTHER_ROLES + 5},
	{MEASURE_INPOST_WITHOUT_CASES_FTE, FROM_WORKERS_NOW, TALLY_INPOST_OTHER_ROLES + 6},
	{MEASURE_INPOST_OTHER_ROLES_FTE, FROM_WORKERS_NOW, TALLY_INPOST_OTHER_ROLES},
	{MEASURE_LEAVERS_TEAM_MANAGERS_FTE_MONTH, FROM_WORKERS_NOW, TALLY_LEAVERS_TEAM_MANAGERS},
	{MEASURE_LEAVERS_TEAM_MANAGERS_FTE_12M, FROM_WORKERS_YEAR, TALLY_LEAVERS_TEAM_MANAGERS},
	{MEASURE_LEAVERS_OTHER_ROLES_FTE_MONTH, FROM_WORKERS_NOW, TALLY_LEAVERS_OTHER_ROLES},
	{MEASURE_LEAVERS_OTHER_ROLES_FTE_12M, FROM_WORKERS_YEAR, TALLY_LEAVERS_OTHER_ROLES},
	{MEASURE_STARTERS_NEWLY_QUALIFIED_HEADCOUNT_MONTH, FROM_WORKERS_NOW, TALLY_STARTERS_NEWLY_QUALIFIED},
	{MEASURE_STARTERS_NEWLY_QUALIFIED_HEADCOUNT_12M, FROM_WORKERS_YEAR, TALLY_STARTERS_NEWLY_QUALIFIED},
	{MEASURE_STARTERS_FROM_COUNCILS_HEADCOUNT_MONTH, FROM_WORKERS_NOW, TALLY_STARTERS_FROM_COUNCILS},
	{MEASURE_STARTERS_FROM_COUNCILS_HEADCOUNT_12M, FROM_WORKERS_YEAR, TALLY_STARTERS_FROM_COUNCILS},
	{MEASURE_STARTERS_OTHER_ORIGIN_HEADCOUNT_MONTH, FROM_WORKERS_NOW, TALLY_STARTERS_OTHER_ORIGIN},
	{MEASURE_STARTERS_OTHER_ORIGIN_HEADCOUNT_12M, FROM_WORKERS_YEAR, TALLY_STARTERS_OTHER_ORIGIN},
	{MEASURE_LEAVERS_TO_COUNCILS_HEADCOUNT_MONTH, FROM_WORKERS_NOW, TALLY_LEAVERS_TO_COUNCILS},
	{MEASURE_LEAVERS_TO_COUNCILS_HEADCOUNT_12M, FROM_WORKERS_YEAR, TALLY_LEAVERS_TO_COUNCILS},
	{MEASURE_LEAVERS_OTHER_DESTINATION_HEADCOUNT_MONTH, FROM_WORKERS_NOW, TALLY_LEAVERS_OTHER_DESTINATION},
	{MEASURE_LEAVERS_OTHER_DESTINATION_HEADCOUNT_12M, FROM_WORKERS_YEAR, TALLY_LEAVERS_OTHER_DESTINATION},
};

enum { SOURCE_COUNT = sizeof(sources) / sizeof(sources[0]) };

/* Why figures of a kind cannot be computed for a month; REASON_NONE when they can. */
struct obstacles {
	enum reason posts;   /* any figure */
	enum reason workers; /* figures of the workers table, beyond `posts` */
	enum reason agency;  /* agency figures, beyond `workers` */
	enum reason year;    /* figures over twelve months, beyond `workers` */
	enum reason sums;    /* figures that are sums over the census's workers, beyond `posts` */
	struct worker_columns columns;
};

static enum reason posts_obstacle(const struct workforce *workforce, struct month month)
{
	if (!workforce_has_posts(workforce))
		return workforce->census_count ? REASON_CENSUS_OF_OTHER_MONTHS : REASON_POSTS_TABLE_MISSING;
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

/* Why a breakdown cannot be made: the files lack its column. */
static enum reason columns_obstacle(int item, const struct worker_columns *columns)
{
	if (item >= TALLY_INPOST_OTHER_ROLES && item <= TALLY_LEAVERS_OTHER_ROLES)
		return columns->has_role ? REASON_NONE : REASON_ROLE_MISSING;
	if (item >= TALLY_STARTERS_NEWLY_QUALIFIED && item <= TALLY_STARTERS_OTHER_ORIGIN)
		return columns->has_origin ? REASON_NONE : REASON_ORIGIN_MISSING;
	if (item == TALLY_LEAVERS_TO_COUNCILS || item == TALLY_LEAVERS_OTHER_DESTINATION)
		return columns->has_destination ? REASON_NONE : REASON_DESTINATION_MISSING;
	return REASON_NONE;
}

static enum reason first_of(enum reason a, enum reason b, enum reason c)
{
	return a ? a : b ? b : c;
}

static bool is_sum_over_workers(int figure)
{
	return figure == FIGURE_CASES || figure == FIGURE_CASE_HOLDERS_FTE || figure == FIGURE_WORKING_DAYS_LOST_FTE;
}

static enum reason source_obstacle(const struct source *source, const struct obstacles *obstacles)
{
	bool is_agency = source->item == TALLY_AGENCY_FTE || source->item == TALLY_AGENCY_PEOPLE;
	enum reason own = REASON_NONE;

	if (source->kind == FROM_FIGURE)
		return first_of(obstacles->posts, is_sum_over_workers(source->item) ? obstacles->sums : REASON_NONE, REASON_NONE);
	if (source->kind == FROM_WORKERS_YEAR)
		own = obstacles->year;
	else if (is_agency)
		own = obstacles->agency;
	own = first_of(obstacles->workers, own, columns_obstacle(source->item, &obstacles->columns));
	return first_of(obstacles->posts, own, REASON_NONE);
}

/* What the month's figures come from: the tables, or a census. */
struct month_source {
	struct obstacles obstacles;
	struct tally now, year;
	const enum figure_state *states; /* of the figures; all empty where `posts` is an obstacle */
	const int64_t *values;
	enum reason empty, refused; /* what is said of a figure that is not there */
};

static struct month_source from_tables(const struct workforce *workforce, struct month month)
{
	static const struct month_row no_row = {.file = 0};
	const struct month_row *row = workforce_month(workforce, month);

	row = row ? row : &no_row;
	return (struct month_source){
		.obstacles = {posts_obstacle(workforce, month), workers_obstacle(workforce), agency_obstacle(workforce),
			      year_obstacle(workforce, month), REASON_NONE, workforce_columns(workforce)},
		.now = tally_window(workforce->posts, workforce->post_count, window_ending_with(month, 1)),
		.year = tally_window(workforce->posts, workforce->post_count, window_ending_with(month, MONTHS_PER_YEAR)),
		.states = row->states,
		.values = row->values,
		.empty = REASON_CELL_EMPTY,
		.refused = REASON_CELL_REFUSED,
	};
}

/* Why figures of the census's workers cannot be computed. */
static enum reason census_obstacle(const struct census *census)
{
	uint64_t rows = census->post_count + census->refused_rows;

	if (census->refused_rows * 100 > rows * REFUSED_ROWS_PERCENT_MAX)
		return REASON_FIGURES_NOT_TRUSTED;
	return rows ? REASON_NONE : REASON_CENSUS_EMPTY;
}

/* Stocks are those of the census's own day, which is the month's last but for odd files. */
static struct month_source from_census(const struct workforce *workforce, const struct census *census)
{
	const struct post *posts = workforce_census_posts(workforce, census);
	struct month month = date_month(census->day);
	struct window window = window_ending_with(month, 1), year = window_ending_with(month, MONTHS_PER_YEAR);
	enum reason workers = census_obstacle(census);

	window.last = year.last = census->day;
	return (struct month_source){
		.obstacles = {REASON_NONE, workers, REASON_NONE, REASON_NONE, workers == REASON_FIGURES_NOT_TRUSTED ? workers : REASON_NONE,
			      census->columns},
		.now = tally_window(posts, census->post_count, window),
		.year = tally_window(posts, census->post_count, year),
		.states = census->states,
		.values = census->values,
		.empty = REASON_CENSUS_ELEMENT_MISSING,
		.refused = REASON_CENSUS_ELEMENT_REFUSED,
	};
}

/* An FTE that is not known is not 0: beyond a few of them, the leavers' FTE would be too low. */
static enum reason leavers_obstacle(int item, const struct tally *tally)
{
	if (item != TALLY_LEAVERS_FTE && item != TALLY_LEAVERS_TEAM_MANAGERS && item != TALLY_LEAVERS_OTHER_ROLES)
		return REASON_NONE;
	return tally->values[TALLY_LEAVERS_FTE_UNKNOWN] * 100 > tally->values[TALLY_LEAVERS_PEOPLE] * UNKNOWN_FTE_PERCENT_MAX
		       ? REASON_LEAVERS_FTE_UNKNOWN
		       : REASON_NONE;
}

static void put_figure(struct sheet *sheet, const struct source *source, const struct month_source *from)
{
	switch (from->states[source->item]) {
	case FIGURE_EMPTY:
		sheet_lack(sheet, source->measure, SYMBOL_X, from->empty);
		return;
	case FIGURE_REFUSED:
		sheet_lack(sheet, source->measure, SYMBOL_X, from->refused);
		return;
	case FIGURE_UNRELIABLE:
		sheet_lack(sheet, source->measure, SYMBOL_U, REASON_GIVEN_SYMBOL);
		return;
	case FIGURE_GIVEN:
		sheet_put(sheet, source->measure, from->values[source->item]);
		return;
	}
}

enum reason workforce_obstacle(const struct workforce *workforce, struct month month)
{
	if (workforce_council_obstacle(workforce))
		return workforce_council_obstacle(workforce);
	return workforce_census_of(workforce, month) ? REASON_NONE : posts_obstacle(workforce, month);
}

static void measure_from(const struct month_source *from, struct sheet *sheet)
{
	for (unsigned i = 0; i < SOURCE_COUNT; i++) {
		enum reason obstacle = source_obstacle(&sources[i], &from->obstacles);
		const struct tally *tally = sources[i].kind == FROM_WORKERS_YEAR ? &from->year : &from->now;

		if (!obstacle && sources[i].kind != FROM_FIGURE)
			obstacle = leavers_obstacle(sources[i].item, tally);
		if (obstacle)
			sheet_lack(sheet, sources[i].measure, SYMBOL_X, obstacle);
		else if (sources[i].kind == FROM_FIGURE)
			put_figure(sheet, &sources[i], from);
		else
			sheet_put(sheet, sources[i].measure, tally->values[sources[i].item]);
	}
}

void workforce_measure_census(const struct workforce *workforce, const struct census *census, struct sheet *sheet)
{
	const struct month_source from = from_census(workforce, census);

	measure_from(&from, sheet);
}

void workforce_measure_tables(const struct workforce *workforce, struct month month, struct sheet *sheet)
{
	const struct month_source from = from_tables(workforce, month);

	measure_from(&from, sheet);
}

/* The tables' figures are used where they cover the month: they are the newer ones, corrected since the census. NULL: they are used. */
static const struct census *census_used(const struct workforce *workforce, struct month month)
{
	return workforce_month(workforce, month) && workforce_has_workers(workforce) ? NULL : workforce_census_of(workforce, month);
}

enum reason workforce_lack(const struct workforce *workforce, struct month month)
{
	const struct census *census = census_used(workforce, month);

	return census ? census_obstacle(census) : workers_obstacle(workforce);
}

void workforce_measure(const struct workforce *workforce, struct month month, struct sheet *sheet)
{
	const struct census *census = census_used(workforce, month);
	enum reason obstacle = workforce_council_obstacle(workforce);

	for (unsigned i = 0; i < SOURCE_COUNT && obstacle; i++)
		sheet_lack(sheet, sources[i].measure, SYMBOL_X, obstacle);
	if (obstacle)
		return;
	if (census)
		workforce_measure_census(workforce, census, sheet);
	else
		workforce_measure_tables(workforce, month, sheet);
}
