#include "agent/core/workforce.h"

#include <criterion/criterion.h>
#include <signal.h>

#include "common/memory.h"

enum { BUDGET_BYTES = 1 << 20, OPEN = INT32_MAX };

static struct workforce *workforce_make(void)
{
	struct workforce *workforce = workforce_new(BUDGET_BYTES);

	cr_assert_not_null(workforce);
	return workforce;
}

static void add(struct workforce *workforce, const char *person, int32_t start, int32_t end, int64_t fte, uint8_t file)
{
	struct post post = {.person = slice_from_text(person), .start = {start}, .end = {end}, .fte = fte, .file = file};

	cr_assert_eq(workforce_add_post(workforce, &post), ERROR_NONE);
}

static void add_role(struct workforce *workforce, const char *person, uint8_t role, uint8_t file)
{
	struct post post = {.person = slice_from_text(person), .end = {OPEN}, .fte = 500000, .role = role, .file = file};

	cr_assert_eq(workforce_add_post(workforce, &post), ERROR_NONE);
}

static void add_agency(struct workforce *workforce, const char *person, int32_t start, int64_t fte, uint8_t file)
{
	struct post post = {.person = slice_from_text(person), .start = {start}, .end = {OPEN}, .fte = fte, .is_agency = true, .file = file};

	cr_assert_eq(workforce_add_post(workforce, &post), ERROR_NONE);
}

static void close_it(struct workforce *workforce)
{
	struct findings *findings = findings_new();

	cr_assert_not_null(findings);
	cr_assert_eq(workforce_close(workforce, findings), ERROR_NONE);
	cr_assert_eq(workforce_close(workforce, findings), ERROR_NONE);
	cr_assert_eq(findings_count(findings, RULE_POSTS_IN_CONFLICT), workforce_findings(workforce).conflicting_posts);
	findings_free(findings);
}

Test(workforce, posts_are_ordered_by_person_start_and_end)
{
	struct workforce *workforce = workforce_make();
	static const struct {
		const char *person;
		int32_t start, end;
	} wanted[] = {{"", 5, 6}, {"A", 1, 2}, {"A", 1, 3}, {"A", 2, OPEN}, {"A1", 0, 1}, {"B", -4, 9}, {"a", 0, 1}};
	static const unsigned order[] = {6, 2, 4, 0, 5, 3, 1};

	for (size_t i = 0; i < 7; i++)
		add(workforce, wanted[order[i]].person, wanted[order[i]].start, wanted[order[i]].end, 1, 0);
	close_it(workforce);
	cr_assert_eq(workforce_post_count(workforce), 7);
	for (unsigned i = 0; i < 7; i++) {
		cr_assert(slice_equal(workforce_post_at(workforce, i)->person, slice_from_text(wanted[i].person)), "post %u", i);
		cr_assert_eq(workforce_post_at(workforce, i)->start.days, wanted[i].start, "post %u", i);
		cr_assert_eq(workforce_post_at(workforce, i)->end.days, wanted[i].end, "post %u", i);
	}
	workforce_free(workforce);
}

Test(workforce, many_posts_stay_the_same_posts_in_order)
{
	struct workforce *workforce = workforce_make();
	uint32_t state = 12345;
	int64_t sum = 0;

	for (int i = 0; i < 1000; i++) {
		state = state * 1664525 + 1013904223;
		add(workforce, "P", (int32_t)(state >> 16), OPEN, i, 0);
		sum += i;
	}
	close_it(workforce);
	cr_assert_eq(workforce_post_count(workforce), 1000);
	for (unsigned i = 0; i < 1000; i++) {
		sum -= workforce_post_at(workforce, i)->fte;
		if (i > 0)
			cr_assert_leq(workforce_post_at(workforce, i - 1)->start.days, workforce_post_at(workforce, i)->start.days);
	}
	cr_assert_eq(sum, 0);
	workforce_free(workforce);
}

Test(workforce, what_it_keeps_is_its_own)
{
	struct workforce *workforce = workforce_make();
	char person[] = "SW1";

	add(workforce, person, 0, OPEN, 1, 0);
	person[2] = '9';
	close_it(workforce);
	cr_assert(slice_equal(workforce_post_at(workforce, 0)->person, SLICE_LITERAL("SW1")));
	workforce_free(workforce);
}

