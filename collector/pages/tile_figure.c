#include "collector/pages/tile_figure.h"

#include "collector/core/absence.h"
#include "collector/core/words.h"
#include "collector/pages/council_path.h"
#include "collector/pages/page_path.h"
#include "proto/tiles.h"

enum { COLUMNS = 2, BANDS = 4 };

/* "average caseload" */
static const char *label_within(struct composer *composer, const struct headline *headline)
{
	struct text *text = composer_begin(composer);

	text_put_char(text, (char)(headline->label[0] | 0x20));
	text_put(text, headline->label + 1);
	return composer_end(composer);
}

static void add_council(struct figure *figure, const struct page_request *request, struct composer *composer, const struct glance *glance,
			unsigned column, unsigned place)
{
	static const char *const bands[BANDS] = {"A", "B", "C", "D"};
	const struct council *council = glance->matrix.councils[place];
	const struct matrix_row *at = &glance->matrix.rows[column];
	const struct matrix_cell *cell = &at->cells[place];
	struct tile tile = tile_of(council);
	struct figure_row *row = figure_add_row(figure, "council", composer_count(composer, council->code), council->name);
	const struct presence presence = {glance->matrix.source, at->indicator, council, at->field.column->month, cell->cell};
	enum symbol symbol = absence_symbol(&presence);

	row->is_placed = true;
	row->x = tile.column;
	row->y = tile.row;
	if (!composer->error)
		row->cells[0].path = council_path(composer, request, council);
	if (symbol)
		figure_add_nothing(figure, symbol_text(symbol))->remark = symbol_meaning(symbol);
	else
		figure_add_value(figure, at->indicator, cell->cell->value.value)->band =
			cell->standing.band ? bands[cell->standing.band - 'A'] : NULL;
}

/* "Bury has the highest vacancy rate"; of several only how many. */
static const char *title_of(struct composer *composer, const struct glance *glance, unsigned column)
{
	const struct matrix_row *row = &glance->matrix.rows[column];
	const char *label = label_within(composer, &glance->columns[column].headline);
	const struct council *first = NULL;
	unsigned count = 0;

	for (unsigned index = 0; index < glance->matrix.council_count; index++) {
		if (row->cells[index].standing.from_highest != 1)
			continue;
		first = count++ == 0 ? glance->matrix.councils[index] : first;
	}
	if (!first)
		return composer_join(composer, "No council has a figure: ", label);
	if (count == 1)
		return composer_join(composer, first->name, " has the highest ", label);
	return composer_join(composer, composer_count(composer, count), " councils share the highest ", label);
}

static const char *about_of(struct composer *composer, const struct glance *glance, unsigned column, const char *as_of)
{
	const struct matrix_row *row = &glance->matrix.rows[column];
	const struct column_summary *summary = &row->field.summary;
	struct text *text = composer_begin(composer);

	text_put(text, row->indicator->label);
	text_put(text, ", ");
	text_put(text, glance->matrix.area->name);
	text_put(text, ", ");
	text_put_month_name(text, row->field.column->month);
	text_put(text, glance->matrix.source == SOURCE_OFFICIAL ? ", published. " : ", councils\xe2\x80\x99 own returns. ");
	text_put_u64(text, summary->counted);
	text_put(text, " of ");
	text_put_u64(text, summary->expected);
	text_put(text, summary->expected == 1 ? " council has" : " councils have");
	text_put(text, " a figure. Each tile is a council, about where it lies; its letter is its band. ");
	text_put(text, as_of);
	return composer_end(composer);
}

void tile_figure_make(struct figure *figure, const struct page_request *request, struct composer *composer, const struct glance *glance,
		      unsigned column, const char *as_of)
{
	const struct matrix *matrix = &glance->matrix;
	struct date day = month_last_day(matrix->rows[column].field.column->month);

	figure_begin(figure, composer, FIGURE_TILES, "map", COLUMNS, matrix->council_count);
	figure_measure(figure, matrix->rows[column].indicator);
	figure->csv_path = page_csv_path(composer, request, figure->id);
	figure->title = title_of(composer, glance, column);
	figure->about = about_of(composer, glance, column, as_of);
	figure->is_folded = true;
	figure_add_column(figure, "council", "text", "Council");
	figure_add_column(figure, "value", "number", glance->columns[column].headline.label);
	for (unsigned index = 0; index < matrix->council_count; index++)
		if (council_exists_on(matrix->councils[glance->by_name[index]], day))
			add_council(figure, request, composer, glance, column, glance->by_name[index]);
	figure_end(figure, "The area had no councils in this month.");
}
