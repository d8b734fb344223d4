/* A council's statistical neighbours, nearest first: their headline figures, and whether they have it for a neighbour too. */
#include <string.h>

#include "collector/core/area_text.h"
#include "collector/core/recent_column.h"
#include "collector/core/reporter.h"
#include "collector/pages/council_parts.h"
#include "collector/pages/headline.h"
#include "collector/pages/page_path.h"

enum { COLUMNS_BEFORE = 3 };

static void add_columns(struct figure *figure)
{
	figure_add_column(figure, "council", "text", "Council");
	figure_add_column(figure, "place", "number", "Place");
	figure_add_column(figure, "mutual", "text", "Mutual");
	for (unsigned index = 0; index < headline_count(); index++)
		figure_add_column(figure, headline_at(index).indicator->id, "number", headline_at(index).label);
}

/* The headline figures of one council; of releases the newest within a year. */
static enum error add_values(const struct council_making *making, const struct council *council)
{
	static const struct indicator_value none = {.symbol = SYMBOL_X};
	const struct question *question = council_question(making);

	for (unsigned index = 0; index < headline_count(); index++) {
		const struct indicator *indicator = headline_at(index).indicator;
		const struct column *column;
		struct reporter reporter = {0};
		struct figure_cell *cell;
		enum error error = recent_column(making->request->background->cube, question->source, indicator, question->month, &column);

		if (error)
			return error;
		if (column)
			reporter = reporter_of(column, council);
		cell = figure_add_indicator_value(&making->view->neighbours, indicator, reporter.cell ? &reporter.cell->value : &none);
		cell->remark = NULL; /* so many would hide the figures: what symbols mean stands above */
		if (column && reporter_other(&reporter, council))
			cell->remark = composer_join(making->composer, "with ", reporter_other(&reporter, council)->name);
	}
	return ERROR_NONE;
}

/* Of a council without any figure one remark says so, not a row of symbols, and no link leads to its empty page. */
static void empty_row(const struct council_making *making, struct figure_row *row)
{
	bool is_empty = true;

	if (!row->cells)
		return;
	for (unsigned index = COLUMNS_BEFORE; index < row->cells_count; index++)
		is_empty &= strcmp(row->cells[index].text, symbol_text(SYMBOL_X)) == 0;
	if (!is_empty || row->cells_count <= COLUMNS_BEFORE)
		return;
	row->cells[0].remark = composer_join(making->composer, row->cells[0].remark, ", no figure here");
	row->cells[0].path = NULL;
	for (unsigned index = COLUMNS_BEFORE; index < row->cells_count; index++)
		row->cells[index].text = "";
}

static enum error add_row(const struct council_making *making, const struct council *council, unsigned place)
{
	const struct council *own = council_question(making)->council;
	const char *code = composer_count(making->composer, council->code);
	const char *path = place ? council_beside_path(making, council) : NULL;
	struct figure *figure = &making->view->neighbours;
	struct figure_row *row = figure_add_row(figure, "council", code, council->name);
	enum error error;

	row->is_focus = place == 0;
	if (row->cells) {
		row->cells[0].path = path;
		row->cells[0].remark = council->region_name;
	}
	if (place)
		figure_add_number(figure, place, 0, 0);
	else
		figure_add_nothing(figure, "");
	figure_add_words(figure, !place ? "" : neighbours_name(own, council) ? "yes" : "no");
	error = add_values(making, council);
	if (!error && !making->composer->error)
		empty_row(making, row);
	return error;
}

/* The area of the council and its neighbours. */
static enum error neighbours_path(const struct council_making *making, const struct council *council)
{
	const struct area_text text = {.kind = AREA_NEIGHBOURS, .council_count = 1, .councils = {council->code}};
	struct question question = *council_question(making);
	enum error error = area_text_make(&text, NULL, 0, making->request->arena, &question.area);

	if (!error)
		making->view->neighbours_path = page_path(making->composer, "indicator", &question);
	return error;
}

static void say_note(const struct council_making *making, const struct council *council, unsigned mutual, unsigned count)
{
	struct text *text = composer_begin(making->composer);

	text_put(text, "Statistical neighbours are the councils most alike in who lives there, as the Department for Education’s model has them. The "
		       "links are "
		       "not mutual: ");
	if (mutual == 0)
		text_put(text, "none");
	else
		text_put_u64(text, mutual);
	text_put(text, " of these ");
	text_put_u64(text, count);
	text_put(text, mutual == 1 || mutual == 0 ? " has " : " have ");
	text_put(text, council->name);
	text_put(text, " for a neighbour too.");
	making->view->neighbours_note = composer_end(making->composer);
}

/* " x: not available." of the symbols that stand in the table. */
static const char *symbols_of(const struct council_making *making)
{
	const struct figure *figure = &making->view->neighbours;
	struct text *text = composer_begin(making->composer);

	for (enum symbol symbol = SYMBOL_C; symbol <= SYMBOL_K; symbol++) {
		bool is_there = false;

		for (unsigned row = 0; row < figure->rows_count; row++)
			for (unsigned cell = COLUMNS_BEFORE; cell < figure->rows[row].cells_count; cell++)
				is_there |= strcmp(figure->rows[row].cells[cell].text, symbol_text(symbol)) == 0;
		if (!is_there)
			continue;
		text_put_char(text, ' ');
		text_put(text, symbol_text(symbol));
		text_put(text, ": ");
		text_put(text, symbol_meaning(symbol));
		text_put_char(text, '.');
	}
	return composer_end(making->composer);
}

static const char *title_of(const struct council_making *making, unsigned mutual, unsigned count)
{
	const char *of = composer_count(making->composer, count);

	if (mutual == count)
		return composer_join(making->composer, "All ", of, " neighbours name it as their neighbour too");
	return composer_join(making->composer, mutual ? composer_count(making->composer, mutual) : "None", " of its ", of,
			     mutual == 1 ? " neighbours names it too" : " neighbours name it too");
}

enum error council_neighbours_make(const struct council_making *making)
{
	const struct council *council = council_question(making)->council;
	struct figure *figure = &making->view->neighbours;
	const char *month = council_month(making->composer, council_question(making)->month);
	unsigned count = 0, mutual = 0;
	enum error error = ERROR_NONE;

	figure_begin(figure, making->composer, FIGURE_TABLE, "neighbours", COLUMNS_BEFORE + headline_count(), NEIGHBOUR_COUNT + 1);
	figure->is_sortable = true;
	add_columns(figure);
	if (council->neighbours[0])
		error = add_row(making, council, 0);
	for (; count < NEIGHBOUR_COUNT && council->neighbours[count] && !error && !making->composer->error; count++) {
		const struct council *neighbour = council_find(council->neighbours[count]);

		INVARIANT(neighbour);
		mutual += neighbours_name(council, neighbour);
		error = add_row(making, neighbour, count + 1);
	}
	if (!error && count)
		error = neighbours_path(making, council);
	figure->title = count ? title_of(making, mutual, count) : "It has no statistical neighbours";
	say_note(making, council, mutual, count);
	council_figure_finish(making, figure,
			      composer_join(making->composer, council->name, " and its statistical neighbours, ", month,
					    ". Neighbours: Department for Education, 2025.", symbols_of(making)),
			      "The Department for Education’s model of neighbours has none of this council, which did not exist when it was made or "
			      "has been replaced since.");
	return error;
}
