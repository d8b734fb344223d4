#include "agent/core/register.h"

#include <criterion/criterion.h>
#include <signal.h>

#include "common/memory.h"

enum { BUDGET_BYTES = 1 << 20, OPEN = INT32_MAX };

static struct council_register *register_make(void)
{
	struct council_register *reg = register_new(BUDGET_BYTES);

	cr_assert_not_null(reg);
	return reg;
}

static void add(struct council_register *reg, const char *person, int32_t start, int32_t end, int64_t fte, uint16_t file)
{
	struct post post = {.person = slice_from_text(person), .start = {start}, .end = {end}, .fte = fte, .file = file};

	cr_assert_eq(register_add_post(reg, &post), ERROR_NONE);
}

static void add_agency(struct council_register *reg, const char *person, int32_t start, int64_t fte, uint16_t file)
{
	struct post post = {.person = slice_from_text(person), .start = {start}, .end = {OPEN}, .fte = fte, .is_agency = true, .file = file};

	cr_assert_eq(register_add_post(reg, &post), ERROR_NONE);
}

static void close_register(struct council_register *reg)
{
	cr_assert_eq(register_close(reg), ERROR_NONE);
	cr_assert_eq(register_close(reg), ERROR_NONE);
}

Test(council_register, posts_are_ordered_by_person_start_and_end)
{
	struct council_register *reg = register_make();
	static const struct {
		const char *person;
		int32_t start, end;
	} wanted[] = {{"", 5, 6}, {"A", 1, 2}, {"A", 1, 3}, {"A", 2, OPEN}, {"A1", 0, 1}, {"B", -4, 9}, {"a", 0, 1}};
	static const unsigned order[] = {6, 2, 4, 0, 5, 3, 1};

	for (size_t i = 0; i < 7; i++)
		add(reg, wanted[order[i]].person, wanted[order[i]].start, wanted[order[i]].end, 1, 0);
	close_register(reg);
	cr_assert_eq(register_post_count(reg), 7);
	for (unsigned i = 0; i < 7; i++) {
		cr_assert(slice_equal(register_post_at(reg, i)->person, slice_from_text(wanted[i].person)), "post %u", i);
		cr_assert_eq(register_post_at(reg, i)->start.days, wanted[i].start, "post %u", i);
		cr_assert_eq(register_post_at(reg, i)->end.days, wanted[i].end, "post %u", i);
	}
	register_free(reg);
}

Test(council_register, many_posts_stay_the_same_posts_in_order)
{
	struct council_register *reg = register_make();
	uint32_t state = 12345;
	int64_t sum = 0;

	for (int i = 0; i < 1000; i++) {
		state = state * 1664525 + 1013904223;
		add(reg, "P", (int32_t)(state >> 16), OPEN, i, 0);
		sum += i;
	}
	close_register(reg);
	cr_assert_eq(register_post_count(reg), 1000);
	for (unsigned i = 0; i < 1000; i++) {
		sum -= register_post_at(reg, i)->fte;
		if (i > 0)
			cr_assert_leq(register_post_at(reg, i - 1)->start.days, register_post_at(reg, i)->start.days);
	}
	cr_assert_eq(sum, 0);
	register_free(reg);
}

Test(council_register, what_it_keeps_is_its_own)
{
	struct council_register *reg = register_make();
	char person[] = "SW1";

	add(reg, person, 0, OPEN, 1, 0);
	person[2] = '9';
	close_register(reg);
	cr_assert(slice_equal(register_post_at(reg, 0)->person, SLICE_LITERAL("SW1")));
	register_free(reg);
}

Test(council_register, rows_alike_in_one_file_are_posts_and_in_another_repeats)
{
	struct council_register *reg = register_make();

	add(reg, "half", 0, OPEN, 500000, 1);
	add(reg, "half", 0, OPEN, 500000, 1);
	add(reg, "half", 0, OPEN, 500000, 2);
	add(reg, "half", 0, OPEN, 500000, 2);
	add(reg, "half", 0, OPEN, 500000, 3);
	add(reg, "once", 0, 9, 1000000, 1);
	add(reg, "once", 0, 9, 1000000, 2);
	add(reg, "only", 0, 9, 1000000, 2);
	add(reg, "own and agency", 0, OPEN, 1000000, 1);
	add_agency(reg, "own and agency", 0, 1000000, 2);
	add_agency(reg, "", 0, 1000000, 1);
	add_agency(reg, "", 0, 1000000, 2);
	close_register(reg);
	cr_assert_eq(register_post_count(reg), 8);
	cr_assert_eq(register_findings(reg).repeated_posts, 4);
	cr_assert_eq(register_findings(reg).conflicting_posts, 0);
	register_free(reg);
}

Test(council_register, a_post_that_two_files_describe_differently_is_a_conflict)
{
	struct council_register *reg = register_make();

	add(reg, "left", 0, OPEN, 1000000, 1);
	add(reg, "left", 0, 99, 1000000, 2);
	add(reg, "left too", 0, OPEN, 1000000, 1);
	add(reg, "left too", 0, 99, 1000000, 2);
	add(reg, "two posts", 0, OPEN, 400000, 1);
	add(reg, "two posts", 0, OPEN, 600000, 1);
	add(reg, "moved to agency", 0, 50, 1000000, 1);
	add_agency(reg, "moved to agency", 0, 1000000, 2);
	add_agency(reg, "agency twice", 0, 1000000, 1);
	add_agency(reg, "agency twice", 0, 900000, 2);
	add(reg, "later post", 0, 50, 1000000, 1);
	add(reg, "later post", 50, OPEN, 1000000, 2);
	add_agency(reg, "", 0, 1000000, 1);
	add_agency(reg, "", 0, 900000, 2);
	close_register(reg);
	cr_assert_eq(register_findings(reg).conflicting_posts, 3);
	cr_assert_eq(register_findings(reg).repeated_posts, 0);
	register_free(reg);
}

