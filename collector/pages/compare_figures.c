#include "collector/pages/compare_figures.h"

#include <stdlib.h>

#include "collector/core/extent.h"
#include "collector/core/matrix.h"
#include "collector/core/month_span.h"
#include "collector/core/reporter.h"
#include "collector/core/words.h"
#include "collector/pages/council_path.h"
#include "collector/pages/figure_about.h"
#include "collector/pages/figure_title.h"
#include "collector/pages/headline.h"
#include "collector/pages/page_path.h"

enum { REFERENCE_COLUMNS = 2, TITLE_BYTES = 200 };

/* "Vacancy rate (FTE), 3 councils, September 2021, in %, by councils' own returns. As of ..." */
static const char *about(const struct compare_making *making, const struct indicator *indicator, const char *when)
{
	struct text *text = composer_begin(making->composer);

	text_put(text, indicator ? indicator->label : "Chosen indicators");
	text_put(text, ", ");
	text_put(text, making->question->area->name);
	text_put(text, ", ");
	text_put(text, when);
	if (indicator)
		text_put(text, ", ");
	if (indicator)
		figure_put_source(text, indicator, making->question->source);
	text_put(text, ". ");
	text_put(text, making->frame->as_of_short);
	return composer_end(making->composer);
}

static const char *month_words(struct composer *composer, struct month month)
{
	text_put_month_name(composer_begin(composer), month);
	return composer_end(composer);
}

static void add_standing(struct figure_cell *cell, const struct standing *standing, unsigned counted, struct composer *composer)
{
	static const char *const bands[] = {"A", "B", "C", "D"};
	const char *rank, *of;

	if (standing->rank == 0)
		return;
	rank = composer_count(composer, standing->rank);
	of = composer_count(composer, counted);
	cell->remark = composer_join(composer, "rank ", rank, " of ", of);
	cell->band = standing->band ? bands[standing->band - 'A'] : NULL;
}

static void add_council(const struct compare_making *making, struct figure *figure, const struct matrix *matrix, unsigned index)
{
	const struct council *council = matrix->councils[index];
	struct figure_row *row = figure_add_row(figure, "council", composer_count(making->composer, council->code), council->name);

	if (row->cells)
		row->cells[0].path = council_path(making->composer, making->request, council);
	for (unsigned place = 0; place < matrix->row_count; place++) {
		const struct matrix_row *of = &matrix->rows[place];
		const struct matrix_cell *cell = &of->cells[index];
		struct figure_cell *added;

		if (!cell->cell) {
			figure_add_nothing(figure, "–");
			continue;
		}
		added = figure_add_indicator_value(figure, of->indicator, &cell->cell->value);
		add_standing(added, &cell->standing, of->field.summary.counted, making->composer);
	}
}

static void add_summary(struct figure *figure, const struct indicator *indicator, const struct column_summary *summary, bool is_known,
			struct composer *composer)
{
	struct figure_cell *added;
	const char *included, *expected;

	if (!is_known || !summary->pooled.included || summary->pooled.value.symbol) {
		figure_add_nothing(figure, "–");
		return;
	}
	added = figure_add_value(figure, indicator, summary->pooled.value.value);
	included = composer_count(composer, summary->pooled.included);
	expected = composer_count(composer, summary->expected);
	added->remark = composer_join(composer, included, " of ", expected, " councils");
}

static void add_references(const struct compare_making *making, struct figure *figure, const struct matrix *matrix)
{
	figure_add_row(figure, "area", NULL, composer_join(making->composer, making->question->area->name, ", pooled"));
	for (unsigned place = 0; place < matrix->row_count; place++)
		add_summary(figure, matrix->rows[place].indicator, &matrix->rows[place].field.summary, true, making->composer);
	if (making->question->area->kind == AREA_ENGLAND)
		return;
	figure_add_row(figure, "england", NULL, "England, pooled");
	for (unsigned place = 0; place < matrix->row_count; place++) {
		const struct column_summary *england = &matrix->rows[place].field.column->england;

		add_summary(figure, matrix->rows[place].indicator, england, extent_is_england(england), making->composer);
	}
}

enum error compare_values_make(const struct compare_making *making, struct figure *figure)
{
	struct question question = *making->question;
	struct matrix *matrix = composer_take(making->composer, 1, sizeof *matrix);
	enum error error;

	if (!matrix)
		return making->composer->error;
	question.has_month = true;
	question.month = question.last;
	error = matrix_make_of(making->request->background, &question, question.indicators, question.indicator_count, making->request->arena, matrix);
	if (error)
		return error;
	figure_begin(figure, making->composer, FIGURE_TABLE, "values", matrix->row_count + 1, matrix->council_count + 2);
	figure->title = composer_join(making->composer, "Side by side in ", month_words(making->composer, question.last));
	figure->about = about(making, NULL, month_words(making->composer, question.last));
	figure->csv_path = page_csv_path(making->composer, making->request, figure->id);
	figure->is_sortable = true;
	figure_add_column(figure, "council", "text", "Council");
	for (unsigned place = 0; place < matrix->row_count; place++) {
		const struct indicator *indicator = matrix->rows[place].indicator;

		figure_add_column(figure, indicator->id, "number", headline_label(indicator))->remark = indicator->unit;
	}
	for (unsigned index = 0; index < matrix->council_count; index++)
		add_council(making, figure, matrix, index);
	if (matrix->council_count > 0)
		add_references(making, figure, matrix);
	figure_end(figure, "None of these councils exists in this month.");
	return ERROR_NONE;
}

