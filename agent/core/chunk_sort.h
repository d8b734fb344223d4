/* Sorting of chunk lists: in place, so that it cannot run out of memory, and never worse than n log n, whatever order the records come in. */
#pragma once

#include "agent/core/chunk_list.h"

enum { SORTED_RECORD_BYTES_MAX = 64 };

/* < 0, 0, > 0. */
typedef int chunk_compare(const void *a, const void *b, const void *context);

/* Records of up to SORTED_RECORD_BYTES_MAX bytes; those that compare alike come in no certain order. `context` is handed to `compare`. */
void chunk_list_sort(struct chunk_list *list, chunk_compare *compare, const void *context);
