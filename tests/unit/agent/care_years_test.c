/* Which collection year each file of the SSDA903 is of, and what the files cover together. */
#include "agent/core/care_years.h"

#include "agent/core/ssda903.h"
#include "tests/unit/agent/care_text.h"

#define REGIONAL_HEADER "LA,YEAR,CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n"

/* Somebody of whom something happened in each year's March, so that each year's file is known. */
#define MARCH_2020 "SYNTH9,01/01/2020,S,V3,N1,U4,PR1,15/03/2020,E8,,,,\n"
#define MARCH_2021 "SYNTH9,01/01/2021,S,V3,N1,U4,PR1,15/03/2021,E8,,,,\n"

Test(care_years, reads_years_as_people_write_them)
{
	static const struct {
		const char *text;
		int year; /* 0: none */
	} cases[] = {
		{"2020", 2020},      {"2019/20", 2020}, {"2019-20", 2020}, {"2019_20", 2020}, {"2019/2020", 2020}, {"1999/00", 2000},
		{"2019-2020", 2020}, {"2019/21", 0},    {"2019/2", 0},     {"2019/2021", 0},  {"19/20", 0},        {"", 0},
		{"20", 0},           {"201920", 0},     {"2019 20", 0},    {"202a", 0},       {"1900", 0},         {"2080", 0},
		{"2079", 2079},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		uint8_t year = 0;

		cr_assert_eq(care_year_parse(slice_from_text(cases[i].text), &year), cases[i].year != 0, "%s", cases[i].text);
		cr_assert_eq(year, cases[i].year ? cases[i].year - CARE_YEAR_BASE : 0, "%s", cases[i].text);
	}
}

static void expect_covered(struct reading *reading, struct month first, struct month last, struct month gap)
{
	const struct looked_after *part = reading_register(reading)->looked_after;
	struct month found_first, found_last;

	cr_assert(looked_after_months(part, &found_first, &found_last));
	cr_assert_eq(found_first.index, first.index, "from %d-%d", month_year(found_first), month_number(found_first));
	cr_assert_eq(found_last.index, last.index, "to %d-%d", month_year(found_last), month_number(found_last));
	cr_assert_eq(looked_after_obstacle(part, month_add(first, -1)), REASON_CARE_MONTH_NOT_COVERED);
	cr_assert_eq(looked_after_obstacle(part, month_add(last, 1)), REASON_CARE_MONTH_NOT_COVERED);
	for (struct month month = first; month_compare(month, last) <= 0; month = month_add(month, 1))
		cr_assert_eq(looked_after_obstacle(part, month), month.index == gap.index ? REASON_CARE_MONTH_NOT_COVERED : REASON_NONE, "%d-%d",
			     month_year(month), month_number(month));
}

Test(care_years, covers_the_year_up_to_the_latest_date_of_any_table)
{
	static const struct {
		const char *header, *rows;
		int year, number; /* the last month */
	} cases[] = {
		{NULL, NULL, 2019, 6},
		{REVIEWS_HEADER, "SYNTH1,02/02/2010,30/11/2019,PN1\n", 2019, 11},
		{MISSING_HEADER, "SYNTH1,02/02/2010,M,01/10/2019,02/10/2019\n", 2019, 10},
		{SOCIAL_WORKERS_HEADER, "SYNTH1,02/02/2010,SYNTHSW1,01/09/2019,,\n", 2019, 9},
		{PLACED_HEADER, "SYNTH1,02/02/2010,01/08/2019,,\n", 2019, 8},
		/* The day on which somebody ceases to be unaccompanied may lie ahead, and is no witness; nor is a birth date. */
		{UASC_HEADER, "SYNTH1,1,02/02/2010,02/02/2028\n", 2019, 6},
		{CHILDREN_HEADER, "SYNTH1,1,02/02/2020,WBRI,,0,\n", 2019, 6},
		/* Another year's table is of another set. */
		{REVIEWS_HEADER, "SYNTH1,02/02/2010,30/11/2018,PN1\n", 2019, 6},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct reading *reading = care_reading("SYNTH1,01/05/2018,S,C2,N1,U4,PR1,10/06/2019,E8,,,,\n");

		if (cases[i].header)
			care_read(reading, cases[i].header, cases[i].rows);
		expect_covered(reading, month_from(2019, 4), month_from(cases[i].year, cases[i].number), month_from(1900, 1));
		reading_free(reading);
	}
}

