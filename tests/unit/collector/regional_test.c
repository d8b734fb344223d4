/*
 * Pooled rates against all regional and national rates that were published from 2017 to 2025, out of the councils' published components. The file is
 * no part of the project: where it is not beside it, the test says so and is skipped.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "collector/core/compare.h"
#include "tests/unit/collector/figures.h"

#define PUBLISHED_PATH BELLWETHER_SOURCE_DIR "/../shared/data/dfe/csww_indicators_2017_to_2025.csv"

enum { COLUMNS_MAX = 40, ROWS_MAX = 2000, LINE_BYTES_MAX = 2048, CELL_SIZE = 48, YEAR_FIRST = 2017, YEAR_LAST = 2025 };

struct row {
	char cells[COLUMNS_MAX][CELL_SIZE];
};

struct sheet {
	struct row header;
	struct row *rows;
	unsigned count;
};

/* Cells between commas; a quoted one may hold commas. What is longer than a cell is cut: names only. */
static void row_split(const char *line, struct row *row)
{
	unsigned column = 0;
	size_t size = 0;
	bool is_quoted = false;

	memset(row, 0, sizeof(*row));
	for (; *line && *line != '\r' && *line != '\n' && column < COLUMNS_MAX; line++) {
		if (*line == '"') {
			is_quoted = !is_quoted;
		} else if (*line == ',' && !is_quoted) {
			column++;
			size = 0;
		} else if (size < CELL_SIZE - 1) {
			row->cells[column][size++] = *line;
		}
	}
}

static bool sheet_read(struct sheet *sheet)
{
	FILE *file = fopen(PUBLISHED_PATH, "r");
	char line[LINE_BYTES_MAX];

	if (!file)
		return false;
	sheet->count = 0;
	sheet->rows = calloc(ROWS_MAX, sizeof(*sheet->rows));
	cr_assert(sheet->rows && fgets(line, sizeof(line), file));
	row_split(line, &sheet->header);
	while (sheet->count < ROWS_MAX && fgets(line, sizeof(line), file))
		row_split(line, &sheet->rows[sheet->count++]);
	cr_assert_lt(sheet->count, ROWS_MAX);
	fclose(file);
	return true;
}

static const char *cell(const struct sheet *sheet, const struct row *row, const char *column)
{
	for (unsigned i = 0; i < COLUMNS_MAX; i++)
		if (strcmp(sheet->header.cells[i], column) == 0)
			return row->cells[i];
	cr_assert_fail("no column %s", column);
	return "";
}

static bool cell_is(const struct sheet *sheet, const struct row *row, const char *column, const char *value)
{
	return strcmp(cell(sheet, row, column), value) == 0;
}

/* The row of the area's own published rate; London is Inner and Outer London together. */
static bool is_area_row(const struct sheet *sheet, const struct row *row, const char *area)
{
	if (strcmp(area, "England") == 0)
		return cell_is(sheet, row, "geographic_level", "National");
	return cell_is(sheet, row, "geographic_level", "Regional") && cell_is(sheet, row, "region_name", area);
}

static bool is_council_of(const struct sheet *sheet, const struct row *row, const char *area)
{
	const char *region = cell(sheet, row, "region_name");

	if (!cell_is(sheet, row, "geographic_level", "Local authority"))
		return false;
	if (strcmp(area, "England") == 0 || strcmp(area, region) == 0)
		return true;
	return strcmp(area, "London") == 0 && strstr(region, " London");
}

static void put(struct figures *figures, const struct sheet *sheet, const struct row *row, const char *column, uint16_t number)
{
	int64_t tenths = 0;

	if (decimal_parse(slice_from_text(cell(sheet, row, column)), 1, &tenths))
		figures_put(figures, number, 0, SYMBOL_X);
	else
		figures_put(figures, number, tenths, SYMBOL_NONE);
}

