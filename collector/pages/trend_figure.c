#include "collector/pages/trend_figure.h"

#include "collector/core/extent.h"
#include "collector/core/month_span.h"
#include "collector/core/ranking_sentences.h"
#include "collector/core/reporter.h"
#include "collector/core/words.h"
#include "collector/pages/council_path.h"
#include "collector/pages/figure_about.h"
#include "collector/pages/figure_title.h"
#include "collector/pages/page_path.h"

enum { REFERENCES_MAX = 2, TITLES = 3, MONTH_LETTERS = 3, YEAR_MONTHS = 12 };

struct making {
	struct figure *figure;
	struct composer *composer;
	const struct trend_figure *input;
	const struct ranking *ranking;
	const struct column *const *columns; /* ascending by month */
	unsigned count;
	int64_t *values; /* room for a column's */
};

/* The row's figure in an earlier month; NULL when there was none of the same council, or of the same two. */
static const struct cell *cell_of(const struct ranking_row *row, const struct column *column)
{
	struct reporter now = {row->council, row->joint, row->cell};
	struct reporter then = reporter_of(column, row->council);

	return then.cell && then.cell->is_reported && reporter_is_same(&now, &then) ? then.cell : NULL;
}

/* Whether it has a figure in the column that may be compared with the newest ones. */
static bool has_value(const struct making *making, const struct ranking_row *row, const struct column *column)
{
	const struct cell *cell = cell_of(row, column);

	return cell && !cell->value.symbol && !cell_is_other(making->ranking->indicator, cell, making->ranking->definition_version);
}

static bool is_neighbour(const struct council *of, const struct ranking_row *row)
{
	for (unsigned index = 0; index < NEIGHBOUR_COUNT; index++)
		if (of->neighbours[index] == row->council->code || (row->joint && of->neighbours[index] == row->joint->code))
			return true;
	return false;
}

/* Of a large area: the council in focus and its neighbours, or both ends of the ranking. */
static bool is_shown(const struct ranking *ranking, unsigned index)
{
	const struct ranking_row *row = &ranking->rows[index];

	if (ranking->row_count <= TREND_ROWS_MAX)
		return true;
	if (ranking->chosen)
		return ranking_row_is_of(row, ranking->chosen) || is_neighbour(ranking->chosen, row);
	return index < TREND_ENDS || (index < ranking->counted && index + TREND_ENDS >= ranking->counted);
}

static const char *shown_words(const struct ranking *ranking)
{
	if (ranking->row_count <= TREND_ROWS_MAX)
		return NULL;
	return ranking->chosen ? "Shown are the council in focus and its statistical neighbours." : "Shown are the first and the last eight ranks.";
}

static const char *month_words(struct composer *composer, struct month month)
{
	struct text *text = composer_begin(composer);

	text_put_slice(text, slice_from(month_name(month), MONTH_LETTERS));
	text_put_char(text, ' ');
	text_put_i64(text, month_year(month));
	return composer_end(composer);
}

static void add_columns(const struct making *making)
{
	figure_add_column(making->figure, "council", "text", "Council");
	for (unsigned index = 0; index < making->count; index++) {
		struct month month = making->columns[index]->month;
		const char *name;

		text_put_month(composer_begin(making->composer), month);
		name = composer_end(making->composer);
		figure_add_column(making->figure, name, "number", month_words(making->composer, month));
	}
}

/* A figure that means something else than the newest ones says so. */
static void add_cell(const struct making *making, const struct cell *cell)
{
	const struct ranking *ranking = making->ranking;
	struct figure_cell *added;

	if (!cell) {
		figure_add_nothing(making->figure, "");
		return;
	}
	added = figure_add_indicator_value(making->figure, ranking->indicator, &cell->value);
	if (cell_is_other(ranking->indicator, cell, ranking->definition_version))
		added->remark = "by another definition";
}

