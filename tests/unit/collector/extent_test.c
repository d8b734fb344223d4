/* Of how many councils sums are: in words, and when they are England's. */
#include <criterion/criterion.h>

#include "collector/core/extent.h"

static void expect_words(void (*put)(struct text *, const struct extent *), const struct extent *extent, const char *expected)
{
	char bytes[128];
	struct text text;

	text_init_fixed(&text, bytes, sizeof bytes);
	put(&text, extent);
	cr_expect_str_eq(bytes, expected);
}

Test(extent, goes_from_the_fewest_to_the_most)
{
	struct extent extent = {0};

	expect_words(extent_put, &extent, "none");
	expect_words(extent_put_sums, &extent, "none");
	extent_see(&extent, 4, 10);
	expect_words(extent_put, &extent, "4 of 10");
	extent_see(&extent, 2, 10);
	extent_see(&extent, 7, 10);
	expect_words(extent_put, &extent, "2 to 7 of 10");
	extent_see(&extent, 3, 9);
	extent_see(&extent, 3, 11);
	expect_words(extent_put_sums, &extent, "the sums of 2 to 7 of 9 to 11 councils");
}

Test(extent, a_sum_without_a_value_is_not_seen)
{
	struct column_summary summary = {.expected = 23, .reported = 5, .pooled = {.value = {.symbol = SYMBOL_X}}};
	struct extent extent = {0};

	extent_see_sum(&extent, &summary);
	cr_expect_not(extent.is_known);
	summary.pooled.value.symbol = SYMBOL_NONE;
	summary.pooled.included = 4;
	extent_see_sum(&extent, &summary);
	expect_words(extent_put, &extent, "4 of 23");
}

/* Half of them speak for England, one less do not. */
Test(extent, too_few_councils_are_not_england)
{
	struct column_summary few = {.expected = 152, .reported = 75, .pooled = {.included = 75}};
	struct column_summary half = {.expected = 152, .reported = 76, .pooled = {.included = 70}};
	struct extent extent = {0};

	cr_expect_not(extent_is_england(&few));
	cr_expect(extent_is_england(&half));
	extent_see_england(&extent, &few);
	expect_words(extent_put_england, &extent, "none, a dash where fewer than half of its councils have reported");
	extent_see_england(&extent, &half);
	expect_words(extent_put_england, &extent, "the sums of 70 of 152 councils, a dash where fewer than half of its councils have reported");
	extent = (struct extent){0};
	extent_see_england(&extent, &half);
	expect_words(extent_put_england, &extent, "the sums of 70 of 152 councils");
}
