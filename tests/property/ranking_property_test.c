/* What a ranking says of its own certainty and of its movements, against what must hold whatever the figures are. */
#include "tests/property/ranking_scene.h"

enum { ROUNDS = 600 };

static const struct ranking_row *row_find(const struct ranking *ranking, uint16_t council)
{
	for (unsigned i = 0; i < ranking->row_count; i++)
		if (ranking->rows[i].council->code == council)
			return &ranking->rows[i];
	return NULL;
}

/* Of two councils with one workforce only one sends. */
static bool is_second_of_two(uint16_t council)
{
	const struct council *found = council_find(council);

	return found->joint_with && found->joint_with < council;
}

static void second_ones_drop(struct scene *scene)
{
	unsigned count = 0;

	for (unsigned i = 0; i < scene->input.now_count; i++)
		if (!is_second_of_two(scene->records[i].council))
			scene->records[count++] = scene->records[i];
	scene->input.now_count = count;
}

/* The first `arrived` of an order, ascending by council. */
static unsigned arrived_take(const struct scene *scene, const unsigned *order, unsigned arrived, struct cube_record *out)
{
	bool has_arrived[COUNCIL_COUNT_MAX] = {false};
	unsigned count = 0;

	for (unsigned i = 0; i < arrived; i++)
		has_arrived[order[i]] = true;
	for (unsigned i = 0; i < scene->input.now_count; i++)
		if (has_arrived[i])
			out[count++] = scene->records[i];
	return count;
}

static void order_draw(struct random *random, unsigned *order, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		unsigned other = (unsigned)random_below(random, i + 1);

		order[i] = order[other];
		order[other] = i;
	}
}

enum { STAGES = 4 };

/* The council's row, or that of it and another one. */
static const struct ranking_row *row_with(const struct ranking *ranking, const struct council *council)
{
	for (unsigned i = 0; i < ranking->row_count; i++)
		if (ranking_row_is_of(&ranking->rows[i], council))
			return &ranking->rows[i];
	cr_assert_fail("no row of %s", council->name);
	return ranking->rows;
}

/* The possible ranks of one stage hold the ranks, and the possible ranks, of the next. */
static void expect_inside(const struct ranking *earlier, const struct ranking *later)
{
	for (unsigned i = 0; i < earlier->row_count; i++) {
		const struct ranking_row *before = &earlier->rows[i];
		const struct ranking_row *after = row_with(later, before->council);

		if (after->best_possible == 0)
			continue;
		cr_assert_geq(after->best_possible, before->best_possible);
		cr_assert_leq(after->worst_possible, before->worst_possible);
		if (after->rank) {
			cr_assert_geq(after->rank, before->best_possible);
			cr_assert_leq(after->rank, before->worst_possible);
		}
	}
}

/* Returns come in any order, with any figures or symbols: of two councils with one workforce none, one or both. */
Test(ranking_property, possible_ranks_hold_the_rank_for_every_order_of_arrival)
{
	struct random random = random_begin("ranking_property arrivals");
	static struct cube_record records[STAGES][COUNCIL_COUNT_MAX];
	static struct scene scene;
	unsigned moved = 0;

	for (unsigned round = 0; round < ROUNDS; round++) {
		unsigned order[COUNCIL_COUNT_MAX];
		struct ranking stages[STAGES];
		unsigned all;

		scene_begin(&scene, &random, WITH_SYMBOLS | ONLY_THE_AREA);
		all = scene.input.now_count;
		order_draw(&random, order, all);
		for (unsigned stage = 0; stage < STAGES; stage++) {
			scene.input.now = records[stage];
			scene.input.now_count = all;
			scene.input.now_count = arrived_take(&scene, order, all * stage / (STAGES - 1), records[stage]);
			scene_make(&scene);
			stages[stage] = scene.ranking;
			scene.input.now_count = all;
		}
		for (unsigned earlier = 0; earlier < STAGES; earlier++)
			for (unsigned later = earlier + 1; later < STAGES; later++)
				expect_inside(&stages[earlier], &stages[later]);
		for (unsigned i = 0; i < stages[1].counted; i++)
			moved += row_with(&stages[STAGES - 1], stages[1].rows[i].council)->rank != stages[1].rows[i].rank;
		scene_end(&scene);
	}
	cr_assert_gt(moved, ROUNDS);
}

