/*
 * One indicator over the months. A few councils are lines in one picture, whose table has a row a month and a column a council; more are panels of their own,
 * whose table has a row a council and a column a month.
 */
#include <stdlib.h>

#include "collector/core/extent.h"
#include "collector/core/month_span.h"
#include "collector/core/reporter.h"
#include "collector/core/words.h"
#include "collector/pages/compare_figures.h"
#include "collector/pages/council_path.h"
#include "collector/pages/figure_title.h"
#include "collector/pages/headline.h"
#include "collector/pages/page_path.h"

enum { REFERENCES_MAX = 2, TITLES = 3 };

/* The last month's reporters of the area, and the months. */
struct months {
	const struct compare_making *making;
	struct composer *composer;
	const struct area *area;
	const struct indicator *indicator;
	const struct month_span *span;
	unsigned count; /* reporters that are shown */
	struct reporter *reporters;
	int64_t *values; /* room for a column's */
	bool has_england;
	unsigned version;           /* of the definitions of the last month's figures */
	unsigned counted, expected; /* in the last month */
};

/* The same reporter's figure in another month; NULL when it has no record then. */
static const struct cell *cell_of(const struct months *months, unsigned index, const struct column *column)
{
	struct reporter then = reporter_of(column, months->reporters[index].council);

	return then.cell && reporter_is_same(&then, &months->reporters[index]) ? then.cell : NULL;
}

/* A number that means the same as the last month's. */
static const struct cell *value_of(const struct months *months, unsigned index, const struct column *column)
{
	const struct cell *cell = cell_of(months, index, column);

	return cell && !cell->value.symbol && !cell_is_other(months->indicator, cell, months->version) ? cell : NULL;
}

static const char *name_of(const struct months *months, unsigned index)
{
	const struct reporter *reporter = &months->reporters[index];

	if (!reporter->joint)
		return reporter->council->name;
	return composer_join(months->composer, reporter->council->name, " / ", reporter->joint->name);
}

/* Who moved most between the first and the last month. */
struct most {
	const struct cell *before, *now;
	unsigned index;
};

static struct most most_of(const struct months *months)
{
	const struct column *first = months->span->columns[0], *last = months->span->columns[months->span->count - 1];
	struct most most = {0};

	for (unsigned index = 0; index < months->count; index++) {
		const struct cell *before = value_of(months, index, first), *now = value_of(months, index, last);

		if (before && now &&
		    (!most.now || llabs(now->value.value - before->value.value) > llabs(most.now->value.value - most.before->value.value)))
			most = (struct most){before, now, index};
	}
	return most;
}

/* "Vacancy rate: St. Helens rose most, 13.6% to 21.2%" */
static const char *title_of(const struct months *months)
{
	struct composer *composer = months->composer;
	struct most most = months->span->count > 1 ? most_of(months) : (struct most){0};
	const char *titles[TITLES], *who;
	struct text *text;
	unsigned count = 0;

	if (most.now && most.now->value.value != most.before->value.value) {
		const char *verb = most.now->value.value > most.before->value.value ? " rose most" : " fell most";

		who = composer_join(composer, headline_label(months->indicator), ": ", name_of(months, most.index), verb);
		text = composer_begin(composer);
		text_put(text, who);
		text_put(text, ", ");
		words_put_short(text, months->indicator, most.before->value.value);
		text_put(text, " to ");
		words_put_short(text, months->indicator, most.now->value.value);
		titles[count++] = composer_end(composer);
		titles[count++] = who;
	}
	titles[count++] = composer_join(composer, headline_label(months->indicator), " over time");
	return figure_title_choose(titles, count);
}

static void add_cell(const struct months *months, struct figure *figure, const struct cell *cell)
{
	struct figure_cell *added;

	if (!cell) {
		figure_add_nothing(figure, symbol_text(SYMBOL_X))->remark = symbol_meaning(SYMBOL_X);
		return;
	}
	added = figure_add_indicator_value(figure, months->indicator, &cell->value);
	if (cell_is_other(months->indicator, cell, months->version))
		added->remark = "by another definition";
}

static void add_area(const struct months *months, struct figure *figure, const struct column *column)
{
	struct column_summary summary;

	column_sum(column, months->area, months->values, &summary);
	compare_add_summary(figure, months->indicator, &summary);
}

static void add_england(const struct months *months, struct figure *figure, const struct column *column)
{
	static const struct column_summary nothing;

	compare_add_summary(figure, months->indicator, extent_is_england(&column->england) ? &column->england : &nothing);
}

static const char *month_code(struct composer *composer, struct month month)
{
	text_put_month(composer_begin(composer), month);
	return composer_end(composer);
}

/* A row a month. */
static void fill_lines(const struct months *months, struct figure *figure)
{
	struct composer *composer = months->composer;

	figure_add_column(figure, "month", "month", "Month");
	for (unsigned index = 0; index < months->count; index++) {
		const char *code = composer_count(composer, months->reporters[index].council->code);

		figure_add_column(figure, composer_join(composer, "council_", code), "number", name_of(months, index));
	}
	figure_add_column(figure, "area", "number", composer_join(composer, months->area->name, ", pooled"));
	if (months->has_england)
		figure_add_column(figure, "england", "number", "England, pooled");
	for (unsigned place = 0; place < months->span->count; place++) {
		const struct column *column = months->span->columns[place];
		const char *code = month_code(composer, column->month);

		figure_add_row(figure, "month", code, compare_month(composer, column->month));
		for (unsigned index = 0; index < months->count; index++)
			add_cell(months, figure, cell_of(months, index, column));
		add_area(months, figure, column);
		if (months->has_england)
			add_england(months, figure, column);
	}
}