/* The same row twice is one post; what differs in role, start or FTE are two. */
Test(workforce, rows_alike_are_counted_once_and_said_at_the_second)
{
	struct workforce *workforce = workforce_make();
	struct findings *findings = findings_new();
	struct post post = {.person = SLICE_LITERAL("twice"), .end = {OPEN}, .fte = 1000000, .file = 1};

	for (post.line = 4; post.line > 1; post.line--)
		cr_assert_eq(workforce_add_post(workforce, &post), ERROR_NONE);
	add_role(workforce, "two roles", 5, 1);
	add_role(workforce, "two roles", 3, 1);
	add_role(workforce, "two roles", 5, 2);
	add(workforce, "two starts", 0, OPEN, 500000, 1);
	add(workforce, "two starts", 1, OPEN, 500000, 1);
	add(workforce, "two parts", 0, OPEN, 500000, 1);
	add(workforce, "two parts", 0, OPEN, 400000, 1);
	add_agency(workforce, "", 0, 1000000, 1);
	add_agency(workforce, "", 0, 1000000, 1);
	cr_assert_eq(workforce_close(workforce, findings), ERROR_NONE);
	cr_assert_eq(workforce_post_count(workforce), 9);
	cr_assert_eq(workforce_post_at(workforce, 2)->line, 2);
	cr_assert_eq(workforce_post_at(workforce, 5)->role + workforce_post_at(workforce, 6)->role, 8);
	cr_assert_eq(findings_count(findings, RULE_WORKER_ROW_REPEATED), 2);
	cr_assert_eq(findings_place_at(findings, RULE_WORKER_ROW_REPEATED, 0).line + findings_place_at(findings, RULE_WORKER_ROW_REPEATED, 1).line,
		     7);
	findings_free(findings);
	workforce_free(workforce);
}

Test(workforce, rows_alike_in_another_file_are_repeats)
{
	struct workforce *workforce = workforce_make();

	add(workforce, "half", 0, OPEN, 500000, 1);
	add(workforce, "half", 0, OPEN, 500000, 1);
	add(workforce, "half", 0, OPEN, 500000, 2);
	add(workforce, "half", 0, OPEN, 500000, 2);
	add(workforce, "half", 0, OPEN, 500000, 3);
	add(workforce, "once", 0, 9, 1000000, 1);
	add(workforce, "once", 0, 9, 1000000, 2);
	add(workforce, "only", 0, 9, 1000000, 2);
	add(workforce, "own and agency", 0, OPEN, 1000000, 1);
	add_agency(workforce, "own and agency", 0, 1000000, 2);
	add_agency(workforce, "", 0, 1000000, 1);
	add_agency(workforce, "", 0, 1000000, 2);
	close_it(workforce);
	cr_assert_eq(workforce_post_count(workforce), 7);
	cr_assert_eq(workforce_findings(workforce).repeated_posts, 3);
	cr_assert_eq(workforce_findings(workforce).conflicting_posts, 0);
	workforce_free(workforce);
}

Test(workforce, a_post_that_two_files_describe_differently_is_a_conflict)
{
	struct workforce *workforce = workforce_make();

	add(workforce, "left", 0, OPEN, 1000000, 1);
	add(workforce, "left", 0, 99, 1000000, 2);
	add(workforce, "left too", 0, OPEN, 1000000, 1);
	add(workforce, "left too", 0, 99, 1000000, 2);
	add(workforce, "two posts", 0, OPEN, 400000, 1);
	add(workforce, "two posts", 0, OPEN, 600000, 1);
	add(workforce, "moved to agency", 0, 50, 1000000, 1);
	add_agency(workforce, "moved to agency", 0, 1000000, 2);
	add_agency(workforce, "agency twice", 0, 1000000, 1);
	add_agency(workforce, "agency twice", 0, 900000, 2);
	add(workforce, "later post", 0, 50, 1000000, 1);
	add(workforce, "later post", 50, OPEN, 1000000, 2);
	add_agency(workforce, "", 0, 1000000, 1);
	add_agency(workforce, "", 0, 900000, 2);
	close_it(workforce);
	cr_assert_eq(workforce_findings(workforce).conflicting_posts, 3);
	cr_assert_eq(workforce_findings(workforce).repeated_posts, 0);
	workforce_free(workforce);
}

Test(workforce, a_leaver_with_fte_0_gets_the_last_known_one)
{
	struct workforce *workforce = workforce_make();
	/* In the register's order: person, start, end. */
	static const struct {
		const char *person;
		int32_t start, end;
		int64_t given, wanted;
	} table[] = {
		{"A", 0, 10, 600000, 600000}, {"A", 10, 20, 800000, 800000},   {"A", 20, 30, 0, 800000}, {"A", 40, OPEN, 500000, 500000},
		{"B", 0, 10, 0, 0},           {"B", 10, OPEN, 700000, 700000}, {"C", 0, OPEN, 0, 0},     {"D", 0, 10, 0, 0},
		{"E", 0, 10, 300000, 300000}, {"E", 10, OPEN, 0, 0},           {"E", 20, 30, 0, 300000}, {"E", 30, 40, 0, 300000},
	};
	enum { COUNT = sizeof(table) / sizeof(table[0]) };

	for (size_t i = COUNT; i-- > 0;)
		add(workforce, table[i].person, table[i].start, table[i].end, table[i].given, 0);
	add_agency(workforce, "D", -5, 900000, 0);
	close_it(workforce);
	for (unsigned i = 0, row = 0; i < workforce_post_count(workforce); i++) {
		if (workforce_post_at(workforce, i)->is_agency)
			continue;
		cr_assert_eq(workforce_post_at(workforce, i)->fte, table[row].wanted, "row %u", row);
		row++;
	}
	cr_assert_eq(workforce_findings(workforce).last_known_fte_posts, 3);
	cr_assert_eq(workforce_findings(workforce).unknown_fte_posts, 2);
	workforce_free(workforce);
}