Test(care_years, every_year_is_covered_up_to_its_latest_date)
{
	static const struct {
		int year, number;
		bool is_covered;
	} months[] = {{2018, 3, false}, {2018, 4, true},  {2018, 5, true}, {2018, 6, true}, {2018, 7, false}, {2019, 3, false},
		      {2019, 4, false}, {2020, 3, false}, {2020, 4, true}, {2021, 3, true}, {2021, 4, false}};
	struct reading *reading = care_reading(MARCH_2021);

	/* In no order. Of 2018/19 there is only what happened up to June, by the reviews; of 2019/20 nothing. */
	care_read(reading, REVIEWS_HEADER, "SYNTH9,02/02/2010,30/06/2018,PN1\n");
	care_read(reading, EPISODES_HEADER, "SYNTH9,01/01/2018,S,V3,N1,U4,PR1,15/05/2018,E8,,,,\n");
	for (unsigned i = 0; i < sizeof(months) / sizeof(months[0]); i++)
		cr_assert_eq(looked_after_obstacle(reading_register(reading)->looked_after, month_from(months[i].year, months[i].number)),
			     months[i].is_covered ? REASON_NONE : REASON_CARE_MONTH_NOT_COVERED, "%d-%d", months[i].year, months[i].number);
	care_expect(reading, month_from(2021, 3), "cla_started_12m", 0, "the year after the gap");
	care_expect_x(reading, month_from(2021, 2), "cla_started_12m", REASON_CARE_WINDOW_NOT_COVERED);
	care_expect_x(reading, month_from(2019, 9), "cla_started_12m", REASON_CARE_MONTH_NOT_COVERED);
	care_expect_x(reading, month_from(2021, 3), "cla_same_placement", REASON_CARE_HISTORY_TOO_SHORT);
	reading_free(reading);
}

Test(care_years, the_regional_form_says_its_year)
{
	struct reading *reading = extract_reading_new();

	/* A row of 2019/20 without a date in it, ISO dates, both ways to write a year, in one file. */
	care_read(reading, REGIONAL_HEADER,
		  "SYNTH Council,2020,SYNTH1,2012-01-05,S,C2,N1,U4,PR1,,\n"
		  "SYNTH Council,2020/21,SYNTH1,2012-01-05,S,C2,N1,U4,PR1,2020-07-09,E12\n");
	expect_covered(reading, month_from(2019, 4), month_from(2020, 7), month_from(1900, 1));
	care_expect(reading, month_from(2020, 6), "cla", 1, "before the end");
	care_expect(reading, month_from(2020, 7), "cla", 0, "after it");
	cr_assert_eq(care_findings(reading, RULE_CARE_COUNCILS_DIFFER), 0);
	reading_free(reading);
}

/* Tables of care leavers without young people of every age, in either order: each year's finds its own. */
Test(care_years, care_leavers_birthdays_tell_the_year)
{
	static const struct {
		const char *tables[2];
		int64_t old_2020, old_2021, young_2020, young_2021; /* of March */
	} cases[] = {
		{{"SYNTH1,02/02/2003,YES,F1,B1\nSYNTH2,02/02/2002,YES,F1,B1\n", "SYNTH3,02/02/2004,YES,F1,B1\nSYNTH1,02/02/2003,YES,F1,B1\n"},
		 0,
		 0,
		 2,
		 2},
		{{"SYNTH1,02/02/2001,YES,F1,B1\nSYNTH2,02/02/1999,YES,F1,B1\n", "SYNTH1,02/02/2001,YES,F1,B1\nSYNTH3,02/02/2000,YES,F1,B1\n"},
		 2,
		 2,
		 0,
		 0},
		{{"SYNTH1,02/02/2001,YES,F1,B1\n", "SYNTH1,02/02/2001,YES,F1,B1\n"}, 1, 1, 0, 0},
		{{"SYNTH1,02/02/2004,YES,F1,B1\nSYNTH2,02/02/2000,YES,F1,B1\n", "SYNTH1,02/02/2004,YES,F1,B1\nSYNTH2,02/02/2000,YES,F1,B1\n"},
		 0,
		 1,
		 0,
		 1},
	};

	for (unsigned i = 0; i < 2 * sizeof(cases) / sizeof(cases[0]); i++) {
		struct reading *reading = care_reading("SYNTH9,01/01/2019,S,V3,N1,U4,PR1,15/03/2020,E8,,,,\n");

		care_read(reading, EPISODES_HEADER, MARCH_2021);
		care_read(reading, LEAVERS_HEADER, cases[i / 2].tables[i % 2]);
		care_read(reading, LEAVERS_HEADER, cases[i / 2].tables[1 - i % 2]);
		if (i / 2 < 3) {
			care_expect(reading, month_from(2020, 3), "care_leavers_19_to_21_12m", cases[i / 2].old_2020, "2020, 19 to 21");
			care_expect(reading, month_from(2020, 3), "care_leavers_17_to_18_12m", cases[i / 2].young_2020, "2020, 17 to 18");
		} else {
			care_expect_x(reading, month_from(2020, 3), "care_leavers_19_to_21_12m", REASON_CARE_LEAVERS_TABLE_MISSING);
		}
		care_expect(reading, month_from(2021, 3), "care_leavers_19_to_21_12m", cases[i / 2].old_2021, "2021, 19 to 21");
		care_expect(reading, month_from(2021, 3), "care_leavers_17_to_18_12m", cases[i / 2].young_2021, "2021, 17 to 18");
		reading_free(reading);
	}
}

