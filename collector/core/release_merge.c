/* Which release's figure is shown where several have one: figures are merged one by one, so that the order of imports does not matter. */
#include <string.h>

#include "collector/core/release.h"

static unsigned rank_of(const struct cube_origin *origin)
{
	const struct dataset *dataset = dataset_of_chain(origin->chain);

	return dataset ? dataset->rank : 0;
}

static int order_of(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

int origin_compare(const struct cube_origin *a, const struct cube_origin *b)
{
	int order = order_of(rank_of(a), rank_of(b));

	if (order == 0)
		order = month_compare(a->vintage, b->vintage);
	if (order == 0)
		order = order_of(a->chain, b->chain);
	return order ? order : order_of(a->sequence, b->sequence);
}

/* A record under construction: measures in ascending order, each with the origin that it has. */
struct merging {
	struct return_measure *measures;
	struct cube_origin *measure_origins;
	unsigned count;
};

static void take(struct merging *merging, const struct return_measure *measure, const struct cube_origin *origin)
{
	merging->measures[merging->count] = *measure;
	merging->measure_origins[merging->count++] = *origin;
}

static const struct cube_origin *old_origin(const struct cube_record *old, unsigned place)
{
	return &old->origins[old->measure_origins[place]];
}

/* Both lists are in ascending order of the measures' numbers. */
static void figures_merge(struct merging *merging, const struct cube_record *old, const struct release_record *record,
			  const struct cube_origin *origin)
{
	unsigned i = 0, j = 0, old_count = old ? old->measure_count : 0;

	while (i < old_count || j < record->figure_count) {
		if (j == record->figure_count || (i < old_count && old->measures[i].number < record->figures[j].number)) {
			take(merging, &old->measures[i], old_origin(old, i));
			i++;
		} else if (i == old_count || record->figures[j].number < old->measures[i].number) {
			take(merging, &record->figures[j++], origin);
		} else {
			bool is_newer = origin_compare(origin, old_origin(old, i)) > 0;

			take(merging, is_newer ? &record->figures[j] : &old->measures[i], is_newer ? origin : old_origin(old, i));
			i++;
			j++;
		}
	}
}

static bool origin_is_same(const struct cube_origin *a, const struct cube_origin *b)
{
	return a->chain == b->chain && a->sequence == b->sequence;
}

/* The origins that are left, each once, by chain and sequence. ERROR_LIMIT: there are too many. */
static enum error origins_list(const struct merging *merging, struct cube_origin *origins, unsigned *count)
{
	unsigned found = 0;

	for (unsigned i = 0; i < merging->count; i++) {
		const struct cube_origin *origin = &merging->measure_origins[i];
		unsigned place = found;

		for (; place > 0 && cube_origin_precedes(origin, &origins[place - 1]); place--)
			;
		if (place > 0 && origin_is_same(origin, &origins[place - 1]))
			continue;
		if (found == CUBE_ORIGINS_MAX)
			return ERROR_LIMIT;
		memmove(&origins[place + 1], &origins[place], (found - place) * sizeof(*origins));
		origins[place] = *origin;
		found++;
	}
	*count = found;
	return ERROR_NONE;
}

static void origins_number(const struct merging *merging, const struct cube_origin *origins, uint8_t *numbers)
{
	for (unsigned i = 0; i < merging->count; i++)
		while (!origin_is_same(&merging->measure_origins[i], &origins[numbers[i]]))
			numbers[i]++;
}

enum error release_merge(const struct cube_record *old, const struct release_record *record, const struct cube_origin *origin, struct arena *arena,
			 struct cube_record *out)
{
	unsigned room = (old ? old->measure_count : 0) + record->figure_count;
	struct merging merging = {arena_take(arena, room, sizeof(*merging.measures)), arena_take(arena, room, sizeof(*merging.measure_origins)), 0};
	struct cube_origin *origins = arena_take(arena, CUBE_ORIGINS_MAX, sizeof(*origins));
	uint8_t *numbers = arena_take(arena, room, 1);
	struct cube_record merged = {.council = record->council, .month = record->month, .measures = merging.measures, .origins = origins};
	enum error error;

	if (!merging.measures || !merging.measure_origins || !origins || !numbers)
		return ERROR_NO_MEMORY;
	figures_merge(&merging, old, record, origin);
	error = origins_list(&merging, origins, &merged.origin_count);
	if (error)
		return error;
	origins_number(&merging, origins, numbers);
	merged.measure_origins = numbers;
	merged.measure_count = merging.count;
	merged.joint = cube_origins_joint(origins, merged.origin_count);
	*out = merged;
	return ERROR_NONE;
}
