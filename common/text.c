#include "common/text.h"

#include <string.h>

#include "common/decimal.h"
#include "common/memory.h"

enum { GROWTH_BYTES_MIN = 256, SECONDS_PER_DAY = 86400 };

/* What an unused growing text points at, so that it is NUL-terminated too. `room` is 0 then, and nothing is ever written here. */
static const char nothing[1] = "";

void text_init_fixed(struct text *text, char *buffer, size_t room)
{
	INVARIANT(room > 0);
	buffer[0] = '\0';
	*text = (struct text){.data = buffer, .room = room};
}

void text_init_growing(struct text *text, size_t limit)
{
	INVARIANT(limit > 0 && limit < SIZE_MAX);
	*text = (struct text){.data = (char *)(uintptr_t)nothing, .limit = limit};
}

void text_fini(struct text *text)
{
	if (text->limit && text->room)
		memory_free(text->data);
	*text = (struct text){.data = (char *)(uintptr_t)nothing, .error = ERROR_CLOSED};
}

/* Makes room for `size` bytes more and the NUL, as far as the limit allows; an error when the allocator does not. */
static void text_grow(struct text *text, size_t size)
{
	size_t room_max = text->limit + 1;
	size_t room = text->room > room_max / 2 ? room_max : text->room * 2;
	size_t wanted;
	char *data;

	if (__builtin_add_overflow(text->size + 1, size, &wanted) || wanted > room_max)
		wanted = room_max;
	if (room < wanted)
		room = wanted;
	if (room < GROWTH_BYTES_MIN)
		room = room_max < GROWTH_BYTES_MIN ? room_max : GROWTH_BYTES_MIN;
	if (room <= text->room)
		return;
	data = memory_resize(text->room ? text->data : NULL, room, 1);
	if (!data) {
		text->error = ERROR_NO_MEMORY;
		return;
	}
	text->data = data;
	text->room = room;
}

void text_put_slice(struct text *text, struct slice slice)
{
	size_t size = slice.size;

	if (text->error || size == 0)
		return;
	if (text->limit && (text->room == 0 || size > text->room - 1 - text->size))
		text_grow(text, size);
	if (text->error)
		return;
	if (size > text->room - 1 - text->size) {
		size = text->room - 1 - text->size;
		text->error = ERROR_LIMIT;
	}
	memcpy(text->data + text->size, slice.data, size);
	text->size += size;
	text->data[text->size] = '\0';
}

void text_put(struct text *text, const char *string)
{
	text_put_slice(text, slice_from_text(string));
}

void text_put_char(struct text *text, char character)
{
	text_put_slice(text, slice_from(&character, 1));
}

void text_put_repeated(struct text *text, const char *string, size_t count)
{
	struct slice slice = slice_from_text(string);

	while (slice.size && count-- > 0 && !text->error)
		text_put_slice(text, slice);
}

/* At least `width` digits, with leading zeros. */
static void put_digits(struct text *text, uint64_t value, size_t width)
{
	char digits[20];
	size_t first = sizeof(digits);

	INVARIANT(width <= sizeof(digits));
	do {
		digits[--first] = (char)('0' + value % 10);
		value /= 10;
	} while (value);
	while (sizeof(digits) - first < width)
		digits[--first] = '0';
	text_put_slice(text, slice_from(digits + first, sizeof(digits) - first));
}

/* The sign of `value` is written, its magnitude is returned: -INT64_MIN fits only there. */
static uint64_t put_sign(struct text *text, int64_t value)
{
	if (value >= 0)
		return (uint64_t)value;
	text_put_char(text, '-');
	return 0 - (uint64_t)value;
}

void text_put_u64(struct text *text, uint64_t value)
{
	put_digits(text, value, 1);
}

void text_put_i64(struct text *text, int64_t value)
{
	put_digits(text, put_sign(text, value), 1);
}

void text_put_decimal(struct text *text, int64_t value, unsigned digits, unsigned decimals_min)
{
	uint64_t power = (uint64_t)decimal_power(digits);
	uint64_t magnitude = put_sign(text, value);
	uint64_t fraction = magnitude % power;
	unsigned decimals = digits;

	put_digits(text, magnitude / power, 1);
	while (decimals > decimals_min && fraction % 10 == 0) {
		fraction /= 10;
		decimals--;
	}
	if (decimals == 0 && decimals_min == 0)
		return;
	text_put_char(text, '.');
	if (decimals)
		put_digits(text, fraction, decimals);
	if (decimals_min > decimals)
		text_put_repeated(text, "0", decimals_min - decimals);
}

void text_put_hex(struct text *text, struct slice bytes)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < bytes.size && !text->error; i++) {
		char pair[2] = {digits[bytes.data[i] >> 4], digits[bytes.data[i] & 15]};

		text_put_slice(text, slice_from(pair, sizeof(pair)));
	}
}

void text_put_month(struct text *text, struct month month)
{
	put_digits(text, put_sign(text, month_year(month)), 4);
	text_put_char(text, '-');
	put_digits(text, (uint64_t)month_number(month), 2);
}

void text_put_month_name(struct text *text, struct month month)
{
	text_put(text, month_name(month));
	text_put_char(text, ' ');
	text_put_i64(text, month_year(month));
}

void text_put_date(struct text *text, struct date date)
{
	int year, number, day;

	date_split(date, &year, &number, &day);
	text_put_month(text, date_month(date));
	text_put_char(text, '-');
	put_digits(text, (uint64_t)day, 2);
}

void text_put_time(struct text *text, int64_t seconds)
{
	int64_t of_day = seconds % SECONDS_PER_DAY;

	if (of_day < 0)
		of_day += SECONDS_PER_DAY;
	text_put_date(text, date_of_time(seconds));
	text_put_char(text, 'T');
	put_digits(text, (uint64_t)(of_day / 3600), 2);
	text_put_char(text, ':');
	put_digits(text, (uint64_t)(of_day / 60 % 60), 2);
	text_put_char(text, ':');
	put_digits(text, (uint64_t)(of_day % 60), 2);
	text_put_char(text, 'Z');
}

/* Every byte but the continuation bytes begins a character. */
static size_t characters_count(struct slice slice)
{
	size_t count = 0;

	for (size_t i = 0; i < slice.size; i++)
		count += (slice.data[i] & 0xc0) != 0x80;
	return count;
}

void text_put_padded(struct text *text, struct slice slice, size_t width, bool right)
{
	size_t count = characters_count(slice);
	size_t padding = count < width ? width - count : 0;

	if (right)
		text_put_repeated(text, " ", padding);
	text_put_slice(text, slice);
	if (!right)
		text_put_repeated(text, " ", padding);
}

static const char *html_escape(uint8_t byte)
{
	switch (byte) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void text_put_html(struct text *text, struct slice slice)
{
	size_t from = 0;

	for (size_t i = 0; i < slice.size && !text->error; i++) {
		const char *escape = html_escape(slice.data[i]);

		if (!escape)
			continue;
		text_put_slice(text, slice_from(slice.data + from, i - from));
		text_put(text, escape);
		from = i + 1;
	}
	if (from < slice.size)
		text_put_slice(text, slice_from(slice.data + from, slice.size - from));
}

struct slice text_slice(const struct text *text)
{
	return slice_from(text->data, text->size);
}
