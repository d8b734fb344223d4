#include "collector/web/cache.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "common/memory.h"

/* The text lives until the eighth call after. */
static struct cache_key key_of(const char *path, int number)
{
	static char targets[8][64];
	static unsigned next;
	char *target = targets[next++ % 8];

	snprintf(target, sizeof(targets[0]), "%s?month=%d", path, number);
	return cache_key_of(slice_from_text(target));
}

static struct body *body_of(const char *string)
{
	struct text text;
	struct body *body;

	text_init_growing(&text, 100);
	text_put(&text, string);
	body = body_take(&text);
	text_fini(&text);
	cr_assert_not_null(body);
	return body;
}

static void keep(struct cache *cache, struct cache_key key, const char *string)
{
	struct http_answer answer = {.status = 200, .type = "text/plain", .body = body_of(string), .etag = "\"tag\""};

	cache_keep(cache, &key, &answer);
	body_release(answer.body);
}

static bool has(struct cache *cache, uint64_t position, struct cache_key key, const char *string)
{
	struct http_answer answer;
	bool is_same;

	if (!cache_find(cache, position, &key, &answer))
		return false;
	is_same = slice_equal(body_slice(http_ready_body(answer.ready)), slice_from_text(string));
	return is_same && answer.status == 200 && strcmp(answer.etag, "\"tag\"") == 0;
}

Test(cache, keeps_what_was_rendered_at_one_position)
{
	static struct cache cache;

	cache_init(&cache);
	cr_expect_not(has(&cache, 1, key_of("/a", 0), "a"));
	keep(&cache, key_of("/a", 0), "a");
	keep(&cache, key_of("/b", 0), "b");
	keep(&cache, key_of("/a", 1), "c");
	cr_expect(has(&cache, 1, key_of("/a", 0), "a"));
	cr_expect(has(&cache, 1, key_of("/b", 0), "b"));
	cr_expect(has(&cache, 1, key_of("/a", 1), "c"));
	cr_expect_not(has(&cache, 2, key_of("/a", 0), "a"), "the position has moved");
	cr_expect_not(has(&cache, 1, key_of("/a", 0), "a"), "and everything is forgotten");
	cr_expect_eq(cache.bytes, 0);
	cr_expect_eq(cache.hits, 3);
	cr_expect_eq(cache.misses, 3);
	cache_clear(&cache);
}

Test(cache, gives_up_the_one_that_was_asked_for_longest_ago)
{
	static struct cache cache;

	cache_init(&cache);
	for (int i = 0; i < CACHE_ANSWERS; i++) {
		cr_expect_not(has(&cache, 1, key_of("/a", i), "x"));
		keep(&cache, key_of("/a", i), "x");
	}
	cr_expect(has(&cache, 1, key_of("/a", 0), "x"));
	cr_expect_not(has(&cache, 1, key_of("/a", CACHE_ANSWERS), "x"));
	keep(&cache, key_of("/a", CACHE_ANSWERS), "x");
	cr_expect(has(&cache, 1, key_of("/a", 0), "x"), "it was asked for since");
	cr_expect_not(has(&cache, 1, key_of("/a", 1), "x"), "it was not");
	cr_expect(has(&cache, 1, key_of("/a", 2), "x"));
	cache_clear(&cache);
}

Test(cache, has_a_limit_of_bytes)
{
	static struct cache cache;

	cache_init(&cache);
	for (int i = 0; i < 5; i++) {
		struct cache_key key = key_of("/a", i);
		struct http_answer answer = {.status = 200};
		struct text text;

		cr_expect_not(has(&cache, 1, key, ""));
		text_init_growing(&text, CACHE_BYTES_MAX);
		text_put_repeated(&text, "xxxx", CACHE_BYTES_MAX / 20);
		answer.body = body_take(&text);
		cr_assert_not_null(answer.body);
		cache_keep(&cache, &key, &answer);
		body_release(answer.body);
		text_fini(&text);
		cr_expect_leq(cache.bytes, CACHE_BYTES_MAX);
	}
	cr_expect_gt(cache.bytes, CACHE_BYTES_MAX / 5 * 4);
	for (int i = 0; i < 5; i++) {
		struct cache_key key = key_of("/a", i);
		struct http_answer answer = {0};

		cr_expect_eq(cache_find(&cache, 1, &key, &answer), i < 4, "the fifth had no room: %d", i);
	}
	cache_clear(&cache);
}

Test(cache, targets_of_one_hash_are_told_apart)
{
	static struct cache cache;
	struct cache_key first = key_of("/a", 0), second = key_of("/a", 1);

	second.hash = first.hash;
	cache_init(&cache);
	cr_expect_not(has(&cache, 0, first, "a"));
	keep(&cache, first, "a");
	cr_expect_not(has(&cache, 0, second, "a"));
	keep(&cache, second, "b");
	cr_expect(has(&cache, 0, first, "a"));
	cr_expect(has(&cache, 0, second, "b"));
	cache_clear(&cache);
}

Test(cache, an_answer_with_an_empty_body_is_kept)
{
	static struct cache cache;

	cache_init(&cache);
	cr_expect_not(has(&cache, 1, key_of("/a", 0), ""));
	keep(&cache, key_of("/a", 0), "");
	cr_expect(has(&cache, 1, key_of("/a", 0), ""));
	cache_clear(&cache);
}

/* Each allocation fails in turn: then it is not kept, and nothing is lost. */
Test(cache, keeps_nothing_without_memory)
{
	for (size_t n = 1; n < 8; n++) {
		static struct cache cache;
		struct http_answer answer = {.status = 200, .type = "text/plain", .body = body_of("a")}, found;
		struct cache_key key = key_of("/a", 0);
		bool is_kept;

		cache_init(&cache);
		cr_expect_not(cache_find(&cache, 1, &key, &found));
		memory_fail_at(n);
		cache_keep(&cache, &key, &answer);
		memory_fail_at(0);
		is_kept = cache_find(&cache, 1, &key, &found);
		cr_expect(is_kept || n <= 2, "only the target's memory and the ready answer's are ours: %zu", n);
		cr_expect(!is_kept || n > 2, "%zu", n);
		cr_expect(is_kept || cache.bytes == 0);
		body_release(answer.body);
		cache_clear(&cache);
	}
}
