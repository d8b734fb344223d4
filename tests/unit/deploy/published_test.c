#include "deploy/demo_data/published.h"

#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/deploy/published_table.h"

enum { ST_HELENS = 342, OFFICIAL_COLUMNS_MAX = 64 };

static struct published_table table;

Test(published, has_the_north_west_of_the_time)
{
	published_read(&table);
	cr_assert_eq(table.council_count, 25);
	for (unsigned i = 0; i < table.council_count; i++) {
		const struct published_council *council = &table.councils[i];

		cr_assert_eq(council->first, council->code >= 942 ? 7 : 1, "%u", council->code);
		cr_assert_eq(council->last, council->code == 909 ? 6 : 9, "%u", council->code);
	}

	const struct published_value *st_helens = published_find(&table, ST_HELENS)->values[5];

	cr_assert_eq(st_helens[PUBLISHED_INPOST_FTE].tenths, 1433);
	cr_assert_eq(st_helens[PUBLISHED_VACANCY_FTE].tenths, 350);
	cr_assert_eq(st_helens[PUBLISHED_VACANCY_RATE_FTE].tenths, 196);
	cr_assert_eq(st_helens[PUBLISHED_CASES].tenths, 14100);
	cr_assert_eq(published_find(&table, ST_HELENS)->values[4][PUBLISHED_VACANCY_AGENCY_COVER_RATE_FTE].kind, VALUE_UNRELIABLE);
	cr_assert_eq(published_find(&table, 343)->values[7][PUBLISHED_WORKING_DAYS_LOST_FTE].kind, VALUE_UNRELIABLE);
	cr_assert_eq(published_find(&table, 340)->values[3][PUBLISHED_AGENCY_COVER_RATE_FTE].kind, VALUE_NOT_APPLICABLE);
}

/* Cuts `line` into its cells, in place. The official table quotes nothing in the columns that are looked at here. */
static unsigned cut_cells(char *line, char *cells[static OFFICIAL_COLUMNS_MAX])
{
	unsigned count = 0;

	for (char *cell = strsep(&line, ","); cell != NULL && count < OFFICIAL_COLUMNS_MAX; cell = strsep(&line, ","))
		cells[count++] = cell;
	return count;
}

static int column_of(char *const *header, unsigned count, const char *name)
{
	for (unsigned i = 0; i < count; i++) {
		if (strcmp(header[i], name) == 0)
			return (int)i;
	}
	cr_assert_fail("the official table has no column %s", name);
	abort(); /* not reached: the assertion ends the test */
}

static void compare_cell(const struct published_value *ours, const char *official, const char *place)
{
	char text[32] = "";

	if (ours->kind == VALUE_UNRELIABLE)
		strcpy(text, "u");
	else if (ours->kind == VALUE_NOT_APPLICABLE)
		strcpy(text, "z");
	else if (ours->tenths % 10 != 0)
		snprintf(text, sizeof(text), "%lld.%lld", (long long)ours->tenths / 10, (long long)ours->tenths % 10);
	else
		snprintf(text, sizeof(text), "%lld", (long long)ours->tenths / 10);
	cr_assert_str_eq(text, official, "%s: ours is %s, published was %s", place, text, official);
}

Test(published, is_what_the_department_published)
{
	size_t size = 0;
	char *text = file_text(BELLWETHER_SOURCE_DIR "/../shared/data/dfe/csww_indicators_2017_to_2025.csv", &size);
	char *rest = text, *header[OFFICIAL_COLUMNS_MAX], *cells[OFFICIAL_COLUMNS_MAX];
	unsigned compared = 0;

	if (text == NULL) {
		fprintf(stderr, "skipped: the official workforce table is not beside the repository (../shared/data)\n");
		cr_skip_test("the official workforce table is not beside the repository");
	}
	published_read(&table);
	if (strncmp(rest, "\xef\xbb\xbf", 3) == 0)
		rest += 3;
	unsigned columns = cut_cells(strsep(&rest, "\n"), header);
	int period = column_of(header, columns, "time_period"), level = column_of(header, columns, "geographic_level");
	int region = column_of(header, columns, "region_code"), code = column_of(header, columns, "old_la_code");

	for (char *line = strsep(&rest, "\n"); line != NULL && *line != '\0'; line = strsep(&rest, "\n")) {
		line[strcspn(line, "\r")] = '\0';
		cut_cells(line, cells);
		int year = atoi(cells[period]);

		if (strcmp(cells[level], "Local authority") != 0 || strcmp(cells[region], "E12000002") != 0)
			continue;
		const struct published_council *council = published_find(&table, (unsigned)atoi(cells[code]));

		for (unsigned measure = 0; measure < PUBLISHED_COUNT; measure++, compared++)
			compare_cell(&council->values[year - CENSUS_YEAR_FIRST][measure],
				     cells[column_of(header, columns, published_measure_id(measure))], cells[code]);
	}
	cr_assert_eq(compared, 210 * PUBLISHED_COUNT);
	free(text);
}

Test(published, must_not_parse)
{
	static const struct {
		const char *text;
		const char *says;
	} rows[] = {
		{"", "has no lines"},
		{"# a comment alone\n", "has no lines"},
		{"council;date\n", "line 1 of the published table is not the header"},
		{"council,date,measure,value\n34,2019-09-30,cases,1\n", "line 2 of the published table does not begin"},
		{"council,date,measure,value\nABC,2019-09-30,cases,1\n", "does not begin with a council"},
		{"council,date,measure,value\n342,30 September,cases,1\n", "has no date"},
		{"council,date,measure,value\n342,2026-09-30,cases,1\n", "has a date that is not"},
		{"council,date,measure,value\n342,2016-09-30,cases,1\n", "has a date that is not"},
		{"council,date,measure,value\n342,2019-09-29,cases,1\n", "has a date that is not"},
		{"council,date,measure,value\n342,2019-09-30,case,1\n", "names no measure"},
		{"council,date,measure,value\n342,2019-09-30,cases,1.25\n", "has a value that is neither"},
		{"council,date,measure,value\n342,2019-09-30,cases,-1\n", "has a value that is neither"},
		{"council,date,measure,value\n342,2019-09-30,cases,\n", "has a value that is neither"},
		{"council,date,measure,value\n342,2019-09-30,cases,1,2\n", "has a value that is neither"},
		{"council,date,measure,value\n\n# x\n342,2019-09-30,cases,1\n342,2019-09-30,cases,1\n", "line 5 of the published table says again"},
		{"council,date,measure,value\n342,2019-09-30,cases,1\n", "has no inpost_fte for council 342 on 2019-09-30"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct problem problem = {0};

		cr_assert_eq(published_parse(slice_from_text(rows[i].text), &table, &problem), ERROR_MALFORMED, "row %zu", i);
		cr_assert_not_null(strstr(problem.sentence, rows[i].says), "row %zu: %s", i, problem.sentence);
	}
}

Test(published, has_room_for_32_councils)
{
	struct problem problem = {0};
	char text[4096] = "council,date,measure,value\n";

	for (unsigned i = 0; i <= PUBLISHED_COUNCILS_MAX; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text), "%u,2019-09-30,cases,1\n", 300 + i);
	cr_assert_eq(published_parse(slice_from_text(text), &table, &problem), ERROR_MALFORMED);
	cr_assert_not_null(strstr(problem.sentence, "one council too many"), "%s", problem.sentence);
}
