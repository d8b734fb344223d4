#include <stdio.h>

#include "collector/core/release_layout.h"
#include "common/memory.h"
#include "tests/unit/collector/release_samples.h"

#define LEVELS "geographic_level,old_la_code,la_name,new_la_code"

/* Each series with a file of one council, in an order of columns and with other columns that no published file has. */
static const struct {
	const char *id, *text;
	int year, month;
	uint16_t measure;
	int64_t value;
} series[] = {
	{"workforce",
	 "cases,extra,time_period," LEVELS ",inpost_fte,inpost_headcount,vacancy_fte,agency_fte,agency_headcount,agency_cover_fte,case_holders_fte,"
	 "leavers_fte,leavers_headcount,starters_fte,starters_headcount,working_days_lost_fte\n"
	 "1410,?,2021,Local authority,342,St. Helens,E08000013,143.3,150,35,30,31,20.5,77.1,34.8,36,10,11,900.25\n",
	 2021, 9, MEASURE_INPOST_FTE, 143300000},
	{"looked_after",
	 "time_period," LEVELS
	 ",population_type,children_count\n2025,Local authority,342,St. Helens,E08000013,Children looked after on 31 March each year,480\n",
	 2025, 3, MEASURE_CLA, 480},
	{"looked_after",
	 "number,time_period," LEVELS
	 ",population_count\n17,2023,Local authority,342,St. Helens,E08000013,Children starting to be looked after each year\n",
	 2023, 3, MEASURE_CLA_STARTED_12M, 17},
	{"looked_after",
	 "number,time_period," LEVELS
	 ",population_count\n18,202223,Local authority,342,St. Helens,E08000013,Children ceasing to be looked after each year\n",
	 2023, 3, MEASURE_CLA_CEASED_12M, 18},
	{"looked_after_by_council", "value,measure,name,old_la_code,year_ending_31_march\n9,uasc_count,St Helens,342,2018\n", 2018, 3,
	 MEASURE_CLA_UNACCOMPANIED, 9},
	{"plans_by_duration",
	 "time_period," LEVELS ",CPP_At31,3_months_or_less,more_than_3_months_6_months,more_than_6_months_less_than_1_year,1_year_less_than_2_years,"
	 "2_years_or_more\n2019,Local authority,342,St. Helens,E08000013,180,50,50,50,24,6\n",
	 2019, 3, MEASURE_CPP_2_YEARS_OR_MORE, 6},
	{"plans_started", PLANS_HEADER ST_HELENS("2024", "200", "41"), 2024, 3, MEASURE_CPP_STARTED_REPEAT_12M, 41},
	{"children_in_need", "time_period," LEVELS ",At31_episodes,Ended_episodes\n2018,Local authority,342,St. Helens,E08000013,1883,900\n", 2018, 3,
	 MEASURE_CIN, 1883},
	{"referrals",
	 "time_period," LEVELS ",referral_count,rereferral_count,no_further_action_count,not_in_need_count\n"
	 "2018,Local authority,342,St. Helens,E08000013,1500,300,20,400\n",
	 2018, 3, MEASURE_REFERRALS_REPEAT_12M, 300},
	{"population",
	 "time_period," LEVELS ",age_group,population_estimate\n2024,Local authority,342,St. Helens,E08000013,Children aged 0 to 17 years,37123\n",
	 2024, 6, MEASURE_POPULATION_0_17, 37123},
};

Test(release_reading, every_series_is_known_by_its_columns)
{
	for (size_t i = 0; i < sizeof(series) / sizeof(series[0]); i++) {
		struct release_sample sample;

		sample_read(&sample, series[i].text);
		cr_assert_eq(sample.error, ERROR_NONE, "%s: %s", series[i].id, sample.problem.sentence);
		cr_expect_str_eq(dataset_find(sample.release.head.dataset)->id, series[i].id);
		cr_expect_eq(month_compare(sample.release.head.vintage, month_from(series[i].year, series[i].month)), 0);
		cr_expect_eq(sample_figure(&sample, series[i].year, series[i].month, 342, series[i].measure).value, series[i].value, "%s",
			     series[i].id);
		cr_expect_eq(sample.report.disagreeing_rows, 0);
		sample_end(&sample);
	}
}

