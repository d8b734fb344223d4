/* Rendered answers of one commit position: the same question twice costs one rendering. Forgets everything when the position moves. One thread. */
#pragma once

#include <stdint.h>

#include "collector/core/query.h"
#include "collector/web/body.h"

enum { CACHE_ANSWERS = 64, CACHE_BYTES_MAX = 16 << 20 };

struct cache_key {
	unsigned form; /* page or data */
	const struct indicator *indicator;
	struct month month;
	const struct area *area;
	enum cube_source source;
};

struct cache_answer {
	struct cache_key key;
	struct body *body;   /* held; NULL: a free place */
	uint64_t last_asked; /* by the cache's own count */
};

struct cache {
	uint64_t position, asked, hits, misses;
	size_t bytes;
	struct cache_answer answers[CACHE_ANSWERS];
};

void cache_init(struct cache *cache);
void cache_clear(struct cache *cache);
/* The answer as of `position`, held for the caller; NULL when it is not kept. */
struct body *cache_find(struct cache *cache, uint64_t position, const struct cache_key *key);
/* Keeps an answer that was rendered at the position of the last cache_find, in the place of the one that was asked for longest ago. */
void cache_keep(struct cache *cache, const struct cache_key *key, struct body *body);
