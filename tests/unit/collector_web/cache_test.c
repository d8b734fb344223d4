#include "collector/web/cache.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "collector/web/packing.h"
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

	cache_keep(cache, &key, false, &answer);
	body_release(answer.body);
}

static bool has(struct cache *cache, uint64_t position, struct cache_key key, const char *string)
{
	struct http_answer answer;
	bool is_same;

	if (!cache_find(cache, position, &key, false, &answer))
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
		cache_keep(&cache, &key, false, &answer);
		body_release(answer.body);
		text_fini(&text);
		cr_expect_leq(cache.bytes, CACHE_BYTES_MAX);
	}
	cr_expect_gt(cache.bytes, CACHE_BYTES_MAX / 5 * 4);
	for (int i = 0; i < 5; i++) {
		struct cache_key key = key_of("/a", i);
		struct http_answer answer = {0};

		cr_expect_eq(cache_find(&cache, 1, &key, false, &answer), i < 4, "the fifth had no room: %d", i);
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
		cr_expect_not(cache_find(&cache, 1, &key, false, &found));
		memory_fail_at(n);
		cache_keep(&cache, &key, false, &answer);
		memory_fail_at(0);
		is_kept = cache_find(&cache, 1, &key, false, &found);
		cr_expect(is_kept || n <= 2, "only the target's memory and the ready answer's are ours: %zu", n);
		cr_expect(!is_kept || n > 2, "%zu", n);
		cr_expect(is_kept || cache.bytes == 0);
		body_release(answer.body);
		cache_clear(&cache);
	}
}

static struct http_answer long_answer(size_t size)
{
	struct http_answer answer = {.status = 200, .type = "text/plain", .etag = "\"tag\""};
	struct text text;

	text_init_growing(&text, CACHE_BYTES_MAX);
	text_put_repeated(&text, "x", size);
	answer.body = body_take(&text);
	text_fini(&text);
	cr_assert_not_null(answer.body);
	return answer;
}

Test(cache, packs_once_at_the_first_need_and_counts_it)
{
	static struct cache cache;
	struct http_answer kept = long_answer(10 * PACKING_BYTES_MIN), plain, packed, again;
	struct cache_key key = key_of("/a", 0);
	size_t plain_bytes;

	cache_init(&cache);
	cr_expect_not(cache_find(&cache, 1, &key, false, &plain));
	cache_keep(&cache, &key, false, &kept);
	plain_bytes = cache.bytes;
	cr_expect_null(kept.body);
	cr_expect_null(kept.encoding);
	cr_assert(cache_find(&cache, 1, &key, true, &packed));
	cr_expect_str_eq(packed.encoding, "gzip");
	cr_expect_str_eq(packed.etag, "W/\"tag\"");
	cr_expect_eq(cache.bytes, plain_bytes + body_slice(http_ready_body(packed.ready)).size);
	cr_assert(cache_find(&cache, 1, &key, true, &again));
	cr_expect_eq(again.ready, packed.ready);
	cr_assert(cache_find(&cache, 1, &key, false, &plain));
	cr_expect_null(plain.encoding);
	cr_expect_str_eq(plain.etag, "\"tag\"");
	cr_expect_eq(body_slice(http_ready_body(plain.ready)).size, 10 * PACKING_BYTES_MIN);
	cache_clear(&cache);
	cr_expect_eq(cache.bytes, 0);
}

Test(cache, what_is_kept_for_a_client_that_takes_it_packed_is_given_packed)
{
	static struct cache cache;
	struct http_answer kept = long_answer(PACKING_BYTES_MIN), small = long_answer(PACKING_BYTES_MIN - 1);
	struct cache_key key = key_of("/a", 0), other = key_of("/b", 0);

	cache_init(&cache);
	cr_expect_not(cache_find(&cache, 1, &key, true, &kept));
	cache_keep(&cache, &key, true, &kept);
	cr_expect_str_eq(kept.encoding, "gzip");
	cr_expect_not_null(kept.ready);
	cache_keep(&cache, &other, true, &small);
	cr_expect_null(small.encoding);
	cr_expect_not_null(small.ready);
	cache_clear(&cache);
}

Test(cache, stays_plain_where_the_packed_form_has_no_room)
{
	static struct cache cache;
	struct http_answer kept = long_answer(CACHE_BYTES_MAX - 1000), found;
	struct cache_key key = key_of("/a", 0);

	cache_init(&cache);
	cr_expect_not(cache_find(&cache, 1, &key, true, &found));
	cache_keep(&cache, &key, true, &kept);
	cr_expect_null(kept.encoding);
	cr_expect_leq(cache.bytes, CACHE_BYTES_MAX);
	cr_assert(cache_find(&cache, 1, &key, true, &found));
	cr_expect_null(found.encoding);
	cache_clear(&cache);
}