Test(release_reading, marks_line_ends_and_quotes_change_nothing)
{
	static const char *const files[] = {
		PLANS_HEADER ST_HELENS("2024", "200", "41"),
		"\xef\xbb\xbf" PLANS_HEADER ST_HELENS("2024", "200", "41"),
		"TIME_PERIOD,Geographic_Level,la_name,old_la_code,NEW_LA_CODE,cpp_subsequent,CPP_START\r\n"
		"2024,\"Local authority\",\"St Helens\",\"342\",\"E08000013\",41,\"200\"\r\n\r\n",
		"time_period,geographic_level,la_name,old_la_code,new_la_code,CPP_subsequent,CPP_start\r"
		"2024,National,\"\",,\"\",410,2000\r2024,Regional,\"\",,\"\",c,c\r2024,Local authority,ST. HELENS,342,e08000013, 41 ,200.0",
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct release_sample sample;

		sample_read(&sample, files[i]);
		cr_assert_eq(sample.error, ERROR_NONE, "file %zu: %s", i, sample.problem.sentence);
		cr_expect_eq(sample.release.head.record_count, 1);
		cr_expect_eq(sample_figure(&sample, 2024, 3, 342, MEASURE_CPP_STARTED_12M).value, 200);
		cr_expect_eq(sample_figure(&sample, 2024, 3, 342, MEASURE_CPP_STARTED_REPEAT_12M).value, 41);
		cr_expect_eq(sample.report.summary_rows, i == 3 ? 2 : 0);
		cr_expect_eq(sample.report.disagreeing_rows, 0);
		sample_end(&sample);
	}
}

Test(release_reading, symbols_are_kept)
{
	static const struct {
		const char *text;
		enum symbol symbol;
	} table[] = {{"c", SYMBOL_C},   {"z", SYMBOL_Z}, {"x", SYMBOL_X}, {"u", SYMBOL_U}, {"k", SYMBOL_K},
		     {"low", SYMBOL_K}, {":", SYMBOL_X}, {"-", SYMBOL_X}, {"X", SYMBOL_X}};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		char text[1024];
		struct release_sample sample;

		snprintf(text, sizeof(text), "%s2024,Reporting year,Local authority,,342,E08000013,St. Helens,,%s,0\n", PLANS_HEADER, table[i].text);
		sample_read(&sample, text);
		cr_assert_eq(sample.error, ERROR_NONE, "%s: %s", table[i].text, sample.problem.sentence);
		cr_expect_eq(sample_figure(&sample, 2024, 3, 342, MEASURE_CPP_STARTED_12M).symbol, table[i].symbol, "%s", table[i].text);
		cr_expect_eq(sample_figure(&sample, 2024, 3, 342, MEASURE_CPP_STARTED_REPEAT_12M).symbol, SYMBOL_NONE);
		sample_end(&sample);
	}
}

Test(release_reading, a_joint_row_is_one_reporter)
{
	struct release_sample sample;

	sample_read(&sample,
		    PLANS_HEADER PLANS_ROW("2024", "314 / 318", "E09000021 / E09000027", "Kingston upon Thames / Richmond upon Thames", "9", "c"));
	cr_assert_eq(sample.error, ERROR_NONE, "%s", sample.problem.sentence);
	cr_assert_eq(sample.release.head.record_count, 1);
	cr_expect_eq(sample.release.records[0].council, 314);
	cr_expect_eq(sample.release.records[0].joint, 318);
	cr_expect_eq(sample.report.disagreeing_rows, 0);
	sample_end(&sample);
}

