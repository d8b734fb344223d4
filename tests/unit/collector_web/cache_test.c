#include "collector/web/cache.h"

#include <criterion/criterion.h>

static struct cache_key key_of(unsigned form, int months)
{
	return (struct cache_key){form, catalogue_indicator_at(0), month_add(month_from(2021, 9), months), area_at(0), SOURCE_RETURNS};
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
	struct body *body = body_of(string);

	cache_keep(cache, &key, body);
	body_release(body);
}

static bool has(struct cache *cache, uint64_t position, struct cache_key key, const char *string)
{
	struct body *body = cache_find(cache, position, &key);
	bool is_same = body && slice_equal(body_slice(body), slice_from_text(string));

	body_release(body);
	return is_same;
}

Test(cache, keeps_what_was_rendered_at_one_position)
{
	static struct cache cache;

	cache_init(&cache);
	cr_expect_not(has(&cache, 1, key_of(0, 0), "a"));
	keep(&cache, key_of(0, 0), "a");
	keep(&cache, key_of(1, 0), "b");
	keep(&cache, key_of(0, 1), "c");
	cr_expect(has(&cache, 1, key_of(0, 0), "a"));
	cr_expect(has(&cache, 1, key_of(1, 0), "b"));
	cr_expect(has(&cache, 1, key_of(0, 1), "c"));
	cr_expect_not(has(&cache, 2, key_of(0, 0), "a"), "the position has moved");
	cr_expect_not(has(&cache, 1, key_of(0, 0), "a"), "and everything is forgotten");
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
		cr_expect_not(has(&cache, 1, key_of(0, i), "x"));
		keep(&cache, key_of(0, i), "x");
	}
	cr_expect(has(&cache, 1, key_of(0, 0), "x"));
	cr_expect_not(has(&cache, 1, key_of(0, CACHE_ANSWERS), "x"));
	keep(&cache, key_of(0, CACHE_ANSWERS), "x");
	cr_expect(has(&cache, 1, key_of(0, 0), "x"), "it was asked for since");
	cr_expect_not(has(&cache, 1, key_of(0, 1), "x"), "it was not");
	cr_expect(has(&cache, 1, key_of(0, 2), "x"));
	cache_clear(&cache);
}

Test(cache, an_answer_outlives_it_while_it_is_sent)
{
	static struct cache cache;
	struct cache_key key = key_of(0, 0);
	struct body *sending;

	cache_init(&cache);
	keep(&cache, key, "a");
	sending = cache_find(&cache, 0, &key);
	cache_clear(&cache);
	cr_assert_not_null(sending);
	cr_expect(slice_equal(body_slice(sending), SLICE_LITERAL("a")));
	body_release(sending);
}

Test(cache, has_a_limit_of_bytes)
{
	static struct cache cache;

	cache_init(&cache);
	for (int i = 0; i < 5; i++) {
		struct cache_key key = key_of(0, i);
		struct text text;
		struct body *body;

		cr_expect_not(has(&cache, 1, key, ""));
		text_init_growing(&text, CACHE_BYTES_MAX);
		text_put_repeated(&text, "xxxx", CACHE_BYTES_MAX / 16);
		body = body_take(&text);
		cr_assert_not_null(body);
		cache_keep(&cache, &key, body);
		body_release(body);
		text_fini(&text);
		cr_expect_leq(cache.bytes, CACHE_BYTES_MAX);
	}
	cr_expect_eq(cache.bytes, CACHE_BYTES_MAX);
	cache_clear(&cache);
}

Test(cache, an_empty_body_is_a_body)
{
	struct text text;
	struct body *body;

	text_init_growing(&text, 10);
	body = body_take(&text);
	cr_assert_not_null(body);
	cr_expect_eq(body_slice(body).size, 0);
	body_release(body);
	text_fini(&text);
}