/* Not by a place, whatever stands instead of the value. */
Test(ranking_property, a_council_without_a_value_changes_no_rank)
{
	struct random random = random_begin("ranking_property valueless");
	static struct cube_record with_values[COUNCIL_COUNT_MAX];
	static struct scene scene;
	unsigned valueless = 0;

	for (unsigned round = 0; round < ROUNDS; round++) {
		struct ranking before;
		unsigned count = 0;

		scene_begin(&scene, &random, WITH_SYMBOLS | ONLY_THE_AREA);
		second_ones_drop(&scene);
		scene_make(&scene);
		before = scene.ranking;
		for (unsigned i = 0; i < scene.input.now_count; i++)
			if (row_with(&before, council_find(scene.records[i].council))->rank)
				with_values[count++] = scene.records[i];
		valueless += scene.input.now_count - count;
		scene.input.now = with_values;
		scene.input.now_count = count;
		scene_make(&scene);
		cr_assert_eq(before.counted, scene.ranking.counted);
		for (unsigned i = 0; i < before.counted; i++) {
			cr_assert_eq(before.rows[i].council, scene.ranking.rows[i].council);
			cr_assert_eq(before.rows[i].rank, scene.ranking.rows[i].rank);
			cr_assert_eq(before.rows[i].places.best, scene.ranking.rows[i].places.best);
			cr_assert_eq(before.rows[i].places.worst, scene.ranking.rows[i].places.worst);
		}
		scene_end(&scene);
	}
	cr_assert_gt(valueless, ROUNDS);
}

/* The rank is one of the places; a row and those it cannot be told apart from, and those surely before it, make up its places. */
Test(ranking_property, rank_intervals_are_what_cannot_be_told_apart)
{
	struct random random = random_begin("ranking_property places");
	static struct scene scene;
	unsigned apart = 0;

	for (unsigned round = 0; round < ROUNDS / 2; round++) {
		scene_begin(&scene, &random, WITH_SYMBOLS);
		scene_make(&scene);
		for (unsigned i = 0; i < scene.ranking.counted; i++) {
			const struct ranking_row *row = &scene.ranking.rows[i];
			unsigned before = 0, behind = 0;

			if (!row->has_rank_interval)
				continue;
			for (unsigned j = 0; j < scene.ranking.counted; j++) {
				const struct ranking_row *other = &scene.ranking.rows[j];

				cr_assert_eq(ranking_is_alike(&scene.ranking, row, other), ranking_is_alike(&scene.ranking, other, row));
				if (i == j || !other->has_rank_interval || ranking_is_alike(&scene.ranking, row, other))
					continue;
				before += j < i;
				behind += j > i;
			}
			apart += before + behind;
			cr_assert_leq(row->places.best, row->rank);
			cr_assert_geq(row->places.worst, row->rank);
			cr_assert_leq(row->places.best, before + 1);
			cr_assert_eq(row->places.worst, scene.ranking.counted - behind);
		}
		scene_end(&scene);
	}
	cr_assert_gt(apart, ROUNDS);
}

static unsigned rank_at(const struct ranking *ranking, const struct council *council)
{
	const struct ranking_row *row = row_find(ranking, council->code);

	return row ? row->rank : 0;
}

static unsigned set_count(const struct ranking *ranking, const struct row_set *set)
{
	unsigned count = 0;

	for (unsigned i = 0; i < ranking->row_count; i++)
		count += row_set_has(set, i);
	return count;
}