/* Each year's table of unaccompanied children finds its own, in either order, and says nothing of other years. SYNTH1 left, SYNTH3 came. */
Test(care_years, unaccompanied_children_are_those_of_their_years_episodes)
{
	enum { X = -1 };
	static const struct {
		const char *tables[2];
		int64_t first, second; /* in March 2020 and 2021; X: not known */
	} cases[] = {
		{{"SYNTH1,1,,\nSYNTH2,1,,\n", NULL}, 2, X},
		{{"SYNTH2,1,,\nSYNTH3,1,,\n", NULL}, X, 2},
		{{"SYNTH2,1,,\n", NULL}, X, 1},
		{{"SYNTH1,1,,\nSYNTH2,1,,\n", "SYNTH2,1,,\n"}, 2, 1},
		{{"SYNTH2,1,,\n", "SYNTH2,1,,\nSYNTH3,1,,\n"}, 1, 2},
		{{"SYNTH2,1,,\n", "SYNTH2,1,,\n"}, 1, 1},
		{{"", "SYNTH2,1,,\n"}, 1, 1},
		{{"SYNTH1,1,,\nSYNTH3,1,,\n", NULL}, X, X},
		{{"SYNTH8,1,,\n", NULL}, X, X},
	};

	for (unsigned i = 0; i < 2 * sizeof(cases) / sizeof(cases[0]); i++) {
		struct reading *reading = care_reading(MARCH_2020 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,,,,\nSYNTH2,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n"
								  "SYNTH4,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n");
		const int64_t expected[] = {cases[i / 2].first, cases[i / 2].second};

		care_read(reading, EPISODES_HEADER, MARCH_2021 "SYNTH2,01/05/2018,S,C2,N1,U4,PR1,,,,,,\nSYNTH3,01/05/2020,S,C2,N1,U4,PR1,,,,,,\n");
		for (unsigned table = 0; table < 2; table++)
			if (cases[i / 2].tables[i % 2 ? 1 - table : table])
				care_read(reading, UASC_HEADER, cases[i / 2].tables[i % 2 ? 1 - table : table]);
		for (unsigned year = 0; year < 2; year++)
			if (expected[year] == X)
				care_expect_x(reading, month_from(2020 + (int)year, 3), "cla_unaccompanied", REASON_UASC_TABLE_MISSING);
			else
				care_expect(reading, month_from(2020 + (int)year, 3), "cla_unaccompanied", expected[year], "the year's own");
		reading_free(reading);
	}
}

