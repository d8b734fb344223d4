/* Rankings of random figures, for property tests. */
#pragma once

#include <criterion/criterion.h>
#include <string.h>

#include "proto/catalogue.h"
#include "proto/status.h"
#include "tests/property/common_random.h"
#include "tests/support/ranking_input.h"

enum { BUDGET_BYTES = 1 << 20, PARTS_MAX = 3 };

/* One council's parts of an indicator; both sides of the ratio are made of them. */
struct parts {
	struct cube_record record;
	struct return_measure measures[PARTS_MAX];
};

struct scene {
	struct arena arena;
	struct ranking_input input;
	struct parts parts[COUNCIL_COUNT_MAX];
	struct cube_record records[COUNCIL_COUNT_MAX];
	struct memory_cube cube; /* once it is made */
	struct ranking ranking;
};

static inline void parts_put(struct parts *parts, uint16_t number, uint8_t symbol, int64_t value)
{
	unsigned place = parts->record.measure_count;

	if (number == MEASURE_NONE || cube_measure(&parts->record, number))
		return;
	for (; place > 0 && parts->measures[place - 1].number > number; place--)
		parts->measures[place] = parts->measures[place - 1];
	parts->measures[place] = (struct return_measure){.number = number, .symbol = symbol, .value = symbol ? 0 : value};
	parts->record.measure_count++;
}

/* Few different values, so that there are ties; now and then a symbol, where `symbols` allows them. */
static inline void parts_fill(struct parts *parts, const struct indicator *indicator, struct random *random, bool symbols)
{
	uint8_t symbol = symbols && random_below(random, 6) == 0 ? (uint8_t)(1 + random_below(random, SYMBOL_K)) : SYMBOL_NONE;

	parts->record.measures = parts->measures;
	parts_put(parts, indicator->numerator, symbol, (int64_t)random_below(random, 40) * 500000);
	parts_put(parts, indicator->denominator[0], SYMBOL_NONE, (int64_t)(1 + random_below(random, 3)) * 10000000);
	parts_put(parts, indicator->denominator[1], SYMBOL_NONE, (int64_t)(1 + random_below(random, 3)) * 10000000);
}

enum { WITH_SYMBOLS = 1, ONLY_THE_AREA = 2 };

static inline bool is_in_area(const struct scene *scene, const struct council *council)
{
	return area_has(scene->input.area, council) && council_exists_on(council, month_last_day(scene->input.month));
}

/* A random indicator, month and area, and records of most councils, in the area or not. */
static inline void scene_begin(struct scene *scene, struct random *random, unsigned flags)
{
	memset(scene, 0, sizeof(*scene));
	arena_init(&scene->arena, BUDGET_BYTES);
	scene->input = (struct ranking_input){
		.source = SOURCE_RETURNS,
		.indicator = catalogue_indicator_at((unsigned)random_below(random, catalogue_indicator_count())),
		.month = month_from(2017 + (int)random_below(random, 9), 1 + (int)random_below(random, 12)),
		.area = area_at((unsigned)random_below(random, area_count())),
		.notice = "",
		.now = scene->records,
	};
	for (unsigned i = 0; i < council_count(); i++) {
		struct parts *parts = &scene->parts[scene->input.now_count];

		if (random_below(random, 5) == 0 || ((flags & ONLY_THE_AREA) && !is_in_area(scene, council_at(i))))
			continue;
		parts->record = (struct cube_record){.council = council_at(i)->code, .month = scene->input.month, .revision = 1, .sequence = 1};
		parts_fill(parts, scene->input.indicator, random, (flags & WITH_SYMBOLS) != 0);
		scene->records[scene->input.now_count++] = parts->record;
	}
}

static inline void scene_end(struct scene *scene)
{
	memory_cube_end(&scene->cube);
	arena_fini(&scene->arena);
}

static inline void scene_make(struct scene *scene)
{
	memory_cube_end(&scene->cube);
	cr_assert_eq(ranking_input_make(&scene->input, &scene->cube, &scene->arena, &scene->ranking), ERROR_NONE);
}
