#include "agent/core/workers_table.h"

#include "common/decimal.h"
#include "tests/unit/agent/extract_text.h"

/* Reads one row under the usual header; the caller frees the reading. */
static struct reading *read_row(const char *row)
{
	struct reading *reading = extract_reading_new();
	char text[1024] = WORKERS_HEADER;

	strncat(text, row, sizeof(text) - strlen(text) - 1);
	extract_read(reading, "workers.csv", text);
	cr_assert_eq(extract_last_report(reading)->kind, TABLE_WORKERS);
	cr_assert_eq(extract_last_report(reading)->rows, 1, "%s", row);
	return reading;
}

static struct date day(const char *text)
{
	struct date date;

	cr_assert_eq(date_parse(slice_from_text(text), &date), ERROR_NONE);
	return date;
}

static const struct {
	const char *row;
	const char *person;
	const char *start, *end; /* end: NULL for an open post */
	int64_t fte;
	bool is_agency;
	uint8_t reason;
	const char *remark_column; /* NULL: nothing is said about the row */
} must_read[] = {
	{"0,SW1,1,2020-01-01,,\n", "SW1", "2020-01-01", NULL, 1000000, false, 0, NULL},
	{"0,SW1,0.8,01/01/2020,30/09/2021,1\n", "SW1", "2020-01-01", "2021-09-30", 800000, false, 1, NULL},
	{"0,SW1,0.8,1/1/2020,3/9/2021,1\n", "SW1", "2020-01-01", "2021-09-03", 800000, false, 1, NULL},
	{"0,SW1,0.8,2020-01-01 00:00:00,2021-09-30T00:00:00,1\n", "SW1", "2020-01-01", "2021-09-30", 800000, false, 1, NULL},
	{"FALSE,SW1,0.123456,2020-01-01,NULL,null\n", "SW1", "2020-01-01", NULL, 123456, false, 0, NULL},
	{"0,000123,.5,2020-01-01,,\n", "000123", "2020-01-01", NULL, 500000, false, 0, NULL},
	{"0,1E5,1.000000,2020-01-01,,\n", "1E5", "2020-01-01", NULL, 1000000, false, 0, NULL},
	{"0,SW1,1.0000000,2020-01-01,,\n", "SW1", "2020-01-01", NULL, 1000000, false, 0, NULL},
	{"  0 , SW1\xc2\xa0, 1 ,2020-01-01 , ,  \n", "SW1", "2020-01-01", NULL, 1000000, false, 0, NULL},
	{"\"0\",\"SW1\",\"1\",\"2020-01-01\",\"\",\"\"\n", "SW1", "2020-01-01", NULL, 1000000, false, 0, NULL},
	{"0,SW1,0,2020-01-01,,\n", "SW1", "2020-01-01", NULL, 0, false, 0, NULL},
	{"0,SW1,1,2020-01-01\n", "SW1", "2020-01-01", NULL, 1000000, false, 0, NULL},
	{"0,SW1,1,2020-01-01,,,,,\n", "SW1", "2020-01-01", NULL, 1000000, false, 0, NULL},
	{"0,SW1,1,2020-02-29,2020-02-29,\n", "SW1", "2020-02-29", "2020-02-29", 1000000, false, 0, NULL},
	{"0,SW1,1,2020-01-01,2021-01-01,7\n", "SW1", "2020-01-01", "2021-01-01", 1000000, false, 7, NULL},
	{"0,SW1,1,2020-01-01,2021-01-01,07\n", "SW1", "2020-01-01", "2021-01-01", 1000000, false, 7, NULL},
	{"0,SW1,1,2020-01-01,2021-01-01,98\n", "SW1", "2020-01-01", "2021-01-01", 1000000, false, 98, NULL},
	{"0,SW1,1,2020-01-01,2021-01-01,Retired\n", "SW1", "2020-01-01", "2021-01-01", 1000000, false, REASON_LEAVE_UNKNOWN, "ReasonLeave"},
	{"0,SW1,1,2020-01-01,2021-01-01,254\n", "SW1", "2020-01-01", "2021-01-01", 1000000, false, 254, NULL},
	{"0,SW1,1,2020-01-01,2021-01-01,255\n", "SW1", "2020-01-01", "2021-01-01", 1000000, false, REASON_LEAVE_UNKNOWN, "ReasonLeave"},
	{"0,SW1,1,2020-01-01,2021-01-01,0\n", "SW1", "2020-01-01", "2021-01-01", 1000000, false, REASON_LEAVE_UNKNOWN, "ReasonLeave"},
	{"0,SW1,1,2020-01-01,2021-01-01,300\n", "SW1", "2020-01-01", "2021-01-01", 1000000, false, REASON_LEAVE_UNKNOWN, "ReasonLeave"},
	{"0,SW1,0,2020-01-01,2021-01-01,1\n", "SW1", "2020-01-01", "2021-01-01", 0, false, 1, "FTE"},
	{"0,SW1,,2020-01-01,2021-01-01,1\n", "SW1", "2020-01-01", "2021-01-01", 0, false, 1, "FTE"},
	{"1,,1,2020-01-01,,\n", "", "2020-01-01", NULL, 1000000, true, 0, NULL},
	{"true,SW1,1,2020-01-01,,\n", "SW1", "2020-01-01", NULL, 1000000, true, 0, NULL},
	{"1,,,2020-01-01,,\n", "", "2020-01-01", NULL, 0, true, 0, "FTE"},
};

