/* The figures of the SSDA903 that need more than a day's episodes: placements, reviews, missing episodes, social workers, care leavers. */
#include "agent/core/care_tally.h"

#include "agent/core/ssda903.h"
#include "tests/unit/agent/care_text.h"

/* Three years' files, so that March 2021 has its history: nobody's episodes of short breaks. */
#define THREE_YEARS                                                                                                    \
	"2019,SYNTH0,01/04/2010,S,V3,N1,U4,PR1,31/03/2019,E8,\n2020,SYNTH0,01/04/2019,S,V3,N1,U4,PR1,31/03/2020,E8,\n" \
	"2021,SYNTH0,01/04/2020,S,V3,N1,U4,PR1,31/03/2021,E8,\n"
#define YEARS_HEADER "YEAR,CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,PL_DISTANCE\n"

static struct reading *three_years(const char *episodes)
{
	char rows[CARE_TEXT_MAX];
	struct reading *reading = extract_reading_new();

	snprintf(rows, sizeof(rows), THREE_YEARS "%s", episodes);
	care_read(reading, YEARS_HEADER, rows);
	return reading;
}

struct figure_case {
	const char *what, *episodes, *rows; /* rows of the table that the test is about */
	const char *id;
	int64_t value;
};

static void expect_figures(const char *header, const struct figure_case *cases, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		struct reading *reading = three_years(cases[i].episodes);

		care_read(reading, header, cases[i].rows);
		care_expect(reading, month_from(2021, 3), cases[i].id, cases[i].value, cases[i].what);
		reading_free(reading);
	}
}

#define COUNT(cases) (sizeof(cases) / sizeof((cases)[0]))

Test(care_figures, counts_placements_of_the_year)
{
	static const struct figure_case cases[] = {
		{"three",
		 "2021,SYNTH1,01/05/2020,S,C2,N1,U4,PR1,01/06/2020,X1,\n2021,SYNTH1,01/06/2020,P,C2,N1,U4,PR1,01/07/2020,X1,\n"
		 "2021,SYNTH1,01/07/2020,B,C2,N1,K2,PR1,,,\n",
		 "", "cla_three_placements", 1},
		{"a change of legal status or of type with the same carers is none",
		 "2021,SYNTH1,01/05/2020,S,C1,N1,U4,PR1,01/06/2020,X1,\n2021,SYNTH1,01/06/2020,L,C2,N1,U4,PR1,01/07/2020,X1,\n"
		 "2021,SYNTH1,01/07/2020,T,C2,N1,U1,PR1,01/08/2020,X1,\n2021,SYNTH1,01/08/2020,U,E1,N1,A3,PR1,,,\n",
		 "", "cla_fewer_placements", 1},
		{"the placement on the first day counts",
		 "2021,SYNTH1,01/05/2018,S,C2,N1,U4,PR1,02/04/2020,X1,\n2021,SYNTH1,02/04/2020,P,C2,N1,U4,PR1,01/07/2020,X1,\n"
		 "2021,SYNTH1,01/07/2020,B,C2,N1,K2,PR1,,,\n",
		 "", "cla_three_placements", 1},
		{"one that ended before it does not",
		 "2021,SYNTH1,01/05/2018,S,C2,N1,U4,PR1,01/04/2020,X1,\n2021,SYNTH1,01/04/2020,P,C2,N1,U4,PR1,01/07/2020,X1,\n"
		 "2021,SYNTH1,01/07/2020,B,C2,N1,K2,PR1,,,\n",
		 "", "cla_three_placements", 0},
		{"a temporary placement and the return from it are none",
		 "2021,SYNTH1,01/05/2020,S,C2,N1,U4,PR1,01/06/2020,X1,\n2021,SYNTH1,01/06/2020,P,C2,N1,T0,,01/07/2020,X1,\n"
		 "2021,SYNTH1,01/07/2020,P,C2,N1,U4,PR1,01/08/2020,X1,\n2021,SYNTH1,01/08/2020,P,C2,N1,T1,,,,\n",
		 "", "cla_fewer_placements", 1},
		{"a return to another placement is one",
		 "2021,SYNTH1,01/05/2020,S,C2,N1,U4,PR1,01/06/2020,X1,\n2021,SYNTH1,01/06/2020,P,C2,N1,T0,,01/07/2020,X1,\n"
		 "2021,SYNTH1,01/07/2020,P,C2,N1,K2,PR1,01/08/2020,X1,\n2021,SYNTH1,01/08/2020,P,C2,N1,U4,PR4,,,\n",
		 "", "cla_three_placements", 1},
		{"placements of two periods of care add up",
		 "2021,SYNTH1,01/05/2020,S,C2,N1,U4,PR1,01/06/2020,E8,\n2021,SYNTH1,01/07/2020,S,C2,N1,U4,PR1,01/08/2020,X1,\n"
		 "2021,SYNTH1,01/08/2020,P,C2,N1,K2,PR1,,,\n",
		 "", "cla_three_placements", 1},
		{"where RNE is blank the place tells",
		 "2021,SYNTH1,01/05/2020,,C2,N1,U4,PR1,01/06/2020,X1,\n2021,SYNTH1,01/06/2020,,C2,N1,U5,PR1,01/07/2020,X1,\n"
		 "2021,SYNTH1,01/07/2020,,C2,N1,U5,PR1,01/08/2020,X1,\n2021,SYNTH1,01/08/2020,,C2,N1,U5,PR4,,,\n",
		 "", "cla_three_placements", 1},
	};

	expect_figures(CHILDREN_HEADER, cases, COUNT(cases));
}

