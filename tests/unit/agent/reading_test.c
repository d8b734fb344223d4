#include "agent/core/reading.h"

#include "agent/core/measures.h"
#include "common/memory.h"
#include "common/text.h"
#include "proto/catalogue.h"
#include "tests/unit/agent/extract_text.h"

#define BYTES(literal)                                          \
	{                                                       \
		(const uint8_t *)(literal), sizeof(literal) - 1 \
	}
#define WORKER     "0,SW1,1,2020-01-01,,\n"
#define QUOTE_OPEN "has a quotation mark that is never closed"
#define CUT_OFF    "ends in the middle of a row, so that rows may be missing behind it: copy it again"
#define POSTS_ROW  "2021-09,1,1,1,1,1,1\n"

/* Files as real systems write them: each is known for what it is, and all its rows are read. */
static const struct {
	struct slice bytes;
	enum table_kind kind;
	uint64_t rows;
} must_read[] = {
	{BYTES(WORKERS_HEADER WORKER), TABLE_WORKERS, 1},
	{BYTES(POSTS_HEADER POSTS_ROW), TABLE_POSTS, 1},
	{BYTES(WORKERS_HEADER), TABLE_WORKERS, 0},
	{BYTES("AgencyWorker,SWENo,FTE,RoleStartDate,RoleEndDate,ReasonLeave"), TABLE_WORKERS, 0},
	{BYTES("AgencyWorker,SWENo,FTE,RoleStartDate,RoleEndDate,ReasonLeave\n0,SW1,1,2020-01-01,,"), TABLE_WORKERS, 1},
	{BYTES("\xef\xbb\xbf"
	       "AgencyWorker,SWENo,FTE,RoleStartDate,RoleEndDate,ReasonLeave\r\n0,SW1,1,2020-01-01,,\r\n"),
	 TABLE_WORKERS, 1},
	{BYTES("AgencyWorker,SWENo,FTE,RoleStartDate,RoleEndDate,ReasonLeave\r0,SW1,1,2020-01-01,,\r"), TABLE_WORKERS, 1},
	{BYTES("AGENCYWORKER,sweno,Fte,rolestartdate, RoleEndDate ,\"ReasonLeave\"\n" WORKER), TABLE_WORKERS, 1},
	{BYTES("ReasonLeave,RoleEndDate,RoleStartDate,FTE,SWENo,AgencyWorker\n,,2020-01-01,1,SW1,0\n"), TABLE_WORKERS, 1},
	{BYTES("Team,AgencyWorker,SWENo,PersonBirthDate,FTE,RoleStartDate,RoleEndDate,ReasonLeave,,\nCaf\xe9,0,SW1,\"x\"y,1,2020-01-01,,,,\n"),
	 TABLE_WORKERS, 1},
	{BYTES("\n , \n" WORKERS_HEADER "\n" WORKER ",,,,,\n \n\"\",NULL,,,,\n" WORKER "\n\n"), TABLE_WORKERS, 2},
	{BYTES(WORKERS_HEADER WORKER WORKERS_HEADER WORKER "agencyworker ,SWENO,fte,RoleStartDate,RoleEndDate,ReasonLeave\n"), TABLE_WORKERS, 2},
	{BYTES("cases,month,vacancies_fte,agency_cover_fte,Agency_Cover_Headcount,case_holders_fte,working_days_lost_12m_fte,note\n1,2021-09,1,1,1,1,"
	       "1,\n"),
	 TABLE_POSTS, 1},
};

Test(reading, must_read)
{
	for (size_t i = 0; i < sizeof(must_read) / sizeof(must_read[0]); i++) {
		struct reading *reading = extract_reading_new();
		const struct file_report *report;

		extract_read_bytes(reading, "any name.txt", must_read[i].bytes);
		report = extract_last_report(reading);
		cr_assert_null(report->why, "entry %zu: %s", i, report->why);
		cr_assert_eq(report->kind, must_read[i].kind, "entry %zu", i);
		cr_assert_eq(report->rows, must_read[i].rows, "entry %zu", i);
		cr_assert_eq(report->rows_refused, 0, "entry %zu", i);
		cr_assert_eq(report->note_count, 0, "entry %zu", i);
		cr_assert_eq(report->bytes, must_read[i].bytes.size, "entry %zu", i);
		cr_assert_eq(workforce_has_workers(reading_register(reading)->workforce), must_read[i].kind == TABLE_WORKERS, "entry %zu", i);
		cr_assert_eq(workforce_has_posts(reading_register(reading)->workforce), must_read[i].kind == TABLE_POSTS, "entry %zu", i);
		reading_free(reading);
	}
}

