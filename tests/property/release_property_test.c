/* Releases laid upon each other in random orders: the cube's record is always the same, and of each figure the one that comes first. */
#include <criterion/criterion.h>
#include <string.h>

#include "collector/core/release.h"
#include "proto/catalogue.h"
#include "tests/property/common_random.h"

enum { ROUNDS = 3000, RELEASES = 6, FIGURES_MAX = 5, BUDGET_BYTES = 1 << 20 };

static const uint16_t measures[] = {MEASURE_CLA, MEASURE_CLA_UNACCOMPANIED, MEASURE_CLA_STARTED_12M, MEASURE_CLA_CEASED_12M, MEASURE_CIN};

/* One council's month in several releases of several series. */
struct scene {
	struct release_record records[RELEASES];
	struct return_measure figures[RELEASES][FIGURES_MAX];
	struct cube_origin origins[RELEASES];
};

static void scene_make(struct scene *scene, struct random *random)
{
	memset(scene, 0, sizeof(*scene));
	for (unsigned i = 0; i < RELEASES; i++) {
		struct release_record *record = &scene->records[i];

		scene->origins[i] = (struct cube_origin){
			.chain = dataset_chain(dataset_at((unsigned)random_below(random, 3))),
			.sequence = i + 1,
			.vintage = month_from(2020 + (int)random_below(random, 3), 3),
			.joint = random_below(random, 4) == 0 ? 318 : 0,
		};
		*record = (struct release_record){month_from(2020, 3), 314, scene->origins[i].joint, 0, scene->figures[i]};
		for (unsigned j = 0; j < FIGURES_MAX; j++)
			if (random_below(random, 3) > 0)
				scene->figures[i][record->figure_count++] = (struct return_measure){.number = measures[j], .value = i * 10 + j};
		if (record->figure_count == 0)
			scene->figures[i][record->figure_count++] = (struct return_measure){.number = MEASURE_CLA, .value = i * 10};
	}
}

static void order_shuffle(unsigned order[static RELEASES], struct random *random)
{
	for (unsigned i = 0; i < RELEASES; i++) {
		unsigned place = (unsigned)random_below(random, i + 1);

		order[i] = order[place];
		order[place] = i;
	}
}

/* The release that has the figure and comes before all others that have it; RELEASES: none. */
static unsigned release_before_all(const struct scene *scene, uint16_t measure)
{
	unsigned found = RELEASES;

	for (unsigned i = 0; i < RELEASES; i++)
		for (unsigned j = 0; j < scene->records[i].figure_count; j++)
			if (scene->figures[i][j].number == measure &&
			    (found == RELEASES || origin_compare(&scene->origins[i], &scene->origins[found]) > 0))
				found = i;
	return found;
}

static struct slice lay(const struct scene *scene, const unsigned order[static RELEASES], struct arena *arena, struct cube_record *record)
{
	struct slice bytes;

	for (unsigned i = 0; i < RELEASES; i++)
		cr_assert_eq(release_merge(i ? record : NULL, &scene->records[order[i]], &scene->origins[order[i]], arena, record), ERROR_NONE);
	cr_assert_eq(cube_pack(record, arena, &bytes), ERROR_NONE);
	return bytes;
}

Test(release_property, the_order_of_imports_does_not_matter)
{
	struct random random = random_begin("release_property");

	for (unsigned round = 0; round < ROUNDS; round++) {
		struct scene scene;
		struct cube_record record, other;
		struct arena arena;
		unsigned order[RELEASES];
		struct slice bytes;

		arena_init(&arena, BUDGET_BYTES);
		scene_make(&scene, &random);
		order_shuffle(order, &random);
		bytes = lay(&scene, order, &arena, &record);
		order_shuffle(order, &random);
		cr_assert(slice_equal(bytes, lay(&scene, order, &arena, &other)), "round %u", round);
		for (unsigned j = 0; j < FIGURES_MAX; j++) {
			unsigned expected = release_before_all(&scene, measures[j]);
			const struct return_measure *shown = cube_measure(&record, measures[j]);

			cr_assert_eq(shown == NULL, expected == RELEASES, "round %u", round);
			if (shown)
				cr_assert_eq(cube_measure_origin(&record, measures[j])->sequence, expected + 1, "round %u", round);
			if (shown && shown->value != (int64_t)(expected * 10 + j))
				cr_assert_fail("round %u: not the figure of that release", round);
		}
		arena_fini(&arena);
	}
}
