#include "agent/core/given.h"

#include "agent/core/measures.h"
#include "tests/unit/agent/extract_text.h"

#define GIVEN_HEADER "month,measure,value\n"

enum { MEASURES_ROOM = 512 };

static struct return_measure measures[MEASURES_ROOM];
static unsigned measure_count;

static struct reading *read_given(const char *rows)
{
	struct reading *reading = extract_reading_new();
	char text[2048] = GIVEN_HEADER;

	strncat(text, rows, sizeof(text) - strlen(text) - 1);
	extract_read(reading, "given.csv", text);
	cr_assert_eq(extract_last_report(reading)->kind, TABLE_GIVEN);
	return reading;
}

static const struct return_measure *measure_in(struct reading *reading, enum measure_number number)
{
	cr_assert_eq(measures_compute(reading_register(reading), month_from(2021, 9), measures, MEASURES_ROOM, &measure_count), ERROR_NONE);
	for (unsigned i = 0; i < measure_count; i++)
		if (measures[i].number == (uint16_t)number)
			return &measures[i];
	cr_assert_fail("not computed");
	return NULL;
}

static const struct {
	const char *row;
	enum measure_number measure;
	enum symbol symbol;
	enum reason reason;
	int64_t value;
} must_read[] = {
	{"2021-09,audits_month,12\n", MEASURE_AUDITS_MONTH, SYMBOL_NONE, REASON_NONE, 12},
	{" 2021-09 ,AUDITS_MONTH, 0 \n", MEASURE_AUDITS_MONTH, SYMBOL_X, REASON_NOT_GIVEN, 0},
	{"2021-09,vacancy_team_managers_fte,2.125\n", MEASURE_VACANCY_TEAM_MANAGERS_FTE, SYMBOL_NONE, REASON_NONE, 2125000},
	{"2021-09,spending_12m,123456789\n", MEASURE_SPENDING_12M, SYMBOL_NONE, REASON_NONE, 123456789},
	{"2021-09,audits_month,\n", MEASURE_AUDITS_MONTH, SYMBOL_X, REASON_GIVEN_EMPTY, 0},
	{"2021-09,audits_month,NULL\n", MEASURE_AUDITS_MONTH, SYMBOL_X, REASON_GIVEN_EMPTY, 0},
	{"2021-09,audits_month,Z\n", MEASURE_AUDITS_MONTH, SYMBOL_Z, REASON_GIVEN_SYMBOL, 0},
	{"2021-09,audits_month,x\n", MEASURE_AUDITS_MONTH, SYMBOL_X, REASON_GIVEN_SYMBOL, 0},
	{"2021-09,audits_month,u\n", MEASURE_AUDITS_MONTH, SYMBOL_U, REASON_GIVEN_SYMBOL, 0},
	{"2021-09,case_transfers_month,c\n", MEASURE_CASE_TRANSFERS_MONTH, SYMBOL_C, REASON_GIVEN_SYMBOL, 0},
	{"2021-09,vacancy_team_managers_fte,k\n", MEASURE_VACANCY_TEAM_MANAGERS_FTE, SYMBOL_K, REASON_GIVEN_SYMBOL, 0},
	{"2021-09,inpost_fte,80.5\n", MEASURE_INPOST_FTE, SYMBOL_NONE, REASON_NONE, 80500000},
	{"2021-09,inpost_fte,u\n", MEASURE_INPOST_FTE, SYMBOL_U, REASON_GIVEN_SYMBOL, 0},
	{"2021-09,cla_section_20,c\n", MEASURE_CLA_SECTION_20, SYMBOL_C, REASON_GIVEN_SYMBOL, 0},
	{"2021-09,permanence_plans,40\n2021-09,permanence_on_time,30\n2021-09,permanence_delayed,10\n", MEASURE_PERMANENCE_PLANS, SYMBOL_NONE,
	 REASON_NONE, 40},
	{"2021-09,permanence_plans,40\n2021-09,permanence_on_time,30\n", MEASURE_PERMANENCE_ON_TIME, SYMBOL_NONE, REASON_NONE, 30},
	{"2021-09,permanence_plans,40\n2021-09,permanence_on_time,30\n2021-09,permanence_delayed,37\n", MEASURE_PERMANENCE_PLANS, SYMBOL_X,
	 REASON_GIVEN_PARTS_DIFFER, 0},
	{"2021-09,permanence_plans,40\n2021-09,permanence_on_time,30\n2021-09,permanence_delayed,37\n", MEASURE_PERMANENCE_DELAYED, SYMBOL_X,
	 REASON_GIVEN_PARTS_DIFFER, 0},
	{"2021-08,audits_month,12\n2021-09,audits_good_month,3\n", MEASURE_AUDITS_MONTH, SYMBOL_X, REASON_NOT_GIVEN, 0},
};

Test(given, must_read)
{
	for (size_t i = 0; i < sizeof(must_read) / sizeof(must_read[0]); i++) {
		/* A row of another measure covers the month, whatever becomes of the one that is tried. */
		char rows[512] = "2021-09,supervisions_due_month,1\n";
		struct reading *reading = read_given(strcat(rows, must_read[i].row));
		const struct return_measure *found = measure_in(reading, must_read[i].measure);

		cr_assert_eq(found->symbol, must_read[i].symbol, "%s", must_read[i].row);
		cr_assert_eq(found->reason, must_read[i].reason, "%s", must_read[i].row);
		cr_assert_eq(found->value, must_read[i].value, "%s", must_read[i].row);
		reading_free(reading);
	}
}

