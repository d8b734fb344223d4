#include "agent/core/chunk_sort.h"

#include <criterion/criterion.h>

struct pair {
	uint32_t key;
	uint32_t number; /* where it stood before */
};

static int pair_compare(const void *a, const void *b, const void *context)
{
	const struct pair *left = a, *right = b;
	int order = (left->key > right->key) - (left->key < right->key);

	return context ? -order : order;
}

/* Keys by a rule of their place: ascending, descending, all alike, and scattered. */
static uint32_t key_of(unsigned shape, uint32_t place, uint32_t count)
{
	switch (shape) {
	case 0:
		return place;
	case 1:
		return count - place;
	case 2:
		return 7;
	default:
		return place * 2654435761U >> 7;
	}
}

static void list_fill(struct chunk_list *list, unsigned shape, uint32_t count)
{
	chunk_list_init(list, sizeof(struct pair));
	for (uint32_t i = 0; i < count; i++) {
		void *record;

		cr_assert_eq(chunk_list_add(list, &record), ERROR_NONE);
		*(struct pair *)record = (struct pair){key_of(shape, i, count), i};
	}
}

/* In order, and every record still there once. */
static void list_check(const struct chunk_list *list, bool is_descending)
{
	uint64_t sum = 0;

	for (uint32_t i = 0; i < list->count; i++) {
		const struct pair *pair = chunk_list_at(list, i);

		sum += pair->number;
		if (i == 0)
			continue;
		if (is_descending)
			cr_assert_geq(((const struct pair *)chunk_list_at(list, i - 1))->key, pair->key, "at %u", i);
		else
			cr_assert_leq(((const struct pair *)chunk_list_at(list, i - 1))->key, pair->key, "at %u", i);
	}
	cr_assert_eq(sum, (uint64_t)list->count * (list->count ? list->count - 1 : 0) / 2);
}

Test(chunk_sort, any_order_over_any_number_of_chunks)
{
	static const uint32_t counts[] = {0, 1, 2, 3, 100, CHUNK_RECORDS, CHUNK_RECORDS + 1, 3 * CHUNK_RECORDS + 17};

	for (unsigned shape = 0; shape < 4; shape++)
		for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
			struct chunk_list list;

			list_fill(&list, shape, counts[i]);
			chunk_list_sort(&list, pair_compare, NULL);
			list_check(&list, false);
			chunk_list_sort(&list, pair_compare, &list);
			list_check(&list, true);
			chunk_list_fini(&list);
		}
}
