#include "agent/core/census_return.h"

#include "agent/core/measures.h"
#include "tests/unit/agent/census_text.h"

enum { MEASURES_ROOM = 512 };

static struct return_measure measures[MEASURES_ROOM];
static unsigned measure_count;

static void compute(struct reading *reading, int year, int number)
{
	cr_assert_eq(measures_compute(reading_register(reading), month_from(year, number), measures, MEASURES_ROOM, &measure_count), ERROR_NONE);
}

/* The value, or minus the reason for which there is none. */
static int64_t value_of(enum measure_number number)
{
	for (unsigned i = 0; i < measure_count; i++)
		if (measures[i].number == (uint16_t)number)
			return measures[i].symbol == SYMBOL_NONE ? measures[i].value : -(int64_t)measures[i].reason;
	cr_assert_fail("measure %d is not computed", number);
	return 0;
}

static uint64_t count_of(struct reading *reading, enum rule rule)
{
	return findings_count(reading_register(reading)->findings, rule);
}

/* The same in each dialect that systems write. */
static const char *const dialects[] = {
	CENSUS("2021-09-30", CENSUS_COUNCIL CENSUS_WORKER("0", "SYNTH1", "0.8", "2020-01-01", "<Cases30>10</Cases30>")),
	"\xef\xbb\xbf\r\n <?xml version=\"1.0\"?><message><HEADER><referencedate>30/09/2021</referencedate></HEADER><lalevel><NumberOfVacancies>35.25"
	"</NumberOfVacancies><NoAgencyFTE>20.5</NoAgencyFTE><NoAgencyHeadcount>21</NoAgencyHeadcount><Bonus>1</Bonus></lalevel><CSWWWORKER>"
	"<SWENO>\r\n  SYNTH1 "
	"</SWENO><agencyworker>false</agencyworker><cases30>10</cases30><fte>0.800000</fte><RoleEndDate/><rolestartdate>2020-01-01"
	"</rolestartdate></CSWWWORKER></message>",
	"<c:Message xmlns:c=\"urn:x\"><c:CSWWWorker><c:AgencyWorker>0</c:AgencyWorker><c:SWENo>SYNTH1</c:SWENo><c:FTE>.8</c:FTE><c:RoleStartDate>"
	"2020-01-01</c:RoleStartDate><c:Cases30>10</c:Cases30></c:CSWWWorker><c:LALevelVacancies><NumberOfVacancies>35.25</NumberOfVacancies>"
	"<NoAgencyFTE>20.50</NoAgencyFTE><NoAgencyHeadcount>21</NoAgencyHeadcount></c:LALevelVacancies><c:Header><Year>2021</Year></c:Header></"
	"c:Message>",
};

Test(census_return, is_read_in_every_dialect_and_piece_by_piece)
{
	for (size_t i = 0; i < sizeof(dialects) / sizeof(dialects[0]); i++) {
		struct slice text = slice_from_text(dialects[i]);

		for (size_t split = 0; split <= text.size; split += 7) {
			struct reading *reading = extract_reading_new();

			cr_assert_eq(extract_try(reading, "a.dat", text, split), ERROR_NONE);
			cr_assert_null(extract_last_report(reading)->why, "entry %zu: %s", i, extract_last_report(reading)->why);
			cr_assert_eq(extract_last_report(reading)->kind, TABLE_WORKFORCE_CENSUS);
			cr_assert_eq(extract_last_report(reading)->note_count, 0, "entry %zu", i);
			compute(reading, 2021, 9);
			cr_assert_eq(value_of(MEASURE_INPOST_FTE), 800000, "entry %zu", i);
			cr_assert_eq(value_of(MEASURE_CASES), 10, "entry %zu", i);
			cr_assert_eq(value_of(MEASURE_CASE_HOLDERS_FTE), 800000, "entry %zu", i);
			cr_assert_eq(value_of(MEASURE_VACANCY_FTE), 35250000, "entry %zu", i);
			cr_assert_eq(value_of(MEASURE_AGENCY_COVER_FTE), 20500000, "entry %zu", i);
			cr_assert_eq(value_of(MEASURE_AGENCY_COVER_HEADCOUNT), 21, "entry %zu", i);
			cr_assert_eq(value_of(MEASURE_WORKING_DAYS_LOST_FTE_12M), -REASON_CENSUS_ELEMENT_MISSING, "entry %zu", i);
			reading_free(reading);
		}
	}
}