static void figures_read(struct figures *figures, const struct sheet *sheet, const struct row *row)
{
	/* Which council it is does not matter to a sum; a joint row has two. */
	figures_begin(figures, 342, month_from(2021, 9));
	put(figures, sheet, row, "inpost_fte", MEASURE_INPOST_FTE);
	put(figures, sheet, row, "vacancy_fte", MEASURE_VACANCY_FTE);
	put(figures, sheet, row, "agency_fte", MEASURE_AGENCY_FTE);
	put(figures, sheet, row, "leavers_fte", MEASURE_LEAVERS_FTE_12M);
	put(figures, sheet, row, "cases", MEASURE_CASES);
	put(figures, sheet, row, "case_holders_fte", MEASURE_CASE_HOLDERS_FTE);
}

enum outcome { OUTCOME_NOT_COMPARED, OUTCOME_EQUAL, OUTCOME_DIFFERENT };

static enum outcome compare(const struct sheet *sheet, const struct indicator *indicator, const char *area, const char *year)
{
	struct pool pool = {.error = ERROR_NONE};
	int64_t published = -1;
	unsigned councils = 0;

	for (unsigned i = 0; i < sheet->count; i++) {
		const struct row *row = &sheet->rows[i];
		struct figures figures;

		if (!cell_is(sheet, row, "time_period", year))
			continue;
		if (is_area_row(sheet, row, area) && decimal_parse(slice_from_text(cell(sheet, row, indicator->id)), 1, &published))
			return OUTCOME_NOT_COMPARED;
		if (!is_council_of(sheet, row, area))
			continue;
		figures_read(&figures, sheet, row);
		pool_add(&pool, indicator, &figures.record);
		councils++;
	}
	if (pool.included < councils || councils == 0 || published < 0)
		return OUTCOME_NOT_COMPARED;
	return pool_result(&pool, indicator, month_from(2021, 9)).value.value == published ? OUTCOME_EQUAL : OUTCOME_DIFFERENT;
}

static const char *const areas[] = {"England",       "North East",    "North West",      "Yorkshire and The Humber",
				    "East Midlands", "West Midlands", "East of England", "London",
				    "Inner London",  "Outer London",  "South East",      "South West"};

static const struct {
	const char *id;
	unsigned compared;
	const char *exceptions[6]; /* "area year"; published out of unrounded parts */
} table[] = {
	{"vacancy_rate_fte", 105, {"North East 2023", "Inner London 2018"}},
	{"turnover_rate_fte", 99, {"North East 2018", "Yorkshire and The Humber 2023", "West Midlands 2019", "London 2020", "Outer London 2018"}},
	{"agency_rate_fte", 88, {"West Midlands 2025"}},
	{"caseload_fte", 98, {"North East 2017"}},
};

static bool is_exception(const char *const *exceptions, const char *area, const char *year)
{
	char name[64];

	snprintf(name, sizeof(name), "%s %s", area, year);
	for (unsigned i = 0; i < 6 && exceptions[i]; i++)
		if (strcmp(exceptions[i], name) == 0)
			return true;
	return false;
}

Test(regional, pooled_rates_are_the_published_ones)
{
	struct sheet sheet;

	if (!sheet_read(&sheet)) {
		fprintf(stderr, "skipped: the published regional rates are not beside the repository (../shared/data)\n");
		cr_skip_test("the published regional rates are not beside the repository");
	}
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		const struct indicator *indicator = catalogue_indicator_find(slice_from_text(table[i].id));
		unsigned compared = 0;

		for (size_t a = 0; a < sizeof(areas) / sizeof(areas[0]); a++) {
			for (int year = YEAR_FIRST; year <= YEAR_LAST; year++) {
				char text[16];
				enum outcome outcome;

				snprintf(text, sizeof(text), "%d", year);
				outcome = compare(&sheet, indicator, areas[a], text);
				compared += outcome != OUTCOME_NOT_COMPARED;
				cr_expect_eq(outcome == OUTCOME_DIFFERENT, is_exception(table[i].exceptions, areas[a], text),
					     "%s of %s %d: outcome %d", table[i].id, areas[a], year, outcome);
			}
		}
		cr_expect_eq(compared, table[i].compared, "%s: %u compared", table[i].id, compared);
	}
	free(sheet.rows);
}