/* Carers of one type and provider: the home's number and the postcode tell them apart, where both episodes have them. */
Test(care_figures, a_return_is_to_the_same_carers)
{
	static const struct {
		const char *before, *after; /* PL_POST and URN around the temporary placement */
		bool is_move;
	} cases[] = {
		{",", ",", false},
		{"ZZ99 3CZ,", "ZZ99 3CY,", true},
		{"ZZ99 3CZ,", "zz993cz,", false},
		{"ZZ99 3CZ,", ",", false},
		{",SC000001", ",SC000002", true},
		{",SC000001", ",SC000001", false},
		{",XXXXXXX", ",SC000002", false},
		{"ZZ99 3CZ,SC000001", "ZZ99 3CY,SC000001", true},
	};

	for (unsigned i = 0; i < COUNT(cases); i++) {
		struct reading *reading = three_years("");
		char rows[CARE_TEXT_MAX];

		snprintf(rows, sizeof(rows),
			 "2021,SYNTH1,01/05/2020,S,C2,N1,K2,PR1,15/05/2020,X1,,\n2021,SYNTH1,15/05/2020,P,C2,N1,U4,PR1,01/06/2020,X1,%s\n"
			 "2021,SYNTH1,01/06/2020,P,C2,N1,T0,,01/07/2020,X1,,\n2021,SYNTH1,01/07/2020,P,C2,N1,U4,PR1,,,%s\n",
			 cases[i].before, cases[i].after);
		care_read(reading, "YEAR,CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,PL_POST,URN\n", rows);
		care_expect(reading, month_from(2021, 3), "cla_three_placements", cases[i].is_move, cases[i].after);
		reading_free(reading);
	}
}

#define BORN_2010 "SYNTH1,1,02/02/2010,WBRI,,0,\n"