static const struct {
	const char *rows;
	enum rule rule;
	const char *column;
} must_refuse[] = {
	{"09/2021,audits_month,1\n", RULE_MONTH_MALFORMED, "month"},
	{",audits_month,1\n", RULE_MONTH_MALFORMED, "month"},
	{"2021-09,audits,1\n", RULE_MEASURE_UNKNOWN, "measure"},
	{"2021-09,,1\n", RULE_MEASURE_UNKNOWN, "measure"},
	{"2021-09,population_0_17,1\n", RULE_MEASURE_NOT_SENT, "measure"},
	{"2021-09,audits_month,many\n", RULE_GIVEN_MALFORMED, "value"},
	{"2021-09,audits_month,1.5\n", RULE_GIVEN_NOT_WHOLE, "value"},
	{"2021-09,vacancy_team_managers_fte,1.1234567\n", RULE_GIVEN_TOO_PRECISE, "value"},
	{"2021-09,audits_month,-1\n", RULE_GIVEN_NEGATIVE, "value"},
	{"2021-09,audits_month,c\n", RULE_SYMBOL_C_SENSELESS, "value"},
	{"2021-09,audits_month,k\n", RULE_SYMBOL_K_SENSELESS, "value"},
	{"2021-09,audits_month,\"1\"x\n", RULE_CELL_BADLY_QUOTED, "value"},
	{"2021-09,audits_month,1,2\n", RULE_ROW_TOO_WIDE, ""},
	{"2021-09,audits_month,1\n2021-09,audits_month,2\n", RULE_GIVEN_REPEATED, ""},
};

Test(given, must_refuse)
{
	for (size_t i = 0; i < sizeof(must_refuse) / sizeof(must_refuse[0]); i++) {
		struct reading *reading = read_given(must_refuse[i].rows);
		const struct file_report *report = extract_last_report(reading);

		cr_assert_eq(report->rows_refused, 1, "%s", must_refuse[i].rows);
		cr_assert_eq(report->note_count, 1, "%s", must_refuse[i].rows);
		cr_assert_eq(report->notes[0].rule, must_refuse[i].rule, "%s: %s", must_refuse[i].rows, rule_sentence(report->notes[0].rule));
		cr_assert_str_eq(report->notes[0].column_name, must_refuse[i].column, "%s", must_refuse[i].rows);
		reading_free(reading);
	}
}

Test(given, what_the_files_give_goes_before)
{
	struct reading *reading = read_given("2021-09,inpost_fte,80.5\n2021-09,agency_cover_fte,3\n");

	extract_read(reading, "workers.csv", WORKERS_HEADER "0,SYNTH1,0.8,2015-01-01,,\n");
	extract_read(reading, "posts.csv", POSTS_HEADER "2021-09,35,,21,2500,150.25,1200.5\n");
	cr_assert_eq(measure_in(reading, MEASURE_INPOST_FTE)->value, 800000);
	cr_assert_eq(measure_in(reading, MEASURE_AGENCY_COVER_FTE)->value, 3000000);
	reading_free(reading);
}

Test(given, rows_in_any_order_and_a_file_that_is_forgotten)
{
	struct given *given = given_new(1 << 20);
	struct month first, last;

	cr_assert_not_null(given);
	cr_assert_not(given_months(given, &first, &last));
	for (unsigned i = 0; i < 300; i++) {
		struct given_row row = {.month = month_add(month_from(2000, 1), (int)(i * 7 % 300)), .measure = MEASURE_AUDITS_MONTH, .value = i};

		row.file = (uint8_t)(i % 2);
		cr_assert_eq(given_add(given, &row), ERROR_NONE);
		cr_assert_eq(given_add(given, &row), ERROR_EXISTS);
	}
	cr_assert(given_months(given, &first, &last));
	cr_assert_eq(month_to_number(first), 200001);
	cr_assert_eq(month_to_number(last), 202412);
	cr_assert_eq(given_obstacle(given, month_from(2000, 1)), REASON_NONE);
	given_forget_file(given, 0);
	cr_assert_eq(given_obstacle(given, month_from(2000, 1)), REASON_NOT_GIVEN);
	cr_assert_eq(given_obstacle(given, month_from(2000, 2)), REASON_NONE);
	given_forget_file(given, 1);
	cr_assert_not(given_months(given, &first, &last));
	cr_assert_eq(given_obstacle(given, month_from(2000, 1)), REASON_FILES_MISSING);
	given_free(given);
	given_free(NULL);
}

Test(given, the_budget_and_the_number_of_rows_are_bounded)
{
	struct given *given = given_new(8192);
	struct given_row row = {.month = month_from(1900, 1), .measure = MEASURE_AUDITS_MONTH};
	enum error error = ERROR_NONE;

	cr_assert_not_null(given);
	for (; !error; row.month = month_add(row.month, 1))
		error = given_add(given, &row);
	cr_assert_eq(error, ERROR_LIMIT);
	given_free(given);
	given = given_new(64 << 20);
	cr_assert_not_null(given);
	row.month = month_from(1900, 1);
	for (error = ERROR_NONE; !error; row.month = month_add(row.month, 1))
		error = given_add(given, &row);
	cr_assert_eq(error, ERROR_INVALID);
	given_free(given);
}

Test(given, a_total_that_is_not_the_sum_of_its_parts_is_found)
{
	struct reading *reading = read_given("2021-08,permanence_plans,40\n2021-08,permanence_on_time,30\n2021-08,permanence_delayed,10\n"
					     "2021-09,permanence_delayed,37\n2021-09,permanence_on_time,30\n2021-09,permanence_plans,40\n");
	struct council_register *reg = reading_register(reading);

	cr_assert_eq(findings_count(reg->findings, RULE_GIVEN_PARTS_DIFFER), 1);
	cr_assert_eq(findings_place_at(reg->findings, RULE_GIVEN_PARTS_DIFFER, 0).line, 7);
	reading_free(reading);
}
