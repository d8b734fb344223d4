#include "collector/core/ranking_comparison.h"

#include <math.h>

#include "collector/core/certainty.h"
#include "tests/unit/collector/scene.h"

/* A hundred posts a council: 342 has 20 vacant, the others of the area 10 and 40, and one of England beyond it 30. */
static void scene_fill(struct scene *scene, const char *indicator)
{
	scene_begin(scene, indicator, month_from(2023, 9), "North West");
	scene_put(scene, 0, 213, 300, SYMBOL_NONE);
	scene_put(scene, 0, 340, 100, SYMBOL_NONE);
	scene_put(scene, 0, 341, 400, SYMBOL_NONE);
	scene_put(scene, 0, 342, 200, SYMBOL_NONE);
	scene_put(scene, 0, 343, 0, SYMBOL_X);
	scene_make(scene);
}

static void expect_interval(const struct ranking_beside *beside, struct sample own, struct sample rest)
{
	struct interval interval = difference_interval(SAMPLE_PROPORTION, own, rest, CERTAINTY_CONFIDENCE);

	cr_assert(beside->has_interval);
	cr_expect_eq(beside->low, (int64_t)lround(interval.low * 1000));
	cr_expect_eq(beside->high, (int64_t)lround(interval.high * 1000));
}

Test(ranking_comparison, a_council_is_compared_with_the_rest)
{
	static struct scene scene;
	struct ranking_comparison comparison;

	scene_fill(&scene, "vacancy_rate_fte");
	ranking_compare(&scene.ranking, row_of(&scene, 342), &comparison);
	cr_assert(comparison.area.is_known);
	cr_expect_eq(comparison.area.value, 250);
	cr_expect_eq(comparison.area.difference, -50);
	cr_expect_eq(comparison.area.included, 2);
	cr_expect_eq(comparison.area.expected, 23);
	expect_interval(&comparison.area, (struct sample){20, 100}, (struct sample){50, 200});
	cr_assert(comparison.england.is_known);
	cr_expect_eq(comparison.england.value, 267);
	cr_expect_eq(comparison.england.difference, -67);
	cr_expect_eq(comparison.england.included, 3);
	cr_expect_eq(comparison.england.expected, 150);
	expect_interval(&comparison.england, (struct sample){20, 100}, (struct sample){80, 300});
	ranking_compare(&scene.ranking, row_of(&scene, 343), &comparison);
	cr_expect_not(comparison.area.is_known);
	cr_expect_eq(comparison.area.included, 3, "the others are there all the same");
	cr_expect_not(comparison.mean.is_known);
	scene_end(&scene);
}

/* The only one with a value has no rest. */
Test(ranking_comparison, without_others_there_is_no_rest)
{
	static struct scene scene;
	struct ranking_comparison comparison;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2023, 9), "North West");
	scene_put(&scene, 0, 342, 200, SYMBOL_NONE);
	scene_make(&scene);
	ranking_compare(&scene.ranking, row_of(&scene, 342), &comparison);
	cr_expect_not(comparison.area.is_known);
	cr_expect_not(comparison.england.is_known);
	cr_expect_eq(comparison.neighbours.count, 0);
	cr_expect_not(comparison.mean.is_known);
	scene_end(&scene);
}

static double square_off(struct sample sample, bool above)
{
	struct interval interval = interval_wilson(sample.count, sample.total, CERTAINTY_CONFIDENCE);
	double off = above ? interval.high - sample.count / sample.total : sample.count / sample.total - interval.low;

	return off * off;
}

/* Two of St. Helens' neighbours have values: 10% and 40% of a hundred posts, mean 25%. */
Test(ranking_comparison, the_neighbours_mean_counts_each_alike)
{
	static struct scene scene;
	struct ranking_comparison comparison;
	const struct council *council = council_find(342);
	uint16_t first = council->neighbours[0], second = council->neighbours[1];
	double reach;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2025, 9), "England");
	for (unsigned i = 0; i < council_count(); i++) {
		uint16_t code = council_at(i)->code;

		if (code == first || code == second || code == 342)
			scene_put(&scene, 0, code, code == 342 ? 200 : code == first ? 100 : 400, SYMBOL_NONE);
	}
	scene_make(&scene);
	ranking_compare(&scene.ranking, row_of(&scene, 342), &comparison);
	cr_expect_eq(comparison.neighbours.count, 2);
	cr_expect_eq(comparison.mean.value, 2500);
	cr_expect_eq(comparison.mean.difference, -500);
	cr_assert(comparison.mean.has_interval);
	reach = sqrt(square_off((struct sample){20, 100}, false) +
		     (square_off((struct sample){10, 100}, true) + square_off((struct sample){40, 100}, true)) / 4);
	cr_expect_eq(comparison.mean.low, lround((-0.05 - reach) * 10000));
	reach = sqrt(square_off((struct sample){20, 100}, true) +
		     (square_off((struct sample){10, 100}, false) + square_off((struct sample){40, 100}, false)) / 4);
	cr_expect_eq(comparison.mean.high, lround((-0.05 + reach) * 10000));
	scene_end(&scene);
}

/* Cases for each worker are no part of a whole: a difference, but no interval. */
Test(ranking_comparison, without_an_interval_there_is_still_a_difference)
{
	static struct scene scene;
	struct ranking_comparison comparison;

	scene_begin(&scene, "caseload_fte", month_from(2023, 9), "North West");
	for (uint16_t i = 0; i < 2; i++) {
		figures_begin(&scene.figures[0][i], (uint16_t)(340 + i), scene.input.month);
		figures_put(&scene.figures[0][i], MEASURE_CASES, 1000 + 500 * i, SYMBOL_NONE);
		figures_put(&scene.figures[0][i], MEASURE_CASE_HOLDERS_FTE, 100, SYMBOL_NONE);
		scene.records[0][i] = scene.figures[0][i].record;
	}
	scene.input.now_count = 2;
	scene_make(&scene);
	ranking_compare(&scene.ranking, row_of(&scene, 340), &comparison);
	cr_expect_eq(comparison.area.difference, -50);
	cr_expect_not(comparison.area.has_interval);
	cr_expect_not(row_of(&scene, 340)->has_interval);
	cr_expect_not(row_of(&scene, 340)->has_rank_interval);
	scene_end(&scene);
}
