#include "common/slice.h"

#include <string.h>

struct slice slice_from(const void *data, size_t size)
{
	return (struct slice){data, size};
}

struct slice slice_from_text(const char *text)
{
	return text ? slice_from(text, strlen(text)) : slice_from(NULL, 0);
}

/* The slice without its first `size` bytes. Keeps NULL as it is: arithmetic on NULL is undefined. */
static struct slice slice_after(struct slice slice, size_t size)
{
	return size == 0 ? slice : slice_from(slice.data + size, slice.size - size);
}

bool slice_equal(struct slice a, struct slice b)
{
	return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

static uint8_t lower(uint8_t byte)
{
	return byte >= 'A' && byte <= 'Z' ? (uint8_t)(byte + ('a' - 'A')) : byte;
}

bool slice_equal_ignoring_case(struct slice a, struct slice b)
{
	if (a.size != b.size)
		return false;
	for (size_t i = 0; i < a.size; i++)
		if (lower(a.data[i]) != lower(b.data[i]))
			return false;
	return true;
}

int slice_compare(struct slice a, struct slice b)
{
	size_t shared = a.size < b.size ? a.size : b.size;
	int order = shared ? memcmp(a.data, b.data, shared) : 0;

	return order ? order : (a.size > b.size) - (a.size < b.size);
}

bool slice_starts_with(struct slice slice, struct slice prefix)
{
	return slice.size >= prefix.size && slice_equal(slice_from(slice.data, prefix.size), prefix);
}

/* How many bytes the blank at the front has: 0 when there is none. */
static size_t leading_blank(struct slice slice)
{
	if (slice.size >= 1 && (slice.data[0] == ' ' || slice.data[0] == '\t'))
		return 1;
	return slice.size >= 2 && slice.data[0] == 0xc2 && slice.data[1] == 0xa0 ? 2 : 0;
}

static size_t trailing_blank(struct slice slice)
{
	size_t size = slice.size;

	if (size >= 1 && (slice.data[size - 1] == ' ' || slice.data[size - 1] == '\t'))
		return 1;
	return size >= 2 && slice.data[size - 2] == 0xc2 && slice.data[size - 1] == 0xa0 ? 2 : 0;
}

struct slice slice_trim(struct slice slice)
{
	size_t blank;

	while ((blank = leading_blank(slice)) > 0)
		slice = slice_after(slice, blank);
	while ((blank = trailing_blank(slice)) > 0)
		slice.size -= blank;
	return slice;
}

struct slice slice_split(struct slice *rest, uint8_t separator)
{
	struct slice whole = *rest;
	const uint8_t *found = whole.size ? memchr(whole.data, separator, whole.size) : NULL;
	size_t size;

	if (!found) {
		*rest = slice_after(whole, whole.size);
		return whole;
	}
	size = (size_t)(found - whole.data);
	*rest = slice_after(whole, size + 1);
	return slice_from(whole.data, size);
}

bool slice_copy_text(struct slice slice, char *buffer, size_t room)
{
	if (room == 0)
		return false;
	buffer[0] = '\0';
	if (slice.size >= room || (slice.size && memchr(slice.data, '\0', slice.size)))
		return false;
	if (slice.size)
		memcpy(buffer, slice.data, slice.size);
	buffer[slice.size] = '\0';
	return true;
}

static bool is_continuation(struct slice slice, size_t index)
{
	return index < slice.size && (slice.data[index] & 0xc0) == 0x80;
}

/* Table 3-7 of the Unicode standard: the second byte's range excludes overlong forms, surrogates and what is above U+10FFFF. */
static bool is_second_byte(uint8_t first, uint8_t second)
{
	switch (first) {
	case 0xe0:
		return second >= 0xa0;
	case 0xed:
		return second <= 0x9f;
	case 0xf0:
		return second >= 0x90;
	case 0xf4:
		return second <= 0x8f;
	default:
		return true;
	}
}

size_t slice_utf8_size(struct slice slice)
{
	uint8_t first;
	size_t size;

	if (slice.size == 0)
		return 0;
	first = slice.data[0];
	if (first < 0x80)
		return 1;
	if (first < 0xc2 || first > 0xf4)
		return 0;
	size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
	for (size_t i = 1; i < size; i++)
		if (!is_continuation(slice, i))
			return 0;
	return is_second_byte(first, slice.data[1]) ? size : 0;
}

/* How many of the bytes at the front are ASCII without control characters, by eights where it can: most text is nothing else. */
static size_t plain_size(struct slice slice)
{
	const uint64_t high = 0x8080808080808080, spaces = 0x2020202020202020;
	size_t size = 0;
	uint64_t word;

	for (; size + sizeof(word) <= slice.size; size += sizeof(word)) {
		memcpy(&word, slice.data + size, sizeof(word));
		/* A byte below 0x20 borrows into its high bit, or a byte before it did: then the slow way looks. */
		if ((word | (word - spaces)) & high)
			break;
	}
	while (size < slice.size && slice.data[size] >= 0x20 && slice.data[size] < 0x80)
		size++;
	return size;
}

bool slice_is_clean_utf8(struct slice slice)
{
	slice = slice_after(slice, plain_size(slice));
	while (slice.size) {
		size_t size = slice_utf8_size(slice);

		if (size == 0 || slice.data[0] < 0x20)
			return false;
		slice = slice_after(slice, size);
	}
	return true;
}

bool slice_is_printable(struct slice slice)
{
	for (size_t i = 0; i < slice.size; i++)
		if (slice.data[i] == 0x7f || (slice.data[i] == 0xc2 && i + 1 < slice.size && slice.data[i + 1] < 0xa0))
			return false;
	return slice_is_clean_utf8(slice);
}
