#include "collector/core/release_reading.h"

#include "collector/core/release_cells.h"
#include "collector/core/release_layout.h"
#include "collector/core/release_reporter.h"
#include "collector/core/release_value.h"

enum {
	NUMBER_TEXT_SIZE = 24,
	PERIOD_SENTENCE_SIZE = 64,
	YEAR_DIGITS = 4,
	YEARS_DIGITS = 6, /* "202425", a year from April to March */
	YEAR_FIRST = 2000,
	YEAR_LAST = 2099,
	SUMMARY_CODE_MIN = 970, /* the DfE's codes of England (970) and the regions, where a file has no column for the level */
	SUMMARY_CODE_MAX = 999,
};

struct reading {
	const char *name;
	struct date today;
	struct arena *arena;
	struct csv_rows rows;
	struct release_columns columns;
	struct release_cells cells;
	struct release_report *report;
	struct problem *problem;
};

static void number_text(uint64_t number, char out[static NUMBER_TEXT_SIZE])
{
	struct text text;

	text_init_fixed(&text, out, NUMBER_TEXT_SIZE);
	text_put_u64(&text, number);
}

/* "FILE: line 12: what" */
static enum error refuse(const struct reading *reading, enum error error, uint64_t line, const char *what)
{
	char number[NUMBER_TEXT_SIZE];

	number_text(line, number);
	return problem_set(reading->problem, error, reading->name, ": line ", number, ": ", what);
}

static enum error refuse_column(const struct reading *reading, const char *column, const char *what)
{
	char number[NUMBER_TEXT_SIZE];

	number_text(reading->rows.row_line, number);
	return problem_set(reading->problem, ERROR_MALFORMED, reading->name, ": line ", number, ", column ", column, ": ", what);
}

static void disagree(struct reading *reading, const char *what, const struct council *council, const char *expected)
{
	release_report_add(reading->report, reading->rows.row_line, what, council, expected);
}

static struct slice cell(const struct reading *reading, uint16_t column)
{
	return column == COLUMN_NONE ? slice_from(NULL, 0) : csv_cell(&reading->rows, column);
}

static bool digits_parse(struct slice text, unsigned *out)
{
	unsigned number = 0;

	for (size_t i = 0; i < text.size; i++) {
		if (text.data[i] < '0' || text.data[i] > '9')
			return false;
		number = number * 10 + (unsigned)(text.data[i] - '0');
	}
	*out = number;
	return true;
}

/* "2025", or "202425" for the year from April 2024 to March 2025. */
static bool year_parse(struct slice text, unsigned *out)
{
	unsigned number, year;

	if ((text.size != YEAR_DIGITS && text.size != YEARS_DIGITS) || !digits_parse(text, &number))
		return false;
	year = text.size == YEAR_DIGITS ? number : number / 100 + 1;
	if (text.size == YEARS_DIGITS && year % 100 != number % 100)
		return false;
	if (year < YEAR_FIRST || year > YEAR_LAST)
		return false;
	*out = year;
	return true;
}

static enum error figure_take(struct reading *reading, struct release_cell *place, const struct release_figure *figure, uint16_t column,
			      const char *column_name)
{
	const char *fault = release_value_parse(cell(reading, column), figure->measure, &place->figure);
	enum error error;

	if (fault)
		return refuse_column(reading, column_name, fault);
	error = release_cells_add(&reading->cells, place, reading->arena);
	return error ? refuse(reading, error, place->line, "more figures than a release may have") : ERROR_NONE;
}

/* The row's figures, for the month and reporter at `place`. */
static enum error figures_take(struct reading *reading, struct release_cell *place)
{
	const struct release_columns *columns = &reading->columns;
	enum error error = ERROR_NONE;

	for (unsigned i = 0; i < columns->figure_count && !error; i++)
		error = figure_take(reading, place, columns->figures[i], columns->figure_columns[i], columns->figures[i]->key);
	return error;
}

static void labels_compare(struct reading *reading, const struct reporter *reporter)
{
	struct slice ons_codes = cell(reading, reading->columns.ons);

	if (reading->columns.ons != COLUMN_NONE && !reporter_has_ons_codes(reporter, ons_codes))
		disagree(reading, "the ONS code is not one of", reporter->council, reporter->council->ons_code);
	if (!reporter_has_names(reporter, cell(reading, reading->columns.name)))
		disagree(reading, "the name is not that of", reporter->council, reporter->council->name);
	if (reporter->joint && reporter->council->joint_with != reporter->joint->code)
		disagree(reading, "the row is joint with another, and the table does not know it of", reporter->council, reporter->council->name);
}

enum row_kind { ROW_COUNCIL, ROW_SUMMARY, ROW_OTHER };

static bool is_summary_code(struct slice code)
{
	unsigned number;

	return code.size == 3 && digits_parse(code, &number) && number >= SUMMARY_CODE_MIN && number <= SUMMARY_CODE_MAX;
}

static enum row_kind row_kind(const struct reading *reading)
{
	struct slice level = cell(reading, reading->columns.level);

	if (reading->columns.level == COLUMN_NONE)
		return is_summary_code(cell(reading, reading->columns.code)) ? ROW_SUMMARY : ROW_COUNCIL;
	if (slice_equal_ignoring_case(level, SLICE_LITERAL("Local authority")))
		return ROW_COUNCIL;
	if (slice_equal_ignoring_case(level, SLICE_LITERAL("National")) || slice_equal_ignoring_case(level, SLICE_LITERAL("Regional")))
		return ROW_SUMMARY;
	return ROW_OTHER;
}

