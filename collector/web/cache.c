#include "collector/web/cache.h"

#include <string.h>

#include "common/memory.h"

/* FNV-1a, 64 bits (Fowler, Noll and Vo): only to look at few targets, which are then compared whole. */
static const uint64_t HASH_BASIS = 0xcbf29ce484222325;
static const uint64_t HASH_PRIME = 0x100000001b3;

struct cache_key cache_key_of(struct slice target)
{
	struct cache_key key = {target, HASH_BASIS};

	for (size_t index = 0; index < target.size; index++)
		key.hash = (key.hash ^ target.data[index]) * HASH_PRIME;
	return key;
}

static bool is_of(const struct cache_answer *answer, const struct cache_key *key)
{
	return answer->target && slice_equal(slice_from(answer->target, answer->target_size), key->target);
}

static void drop(struct cache *cache, struct cache_answer *answer)
{
	cache->bytes -= answer->bytes;
	variants_drop(&answer->variants);
	memory_free(answer->target);
	*answer = (struct cache_answer){0};
}

void cache_init(struct cache *cache)
{
	*cache = (struct cache){0};
}

void cache_clear(struct cache *cache)
{
	for (unsigned index = 0; index < CACHE_ANSWERS; index++)
		drop(cache, &cache->answers[index]);
}

/* Packed at the first need, and counted. */
static struct http_answer choose(struct cache *cache, struct cache_answer *answer, bool takes_gzip)
{
	size_t added = takes_gzip ? variants_pack(&answer->variants, CACHE_BYTES_MAX - cache->bytes) : 0;

	answer->bytes += added;
	cache->bytes += added;
	return *variants_choose(&answer->variants, takes_gzip);
}

bool cache_find(struct cache *cache, uint64_t position, const struct cache_key *key, bool takes_gzip, struct http_answer *out)
{
	if (cache->position != position)
		cache_clear(cache);
	cache->position = position;
	cache->asked++;
	for (unsigned index = 0; index < CACHE_ANSWERS; index++) {
		struct cache_answer *answer = &cache->answers[index];

		if (cache->hashes[index] != key->hash || !is_of(answer, key))
			continue;
		answer->last_asked = cache->asked;
		cache->hits++;
		*out = choose(cache, answer, takes_gzip);
		return true;
	}
	cache->misses++;
	return false;
}

static unsigned oldest(const struct cache *cache)
{
	unsigned found = 0;

	for (unsigned index = 1; index < CACHE_ANSWERS; index++) {
		if (cache->answers[index].last_asked < cache->answers[found].last_asked)
			found = index;
	}
	return found;
}

void cache_keep(struct cache *cache, const struct cache_key *key, bool takes_gzip, struct http_answer *answer)
{
	unsigned index = oldest(cache);
	struct cache_answer *place = &cache->answers[index];
	struct cache_answer kept = {.target_size = key->target.size, .last_asked = cache->asked};

	drop(cache, place);
	kept.bytes = key->target.size + body_slice(answer->body).size;
	if (key->target.size > CACHE_TARGET_BYTES_MAX || kept.bytes > CACHE_BYTES_MAX - cache->bytes)
		return;
	kept.target = memory_new(1, key->target.size + 1);
	if (!kept.target || !variants_keep(&kept.variants, answer)) {
		memory_free(kept.target);
		return;
	}
	memcpy(kept.target, key->target.data, key->target.size);
	*place = kept;
	cache->hashes[index] = key->hash;
	cache->bytes += kept.bytes;
	body_release(answer->body);
	*answer = choose(cache, place, takes_gzip);
}
