#include "deploy/demo_data/children_published.h"

#include "tests/unit/deploy/children_table.h"

enum { OFFICIAL_COLUMNS_MAX = 64 };

static struct children_published table;

static int32_t value_of(unsigned council, int year, enum children_measure measure)
{
	const struct children_council *found = children_published_find(&table, (uint16_t)council);

	cr_assert_not_null(found, "council %u", council);
	return found->values[year - CHILDREN_YEAR_FIRST][measure];
}

Test(children_published, has_the_north_west_over_time)
{
	children_table_read(&table);
	cr_assert_eq(table.council_count, 25);
	cr_assert_eq(value_of(342, 2021, CHILDREN_CLA), 478);
	cr_assert_eq(value_of(909, 2023, CHILDREN_CLA), 740);
	cr_assert_eq(value_of(909, 2024, CHILDREN_CLA), CHILDREN_UNKNOWN);
	cr_assert_eq(value_of(942, 2023, CHILDREN_CLA), CHILDREN_UNKNOWN);
	cr_assert_eq(value_of(942, 2024, CHILDREN_CLA), 482);
	cr_assert_eq(value_of(340, 2016, CHILDREN_CLA_UNACCOMPANIED), CHILDREN_UNKNOWN);
	cr_assert_eq(value_of(340, 2018, CHILDREN_CLA_UNACCOMPANIED), 0);
	cr_assert_eq(children_published_find(&table, 342)->checkpoint_count, 3);
	cr_assert_null(children_published_find(&table, 301));
}

/* Where an official table has a measure: in a column of its own, or in one that names it. */
struct official {
	const char *file;
	const char *year, *filter, *filter_value, *column;
	enum children_measure measure;
	int first_year, last_year;
	unsigned compared; /* councils and years */
};

static const struct official officials[] = {
	{"cla_number_and_rate_per_10k_children", "time_period", "population_type", "Children looked after on 31 March each year", "children_count",
	 CHILDREN_CLA, 2021, 2025, 117},
	{"cla_number_and_rate_per_10k_children", "time_period", "population_type", "Children starting to be looked after each year", "children_count",
	 CHILDREN_CLA_STARTED, 2021, 2025, 117},
	{"cla_number_and_rate_per_10k_children", "time_period", "population_type", "Children ceasing to be looked after each year", "children_count",
	 CHILDREN_CLA_CEASED, 2021, 2025, 117},
	{"cla_by_council_2016_2025", "year_ending_31_march", "measure", "cla_count", "value", CHILDREN_CLA, 2016, 2020, 115},
	{"cla_by_council_2016_2025", "year_ending_31_march", "measure", "cla_started", "value", CHILDREN_CLA_STARTED, 2016, 2020, 115},
	{"cla_by_council_2016_2025", "year_ending_31_march", "measure", "cla_ceased", "value", CHILDREN_CLA_CEASED, 2016, 2020, 115},
	{"cla_by_council_2016_2025", "year_ending_31_march", "measure", "uasc_count", "value", CHILDREN_CLA_UNACCOMPANIED, 2016, 2025, 232},
	{"b1_children_in_need_2013_to_2025", "time_period", NULL, NULL, "At31_episodes", CHILDREN_CIN, 2016, 2025, 232},
	{"d5_cpps_at31march_by_duration_2013_to_2025", "time_period", NULL, NULL, "CPP_At31", CHILDREN_CPP, 2016, 2025, 232},
	{"d3_cpps_subsequent_plan_2013_to_2025", "time_period", NULL, NULL, "CPP_start", CHILDREN_CPP_STARTED, 2016, 2025, 232},
	{"d3_cpps_subsequent_plan_2013_to_2025", "time_period", NULL, NULL, "CPP_subsequent", CHILDREN_CPP_REPEAT, 2016, 2025, 232},
	{"d5_cpps_at31march_by_duration_2013_to_2025", "time_period", NULL, NULL, "3_months_or_less", CHILDREN_CPP_UP_TO_3_MONTHS, 2016, 2025, 232},
	{"d5_cpps_at31march_by_duration_2013_to_2025", "time_period", NULL, NULL, "more_than_3_months_6_months", CHILDREN_CPP_3_TO_6_MONTHS, 2016,
	 2025, 232},
	{"d5_cpps_at31march_by_duration_2013_to_2025", "time_period", NULL, NULL, "more_than_6_months_less_than_1_year", CHILDREN_CPP_6_TO_12_MONTHS,
	 2016, 2025, 232},
	{"d5_cpps_at31march_by_duration_2013_to_2025", "time_period", NULL, NULL, "1_year_less_than_2_years", CHILDREN_CPP_1_TO_2_YEARS, 2016, 2025,
	 232},
	{"d5_cpps_at31march_by_duration_2013_to_2025", "time_period", NULL, NULL, "2_years_or_more", CHILDREN_CPP_2_YEARS_OR_MORE, 2016, 2025, 232},
};

/* No council of the North West has a comma in its name. */
static unsigned cut_cells(char *line, char *cells[static OFFICIAL_COLUMNS_MAX])
{
	unsigned count = 0;

	for (char *cell = strsep(&line, ","); cell != NULL && count < OFFICIAL_COLUMNS_MAX; cell = strsep(&line, ","))
		cells[count++] = cell;
	return count;
}