Test(care_figures, asks_long_stayers_for_their_placement)
{
	static const struct figure_case cases[] = {
		{"the same placement", "2021,SYNTH1,30/09/2018,S,C2,N1,U4,PR1,,,\n", BORN_2010, "cla_same_placement", 1},
		{"a day too short in care", "2021,SYNTH1,01/10/2018,S,C2,N1,U4,PR1,,,\n", BORN_2010, "cla_not_long_term", 1},
		{"16 on the last day", "2021,SYNTH1,30/09/2018,S,C2,N1,U4,PR1,,,\n", "SYNTH1,1,31/03/2005,WBRI,,0,\n", "cla_not_long_term", 1},
		{"15 on the last day", "2021,SYNTH1,30/09/2018,S,C2,N1,U4,PR1,,,\n", "SYNTH1,1,01/04/2005,WBRI,,0,\n", "cla_same_placement", 1},
		{"moved two years ago", "2020,SYNTH1,01/01/2018,S,C2,N1,U4,PR1,31/03/2019,X1,\n2021,SYNTH1,31/03/2019,P,C2,N1,U4,PR1,,,\n", BORN_2010,
		 "cla_same_placement", 1},
		{"moved less than two years ago", "2020,SYNTH1,01/01/2018,S,C2,N1,U4,PR1,01/04/2019,X1,\n2021,SYNTH1,01/04/2019,P,C2,N1,U4,PR1,,,\n",
		 BORN_2010, "cla_moved_placement", 1},
		{"another legal status is no move",
		 "2020,SYNTH1,01/01/2018,S,C1,N1,U4,PR1,01/04/2019,X1,\n2021,SYNTH1,01/04/2019,L,C2,N1,U4,PR1,,,\n", BORN_2010, "cla_same_placement",
		 1},
		{"placed for adoption, with the placement before",
		 "2020,SYNTH1,01/01/2018,S,C2,N1,U4,PR1,01/04/2020,X1,\n2021,SYNTH1,01/04/2020,P,E1,N1,A4,PR1,,,\n", BORN_2010, "cla_same_placement",
		 1},
		{"placed for adoption after a move",
		 "2020,SYNTH1,01/01/2018,S,C2,N1,U4,PR1,01/06/2019,X1,\n2020,SYNTH1,01/06/2019,P,C2,N1,U4,PR1,01/06/2020,X1,\n"
		 "2021,SYNTH1,01/06/2020,P,E1,N1,A4,PR1,,,\n",
		 BORN_2010, "cla_moved_placement", 1},
		{"in temporary placements only", "2021,SYNTH1,30/09/2018,S,C2,N1,T4,,,,\n", BORN_2010, "cla_moved_placement", 1},
		{"placed for adoption with the same carers",
		 "2020,SYNTH1,01/01/2018,S,C2,N1,U4,PR1,01/04/2020,X1,\n2021,SYNTH1,01/04/2020,U,E1,N1,A3,PR1,,,\n", BORN_2010, "cla_same_placement",
		 1},
		{"a break begins anew", "2020,SYNTH1,01/01/2018,S,C2,N1,U4,PR1,01/04/2019,E8,\n2021,SYNTH1,02/04/2019,S,C2,N1,U4,PR1,,,\n", BORN_2010,
		 "cla_not_long_term", 1},
	};

	expect_figures(CHILDREN_HEADER, cases, COUNT(cases));
}

Test(care_figures, knows_no_age_without_birth_dates)
{
	struct reading *reading = three_years("2021,SYNTH1,30/09/2018,S,C2,N1,U4,PR1,,,\n");

	care_expect_x(reading, month_from(2021, 3), "cla_same_placement", REASON_BIRTH_DATES_MISSING);
	care_expect_x(reading, month_from(2020, 8), "cla_same_placement", REASON_CARE_HISTORY_TOO_SHORT);
	cr_assert_eq(care_findings(reading, RULE_CARE_BIRTH_DATE_UNKNOWN), 2);
	reading_free(reading);
}

/* An empty reviews table counts for every year: none of the years' reviews were held. */
#define REVIEW(year, date) "SYNTH1,02/02/2010," date ",PN1," year "\n"