static void add_panel(const struct months *months, struct figure *figure, unsigned index)
{
	const struct council *council = months->reporters[index].council;
	struct figure_row *row = figure_add_row(figure, "council", composer_count(months->composer, council->code), name_of(months, index));

	if (row->cells)
		row->cells[0].path = council_path(months->composer, months->making->request, council);
	for (unsigned place = 0; place < months->span->count; place++)
		add_cell(months, figure, cell_of(months, index, months->span->columns[place]));
}

/* A row a council. */
static void fill_panels(const struct months *months, struct figure *figure)
{
	struct composer *composer = months->composer;

	figure_add_column(figure, "council", "text", "Council");
	for (unsigned place = 0; place < months->span->count; place++) {
		const char *code = month_code(composer, months->span->columns[place]->month);

		figure_add_column(figure, code, "number", compare_month(composer, months->span->columns[place]->month));
	}
	for (unsigned index = 0; index < months->count; index++)
		add_panel(months, figure, index);
	figure_add_row(figure, "area", NULL, composer_join(composer, months->area->name, ", pooled"));
	for (unsigned place = 0; place < months->span->count; place++)
		add_area(months, figure, months->span->columns[place]);
	if (!months->has_england)
		return;
	figure_add_row(figure, "england", NULL, "England, pooled");
	for (unsigned place = 0; place < months->span->count; place++)
		add_england(months, figure, months->span->columns[place]);
}

/* Who is shown, and what is known of the last month. */
static void read_last(struct months *months)
{
	const struct column *last = months->span->columns[months->span->count - 1];
	struct column_summary summary;

	column_sum(last, months->area, months->values, &summary);
	months->count = reporters_of(last, months->area, months->reporters);
	months->counted = summary.counted;
	months->expected = summary.expected;
	months->version = summary.definition_version;
	if (months->count > COMPARE_COUNCILS_MAX)
		months->count = 0;
	for (unsigned place = 0; place < months->span->count && months->area->kind != AREA_ENGLAND; place++)
		months->has_england |= extent_is_england(&months->span->columns[place]->england);
}

/* "In the last month 3 of 3 councils have a figure." */
static const char *coverage_of(const struct months *months)
{
	const char *counted = composer_count(months->composer, months->counted);
	const char *expected = composer_count(months->composer, months->expected);
	const char *shown = months->count == 0 && months->expected > COMPARE_COUNCILS_MAX ? " Shown is what they make together." : "";

	return composer_join(months->composer, "In the last month ", counted, " of ", expected, " councils have a figure.", shown);
}

static void fill(struct months *months, struct figure *figure, const char *id)
{
	bool has_panels = months->count > COMPARE_LINES_MAX;
	unsigned places = months->span->count;
	unsigned columns = 1 + (has_panels ? places : months->count + REFERENCES_MAX);
	unsigned rows = has_panels ? months->count + REFERENCES_MAX : places;
	const char *first, *last;

	figure_begin(figure, months->composer, has_panels ? FIGURE_MULTIPLES : FIGURE_LINES, id, columns, rows);
	figure_measure(figure, months->indicator);
	figure->csv_path = page_csv_path(months->composer, months->making->request, id);
	figure->is_folded = true;
	figure->title = title_of(months);
	first = compare_month(months->composer, months->span->first);
	last = compare_month(months->composer, months->span->last);
	figure->about = compare_about(months->making, months->indicator, composer_join(months->composer, first, " to ", last), coverage_of(months));
	if (has_panels)
		fill_panels(months, figure);
	else
		fill_lines(months, figure);
	figure_end(figure, NULL);
}

static void fill_nothing(const struct months *months, struct figure *figure, const char *id)
{
	figure_begin(figure, months->composer, FIGURE_LINES, id, 1, 0);
	figure->csv_path = page_csv_path(months->composer, months->making->request, id);
	figure->title = composer_join(months->composer, headline_label(months->indicator), " over time");
	figure->about = composer_join(months->composer, months->indicator->label, ", ", months->area->name, ".");
	figure_end(figure, "No month of these has a figure.");
}

enum error compare_months_make(const struct compare_making *making, const struct indicator *indicator, struct figure *figure)
{
	struct composer *composer = making->composer;
	const struct question *question = making->request->question;
	struct month_span span;
	struct months months = {.making = making, .composer = composer, .area = question->area, .indicator = indicator, .span = &span};
	const char *id = composer_join(composer, "months-", indicator->id);
	enum error error = month_span_read(making->request->background->cube, question, indicator, making->request->arena, &span, NULL);

	if (error)
		return error;
	months.reporters = composer_take(composer, council_count(), sizeof *months.reporters);
	months.values = composer_take(composer, council_count(), sizeof *months.values);
	if (composer->error)
		return composer->error;
	if (span.count == 0) {
		fill_nothing(&months, figure, id);
		return ERROR_NONE;
	}
	read_last(&months);
	fill(&months, figure, id);
	return ERROR_NONE;
}
