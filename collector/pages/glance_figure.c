#include "collector/pages/glance_figure.h"

#include "collector/core/absence.h"
#include "collector/core/words.h"
#include "collector/pages/council_path.h"
#include "collector/pages/figure_about.h"
#include "collector/pages/figure_title.h"
#include "collector/pages/glance_key.h"
#include "collector/pages/page_path.h"

enum { REFERENCE_ROWS = 2, BANDS = 4 };

/* A table under way. */
struct drawing {
	struct figure *figure;
	const struct page_request *request;
	struct composer *composer;
	const struct glance *glance;
	bool is_detailed;
};

static bool has_figure(const struct matrix *matrix, unsigned council)
{
	for (unsigned index = 0; index < matrix->row_count; index++)
		if (matrix->rows[index].cells[council].standing.rank > 0)
			return true;
	return false;
}

static bool has_figures(const struct matrix *matrix)
{
	for (unsigned index = 0; index < matrix->council_count; index++)
		if (has_figure(matrix, index))
			return true;
	return false;
}

/* The unit where it is no share, and whose quarters the letters are where those of other columns are others'; NULL: neither. */
static const char *column_remark(const struct drawing *drawing, const struct matrix_row *row)
{
	const char *unit = row->indicator->unit[0] == '%' ? NULL : row->indicator->unit;
	bool is_england = row->field.has_england_bands && row->indicator->polarity != POLARITY_NONE && glance_key_is_mixed(&drawing->glance->matrix);

	if (!is_england)
		return unit;
	return unit ? composer_join(drawing->composer, unit, ", England’s quarters") : "England’s quarters";
}

static void add_columns(const struct drawing *drawing)
{
	const struct matrix *matrix = &drawing->glance->matrix;
	struct question question = *drawing->request->question;

	figure_add_column(drawing->figure, "council", "text", "Council");
	for (unsigned index = 0; index < matrix->row_count; index++) {
		const struct indicator *indicator = matrix->rows[index].indicator;
		struct figure_column *column =
			figure_add_column(drawing->figure, indicator->id, "number", drawing->glance->columns[index].headline.label);

		question.indicator = indicator;
		column->path = page_path(drawing->composer, "indicator", &question);
		if (matrix->source == SOURCE_OFFICIAL)
			column->remark = composer_month(drawing->composer, matrix->rows[index].field.column->month);
		else
			column->remark = column_remark(drawing, &matrix->rows[index]);
	}
}

/* Why it is missing stands on the council's page: here is only room for what the symbol means. */
static void add_absence(const struct drawing *drawing, const struct matrix_row *row, unsigned council)
{
	const struct matrix *matrix = &drawing->glance->matrix;
	enum symbol symbol = absence_symbol(
		&(struct presence){matrix->source, row->indicator, matrix->councils[council], row->field.column->month, row->cells[council].cell});

	figure_add_nothing(drawing->figure, symbol_text(symbol))->remark = symbol_meaning(symbol);
}

static void add_council_cell(const struct drawing *drawing, unsigned column, unsigned council)
{
	static const char *const bands[BANDS] = {"A", "B", "C", "D"};
	const struct matrix_row *row = &drawing->glance->matrix.rows[column];
	const struct matrix_cell *at = &row->cells[council];
	struct glance_change change;
	struct figure_cell *cell;
	struct sparkline line;

	if (!at->cell || at->cell->value.symbol) {
		add_absence(drawing, row, council);
		return;
	}
	cell = figure_add_value(drawing->figure, row->indicator, at->cell->value.value);
	if (at->standing.band)
		cell->band = bands[at->standing.band - 'A'];
	if (at->joint)
		cell->remark = composer_join(drawing->composer, "with ", at->joint->name);
	if (!drawing->is_detailed)
		return;
	change = glance_council_change(drawing->glance, column, council);
	glance_change_mark(cell, drawing->composer, row->indicator, &change);
	line = glance_council_line(drawing->glance, column, council);
	sparkline_mark(&line, cell, drawing->composer);
}

static void add_council(const struct drawing *drawing, unsigned place)
{
	const struct council *council = drawing->glance->matrix.councils[place];
	struct figure_row *row = figure_add_row(drawing->figure, "council", composer_count(drawing->composer, council->code), council->name);
	if (!drawing->composer->error)
		row->cells[0].path = council_path(drawing->composer, drawing->request, council);
	for (unsigned column = 0; column < drawing->glance->matrix.row_count; column++)
		add_council_cell(drawing, column, place);
}

/* "23 of 24" */
static const char *extent_words(struct composer *composer, const struct column_summary *sum)
{
	struct text *text = composer_begin(composer);

	text_put_u64(text, sum->pooled.included);
	text_put(text, " of ");
	text_put_u64(text, sum->expected);
	return composer_end(composer);
}

static void add_rate(const struct drawing *drawing, const struct indicator *indicator, const struct column_summary *sum, const char *published)
{
	struct composer *composer = drawing->composer;
	struct figure_cell *cell;

	if (sum->pooled.value.symbol) {
		figure_add_nothing(drawing->figure, "\xe2\x80\x93")->remark = "no rate";
		return;
	}
	cell = figure_add_value(drawing->figure, indicator, sum->pooled.value.value);
	cell->remark = extent_words(composer, sum);
	if (published)
		cell->remark = composer_join(composer, cell->remark, ", ", published);
}