Test(care_figures, holds_reviews_against_their_dates)
{
	/* 1 May 2020 + 20 working days is 2 June: early May's holiday was moved to the 8th, and the spring one is the 25th. */
	static const struct figure_case cases[] = {
		{"in care for 27 days", "2021,SYNTH1,04/03/2021,S,C2,N1,U4,PR1,,,\n", "", "cla_review_not_due", 1},
		{"in care for 28 days, the first was due today", "2021,SYNTH1,03/03/2021,S,C2,N1,U4,PR1,,,\n", "", "cla_reviewed_late", 1},
		{"first, second and later ones on their last days", "2021,SYNTH1,01/05/2020,S,C2,N1,U4,PR1,,,\n",
		 REVIEW("2021", "02/06/2020") REVIEW("2021", "02/09/2020") REVIEW("2021", "02/03/2021"), "cla_reviewed_on_time", 1},
		{"the first a day late", "2021,SYNTH1,01/05/2020,S,C2,N1,U4,PR1,,,\n",
		 REVIEW("2021", "03/06/2020") REVIEW("2021", "02/09/2020") REVIEW("2021", "02/03/2021"), "cla_reviewed_late", 1},
		{"the second a day late", "2021,SYNTH1,01/05/2020,S,C2,N1,U4,PR1,,,\n",
		 REVIEW("2021", "02/06/2020") REVIEW("2021", "03/09/2020") REVIEW("2021", "03/03/2021"), "cla_reviewed_late", 1},
		{"the third a day late", "2021,SYNTH1,01/05/2020,S,C2,N1,U4,PR1,,,\n",
		 REVIEW("2021", "02/06/2020") REVIEW("2021", "02/09/2020") REVIEW("2021", "03/03/2021"), "cla_reviewed_late", 1},
		{"the third not held", "2021,SYNTH1,01/05/2020,S,C2,N1,U4,PR1,,,\n", REVIEW("2021", "02/06/2020") REVIEW("2021", "02/09/2020"),
		 "cla_reviewed_late", 1},
		{"late before the twelve months, on time in them", "2021,SYNTH1,01/05/2019,S,C2,N1,U4,PR1,,,\n",
		 REVIEW("2020", "01/08/2019") REVIEW("2020", "01/11/2019") REVIEW("2021", "01/05/2020") REVIEW("2021", "01/11/2020"),
		 "cla_reviewed_on_time", 1},
		{"reviews of an earlier period of care do not count",
		 "2021,SYNTH1,01/05/2019,S,C2,N1,U4,PR1,01/05/2020,E8,\n2021,SYNTH1,01/06/2020,S,C2,N1,U4,PR1,,,\n", REVIEW("2021", "05/04/2020"),
		 "cla_reviewed_late", 1},
		{"in care before there are reviews: six months at most", "2021,SYNTH1,01/05/2010,S,C2,N1,U4,PR1,,,\n",
		 REVIEW("2020", "30/09/2019") REVIEW("2020", "30/03/2020") REVIEW("2021", "30/09/2020") REVIEW("2021", "30/03/2021"),
		 "cla_reviewed_on_time", 1},
		{"and no day more", "2021,SYNTH1,01/05/2010,S,C2,N1,U4,PR1,,,\n", REVIEW("2021", "01/10/2020"), "cla_reviewed_late", 1},
	};

	expect_figures("CHILD,DOB,REVIEW,REVIEW_CODE,YEAR\n", cases, COUNT(cases));
}

