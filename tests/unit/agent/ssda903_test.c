/* The SSDA903's tables and XML: what is read, refused and remarked, and what the rows of a child say against each other. */
#include "agent/core/ssda903.h"

#include "common/memory.h"
#include "tests/unit/agent/care_text.h"

#define YEAR_2020 "SYNTH0,01/04/2010,S,V3,N1,U4,PR1,31/03/2020,E8,,,,\n"

Test(ssda903, tables_are_known_by_their_columns)
{
	static const struct {
		const char *header;
		enum table_kind kind;
	} cases[] = {
		{EPISODES_HEADER, TABLE_EPISODES},
		{CHILDREN_HEADER, TABLE_CHILDREN},
		{REVIEWS_HEADER, TABLE_REVIEWS},
		{UASC_HEADER, TABLE_UASC},
		{LEAVERS_HEADER, TABLE_OC3},
		{PLACED_HEADER, TABLE_PLACED_FOR_ADOPTION},
		{MISSING_HEADER, TABLE_MISSING},
		{SOCIAL_WORKERS_HEADER, TABLE_SOCIAL_WORKERS},
		{"CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,"
		 "INTERVENTION_RECEIVED,INTERVENTION_OFFERED\n",
		 TABLE_OC2},
		{"CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n", TABLE_AD1},
		{"CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n", TABLE_PREVIOUS_PERMANENCE},
		{"la,year,urn,rec,dec,place_provider,place,cin,ls,rne,decom,child\n", TABLE_EPISODES},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct reading *reading = extract_reading_new();

		care_read(reading, cases[i].header, "SYNTH1,,,,\n");
		cr_assert_eq(extract_last_report(reading)->kind, cases[i].kind, "%s", cases[i].header);
		reading_free(reading);
	}
}

struct row_case {
	const char *header, *row;
	enum rule rule; /* of the first note; RULE_NONE: none */
	const char *column;
	bool is_refused; /* the row */
};

