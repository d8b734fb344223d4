#include "collector/core/reporter.h"
#include "tests/property/ranking_scene.h"
#include "tests/unit/collector/figures.h"

enum { ROUNDS = 2000 };

__extension__ typedef __int128 i128;

/* Places by counting: one more than there are strictly better, or higher, values. */
static void expect_places(const struct ranking *ranking, const struct ranking_row *row)
{
	bool low_first = ranking->indicator->polarity == POLARITY_LOW_IS_GOOD;
	unsigned better = 0, higher = 0;

	for (unsigned i = 0; i < ranking->row_count; i++) {
		const struct indicator_value *other = &ranking->rows[i].value;

		if (other->symbol)
			continue;
		higher += other->value > row->value.value;
		better += low_first ? other->value < row->value.value : other->value > row->value.value;
	}
	cr_assert_eq(row->rank, better + 1);
	cr_assert_eq(row->from_highest, higher + 1);
}

Test(compare_property, ranks_count_the_better_ones)
{
	struct random random = random_begin("compare_property ranks");
	static struct scene scene;

	for (unsigned round = 0; round < ROUNDS; round++) {
		scene_begin(&scene, &random, WITH_SYMBOLS);
		scene_make(&scene);
		for (unsigned i = 0; i < scene.ranking.row_count; i++) {
			const struct ranking_row *row = &scene.ranking.rows[i];

			cr_assert_eq(row->rank == 0, row->value.symbol != SYMBOL_NONE);
			cr_assert_eq(row->from_highest == 0, row->rank == 0);
			if (row->rank)
				expect_places(&scene.ranking, row);
		}
		scene_end(&scene);
	}
}

/* A weighted mean lies between the smallest and the largest of what it is a mean of, and rounding keeps the order. */
Test(compare_property, the_pooled_rate_lies_between_the_councils)
{
	struct random random = random_begin("compare_property pooled");
	static struct scene scene;
	unsigned compared = 0;

	for (unsigned round = 0; round < ROUNDS; round++) {
		scene_begin(&scene, &random, 0);
		scene_make(&scene);
		if (scene.ranking.pooled.included > 0) {
			cr_assert_eq(scene.ranking.pooled.included, scene.ranking.reported);
			cr_assert_leq(scene.ranking.minimum, scene.ranking.pooled.value.value);
			cr_assert_geq(scene.ranking.maximum, scene.ranking.pooled.value.value);
			compared++;
		}
		scene_end(&scene);
	}
	cr_assert_gt(compared, ROUNDS / 2);
}

static void shuffle(struct random *random, unsigned *order, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		order[i] = i;
	for (unsigned i = count; i > 1; i--) {
		unsigned other = (unsigned)random_below(random, i);
		unsigned kept = order[i - 1];

		order[i - 1] = order[other];
		order[other] = kept;
	}
}

Test(compare_property, a_pool_does_not_know_the_order)
{
	struct random random = random_begin("compare_property order");
	static struct scene scene;

	for (unsigned round = 0; round < ROUNDS; round++) {
		struct pool straight = {.error = ERROR_NONE}, shuffled = {.error = ERROR_NONE};
		unsigned order[COUNCIL_COUNT_MAX];

		scene_begin(&scene, &random, WITH_SYMBOLS);
		shuffle(&random, order, scene.input.now_count);
		for (unsigned i = 0; i < scene.input.now_count; i++) {
			pool_take(&straight, SOURCE_RETURNS, scene.input.indicator, &scene.records[i]);
			pool_take(&shuffled, SOURCE_RETURNS, scene.input.indicator, &scene.records[order[i]]);
		}
		cr_assert_eq(straight.numerator, shuffled.numerator);
		cr_assert_eq(straight.denominator, shuffled.denominator);
		cr_assert_eq(straight.included, shuffled.included);
		scene_end(&scene);
	}
}

/* The records again, each with another council's figures. `kept` outlives the ranking that is made of them. */
static void figures_swap(const struct scene *scene, struct random *random, struct cube_record *kept)
{
	unsigned order[COUNCIL_COUNT_MAX];

	shuffle(random, order, scene->input.now_count);
	for (unsigned i = 0; i < scene->input.now_count; i++) {
		kept[i] = scene->records[i];
		kept[i].measures = scene->records[order[i]].measures;
		kept[i].measure_count = scene->records[order[i]].measure_count;
	}
}