Test(council_register, a_leaver_with_fte_0_gets_the_last_known_one)
{
	struct council_register *reg = register_make();
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
		add(reg, table[i].person, table[i].start, table[i].end, table[i].given, 0);
	add_agency(reg, "D", -5, 900000, 0);
	close_register(reg);
	for (unsigned i = 0, row = 0; i < register_post_count(reg); i++) {
		if (register_post_at(reg, i)->is_agency)
			continue;
		cr_assert_eq(register_post_at(reg, i)->fte, table[row].wanted, "row %u", row);
		row++;
	}
	cr_assert_eq(register_findings(reg).last_known_fte_posts, 3);
	cr_assert_eq(register_findings(reg).unknown_fte_posts, 2);
	register_free(reg);
}

Test(council_register, months_come_once_and_in_any_order)
{
	struct council_register *reg = register_make();
	struct month_row row = {.month = month_from(2021, 3), .values = {1}};
	struct month first, last;

	cr_assert_not(register_months(reg, &first, &last));
	cr_assert_eq(register_add_month(reg, &row), ERROR_NONE);
	row.month = month_from(2020, 12);
	cr_assert_eq(register_add_month(reg, &row), ERROR_NONE);
	row.month = month_from(2021, 1);
	cr_assert_eq(register_add_month(reg, &row), ERROR_NONE);
	row.month = month_from(2021, 3);
	row.values[0] = 2;
	cr_assert_eq(register_add_month(reg, &row), ERROR_EXISTS);
	close_register(reg);
	cr_assert(register_months(reg, &first, &last));
	cr_assert_eq(month_compare(first, month_from(2020, 12)), 0);
	cr_assert_eq(month_compare(last, month_from(2021, 3)), 0);
	cr_assert_eq(register_month(reg, month_from(2021, 3))->values[0], 1);
	cr_assert_null(register_month(reg, month_from(2021, 2)));
	register_free(reg);
}

Test(council_register, rewinding_forgets_what_came_after_the_mark)
{
	struct council_register *reg = register_make();
	struct month_row row = {.month = month_from(2021, 3)};
	struct register_mark mark;

	add(reg, "A", 0, OPEN, 1, 0);
	register_saw_posts_table(reg);
	mark = register_mark(reg);
	add(reg, "B", 0, OPEN, 1, 0);
	register_saw_workers_table(reg);
	register_count_refused_worker_row(reg);
	register_count_undated_agency_row(reg);
	cr_assert_eq(register_add_month(reg, &row), ERROR_NONE);
	register_rewind(reg, &mark);
	close_register(reg);
	cr_assert_eq(register_post_count(reg), 1);
	cr_assert_null(register_month(reg, row.month));
	cr_assert(register_has_posts(reg));
	cr_assert_not(register_has_workers(reg));
	cr_assert_eq(register_findings(reg).refused_worker_rows, 0);
	cr_assert_eq(register_findings(reg).undated_agency_rows, 0);
	register_free(reg);
}

Test(council_register, the_budget_bounds_posts_persons_and_months)
{
	struct council_register *reg = register_new(16384);
	struct month_row row = {.month = month_from(1900, 1)};
	struct post post = {.person = SLICE_LITERAL("somebody with a long identifier that takes its space"), .end = {OPEN}};
	enum error error = ERROR_NONE;
	unsigned count = 0;

	cr_assert_not_null(reg);
	while (!error && count < 1000) {
		error = register_add_post(reg, &post);
		count += !error;
	}
	cr_assert_eq(error, ERROR_LIMIT);
	cr_assert_gt(count, 64);
	cr_assert_lt(count, 250);
	for (error = ERROR_NONE; !error; row.month = month_add(row.month, 1))
		error = register_add_month(reg, &row);
	cr_assert_eq(error, ERROR_LIMIT);
	close_register(reg);
	cr_assert_eq(register_post_count(reg), count);
	register_free(reg);
}

Test(council_register, every_allocation_may_fail)
{
	for (size_t n = 1;; n++) {
		struct council_register *reg;
		struct month_row row = {.month = month_from(2021, 3)};
		struct post post = {.person = SLICE_LITERAL("A"), .end = {OPEN}};
		enum error error = ERROR_NO_MEMORY;
		size_t allocations;

		memory_fail_at(n);
		reg = register_new(BUDGET_BYTES);
		for (unsigned i = 0; reg && i < 100; i++) {
			error = register_add_post(reg, &post);
			if (error)
				break;
		}
		if (!error)
			error = register_add_month(reg, &row);
		if (!error)
			error = register_close(reg);
		allocations = memory_fail_at(0);
		register_free(reg);
		if (allocations < n) {
			cr_assert_eq(error, ERROR_NONE);
			cr_assert_gt(n, 4);
			return;
		}
		cr_assert_eq(error, ERROR_NO_MEMORY, "allocation %zu", n);
	}
}

Test(council_register, asking_before_closing_is_a_programming_error, .signal = SIGABRT)
{
	struct council_register *reg = register_make();

	add(reg, "A", 0, OPEN, 1, 0);
	(void)register_post_at(reg, 0);
}
