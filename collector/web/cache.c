#include "collector/web/cache.h"

static bool key_equal(const struct cache_key *a, const struct cache_key *b)
{
	return a->form == b->form && a->indicator == b->indicator && a->month.index == b->month.index && a->area == b->area && a->source == b->source;
}

static void drop(struct cache *cache, struct cache_answer *answer)
{
	if (answer->body)
		cache->bytes -= body_slice(answer->body).size;
	body_release(answer->body);
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

struct body *cache_find(struct cache *cache, uint64_t position, const struct cache_key *key)
{
	if (cache->position != position)
		cache_clear(cache);
	cache->position = position;
	cache->asked++;
	for (unsigned index = 0; index < CACHE_ANSWERS; index++) {
		struct cache_answer *answer = &cache->answers[index];

		if (!answer->body || !key_equal(&answer->key, key))
			continue;
		answer->last_asked = cache->asked;
		cache->hits++;
		return body_hold(answer->body);
	}
	cache->misses++;
	return NULL;
}

static struct cache_answer *oldest(struct cache *cache)
{
	struct cache_answer *found = &cache->answers[0];

	for (unsigned index = 1; index < CACHE_ANSWERS; index++) {
		if (cache->answers[index].last_asked < found->last_asked)
			found = &cache->answers[index];
	}
	return found;
}

void cache_keep(struct cache *cache, const struct cache_key *key, struct body *body)
{
	struct cache_answer *place = oldest(cache);
	size_t bytes = body_slice(body).size;

	drop(cache, place);
	if (bytes > CACHE_BYTES_MAX - cache->bytes)
		return;
	*place = (struct cache_answer){.key = *key, .body = body_hold(body), .last_asked = cache->asked};
	cache->bytes += bytes;
}
