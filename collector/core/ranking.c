#include "collector/core/ranking.h"

#include "collector/core/population.h"
#include "common/decimal.h"

void indicator_put_value(struct text *text, const struct indicator *indicator, int64_t value)
{
	text_put_decimal(text, value, indicator->decimals, indicator->decimals);
}

/* The columns that a ranking reads: the month's own, those that it is compared with, and what releases have of the month. */
struct ranking_columns {
	const struct column *now, *month_before, *year_before, *official;
};

static enum error columns_read(const struct cube_view *cube, const struct question *question, struct ranking_columns *out)
{
	const struct indicator *indicator = question->indicator;
	enum cube_source source = question->source;
	struct month month = question->month;
	enum error error = cube_column(cube, source, indicator, month, &out->now);

	if (!error)
		error = cube_column(cube, source, indicator, month_add(month, -1), &out->month_before);
	if (!error)
		error = cube_column(cube, source, indicator, month_add(month, -12), &out->year_before);
	return error ? error : cube_column(cube, SOURCE_OFFICIAL, indicator, month, &out->official);
}

/* The difference of two rounded values; false when one of them is not a number. */
static bool change_between(const struct indicator_value *now, const struct cell *before, int64_t *change)
{
	return !now->symbol && before && !before->value.symbol && !__builtin_sub_overflow(now->value, before->value.value, change);
}

/* `cell` is NULL without a record. */
static struct ranking_row row_of(const struct ranking_columns *columns, const struct council *council, const struct cell *cell)
{
	struct ranking_row row = {.council = council, .value = {.symbol = SYMBOL_X}};

	if (!cell)
		return row;
	row.has_reported = cell->is_reported;
	row.value = cell->value;
	row.revision = cell->revision;
	row.joint = cell->joint ? council_find(cell->joint) : NULL;
	row.has_vintage = cell->has_vintage;
	row.vintage = cell->vintage;
	row.has_population = cell->has_population;
	row.carried_from_year = cell->carried_from_year;
	row.has_month_change = change_between(&row.value, column_find(columns->month_before, council->code), &row.month_change);
	row.has_year_change = change_between(&row.value, column_find(columns->year_before, council->code), &row.year_change);
	return row;
}

/* What the rows say together of releases and populations. */
static void row_sum(struct ranking *ranking, const struct ranking_row *row)
{
	ranking->reported += row->has_reported;
	ranking->population_count += row->has_population;
	if (row->has_vintage && (!ranking->has_vintage || month_compare(row->vintage, ranking->vintage) > 0)) {
		ranking->has_vintage = true;
		ranking->vintage = row->vintage;
	}
	if (row->carried_from_year && (!ranking->carried_from_year || row->carried_from_year < ranking->carried_from_year))
		ranking->carried_from_year = row->carried_from_year;
}

/* Rows by council code, and the pooled sums, in one walk over the council table. */
static void rows_fill(const struct ranking_columns *columns, struct ranking *ranking)
{
	struct date last_day = month_last_day(ranking->month);
	struct pool pool = {.included = 0};

	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);
		const struct cell *cell;

		if (!area_has(ranking->area, council) || !council_exists_on(council, last_day) || column_is_joint(columns->now, council))
			continue;
		cell = column_find(columns->now, council->code);
		ranking->rows[ranking->row_count] = row_of(columns, council, cell);
		row_sum(ranking, &ranking->rows[ranking->row_count++]);
		if (cell)
			pool_add_part(&pool, &cell->part);
	}
	ranking->series = columns->now->series;
	ranking->expected = ranking->row_count;
	ranking->pooled = pool_result(&pool, ranking->indicator, ranking->month);
}

/* Ranked from the highest value, unless low is good. */
static bool ranks_ascending(const struct indicator *indicator)
{
	return indicator->polarity == POLARITY_LOW_IS_GOOD;
}

/* Ranked rows before the others, the better value first, then by code. */
static bool row_precedes(const struct ranking_row *a, const struct ranking_row *b, bool ascending)
{
	bool a_has_value = !a->value.symbol;
	bool b_has_value = !b->value.symbol;

	if (a_has_value != b_has_value)
		return a_has_value;
	if (a_has_value && a->value.value != b->value.value)
		return (a->value.value < b->value.value) == ascending;
	return a->council->code < b->council->code;
}

/* Insertion: a ranking has at most COUNCIL_COUNT_MAX rows. Returns how many have a value; they stand first. */
static unsigned rows_sort(struct ranking *ranking)
{
	bool ascending = ranks_ascending(ranking->indicator);
	unsigned counted = 0;

	for (unsigned i = 0; i < ranking->row_count; i++) {
		struct ranking_row row = ranking->rows[i];
		unsigned place = i;

		counted += !row.value.symbol;
		for (; place > 0 && row_precedes(&row, &ranking->rows[place - 1], ascending); place--)
			ranking->rows[place] = ranking->rows[place - 1];
		ranking->rows[place] = row;
	}
	return counted;
}