#define A_YEAR                                                                                                                            \
	CENSUS_COUNCIL                                                                                                                    \
	CENSUS_WORKER("0", "SYNTH1", "1", "2015-01-01", "<OrgRole>3</OrgRole><Cases30>0</Cases30><WorkingDaysLost>2.5</WorkingDaysLost>") \
	CENSUS_WORKER("0", "SYNTH2", "0.5", "2021-03-01", "<OrgRole>5</OrgRole><StartOrigin>1</StartOrigin><Cases30>12</Cases30>")        \
	CENSUS_WORKER("0", "SYNTH3", "0.6", "2021-09-01",                                                                                 \
		      "<OrgRole>5</OrgRole><StartOrigin>2</StartOrigin><Cases30>5</Cases30>"                                              \
		      "<WorkingDaysLost>0.25</WorkingDaysLost>")                                                                          \
	CENSUS_WORKER("0", "SYNTH4", "0.7", "2010-01-01",                                                                                 \
		      "<OrgRole>3</OrgRole><RoleEndDate>2021-05-01</RoleEndDate>"                                                         \
		      "<LeaverDestination>1</LeaverDestination><ReasonLeave>1</ReasonLeave>")                                             \
	CENSUS_WORKER("0", "SYNTH5", "0", "2010-01-01",                                                                                   \
		      "<OrgRole>9</OrgRole><RoleEndDate>2021-09-10</RoleEndDate>"                                                         \
		      "<LeaverDestination>6</LeaverDestination><ReasonLeave>1</ReasonLeave><FTE30>0.9</FTE30>")                           \
	CENSUS_WORKER("0", "SYNTH6", "1", "2010-01-01", "<RoleEndDate>2021-09-11</RoleEndDate><ReasonLeave>7</ReasonLeave>")              \
	CENSUS_WORKER("1", "SYNTH7", "0.4", "2021-01-01", "<Cases30>3</Cases30><WorkingDaysLost>9</WorkingDaysLost>")                     \
	"<CSWWWorker><AgencyWorker>1</AgencyWorker><FTE>0.3</FTE><Cases30>4</Cases30></CSWWWorker>"                                       \
	"<CSWWWorker><AgencyWorker>1</AgencyWorker></CSWWWorker>"

static const struct {
	enum measure_number measure;
	int64_t value;
} a_year[] = {
	{MEASURE_INPOST_FTE, 2100000},
	{MEASURE_INPOST_HEADCOUNT, 3},
	{MEASURE_INPOST_TEAM_MANAGERS_FTE, 1000000},
	{MEASURE_INPOST_CASE_HOLDERS_FTE, 1100000},
	{MEASURE_INPOST_OTHER_ROLES_FTE, 0},
	{MEASURE_AGENCY_FTE, 700000},
	{MEASURE_AGENCY_HEADCOUNT, 3},
	{MEASURE_CASES, 24},
	{MEASURE_CASE_HOLDERS_FTE, 1800000},
	{MEASURE_WORKING_DAYS_LOST_FTE_12M, 2750000},
	{MEASURE_STARTERS_HEADCOUNT_12M, 2},
	{MEASURE_STARTERS_NEWLY_QUALIFIED_HEADCOUNT_12M, 1},
	{MEASURE_STARTERS_FROM_COUNCILS_HEADCOUNT_12M, 1},
	{MEASURE_STARTERS_OTHER_ORIGIN_HEADCOUNT_12M, 0},
	{MEASURE_STARTERS_HEADCOUNT_MONTH, 1},
	{MEASURE_LEAVERS_HEADCOUNT_12M, 2},
	{MEASURE_LEAVERS_FTE_12M, 1600000},
	{MEASURE_LEAVERS_TEAM_MANAGERS_FTE_12M, 700000},
	{MEASURE_LEAVERS_OTHER_ROLES_FTE_12M, 900000},
	{MEASURE_LEAVERS_TO_COUNCILS_HEADCOUNT_12M, 1},
	{MEASURE_LEAVERS_OTHER_DESTINATION_HEADCOUNT_12M, 1},
	{MEASURE_LEAVERS_FTE_MONTH, 900000},
	{MEASURE_LEAVERS_TO_COUNCILS_HEADCOUNT_MONTH, 0},
};