static const struct {
	struct slice bytes;
	enum table_kind kind;
	const char *why;
	const char *column; /* of the first note; NULL: no note */
	uint64_t line;
} must_refuse[] = {
	{BYTES(""), TABLE_NOT_RECOGNISED, "is empty", NULL, 0},
	{BYTES("\n\n , \n"), TABLE_NOT_RECOGNISED, "has no rows", NULL, 0},
	{BYTES("\xef\xbb\xbf"), TABLE_NOT_RECOGNISED, "has no rows", NULL, 0},
	{BYTES("Town,Street\nSynthtown,Long Lane\n"), TABLE_NOT_RECOGNISED, "has the columns of no known table", NULL, 0},
	{BYTES("CHILD,SEX,DOB\n1,M,2010-02-03\n"), TABLE_NOT_RECOGNISED, "lacks columns of the table that it resembles", "ETHNIC", 1},
	{BYTES("AgencyWorker;SWENo;FTE;RoleStartDate;RoleEndDate;ReasonLeave\n"), TABLE_NOT_RECOGNISED,
	 "is separated by semicolons: save it with commas", NULL, 0},
	{BYTES("Team\tAgencyWorker\tsweno\tFTE\tRoleStartDate\tRoleEndDate\tReasonLeave\n0\tSW1\n"), TABLE_NOT_RECOGNISED,
	 "is separated by tabs: save it with commas", NULL, 0},
	{BYTES("month|measure|value\n"), TABLE_NOT_RECOGNISED, "is separated by vertical bars: save it with commas", NULL, 0},
	{BYTES("AgencyWorker;SWENo;FTE;RoleStartDate;RoleEndDate\n"), TABLE_NOT_RECOGNISED, "has the columns of no known table", NULL, 0},
	{BYTES("\n\nAgencyWorker,SWENo,FTE,RoleStartDate,RoleEndDate\n0,SW1,1,2020-01-01,\n"), TABLE_NOT_RECOGNISED,
	 "lacks columns of the table that it resembles", "ReasonLeave", 3},
	{BYTES("AgencyWorker,SWENo,FTE,RoleStartDate,RoleEndDate,ReasonLeave,fte\n0,SW1,1,2020-01-01,,,1\n"), TABLE_NOT_RECOGNISED,
	 "lacks columns of the table that it resembles", "FTE", 1},
	{BYTES("month,AgencyWorker,SWENo\n2021-09,1,2\n"), TABLE_NOT_RECOGNISED, "lacks columns of the table that it resembles", "FTE", 1},
	{BYTES("month,vacancies_fte\n2021-09,1\n"), TABLE_NOT_RECOGNISED, "lacks columns of the table that it resembles", "agency_cover_fte", 1},
	{BYTES("\xff\xfe"
	       "A\0g\0e\0"),
	 TABLE_NOT_RECOGNISED, "is UTF-16 text: save it as CSV UTF-8", "", 1},
	{BYTES("A\0g\0e\0n\0"), TABLE_NOT_RECOGNISED, "holds NUL bytes, as UTF-16 text and spreadsheet files do: save it as CSV UTF-8", "", 1},
	{BYTES(WORKERS_HEADER WORKER "0,SW\0,1,2020-01-01,,\n" WORKER), TABLE_WORKERS,
	 "holds NUL bytes, as UTF-16 text and spreadsheet files do: save it as CSV UTF-8", "", 3},
	{BYTES(WORKERS_HEADER WORKER "0,\"SW1,1,2020-01-01,,\n" WORKER), TABLE_WORKERS, QUOTE_OPEN, "", 3},
	{BYTES(POSTS_HEADER POSTS_ROW "\""), TABLE_POSTS, QUOTE_OPEN, "", 3},
	{BYTES(WORKERS_HEADER WORKER WORKER "0,SW1,1,2020-"), TABLE_WORKERS, CUT_OFF, "", 4},
	{BYTES(POSTS_HEADER POSTS_ROW "2021-10,1,1,1,1"), TABLE_POSTS, CUT_OFF, "", 3},
	{BYTES(WORKERS_HEADER "0,\"SW1,1,2020-01-01,,\n" WORKER WORKER WORKER WORKER WORKER WORKER WORKER WORKER "0,SW1\",1,2020-01-01,,\n"),
	 TABLE_WORKERS, QUOTE_OPEN, "", 2},
};