/* The reporters of the last month, a column each, as far as they are of the area. */
struct lines {
	const struct compare_making *making;
	const struct indicator *indicator;
	const struct month_span *span;
	unsigned count;
	struct reporter *reporters;
	int64_t *values; /* room for a column's */
};

/* The same reporter's figure in another month; NULL when there is no number. */
static const struct cell *cell_of(const struct lines *lines, unsigned index, const struct column *column)
{
	struct reporter then = reporter_of(column, lines->reporters[index].council);

	return then.cell && reporter_is_same(&then, &lines->reporters[index]) && !then.cell->value.symbol ? then.cell : NULL;
}

/* "St. Helens rose most, from 13.6% to 21.2%": the largest difference between the first and the last month. */
static const char *title_of(const struct lines *lines)
{
	const struct column *first = lines->span->columns[0], *last = lines->span->columns[lines->span->count - 1];
	const struct cell *before = NULL, *now = NULL;
	unsigned most = 0;
	struct text *text;
	const char *titles[2];

	for (unsigned index = 0; index < lines->count; index++) {
		const struct cell *a = cell_of(lines, index, first), *b = cell_of(lines, index, last);

		if (!a || !b || (now && llabs(b->value.value - a->value.value) <= llabs(now->value.value - before->value.value)))
			continue;
		before = a;
		now = b;
		most = index;
	}
	titles[1] = composer_join(lines->making->composer, headline_label(lines->indicator), " over time");
	if (!now || now->value.value == before->value.value)
		return titles[1];
	text = composer_begin(lines->making->composer);
	text_put(text, lines->reporters[most].council->name);
	text_put(text, now->value.value > before->value.value ? " rose most, from " : " fell most, from ");
	words_put_short(text, lines->indicator, before->value.value);
	text_put(text, " to ");
	words_put_short(text, lines->indicator, now->value.value);
	titles[0] = composer_end(lines->making->composer);
	return figure_title_choose(titles, 2);
}

static void add_columns(const struct lines *lines, struct figure *figure)
{
	struct composer *composer = lines->making->composer;
	const char *area = lines->making->question->area->name;

	figure_add_column(figure, "month", "month", "Month");
	for (unsigned index = 0; index < lines->count; index++) {
		const struct reporter *reporter = &lines->reporters[index];
		const char *name = reporter->council->name;

		if (reporter->joint)
			name = composer_join(composer, name, " / ", reporter->joint->name);
		figure_add_column(figure, composer_join(composer, "council_", composer_count(composer, reporter->council->code)), "number", name);
	}
	figure_add_column(figure, "area", "number", composer_join(composer, area, ", pooled"));
	figure_add_column(figure, "england", "number", "England, pooled");
}

static void add_month(const struct lines *lines, struct figure *figure, const struct column *column)
{
	struct composer *composer = lines->making->composer;
	const char *key;
	struct column_summary summary;

	text_put_month(composer_begin(composer), column->month);
	key = composer_end(composer);
	figure_add_row(figure, "month", key, month_words(composer, column->month));
	for (unsigned index = 0; index < lines->count; index++) {
		struct reporter then = reporter_of(column, lines->reporters[index].council);

		if (then.cell && reporter_is_same(&then, &lines->reporters[index]))
			figure_add_indicator_value(figure, lines->indicator, &then.cell->value);
		else
			figure_add_nothing(figure, "");
	}
	column_sum(column, lines->making->question->area, lines->values, &summary);
	add_summary(figure, lines->indicator, &summary, true, composer);
	add_summary(figure, lines->indicator, &column->england, extent_is_england(&column->england), composer);
}

static void fill(const struct lines *lines, struct figure *figure)
{
	const struct compare_making *making = lines->making;
	const char *first, *last;

	figure->title = title_of(lines);
	first = month_words(making->composer, lines->span->first);
	last = month_words(making->composer, lines->span->last);
	figure->about = about(making, lines->indicator, composer_join(making->composer, first, " to ", last));
	add_columns(lines, figure);
	for (unsigned index = 0; index < lines->span->count; index++)
		add_month(lines, figure, lines->span->columns[index]);
}

enum error compare_months_make(const struct compare_making *making, const struct indicator *indicator, struct figure *figure)
{
	struct month_span span;
	struct lines lines = {.making = making, .indicator = indicator, .span = &span};
	const char *id = composer_join(making->composer, "months-", indicator->id);
	enum error error = month_span_read(making->request->background->cube, making->question, indicator, making->request->arena, &span, NULL);

	if (error)
		return error;
	lines.reporters = composer_take(making->composer, council_count(), sizeof *lines.reporters);
	lines.values = composer_take(making->composer, council_count(), sizeof *lines.values);
	if (making->composer->error)
		return making->composer->error;
	if (span.count > 0)
		lines.count = reporters_of(span.columns[span.count - 1], making->question->area, lines.reporters);
	figure_begin(figure, making->composer, FIGURE_LINES, id, lines.count + 1 + REFERENCE_COLUMNS, span.count);
	figure_measure(figure, indicator);
	figure->csv_path = page_csv_path(making->composer, making->request, id);
	figure->is_folded = true;
	figure->title = composer_join(making->composer, headline_label(indicator), " over time");
	if (span.count > 0)
		fill(&lines, figure);
	figure_end(figure, "No month of these has a figure.");
	return ERROR_NONE;
}