Test(ssda903, rows_are_read_refused_and_remarked)
{
	static const struct row_case cases[] = {
		{EPISODES_HEADER, "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,10/06/2019,E8,,,,\n", RULE_NONE, "", false},
		{EPISODES_HEADER, "SYNTH1,2018-05-01,s,c2,n1,u4,pr1,2019-06-10,e8\n", RULE_NONE, "", false},
		{EPISODES_HEADER, "SYNTH1 , 01/05/2018 ,S,C2,N1,U4,PR1,NULL,NULL,NULL,NULL,NULL,NULL\n", RULE_NONE, "", false},
		{EPISODES_HEADER, ",01/05/2018,S,C2,N1,U4,PR1,,,,,,\n", RULE_CARE_CHILD_EMPTY, "CHILD", true},
		{EPISODES_HEADER, "SYNTH12345678901234567890123456789012345678901234567890123456789,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n", RULE_NONE, "",
		 false},
		{EPISODES_HEADER, "SYNTH012345678901234567890123456789012345678901234567890123456789,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n",
		 RULE_CARE_CHILD_TOO_LONG, "CHILD", true},
		{EPISODES_HEADER, "SYNTH1,,S,C2,N1,U4,PR1,,,,,,\n", RULE_CARE_DATE_EMPTY, "DECOM", true},
		{EPISODES_HEADER, "SYNTH1,31/06/2018,S,C2,N1,U4,PR1,,,,,,\n", RULE_DATE_IMPOSSIBLE, "DECOM", true},
		{EPISODES_HEADER, "SYNTH1,43221,S,C2,N1,U4,PR1,,,,,,\n", RULE_DATE_MALFORMED, "DECOM", true},
		{EPISODES_HEADER, "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,31/12/2199,,,,,\n", RULE_CARE_DATE_OUT_OF_RANGE, "DEC", true},
		{EPISODES_HEADER, "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,30/04/2018,E8,,,,\n", RULE_CARE_ENDS_BEFORE_START, "DEC", true},
		{EPISODES_HEADER, "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,01/05/2018,E8,,,,\n", RULE_NONE, "", false},
		{EPISODES_HEADER, "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,E8,,,,\n", RULE_CARE_REC_ON_OPEN_EPISODE, "REC", false},
		{EPISODES_HEADER, "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,10/06/2019,,,,,\n", RULE_CARE_REC_EMPTY, "REC", false},
		{EPISODES_HEADER, "SYNTH1,01/05/2018,X,C2,N1,U4,PR1,,,,,,\n", RULE_CARE_CODE_UNKNOWN, "RNE", false},
		{EPISODES_HEADER, "SYNTH1,01/05/2018,S,C3,N1,U4,PR1,,,,,,\n", RULE_CARE_CODE_UNKNOWN, "LS", false},
		{EPISODES_HEADER, "SYNTH1,01/05/2018,S,C2,N9,U4,PR1,,,,,,\n", RULE_CARE_CODE_UNKNOWN, "CIN", false},
		{EPISODES_HEADER, "SYNTH1,01/05/2018,S,C2,N1,U7,PR1,,,,,,\n", RULE_CARE_CODE_UNKNOWN, "PLACE", false},
		{EPISODES_HEADER, "SYNTH1,01/05/2018,S,C2,N1,U4,PR6,,,,,,\n", RULE_CARE_CODE_UNKNOWN, "PLACE_PROVIDER", false},
		{EPISODES_HEADER, "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,10/06/2019,E99,,,,\n", RULE_CARE_CODE_UNKNOWN, "REC", false},
		{"YEAR,LA,CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n", "soon,SYNTH,SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,\n",
		 RULE_CARE_YEAR_MALFORMED, "YEAR", false},
		{"CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,PL_DISTANCE\n", "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,far\n",
		 RULE_CARE_DISTANCE_MALFORMED, "PL_DISTANCE", false},
		{CHILDREN_HEADER, "SYNTH1,1,31/02/2010,WBRI,,0,\n", RULE_DATE_IMPOSSIBLE, "DOB", false},
		{CHILDREN_HEADER, "SYNTH1,X,01/02/2010,WBRI,,0,\n", RULE_CARE_CODE_UNKNOWN, "SEX", false},
		{CHILDREN_HEADER, ",1,01/02/2010,WBRI,,0,\n", RULE_CARE_CHILD_EMPTY, "CHILD", true},
		{REVIEWS_HEADER, "SYNTH1,02/02/2010,,PN1\n", RULE_CARE_DATE_EMPTY, "REVIEW", true},
		{REVIEWS_HEADER, "SYNTH1,02/02/2010,30/02/2019,PN1\n", RULE_DATE_IMPOSSIBLE, "REVIEW", true},
		{REVIEWS_HEADER, "SYNTH1,30/02/2010,02/02/2019,PN1\n", RULE_DATE_IMPOSSIBLE, "DOB", false},
		{REVIEWS_HEADER, ",02/02/2010,02/02/2019,PN1\n", RULE_CARE_CHILD_EMPTY, "CHILD", true},
		{UASC_HEADER, ",1,02/02/2010,\n", RULE_CARE_CHILD_EMPTY, "CHILD", true},
		{MISSING_HEADER, ",02/02/2010,M,02/02/2019,\n", RULE_CARE_CHILD_EMPTY, "CHILD", true},
		{PLACED_HEADER, ",02/02/2010,02/02/2019,,\n", RULE_CARE_CHILD_EMPTY, "CHILD", true},
		{SOCIAL_WORKERS_HEADER, ",02/02/2010,SYNTHSW,02/02/2019,,\n", RULE_CARE_CHILD_EMPTY, "CHILD", true},
		{LEAVERS_HEADER, ",02/02/2001,YES,F1,B1\n", RULE_CARE_CHILD_EMPTY, "CHILD", true},
		{EPISODES_HEADER, "SYNTH1,01/05/2018,S,C2,N1,FOSTER,PR1,,,,,,\n", RULE_CARE_CODE_UNKNOWN, "PLACE", false},
		{EPISODES_HEADER, "SYNTH1,01/05/2018,S,C2,N1,\"U4\"x,PR1,,,,,,\n", RULE_CELL_BADLY_QUOTED, "PLACE", false},
		{UASC_HEADER, "SYNTH1,1,02/02/2010,30/02/2019\n", RULE_DATE_IMPOSSIBLE, "DUC", true},
		{MISSING_HEADER, "SYNTH1,02/02/2010,X,02/02/2019,\n", RULE_CARE_MISSING_UNKNOWN, "MISSING", false},
		{MISSING_HEADER, "SYNTH1,02/02/2010,M,02/02/2019,01/02/2019\n", RULE_CARE_ENDS_BEFORE_START, "MIS_END", true},
		{PLACED_HEADER, "SYNTH1,02/02/2010,,,\n", RULE_CARE_DATE_EMPTY, "DATE_PLACED", true},
		{SOCIAL_WORKERS_HEADER, "SYNTH1,02/02/2010,,02/02/2019,,\n", RULE_CARE_WORKER_EMPTY, "SW_ID", true},
		{SOCIAL_WORKERS_HEADER, "SYNTH1,02/02/2010,SYNTHSW,,,\n", RULE_CARE_DATE_EMPTY, "SW_DECOM", true},
		{LEAVERS_HEADER, "SYNTH1,,YES,F1,B1\n", RULE_CARE_DATE_EMPTY, "DOB", true},
		{LEAVERS_HEADER, "SYNTH1,31/02/2001,YES,F1,B1\n", RULE_DATE_IMPOSSIBLE, "DOB", true},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct reading *reading = extract_reading_new();
		const struct file_report *report;

		care_read(reading, cases[i].header, cases[i].row);
		report = extract_last_report(reading);
		cr_assert_null(report->why, "case %u: %s", i, report->why);
		cr_assert_eq(report->rows_refused, cases[i].is_refused, "case %u", i);
		cr_assert_eq(report->note_count, cases[i].rule != RULE_NONE, "case %u has %u notes", i, report->note_count);
		if (report->note_count) {
			cr_assert_eq(report->notes[0].rule, cases[i].rule, "case %u: %s", i, rule_id(report->notes[0].rule));
			cr_assert_str_eq(report->notes[0].column_name, cases[i].column, "case %u", i);
		}
		reading_free(reading);
	}
}

