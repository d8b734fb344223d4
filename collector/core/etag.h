/* Entity tags: what an answer depends on, in one short text, and whether a reader has that already (RFC 9110, 8.8.3 and 13.1.2). Pure. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/slice.h"

enum { ETAG_SIZE = 40 }; /* with quotes and NUL */

/*
 * Two answers have the same tag only if everything is the same: the store (its identity as a file, since positions of two stores can be equal), its
 * commit position, the catalogue, the program's version, and the path with its query in the one form.
 */
void etag_make(char out[static ETAG_SIZE], struct slice store, uint64_t position, struct slice target);
/* Whether an If-None-Match header names `etag`, or everything. */
bool etag_matches(struct slice header, const char *etag);
/* Whether it names `etag` as a weak one. */
bool etag_is_named_weak(struct slice header, const char *etag);
/* "\"a\"" becomes "W/\"a\""; "" and a weak one stay. */
void etag_weaken(char etag[static ETAG_SIZE]);
