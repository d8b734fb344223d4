/*
 * Children by identifier: each different identifier gets a number, from 0, in the order in which they come, and is kept once. Person-level: it never
 * leaves the agent's process (invariant 1).
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "common/error.h"
#include "common/slice.h"

enum { CHILD_ID_BYTES_MAX = 64 };

struct child_index;

/* NULL when there is no memory. */
struct child_index *child_index_new(void) MUST_CHECK;
void child_index_free(struct child_index *index);
/* The number of an identifier, new or known; bytes as they are: "01" is not "1". 1 to CHILD_ID_BYTES_MAX bytes (ERROR_INVALID); ERROR_NO_MEMORY. */
enum error child_index_intern(struct child_index *index, struct slice id, uint32_t *number) MUST_CHECK;
uint32_t child_index_count(const struct child_index *index);
/* Borrowed as long as the index lives. */
struct slice child_index_id(const struct child_index *index, uint32_t number);
/* What it has taken from the allocator. */
size_t child_index_bytes(const struct child_index *index);
