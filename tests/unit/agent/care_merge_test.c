/* Several years' files of the SSDA903 as one history: which row counts. */
#include "agent/core/care_merge.h"

#include "agent/core/ssda903.h"
#include "tests/unit/agent/care_text.h"

/* Somebody of whom something happened in each year's March, so that each year's file is known. */
#define MARCH_2019 "SYNTH9,01/01/2019,S,V3,N1,U4,PR1,15/03/2019,E8,,,,\n"
#define MARCH_2020 "SYNTH9,01/01/2020,S,V3,N1,U4,PR1,15/03/2020,E8,,,,\n"
#define MARCH_2021 "SYNTH9,01/01/2021,S,V3,N1,U4,PR1,15/03/2021,E8,,,,\n"

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
	cr_assert_eq(looked_after_obstacle(reading_register(reading)->looked_after, month_from(2020, 3)), REASON_NONE);
	cr_assert_eq(looked_after_obstacle(reading_register(reading)->looked_after, month_from(2020, 4)), REASON_CARE_MONTH_NOT_COVERED);
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