/* One row that disagrees, and what is said of it. */
Test(release_reading, disagreements_with_the_council_table_are_told)
{
	static const struct {
		const char *row, *line;
		unsigned records;
	} table[] = {
		{PLANS_ROW("2024", "342", "E08000014", "St. Helens", "5", "1"), "line 3: the ONS code is not one of council 342, which is E08000013",
		 2},
		{PLANS_ROW("2024", "342", "", "St. Helens", "5", "1"), "line 3: the ONS code is not one of council 342", 2},
		{PLANS_ROW("2024", "342", "E08000013", "Saint Helens", "5", "1"), "line 3: the name is not that of council 342, which is St. Helens",
		 2},
		{PLANS_ROW("2024", "999", "E08000013", "St. Helens", "5", "1"), "line 3: the three-digit code is that of no council", 1},
		{PLANS_ROW("2024", "", "E08000013", "St. Helens", "5", "1"), "the row was left out", 1},
		{PLANS_ROW("2024", "342 / 341", "E08000013 / E08000012", "St. Helens / Liverpool", "5", "1"), "joint with another", 2},
		{PLANS_ROW("2024", "342 / 342", "E08000013 / E08000013", "St. Helens / St. Helens", "5", "1"), "that of no council", 1},
		{"2024,Reporting year,Parish,,342,E08000013,St. Helens,,5,1\n", "line 3: the geographic level is not known", 1},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		char file[2048];
		struct release_sample sample;
		struct text text;

		snprintf(file, sizeof(file), "%s%s%s", PLANS_HEADER, KNOWSLEY("2024", "7", "2"), table[i].row);
		sample_read(&sample, file);
		cr_assert_eq(sample.error, ERROR_NONE, "%s", sample.problem.sentence);
		text_init_growing(&text, 4096);
		release_report_write(&sample.report, "FILE", &text);
		cr_expect_eq(sample.report.disagreeing_rows, 1, "row %zu: %s", i, text.data);
		cr_expect(strstr(text.data, table[i].line), "row %zu: %s", i, text.data);
		cr_expect_eq(strncmp(text.data, "FILE: line 3", 12), 0, "%s", text.data);
		cr_expect_eq(sample.release.head.record_count, table[i].records, "row %zu", i);
		text_fini(&text);
		sample_end(&sample);
	}
}

Test(release_reading, former_codes_and_other_spellings_are_no_disagreement)
{
	static const char *const rows[] = {
		PLANS_ROW("2024", "370", "E08000016", "Barnsley", "5", "1"),
		PLANS_ROW("2024", "370", "E08000038", "Barnsley", "5", "1"),
		PLANS_ROW("2024", "933", "E10000027", "Somerset", "5", "1"),
		PLANS_ROW("2024", "342", "E08000013", "St Helens", "5", "1"),
		PLANS_ROW("2024", "801", "E06000023", "Bristol", "5", "1"),
		PLANS_ROW("2024", "801", "E06000023", "\"Bristol, City of\"", "5", "1"),
		PLANS_ROW("2024", "810", "E06000010", "Kingston Upon Hull", "5", "1"),
		PLANS_ROW("2024", "822", "E06000055", "Bedford Borough", "5", "1"),
		PLANS_ROW("2024", "205", "E09000013", "Hammersmith & Fulham", "5", "1"),
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char file[1024];
		struct release_sample sample;

		snprintf(file, sizeof(file), "%s%s", PLANS_HEADER, rows[i]);
		sample_read(&sample, file);
		cr_assert_eq(sample.error, ERROR_NONE, "%s", sample.problem.sentence);
		cr_expect_eq(sample.report.disagreeing_rows, 0, "%s", rows[i]);
		sample_end(&sample);
	}
}

Test(release_reading, the_same_disagreement_is_told_once)
{
	struct release_sample sample;
	struct text text;

	sample_read(&sample, PLANS_HEADER PLANS_ROW("2024", "342", "E08000013", "Saints", "5", "1")
				     PLANS_ROW("2023", "342", "E08000013", "Saints", "5", "1") PLANS_ROW("2022", "342", "E1", "Saints", "5", "1"));
	cr_assert_eq(sample.error, ERROR_NONE);
	text_init_growing(&text, 4096);
	release_report_write(&sample.report, "FILE", &text);
	cr_expect_str_eq(text.data, "FILE: line 2 and 2 more: the name is not that of council 342, which is St. Helens\n"
				    "FILE: line 4: the ONS code is not one of council 342, which is E08000013\n");
	text_fini(&text);
	sample_end(&sample);
}