/* A review that is booked for later does not make the file cover the months until then. */
Test(ssda903, what_has_not_come_yet_tells_nothing)
{
	struct reading *reading = extract_reading_new();
	struct month first, last;
	struct date today;

	cr_assert_eq(date_from(2020, 2, 10, &today), ERROR_NONE);
	reading_set_today(reading, today);
	care_read(reading, EPISODES_HEADER, "SYNTH1,01/05/2019,S,C2,N1,U4,PR1,,,,,,\nSYNTH2,10/02/2020,S,C2,N1,U4,PR1,,,,,,\n");
	care_read(reading, REVIEWS_HEADER, "SYNTH1,07/08/2008,28/05/2019,PN1\nSYNTH1,07/08/2008,20/03/2020,PN1\n");
	cr_assert_eq(extract_last_report(reading)->note_count, 1);
	cr_assert_eq(extract_last_report(reading)->notes[0].rule, RULE_CARE_DATE_IN_FUTURE);
	cr_assert_eq(extract_last_report(reading)->notes[0].line, 3);
	cr_assert(looked_after_months(reading_register(reading)->looked_after, &first, &last));
	cr_assert_eq(month_to_number(last), 202002, "%u", month_to_number(last));
	reading_free(reading);
}

/* The regional form holds several councils: the agent's own rows count, by whatever name, and the others are no faulty rows. */
Test(ssda903, of_a_regional_form_only_the_own_rows_count)
{
	static const struct {
		uint16_t own;
		const char *names[3]; /* of a child each */
		int64_t value;        /* -(reason): none */
		uint64_t left_out, differ;
	} cases[] = {
		{342, {"St Helens", "Knowsley", "E08000013"}, 2, 1, 0},
		{340, {"St Helens", "Knowsley", "342"}, 1, 2, 0},
		{342, {"Knowsley", "Knowsley", "340"}, -REASON_ANOTHER_COUNCIL, 3, 0},
		{342, {"St. Helens", "", "st helens"}, 3, 0, 0},
		{342, {"St. Helens", "SYNTH", "st helens"}, -REASON_SEVERAL_COUNCILS, 0, 1},
		{342, {"SYNTH", "SYNTH", "SYNTH"}, 3, 0, 0},
		{0, {"St. Helens", "342", "E08000013"}, 3, 0, 0},
		{0, {"St. Helens", "Knowsley", "E08000013"}, -REASON_SEVERAL_COUNCILS, 0, 1},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct reading *reading = extract_reading_new();
		struct return_measure found;
		char rows[CARE_TEXT_MAX] = "";

		reading_set_council(reading, cases[i].own);
		for (unsigned j = 0; j < 3; j++)
			snprintf(rows + strlen(rows), sizeof(rows) - strlen(rows), "2020,%s,SYNTH%u,31/03/2020,S,C2,N1,U4,PR1,,\n", cases[i].names[j],
				 j);
		care_read(reading, "YEAR,LA,CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n", rows);
		found = care_measure(reading, month_from(2020, 3), "cla");
		cr_expect_eq(found.symbol ? -(int64_t)found.reason : found.value, cases[i].value, "case %u: %lld, reason %u", i,
			     (long long)found.value, found.reason);
		cr_expect_eq(care_findings(reading, RULE_CARE_ROW_OF_ANOTHER), cases[i].left_out, "case %u", i);
		cr_expect_eq(care_findings(reading, RULE_CARE_COUNCILS_DIFFER), cases[i].differ, "case %u", i);
		reading_free(reading);
	}
}