Test(census_return, gives_the_months_figures_and_no_other_months)
{
	struct reading *reading = extract_reading_new();
	struct month first, last;

	extract_read(reading, "census.xml", CENSUS("2021-09-30", A_YEAR));
	compute(reading, 2021, 9);
	for (size_t i = 0; i < sizeof(a_year) / sizeof(a_year[0]); i++)
		cr_assert_eq(value_of(a_year[i].measure), a_year[i].value, "%s is %lld", catalogue_measure((uint16_t)a_year[i].measure)->id,
			     (long long)value_of(a_year[i].measure));
	cr_assert_eq(count_of(reading, RULE_LEAVER_FTE30_USED), 1);
	cr_assert_eq(count_of(reading, RULE_CENSUS_AGENCY_UNDATED), 2);
	cr_assert_eq(count_of(reading, RULE_AGENCY_FTE_EMPTY), 1);
	cr_assert_eq(count_of(reading, RULE_ROLE_UNKNOWN), 1);
	cr_assert(workforce_months(reading_register(reading)->workforce, &first, &last));
	cr_assert_eq(month_to_number(first), 202109);
	cr_assert_eq(month_to_number(last), 202109);
	cr_assert_neq(workforce_obstacle(reading_register(reading)->workforce, month_from(2021, 8)), REASON_NONE);
	reading_free(reading);
}

/* Of two posts left, the one left last says where to, whichever began first; of two begun, the first says where from. */
Test(census_return, who_has_two_posts_counts_once_in_each_breakdown)
{
	struct reading *reading = extract_reading_new();

	extract_read(
		reading, "census.xml",
		CENSUS("2021-09-30",
		       CENSUS_WORKER("0", "SYNTH1", "0.5", "2010-01-01",
				     "<RoleEndDate>2021-09-01</RoleEndDate><LeaverDestination>1</LeaverDestination><ReasonLeave>1</ReasonLeave>")
			       CENSUS_WORKER(
				       "0", "SYNTH1", "0.5", "2011-01-01",
				       "<RoleEndDate>2021-03-01</RoleEndDate><LeaverDestination>6</LeaverDestination><ReasonLeave>1</ReasonLeave>")
				       CENSUS_WORKER("0", "SYNTH2", "0.5", "2021-03-01", "<StartOrigin>1</StartOrigin>")
					       CENSUS_WORKER("0", "SYNTH2", "0.5", "2021-02-01", "<StartOrigin>2</StartOrigin>")));
	compute(reading, 2021, 9);
	cr_assert_eq(value_of(MEASURE_LEAVERS_HEADCOUNT_12M), 1);
	cr_assert_eq(value_of(MEASURE_LEAVERS_TO_COUNCILS_HEADCOUNT_12M), 1);
	cr_assert_eq(value_of(MEASURE_LEAVERS_OTHER_DESTINATION_HEADCOUNT_12M), 0);
	cr_assert_eq(value_of(MEASURE_STARTERS_FROM_COUNCILS_HEADCOUNT_12M), 1);
	cr_assert_eq(value_of(MEASURE_STARTERS_NEWLY_QUALIFIED_HEADCOUNT_12M), 0);
	reading_free(reading);
}

Test(census_return, a_breakdown_without_its_element_is_not_available)
{
	struct reading *reading = extract_reading_new();

	extract_read(reading, "census.xml", CENSUS("2021-09-30", CENSUS_WORKER("0", "SYNTH1", "1", "2020-01-01", "")));
	compute(reading, 2021, 9);
	cr_assert_eq(value_of(MEASURE_INPOST_TEAM_MANAGERS_FTE), -REASON_ROLE_MISSING);
	cr_assert_eq(value_of(MEASURE_LEAVERS_OTHER_ROLES_FTE_12M), -REASON_ROLE_MISSING);
	cr_assert_eq(value_of(MEASURE_STARTERS_OTHER_ORIGIN_HEADCOUNT_12M), -REASON_ORIGIN_MISSING);
	cr_assert_eq(value_of(MEASURE_LEAVERS_TO_COUNCILS_HEADCOUNT_12M), -REASON_DESTINATION_MISSING);
	cr_assert_eq(value_of(MEASURE_VACANCY_FTE), -REASON_CENSUS_ELEMENT_MISSING);
	reading_free(reading);
}