/* Plans are published for March: the month must be over, as for returns. */
Test(release_reading, a_period_that_has_not_ended_is_refused)
{
	static const struct {
		int year, month, day;
		enum error error;
	} table[] = {{2025, 4, 1, ERROR_NONE}, {2025, 3, 31, ERROR_MALFORMED}, {2025, 3, 1, ERROR_MALFORMED}, {2024, 12, 31, ERROR_MALFORMED}};
	static const char text[] = PLANS_HEADER ST_HELENS("202425", "5", "1");

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		static struct release_sample sample;
		struct date today;

		arena_init(&sample.arena, SAMPLE_BUDGET_BYTES);
		cr_assert_eq(date_from(table[i].year, table[i].month, table[i].day, &today), ERROR_NONE);
		sample.error = release_read(slice_from_text(text), "FILE", today, &sample.arena, &sample.release, &sample.report, &sample.problem);
		cr_expect_eq(sample.error, table[i].error, "row %zu: %s", i, sample.problem.sentence);
		sample_end(&sample);
	}
}

/* What is refused, with the line and a word of the sentence; nothing of a cell is repeated. */
Test(release_reading, must_not_read)
{
	static const struct {
		const char *text, *sentence;
		enum error error;
	} table[] = {
		{"", "FILE: it is empty", ERROR_MALFORMED},
		{"a,b\n1,2\n", "no published series", ERROR_MALFORMED},
		{"Local authority area code,Inspection date,Overall effectiveness\nE1,18/02/2019,Good\n", "no published series", ERROR_MALFORMED},
		{PLANS_HEADER, "no council's figures", ERROR_MALFORMED},
		{"cpp_start," PLANS_HEADER "5," ST_HELENS("2024", "5", "1"), "line 1, column CPP_start: it is there twice", ERROR_MALFORMED},
		{"new_la_code," PLANS_HEADER "E1," ST_HELENS("2024", "5", "1"), "line 1, column new_la_code: it is there twice", ERROR_MALFORMED},
		{PLANS_HEADER ST_HELENS("secret", "5", "1"), "line 2, column time_period: not a year", ERROR_MALFORMED},
		{PLANS_HEADER ST_HELENS("1999", "5", "1"), "not a year", ERROR_MALFORMED},
		{PLANS_HEADER ST_HELENS("202426", "5", "1"), "not a year", ERROR_MALFORMED},
		{PLANS_HEADER ST_HELENS("2025", "5", "1") ST_HELENS("2099", "5", "1"),
		 "line 3, column time_period: the period 2099 has not ended yet", ERROR_MALFORMED},
		{PLANS_HEADER ST_HELENS("2024", "secret", "1"), "line 2, column CPP_start: neither a number", ERROR_MALFORMED},
		{PLANS_HEADER ST_HELENS("2024", "", "1"), "line 2, column CPP_start: empty; ", ERROR_MALFORMED},
		{PLANS_HEADER ST_HELENS("2024", "-5", "1"), "line 2, column CPP_start: a negative number", ERROR_MALFORMED},
		{PLANS_HEADER ST_HELENS("2024", "5.5", "1"), "line 2, column CPP_start: not a whole number", ERROR_MALFORMED},
		{PLANS_HEADER ST_HELENS("2024", "10000001", "1"), "line 2, column CPP_start: a number that is too large", ERROR_MALFORMED},
		{PLANS_HEADER ST_HELENS("2024", "1,000", "1"), "line 2: the row does not have as many cells", ERROR_MALFORMED},
		{PLANS_HEADER "2024,Reporting year,Local authority\n", "line 2: the row does not have", ERROR_MALFORMED},
		{PLANS_HEADER ST_HELENS("2024", "5", "1") "\"secret", "line 3: a quotation mark", ERROR_MALFORMED},
		{PLANS_HEADER ST_HELENS("2024", "5", "1") ST_HELENS("2024", "6", "1"), "line 3: a council's figure of this period stands",
		 ERROR_INVALID},
		{PLANS_HEADER PLANS_ROW("2024", "314", "E09000021", "Kingston upon Thames", "5", "1")
			 PLANS_ROW("2024", "314 / 318", "E09000021 / E09000027", "Kingston upon Thames / Richmond upon Thames", "5", "1"),
		 "line 3: a council's figure", ERROR_INVALID},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct release_sample sample;

		sample_read(&sample, table[i].text);
		cr_expect_eq(sample.error, table[i].error, "row %zu: %s", i, error_name(sample.error));
		cr_expect(strstr(sample.problem.sentence, table[i].sentence), "row %zu: %s", i, sample.problem.sentence);
		cr_expect_not(strstr(sample.problem.sentence, "secret"), "row %zu: %s", i, sample.problem.sentence);
		sample_end(&sample);
	}
}