Test(ssda903, one_council_and_one_birth_date)
{
	struct reading *reading = extract_reading_new();

	care_read(reading, "YEAR,LA,CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n",
		  "2020,SYNTH,SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,\n2020,OTHER,SYNTH2,01/05/2018,S,C2,N1,U4,PR1,,\n");
	cr_assert_eq(extract_last_report(reading)->notes[0].rule, RULE_CARE_COUNCILS_DIFFER);
	care_read(reading, CHILDREN_HEADER, "SYNTH1,1,01/02/2010,WBRI,,0,\nSYNTH1,1,02/02/2010,WBRI,,0,\n");
	cr_assert_eq(extract_last_report(reading)->notes[0].rule, RULE_CARE_BIRTH_DATE_DIFFERS);
	cr_assert_eq(extract_last_report(reading)->notes[0].line, 3);
	reading_free(reading);
}

static const struct {
	const char *what, *episodes;
	enum rule rule;
	uint64_t line;   /* of the first place */
	uint16_t column; /* and its cell */
} findings_cases[] = {
	{"clean", "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,10/06/2019,X1,,,,\nSYNTH1,10/06/2019,P,C2,N1,U4,PR1,,,,,,\n", RULE_NONE, 0, 0},
	{"overlap",
	 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,11/06/2019,X1,,,,\nSYNTH1,10/06/2019,P,C2,N1,U4,PR1,11/06/2019,X1,,,,\nSYNTH1,11/06/"
	 "2019,P,C2,N1,U4,PR1,,,,,,\n",
	 RULE_CARE_EPISODES_OVERLAP, 4, 2},
	{"two open", "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,,,,,,\nSYNTH1,10/06/2019,P,C2,N1,U4,PR1,,,,,,\n", RULE_CARE_TWO_OPEN_EPISODES, 4, 8},
	{"a start without S", "SYNTH1,01/05/2019,P,C2,N1,U4,PR1,,,,,,\n", RULE_CARE_START_WITHOUT_S, 3, 3},
	{"S and no start", "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,10/06/2019,X1,,,,\nSYNTH1,10/06/2019,S,C2,N1,U4,PR1,,,,,,\n", RULE_CARE_S_WITHIN_CARE, 4,
	 3},
	{"after death", "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,10/06/2019,E2,,,,\nSYNTH1,10/07/2019,S,C2,N1,U4,PR1,,,,,,\n", RULE_CARE_EPISODE_AFTER_DEATH,
	 4, 2},
	{"X1 and nothing behind it", "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,10/06/2019,X1,,,,\nSYNTH1,11/06/2019,S,C2,N1,U4,PR1,,,,,,\n",
	 RULE_CARE_CONTINUED_BY_NONE, 3, 9},
	{"X1 while another episode is open",
	 "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,10/06/2019,X1,,,,\nSYNTH1,01/05/2019,L,C2,N1,U4,PR1,11/06/2019,E8,,,,\n", RULE_CARE_EPISODES_OVERLAP, 4,
	 2},
	{"X1 while another episode ends", "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,10/06/2019,X1,,,,\nSYNTH1,10/06/2019,L,C2,N1,U4,PR1,10/06/2019,E8,,,,\n",
	 RULE_NONE, 0, 0},
	{"a place that came later", "SYNTH1,01/05/2018,S,C2,N1,K3,PR1,,,,,,\n", RULE_CARE_CODE_NOT_OF_YEAR, 3, 6},
	{"no birth date", "SYNTH8,01/05/2018,S,C2,N1,U4,PR1,,,,,,\n", RULE_CARE_BIRTH_DATE_UNKNOWN, 3, 0},
};

