#include "agent/core/child_index.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "agent/core/chunk_list.h"
#include "common/memory.h"

enum { CHILDREN = 5000 };

static struct slice id_write(char text[static 32], unsigned number)
{
	return slice_from(text, (size_t)snprintf(text, 32, "SYNTH%u", number));
}

Test(child_index, numbers_identifiers_in_the_order_in_which_they_come)
{
	struct child_index *index = child_index_new();
	char text[32];
	uint32_t number;

	for (unsigned round = 0; round < 2; round++)
		for (unsigned i = 0; i < CHILDREN; i++) {
			cr_assert_eq(child_index_intern(index, id_write(text, i), &number), ERROR_NONE);
			cr_assert_eq(number, i);
			cr_assert(slice_equal(child_index_id(index, i), id_write(text, i)));
		}
	cr_assert_eq(child_index_count(index), CHILDREN);
	cr_assert_gt(child_index_bytes(index), CHILDREN * 16);
	child_index_free(index);
}

Test(child_index, takes_identifiers_as_text)
{
	static const char *const ids[] = {"1", "01", "001", "1 ", "a", "A", "1e3", "1000"};
	struct child_index *index = child_index_new();
	uint32_t number;

	for (unsigned i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		cr_assert_eq(child_index_intern(index, slice_from_text(ids[i]), &number), ERROR_NONE);
		cr_assert_eq(number, i, "%s", ids[i]);
	}
	child_index_free(index);
}

Test(child_index, refuses_what_is_no_identifier)
{
	static const char longest[CHILD_ID_BYTES_MAX + 1] = {1};
	struct child_index *index = child_index_new();
	uint32_t number = 7;

	cr_assert_eq(child_index_intern(index, slice_from(longest, 0), &number), ERROR_INVALID);
	cr_assert_eq(child_index_intern(index, slice_from(longest, CHILD_ID_BYTES_MAX + 1), &number), ERROR_INVALID);
	cr_assert_eq(number, 7);
	cr_assert_eq(child_index_intern(index, slice_from(longest, CHILD_ID_BYTES_MAX), &number), ERROR_NONE);
	cr_assert_eq(number, 0);
	child_index_free(index);
}

/* Every allocation fails once; what was interned before is still there. */
Test(child_index, survives_a_lack_of_memory)
{
	for (size_t n = 1; n < 12; n++) {
		struct child_index *index = child_index_new();
		uint32_t number, before;
		char text[32];
		unsigned i = 0;

		cr_assert_not_null(index);
		memory_fail_at(n);
		while (i < CHILDREN && child_index_intern(index, id_write(text, i), &number) == ERROR_NONE)
			i++;
		cr_assert_lt(i, CHILDREN, "allocation %zu", n);
		before = child_index_count(index);
		cr_assert_eq(before, i);
		memory_fail_at(0);
		cr_assert_eq(child_index_intern(index, id_write(text, i), &number), ERROR_NONE);
		cr_assert_eq(number, before);
		child_index_free(index);
	}
	memory_fail_at(1);
	cr_assert_null(child_index_new());
	memory_fail_at(0);
}

Test(chunk_list, keeps_records_where_they_are)
{
	struct chunk_list list;
	uint64_t *first = NULL;
	void *record;

	chunk_list_init(&list, sizeof(uint64_t));
	cr_assert_eq(chunk_list_growth_bytes(&list), CHUNK_RECORDS * sizeof(uint64_t));
	for (uint64_t i = 0; i < 3 * CHUNK_RECORDS; i++) {
		cr_assert_eq(chunk_list_add(&list, &record), ERROR_NONE);
		cr_assert_eq(*(uint64_t *)record, 0);
		*(uint64_t *)record = i + 1;
		if (i == 0)
			first = record;
	}
	for (uint32_t i = 0; i < list.count; i++)
		cr_assert_eq(*(uint64_t *)chunk_list_at(&list, i), i + 1);
	cr_assert_eq(chunk_list_at(&list, 0), (void *)first);
	chunk_list_cut(&list, CHUNK_RECORDS);
	cr_assert_eq(list.count, CHUNK_RECORDS);
	cr_assert_eq(chunk_list_growth_bytes(&list), 0);
	cr_assert_eq(chunk_list_add(&list, &record), ERROR_NONE);
	cr_assert_eq(*(uint64_t *)record, 0, "a record that is used again is zeroed");
	cr_assert_geq(chunk_list_bytes(&list), 3 * CHUNK_RECORDS * sizeof(uint64_t));
	chunk_list_fini(&list);
}