Test(reading, must_refuse_and_then_nothing_of_the_file_counts)
{
	for (size_t i = 0; i < sizeof(must_refuse) / sizeof(must_refuse[0]); i++) {
		struct reading *reading = extract_reading_new();
		const struct file_report *report;
		const struct council_register *reg;
		struct month first, last;

		extract_read_bytes(reading, "workers.csv", must_refuse[i].bytes);
		report = extract_last_report(reading);
		cr_assert_not_null(report->why, "entry %zu", i);
		cr_assert_str_eq(report->why, must_refuse[i].why, "entry %zu", i);
		cr_assert_eq(report->kind, must_refuse[i].kind, "entry %zu", i);
		cr_assert_eq(report->rows, 0, "entry %zu", i);
		cr_assert_eq(report->rows_refused, 0, "entry %zu", i);
		cr_assert_eq(report->note_count > 0, must_refuse[i].column != NULL, "entry %zu", i);
		if (must_refuse[i].column) {
			cr_assert_str_eq(report->notes[0].column_name, must_refuse[i].column, "entry %zu", i);
			cr_assert_eq(report->notes[0].line, must_refuse[i].line, "entry %zu", i);
		}
		reg = reading_register(reading);
		cr_assert_eq(workforce_post_count(reg->workforce), 0, "entry %zu", i);
		cr_assert_not(workforce_months(reg->workforce, &first, &last), "entry %zu", i);
		cr_assert_not(workforce_has_workers(reg->workforce) || workforce_has_posts(reg->workforce), "entry %zu", i);
		reading_free(reading);
	}
}

Test(reading, a_header_with_too_many_columns_is_refused)
{
	static char text[2 * ROW_FIELDS_MAX + 128];
	struct reading *reading = extract_reading_new();

	memset(text, ',', sizeof(text) - 1);
	memcpy(text, WORKERS_HEADER, strlen(WORKERS_HEADER) - 1);
	extract_read(reading, "workers.csv", text);
	cr_assert_str_eq(extract_last_report(reading)->why, "has more than 512 columns");
	reading_free(reading);
}

/* Nobody knows which of two is meant; what is required would refuse the file. */
Test(reading, an_optional_column_that_is_there_twice_is_not_used)
{
	struct reading *reading = extract_reading_new();
	const struct file_report *report;

	extract_read(reading, "workers.csv",
		     "OrgRole,AgencyWorker,SWENo,FTE,RoleStartDate,RoleEndDate,ReasonLeave,orgrole\n3,0,SYNTH1,1,2020-01-01,,,4\n");
	report = extract_last_report(reading);
	cr_assert_null(report->why);
	cr_assert_eq(report->note_count, 1);
	cr_assert_eq(report->notes[0].rule, RULE_OPTIONAL_COLUMN_REPEATED);
	cr_assert_str_eq(report->notes[0].column_name, "OrgRole");
	cr_assert_not(workforce_columns(reading_register(reading)->workforce).has_role);
	cr_assert_eq(workforce_post_at(reading_register(reading)->workforce, 0)->role, 0);
	reading_free(reading);
}

Test(reading, a_faulty_file_takes_back_only_its_own_rows)
{
	struct reading *reading = extract_reading_new();

	extract_read(reading, "a.csv", WORKERS_HEADER WORKER "0,SW2,1,bad,,\n");
	extract_read(reading, "b.csv", WORKERS_HEADER "0,SW3,1,2020-01-01,,\n0,SW4,9,2020-01-01,,\n1,,,,,\n\"");
	extract_read(reading, "c.csv", POSTS_HEADER POSTS_ROW);
	extract_read(reading, "d.csv", POSTS_HEADER "2021-10,1,1,1,1,1,1\n\"");
	cr_assert(workforce_has_workers(reading_register(reading)->workforce) && workforce_has_posts(reading_register(reading)->workforce));
	cr_assert_eq(workforce_post_count(reading_register(reading)->workforce), 1);
	cr_assert_eq(workforce_findings(reading_register(reading)->workforce).refused_worker_rows, 1);
	cr_assert_eq(workforce_findings(reading_register(reading)->workforce).undated_agency_rows, 0);
	cr_assert_null(workforce_month(reading_register(reading)->workforce, month_from(2021, 10)));
	reading_free(reading);
}

Test(reading, notes_beyond_the_limit_are_counted)
{
	static char text[16384] = WORKERS_HEADER;
	struct reading *reading = extract_reading_new();

	for (unsigned i = 0; i < READING_NOTES_MAX + 7; i++)
		strcat(text, "0,SW1,2,2020-01-01,,\n");
	extract_read(reading, "workers.csv", text);
	cr_assert_eq(extract_last_report(reading)->note_count, READING_NOTES_MAX);
	cr_assert_eq(extract_last_report(reading)->notes_dropped, 7);
	cr_assert_eq(extract_last_report(reading)->rows_refused, READING_NOTES_MAX + 7);
	reading_free(reading);
}