Test(ssda903, rows_of_a_child_are_held_against_each_other)
{
	static const enum rule rules[] = {RULE_CARE_EPISODES_OVERLAP,    RULE_CARE_TWO_OPEN_EPISODES,     RULE_CARE_START_WITHOUT_S,
					  RULE_CARE_EPISODE_AFTER_DEATH, RULE_CARE_CONTINUED_BY_NONE,     RULE_CARE_CODE_NOT_OF_YEAR,
					  RULE_CARE_BIRTH_DATE_UNKNOWN,  RULE_CARE_CHILD_WITHOUT_EPISODE, RULE_CARE_EPISODE_NOT_CONTINUED,
					  RULE_CARE_S_WITHIN_CARE};

	for (unsigned i = 0; i < sizeof(findings_cases) / sizeof(findings_cases[0]); i++) {
		char rows[CARE_TEXT_MAX];
		struct reading *reading;
		const struct findings *findings;

		snprintf(rows, sizeof(rows), YEAR_2020 "%s", findings_cases[i].episodes);
		reading = care_reading(rows);
		care_read(reading, CHILDREN_HEADER, "SYNTH0,1,02/02/2009,WBRI,,0,\nSYNTH1,1,02/02/2010,WBRI,,0,\n");
		findings = reading_register(reading)->findings;
		for (unsigned rule = 0; rule < sizeof(rules) / sizeof(rules[0]); rule++) {
			bool is_child = rules[rule] == RULE_CARE_CHILD_WITHOUT_EPISODE && findings_cases[i].rule == RULE_CARE_BIRTH_DATE_UNKNOWN;

			cr_assert_eq(findings_count(findings, rules[rule]), rules[rule] == findings_cases[i].rule || is_child, "%s: %s",
				     findings_cases[i].what, rule_id(rules[rule]));
		}
		if (findings_cases[i].rule) {
			struct place place = findings_place_at(findings, findings_cases[i].rule, 0);

			cr_assert_eq(place.line, findings_cases[i].line, "%s: line %u", findings_cases[i].what, (unsigned)place.line);
			cr_assert_eq(place.column, findings_cases[i].column, "%s: column %u", findings_cases[i].what, place.column);
		}
		reading_free(reading);
	}
}

Test(ssda903, codes_are_held_against_their_year)
{
	static const struct {
		enum care_code_set set;
		const char *text;
		int year;
		bool is_of_year;
	} cases[] = {
		{CODES_PLACE, "K3", 2024, false},  {CODES_PLACE, "K3", 2025, true},   {CODES_PLACE, "H5", 2024, true},
		{CODES_PLACE, "H5", 2025, false},  {CODES_PLACE, "P2", 2024, true},   {CODES_PLACE, "P2", 2025, false},
		{CODES_PLACE, "Z11", 2025, false}, {CODES_PLACE, "Z14", 2026, true},  {CODES_PLACE, "Z1", 2026, true},
		{CODES_SEX, "1", 2024, true},      {CODES_SEX, "2", 2025, false},     {CODES_SEX, "M", 2024, false},
		{CODES_SEX, "U", 2025, true},      {CODES_CEASED, "E44", 2018, true}, {CODES_CEASED, "E43", 2019, false},
		{CODES_CEASED, "E46", 2018, true}, {CODES_PLACE, "", 2020, true},     {CODES_PLACE, "Q1", 2020, false},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		uint8_t code = care_code_find(cases[i].set, slice_from_text(cases[i].text));

		cr_assert_eq(care_code_is_of_year(cases[i].set, code, cases[i].year), cases[i].is_of_year, "%s in %d", cases[i].text, cases[i].year);
		cr_assert_str_eq(care_code_text(cases[i].set, code), code == CODE_UNKNOWN ? "" : cases[i].text);
	}
}

