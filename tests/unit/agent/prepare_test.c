#include "agent/core/prepare.h"

#include "agent/core/disclosure.h"
#include "common/memory.h"
#include "proto/catalogue.h"
#include "proto/status.h"
#include "tests/unit/agent/extract_text.h"

enum { ARENA_BYTES = 1 << 20 };

static const struct digest no_digest;

static struct reading *read_extracts(void)
{
	struct reading *reading = extract_reading_new();

	extract_read(reading, "workers.csv", WORKERS_HEADER "0,A,0.8,2015-01-01,,\n0,B,1,2015-01-01,2021-09-15,1\n");
	extract_read_posts(reading);
	return reading;
}

static struct prepared_return prepare(struct reading *reading, struct arena *arena, uint32_t revision, const struct digest *previous)
{
	struct prepared_return prepared;
	struct problem problem;

	cr_assert_eq(return_prepare(reading_register(reading), 342, month_from(2021, 9), revision, previous, arena, &prepared, &problem), ERROR_NONE);
	return prepared;
}

Test(prepare, the_bytes_say_what_the_content_says)
{
	struct reading *reading = read_extracts();
	struct council_return unpacked;
	struct prepared_return prepared;
	struct digest hash;
	struct arena arena;
	const char *field;

	arena_init(&arena, ARENA_BYTES);
	prepared = prepare(reading, &arena, 1, &no_digest);
	hash = digest_sha256(prepared.bytes);
	cr_assert(digest_equal(&hash, &prepared.hash));
	cr_assert_eq(wire_unpack_return(prepared.bytes, &arena, &unpacked, &field), ERROR_NONE);
	cr_assert_eq(unpacked.council, 342);
	cr_assert_eq(month_compare(unpacked.month, month_from(2021, 9)), 0);
	cr_assert_eq(unpacked.revision, 1);
	cr_assert(digest_is_zero(&unpacked.previous));
	hash = catalogue_hash();
	cr_assert(digest_equal(&unpacked.catalogue, &hash));
	cr_assert(slice_equal(unpacked.policy, disclosure_policy()));
	cr_assert(slice_equal(unpacked.agent_version, SLICE_LITERAL(BELLWETHER_VERSION)));
	cr_assert_eq(unpacked.measure_count, catalogue_sent_count());
	cr_assert(return_same_figures(&unpacked, &prepared.content));
	cr_assert_eq(unpacked.measures[0].number, MEASURE_INPOST_FTE);
	cr_assert_eq(unpacked.measures[0].value, 800000);
	arena_fini(&arena);
	reading_free(reading);
}

Test(prepare, unchanged_data_give_the_same_bytes_whatever_the_files_are_called_and_how_they_are_ordered)
{
	struct reading *reading = read_extracts();
	struct reading *other = extract_reading_new();
	struct prepared_return first, second, other_way;
	struct arena arena;

	arena_init(&arena, ARENA_BYTES);
	extract_read_posts(other);
	extract_read(other, "x.txt",
		     "ReasonLeave,RoleEndDate,FTE,RoleStartDate,SWENo,AgencyWorker\r\n1,15/09/2021,1.00,01/01/2015,B,false\r\n,,.8,2015-01-01,A,0");
	first = prepare(reading, &arena, 1, &no_digest);
	second = prepare(reading, &arena, 1, &no_digest);
	other_way = prepare(other, &arena, 1, &no_digest);
	cr_assert(slice_equal(first.bytes, second.bytes));
	cr_assert(slice_equal(first.bytes, other_way.bytes));
	second = prepare(reading, &arena, 2, &first.hash);
	cr_assert_not(slice_equal(first.bytes, second.bytes));
	cr_assert(digest_equal(&second.content.previous, &first.hash));
	arena_fini(&arena);
	reading_free(reading);
	reading_free(other);
}

