/* Several years' files of the SSDA903 as one history: which year each is of, what they cover together, and which row counts. */
#include "agent/core/care_merge.h"

#include "agent/core/ssda903.h"
#include "tests/unit/agent/care_text.h"

#define REGIONAL_HEADER "LA,YEAR,CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n"

/* Somebody of whom something happened in each year's March, so that each year's file is known. */
#define MARCH_2019 "SYNTH9,01/01/2019,S,V3,N1,U4,PR1,15/03/2019,E8,,,,\n"
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

/* The next year's file has the last word on what an extract says of days after its year. */
Test(care_merge, the_next_year_closes_what_ended_in_it)
{
	char first[CARE_TEXT_MAX] = MARCH_2020, second[CARE_TEXT_MAX] = MARCH_2021;
	struct reading *reading;

	for (unsigned i = 0; i < 20; i++) {
		snprintf(first + strlen(first), sizeof(first) - strlen(first), "SYNTHB%u,01/05/2018,S,C2,N1,U4,PR1,01/05/2019,E8,,,,\n", i);
		snprintf(second + strlen(second), sizeof(second) - strlen(second), "SYNTHC%u,01/05/2020,S,C2,N1,U4,PR1,01/06/2020,E8,,,,\n", i);
	}
	strcat(first, "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,07/04/2020,E8,,,,\nSYNTH2,05/04/2020,S,C2,N1,U4,PR1,,,,,,\n");
	strcat(second, "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,08/05/2020,E8,,,,\nSYNTH2,06/04/2020,S,C2,N1,U4,PR1,,,,,,\n");
	reading = care_reading(first);
	care_read(reading, EPISODES_HEADER, second);
	care_expect(reading, month_from(2020, 3), "cla", 1, "still open");
	care_expect(reading, month_from(2020, 4), "cla", 2, "not closed before the later file says");
	care_expect(reading, month_from(2020, 4), "cla_started_month", 1, "once");
	care_expect(reading, month_from(2021, 3), "cla", 1, "closed");
	cr_assert_eq(care_findings(reading, RULE_CARE_DATE_AFTER_YEAR), 2);
	cr_assert_eq(care_findings(reading, RULE_CARE_EPISODE_NOT_CONTINUED), 0);
	reading_free(reading);
}

struct merge_case {
	const char *what;
	const char *files[3];
	int year, number;
	const char *id;
	int64_t value;
	enum rule rule; /* RULE_NONE: none of the four below */
};

