/* A council's returns against the newest release up to the month: which indicators agree, and why the others do not. */
#include "collector/core/reconciliation.h"
#include "collector/core/words.h"
#include "collector/pages/council_parts.h"

enum { COLUMNS = 5, LOOKED_BACK_MONTHS = 24 };

/* The newest month, up to the one that is shown, of which both have something; *out is of the newest published one while there is none. */
static enum error newest_find(const struct council_making *making, struct reconciliation *out)
{
	struct question question = *council_question(making);
	struct month shown = question.month;
	const struct month *months;
	unsigned count;
	enum error error = cube_months(making->request->background->cube, SOURCE_OFFICIAL, &months, &count);

	*out = (struct reconciliation){.council = question.council, .month = shown};
	while (!error && count-- > 0 && out->count == 0) {
		if (month_compare(months[count], shown) > 0)
			continue;
		if (shown.index - months[count].index > LOOKED_BACK_MONTHS)
			break;
		question.month = months[count];
		error = reconciliation_make(making->request->background, &question, making->request->arena, out);
	}
	return error;
}

static void add_columns(struct figure *figure)
{
	figure_add_column(figure, "indicator", "text", "Indicator");
	figure_add_column(figure, "returns", "number", "Its return");
	figure_add_column(figure, "official", "number", "Published");
	figure_add_column(figure, "difference", "number", "Difference");
	figure_add_column(figure, "agreement", "text", "Do they agree?");
}

static void add_row(const struct council_making *making, const struct reconciled *row)
{
	struct figure *figure = &making->view->reconciliation;
	struct composer *composer = making->composer;
	struct figure_cell *cell;
	const char *words;

	figure_add_row(figure, "indicator", row->indicator->id, row->indicator->label);
	cell = figure_add_indicator_value(figure, row->indicator, &row->own.value);
	if (row->own_joint)
		cell->remark = composer_join(composer, "with ", row->own_joint->name);
	cell = figure_add_indicator_value(figure, row->indicator, &row->published.value);
	if (row->published_joint)
		cell->remark = composer_join(composer, "with ", row->published_joint->name);
	if (row->has_difference) {
		words_put_change(composer_begin(composer), row->indicator, row->difference);
		words = composer_end(composer);
		figure_add_number(figure, row->difference, row->indicator->decimals, row->indicator->decimals)->text = words;
	} else {
		figure_add_nothing(figure, "");
	}
	cell = figure_add_words(figure, agreement_title(row->agreement));
	if (agreement_is_difference(row->agreement) || row->agreement == DIFFERS_ROUNDING)
		cell->remark = row->definition ? row->definition : agreement_sentence(row->agreement);
}

/* "9 of 11 indicators agree with the published figures" */
static const char *title_of(const struct council_making *making, const struct reconciliation *made)
{
	const char *count, *agreeing;

	if (made->count == 0)
		return "Nothing can be set against published figures yet";
	count = composer_count(making->composer, made->count);
	if (made->differing == 0)
		return composer_join(making->composer, "All ", count, " indicators agree with the published figures");
	agreeing = composer_count(making->composer, made->count - made->differing);
	return composer_join(making->composer, agreeing, " of ", count, " indicators agree with the published figures");
}

enum error council_reconciliation_make(const struct council_making *making)
{
	struct figure *figure = &making->view->reconciliation;
	struct reconciliation made;
	const char *day, *lead, *why;
	enum error error = newest_find(making, &made);

	if (error)
		return error;
	figure_begin(figure, making->composer, FIGURE_TABLE, "reconciliation", COLUMNS, made.count);
	add_columns(figure);
	for (unsigned index = 0; index < made.count; index++)
		add_row(making, &made.indicators[index]);
	figure->title = title_of(making, &made);
	day = council_day(making->composer, month_last_day(made.month));
	lead = composer_join(making->composer, made.council->name, ", ", day,
			     ": its own return beside the newest release of the same date. Department for Education.");
	why = composer_join(making->composer, "On ", day, " ", reconciliation_gap(&made));
	council_figure_finish(making, figure, lead, why);
	return ERROR_NONE;
}