/* Figures go to other councils of the area: who has which place changes, the places do not. Rows come in the order of their places. */
Test(compare_property, places_do_not_depend_on_who_has_them)
{
	struct random random = random_begin("compare_property swapped");
	static struct cube_record swapped[COUNCIL_COUNT_MAX];
	static struct scene scene;

	for (unsigned round = 0; round < ROUNDS; round++) {
		struct ranking before;

		scene_begin(&scene, &random, WITH_SYMBOLS | ONLY_THE_AREA);
		scene_make(&scene);
		before = scene.ranking;
		figures_swap(&scene, &random, swapped);
		scene.input.now = swapped;
		scene_make(&scene);
		cr_assert_eq(memcmp(&before.quartiles, &scene.ranking.quartiles, sizeof(before.quartiles)), 0);
		cr_assert_eq(before.pooled.value.value, scene.ranking.pooled.value.value);
		cr_assert_eq(before.band_counted, scene.ranking.band_counted);
		for (unsigned i = 0; i < before.band_counted; i++) {
			cr_assert_eq(before.rows[i].value.value, scene.ranking.rows[i].value.value);
			cr_assert_eq(before.rows[i].rank, scene.ranking.rows[i].rank);
			cr_assert_eq(before.rows[i].from_highest, scene.ranking.rows[i].from_highest);
			cr_assert_eq(before.rows[i].band, scene.ranking.rows[i].band);
		}
		scene_end(&scene);
	}
}

/* Records of councils that are not in the area might as well not be there. */
Test(compare_property, strangers_change_nothing)
{
	struct random random = random_begin("compare_property strangers");
	static struct cube_record residents[COUNCIL_COUNT_MAX];
	static struct scene scene;

	for (unsigned round = 0; round < ROUNDS; round++) {
		struct ranking before;
		unsigned count = 0, joint = 0;

		scene_begin(&scene, &random, WITH_SYMBOLS);
		scene_make(&scene);
		before = scene.ranking;
		for (unsigned i = 0; i < scene.input.now_count; i++)
			if (is_in_area(&scene, council_find(scene.records[i].council)))
				residents[count++] = scene.records[i];
		for (unsigned i = 0; i < count; i++)
			joint += reporter_of(before.column, council_find(residents[i].council)).council->code != residents[i].council;
		scene.input.now = residents;
		scene.input.now_count = count;
		scene_make(&scene);
		cr_assert_eq(before.reported, count - joint);
		cr_assert_eq(before.row_count, scene.ranking.row_count);
		cr_assert_eq(before.pooled.value.numerator, scene.ranking.pooled.value.numerator);
		for (unsigned i = 0; i < before.row_count; i++) {
			cr_assert_eq(before.rows[i].council, scene.ranking.rows[i].council);
			cr_assert_eq(before.rows[i].rank, scene.ranking.rows[i].rank);
		}
		scene_end(&scene);
	}
}

/* Every quarter of the way between neighbours as a list of its own, out of which the cut is picked. */
static int64_t quarter_picked(const int64_t *values, unsigned count, unsigned index)
{
	static int64_t quarters[4 * COUNCIL_COUNT_MAX];
	unsigned size = 0;

	for (unsigned i = 0; i + 1 < count; i++)
		for (int64_t quarter = 0; quarter < 4; quarter++)
			quarters[size++] = values[i] * 4 + (values[i + 1] - values[i]) * quarter;
	quarters[size] = values[count - 1] * 4;
	return quarters[(count - 1) * (index + 1)];
}

Test(compare_property, quartiles_are_exact)
{
	struct random random = random_begin("compare_property quartiles");

	for (unsigned round = 0; round < 20 * ROUNDS; round++) {
		unsigned count = 1 + (unsigned)random_below(&random, 160);
		unsigned bits = 1 + (unsigned)random_below(&random, 40);
		int64_t values[COUNCIL_COUNT_MAX];
		struct quartiles quartiles;

		for (unsigned i = 0; i < count; i++)
			values[i] = (i ? values[i - 1] : 0) + (int64_t)random_magnitude(&random, bits);
		quartiles = quartiles_of(values, count);
		cr_assert(quartiles.is_known);
		for (unsigned i = 0; i < 3; i++)
			cr_assert_eq(quartiles.quarters[i], quarter_picked(values, count, i));
	}
}

/* The rate is the nearest of all numbers with its decimals, and the upper one of two that are equally near: |2 x (n/d - v)| <= 1, by cross-multiplying. */
Test(compare_property, rates_are_rounded_half_up)
{
	struct random random = random_begin("compare_property rounding");
	const struct indicator *indicator = catalogue_indicator_find(SLICE_LITERAL("turnover_rate_fte"));

	for (unsigned round = 0; round < 100 * ROUNDS; round++) {
		struct parts parts = {.record = {.council = 342, .month = month_from(2021, 9), .revision = 1, .sequence = 1}};
		struct indicator_value value;
		i128 twice_off;

		parts.record.measures = parts.measures;
		parts_put(&parts, MEASURE_LEAVERS_FTE_12M, SYMBOL_NONE, (int64_t)random_magnitude(&random, 30));
		parts_put(&parts, MEASURE_INPOST_FTE, SYMBOL_NONE, 1 + (int64_t)random_magnitude(&random, 12));
		value = indicator_compute(indicator, &parts.record, parts.record.month);
		twice_off = 2 * ((i128)value.numerator * 1000 - (i128)value.value * value.denominator);
		cr_assert(twice_off < value.denominator && -twice_off <= value.denominator, "%" PRId64 " / %" PRId64, value.numerator,
			  value.denominator);
	}
}