Test(care_figures, counts_social_workers)
{
	static const char care[] = "2021,SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,\n";
	static const struct figure_case cases[] = {
		{"three", care,
		 "SYNTH1,,SYNTHSWA,01/05/2020,01/06/2020,,2021\nSYNTH1,,SYNTHSWB,01/06/2020,01/07/2020,,2021\nSYNTH1,,SYNTHSWC,01/07/2020,,,2021\n",
		 "cla_three_social_workers", 1},
		{"the same one again", care,
		 "SYNTH1,,SYNTHSWA,01/05/2020,01/06/2020,,2021\nSYNTH1,,SYNTHSWB,01/06/2020,01/07/2020,,2021\nSYNTH1,,SYNTHSWA,01/07/2020,,,2021\n",
		 "cla_fewer_social_workers", 1},
		{"one that left before the twelve months", care,
		 "SYNTH1,,SYNTHSWA,01/05/2019,01/04/2020,,2021\nSYNTH1,,SYNTHSWB,01/04/2020,01/07/2020,,2021\nSYNTH1,,SYNTHSWC,01/07/2020,,,2021\n",
		 "cla_fewer_social_workers", 1},
		{"one that left on their second day", care,
		 "SYNTH1,,SYNTHSWA,01/05/2019,02/04/2020,,2021\nSYNTH1,,SYNTHSWB,01/04/2020,01/07/2020,,2021\nSYNTH1,,SYNTHSWC,01/07/2020,,,2021\n",
		 "cla_three_social_workers", 1},
		{"three on one day", care,
		 "SYNTH1,,SYNTHSWA,01/05/2020,,,2021\nSYNTH1,,SYNTHSWB,01/05/2020,,,2021\nSYNTH1,,SYNTHSWC,01/05/2020,,,2021\n",
		 "cla_three_social_workers", 1},
	};

	expect_figures("CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON,YEAR\n", cases, COUNT(cases));
}

Test(care_figures, counts_missing_episodes)
{
	static const char care[] = "2021,SYNTH1,01/05/2018,S,C2,N1,U4,PR1,01/09/2020,E8,\n2021,SYNTH1,01/10/2020,S,C2,N1,U4,PR1,,,\n";
	static const struct figure_case cases[] = {
		{"two of one child", care, "SYNTH1,,M,01/05/2020,03/05/2020,2021\nSYNTH1,,m,09/05/2020,,2021\n", "missing_episodes_12m", 2},
		{"one child", care, "SYNTH1,,M,01/05/2020,03/05/2020,2021\nSYNTH1,,M,09/05/2020,,2021\n", "cla_missing_12m", 1},
		{"not in the month", care, "SYNTH1,,M,28/02/2021,03/03/2021,2021\n", "cla_missing_month", 0},
		{"in the month", care, "SYNTH1,,M,01/03/2021,03/03/2021,2021\n", "cla_missing_month", 1},
		{"away without authorisation", care, "SYNTH1,,A,01/05/2020,03/05/2020,2021\n", "missing_episodes_12m", 0},
		{"in a gap of care", care, "SYNTH1,,M,02/09/2020,03/09/2020,2021\n", "missing_episodes_12m", 0},
		{"on the last day of care, which is none", care, "SYNTH1,,M,01/09/2020,03/09/2020,2021\n", "missing_episodes_12m", 0},
		{"on the day of the return", care, "SYNTH1,,M,01/10/2020,03/10/2020,2021\n", "missing_episodes_12m", 1},
		{"before the twelve months", care, "SYNTH1,,M,31/03/2020,03/04/2020,2021\n", "cla_not_missing_12m", 1},
		{"the same row in two files", care, "SYNTH1,,M,01/05/2020,,2021\nSYNTH1,,M,01/05/2020,03/05/2020,2022\n", "missing_episodes_12m", 1},
		{"of no looked-after child", care, "SYNTH2,,M,01/05/2020,,2021\n", "missing_episodes_12m", 0},
	};

	expect_figures("CHILD,DOB,MISSING,MIS_START,MIS_END,YEAR\n", cases, COUNT(cases));
}

Test(care_figures, tells_unaccompanied_children)
{
	static const char care[] = "2021,SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,\n2021,SYNTH2,01/05/2018,S,C2,N1,U4,PR1,,,\n";
	static const struct figure_case cases[] = {
		{"still", care, "SYNTH1,1,02/02/2010,\n", "cla_unaccompanied", 1},
		{"the others", care, "SYNTH1,1,02/02/2010,\n", "cla_not_unaccompanied", 1},
		{"until the day after", care, "SYNTH1,1,02/02/2010,01/04/2021\n", "cla_unaccompanied", 1},
		{"until the day", care, "SYNTH1,1,02/02/2010,31/03/2021\n", "cla_unaccompanied", 0},
		{"closed by another year's row", care, "SYNTH1,1,02/02/2010,\nSYNTH1,1,02/02/2010,30/06/2020\n", "cla_unaccompanied", 0},
		{"the latest day of several", care, "SYNTH1,1,02/02/2010,30/06/2021\nSYNTH1,1,02/02/2010,30/06/2020\n", "cla_unaccompanied", 1},
	};

	expect_figures(UASC_HEADER, cases, COUNT(cases));
}