Test(release_reading, what_stands_there_twice_alike_counts_once)
{
	struct release_sample sample;

	sample_read(&sample, PLANS_HEADER ST_HELENS("2024", "5", "1") ST_HELENS("2024", "5", "1") KNOWSLEY("2023", "8", "c"));
	cr_assert_eq(sample.error, ERROR_NONE, "%s", sample.problem.sentence);
	cr_expect_eq(sample.release.head.record_count, 2);
	cr_expect_eq(release_extent(&sample.release).figures, 4);
	cr_expect_eq(release_extent(&sample.release).months, 2);
	cr_expect_eq(release_extent(&sample.release).councils, 2);
	sample_end(&sample);
}

Test(release_reading, other_columns_may_stand_there_twice)
{
	struct release_sample sample;

	sample_read(&sample, "more,more," PLANS_HEADER "1,2," ST_HELENS("2024", "5", "1"));
	cr_expect_eq(sample.error, ERROR_NONE, "%s", sample.problem.sentence);
	sample_end(&sample);
}

Test(release_reading, other_figures_and_regions_are_counted_and_passed_over)
{
	struct release_sample sample;

	sample_read(&sample, "year_ending_31_march,old_la_code,name,region,measure,value\n"
			     "2018,970,England,NA,cla_count,75420\n2018,990,South West,NA,cla_count,5640\n"
			     "2018,342,St. Helens,North West,cla_rate_per_10000,110\n2018,342,St. Helens,North West,cla_count,-\n");
	cr_assert_eq(sample.error, ERROR_NONE, "%s", sample.problem.sentence);
	cr_expect_eq(sample.report.summary_rows, 2);
	cr_expect_eq(sample.report.other_rows, 1);
	cr_expect_eq(sample.report.council_rows, 1);
	cr_expect_eq(sample_figure(&sample, 2018, 3, 342, MEASURE_CLA).symbol, SYMBOL_X);
	sample_end(&sample);
}

Test(release_reading, without_memory_it_says_so)
{
	for (size_t n = 1; n < 40; n++) {
		struct release_sample sample;
		size_t count;

		memory_fail_at(n);
		sample_read(&sample, PLANS_HEADER ST_HELENS("2024", "5", "1"));
		count = memory_fail_at(0);
		cr_expect(sample.error == ERROR_NONE || (sample.error != ERROR_INVALID && sample.problem.sentence[0]), "allocation %zu", n);
		cr_expect(count >= n || sample.error == ERROR_NONE);
		sample_end(&sample);
		if (count < n)
			return;
	}
	cr_assert_fail("it takes more memory than was thought");
}

Test(release_reading, a_measure_knows_when_it_is_published)
{
	cr_expect_eq(release_month_of_measure(MEASURE_VACANCY_FTE), 9);
	cr_expect_eq(release_month_of_measure(MEASURE_CLA), 3);
	cr_expect_eq(release_month_of_measure(MEASURE_POPULATION_0_17), 6);
	cr_expect_eq(release_month_of_measure(MEASURE_AUDITS_MONTH), 0);
}

/* The table of series itself: chains, ids and measures that are not given twice within one series. */
Test(release_reading, the_table_of_series_is_sound)
{
	for (unsigned i = 0; i < dataset_count(); i++) {
		const struct dataset *dataset = dataset_at(i);

		cr_expect_eq(dataset_of_chain(dataset_chain(dataset)), dataset);
		cr_expect(i == 0 || dataset_at(i - 1)->number < dataset->number);
		cr_expect_lt(dataset->number, 100);
	}
	cr_expect_null(dataset_of_chain(RELEASE_CHAIN_BASE));
	cr_expect_null(dataset_of_chain(342));
}