static unsigned column_of(char *const *header, unsigned count, const char *name)
{
	for (unsigned i = 0; i < count; i++) {
		if (strcmp(header[i], name) == 0)
			return i;
	}
	cr_assert_fail("the official table has no column %s", name);
	abort(); /* not reached: the assertion ends the test */
}

static unsigned compare_official(const struct official *official, char *rest)
{
	char *header[OFFICIAL_COLUMNS_MAX], *cells[OFFICIAL_COLUMNS_MAX];
	unsigned compared = 0;

	if (strncmp(rest, "\xef\xbb\xbf", 3) == 0)
		rest += 3;
	char *line = strsep(&rest, "\n");

	line[strcspn(line, "\r")] = '\0';
	unsigned columns = cut_cells(line, header);
	unsigned year_column = column_of(header, columns, official->year), code = column_of(header, columns, "old_la_code");
	unsigned value = column_of(header, columns, official->column);

	for (line = strsep(&rest, "\n"); line != NULL && *line != '\0'; line = strsep(&rest, "\n")) {
		line[strcspn(line, "\r")] = '\0';
		if (!strstr(line, ",North West,"))
			continue;
		cut_cells(line, cells);
		int year = atoi(cells[year_column]);
		const struct children_council *council = children_published_find(&table, (uint16_t)atoi(cells[code]));

		if (year < official->first_year || year > official->last_year || council == NULL || strcmp(cells[value], "z") == 0)
			continue;
		if (official->filter && strcmp(cells[column_of(header, columns, official->filter)], official->filter_value) != 0)
			continue;
		int32_t ours = council->values[year - CHILDREN_YEAR_FIRST][official->measure];
		int32_t theirs = cells[value][0] >= '0' && cells[value][0] <= '9' ? atoi(cells[value]) : CHILDREN_UNKNOWN;

		cr_assert_eq(ours, theirs, "%u %d %s: ours %d, published %s", council->code, year, children_measure_id(official->measure), ours,
			     cells[value]);
		/* A council that did not exist then has a row of its own in some tables. */
		compared += council->values[year - CHILDREN_YEAR_FIRST][CHILDREN_CLA] != CHILDREN_UNKNOWN;
	}
	return compared;
}

Test(children_published, is_what_the_department_published)
{
	children_table_read(&table);
	for (size_t i = 0; i < sizeof(officials) / sizeof(officials[0]); i++) {
		char path[512];
		size_t size = 0;

		snprintf(path, sizeof(path), "%s/../shared/data/dfe/%s.csv", BELLWETHER_SOURCE_DIR, officials[i].file);
		char *text = file_text(path, &size);

		if (text == NULL) {
			fprintf(stderr, "skipped: the official tables about children are not beside the repository (../shared/data)\n");
			cr_skip_test("the official tables about children are not beside the repository");
		}
		unsigned compared = compare_official(&officials[i], text);

		cr_expect_eq(compared, officials[i].compared, "%s, %s: %u", officials[i].file, officials[i].column, compared);
		free(text);
	}
}

Test(children_published, must_not_parse)
{
	static const struct {
		const char *text;
		const char *says;
	} rows[] = {
		{"", "has no lines"},
		{"# a comment alone\n", "has no lines"},
		{"council;date\n", "line 1 of the published table is not the header"},
		{"council,date,measure,value\n34,2019-03-31,cla,1\n", "line 2 of the published table does not begin"},
		{"council,date,measure,value\n342,31 March,cla,1\n", "has no date"},
		{"council,date,measure,value\n342,2019-03-30,cla_started_12m,1\n", "only stocks"},
		{"council,date,measure,value\n342,2019-03-31,clas,1\n", "names no measure"},
		{"council,date,measure,value\n342,2019-03-31,cla,1.5\n", "has a value that is neither"},
		{"council,date,measure,value\n342,2019-03-31,cla,-1\n", "has a value that is neither"},
		{"council,date,measure,value\n342,2019-03-31,cla,\n", "has a value that is neither"},
		{"council,date,measure,value\n342,2019-03-31,cla,u\n", "has a value that is neither"},
		{"council,date,measure,value\n\n# x\n342,2019-03-31,cla,1\n342,2019-03-31,cla,1\n", "line 5 of the published table says again"},
		{"council,date,measure,value\n342,2019-03-31,cla,c\n", "without a single figure"},
		{"council,date,measure,value\n342,2018-12-01,cla,1\n342,2018-12-02,cla,1\n342,2018-12-03,cla,1\n342,2018-12-04,cla,1\n"
		 "342,2018-12-05,cla,1\n",
		 "line 6 of the published table is of one date too many"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct problem problem = {0};

		cr_assert_eq(children_published_parse(slice_from_text(rows[i].text), &table, &problem), ERROR_MALFORMED, "row %zu", i);
		cr_assert_not_null(strstr(problem.sentence, rows[i].says), "row %zu: %s", i, problem.sentence);
	}
}

Test(children_published, has_room_for_32_councils)
{
	struct problem problem = {0};
	char text[4096] = "council,date,measure,value\n";

	for (unsigned i = 0; i <= CHILDREN_COUNCILS_MAX; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text), "%u,2019-03-31,cla,1\n", 300 + i);
	cr_assert_eq(children_published_parse(slice_from_text(text), &table, &problem), ERROR_MALFORMED);
	cr_assert_not_null(strstr(problem.sentence, "one council too many"), "%s", problem.sentence);
}