#define XML(children) "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<EXPSSDA903>\n" children "</EXPSSDA903>"

static const char xml_return[] =
	XML("<CHILD><HEADER><CHILDID>SYNTH1</CHILDID><SEX>1</SEX><DOB>02/02/2010</DOB><ETHNIC>WBRI</ETHNIC><UPN/><UASC>1</UASC>\n"
	    "<AREVIEW><REVIEW>05/05/2019</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>\n"
	    "<AREVIEW><REVIEW>05/11/2019</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW></HEADER>\n"
	    "<EPISODE><DECOM>01/05/2015</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U4</PL><PLACE_PROVIDER>PR1</PLACE_PROVIDER>"
	    "<DEC>10/06/2019</DEC><REC>X1</REC></EPISODE>\n"
	    "<EPISODE><DECOM>10/06/2019</DECOM><RNE>P</RNE><LS>C2</LS><CIN>N1</CIN><PL>K2</PL><PL_POST>ZZ99 3CZ</PL_POST>"
	    "<PLACE_PROVIDER>PR1</PLACE_PROVIDER><DEC/></EPISODE>\n"
	    "<MISSING><MISSING>M</MISSING><MIS_START>01/03/2020</MIS_START></MISSING></CHILD>\n"
	    "<CHILD><HEADER><CHILDID>SYNTH2</CHILDID><SEX>M</SEX><DOB>02/02/2001</DOB><IN_TOUCH>YES</IN_TOUCH><ACTIV>F1</ACTIV>"
	    "<ACCOM>B1</ACCOM></HEADER></CHILD>\n"
	    "<CHILD><HEADER><CHILDID>SYNTH3</CHILDID><SEX>2</SEX><DOB>02/02/2012</DOB></HEADER>"
	    "<EPISODE><DECOM>01/02/2020</DECOM><RNE>S</RNE><LS>C1</LS><CIN>N4</CIN><PL>U4</PL><PLACE_PROVIDER>PR1</PLACE_PROVIDER>"
	    "<DEC>31/03/2020</DEC><REC>E12</REC></EPISODE>"
	    "<AD_PLACED><DATE_PLACED>11/02/2020</DATE_PLACED></AD_PLACED></CHILD>\n");

Test(ssda903, xml_is_a_whole_set)
{
	static const struct {
		const char *id;
		int64_t value;
	} cases[] = {
		{"cla", 1},
		{"cla_residential", 1},
		{"cla_unaccompanied", 1},
		{"cla_started_12m", 1},
		{"cla_ceased_adoption_month", 1},
		{"days_to_adoption_placement_12m", 10},
		{"cla_missing_month", 1},
		{"cla_reviewed_on_time", 1},
		{"care_leavers_19_to_21_suitable_12m", 1},
	};
	struct reading *reading = extract_reading_new();
	const struct file_report *report;
	struct place place;

	extract_read(reading, "return.xml", xml_return);
	report = extract_last_report(reading);
	cr_assert_null(report->why, "%s", report->why);
	cr_assert_eq(report->kind, TABLE_LOOKED_AFTER_RETURN);
	cr_assert_eq(report->rows_refused, 0);
	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		care_expect(reading, month_from(2020, 3), cases[i].id, cases[i].value, "XML");
	care_expect_x(reading, month_from(2020, 3), "cla_three_social_workers", REASON_SOCIAL_WORKERS_TABLE_MISSING);
	cr_assert_eq(care_findings(reading, RULE_CARE_CODE_NOT_OF_YEAR), 1, "SEX M is of 2025 on");
	place = findings_place_at(reading_register(reading)->findings, RULE_CARE_CODE_NOT_OF_YEAR, 0);
	cr_assert_eq(place.column, 0);
	cr_assert_eq(place.line, 9, "line %u", (unsigned)place.line);
	reading_free(reading);
}