static const struct {
	const char *worker;
	enum rule rule;
	const char *column;
	bool is_refused;
} noticed[] = {
	{CENSUS_WORKER("0", "SYNTH1", "1.2", "2020-01-01", ""), RULE_FTE_OVER_ONE, "FTE", true},
	{CENSUS_WORKER("0", "", "1", "2020-01-01", ""), RULE_WORKER_ID_EMPTY, "SWENo", true},
	{CENSUS_WORKER("0", "SYNTH1", "", "2020-01-01", ""), RULE_WORKER_FTE_EMPTY, "FTE", true},
	{CENSUS_WORKER("2", "SYNTH1", "1", "2020-01-01", ""), RULE_FLAG_MALFORMED, "AgencyWorker", true},
	{CENSUS_WORKER("0", "SYNTH1", "1", "2020-02-30", ""), RULE_DATE_IMPOSSIBLE, "RoleStartDate", true},
	{CENSUS_WORKER("0", "SYNTH1", "1", "2020-02-03", "<RoleEndDate>2020-02-02</RoleEndDate>"), RULE_POST_ENDS_BEFORE_START, "RoleEndDate", true},
	{CENSUS_WORKER("0", "SYNTH1", "1", "2020-02-03", "<FTE>0.5</FTE>"), RULE_CELL_REPEATED, "FTE", true},
	{CENSUS_WORKER("0", "SYNTH1", "1", "2021-10-01", ""), RULE_ROLE_AFTER_CENSUS, "RoleStartDate", false},
	{CENSUS_WORKER("0", "SYNTH1", "1", "2020-10-01", "<RoleEndDate>2021-10-01</RoleEndDate>"), RULE_ROLE_AFTER_CENSUS, "RoleEndDate", false},
	{CENSUS_WORKER("0", "SYNTH1", "1", "", ""), RULE_CENSUS_START_EMPTY, "RoleStartDate", false},
	{CENSUS_WORKER("0", "SYNTH1", "1", "2020-01-01", "<Cases30>many</Cases30>"), RULE_CENSUS_FIGURE_REFUSED, "Cases30", false},
	{CENSUS_WORKER("0", "SYNTH1", "1", "2020-01-01", "<WorkingDaysLost>-1</WorkingDaysLost>"), RULE_CENSUS_FIGURE_REFUSED, "WorkingDaysLost",
	 false},
	{CENSUS_WORKER("0", "SYNTH1", "0", "2020-01-01", "<RoleEndDate>2021-09-01</RoleEndDate>"), RULE_LEAVER_FTE_ZERO, "FTE", false},
	{CENSUS_WORKER("0", "SYNTH1", "1", "2020-01-01", "<StartOrigin>x</StartOrigin>"), RULE_ORIGIN_UNKNOWN, "StartOrigin", false},
	{CENSUS_WORKER("0", "SYNTH1", "1", "2020-01-01", "<LeaverDestination>999</LeaverDestination>"), RULE_DESTINATION_UNKNOWN, "LeaverDestination",
	 false},
	{CENSUS_WORKER("0", "SYNTH1", "1", "2020-01-01", "stray"), RULE_XML_STRAY_TEXT, "", false},
};

Test(census_return, what_is_noticed_has_its_line_and_element)
{
	for (size_t i = 0; i < sizeof(noticed) / sizeof(noticed[0]); i++) {
		struct reading *reading = extract_reading_new();
		const struct file_report *report;
		char text[2048] = "<Message>\n" CENSUS_HEADER("2021-09-30");

		strcat(text, noticed[i].worker);
		strcat(text, "</Message>");
		extract_read(reading, "census.xml", text);
		report = extract_last_report(reading);
		cr_assert_null(report->why, "entry %zu: %s", i, report->why);
		cr_assert_eq(report->note_count, 1, "entry %zu: %u", i, report->note_count);
		cr_assert_eq(report->notes[0].rule, noticed[i].rule, "entry %zu: %s", i, rule_sentence(report->notes[0].rule));
		cr_assert_str_eq(report->notes[0].column_name, noticed[i].column, "entry %zu", i);
		cr_assert_eq(report->notes[0].line, 3, "entry %zu", i);
		cr_assert_eq(report->notes[0].column, 0, "entry %zu", i);
		cr_assert_eq(report->rows_refused, noticed[i].is_refused, "entry %zu", i);
		reading_free(reading);
	}
}