Test(care_years, a_year_before_which_all_its_dates_lie_covers_nothing)
{
	struct reading *reading = extract_reading_new();

	care_read(reading, REGIONAL_HEADER,
		  "SYNTH,2021,SYNTH1,2012-01-05,S,C2,N1,U4,PR1,,\nSYNTH,2020,SYNTH1,2012-01-05,S,C2,N1,U4,PR1,,\n"
		  "SYNTH,2020,SYNTH2,2020-03-05,S,C2,N1,U4,PR1,,\n");
	expect_covered(reading, month_from(2019, 4), month_from(2020, 3), month_from(1900, 1));
	reading_free(reading);
	reading = extract_reading_new();
	care_read(reading, REGIONAL_HEADER, "SYNTH,2021,SYNTH1,2012-01-05,S,C2,N1,U4,PR1,,\n");
	cr_assert_not(looked_after_months(reading_register(reading)->looked_after, &(struct month){0}, &(struct month){0}));
	reading_free(reading);
}

Test(care_years, a_date_after_its_rows_year_is_said)
{
	struct reading *reading = extract_reading_new();

	care_read(reading, REGIONAL_HEADER,
		  "SYNTH,2020,SYNTH1,2020-04-01,S,C2,N1,U4,PR1,,\nSYNTH,2020,SYNTH2,2012-01-05,S,C2,N1,U4,PR1,2020-04-02,E8\n");
	cr_assert_eq(care_findings(reading, RULE_CARE_DATE_AFTER_YEAR), 2);
	reading_free(reading);
}

Test(care_years, a_slip_of_the_pen_is_no_year)
{
	char rows[CARE_TEXT_MAX] = "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,10/06/2091,E8,,,,\n";
	struct reading *reading;

	for (unsigned i = 0; i < 24; i++)
		snprintf(rows + strlen(rows), sizeof(rows) - strlen(rows), "SYNTH%u,%02u/06/2019,S,C2,N1,U4,PR1,,,,,,\n", i + 2, i + 1);
	memcpy(strstr(rows, "2091"), "2039", 4);
	reading = care_reading(rows);
	expect_covered(reading, month_from(2019, 4), month_from(2019, 6), month_from(1900, 1));
	cr_assert_eq(care_findings(reading, RULE_CARE_DATE_AFTER_YEAR), 1);
	reading_free(reading);
}

/* Extracts are taken after the year's end: what happened since does not make them the next year's. `late` is the row that says so. */
Test(care_years, an_extract_from_after_its_year_is_of_its_year)
{
	static const struct {
		const char *header, *late;
		unsigned ended, next; /* rows that ended in 2019/20, and in April to June 2020 */
		uint64_t found;
	} cases[] = {
		{NULL, "SYNTHL,01/02/2020,S,C2,N1,U4,PR1,01/04/2020,E3,,,,\n", 20, 0, 1},
		{NULL, "SYNTHL,01/04/2020,S,C2,N1,U4,PR1,,,,,,\n", 20, 0, 1},
		{NULL, "SYNTHL,01/04/2020,S,C2,N1,U4,PR1,02/04/2021,E3,,,,\n", 20, 5, 6},
		{REVIEWS_HEADER, "SYNTH1,02/02/2010,15/07/2020,PN1\n", 20, 0, 1},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char rows[CARE_TEXT_MAX] = "SYNTH0,01/01/2020,S,C2,N1,U4,PR1,,,,,,\nSYNTHM,31/03/2020,S,C2,N1,U4,PR1,,,,,,\n",
		     other[CARE_TEXT_MAX] = "";
		struct reading *reading;

		for (unsigned row = 0; row < cases[i].ended + cases[i].next; row++) {
			snprintf(rows + strlen(rows), sizeof(rows) - strlen(rows), "SYNTH%u,01/05/2018,S,C2,N1,U4,PR1,%02u/05/%u,E8,,,,\n", row + 1,
				 row + 1, row < cases[i].ended ? 2019 : 2020);
			snprintf(other + strlen(other), sizeof(other) - strlen(other), "SYNTH%u,02/02/2010,%02u/05/2019,PN1\n", row + 1, row + 1);
		}
		strcat(cases[i].header ? other : rows, cases[i].late);
		reading = care_reading(rows);
		if (cases[i].header)
			care_read(reading, cases[i].header, other);
		expect_covered(reading, month_from(2019, 4), month_from(2020, 3), month_from(1900, 1));
		cr_assert_eq(care_findings(reading, RULE_CARE_DATE_AFTER_YEAR), cases[i].found, "case %u", i);
		if (cases[i].header)
			care_expect(reading, month_from(2020, 3), "cla_reviewed_late", 1, "reviews of the year");
		reading_free(reading);
	}
}
