/* Rendered answers of one commit position: the same question twice costs one rendering. Forgets everything when the position moves. One thread. */
#pragma once

#include <stdint.h>

#include "collector/web/variants.h"

enum { CACHE_ANSWERS = 256, CACHE_BYTES_MAX = 32 << 20, CACHE_TARGET_BYTES_MAX = 1280 };

/* A question: its path and its query in the one form. */
struct cache_key {
	struct slice target; /* borrowed; at most CACHE_TARGET_BYTES_MAX */
	uint64_t hash;
};

struct cache_key cache_key_of(struct slice target);

struct cache_answer {
	char *target; /* owned */
	size_t target_size, bytes;
	struct variants variants; /* none: a free place */
	uint64_t last_asked;      /* by the cache's own count */
};

struct cache {
	uint64_t position, asked, hits, misses;
	size_t bytes;                   /* of bodies and targets */
	uint64_t hashes[CACHE_ANSWERS]; /* beside the answers, so that looking for one reads little */
	struct cache_answer answers[CACHE_ANSWERS];
};

void cache_init(struct cache *cache);
void cache_clear(struct cache *cache);
/*
 * The answer as of `position`, made ready and borrowed until the next call, packed for a client that takes it so when there is room; false when it is not
 * kept.
 */
bool cache_find(struct cache *cache, uint64_t position, const struct cache_key *key, bool takes_gzip, struct http_answer *out);
/*
 * Keeps an answer with a body that was rendered at the position of the last cache_find, in the place of the one that was asked for longest ago. Then the
 * answer is as cache_find would give it; one that could not be kept is as it was.
 */
void cache_keep(struct cache *cache, const struct cache_key *key, bool takes_gzip, struct http_answer *answer);