Test(census_return, too_many_refused_workers_and_unreadable_figures_are_not_trusted)
{
	struct reading *reading = extract_reading_new();

	extract_read(reading, "census.xml",
		     CENSUS("2021-09-30",
			    CENSUS_COUNCIL CENSUS_WORKER("0", "SYNTH1", "1", "2020-01-01", "<Cases30>9</Cases30><WorkingDaysLost>4</WorkingDaysLost>")
				    CENSUS_WORKER("0", "SYNTH2", "2", "2020-01-01", "<Cases30>1</Cases30>")));
	compute(reading, 2021, 9);
	cr_assert_eq(value_of(MEASURE_INPOST_FTE), -REASON_FIGURES_NOT_TRUSTED);
	cr_assert_eq(value_of(MEASURE_CASES), -REASON_FIGURES_NOT_TRUSTED);
	cr_assert_eq(value_of(MEASURE_CASE_HOLDERS_FTE), -REASON_FIGURES_NOT_TRUSTED);
	cr_assert_eq(value_of(MEASURE_WORKING_DAYS_LOST_FTE_12M), -REASON_FIGURES_NOT_TRUSTED);
	cr_assert_eq(value_of(MEASURE_VACANCY_FTE), 35250000);
	reading_free(reading);
	reading = extract_reading_new();
	extract_read(reading, "census.xml",
		     CENSUS("2021-09-30", CENSUS_WORKER("0", "SYNTH1", "1", "2020-01-01", "<Cases30>x</Cases30>")
						  CENSUS_WORKER("0", "SYNTH2", "1", "2020-01-01", "<Cases30>1</Cases30>")));
	compute(reading, 2021, 9);
	cr_assert_eq(value_of(MEASURE_INPOST_FTE), 2000000);
	cr_assert_eq(value_of(MEASURE_CASES), -REASON_CENSUS_ELEMENT_REFUSED);
	reading_free(reading);
	reading = extract_reading_new();
	extract_read(reading, "census.xml", CENSUS("2021-09-30", CENSUS_COUNCIL));
	compute(reading, 2021, 9);
	cr_assert_eq(value_of(MEASURE_INPOST_FTE), -REASON_CENSUS_EMPTY);
	cr_assert_eq(value_of(MEASURE_VACANCY_FTE), 35250000);
	reading_free(reading);
}

/* Also where only one of the rows says that the post has ended; and not where role or FTE differ. */
Test(census_return, a_row_that_is_there_twice_counts_once)
{
	struct reading *reading = extract_reading_new();

#define SAME(fte, rest) CENSUS_WORKER("0", "SYNTH1", fte, "2020-01-01", "<Cases30>9</Cases30><WorkingDaysLost>4</WorkingDaysLost>" rest)
	extract_read(reading, "census.xml",
		     CENSUS("2021-09-30", SAME("0.5", "") SAME("0.5", "") SAME("0.5", "<RoleEndDate>2021-08-01</RoleEndDate>") SAME("0.3", "")
						  SAME("0.5", "<OrgRole>3</OrgRole>")));
	compute(reading, 2021, 9);
	cr_assert_eq(value_of(MEASURE_INPOST_FTE), 1300000);
	cr_assert_eq(value_of(MEASURE_INPOST_HEADCOUNT), 1);
	cr_assert_eq(value_of(MEASURE_CASES), 27);
	cr_assert_eq(value_of(MEASURE_CASE_HOLDERS_FTE), 1300000);
	cr_assert_eq(value_of(MEASURE_WORKING_DAYS_LOST_FTE_12M), 12000000);
	cr_assert_eq(count_of(reading, RULE_WORKER_ROW_REPEATED), 2);
	reading_free(reading);
}