Test(workers_table, must_read)
{
	for (size_t i = 0; i < sizeof(must_read) / sizeof(must_read[0]); i++) {
		struct reading *reading = read_row(must_read[i].row);
		const struct file_report *report = extract_last_report(reading);
		const struct council_register *reg = reading_register(reading);
		const struct post *post;

		cr_assert_eq(report->rows_refused, 0, "%s", must_read[i].row);
		cr_assert_eq(workforce_post_count(reg->workforce), 1, "%s", must_read[i].row);
		post = workforce_post_at(reg->workforce, 0);
		cr_assert(slice_equal(post->person, slice_from_text(must_read[i].person)), "%s", must_read[i].row);
		cr_assert_eq(post->start.days, day(must_read[i].start).days, "%s", must_read[i].row);
		cr_assert_eq(post->end.days, must_read[i].end ? day(must_read[i].end).days : INT32_MAX, "%s", must_read[i].row);
		cr_assert_eq(post->fte, must_read[i].fte, "%s", must_read[i].row);
		cr_assert_eq(post->is_agency, must_read[i].is_agency, "%s", must_read[i].row);
		cr_assert_eq(post->reason_leave, must_read[i].reason, "%s", must_read[i].row);
		cr_assert_eq(report->note_count, must_read[i].remark_column ? 1 : 0, "%s", must_read[i].row);
		if (must_read[i].remark_column) {
			cr_assert_str_eq(report->notes[0].column_name, must_read[i].remark_column, "%s", must_read[i].row);
			cr_assert_not(report->notes[0].is_refused);
		}
		reading_free(reading);
	}
}

static const struct {
	const char *row;
	const char *column;
	const char *reason;
} must_refuse[] = {
	{",SW1,1,2020-01-01,,\n", "AgencyWorker", "is not 0, 1, true or false"},
	{"2,SW1,1,2020-01-01,,\n", "AgencyWorker", "is not 0, 1, true or false"},
	{"yes,SW1,1,2020-01-01,,\n", "AgencyWorker", "is not 0, 1, true or false"},
	{"0,,1,2020-01-01,,\n", "SWENo", "is empty; the council's own worker needs it"},
	{"0,NULL,1,2020-01-01,,\n", "SWENo", "is empty; the council's own worker needs it"},
	{"0,\"SW\n1\",1,2020-01-01,,\n", "SWENo", "is not plain UTF-8 text in one line; save the file as CSV UTF-8"},
	{"0,SW\xe9,1,2020-01-01,,\n", "SWENo", "is not plain UTF-8 text in one line; save the file as CSV UTF-8"},
	{"0,\"SW1\"x,1,2020-01-01,,\n", "SWENo", "has text behind its closing quotation mark"},
	{"0,SW1,,2020-01-01,,\n", "FTE", "is empty; a worker in post needs it"},
	{"0,SW1,1.01,2020-01-01,,\n", "FTE", "is over 1"},
	{"0,SW1,37,2020-01-01,,\n", "FTE", "is over 1"},
	{"0,SW1,-0.5,2020-01-01,,\n", "FTE", "is negative"},
	{"0,SW1,0.1234567,2020-01-01,,\n", "FTE", "has more than six decimals or is far over 1"},
	{"0,SW1,99999999999999999999,2020-01-01,,\n", "FTE", "has more than six decimals or is far over 1"},
	{"0,SW1,full,2020-01-01,,\n", "FTE", "is not a number as 0.8"},
	{"0,SW1,1e0,2020-01-01,,\n", "FTE", "is not a number as 0.8"},
	{"0,SW1,\"0,8\",2020-01-01,,\n", "FTE", "is not a number as 0.8"},
	{"0,SW1,1,,,\n", "RoleStartDate", "is empty; the council's own worker needs it"},
	{"0,SW1,1,2020-02-30,,\n", "RoleStartDate", "is a day that does not exist"},
	{"0,SW1,1,31/04/2020,,\n", "RoleStartDate", "is a day that does not exist"},
	{"0,SW1,1,01/02/20,,\n", "RoleStartDate", "is not a date as 2021-09-30 or 30/09/2021"},
	{"0,SW1,1,44197,,\n", "RoleStartDate", "is not a date as 2021-09-30 or 30/09/2021"},
	{"0,SW1,1,2020-01-01,2021-13-01,\n", "RoleEndDate", "is a day that does not exist"},
	{"0,SW1,1,2020-01-01,9999-12-31,\n", "RoleEndDate", "is not in the years 1900 to 2199; leave the end of what is still open empty"},
	{"0,SW1,1,2020-01-01,2019-12-31,1\n", "RoleEndDate", "is before the start"},
	{"1,,1,2020-01-01,2019-12-31,\n", "RoleEndDate", "is before the start"},
	{"1,,1,2020-02-30,,\n", "RoleStartDate", "is a day that does not exist"},
	{"0,SW1,1,2020-01-01,,,x\n", "", "has more cells than the header; a cell with a comma in it needs quotation marks"},
};

