/* Slices: borrowed, read-only runs of bytes. Used inside instead of C strings; the owner of the bytes is said wherever a slice is stored. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct slice {
	const uint8_t *data; /* may be NULL when size is 0 */
	size_t size;
};

#define SLICE_LITERAL(text) ((struct slice){(const uint8_t *)("" text), sizeof(text) - 1})

/* A slice over `size` bytes at `data`, which must outlive it. */
struct slice slice_from(const void *data, size_t size);
/* A slice over a C string without its NUL; NULL gives the empty slice. */
struct slice slice_from_text(const char *text);
bool slice_equal(struct slice a, struct slice b);
/* Compares ASCII letters without regard to case. */
bool slice_equal_ignoring_case(struct slice a, struct slice b);
/* memcmp order, a shorter prefix first: < 0, 0, > 0. */
int slice_compare(struct slice a, struct slice b);
bool slice_starts_with(struct slice slice, struct slice prefix);
/* Without leading and trailing spaces, tabs and no-break spaces (U+00A0 in UTF-8). */
struct slice slice_trim(struct slice slice);
/* The part before the first `separator`, which is taken off `rest` together with it; when there is none, all of it, and `rest` becomes empty. */
struct slice slice_split(struct slice *rest, uint8_t separator);
/* Copies into `buffer` of `room` bytes with a NUL; false (buffer empty) when it does not fit or holds a NUL. */
bool slice_copy_text(struct slice slice, char *buffer, size_t room);
/* Whether the bytes are well-formed UTF-8 without NUL and other C0 controls (tab and newline included: refused). */
bool slice_is_clean_utf8(struct slice slice);
/* Clean UTF-8 without DEL and C1 controls either: nothing that a terminal or a log would obey. */
bool slice_is_printable(struct slice slice);
/* The bytes of the well-formed UTF-8 character at the front (1 to 4; any ASCII byte is one); 0 when there is none. */
size_t slice_utf8_size(struct slice slice);