Test(care_figures, tells_the_distance)
{
	struct reading *reading = three_years("2021,SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,20\n2021,SYNTH2,01/05/2018,S,C2,N1,U4,PR1,,,20.01\n"
					      "2021,SYNTH3,01/05/2018,S,C2,N1,U4,PR1,,,far\n2021,SYNTH4,01/05/2018,S,C2,N1,U4,PR1,,,-1\n"
					      "2021,SYNTH5,01/05/2018,S,C2,N1,U4,PR1,,,\n");

	care_expect(reading, month_from(2021, 3), "cla_within_20_miles", 1, "20 miles");
	care_expect(reading, month_from(2021, 3), "cla_over_20_miles", 1, "more");
	care_expect(reading, month_from(2021, 3), "cla_distance_unknown", 3, "not said");
	reading_free(reading);
}

Test(care_figures, asks_care_leavers_at_their_birthday)
{
	static const char care[] = "2021,SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,\n";
	static const struct figure_case cases[] = {
		{"19 in the year", care, "SYNTH2,02/02/2002,YES,F1,B1,2021\n", "care_leavers_19_to_21_in_touch_12m", 1},
		{"21 on its last day", care, "SYNTH2,31/03/2000,YES,F1,B1,2021\n", "care_leavers_19_to_21_12m", 1},
		{"22 is too old", care, "SYNTH2,31/03/1999,YES,F1,B1,2021\n", "care_leavers_19_to_21_12m", 0},
		{"18 on its first day", care, "SYNTH2,01/04/2002,YES,F1,B1,2021\n", "care_leavers_17_to_18_in_touch_12m", 1},
		{"16 is too young", care, "SYNTH2,01/04/2004,YES,F1,B1,2021\n", "care_leavers_17_to_18_12m", 0},
		{"suitable", care, "SYNTH2,02/02/2002,YES,F1,B1,2021\n", "care_leavers_19_to_21_suitable_12m", 1},
		{"unsuitable", care, "SYNTH2,02/02/2002,YES,F1,X2,2021\n", "care_leavers_19_to_21_unsuitable_12m", 1},
		{"where, nobody knows", care, "SYNTH2,02/02/2002,YES,F1,0,2021\n", "care_leavers_19_to_21_accom_unknown_12m", 1},
		{"part time", care, "SYNTH2,02/02/2002,YES,P5,B1,2021\n", "care_leavers_19_to_21_eet_12m", 1},
		{"small letters", care, "SYNTH2,02/02/2002,yes,f1,b1,2021\n", "care_leavers_19_to_21_eet_12m", 1},
		{"in none, in small letters", care, "SYNTH2,02/02/2002,YES,g4,B1,2021\n", "care_leavers_19_to_21_neet_12m", 1},
		{"another letter", care, "SYNTH2,02/02/2002,YES,Z4,B9,2021\n", "care_leavers_19_to_21_activity_unknown_12m", 1},
		{"another number", care, "SYNTH2,02/02/2002,YES,Z4,B9,2021\n", "care_leavers_19_to_21_accom_unknown_12m", 1},
		{"in none", care, "SYNTH2,02/02/2002,YES,G4,B1,2021\n", "care_leavers_19_to_21_neet_12m", 1},
		{"what, nobody knows", care, "SYNTH2,02/02/2002,YES,,B1,2021\n", "care_leavers_19_to_21_activity_unknown_12m", 1},
		{"not in touch", care, "SYNTH2,02/02/2002,REFU,F1,B1,2021\n", "care_leavers_19_to_21_not_in_touch_12m", 1},
		{"went home", care, "SYNTH2,02/02/2002,RHOM,F1,B1,2021\nSYNTH3,02/02/2002,NREQ,,,2021\n", "care_leavers_19_to_21_12m", 1},
		{"died", care, "SYNTH2,02/02/2003,died,,,2021\nSYNTH3,02/02/2003,NO,,,2021\n", "care_leavers_17_to_18_not_in_touch_12m", 1},
		{"blank is not in touch", care, "SYNTH2,02/02/2002,,,,2021\n", "care_leavers_19_to_21_not_in_touch_12m", 1},
		{"another year's row", care, "SYNTH2,02/02/2001,YES,F1,B1,2020\nSYNTH3,02/02/1990,,,,2021\n", "care_leavers_19_to_21_12m", 0},
		{"the day before the twelve months", care, "SYNTH2,31/03/2001,YES,F1,B1,2020\nSYNTH3,02/02/1990,,,,2021\n",
		 "care_leavers_19_to_21_12m", 0},
		{"two rows of one year are one", care, "SYNTH2,02/02/2002,YES,F1,B1,2021\nSYNTH2,02/02/2002,NO,F1,B1,2021\n",
		 "care_leavers_19_to_21_12m", 1},
		{"each year's row at its birthday", care, "SYNTH2,02/02/2001,YES,F1,B1,2020\nSYNTH2,02/02/2001,YES,F1,B1,2021\n",
		 "care_leavers_19_to_21_12m", 1},
		{"a later year's row, which leaves this one's alone", care, "SYNTH2,02/02/2002,YES,F1,B1,2021\nSYNTH2,02/02/2002,YES,F1,B1,2022\n",
		 "care_leavers_19_to_21_12m", 1},
		{"the year is told by the birthdays, too", care,
		 "SYNTH2,02/02/2002,YES,F1,B1,\nSYNTH3,02/02/2000,YES,F1,B1,\nSYNTH4,02/02/2004,YES,F1,B1,\n", "care_leavers_19_to_21_12m", 2},
	};

	expect_figures("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM,YEAR\n", cases, COUNT(cases));
}