Test(census_return, a_leaver_has_what_the_census_before_knew)
{
	struct reading *reading = extract_reading_new();

	extract_read(reading, "b.xml",
		     CENSUS("2021-09-30", CENSUS_WORKER("0", "SYNTH1", "0", "2010-01-01", "<RoleEndDate>2021-02-01</RoleEndDate>")
						  CENSUS_WORKER("0", "SYNTH2", "1", "2010-01-01", "")));
	extract_read(
		reading, "a.xml",
		CENSUS("2020-09-30", CENSUS_WORKER("0", "SYNTH1", "0.65", "2010-01-01", "") CENSUS_WORKER("0", "SYNTH2", "0.5", "2010-01-01", "")));
	compute(reading, 2021, 9);
	cr_assert_eq(value_of(MEASURE_LEAVERS_FTE_12M), 650000);
	cr_assert_eq(value_of(MEASURE_INPOST_FTE), 1000000);
	compute(reading, 2020, 9);
	cr_assert_eq(value_of(MEASURE_INPOST_FTE), 1150000);
	cr_assert_eq(workforce_findings(reading_register(reading)->workforce).last_known_fte_posts, 1);
	reading_free(reading);
}

/* One leaver of 21 is less than 5%; in the month of that one it is all of them. */
Test(census_return, leavers_whose_fte_nobody_knows_are_not_0)
{
	static const unsigned known_count[] = {20, 18};

	for (size_t i = 0; i < 2; i++) {
		struct reading *reading = extract_reading_new();
		char text[8192] = "<Message>" CENSUS_HEADER("2021-09-30");

		for (unsigned worker = 0; worker < known_count[i]; worker++)
			snprintf(text + strlen(text), sizeof(text) - strlen(text),
				 CENSUS_WORKER("0", "SYNTH%u", "0.5", "2010-01-01", "<OrgRole>3</OrgRole><RoleEndDate>2021-02-01</RoleEndDate>"),
				 worker);
		strcat(text, CENSUS_WORKER("0", "SYNTHX", "0", "2010-01-01", "<RoleEndDate>2021-09-02</RoleEndDate>") "</Message>");
		extract_read(reading, "a.xml", text);
		compute(reading, 2021, 9);
		cr_assert_eq(value_of(MEASURE_LEAVERS_FTE_12M), i ? -REASON_LEAVERS_FTE_UNKNOWN : 10000000);
		cr_assert_eq(value_of(MEASURE_LEAVERS_TEAM_MANAGERS_FTE_12M), i ? -REASON_LEAVERS_FTE_UNKNOWN : 10000000);
		cr_assert_eq(value_of(MEASURE_LEAVERS_OTHER_ROLES_FTE_12M), i ? -REASON_LEAVERS_FTE_UNKNOWN : 0);
		cr_assert_eq(value_of(MEASURE_LEAVERS_FTE_MONTH), -REASON_LEAVERS_FTE_UNKNOWN);
		cr_assert_eq(value_of(MEASURE_LEAVERS_HEADCOUNT_12M), known_count[i] + 1);
		cr_assert_eq(value_of(MEASURE_LEAVERS_HEADCOUNT_MONTH), 1);
		reading_free(reading);
	}
}

Test(census_return, the_day_decides_and_is_used_once)
{
	struct reading *reading = extract_reading_new();

	extract_read(reading, "a.xml", CENSUS("2021-09-30", CENSUS_WORKER("0", "SYNTH1", "1", "2020-01-01", "")));
	extract_read(reading, "b.xml", CENSUS("2021-09-30", CENSUS_WORKER("0", "SYNTH1", "0.5", "2020-01-01", "")));
	extract_read(reading, "c.xml", "<Message>" CENSUS_WORKER("0", "SYNTH1", "0.5", "2020-01-01", "") "</Message>");
	extract_read(reading, "d.xml", CENSUS("soon", CENSUS_WORKER("0", "SYNTH1", "0.5", "2020-01-01", "")));
	compute(reading, 2021, 9);
	cr_assert_eq(value_of(MEASURE_INPOST_FTE), 1000000);
	cr_assert_eq(count_of(reading, RULE_CENSUS_REPEATED), 1);
	cr_assert_eq(count_of(reading, RULE_CENSUS_UNDATED), 2);
	reading_free(reading);
}

