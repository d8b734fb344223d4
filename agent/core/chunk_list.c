#include "agent/core/chunk_list.h"

#include <string.h>

#include "common/memory.h"

enum { CHUNKS_ROOM_MIN = 16 };

void chunk_list_init(struct chunk_list *list, uint32_t record_bytes)
{
	*list = (struct chunk_list){.record_bytes = record_bytes};
}

void chunk_list_fini(struct chunk_list *list)
{
	for (uint32_t i = 0; i < list->chunk_count; i++)
		memory_free(list->chunks[i]);
	memory_free(list->chunks);
	chunk_list_init(list, list->record_bytes);
}

static enum error chunk_add(struct chunk_list *list)
{
	if (list->chunk_count == list->chunk_room) {
		uint32_t room = list->chunk_room ? list->chunk_room * 2 : CHUNKS_ROOM_MIN;
		uint8_t **chunks = memory_resize(list->chunks, room, sizeof(*chunks));

		if (!chunks)
			return ERROR_NO_MEMORY;
		list->chunks = chunks;
		list->chunk_room = room;
	}
	list->chunks[list->chunk_count] = memory_new(CHUNK_RECORDS, list->record_bytes);
	if (!list->chunks[list->chunk_count])
		return ERROR_NO_MEMORY;
	list->chunk_count++;
	return ERROR_NONE;
}

enum error chunk_list_add(struct chunk_list *list, void **record)
{
	enum error error = list->count == UINT32_MAX ? ERROR_LIMIT : ERROR_NONE;

	if (!error && list->count / CHUNK_RECORDS == list->chunk_count)
		error = chunk_add(list);
	if (error)
		return error;
	list->count++;
	*record = chunk_list_at(list, list->count - 1);
	memset(*record, 0, list->record_bytes);
	return ERROR_NONE;
}

void chunk_list_cut(struct chunk_list *list, uint32_t count)
{
	INVARIANT(count <= list->count);
	list->count = count;
}

void *chunk_list_at(const struct chunk_list *list, uint32_t index)
{
	INVARIANT(index < list->count);
	return list->chunks[index / CHUNK_RECORDS] + (size_t)(index % CHUNK_RECORDS) * list->record_bytes;
}

size_t chunk_list_bytes(const struct chunk_list *list)
{
	return (size_t)list->chunk_count * CHUNK_RECORDS * list->record_bytes + list->chunk_room * sizeof(*list->chunks);
}

size_t chunk_list_growth_bytes(const struct chunk_list *list)
{
	return list->count / CHUNK_RECORDS == list->chunk_count ? (size_t)CHUNK_RECORDS * list->record_bytes : 0;
}
