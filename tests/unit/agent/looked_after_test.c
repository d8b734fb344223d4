#include "agent/core/looked_after.h"

#include "tests/unit/agent/care_text.h"

/* An episode that is there in every case, so that the files cover April 2019 to March 2020: nobody's. */
#define YEAR_2020 "SYNTH0,01/04/2010,S,V3,N1,U4,PR1,31/03/2020,E8,,,,\n"

struct expected {
	const char *id;
	int64_t value;
};

enum { EXPECTED_MAX = 8 };

struct episodes_case {
	const char *what, *rows;
	int year, number;
	struct expected expected[EXPECTED_MAX];
};

static void expect_all(const struct episodes_case *one)
{
	char rows[CARE_TEXT_MAX];
	struct reading *reading;

	snprintf(rows, sizeof(rows), "%s%s", YEAR_2020, one->rows);
	reading = care_reading(rows);
	for (unsigned i = 0; i < EXPECTED_MAX && one->expected[i].id; i++)
		care_expect(reading, month_from(one->year, one->number), one->expected[i].id, one->expected[i].value, one->what);
	reading_free(reading);
}

Test(looked_after, counts_who_is_looked_after_on_the_last_day)
{
	static const struct episodes_case cases[] = {
		{"open", "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n", 2019, 9, {{"cla", 1}}},
		{"begins on the last day", "SYNTH1,30/09/2019,S,C2,N1,U4,PR1,,,,,,\n", 2019, 9, {{"cla", 1}}},
		{"begins the day after", "SYNTH1,01/10/2019,S,C2,N1,U4,PR1,,,,,,\n", 2019, 9, {{"cla", 0}}},
		{"ends on the last day", "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,30/09/2019,E8,,,,\n", 2019, 9, {{"cla", 0}}},
		{"ends the day after", "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,01/10/2019,E8,,,,\n", 2019, 9, {{"cla", 1}}},
		{"open with a reason, as real systems write it", "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,E8,,,,\n", 2019, 9, {{"cla", 1}}},
		{"short breaks V3", "SYNTH1,01/05/2018,S,V3,N1,U4,PR1,,,,,,\n", 2019, 9, {{"cla", 0}}},
		{"short breaks V4", "SYNTH1,01/05/2018,S,v4,N1,U4,PR1,,,,,,\n", 2019, 9, {{"cla", 0}}},
		{"a blank legal status is care", "SYNTH1,01/05/2018,S,,N1,U4,PR1,,,,,,\n", 2019, 9, {{"cla", 1}, {"cla_other_legal_status", 1}}},
		{"two open episodes are one child",
		 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,,,,\nSYNTH1,01/06/2018,P,C2,N1,K2,PR4,,,,,,\n",
		 2019,
		 9,
		 {{"cla", 1}, {"cla_residential", 1}, {"cla_foster", 0}}},
		{"overlapping episodes are one child",
		 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,01/12/2019,X1,,,,\nSYNTH1,01/06/2018,P,C2,N1,K2,PR4,,,,,,\n",
		 2019,
		 9,
		 {{"cla", 1}, {"cla_residential", 1}}},
		{"identifiers are text", "01,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n1,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n", 2019, 9, {{"cla", 2}}},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		expect_all(&cases[i]);
}

Test(looked_after, breaks_the_stock_down)
{
	static const char rows[] = "SYNTH1,01/05/2018,S,C1,N1,U4,PR1,,,,,,\n"
				   "SYNTH2,01/05/2018,S,C2,N1,U2,PR2,,,,,,\n"
				   "SYNTH3,01/05/2018,S,V2,N1,K1,PR4,,,,,,\n"
				   "SYNTH4,01/05/2018,S,E1,N1,A5,PR5,,,,,,\n"
				   "SYNTH5,01/05/2018,S,J1,N1,P1,PR0,,,,,,\n"
				   "SYNTH6,01/05/2018,S,L2,N1,P2,PR3,,,,,,\n"
				   "SYNTH7,01/05/2018,S,Q9,N1,Z1,PR9,,,,,,\n"
				   "SYNTH8,01/05/2018,S,D1,N1,T0,,,,,,,\n";
	static const struct expected expected[] = {
		{"cla", 8},
		{"cla_care_orders", 2},
		{"cla_section_20", 1},
		{"cla_placement_orders", 2},
		{"cla_other_legal_status", 3},
		{"cla_foster", 1},
		{"cla_kinship", 1},
		{"cla_residential", 1},
		{"cla_placed_for_adoption", 1},
		{"cla_with_parents", 1},
		{"cla_supported_or_independent", 1},
		{"cla_other_placement", 2},
		{"cla_own_provision", 1},
		{"cla_other_council_provision", 1},
		{"cla_private_provision", 1},
		{"cla_voluntary_provision", 1},
		{"cla_other_provision", 4},
	};
	char text[CARE_TEXT_MAX];
	struct reading *reading;

	snprintf(text, sizeof(text), "%s%s", YEAR_2020, rows);
	reading = care_reading(text);
	for (unsigned i = 0; i < sizeof(expected) / sizeof(expected[0]); i++)
		care_expect(reading, month_from(2020, 3), expected[i].id, expected[i].value, "the groups");
	cr_assert_eq(care_findings(reading, RULE_CARE_CODE_UNKNOWN), 2);
	reading_free(reading);
}

Test(looked_after, counts_starts_and_ends)
{
	static const struct episodes_case cases[] = {
		{"a start", "SYNTH1,05/09/2019,S,C2,N1,U4,PR1,,,,,,\n", 2019, 9, {{"cla_started_month", 1}, {"cla_started_abuse_month", 1}}},
		{"a start on the window's first day",
		 "SYNTH1,01/04/2019,S,C2,N4,U4,PR1,,,,,,\n",
		 2020,
		 3,
		 {{"cla_started_12m", 1}, {"cla_started_family_12m", 1}, {"cla_started_month", 0}}},
		{"a start before it", "SYNTH1,31/03/2019,S,C2,N1,U4,PR1,,,,,,\n", 2020, 3, {{"cla_started_12m", 0}, {"cla", 1}}},
		{"a change is no start, whatever RNE says",
		 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,10/09/2019,X1,,,,\nSYNTH1,10/09/2019,S,C2,N1,K2,PR1,,,,,,\n",
		 2019,
		 9,
		 {{"cla_started_month", 0}, {"cla_ceased_month", 0}, {"cla", 1}}},
		{"a start without S is a start",
		 "SYNTH1,05/09/2019,P,C2,,U4,PR1,,,,,,\n",
		 2019,
		 9,
		 {{"cla_started_month", 1}, {"cla_started_other_need_month", 1}}},
		{"a day between is an end and a start",
		 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,10/09/2019,E4A,,,,\nSYNTH1,11/09/2019,S,C2,N8,K2,PR1,,,,,,\n",
		 2019,
		 9,
		 {{"cla_started_month", 1}, {"cla_started_absent_parenting_month", 1}, {"cla_ceased_month", 1}, {"cla_ceased_home_month", 1}}},
		{"care after short breaks starts",
		 "SYNTH1,01/05/2018,S,V4,N1,U4,PR1,10/09/2019,X1,,,,\nSYNTH1,10/09/2019,L,C2,N1,U4,PR1,,,,,,\n",
		 2019,
		 9,
		 {{"cla_started_month", 1}, {"cla", 1}}},
		{"the first start and the last end of several count",
		 "SYNTH1,01/05/2019,S,C2,N1,U4,PR1,10/06/2019,E4B,,,,\n"
		 "SYNTH1,01/07/2019,S,C2,N4,U4,PR1,10/08/2019,E46,,,,\n"
		 "SYNTH1,01/09/2019,S,C2,N8,U4,PR1,10/10/2019,E2,,,,\n",
		 2020,
		 3,
		 {{"cla_started_12m", 1},
		  {"cla_started_abuse_12m", 1},
		  {"cla_ceased_12m", 1},
		  {"cla_ceased_other_12m", 1},
		  {"cla_ceased_home_12m", 0},
		  {"cla_any_12m", 1}}},
		{"adopted, from the start of the period to the placement",
		 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,11/05/2018,X1,,,,\nSYNTH1,11/05/2018,P,E1,N1,A4,PR1,10/09/2019,E12,,,,\n",
		 2019,
		 9,
		 {{"cla_ceased_adoption_month", 1}, {"days_to_adoption_placement_month", 10}}},
		{"adopted, with no placement for it",
		 "SYNTH1,31/08/2019,S,C2,N1,U4,PR1,10/09/2019,E11,,,,\n",
		 2019,
		 9,
		 {{"cla_ceased_adoption_month", 1}, {"days_to_adoption_placement_month", 10}}},
		{"special guardianship",
		 "SYNTH1,31/08/2019,S,C2,N1,U4,PR1,10/09/2019,E48,,,,\n",
		 2019,
		 9,
		 {{"cla_ceased_special_guardianship_month", 1}}},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		expect_all(&cases[i]);
}