/* Places among the first `counted` rows, which are in order: ties share the lowest number from either end. */
static void rows_number(struct ranking *ranking, unsigned counted)
{
	struct ranking_row *rows = ranking->rows;
	bool ascending = ranks_ascending(ranking->indicator);

	for (unsigned i = 0; i < counted; i++)
		rows[i].rank = i > 0 && rows[i].value.value == rows[i - 1].value.value ? rows[i - 1].rank : i + 1;
	for (unsigned i = counted; i-- > 0;) {
		bool is_tie = i + 1 < counted && rows[i].value.value == rows[i + 1].value.value;
		unsigned from_end = is_tie ? rows[i + 1].from_highest : counted - i;

		rows[i].from_highest = ascending ? from_end : rows[i].rank;
	}
}

/* Cut points and extremes of the first `counted` rows. */
static enum error rows_compare(struct ranking *ranking, struct arena *arena)
{
	bool ascending = ranks_ascending(ranking->indicator);
	unsigned counted = ranking->counted;
	int64_t *values = arena_take(arena, counted, sizeof(*values));

	if (!values)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < counted; i++)
		values[i] = ranking->rows[ascending ? i : counted - 1 - i].value.value;
	ranking->quartiles = quartiles_of(values, counted);
	ranking->minimum = values[0];
	ranking->maximum = values[counted - 1];
	return ERROR_NONE;
}

/* Whether a release has less than half of England's councils, so that their quartiles would not be England's. */
static bool is_thin(const struct column_summary *england)
{
	return england->reported * 2 < england->expected;
}

/* The cut points of England's councils in the releases; they stay the area's when there are too few, or none of them has a value. */
static void bands_of_releases(const struct column_summary *england, struct ranking *ranking)
{
	if (england->reported > 0 && is_thin(england) && (ranking->area->kind != AREA_ENGLAND || ranking->source != SOURCE_OFFICIAL)) {
		ranking->thin_expected = england->expected;
		ranking->thin_reported = england->reported;
	}
	if (england->counted == 0 || is_thin(england))
		return;
	ranking->band_source = SOURCE_OFFICIAL;
	ranking->band_area = area_find(SLICE_LITERAL("England"));
	ranking->band_expected = england->expected;
	ranking->band_counted = england->counted;
	ranking->band_quartiles = england->quartiles;
}

static void bands_make(const struct ranking_columns *columns, struct ranking *ranking)
{
	ranking->band_source = ranking->source;
	ranking->band_area = ranking->area;
	ranking->band_expected = ranking->expected;
	ranking->band_counted = ranking->counted;
	ranking->band_quartiles = ranking->quartiles;
	if (columns->official->count)
		bands_of_releases(&columns->official->england, ranking);
	for (unsigned i = 0; i < ranking->counted; i++)
		ranking->rows[i].band = quartile_band(&ranking->band_quartiles, ranking->indicator->polarity, ranking->rows[i].value.value);
}

void ranking_put_reporter(struct text *text, const struct ranking_row *row)
{
	text_put(text, row->council->name);
	if (row->joint) {
		text_put(text, " / ");
		text_put(text, row->joint->name);
	}
}

/* Whether there is no release at all that has the indicator; not asked for when the month has figures. */
static enum error release_look(const struct cube_view *cube, struct ranking *ranking)
{
	bool has_release = true;
	enum error error = ERROR_NONE;

	if (ranking->source == SOURCE_OFFICIAL && !*ranking->series)
		error = cube_has_release(cube, ranking->indicator->numerator, &has_release);
	ranking->lacks_release = !has_release;
	return error;
}

static void ranking_begin(const struct background *background, const struct question *question, struct ranking *out)
{
	*out = (struct ranking){
		.indicator = question->indicator,
		.month = question->month,
		.area = question->area,
		.source = question->source,
		.notice = background->notice,
		.series = "",
		.has_population = indicator_needs_population(question->indicator),
	};
	if (out->has_population)
		out->population_year = month_year(population_month(question->month));
}

enum error ranking_make(const struct background *background, const struct question *question, struct arena *arena, struct ranking *out)
{
	struct ranking ranking;
	struct ranking_columns columns;
	enum error error = columns_read(background->cube, question, &columns);

	if (error)
		return error;
	ranking_begin(background, question, &ranking);
	ranking.rows = arena_take(arena, council_count(), sizeof(*ranking.rows));
	if (!ranking.rows)
		return ERROR_NO_MEMORY;
	rows_fill(&columns, &ranking);
	ranking.counted = rows_sort(&ranking);
	rows_number(&ranking, ranking.counted);
	error = ranking.counted ? rows_compare(&ranking, arena) : ERROR_NONE;
	if (!error)
		error = release_look(background->cube, &ranking);
	if (error)
		return error;
	bands_make(&columns, &ranking);
	*out = ranking;
	return ERROR_NONE;
}

enum error ranking_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			  struct problem *problem)
{
	struct ranking ranking;
	enum error error = ranking_make(background, question, arena, &ranking);

	(void)problem;
	if (error)
		return error;
	ranking_write_json(&ranking, text);
	return text->error;
}

enum error ranking_answer_terminal(const struct background *background, const struct question *question, unsigned width, struct arena *arena,
				   struct text *text, struct problem *problem)
{
	struct ranking ranking;
	enum error error = ranking_make(background, question, arena, &ranking);

	(void)problem;
	if (error)
		return error;
	ranking_write_terminal(&ranking, width, text);
	return text->error;
}