Test(ssda903, xml_without_an_identifier_is_nobodys)
{
	struct reading *reading = extract_reading_new();

	extract_read(reading, "return.xml", XML("<CHILD><HEADER><SEX>1</SEX></HEADER><EPISODE><DECOM>01/05/2015</DECOM></EPISODE></CHILD>\n"));
	cr_assert_eq(extract_last_report(reading)->rows_refused, 2, "the header and the episode");
	care_expect_x(reading, month_from(2015, 5), "cla", REASON_FIGURES_NOT_TRUSTED);
	reading_free(reading);
}

Test(ssda903, xml_of_2024_has_social_workers)
{
	struct reading *reading = extract_reading_new();

	extract_read(reading, "return.xml",
		     XML("<CHILD><HEADER><CHILDID>SYNTH1</CHILDID><UASC>perhaps</UASC></HEADER>\n"
			 "<EPISODE><DECOM>01/05/2015</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U4</PL><PLACE_PROVIDER>PR1</PLACE_PROVIDER></"
			 "EPISODE>\n"
			 "<SW_EPISODE><SW_ID>SYNTHSW1</SW_ID><SW_DECOM>01/05/2023</SW_DECOM><SW_DEC>01/06/2023</SW_DEC></SW_EPISODE>\n"
			 "<SW_EPISODE><SW_ID>SYNTHSW2</SW_ID><SW_DECOM>01/06/2023</SW_DECOM><SW_DEC>31/03/2024</SW_DEC></SW_EPISODE></CHILD>\n"));
	cr_assert_eq(extract_last_report(reading)->rows_refused, 0);
	care_expect(reading, month_from(2024, 3), "cla_fewer_social_workers", 1, "two");
	care_expect(reading, month_from(2024, 3), "cla_not_unaccompanied", 1, "perhaps is no yes");
	cr_assert_eq(care_findings(reading, RULE_FLAG_MALFORMED), 1);
	reading_free(reading);
}

/* Every allocation of a set's reading fails once, and then the budget is too small: an error, never a figure. */
Test(ssda903, a_lack_of_memory_is_an_error)
{
	static const char *const tables[] = {EPISODES_HEADER "SYNTH1,01/05/2018,S,C2,N1,U4,PR1,10/06/2019,E8,,,,\n",
					     LEAVERS_HEADER "SYNTH2,02/02/2001,YES,F1,B1\n"};

	for (size_t n = 1; n < 60; n++) {
		enum error error = ERROR_NONE;
		struct reading *reading;

		memory_fail_at(n);
		reading = reading_new(TEST_BUDGET_BYTES);
		for (unsigned i = 0; i < 2 && reading && !error; i++)
			error = extract_try(reading, "table.csv", slice_from_text(tables[i]), 7);
		cr_assert(!reading || error == ERROR_NO_MEMORY || memory_fail_at(0) < n, "allocation %zu", n);
		memory_fail_at(0);
		reading_free(reading);
	}
}

Test(ssda903, the_budget_is_kept)
{
	struct reading *reading = reading_new(64 << 10);
	enum error error = ERROR_NONE;
	char rows[CARE_TEXT_MAX];

	for (unsigned file = 0; file < 40 && !error; file++) {
		snprintf(rows, sizeof(rows), "%s", EPISODES_HEADER);
		for (unsigned i = 0; i < 100; i++)
			snprintf(rows + strlen(rows), sizeof(rows) - strlen(rows), "SYNTH%u,01/05/2018,S,C2,N1,U4,PR1,10/06/2019,E8,,,,\n",
				 file * 100 + i);
		error = extract_try(reading, "table.csv", slice_from_text(rows), 7);
	}
	cr_assert_eq(error, ERROR_LIMIT);
	reading_free(reading);
}
