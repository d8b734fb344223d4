#include "agent/core/child_index.h"

#include "agent/core/chunk_list.h"
#include "common/arena.h"
#include "common/digest.h"
#include "common/memory.h"

enum { SLOTS_MIN = 256 };

/* An identifier, and a part of its digest, so that a slot is seldom looked up in vain. */
struct entry {
	const uint8_t *text; /* in the index's arena */
	uint32_t digest;
	uint8_t size;
};

/* Open addressing over a digest that nobody can steer: identifiers that collide are as hard to find as digests that do. */
struct child_index {
	struct chunk_list entries;
	struct arena texts;
	uint32_t *slots;     /* owned; number + 1, 0: free */
	uint32_t slot_count; /* 0, or a power of two, at least a quarter of it free */
	uint32_t latest;     /* the number that was asked for last: rows of one child come together */
};

struct child_index *child_index_new(void)
{
	struct child_index *index = memory_new(1, sizeof(*index));

	if (!index)
		return NULL;
	chunk_list_init(&index->entries, sizeof(struct entry));
	arena_init(&index->texts, SIZE_MAX);
	return index;
}

void child_index_free(struct child_index *index)
{
	if (!index)
		return;
	chunk_list_fini(&index->entries);
	arena_fini(&index->texts);
	memory_free(index->slots);
	memory_free(index);
}

static const struct entry *entry_at(const struct child_index *index, uint32_t number)
{
	return chunk_list_at(&index->entries, number);
}

/* The slot of an identifier, or the free one where it belongs. */
static uint32_t *slot_find(const struct child_index *index, struct slice id, uint32_t digest)
{
	uint32_t mask = index->slot_count - 1;

	for (uint32_t place = digest & mask;; place = (place + 1) & mask) {
		uint32_t *slot = &index->slots[place];

		if (*slot == 0)
			return slot;
		if (entry_at(index, *slot - 1)->digest == digest && slice_equal(child_index_id(index, *slot - 1), id))
			return slot;
	}
}

/* Room for one more. Nothing is changed when there is no memory. */
static enum error slots_grow(struct child_index *index)
{
	uint32_t count = child_index_count(index), slot_count = index->slot_count ? index->slot_count * 2 : SLOTS_MIN;
	uint32_t *slots;

	if (index->slot_count && count < index->slot_count / 4 * 3)
		return ERROR_NONE;
	if (slot_count < index->slot_count)
		return ERROR_LIMIT;
	slots = memory_new(slot_count, sizeof(*slots));
	if (!slots)
		return ERROR_NO_MEMORY;
	memory_free(index->slots);
	index->slots = slots;
	index->slot_count = slot_count;
	for (uint32_t i = 0; i < count; i++)
		*slot_find(index, child_index_id(index, i), entry_at(index, i)->digest) = i + 1;
	return ERROR_NONE;
}

static enum error entry_add(struct child_index *index, struct slice id, uint32_t digest)
{
	struct slice text = arena_copy(&index->texts, id);
	struct entry *entry;
	void *record;
	enum error error = text.data ? chunk_list_add(&index->entries, &record) : ERROR_NO_MEMORY;

	if (error)
		return error;
	entry = record;
	*entry = (struct entry){.text = text.data, .digest = digest, .size = (uint8_t)id.size};
	return ERROR_NONE;
}

enum error child_index_intern(struct child_index *index, struct slice id, uint32_t *number)
{
	uint32_t count = child_index_count(index), digest, *slot;
	enum error error;

	if (id.size == 0 || id.size > CHILD_ID_BYTES_MAX)
		return ERROR_INVALID;
	if (index->latest < count && slice_equal(child_index_id(index, index->latest), id)) {
		*number = index->latest;
		return ERROR_NONE;
	}
	error = slots_grow(index);
	if (error)
		return error;
	digest = (uint32_t)digest_checksum(id);
	slot = slot_find(index, id, digest);
	if (*slot == 0) {
		error = entry_add(index, id, digest);
		if (error)
			return error;
		*slot = count + 1;
	}
	*number = index->latest = *slot - 1;
	return ERROR_NONE;
}

uint32_t child_index_count(const struct child_index *index)
{
	return index->entries.count;
}

struct slice child_index_id(const struct child_index *index, uint32_t number)
{
	const struct entry *entry = entry_at(index, number);

	return slice_from(entry->text, entry->size);
}

size_t child_index_bytes(const struct child_index *index)
{
	return sizeof(*index) + chunk_list_bytes(&index->entries) + index->texts.taken_bytes + index->slot_count * sizeof(*index->slots);
}
