#include "collector/core/page_table.h"

#include <string.h>

#include "collector/core/words.h"

/* Members are copied out of the struct at their offsets, so that the tables need no casts between pointer types. */
static int64_t figure_at(const struct page_head *head, size_t offset)
{
	int64_t figure;

	memcpy(&figure, (const char *)head + offset, sizeof figure);
	return figure;
}

static unsigned count_at(const struct page_head *head, size_t offset)
{
	unsigned count;

	memcpy(&count, (const char *)head + offset, sizeof count);
	return count;
}

static const void *pointer_at(const struct page_head *head, size_t offset)
{
	const void *pointer;

	memcpy(&pointer, (const char *)head + offset, sizeof pointer);
	return pointer;
}

static void put(const struct page_value *value, const struct page_head *head, struct text *out)
{
	switch (value->kind) {
	case PAGE_TEXT:
		text_put(out, pointer_at(head, value->offset));
		break;
	case PAGE_COUNT:
		text_put_u64(out, count_at(head, value->offset));
		break;
	case PAGE_VALUE:
		words_put_short(out, head->scale->indicator, figure_at(head, value->offset));
		break;
	case PAGE_CHANGE:
		words_put_change(out, head->scale->indicator, figure_at(head, value->offset));
		break;
	case PAGE_POSITION:
		axis_put_position(out, &head->scale->axis, figure_at(head, value->offset));
		break;
	case PAGE_WORDS:
		value->put(head, out);
		break;
	}
}

static bool value_of(const void *context, struct slice name, struct text *out)
{
	const struct page_head *head = context;

	for (unsigned index = 0; index < head->table->value_count; index++) {
		if (slice_equal(name, slice_from_text(head->table->values[index].name))) {
			put(&head->table->values[index], head, out);
			return true;
		}
	}
	return false;
}

static const struct page_section *section_find(const struct page_table *table, struct slice name)
{
	for (unsigned index = 0; index < table->section_count; index++) {
		if (slice_equal(name, slice_from_text(table->sections[index].name)))
			return &table->sections[index];
	}
	return NULL;
}

static bool section_of(const void *context, struct slice name, unsigned *count)
{
	const struct page_head *head = context;
	const struct page_section *section = section_find(head->table, name);

	if (!section)
		return false;
	*count = count_at(head, section->count_offset);
	return true;
}

static struct template_data item_of(const void *context, struct slice name, unsigned index)
{
	const struct page_head *head = context;
	const struct page_section *section = section_find(head->table, name);
	const void *items;

	INVARIANT(section != NULL);
	if (section->items_offset == 0)
		return page_data(head);
	items = pointer_at(head, section->items_offset);
	return page_data((const void *)((const char *)items + index * section->item_size));
}

struct template_data page_data(const struct page_head *head)
{
	return (struct template_data){.context = head, .value = value_of, .section = section_of, .item = item_of};
}