static void add_row(const struct making *making, const struct ranking_row *row)
{
	const struct ranking *ranking = making->ranking;
	struct figure_row *added;
	const char *name;

	ranking_put_reporter(composer_begin(making->composer), row);
	name = composer_end(making->composer);
	added = figure_add_row(making->figure, "council", composer_count(making->composer, row->council->code), name);
	added->is_focus = ranking->chosen && ranking_row_is_of(row, ranking->chosen);
	if (added->cells)
		added->cells[0].path = council_path(making->composer, making->input->request, row->council);
	for (unsigned index = 0; index < making->count; index++)
		add_cell(making, cell_of(row, making->columns[index]));
}

static void add_pooled(const struct making *making, const struct pooled *pooled)
{
	if (pooled->included && !pooled->value.symbol)
		figure_add_value(making->figure, making->ranking->indicator, pooled->value.value);
	else
		figure_add_nothing(making->figure, "");
}

/* Whether in some month so many councils have a figure that their sums may be called England's. */
static bool has_england(const struct making *making)
{
	for (unsigned index = 0; index < making->count; index++)
		if (extent_is_england(&making->columns[index]->england) && making->columns[index]->england.pooled.included)
			return true;
	return false;
}

static void add_references(const struct making *making)
{
	const struct area *area = making->ranking->area;

	figure_add_row(making->figure, "area", NULL, composer_join(making->composer, area->name, ", pooled"));
	for (unsigned index = 0; index < making->count; index++) {
		struct column_summary summary;

		column_sum(making->columns[index], area, making->values, &summary);
		add_pooled(making, &summary.pooled);
	}
	if (area->kind == AREA_ENGLAND || !has_england(making))
		return;
	figure_add_row(making->figure, "england", NULL, "England, pooled");
	for (unsigned index = 0; index < making->count; index++) {
		const struct column_summary *england = &making->columns[index]->england;

		if (extent_is_england(england))
			add_pooled(making, &england->pooled);
		else
			figure_add_nothing(making->figure, "");
	}
}

/* What the title compares with: the year before, as the table of the ranking does, else the first column that has what it needs; the last: there is none. */
typedef bool (*column_test)(const struct making *making, const struct ranking_row *row, const struct column *column);

static const struct column *column_before(const struct making *making, const struct ranking_row *row, column_test is_usable)
{
	struct month year_before = month_add(making->ranking->month, -YEAR_MONTHS);
	unsigned first = 0;

	for (unsigned index = 0; index + 1 < making->count; index++)
		if (month_compare(making->columns[index]->month, year_before) == 0 && is_usable(making, row, making->columns[index]))
			return making->columns[index];
	while (first + 1 < making->count && !is_usable(making, row, making->columns[first]))
		first++;
	return making->columns[first];
}

/* "St. Helens rose from 13.6% to 19.6% since September 2020", the same without the month; NULL: it has no two figures. */
static const char *title_of_row(const struct making *making, const struct ranking_row *row, bool says_since)
{
	const struct column *last = making->columns[making->count - 1], *first = column_before(making, row, has_value);
	const struct indicator *indicator = making->ranking->indicator;
	struct text *text;
	int64_t before, now;

	if (first == last || !has_value(making, row, last))
		return NULL;
	before = cell_of(row, first)->value.value;
	now = cell_of(row, last)->value.value;
	text = composer_begin(making->composer);
	ranking_put_reporter(text, row);
	text_put(text, now > before ? " rose from " : now < before ? " fell from " : " stands at ");
	words_put_short(text, indicator, before);
	if (now != before) {
		text_put(text, " to ");
		words_put_short(text, indicator, now);
	}
	if (says_since) {
		text_put(text, now == before ? " as in " : " since ");
		text_put_month_name(text, first->month);
	}
	return composer_end(making->composer);
}

/* Councils with a figure then and now, and of them those that are higher now. */
struct movement {
	unsigned both, higher;
};

static struct movement movement_since(const struct making *making, const struct column *first)
{
	const struct column *last = making->columns[making->count - 1];
	struct movement movement = {0};