/* The four parts add up to what the two months' rankings, made each for itself, say; and to who passed whom. */
static void expect_move(const struct ranking *ranking, const struct ranking *earlier, const struct ranking_row *row)
{
	const struct ranking_move *move = &row->move;
	unsigned rank_before = rank_at(earlier, row->council);

	cr_assert_eq(move->is_known, row->rank && rank_before);
	if (!move->is_known)
		return;
	cr_assert_eq(move->rank_before, rank_before);
	cr_assert_eq(move->own + move->others + move->came + move->left, (int)row->rank - (int)rank_before);
	cr_assert_eq(move->own + move->others, (int)set_count(ranking, &move->passed_by) - (int)set_count(ranking, &move->passed));
	cr_assert_geq(move->came, 0);
	cr_assert_leq(move->left, 0);
	for (unsigned i = 0; i < ranking->row_count; i++) {
		const struct ranking_row *other = &ranking->rows[i];

		if (row_set_has(&move->passed_by, i))
			cr_assert(other->rank < row->rank && rank_at(earlier, other->council) >= rank_before);
		if (row_set_has(&move->passed, i))
			cr_assert(other->rank >= row->rank && rank_at(earlier, other->council) < rank_before);
	}
}

Test(ranking_property, every_place_of_a_move_is_laid_to_a_council)
{
	struct random random = random_begin("ranking_property moves");
	static struct scene scene, earlier;
	unsigned moved = 0, left = 0;

	for (unsigned round = 0; round < ROUNDS; round++) {
		scene_begin(&scene, &random, WITH_SYMBOLS);
		scene_begin(&earlier, &random, WITH_SYMBOLS);
		earlier.input.indicator = scene.input.indicator;
		earlier.input.area = scene.input.area;
		earlier.input.month = month_add(scene.input.month, -1);
		for (unsigned i = 0; i < earlier.input.now_count; i++) {
			earlier.parts[i].record.measure_count = 0;
			earlier.parts[i].record.month = earlier.input.month;
			parts_fill(&earlier.parts[i], scene.input.indicator, &random, true);
			earlier.records[i] = earlier.parts[i].record;
		}
		second_ones_drop(&scene);
		second_ones_drop(&earlier);
		scene.input.month_before = earlier.records;
		scene.input.month_before_count = earlier.input.now_count;
		scene_make(&scene);
		scene_make(&earlier);
		for (unsigned i = 0; i < scene.ranking.row_count; i++) {
			expect_move(&scene.ranking, &earlier.ranking, &scene.ranking.rows[i]);
			moved += scene.ranking.rows[i].move.is_known && scene.ranking.rows[i].move.rank_before != scene.ranking.rows[i].rank;
		}
		left += scene.ranking.left_count;
		scene_end(&scene);
		scene_end(&earlier);
	}
	cr_assert_gt(moved, ROUNDS);
	cr_assert_gt(left, ROUNDS);
}

/* England's councils, dealt into lists: what the lists have together is what England has. */
Test(ranking_property, the_pooled_parts_make_the_pooled_whole)
{
	enum { LISTS = 5 };
	struct random random = random_begin("ranking_property lists");
	static struct scene scene;

	for (unsigned round = 0; round < ROUNDS / 4; round++) {
		static uint16_t members[LISTS][COUNCIL_COUNT_MAX];
		struct area lists[LISTS];
		int64_t numerator = 0, denominator = 0;
		unsigned included = 0;
		struct ranking whole;

		scene_begin(&scene, &random, WITH_SYMBOLS);
		second_ones_drop(&scene);
		scene.input.area = area_find(SLICE_LITERAL("England"));
		scene_make(&scene);
		whole = scene.ranking;
		for (unsigned i = 0; i < LISTS; i++)
			lists[i] = (struct area){.kind = AREA_LIST, .code = "list", .name = "list", .members = members[i]};
		for (unsigned i = 0; i < whole.row_count; i++) {
			unsigned list = (unsigned)random_below(&random, LISTS);
			unsigned place = lists[list].member_count++;

			for (; place > 0 && members[list][place - 1] > whole.rows[i].council->code; place--)
				members[list][place] = members[list][place - 1];
			members[list][place] = whole.rows[i].council->code;
		}
		for (unsigned i = 0; i < LISTS; i++) {
			scene.input.area = &lists[i];
			scene_make(&scene);
			numerator += scene.ranking.pooled.value.numerator;
			denominator += scene.ranking.pooled.value.denominator;
			included += scene.ranking.pooled.included;
		}
		cr_assert_eq(numerator, whole.pooled.value.numerator);
		cr_assert_eq(denominator, whole.pooled.value.denominator);
		cr_assert_eq(included, whole.pooled.included);
		scene_end(&scene);
	}
}