/* The month that the row's figures are of. A year is no cell of a person: it is repeated. */
static enum error period_take(struct reading *reading, struct month *out)
{
	const struct release_layout *layout = reading->columns.layout;
	char number[NUMBER_TEXT_SIZE], sentence[PERIOD_SENTENCE_SIZE];
	struct text text;
	unsigned year;

	if (!year_parse(cell(reading, reading->columns.period), &year))
		return refuse_column(reading, layout->period, "not a year such as 2025 or 202425");
	*out = month_from((int)year, layout->period_month);
	if (month_last_day(*out).days < reading->today.days)
		return ERROR_NONE;
	number_text(year, number);
	text_init_fixed(&text, sentence, sizeof sentence);
	text_put(&text, "the period ");
	text_put(&text, number);
	text_put(&text, " has not ended yet");
	return refuse_column(reading, layout->period, sentence);
}

/* A council's row: who, when, and its figures. */
static enum error council_row_take(struct reading *reading)
{
	const struct release_columns *columns = &reading->columns;
	struct release_cell place = {.line = reading->rows.row_line};
	const struct release_figure *figure = NULL;
	struct reporter reporter;
	enum error error;

	if (columns->filter != COLUMN_NONE) {
		figure = release_figure_find(columns, cell(reading, columns->filter));
		if (!figure) {
			reading->report->other_rows++;
			return ERROR_NONE;
		}
	}
	error = period_take(reading, &place.month);
	if (error)
		return error;
	if (!reporter_find(cell(reading, columns->code), &reporter)) {
		disagree(reading, "the three-digit code is that of no council in the table; the row was left out", NULL, NULL);
		return ERROR_NONE;
	}
	labels_compare(reading, &reporter);
	place.council = reporter.council->code;
	place.joint = reporter.joint ? reporter.joint->code : 0;
	reading->report->council_rows++;
	return figure ? figure_take(reading, &place, figure, columns->value, "with the number") : figures_take(reading, &place);
}

static enum error row_take(struct reading *reading)
{
	if (csv_is_blank(&reading->rows))
		return ERROR_NONE;
	if (reading->rows.cell_count != reading->columns.cell_count)
		return refuse(reading, ERROR_MALFORMED, reading->rows.row_line,
			      "the row does not have as many cells as the header; is the file whole?");
	switch (row_kind(reading)) {
	case ROW_COUNCIL:
		return council_row_take(reading);
	case ROW_SUMMARY:
		reading->report->summary_rows++;
		return ERROR_NONE;
	case ROW_OTHER:
		disagree(reading, "the geographic level is not known; the row was left out", NULL, NULL);
		return ERROR_NONE;
	}
	return ERROR_NONE;
}

static enum error header_take(struct reading *reading)
{
	char known[PROBLEM_SENTENCE_SIZE];
	struct text text;

	if (release_columns_find(&reading->rows, &reading->columns))
		return reading->columns.twice ? refuse_column(reading, reading->columns.twice, "it is there twice; take one of them out")
					      : ERROR_NONE;
	text_init_fixed(&text, known, sizeof known);
	release_layouts_list(&text);
	return problem_set(reading->problem, ERROR_MALFORMED, reading->name,
			   ": its columns are those of no published series that can be imported. These can: ", known,
			   "; docs/operator.md says which files they are");
}

/* The next row; *has_row is false at the end of the file. */
static enum error row_next(struct reading *reading, bool *has_row)
{
	return csv_next(&reading->rows, has_row) ? refuse(reading, ERROR_MALFORMED, reading->rows.row_line, reading->rows.why) : ERROR_NONE;
}

static enum error rows_take(struct reading *reading)
{
	bool has_row, has_header = false;
	enum error error = row_next(reading, &has_row);

	for (; !error && has_row;) {
		error = has_header ? row_take(reading) : header_take(reading);
		has_header = true;
		if (!error)
			error = row_next(reading, &has_row);
	}
	if (!error && !has_header)
		return problem_set(reading->problem, ERROR_MALFORMED, reading->name, ": it is empty");
	return error;
}

static enum error release_finish(struct reading *reading, struct slice file, struct release *out)
{
	struct release release = {.head = {.file_hash = digest_sha256(file)}};
	uint64_t line = 0;
	enum error error;

	if (reading->cells.count == 0)
		return problem_set(reading->problem, ERROR_MALFORMED, reading->name, ": it has no council's figures");
	error = release_cells_records(&reading->cells, reading->arena, &release, &line);
	if (error == ERROR_INVALID)
		return refuse(
			reading, error, line,
			"a council's figure of this period stands in the file twice, and differs: is there a breakdown that has to be filtered out?");
	if (error)
		return problem_set(reading->problem, error, reading->name,
				   ": it has more figures than a release may have, or than there is memory for");
	release.head.dataset = reading->columns.layout->dataset;
	release.head.vintage = release.records[release.head.record_count - 1].month;
	*out = release;
	return ERROR_NONE;
}

enum error release_read(struct slice file, const char *name, struct date today, struct arena *arena, struct release *out,
			struct release_report *report, struct problem *problem)
{
	struct reading *reading = arena_take(arena, 1, sizeof(*reading));
	enum error error;

	if (!reading)
		return problem_set(problem, ERROR_NO_MEMORY, name, ": there is not enough memory to read it");
	if (file.size > RELEASE_FILE_BYTES_MAX)
		return problem_set(problem, ERROR_LIMIT, name, ": it is larger than 64 MiB, which no release is");
	*report = (struct release_report){.disagreement_count = 0};
	*reading = (struct reading){.name = name, .today = today, .arena = arena, .report = report, .problem = problem};
	csv_init(&reading->rows, file);
	error = rows_take(reading);
	return error ? error : release_finish(reading, file, out);
}