	for (unsigned index = 0; index < making->ranking->counted; index++) {
		const struct ranking_row *row = &making->ranking->rows[index];

		if (!has_value(making, row, first) || !has_value(making, row, last))
			continue;
		movement.both++;
		movement.higher += cell_of(row, last)->value.value > cell_of(row, first)->value.value;
	}
	return movement;
}

/* Half of the councils have figures of it. */
static bool has_half(const struct making *making, const struct ranking_row *row, const struct column *column)
{
	unsigned both = movement_since(making, column).both;

	(void)row;
	return both && both * 2 >= making->ranking->counted;
}

/* "14 of 22 councils are higher than in September 2020" */
static const char *title_of_all(const struct making *making)
{
	const struct column *first = column_before(making, NULL, has_half);
	struct movement movement;
	struct text *text;

	if (first == making->columns[making->count - 1])
		return "Too few councils have figures of earlier months";
	movement = movement_since(making, first);
	text = composer_begin(making->composer);
	text_put_u64(text, movement.higher);
	text_put(text, " of ");
	text_put_u64(text, movement.both);
	text_put(text, movement.both == 1 ? " council" : " councils");
	text_put(text, movement.higher == 1 ? " is higher than in " : " are higher than in ");
	text_put_month_name(text, first->month);
	return composer_end(making->composer);
}

static const char *title_of(const struct making *making)
{
	const struct ranking *ranking = making->ranking;
	const char *titles[TITLES];
	unsigned count = 0;

	for (unsigned index = 0; ranking->chosen && index < ranking->row_count; index++) {
		const struct ranking_row *row = &ranking->rows[index];

		if (!ranking_row_is_of(row, ranking->chosen) || !title_of_row(making, row, true))
			continue;
		titles[count++] = title_of_row(making, row, true);
		titles[count++] = title_of_row(making, row, false);
		break;
	}
	titles[count++] = title_of_all(making);
	return figure_title_choose(titles, count);
}

static void fill(const struct making *making)
{
	const struct ranking *ranking = making->ranking;
	struct figure *figure = making->figure;

	figure_begin(figure, making->composer, FIGURE_MULTIPLES, "trend", making->count + 1, ranking->row_count + REFERENCES_MAX);
	figure_measure(figure, ranking->indicator);
	figure->is_folded = true;
	figure->title = title_of(making);
	figure->about = figure_about_months(making->composer, ranking, making->columns[0]->month, shown_words(ranking), making->input->frame);
	figure->csv_path = page_csv_path(making->composer, making->input->request, figure->id);
	add_columns(making);
	for (unsigned index = 0; index < ranking->row_count; index++)
		if (is_shown(ranking, index))
			add_row(making, &ranking->rows[index]);
	add_references(making);
	figure_end(figure, NULL);
}

enum error trend_figure_make(struct figure *figure, struct composer *composer, const struct trend_figure *input, bool *is_there)
{
	const struct ranking *ranking = input->ranking;
	struct question question = *input->request->question;
	struct making making = {figure, composer, input, ranking, NULL, 0, NULL};
	struct month_span span;
	enum error error;

	question.has_first = ranking->source == SOURCE_RETURNS;
	question.first = month_add(ranking->month, 1 - TREND_MONTHS_MAX);
	question.has_last = true;
	question.last = ranking->month;
	error = month_span_read(input->request->background->cube, &question, ranking->indicator, input->request->arena, &span, NULL);
	if (error)
		return error;
	making.count = span.count > TREND_MONTHS_MAX ? TREND_MONTHS_MAX : span.count;
	*is_there = making.count > 1;
	if (!*is_there)
		return ERROR_NONE;
	making.columns = span.columns + (span.count - making.count);
	making.values = composer_take(composer, council_count(), sizeof *making.values);
	if (!making.values)
		return composer->error;
	fill(&making);
	return ERROR_NONE;
}
