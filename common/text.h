/* Text being built: over the caller's buffer or growing up to a limit, always NUL-terminated, with a sticky error. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/error.h"
#include "common/month.h"
#include "common/slice.h"

struct text {
	char *data;
	size_t size;      /* bytes without the NUL */
	size_t room;      /* bytes at data, the NUL's included */
	size_t limit;     /* most bytes to grow to; 0: the caller's fixed buffer */
	enum error error; /* ERROR_LIMIT when cut, ERROR_NO_MEMORY when it could not grow */
};

/* Builds in `room` (> 0) bytes at `buffer`, which the caller owns; what does not fit is cut and error says so. */
void text_init_fixed(struct text *text, char *buffer, size_t room);
/* Grows through memory.h up to `limit` bytes; end with text_fini. */
void text_init_growing(struct text *text, size_t limit);
void text_fini(struct text *text);

void text_put(struct text *text, const char *string);
void text_put_slice(struct text *text, struct slice slice);
void text_put_char(struct text *text, char character);
void text_put_repeated(struct text *text, const char *string, size_t count);
void text_put_u64(struct text *text, uint64_t value);
void text_put_i64(struct text *text, int64_t value);
/* `value` / 10^digits with at least `decimals_min` places and as many more (up to `digits`) as are needed: (143300000, 6, 2) is "143.30". */
void text_put_decimal(struct text *text, int64_t value, unsigned digits, unsigned decimals_min);
void text_put_hex(struct text *text, struct slice bytes);
/* "2021-09" */
void text_put_month(struct text *text, struct month month);
/* "September 2021" */
void text_put_month_name(struct text *text, struct month month);
/* "2021-09-30" */
void text_put_date(struct text *text, struct date date);
/* "2021-09-30T12:00:00Z"; seconds since 1970, UTC. */
void text_put_time(struct text *text, int64_t seconds);
/* Pads with spaces to `width` columns: counts UTF-8 characters, not bytes. Right-aligned when `right`. */
void text_put_padded(struct text *text, struct slice slice, size_t width, bool right);
/* Escapes &, <, >, " and ' for HTML text and quoted attributes. */
void text_put_html(struct text *text, struct slice slice);

/* What was built, borrowed. */
struct slice text_slice(const struct text *text);