Test(care_figures, knows_when_adopted_children_were_placed)
{
	static const struct figure_case cases[] = {
		{"by the episodes",
		 "2021,SYNTH1,01/05/2020,S,C2,N1,U4,PR1,11/05/2020,X1,\n2021,SYNTH1,11/05/2020,P,E1,N1,A4,PR1,21/05/2020,X1,\n"
		 "2021,SYNTH1,21/05/2020,L,E1,N1,A6,PR1,10/09/2020,E11,\n",
		 "SYNTH1,,05/05/2020,,\n", "days_to_adoption_placement_12m", 10},
		{"the last run of them",
		 "2021,SYNTH1,01/05/2020,S,C2,N1,A4,PR1,11/05/2020,X1,\n2021,SYNTH1,11/05/2020,P,E1,N1,U4,PR1,21/05/2020,X1,\n"
		 "2021,SYNTH1,21/05/2020,P,E1,N1,A6,PR1,10/09/2020,E11,\n",
		 "", "days_to_adoption_placement_12m", 20},
		{"by the decision, where the episodes do not say", "2021,SYNTH1,01/05/2020,S,C2,N1,U4,PR1,10/09/2020,E12,\n",
		 "SYNTH1,,05/05/2019,,\nSYNTH1,,05/05/2020,,\n", "days_to_adoption_placement_12m", 4},
		{"by the end, where nothing does", "2021,SYNTH1,01/05/2020,S,C2,N1,U4,PR1,11/05/2020,E12,\n", "", "days_to_adoption_placement_12m",
		 10},
		{"of the last period of care",
		 "2021,SYNTH1,01/04/2020,S,C2,N1,U4,PR1,11/04/2020,E4A,\n2021,SYNTH1,01/05/2020,S,C2,N1,A4,PR1,11/05/2020,E12,\n", "",
		 "days_to_adoption_placement_12m", 0},
		{"not of others", "2021,SYNTH1,01/05/2020,S,C2,N1,U4,PR1,11/05/2020,E13,\n", "", "days_to_adoption_placement_12m", 0},
	};

	expect_figures(PLACED_HEADER, cases, COUNT(cases));
}

