#include "agent/core/chunk_sort.h"

#include <stdalign.h>
#include <stdbool.h>
#include <string.h>

struct heap {
	struct chunk_list *list;
	uint32_t count; /* the records that are in the heap: the list's first ones */
	chunk_compare *compare;
	const void *context;
};

static void record_move(const struct heap *heap, void *to, const void *from)
{
	memcpy(to, from, heap->list->record_bytes);
}

/* The place of the larger child of `root`; false when it has none. */
static bool larger_child(const struct heap *heap, uint32_t root, uint32_t *out)
{
	uint64_t child = 2 * (uint64_t)root + 1;

	if (child >= heap->count)
		return false;
	*out = (uint32_t)child;
	if (child + 1 < heap->count && heap->compare(chunk_list_at(heap->list, *out), chunk_list_at(heap->list, *out + 1), heap->context) < 0)
		*out += 1;
	return true;
}

/* Lets the record at `root` sink to its place. */
static void heap_sink(const struct heap *heap, uint32_t root)
{
	alignas(max_align_t) uint8_t sinking[SORTED_RECORD_BYTES_MAX];
	uint32_t child;

	record_move(heap, sinking, chunk_list_at(heap->list, root));
	while (larger_child(heap, root, &child) && heap->compare(sinking, chunk_list_at(heap->list, child), heap->context) < 0) {
		record_move(heap, chunk_list_at(heap->list, root), chunk_list_at(heap->list, child));
		root = child;
	}
	record_move(heap, chunk_list_at(heap->list, root), sinking);
}

void chunk_list_sort(struct chunk_list *list, chunk_compare *compare, const void *context)
{
	struct heap heap = {.list = list, .count = list->count, .compare = compare, .context = context};

	INVARIANT(list->record_bytes <= SORTED_RECORD_BYTES_MAX);
	for (uint32_t root = heap.count / 2; root-- > 0;)
		heap_sink(&heap, root);
	while (heap.count > 1) {
		alignas(max_align_t) uint8_t largest[SORTED_RECORD_BYTES_MAX];

		heap.count--;
		record_move(&heap, largest, chunk_list_at(list, 0));
		record_move(&heap, chunk_list_at(list, 0), chunk_list_at(list, heap.count));
		record_move(&heap, chunk_list_at(list, heap.count), largest);
		heap_sink(&heap, 0);
	}
}