Test(prepare, months_that_are_not_covered_are_named)
{
	static const struct {
		const char *posts; /* NULL: no table */
		const char *sentence;
	} table[] = {
		{NULL, "no month can be computed from these files: no posts table was found; `bellwether-agent "
		       "validate` says what was found in "
		       "them"},
		{POSTS_HEADER, "no month can be computed from these files: the posts table has no row for this month; "
			       "`bellwether-agent validate` says what was found in them"},
		{POSTS_HEADER "2021-07,1,1,1,1,1,1\n2020-05,1,1,1,1,1,1\n2020-06,1,1,1,1,1,1\n",
		 "September 2021 cannot be computed from these files, which cover May 2020 to June 2020, July 2021 (social work workforce); choose "
		 "one "
		 "of these months, or add the files of this one"},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct reading *reading = extract_reading_new();
		struct prepared_return prepared;
		struct problem problem;
		struct arena arena;

		arena_init(&arena, ARENA_BYTES);
		extract_read(reading, "workers.csv", WORKERS_HEADER "0,A,0.8,2015-01-01,,\n");
		if (table[i].posts)
			extract_read(reading, "posts.csv", table[i].posts);
		cr_assert_eq(return_prepare(reading_register(reading), 342, month_from(2021, 9), 1, &no_digest, &arena, &prepared, &problem),
			     ERROR_NOT_FOUND);
		cr_assert_eq(problem.error, ERROR_NOT_FOUND);
		cr_assert_str_eq(problem.sentence, table[i].sentence);
		arena_fini(&arena);
		reading_free(reading);
	}
}

Test(prepare, a_revision_beyond_the_limit_is_refused)
{
	struct reading *reading = read_extracts();
	struct prepared_return prepared;
	struct problem problem = {.error = ERROR_NONE};
	struct arena arena;

	arena_init(&arena, ARENA_BYTES);
	cr_assert_neq(return_prepare(reading_register(reading), 342, month_from(2021, 9), REVISION_MAX + 1, &no_digest, &arena, &prepared, &problem),
		      ERROR_NONE);
	cr_assert_neq(problem.error, ERROR_NONE);
	cr_assert_neq(problem.sentence[0], '\0');
	arena_fini(&arena);
	reading_free(reading);
}

Test(prepare, every_allocation_may_fail)
{
	struct reading *reading = read_extracts();
	const struct council_register *reg = reading_register(reading);

	for (size_t n = 1;; n++) {
		struct prepared_return prepared;
		struct problem problem;
		struct arena arena;
		enum error error;
		size_t allocations;

		arena_init(&arena, ARENA_BYTES);
		memory_fail_at(n);
		error = return_prepare(reg, 342, month_from(2021, 9), 1, &no_digest, &arena, &prepared, &problem);
		allocations = memory_fail_at(0);
		arena_fini(&arena);
		if (allocations < n) {
			cr_assert_eq(error, ERROR_NONE);
			cr_assert_gt(n, 1);
			break;
		}
		cr_assert_eq(error, ERROR_NO_MEMORY, "allocation %zu", n);
	}
	reading_free(reading);
}

Test(prepare, the_same_figures_are_the_same_whatever_the_revision)
{
	struct return_measure measures[2] = {{.number = 1, .value = 5}, {.number = 2, .symbol = SYMBOL_X, .reason = REASON_CELL_EMPTY}};
	struct return_measure others[2];
	struct council_return a = {.council = 342, .month = month_from(2021, 9), .revision = 1, .measure_count = 2, .measures = measures};
	struct council_return b = a;

	b.measures = others;
	b.revision = 2;
	memcpy(others, measures, sizeof(others));
	cr_assert(return_same_figures(&a, &b));
	others[0].value = 6;
	cr_assert_not(return_same_figures(&a, &b));
	others[0] = measures[0];
	others[1].reason = REASON_CELL_REFUSED;
	cr_assert_not(return_same_figures(&a, &b));
	others[1] = measures[1];
	others[1].symbol = SYMBOL_C;
	cr_assert_not(return_same_figures(&a, &b));
	others[1] = measures[1];
	others[1].number = 3;
	cr_assert_not(return_same_figures(&a, &b));
	others[1] = measures[1];
	b.measure_count = 1;
	cr_assert_not(return_same_figures(&a, &b));
	b = a;
	b.month = month_from(2021, 8);
	cr_assert_not(return_same_figures(&a, &b));
	b = a;
	b.council = 343;
	cr_assert_not(return_same_figures(&a, &b));
}