Test(care_figures, lacks_what_a_table_that_is_not_there_would_tell)
{
	static const struct {
		const char *id;
		enum reason reason;
	} cases[] = {
		{"cla_unaccompanied", REASON_UASC_TABLE_MISSING},         {"cla_not_unaccompanied", REASON_UASC_TABLE_MISSING},
		{"cla_reviewed_late", REASON_REVIEWS_TABLE_MISSING},      {"cla_three_social_workers", REASON_SOCIAL_WORKERS_TABLE_MISSING},
		{"cla_missing_12m", REASON_MISSING_TABLE_MISSING},        {"cla_missing_month", REASON_MISSING_TABLE_MISSING},
		{"missing_episodes_month", REASON_MISSING_TABLE_MISSING}, {"care_leavers_17_to_18_12m", REASON_CARE_LEAVERS_TABLE_MISSING},
		{"cla_over_20_miles", REASON_DISTANCE_MISSING},
	};
	struct reading *reading = extract_reading_new();

	care_read(reading, "YEAR,CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n",
		  "2020,SYNTH0,01/04/2019,S,C2,N1,U4,PR1,31/03/2020,E8\n"
		  "2021,SYNTH0,01/04/2020,S,C2,N1,U4,PR1,31/03/2021,E8\n");
	for (unsigned i = 0; i < COUNT(cases); i++)
		care_expect_x(reading, month_from(2021, 3), cases[i].id, cases[i].reason);
	care_expect(reading, month_from(2021, 3), "cla_any_12m", 1, "which needs no other table");
	reading_free(reading);
}

/* One row in twenty is borne; beyond, a table's own figures are not trusted, and the others are. */
Test(care_figures, trusts_no_table_of_refused_rows)
{
	static const struct {
		const char *rows;
		enum reason reason;
	} cases[] = {
		{"SYNTH1,,M,01/05/2020,,2021\n", REASON_NONE},
		{"SYNTH1,,M,31/02/2021,,2021\n", REASON_FIGURES_NOT_TRUSTED},
		{"SYNTH1,,M,01/05/2020,,2021\nSYNTH1,,M,,,2021\n", REASON_FIGURES_NOT_TRUSTED},
	};

	for (unsigned i = 0; i < COUNT(cases); i++) {
		struct reading *reading = three_years("2021,SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,\n");

		care_read(reading, "CHILD,DOB,MISSING,MIS_START,MIS_END,YEAR\n", cases[i].rows);
		cr_assert_eq(care_measure(reading, month_from(2021, 3), "missing_episodes_12m").reason, cases[i].reason, "case %u", i);
		care_expect(reading, month_from(2021, 3), "cla", 1, "the stock");
		reading_free(reading);
	}
}

Test(care_tally, birthdays)
{
	static const struct {
		int year, number, day, age, expected_year, expected_number, expected_day;
	} cases[] = {{2004, 2, 29, 16, 2020, 2, 29}, {2004, 2, 29, 17, 2021, 3, 1}, {2004, 12, 31, 18, 2022, 12, 31}, {2004, 3, 1, 18, 2022, 3, 1}};

	for (unsigned i = 0; i < COUNT(cases); i++) {
		struct date birth, expected;
		uint16_t day;

		cr_assert_eq(date_from(cases[i].year, cases[i].number, cases[i].day, &birth), ERROR_NONE);
		cr_assert_eq(date_from(cases[i].expected_year, cases[i].expected_number, cases[i].expected_day, &expected), ERROR_NONE);
		cr_assert(care_day_from(birth, &day));
		cr_assert_eq(care_day_date(care_birthday(day, cases[i].age)).days, expected.days, "case %u", i);
	}
	cr_assert_eq(care_birthday(CARE_DAY_MAX, 20), CARE_DAY_NONE);
}