Test(census_return, a_file_that_breaks_off_leaves_nothing)
{
	struct reading *reading = extract_reading_new();
	struct month first, last;

	extract_read(reading, "a.xml", "<Message>" CENSUS_HEADER("2021-09-30") CENSUS_WORKER("0", "SYNTH1", "1", "2020-01-01", "") "<CSWWWorker>");
	cr_assert_eq(extract_last_report(reading)->rule, RULE_XML_CUT_OFF);
	cr_assert_eq(extract_last_report(reading)->rows, 0);
	cr_assert_not(workforce_months(reading_register(reading)->workforce, &first, &last));
	cr_assert_eq(findings_count(reading_register(reading)->findings, RULE_CENSUS_UNDATED), 0);
	reading_free(reading);
}

#define POSTS_ROW "2021-09,35.25,20.5,21,24,1.8,2.75\n"

/* The tables' figures are used; where both have one and they differ, it is said. */
Test(census_return, the_tables_go_before_the_census)
{
	struct reading *reading = extract_reading_new();

	extract_read(reading, "census.xml", CENSUS("2021-09-30", A_YEAR));
	extract_read(reading, "posts.csv", POSTS_HEADER POSTS_ROW);
	extract_read(reading, "workers.csv", WORKERS_HEADER "0,SYNTH1,1,2015-01-01,,\n0,SYNTH2,0.75,2021-03-01,,\n0,SYNTH3,0.6,2021-09-01,,\n");
	compute(reading, 2021, 9);
	cr_assert_eq(value_of(MEASURE_INPOST_FTE), 2350000);
	cr_assert_eq(value_of(MEASURE_INPOST_TEAM_MANAGERS_FTE), -REASON_ROLE_MISSING);
	/* In post and starters of the month agree but for FTE; agency and leavers do not. */
	cr_assert_eq(count_of(reading, RULE_CENSUS_DISAGREES), 5);
	cr_assert_str_eq(findings_place_at(reading_register(reading)->findings, RULE_CENSUS_DISAGREES, 0).column_name, "inpost_fte");
	reading_free(reading);
}

/* Who moved within the council is no leaver, and not in post any more. */
Test(census_return, moves_within_the_council_are_no_gap_between_stocks_and_flows)
{
	struct reading *reading = extract_reading_new();
	char before[4096] = "<Message>" CENSUS_HEADER("2020-09-30"), now[4096] = "<Message>" CENSUS_HEADER("2021-09-30");

	for (unsigned i = 0; i < 10; i++) {
		char worker[256];

		snprintf(worker, sizeof(worker), CENSUS_WORKER("0", "SYNTH%u", "1", "2015-01-01", ""), i);
		strcat(before, worker);
		snprintf(worker, sizeof(worker),
			 CENSUS_WORKER("0", "SYNTH%u", "1", "2015-01-01", "<RoleEndDate>2021-03-01</RoleEndDate><ReasonLeave>7</ReasonLeave>"), i);
		strcat(now, worker);
	}
	extract_read(reading, "a.xml", strcat(before, "</Message>"));
	extract_read(reading, "b.xml", strcat(now, "</Message>"));
	cr_assert_eq(count_of(reading, RULE_WORKFORCE_UNBALANCED), 0);
	reading_free(reading);
}

/* Who was there a year ago, is no leaver, and is not there now: four of ten. */
Test(census_return, stocks_that_do_not_follow_from_flows_are_noticed)
{
	struct reading *reading = extract_reading_new();
	char before[4096] = "<Message>" CENSUS_HEADER("2020-09-30"), now[4096] = "<Message>" CENSUS_HEADER("2021-09-30");

	for (unsigned i = 0; i < 10; i++) {
		char worker[256];

		snprintf(worker, sizeof(worker), CENSUS_WORKER("0", "SYNTH%u", "1", "2015-01-01", ""), i);
		strcat(before, worker);
		strcat(now, i < 6 ? worker : "");
	}
	extract_read(reading, "a.xml", strcat(before, "</Message>"));
	extract_read(reading, "b.xml", strcat(now, "</Message>"));
	cr_assert_eq(count_of(reading, RULE_WORKFORCE_UNBALANCED), 1);
	cr_assert_eq(findings_place_at(reading_register(reading)->findings, RULE_WORKFORCE_UNBALANCED, 0).file, 1);
	reading_free(reading);
}
