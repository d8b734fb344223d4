/*
 * What a page is made with: strings, built one after another, and arrays, all in the request's arena. After an error it goes on with empty strings and spare
 * places, so that whoever makes a page asks once, at the end. Pure.
 */
#pragma once

#include "common/arena.h"
#include "common/month.h"
#include "common/text.h"

enum { COMPOSER_BYTES_MAX = 16 << 10 }; /* one string */

struct composer {
	struct arena *arena;
	enum error error; /* sticky: ERROR_NO_MEMORY, ERROR_LIMIT: a string was too long, or what it was told of */
	struct text text; /* the string that is being built, in `buffer` */
	char buffer[COMPOSER_BYTES_MAX];
};

void composer_init(struct composer *composer, struct arena *arena);
/* An empty text to write a string to. Strings do not nest: end one before the next begins. */
struct text *composer_begin(struct composer *composer);
/* The string, in the arena; "" after an error. */
const char *composer_end(struct composer *composer);
/* `count` x `size` zeroed bytes in the arena; NULL after an error, and when count is 0: an array without items. */
void *composer_take(struct composer *composer, size_t count, size_t size);
/* An error that was met on the way, such as the cube's; the first one stays. */
void composer_fail(struct composer *composer, enum error error);
/* The parts joined, as a string in the arena: composer_join(composer, "about ", name); the list ends with NULL by the macro. */
const char *composer_join_parts(struct composer *composer, const char *const *parts);
#define composer_join(composer, ...) composer_join_parts((composer), (const char *const[]){__VA_ARGS__, NULL})
/* "24" */
const char *composer_count(struct composer *composer, uint64_t count);
/* "October 2021" */
const char *composer_month(struct composer *composer, struct month month);
/* "2021-10" */
const char *composer_month_code(struct composer *composer, struct month month);