/* Those of the area together, with their change and months. */
static void add_area(const struct drawing *drawing)
{
	const struct glance *glance = drawing->glance;
	const struct area *area = glance->matrix.area;
	struct figure_row *row = figure_add_row(drawing->figure, "area", area->code, area->name);

	if (!drawing->composer->error)
		row->cells[0].remark = "councils together, of how many";
	for (unsigned index = 0; index < glance->matrix.row_count; index++) {
		const struct glance_column *column = &glance->columns[index];
		struct glance_change change = glance_area_change(column);
		struct sparkline line = glance_area_line(column);

		add_rate(drawing, column->row->indicator, &column->row->field.summary, NULL);
		if (drawing->composer->error || !drawing->is_detailed)
			continue;
		row = &drawing->figure->rows[drawing->figure->rows_count - 1];
		glance_change_mark(&row->cells[row->cells_count - 1], drawing->composer, column->row->indicator, &change);
		sparkline_mark(&line, &row->cells[row->cells_count - 1], drawing->composer);
	}
}

/* Whether England's rates are those of releases beside returns. */
static bool has_releases(const struct glance *glance)
{
	for (unsigned index = 0; index < glance->matrix.row_count; index++)
		if (glance->columns[index].england && glance->columns[index].england->source != glance->matrix.source)
			return true;
	return false;
}

static void add_england(const struct drawing *drawing)
{
	const struct matrix *matrix = &drawing->glance->matrix;
	const struct area *england = area_find(SLICE_LITERAL("England"));
	struct figure_row *row = figure_add_row(drawing->figure, "england", england->code, england->name);

	if (!drawing->composer->error)
		row->cells[0].remark = has_releases(drawing->glance) ? "as published, of how many" : "councils together, of how many";
	for (unsigned index = 0; index < matrix->row_count; index++) {
		const struct column *column = drawing->glance->columns[index].england;
		bool is_other = column && column->source != matrix->source;

		if (column)
			add_rate(drawing, column->indicator, &column->england, is_other ? composer_month(drawing->composer, column->month) : NULL);
		else
			figure_add_nothing(drawing->figure, "\xe2\x80\x93")->remark = "too few councils";
	}
}

static unsigned bands_count(const struct matrix *matrix, unsigned council, char band)
{
	unsigned count = 0;

	for (unsigned index = 0; index < matrix->row_count; index++)
		count += matrix->rows[index].cells[council].standing.band == band;
	return count;
}

/* Which council has most figures in the worst quarter, or which two; more are only counted. */
static const char *title_of(const struct drawing *drawing)
{
	const struct matrix *matrix = &drawing->glance->matrix;
	const struct council *first = NULL, *second = NULL;
	const char *counted, *named;
	unsigned most = 1, ties = 0;

	for (unsigned index = 0; index < matrix->council_count; index++) {
		unsigned count = bands_count(matrix, index, 'D');

		if (count < most)
			continue;
		ties = count > most || !first ? 1 : ties + 1;
		first = ties == 1 ? matrix->councils[index] : first;
		second = ties == 2 ? matrix->councils[index] : second;
		most = count;
	}
	if (!first)
		return "How each council stands this month";
	if (ties == 1)
		return composer_join(drawing->composer, first->name, " has most figures in band D");
	counted = composer_join(drawing->composer, composer_count(drawing->composer, ties), " councils have most figures in band D");
	if (ties > 2)
		return counted;
	named = composer_join(drawing->composer, first->name, " and ", second->name, " have most figures in band D");
	return figure_title_fits(named) ? named : counted;
}

static unsigned councils_with_figures(const struct matrix *matrix)
{
	unsigned count = 0;

	for (unsigned index = 0; index < matrix->council_count; index++)
		count += has_figure(matrix, index);
	return count;
}

static const char *about_of(const struct drawing *drawing, const char *as_of)
{
	const struct matrix *matrix = &drawing->glance->matrix;
	struct composer *composer = drawing->composer;
	struct area_about about = {.what = "Headline indicators"};

	about.coverage = figure_coverage(composer, councils_with_figures(matrix), matrix->council_count);
	if (has_figures(matrix))
		about.remark = glance_key_bands(matrix);
	if (about.remark && drawing->is_detailed)
		about.remark = composer_join(composer, about.remark, " Arrows: change on the year. Lines: ",
					     matrix->source == SOURCE_OFFICIAL ? "up to 12 years." : "the last 12 months.");
	return figure_area_about(composer, drawing->request->question, &about, as_of);
}

static void add_rows(const struct drawing *drawing)
{
	const struct matrix *matrix = &drawing->glance->matrix;

	for (unsigned index = 0; index < matrix->council_count; index++)
		if (drawing->is_detailed || has_figure(matrix, drawing->glance->by_name[index]))
			add_council(drawing, drawing->glance->by_name[index]);
	add_area(drawing);
	if (matrix->area->kind != AREA_ENGLAND)
		add_england(drawing);
}

void glance_figure_make(struct figure *figure, const struct page_request *request, struct composer *composer, const struct glance *glance,
			const char *as_of)
{
	const struct matrix *matrix = &glance->matrix;
	const struct drawing drawing = {figure, request, composer, glance, matrix->council_count <= GLANCE_DETAIL_COUNCILS_MAX};

	figure_begin(figure, composer, FIGURE_HEAT, "indicators", 1 + headline_count(), matrix->council_count + REFERENCE_ROWS);
	figure->csv_path = page_csv_path(composer, request, figure->id);
	figure->title = title_of(&drawing);
	figure->about = about_of(&drawing, as_of);
	add_columns(&drawing);
	if (has_figures(matrix))
		add_rows(&drawing);
	figure_end(figure, matrix->source == SOURCE_OFFICIAL ? "None of these figures was published within the year up to this month."
							     : "No council has figures of this month.");
}
