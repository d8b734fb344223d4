/*
 * A list of records of one size that grows by whole chunks. Records never move, so that growing needs no second copy of what is there, and a list of
 * a million records takes no more than they do.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "common/error.h"

enum { CHUNK_RECORDS = 2048 };

struct chunk_list {
	uint8_t **chunks; /* owned, each CHUNK_RECORDS records */
	uint32_t chunk_count, chunk_room;
	uint32_t count; /* records */
	uint32_t record_bytes;
};

void chunk_list_init(struct chunk_list *list, uint32_t record_bytes);
void chunk_list_fini(struct chunk_list *list);
/* A zeroed record at the end; ERROR_NO_MEMORY, or ERROR_LIMIT after 2^32 - 1 records. */
enum error chunk_list_add(struct chunk_list *list, void **record) MUST_CHECK;
/* Forgets the records from `count` on. Their memory is kept for the next ones. */
void chunk_list_cut(struct chunk_list *list, uint32_t count);
/* The record at `index`, which must be there. Stays where it is as long as the list lives. */
void *chunk_list_at(const struct chunk_list *list, uint32_t index);
/* What the list has taken from the allocator. */
size_t chunk_list_bytes(const struct chunk_list *list);
/* What adding one more record would take beyond that: 0, or a chunk. */
size_t chunk_list_growth_bytes(const struct chunk_list *list);
