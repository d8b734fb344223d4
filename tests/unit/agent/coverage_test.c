#include "agent/core/coverage.h"

#include "proto/status.h"
#include "tests/unit/agent/extract_text.h"

enum { TEXT_BYTES_MAX = 1 << 16 };

static struct reading *posts_of(const char *rows)
{
	struct reading *reading = extract_reading_new();
	char text[4096] = POSTS_HEADER;

	strcat(text, rows);
	extract_read(reading, "posts.csv", text);
	return reading;
}

#define GAPS "2021-01,1,1,1,1,1,1\n2021-02,1,1,1,1,1,1\n2021-05,1,1,1,1,1,1\n2020-12,1,1,1,1,1,1\n"

Test(coverage, months_that_are_alike_are_one_span)
{
	static const struct {
		int from_year, from, to_year, to;
		enum reason reason;
	} expected[] = {
		{2020, 12, 2021, 2, REASON_NONE},
		{2021, 3, 2021, 4, REASON_POSTS_ROW_MISSING},
		{2021, 5, 2021, 5, REASON_NONE},
	};
	struct reading *reading = posts_of(GAPS);
	struct coverage_walk walk;
	struct coverage_span span;

	coverage_begin(&walk, reading_register(reading), PART_WORKFORCE);
	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
		cr_assert(coverage_next(&walk, &span));
		cr_assert_eq(month_compare(span.first, month_from(expected[i].from_year, expected[i].from)), 0, "%zu", i);
		cr_assert_eq(month_compare(span.last, month_from(expected[i].to_year, expected[i].to)), 0, "%zu", i);
		cr_assert_eq(span.reason, expected[i].reason);
	}
	cr_assert_not(coverage_next(&walk, &span));
	cr_assert_eq(coverage_obstacle(reading_register(reading), PART_WORKFORCE), REASON_NONE);
	cr_assert(coverage_any(reading_register(reading)));
	reading_free(reading);
}

Test(coverage, a_part_without_files_has_none_and_says_why)
{
	struct reading *reading = posts_of(GAPS);
	struct coverage_walk walk;
	struct coverage_span span;

	for (unsigned part = PART_LOOKED_AFTER; part <= PART_GIVEN; part++) {
		coverage_begin(&walk, reading_register(reading), (enum register_part)part);
		cr_assert_not(coverage_next(&walk, &span));
		cr_assert_neq(coverage_obstacle(reading_register(reading), (enum register_part)part), REASON_NONE);
	}
	reading_free(reading);
}

static void expect_beginning(const char *text, const char *beginning)
{
	cr_assert_eq(strncmp(text, beginning, strlen(beginning)), 0, "%s", text);
}

Test(coverage, as_a_person_reads_it)
{
	struct reading *reading = posts_of(GAPS);
	struct text text;

	text_init_growing(&text, TEXT_BYTES_MAX);
	coverage_write_text(reading_register(reading), &text);
	expect_beginning(text.data, "\nMonths that can be computed\n"
				    "  social work workforce         December 2020 to February 2021, in part: no workers table was found\n"
				    "                                not March 2021 to April 2021: the posts table has no row for this\n"
				    "                                month\n"
				    "                                May 2021, in part: no workers table was found\n"
				    "  looked-after children         none: ");
	cr_assert(strstr(text.data, "\n  children in need              none: no file of this subject was found\n"), "%s", text.data);
	cr_assert(strstr(text.data, "\n  given by the council itself   none: "), "%s", text.data);
	text_fini(&text);
	reading_free(reading);
}

Test(coverage, in_a_sentence)
{
	static const struct {
		const char *rows, *sentence;
	} table[] = {
		{GAPS, "December 2020 to February 2021, May 2021 (social work workforce)"},
		{"2021-01,1,1,1,1,1,1\n2021-03,1,1,1,1,1,1\n2021-05,1,1,1,1,1,1\n2021-07,1,1,1,1,1,1\n",
		 "January 2021, March 2021, May 2021 and others (social work workforce)"},
		{"", "the posts table has no row for this month"},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct reading *reading = posts_of(table[i].rows);
		char buffer[256];
		struct text text;

		text_init_fixed(&text, buffer, sizeof(buffer));
		coverage_put_sentence(reading_register(reading), &text);
		cr_assert_str_eq(buffer, table[i].sentence);
		reading_free(reading);
	}
}

/* Of the workforce's months the posts rows can be used; what the workers' rows would have told is missing. */
Test(coverage, months_without_workers_are_computed_in_part)
{
	static const struct {
		const char *workers;
		enum reason lack;
	} table[] = {
		{NULL, REASON_WORKERS_TABLE_MISSING},
		{WORKERS_HEADER "0,SYNTH1,9,2020-01-01,,\n", REASON_FIGURES_NOT_TRUSTED},
		{WORKERS_HEADER, REASON_WORKERS_TABLE_EMPTY},
		{WORKERS_HEADER "0,SYNTH1,1,2020-01-01,,\n", REASON_NONE},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct reading *reading = posts_of("2021-01,1,1,1,1,1,1\n2021-02,1,1,1,1,1,1\n");
		struct coverage_walk walk;
		struct coverage_span span;

		if (table[i].workers)
			extract_read(reading, "workers.csv", table[i].workers);
		coverage_begin(&walk, reading_register(reading), PART_WORKFORCE);
		cr_assert(coverage_next(&walk, &span));
		cr_assert_eq(span.reason, REASON_NONE, "%zu", i);
		cr_assert_eq(span.lack, table[i].lack, "%zu", i);
		cr_assert_eq(month_compare(span.last, month_from(2021, 2)), 0, "%zu", i);
		reading_free(reading);
	}
}

/* Files that would cover months, and too few of whose rows can be used, cover none. */
Test(coverage, a_part_with_too_many_refused_rows_says_so)
{
	struct reading *reading = extract_reading_new();
	char buffer[256];
	struct text text;

	extract_read(reading, "ep.csv",
		     "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
		     "SYNTH1,01/05/2020,S,C2,N1,U4,PR1,,,,,,\nSYNTH2,01/02/2021,S,C2,N1,U4,PR1,,,,,,\nSYNTH3,31/02/2021,S,C2,N1,U4,PR1,,,,,,\n");
	cr_assert_eq(coverage_obstacle(reading_register(reading), PART_LOOKED_AFTER), REASON_FIGURES_NOT_TRUSTED);
	cr_assert_not(coverage_any(reading_register(reading)));
	text_init_fixed(&text, buffer, sizeof(buffer));
	coverage_put_sentence(reading_register(reading), &text);
	cr_assert_not_null(strstr(buffer, reason_sentence(REASON_FIGURES_NOT_TRUSTED)), "%s", buffer);
	reading_free(reading);
}
