/* The last months of what the warnings name: a table, so that nobody has to turn pages in the room. */
#include "collector/core/reporter.h"
#include "collector/core/words.h"
#include "collector/pages/pack_parts.h"
#include "collector/pages/page_months.h"

enum { RECENT_MONTHS = 7, RECENT_STEP_OF_RELEASES = 12, RECENT_COLUMNS = RECENT_MONTHS + 2, RECENT_ROWS_MAX = PACK_WARNINGS_MAX * SEQUENCE_STEPS };

/* Of returns the month itself, the five before it and the one a year before; of releases the last years. */
static struct month month_at(const struct question *question, unsigned column)
{
	int back = (int)(RECENT_MONTHS - 1 - column);

	if (question->source == SOURCE_OFFICIAL)
		return month_add(question->month, -back * RECENT_STEP_OF_RELEASES);
	return month_add(question->month, column == 0 ? -RECENT_STEP_OF_RELEASES : -back);
}

static const char *month_words(struct composer *composer, struct month month)
{
	text_put_month_name(composer_begin(composer), month);
	return composer_end(composer);
}

static const char *month_code(struct composer *composer, struct month month)
{
	text_put_month(composer_begin(composer), month);
	return composer_end(composer);
}

static void add_columns(const struct pack_making *making, struct figure *figure)
{
	figure_add_column(figure, "council", "text", "Council");
	figure_add_column(figure, "indicator", "text", "Indicator");
	for (unsigned column = 0; column < RECENT_MONTHS; column++) {
		struct month month = month_at(making->request->question, column);

		figure_add_column(figure, month_code(making->composer, month), "number", month_words(making->composer, month));
	}
}

/* The council's own figure, or that of the two that it reports with. */
static enum error add_month(const struct pack_making *making, struct figure *figure, const struct council *council, const struct indicator *indicator,
			    struct month month)
{
	const struct page_request *request = making->request;
	const struct column *column;
	enum error error = cube_column(request->background->cube, request->question->source, indicator, month, &column);
	const struct cell *cell;

	if (error)
		return error;
	cell = reporter_of(column, council).cell;
	if (cell)
		figure_add_indicator_value(figure, indicator, &cell->value);
	else
		figure_add_nothing(figure, "");
	return ERROR_NONE;
}

static enum error add_row(const struct pack_making *making, struct figure *figure, const struct warning *warning, const struct warning_part *part)
{
	enum error error = ERROR_NONE;

	figure_add_row(figure, "council", composer_count(making->composer, warning->council->code), warning->who);
	figure_add_words(figure, part->indicator->label);
	for (unsigned column = 0; column < RECENT_MONTHS && !error; column++)
		error = add_month(making, figure, warning->council, part->indicator, month_at(making->request->question, column));
	return error;
}

/* Whether an earlier one is of the same council. */
static bool has_warning_before(const struct warning_list *list, unsigned index)
{
	for (unsigned before = 0; before < index; before++)
		if (list->warnings[before].council == list->warnings[index].council)
			return true;
	return false;
}

static bool is_named_before(const struct warning_list *list, unsigned index, const struct indicator *indicator)
{
	for (unsigned before = 0; before < index; before++)
		for (unsigned part = 0; part < list->warnings[before].parts_count; part++)
			if (list->warnings[before].council == list->warnings[index].council &&
			    list->warnings[before].parts[part].indicator == indicator)
				return true;
	return false;
}

/* "St. Helens and 4 other councils stand out" */
static const char *title_of(const struct pack_making *making)
{
	const struct warning_list *list = &making->view->list;
	const char *first = list->warnings[0].council->name;
	unsigned others = 0;

	for (unsigned index = 1; index < list->warnings_count; index++)
		others += !has_warning_before(list, index);
	if (others == 0)
		return composer_join(making->composer, first, " stands out");
	return composer_join(making->composer, first, " and ", composer_count(making->composer, others),
			     others == 1 ? " other stand out" : " others stand out");
}

/* "90 of 91 figures are there. " */
static const char *coverage_say(const struct pack_making *making, const struct figure *figure)
{
	unsigned known = 0;

	for (unsigned row = 0; row < figure->rows_count; row++)
		for (unsigned cell = 0; cell < figure->rows[row].cells_count; cell++)
			known += figure->rows[row].cells[cell].value && figure->rows[row].cells[cell].value[0];
	return composer_join(making->composer, composer_count(making->composer, known), " of ",
			     composer_count(making->composer, (uint64_t)figure->rows_count * RECENT_MONTHS), " figures are there. ");
}

enum error pack_recent_make(const struct pack_making *making)
{
	struct pack_view *view = making->view;
	struct figure *figure = &view->recent;
	enum error error = ERROR_NONE;

	view->has_recent = view->list.warnings_count > 0;
	if (!view->has_recent)
		return ERROR_NONE;
	figure_begin(figure, making->composer, FIGURE_TABLE, "recent", RECENT_COLUMNS, RECENT_ROWS_MAX);
	figure->is_part = true;
	add_columns(making, figure);
	for (unsigned index = 0; index < view->list.warnings_count && !error; index++) {
		const struct warning *warning = &view->list.warnings[index];

		for (unsigned part = 0; part < warning->parts_count && !error; part++)
			if (!is_named_before(&view->list, index, warning->parts[part].indicator))
				error = add_row(making, figure, warning, &warning->parts[part]);
	}
	figure->title = title_of(making);
	figure->about = composer_join(making->composer, "The figures that the sentences above name, ", view->where, ". ",
				      coverage_say(making, figure), view->frame.as_of_short);
	figure_end(figure, NULL);
	pack_figure_offer(making, figure);
	return error;
}