Test(workers_table, must_refuse)
{
	for (size_t i = 0; i < sizeof(must_refuse) / sizeof(must_refuse[0]); i++) {
		struct reading *reading = read_row(must_refuse[i].row);
		const struct file_report *report = extract_last_report(reading);

		cr_assert_eq(report->rows_refused, 1, "%s", must_refuse[i].row);
		cr_assert_eq(report->note_count, 1, "%s", must_refuse[i].row);
		cr_assert_str_eq(report->notes[0].column_name, must_refuse[i].column, "%s", must_refuse[i].row);
		cr_assert_str_eq(rule_sentence(report->notes[0].rule), must_refuse[i].reason, "%s", must_refuse[i].row);
		cr_assert_eq(report->notes[0].line, 2, "%s", must_refuse[i].row);
		cr_assert(report->notes[0].is_refused);
		cr_assert_eq(workforce_post_count(reading_register(reading)->workforce), 0, "%s", must_refuse[i].row);
		cr_assert_eq(workforce_findings(reading_register(reading)->workforce).refused_worker_rows, 1, "%s", must_refuse[i].row);
		reading_free(reading);
	}
}

Test(workers_table, every_bad_cell_of_a_row_is_named)
{
	struct reading *reading = read_row("x,,2,2020-02-30,tomorrow,?\n");
	const struct file_report *report = extract_last_report(reading);
	static const char *const columns[] = {"AgencyWorker", "FTE", "RoleStartDate", "RoleEndDate"};

	cr_assert_eq(report->rows_refused, 1);
	cr_assert_eq(report->note_count, 4);
	for (unsigned i = 0; i < 4; i++)
		cr_assert_str_eq(report->notes[i].column_name, columns[i]);
	cr_assert_eq(report->notes[3].column, 5);
	reading_free(reading);
}

Test(workers_table, a_cell_above_the_limit_refuses_its_row_and_one_that_is_not_read_does_not)
{
	static char text[FIELD_BYTES_MAX + 512];
	static const struct {
		const char *before, *after;
		unsigned refused;
	} table[] = {{"0,", ",1,2020-01-01,,,\n", 1}, {"0,SW1,1,2020-01-01,,,", "\n", 0}};

	for (size_t i = 0; i < 2; i++) {
		struct reading *reading = extract_reading_new();
		size_t size;

		strcpy(text, "AgencyWorker,SWENo,FTE,RoleStartDate,RoleEndDate,ReasonLeave,Team\n");
		strcat(text, table[i].before);
		size = strlen(text);
		memset(text + size, 'x', FIELD_BYTES_MAX + 1);
		strcpy(text + size + FIELD_BYTES_MAX + 1, table[i].after);
		extract_read(reading, "workers.csv", text);
		cr_assert_eq(extract_last_report(reading)->rows_refused, table[i].refused);
		cr_assert_eq(extract_last_report(reading)->rows, 1);
		reading_free(reading);
	}
}

Test(workers_table, an_agency_row_without_a_start_is_noted_and_not_counted)
{
	static const char *const rows[] = {"1,,,,,\n", "1,SW1,1,,,\n", "1,,0.5,,2021-01-01,\n"};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct reading *reading = read_row(rows[i]);
		const struct file_report *report = extract_last_report(reading);

		cr_assert_eq(report->rows_refused, 0, "%s", rows[i]);
		cr_assert_eq(report->note_count, 1, "%s", rows[i]);
		cr_assert_str_eq(report->notes[0].column_name, "RoleStartDate");
		cr_assert_not(report->notes[0].is_refused);
		cr_assert_eq(workforce_post_count(reading_register(reading)->workforce), 0, "%s", rows[i]);
		cr_assert_eq(workforce_findings(reading_register(reading)->workforce).undated_agency_rows, 1, "%s", rows[i]);
		reading_free(reading);
	}
}