Test(workforce, months_come_once_and_in_any_order)
{
	struct workforce *workforce = workforce_make();
	struct month_row row = {.month = month_from(2021, 3), .values = {1}};
	struct month first, last;

	cr_assert_not(workforce_months(workforce, &first, &last));
	cr_assert_eq(workforce_add_month(workforce, &row), ERROR_NONE);
	row.month = month_from(2020, 12);
	cr_assert_eq(workforce_add_month(workforce, &row), ERROR_NONE);
	row.month = month_from(2021, 1);
	cr_assert_eq(workforce_add_month(workforce, &row), ERROR_NONE);
	row.month = month_from(2021, 3);
	row.values[0] = 2;
	cr_assert_eq(workforce_add_month(workforce, &row), ERROR_EXISTS);
	close_it(workforce);
	cr_assert(workforce_months(workforce, &first, &last));
	cr_assert_eq(month_compare(first, month_from(2020, 12)), 0);
	cr_assert_eq(month_compare(last, month_from(2021, 3)), 0);
	cr_assert_eq(workforce_month(workforce, month_from(2021, 3))->values[0], 1);
	cr_assert_null(workforce_month(workforce, month_from(2021, 2)));
	workforce_free(workforce);
}

Test(workforce, forgetting_a_file_leaves_the_others)
{
	struct workforce *workforce = workforce_make();
	struct month_row row = {.month = month_from(2021, 3), .file = 1};

	add(workforce, "A", 0, OPEN, 1, 0);
	workforce_saw_posts_table(workforce, 0);
	add(workforce, "B", 0, OPEN, 1, 1);
	workforce_saw_workers_table(workforce, 1);
	workforce_count_refused_worker_row(workforce, 1);
	workforce_count_undated_agency_row(workforce, 1);
	cr_assert_eq(workforce_add_month(workforce, &row), ERROR_NONE);
	workforce_forget_file(workforce, 1);
	close_it(workforce);
	cr_assert_eq(workforce_post_count(workforce), 1);
	cr_assert_null(workforce_month(workforce, row.month));
	cr_assert(workforce_has_posts(workforce));
	cr_assert_not(workforce_has_workers(workforce));
	cr_assert_eq(workforce_findings(workforce).refused_worker_rows, 0);
	cr_assert_eq(workforce_findings(workforce).undated_agency_rows, 0);
	workforce_free(workforce);
}

Test(workforce, the_budget_bounds_posts_persons_and_months)
{
	struct workforce *workforce = workforce_new(16384);
	struct month_row row = {.month = month_from(1900, 1)};
	struct post post = {.person = SLICE_LITERAL("somebody with a long identifier that takes its space"), .end = {OPEN}};
	enum error error = ERROR_NONE;
	unsigned count = 0;

	cr_assert_not_null(workforce);
	while (!error && count < 1000) {
		post.start.days = (int32_t)count;
		error = workforce_add_post(workforce, &post);
		count += !error;
	}
	cr_assert_eq(error, ERROR_LIMIT);
	cr_assert_gt(count, 64);
	cr_assert_lt(count, 250);
	for (error = ERROR_NONE; !error; row.month = month_add(row.month, 1))
		error = workforce_add_month(workforce, &row);
	cr_assert_eq(error, ERROR_LIMIT);
	close_it(workforce);
	cr_assert_eq(workforce_post_count(workforce), count);
	workforce_free(workforce);
}

Test(workforce, every_allocation_may_fail)
{
	for (size_t n = 1;; n++) {
		struct findings *findings = findings_new();
		struct workforce *workforce;
		struct month_row row = {.month = month_from(2021, 3)};
		struct post post = {.person = SLICE_LITERAL("A"), .end = {OPEN}};
		enum error error = ERROR_NO_MEMORY;
		size_t allocations;

		memory_fail_at(n);
		workforce = workforce_new(BUDGET_BYTES);
		for (unsigned i = 0; workforce && i < 100; i++) {
			error = workforce_add_post(workforce, &post);
			if (error)
				break;
		}
		if (!error)
			error = workforce_add_month(workforce, &row);
		if (!error)
			error = workforce_close(workforce, findings);
		allocations = memory_fail_at(0);
		workforce_free(workforce);
		findings_free(findings);
		if (allocations < n) {
			cr_assert_eq(error, ERROR_NONE);
			cr_assert_gt(n, 4);
			return;
		}
		cr_assert_eq(error, ERROR_NO_MEMORY, "allocation %zu", n);
	}
}

Test(workforce, asking_before_closing_is_a_programming_error, .signal = SIGABRT)
{
	struct workforce *workforce = workforce_make();

	add(workforce, "A", 0, OPEN, 1, 0);
	(void)workforce_post_at(workforce, 0);
}