Test(reading, names_are_base_names_without_harm)
{
	static const struct {
		const char *name, *shown;
	} table[] = {{"/srv/extracts/workers.csv", "workers.csv"},
		     {"caf\xc3\xa9.csv", "caf\xc3\xa9.csv"},
		     {"a\x1b[2Jb.csv", "a?[2Jb.csv"},
		     {"\xff a~\x7f.csv", "? a~?.csv"},
		     {"a\x7f.csv", "a?.csv"},
		     {"a\xc2\x9b[2Jb.csv", "a??[2Jb.csv"},
		     {"dir/", ""}};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct reading *reading = extract_reading_new();

		extract_read(reading, table[i].name, "");
		cr_assert_str_eq(extract_last_report(reading)->name, table[i].shown);
		reading_free(reading);
	}
}

Test(reading, a_long_name_is_cut)
{
	char name[READING_NAME_SIZE + 20];
	struct reading *reading = extract_reading_new();

	memset(name, 'n', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	extract_read(reading, name, "");
	cr_assert_eq(strlen(extract_last_report(reading)->name), READING_NAME_SIZE - 1);
	reading_free(reading);
}

Test(reading, a_skipped_file_is_reported)
{
	struct reading *reading = extract_reading_new();

	cr_assert_eq(reading_file_skip(reading, SLICE_LITERAL("folder"), "is a folder"), ERROR_NONE);
	cr_assert_str_eq(extract_last_report(reading)->why, "is a folder");
	cr_assert_str_eq(extract_last_report(reading)->name, "folder");
	reading_free(reading);
}

Test(reading, the_agents_council_is_known_to_every_row)
{
	struct reading *reading = extract_reading_new();

	cr_assert_eq(reading_register(reading)->council, 0);
	reading_free(reading);
	reading = extract_reading_new();
	reading_set_council(reading, 342);
	extract_read(reading, "f", WORKERS_HEADER);
	cr_assert_eq(reading_register(reading)->council, 342);
	reading_free(reading);
}

Test(reading, more_files_than_allowed)
{
	struct reading *reading = extract_reading_new();

	for (unsigned i = 0; i < READING_FILES_MAX; i++)
		cr_assert_eq(reading_file_skip(reading, SLICE_LITERAL("f"), "is a folder"), ERROR_NONE);
	cr_assert_eq(reading_file_skip(reading, SLICE_LITERAL("f"), "is a folder"), ERROR_LIMIT);
	cr_assert_eq(reading_file_begin(reading, SLICE_LITERAL("f")), ERROR_LIMIT);
	cr_assert_eq(reading_file_count(reading), READING_FILES_MAX);
	reading_free(reading);
}

Test(reading, more_rows_than_the_budget_is_an_error_that_stays)
{
	struct reading *reading = reading_new(4096);
	struct slice row = SLICE_LITERAL(WORKER);
	enum error error = ERROR_NONE;

	cr_assert_not_null(reading);
	cr_assert_eq(reading_file_begin(reading, SLICE_LITERAL("f")), ERROR_NONE);
	cr_assert_eq(reading_file_feed(reading, SLICE_LITERAL(WORKERS_HEADER)), ERROR_NONE);
	for (unsigned i = 0; i < 1000 && !error; i++)
		error = reading_file_feed(reading, row);
	cr_assert_eq(error, ERROR_LIMIT);
	cr_assert_eq(reading_file_feed(reading, row), ERROR_LIMIT);
	cr_assert_eq(reading_file_end(reading), ERROR_LIMIT);
	cr_assert_eq(reading_file_begin(reading, SLICE_LITERAL("g")), ERROR_LIMIT);
	reading_free(reading);
}

Test(reading, table_names)
{
	cr_assert_str_eq(table_kind_name(TABLE_WORKERS), "workers");
	cr_assert_str_eq(table_kind_name(TABLE_POSTS), "posts");
	cr_assert_str_eq(table_kind_name(TABLE_NOT_RECOGNISED), "not recognised");
}

#define EVERYTHING                                                              \
	"\xef\xbb\xbf"                                                          \
	"Team,agencyworker,SWENo,FTE,RoleStartDate,RoleEndDate,ReasonLeave\r\n" \
	"\"North, \"\"A\"\"\r\nteam\",0,SW1,0.8,2019-01-01,,\r\n"               \
	"x,0,SW2,1,2018-05-06,30/11/2020,1\r\n"                                 \
	"x,0,SW2,0,2018-05-06,30/12/2020,1\r\n"                                 \
	",,,,,,\r\n"                                                            \
	"x,0,SW3,2,2019-02-30,,\r\n"                                            \
	"x,1,,,,,\r\n"                                                          \
	"x,1,,0.5,2021-01-01,,\r\n"                                             \
	"Team,AgencyWorker,SWENo,FTE,RoleStartDate,RoleEndDate,ReasonLeave\r\n" \
	"x,0,SW4,1,2021-09-01,,\r\n"                                            \
	"x,0,SW5,1,2021,,"

/* All that a reading came to, in words. */
static void describe(struct reading *reading, struct text *text)
{
	const struct file_report *report = extract_last_report(reading);
	const struct council_register *reg = reading_register(reading);

	text_put_u64(text, report->kind);
	text_put(text, report->why ? report->why : "");
	text_put_u64(text, report->rows);
	text_put_u64(text, report->rows_refused);
	for (unsigned i = 0; i < report->note_count; i++) {
		text_put(text, "\n");
		text_put_u64(text, report->notes[i].line);
		text_put(text, " ");
		text_put_u64(text, report->notes[i].column);
		text_put(text, report->notes[i].column_name);
		text_put(text, rule_sentence(report->notes[i].rule));
	}
	for (unsigned i = 0; i < workforce_post_count(reg->workforce); i++) {
		const struct post *post = workforce_post_at(reg->workforce, i);

		text_put(text, "\n");
		text_put_slice(text, post->person);
		text_put(text, " ");
		text_put_i64(text, post->start.days);
		text_put(text, " ");
		text_put_i64(text, post->end.days);
		text_put(text, " ");
		text_put_i64(text, post->fte);
	}
}

Test(reading, every_split_into_two_gives_the_same)
{
	static char whole[8192], split[8192];
	struct slice bytes = SLICE_LITERAL(EVERYTHING);

	for (size_t at = 0; at <= bytes.size; at++) {
		struct reading *reading = extract_reading_new();
		struct text text;

		text_init_fixed(&text, at == 0 ? whole : split, sizeof(whole));
		cr_assert_eq(extract_try(reading, "workers.csv", bytes, at), ERROR_NONE);
		describe(reading, &text);
		cr_assert_eq(text.error, ERROR_NONE);
		cr_assert_eq(extract_last_report(reading)->rows, 8);
		cr_assert_eq(extract_last_report(reading)->rows_refused, 2);
		if (at > 0)
			cr_assert_str_eq(split, whole, "split at %zu", at);
		reading_free(reading);
	}
}

Test(reading, byte_by_byte_gives_the_same)
{
	static char whole[8192], bytewise[8192];
	struct slice bytes = SLICE_LITERAL(EVERYTHING);
	struct reading *reading = extract_reading_new();
	struct text text;

	text_init_fixed(&text, whole, sizeof(whole));
	extract_read_bytes(reading, "workers.csv", bytes);
	describe(reading, &text);
	reading_free(reading);
	reading = extract_reading_new();
	cr_assert_eq(reading_file_begin(reading, SLICE_LITERAL("workers.csv")), ERROR_NONE);
	for (size_t i = 0; i < bytes.size; i++)
		cr_assert_eq(reading_file_feed(reading, slice_from(bytes.data + i, 1)), ERROR_NONE);
	cr_assert_eq(reading_file_end(reading), ERROR_NONE);
	text_init_fixed(&text, bytewise, sizeof(bytewise));
	describe(reading, &text);
	cr_assert_str_eq(bytewise, whole);
	reading_free(reading);
}

Test(reading, every_allocation_may_fail)
{
	for (size_t n = 1;; n++) {
		struct reading *reading;
		enum error error = ERROR_NO_MEMORY;
		size_t allocations;

		memory_fail_at(n);
		reading = reading_new(TEST_BUDGET_BYTES);
		if (reading)
			error = extract_try(reading, "workers.csv", slice_from_text(EVERYTHING "-01-01,,"), 100);
		if (!error)
			error = extract_try(reading, "posts.csv", slice_from_text(POSTS_HEADER POSTS_ROW), 100);
		allocations = memory_fail_at(0);
		if (allocations < n) {
			cr_assert_eq(error, ERROR_NONE);
			cr_assert_gt(n, 6);
			reading_free(reading);
			return;
		}
		cr_assert_eq(error, ERROR_NO_MEMORY, "allocation %zu", n);
		reading_free(reading);
	}
}

Test(reading, a_file_behind_the_closing_is_a_programming_error, .signal = SIGABRT)
{
	struct reading *reading = extract_reading_new();

	(void)reading_register(reading);
	cr_assert_eq(reading_file_begin(reading, SLICE_LITERAL("late.csv")), ERROR_NONE);
}