static void expect_merged(const struct merge_case *one, bool backwards)
{
	static const enum rule rules[] = {RULE_CARE_EPISODE_NOT_CONTINUED, RULE_CARE_EPISODE_NOT_IN_EARLIER_YEAR, RULE_CARE_EPISODES_OVERLAP,
					  RULE_CARE_TWO_OPEN_EPISODES};
	struct reading *reading = extract_reading_new();

	for (unsigned i = 0; i < 3; i++)
		if (one->files[backwards ? 2 - i : i])
			care_read(reading, EPISODES_HEADER, one->files[backwards ? 2 - i : i]);
	care_expect(reading, month_from(one->year, one->number), one->id, one->value, one->what);
	for (unsigned i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		cr_assert_eq(care_findings(reading, rules[i]), one->rule == rules[i], "%s: %s", one->what, rule_id(rules[i]));
	reading_free(reading);
}

Test(care_merge, a_later_year_has_the_last_word)
{
	static const struct merge_case cases[] = {
		{"closed by the later file",
		 {MARCH_2020 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n", MARCH_2021 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,10/06/2020,E8,,,,\n"},
		 2021,
		 3,
		 "cla",
		 0,
		 RULE_NONE},
		{"and counted once before",
		 {MARCH_2020 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n", MARCH_2021 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,10/06/2020,E8,,,,\n"},
		 2020,
		 4,
		 "cla",
		 1,
		 RULE_NONE},
		{"its codes are corrected",
		 {MARCH_2020 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n", MARCH_2021 "SYNTH1,01/05/2018,S,C2,N1,K2,PR1,,,,,,\n"},
		 2020,
		 3,
		 "cla_residential",
		 1,
		 RULE_NONE},
		{"its end is taken back",
		 {MARCH_2020 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,31/03/2020,E8,,,,\n", MARCH_2021 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n"},
		 2021,
		 3,
		 "cla",
		 1,
		 RULE_NONE},
		{"the same file twice",
		 {MARCH_2020 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n", MARCH_2020 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n"},
		 2020,
		 3,
		 "cla",
		 1,
		 RULE_NONE},
		{"left open and then absent: over at the year's end",
		 {MARCH_2020 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n", MARCH_2021},
		 2020,
		 4,
		 "cla",
		 0,
		 RULE_CARE_EPISODE_NOT_CONTINUED},
		{"left open, absent and ceased on the day after",
		 {MARCH_2020 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n", MARCH_2021},
		 2020,
		 4,
		 "cla_ceased_other_month",
		 1,
		 RULE_CARE_EPISODE_NOT_CONTINUED},
		{"left open and absent over a year without a file",
		 {MARCH_2019 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n", NULL, MARCH_2021},
		 2019,
		 3,
		 "cla",
		 1,
		 RULE_CARE_EPISODE_NOT_CONTINUED},
		{"left open, while the next episode says that care went on",
		 {MARCH_2020 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n", MARCH_2021 "SYNTH1,10/06/2020,P,C2,N1,K2,PR1,,,,,,\n"},
		 2020,
		 6,
		 "cla_started_month",
		 0,
		 RULE_CARE_EPISODE_NOT_CONTINUED},
		{"left open, while the next episode says that care began",
		 {MARCH_2020 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n", MARCH_2021 "SYNTH1,10/06/2020,S,C2,N1,K2,PR1,,,,,,\n"},
		 2020,
		 6,
		 "cla_started_month",
		 1,
		 RULE_CARE_EPISODE_NOT_CONTINUED},
		{"left open, while the next episode says that only the legal status changed",
		 {MARCH_2020 "SYNTH1,01/05/2018,S,C1,N1,U4,PR1,,,,,,\n", MARCH_2021 "SYNTH1,10/06/2020,L,C2,N1,U4,PR1,,,,,,\n"},
		 2020,
		 6,
		 "cla_started_month",
		 0,
		 RULE_CARE_EPISODE_NOT_CONTINUED},
		{"closed by a later extract of the same year",
		 {"SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,,,,\nSYNTH2,30/04/2019,S,C2,N1,U4,PR1,,,,,,\n",
		  "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,10/05/2019,E8,,,,\nSYNTH2,30/04/2019,S,C2,N1,U4,PR1,31/05/2019,E8,,,,\n"},
		 2019,
		 5,
		 "cla",
		 0,
		 RULE_NONE},
		{"ends on the day on which the next begins, which is the day on which it began itself",
		 {MARCH_2020 "SYNTH1,01/05/2019,S,C1,N1,U4,PR1,01/05/2019,X1,,,,\nSYNTH1,01/05/2019,L,C2,N1,U4,PR1,,,,,,\n"},
		 2020,
		 3,
		 "cla",
		 1,
		 RULE_NONE},
		{"open in the last file is open", {MARCH_2020 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n", NULL, NULL}, 2020, 3, "cla", 1, RULE_NONE},
		{"began in a year whose file is here without it",
		 {MARCH_2020, MARCH_2021 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n"},
		 2020,
		 3,
		 "cla",
		 1,
		 RULE_CARE_EPISODE_NOT_IN_EARLIER_YEAR},
		{"transferred children keep their start and are no starts",
		 {MARCH_2020 "SYNTH1,01/05/2018,P,C2,N1,U4,PR1,,,,,,\n", NULL, NULL},
		 2020,
		 3,
		 "cla_started_12m",
		 0,
		 RULE_NONE},
		{"two open ones in one file",
		 {MARCH_2020 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,,,,\nSYNTH1,01/06/2018,P,C2,N1,U4,PR1,,,,,,\n", NULL, NULL},
		 2020,
		 3,
		 "cla",
		 1,
		 RULE_CARE_TWO_OPEN_EPISODES},
		{"overlapping ones in one file",
		 {MARCH_2020 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,01/07/2018,X1,,,,\nSYNTH1,01/06/2018,P,C2,N1,U4,PR1,,,,,,\n", NULL, NULL},
		 2020,
		 3,
		 "cla",
		 1,
		 RULE_CARE_EPISODES_OVERLAP},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		expect_merged(&cases[i], false);
		expect_merged(&cases[i], true);
	}
}

/* `left` children are open in the first year and absent from the second; `there` are in both; `come` only in the second, though they began in the first. */
Test(care_merge, years_that_disagree_do_not_reconcile)
{
	static const struct {
		unsigned there, left, come;
		bool is_said;
	} cases[] = {{0, 6, 0, true},   {0, 5, 0, false},   {150, 3, 3, true}, {150, 6, 0, true},
		     {150, 0, 6, true}, {150, 2, 3, false}, {150, 0, 0, false}};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char first[CARE_TEXT_MAX] = MARCH_2020, second[CARE_TEXT_MAX] = MARCH_2021;
		struct reading *reading = extract_reading_new();

		for (unsigned child = 0; child < cases[i].there + cases[i].left + cases[i].come; child++) {
			char row[128];

			snprintf(row, sizeof(row), "SYNTHB%u,01/05/2019,S,C2,N1,U4,PR1,,,,,,\n", child);
			if (child < cases[i].there + cases[i].left)
				strncat(first, row, sizeof(first) - strlen(first) - 1);
			if (child < cases[i].there || child >= cases[i].there + cases[i].left)
				strncat(second, row, sizeof(second) - strlen(second) - 1);
		}
		care_read(reading, EPISODES_HEADER, first);
		care_read(reading, EPISODES_HEADER, second);
		cr_assert_eq(care_findings(reading, RULE_CARE_STOCKS_UNRECONCILED), cases[i].is_said, "case %u", i);
		cr_assert_eq(care_findings(reading, RULE_CARE_EPISODE_NOT_CONTINUED), cases[i].left, "case %u", i);
		cr_assert_eq(care_findings(reading, RULE_CARE_EPISODE_NOT_IN_EARLIER_YEAR), cases[i].come, "case %u", i);
		reading_free(reading);
	}
}

/* Many episodes of one child in the worst orders: the chain is sorted without recursion. */
Test(care_merge, sorts_long_histories)
{
	enum { EPISODES = 200 };
	char rows[CARE_TEXT_MAX] = MARCH_2020;
	struct reading *reading;

	for (unsigned i = 0; i < EPISODES; i++) {
		unsigned day = i % 2 ? EPISODES - i : i;

		snprintf(rows + strlen(rows), sizeof(rows) - strlen(rows), "SYNTH1,%02u/%02u/2019,L,C2,N1,U4,PR1,%02u/%02u/2019,X1,,,,\n",
			 day % 28 + 1, day / 28 + 4, (day + 1) % 28 + 1, (day + 1) / 28 + 4);
	}
	reading = care_reading(rows);
	care_expect(reading, month_from(2019, 4), "cla_started_month", 1, "one start");
	care_expect(reading, month_from(2019, 6), "cla", 1, "in care");
	care_expect(reading, month_from(2020, 3), "cla_ceased_12m", 1, "one end");
	reading_free(reading);
}

Test(care_store, what_a_broken_file_brought_is_forgotten)
{
	struct reading *reading = care_reading(MARCH_2020 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n");

	care_read(reading, EPISODES_HEADER, MARCH_2021 "SYNTH2,01/05/2018,S,C2,N1,U4,PR1,,,,,,\nSYNTH1,01/05/2018,S,C2,N1,K2,PR1,,,,,,\n\"");
	cr_assert_not_null(extract_last_report(reading)->why);
	care_read(reading, CHILDREN_HEADER, "SYNTH1,1,02/02/2010,WBRI,,0,\nSYNTH4,1,02/02/2010,WBRI,,0,\n\"");
	care_read(reading, LEAVERS_HEADER, "SYNTH3,02/02/2001,YES,F1,B1\n\"");
	expect_covered(reading, month_from(2019, 4), month_from(2020, 3), month_from(1900, 1));
	care_expect(reading, month_from(2020, 3), "cla", 1, "the child of the first file");
	care_expect(reading, month_from(2020, 3), "cla_foster", 1, "as the first file has it");
	cr_assert_eq(care_findings(reading, RULE_CARE_CHILD_WITHOUT_EPISODE), 0);
	cr_assert_eq(care_findings(reading, RULE_CARE_BIRTH_DATE_UNKNOWN), 2);
	care_expect_x(reading, month_from(2020, 3), "care_leavers_19_to_21_12m", REASON_CARE_LEAVERS_TABLE_MISSING);
	reading_free(reading);
}

Test(care_store, too_many_refused_rows_and_no_figure)
{
	static const struct {
		unsigned refused, read;
		enum reason reason;
	} cases[] = {{0, 19, REASON_NONE},
		     {1, 19, REASON_NONE},
		     {2, 19, REASON_FIGURES_NOT_TRUSTED},
		     {1, 0, REASON_FIGURES_NOT_TRUSTED},
		     {0, 0, REASON_EPISODES_TABLE_MISSING}};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char rows[CARE_TEXT_MAX] = "";
		struct reading *reading;

		for (unsigned row = 0; row < cases[i].read + cases[i].refused; row++)
			snprintf(rows + strlen(rows), sizeof(rows) - strlen(rows), "SYNTH%u,%s,S,C2,N1,U4,PR1,,,,,,\n", row,
				 row < cases[i].read ? "15/03/2020" : "31/02/2020");
		reading = care_reading(rows);
		cr_assert_eq(looked_after_obstacle(reading_register(reading)->looked_after, month_from(2020, 3)), cases[i].reason, "case %u", i);
		reading_free(reading);
	}
}
