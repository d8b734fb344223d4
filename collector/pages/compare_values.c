/* What was chosen side by side, in the last month. */
#include "collector/core/absence.h"
#include "collector/core/extent.h"
#include "collector/core/matrix.h"
#include "collector/pages/compare_figures.h"
#include "collector/pages/council_path.h"
#include "collector/pages/figure_about.h"
#include "collector/pages/headline.h"
#include "collector/pages/page_path.h"

const char *compare_month(struct composer *composer, struct month month)
{
	text_put_month_name(composer_begin(composer), month);
	return composer_end(composer);
}

const char *compare_about(const struct compare_making *making, const struct indicator *indicator, const char *when, const char *coverage)
{
	const struct question *question = making->request->question;
	struct text *text = composer_begin(making->composer);

	text_put(text, indicator ? indicator->label : "What was chosen");
	text_put(text, ", ");
	text_put(text, question->area->name);
	text_put(text, ", ");
	text_put(text, when);
	text_put(text, ", ");
	if (indicator)
		figure_put_source(text, indicator, question->source);
	else
		text_put(text, question->source == SOURCE_OFFICIAL ? "by published releases" : "by councils’ own returns");
	text_put(text, ". ");
	text_put(text, coverage);
	text_put_char(text, ' ');
	text_put(text, making->frame->as_of_short);
	return composer_end(making->composer);
}

void compare_add_summary(struct figure *figure, const struct indicator *indicator, const struct column_summary *summary)
{
	struct composer *composer = figure->composer;
	const char *included, *expected;
	struct figure_cell *added;

	if (!summary->pooled.included || summary->pooled.value.symbol) {
		figure_add_nothing(figure, "–");
		return;
	}
	included = composer_count(composer, summary->pooled.included);
	expected = composer_count(composer, summary->expected);
	added = figure_add_value(figure, indicator, summary->pooled.value.value);
	added->remark = composer_join(composer, included, " of ", expected, " councils");
}

static void add_absence(struct figure *figure, const struct matrix *matrix, const struct matrix_row *row, unsigned council)
{
	const struct presence presence = {matrix->source, row->indicator, matrix->councils[council], row->field.column->month,
					  row->cells[council].cell};
	const char *why;

	absence_put(composer_begin(figure->composer), &presence);
	why = composer_end(figure->composer);
	figure_add_nothing(figure, symbol_text(absence_symbol(&presence)))->remark = why;
}

/* The value, its rank, and with whom it is shared. */
static void add_value(struct figure *figure, const struct matrix_row *row, unsigned council)
{
	const struct matrix_cell *cell = &row->cells[council];
	struct composer *composer = figure->composer;
	const char *rank = composer_count(composer, cell->standing.rank);
	const char *of = composer_count(composer, row->field.summary.counted);
	const char *with = cell->joint ? composer_join(composer, ", together with ", cell->joint->name) : "";

	figure_add_value(figure, row->indicator, cell->cell->value.value)->remark = composer_join(composer, "rank ", rank, " of ", of, with);
}

static void add_council(const struct compare_making *making, struct figure *figure, const struct matrix *matrix, unsigned index)
{
	const struct council *council = matrix->councils[index];
	struct figure_row *row = figure_add_row(figure, "council", composer_count(making->composer, council->code), council->name);

	if (row->cells)
		row->cells[0].path = council_path(making->composer, making->request, council);
	for (unsigned place = 0; place < matrix->row_count; place++) {
		const struct matrix_cell *cell = &matrix->rows[place].cells[index];

		if (cell->standing.rank > 0)
			add_value(figure, &matrix->rows[place], index);
		else
			add_absence(figure, matrix, &matrix->rows[place], index);
	}
}

static bool has_england(const struct matrix *matrix)
{
	bool has = false;

	for (unsigned place = 0; place < matrix->row_count && matrix->area->kind != AREA_ENGLAND; place++)
		has |= extent_is_england(&matrix->rows[place].field.column->england);
	return has;
}

static void add_references(struct figure *figure, const struct matrix *matrix)
{
	static const struct column_summary nothing;

	figure_add_row(figure, "area", NULL, composer_join(figure->composer, matrix->area->name, ", pooled"));
	for (unsigned place = 0; place < matrix->row_count; place++)
		compare_add_summary(figure, matrix->rows[place].indicator, &matrix->rows[place].field.summary);
	if (!has_england(matrix))
		return;
	figure_add_row(figure, "england", NULL, "England, pooled");
	for (unsigned place = 0; place < matrix->row_count; place++) {
		const struct column_summary *england = &matrix->rows[place].field.column->england;

		compare_add_summary(figure, matrix->rows[place].indicator, extent_is_england(england) ? england : &nothing);
	}
}

/* "St. Helens has the highest vacancy rate, 21.2%" is said by the indicator's page; here nobody is singled out. */
static const char *title_of(const struct compare_making *making, const struct matrix *matrix)
{
	struct composer *composer = making->composer;
	const char *councils = composer_count(composer, matrix->council_count);
	const char *month = compare_month(composer, matrix->month);

	return composer_join(composer, councils, matrix->council_count == 1 ? " council in " : " councils compared in ", month);
}

/* "Of the 2 indicators 3 of 3 councils have a figure." */
static const char *coverage_of(const struct compare_making *making, const struct matrix *matrix)
{
	struct text *text;
	struct extent extent = {0};

	for (unsigned place = 0; place < matrix->row_count; place++)
		extent_see(&extent, matrix->rows[place].field.summary.counted, matrix->rows[place].field.summary.expected);
	text = composer_begin(making->composer);
	text_put(text, "With a figure: ");
	extent_put(text, &extent);
	text_put(text, " councils.");
	return composer_end(making->composer);
}

enum error compare_values_make(const struct compare_making *making, struct figure *figure)
{
	const struct question *question = making->request->question;
	struct matrix *matrix = composer_take(making->composer, 1, sizeof *matrix);
	enum error error;

	if (!matrix)
		return making->composer->error;
	error = matrix_make_of(making->request->background, question, question->indicators, question->indicator_count, making->request->arena,
			       matrix);
	if (error)
		return error;
	figure_begin(figure, making->composer, FIGURE_TABLE, "values", matrix->row_count + 1, matrix->council_count + 2);
	figure->title = title_of(making, matrix);
	figure->about = compare_about(making, NULL, compare_month(making->composer, question->month), coverage_of(making, matrix));
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
		add_references(figure, matrix);
	figure_end(figure, "None of these councils exists in this month.");
	return ERROR_NONE;
}
