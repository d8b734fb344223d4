#include "deploy/demo_data/care_places.h"

#include "deploy/demo_data/days.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

enum { PROVIDERS = 10, MILES_TENTHS_NEAR = 200, MILES_TENTHS_FAR = 1400, SUPPORTED_YEAR = 2025, CHOICES_MAX = 20 };

/*
 * Weights are how often a child of the age is placed so, not how many live so: long stays make the difference. Providers: PR0 the parents, PR1 the
 * council, PR2 another council, PR4 private, PR5 voluntary; in tenths.
 */
static const struct kind {
	const char *code, *code_since_2025;
	uint8_t years_min;
	uint8_t weight, weight_unaccompanied;
	bool needs_care_order, is_adoptive;
	uint8_t providers[PROVIDERS];
} kinds[] = {
	{"U6", NULL, 0, 34, 30, false, false, {1, 1, 1, 1, 1, 1, 4, 4, 4, 5}},
	{"U4", NULL, 0, 22, 10, false, false, {1, 1, 1, 1, 1, 4, 4, 4, 4, 5}},
	{"U3", NULL, 0, 9, 2, false, false, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1}},
	{"U1", NULL, 0, 8, 1, false, false, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1}},
	{"K2", NULL, 7, 20, 4, false, false, {1, 1, 4, 4, 4, 4, 4, 4, 4, 5}},
	{"P1", NULL, 0, 8, 0, true, false, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0}},
	{"H5", "K3", 16, 60, 30, false, false, {1, 1, 4, 4, 4, 4, 4, 4, 4, 5}},
	{"P2", "K3", 16, 40, 20, false, false, {1, 1, 1, 4, 4, 4, 4, 4, 5, 5}},
	{"S1", NULL, 9, 1, 0, false, false, {2, 4, 4, 4, 4, 4, 4, 4, 4, 4}},
	{"R3", NULL, 0, 1, 0, false, false, {1, 4, 4, 4, 4, 4, 4, 4, 4, 5}},
	{"Z1", NULL, 0, 1, 1, false, false, {1, 1, 1, 1, 1, 1, 4, 4, 4, 4}},
	{"A6", NULL, 0, 0, 0, false, true, {1, 1, 1, 1, 1, 2, 2, 2, 5, 5}},
	{"A5", NULL, 0, 0, 0, false, true, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1}},
};

enum { KIND_FALLBACK = 0, KIND_ADOPTIVE = 11, KIND_ADOPTED_BY_CARER = 12 };

static const char *const providers[] = {"PR0", "PR1", "PR2", "PR3", "PR4", "PR5"};

const char *care_place_code(const struct care_place *place, int year)
{
	const struct kind *kind = &kinds[place->kind];

	return year >= SUPPORTED_YEAR && kind->code_since_2025 ? kind->code_since_2025 : kind->code;
}

bool care_place_is_adoptive(const struct care_place *place)
{
	return kinds[place->kind].is_adoptive;
}

static struct care_place place_of(struct chance *chance, unsigned kind, int32_t over_20_miles_percent)
{
	struct care_place place = {
		.kind = (uint8_t)kind,
		.provider = providers[kinds[kind].providers[chance_below(chance, PROVIDERS)]],
		.post = (uint16_t)chance_below(chance, 1000),
	};
	bool is_far = chance_below(chance, 100) < (uint64_t)over_20_miles_percent;
	int64_t miles = is_far ? chance_between(chance, MILES_TENTHS_NEAR + 1, MILES_TENTHS_FAR) : chance_between(chance, 1, MILES_TENTHS_NEAR);

	place.tenths_of_miles = kinds[kind].needs_care_order ? 0 : (uint16_t)miles;
	return place;
}

static bool suits(const struct kind *kind, const struct care_situation *situation)
{
	return situation->age_days >= kind->years_min * DAYS_A_YEAR + kind->years_min / 4 && (!kind->needs_care_order || situation->has_care_order);
}

static unsigned draw(struct chance *chance, bool is_unaccompanied)
{
	int64_t total = 0;
	unsigned kind = 0;

	for (unsigned i = 0; i < COUNT_OF(kinds); i++)
		total += is_unaccompanied ? kinds[i].weight_unaccompanied : kinds[i].weight;
	int64_t left = (int64_t)chance_below(chance, (uint64_t)total);

	while ((left -= is_unaccompanied ? kinds[kind].weight_unaccompanied : kinds[kind].weight) >= 0)
		kind++;
	return kind;
}

struct care_place care_place_choose(struct chance *chance, const struct care_situation *situation)
{
	unsigned kind = draw(chance, situation->is_unaccompanied);

	for (unsigned i = 0; i < CHOICES_MAX && !suits(&kinds[kind], situation); i++)
		kind = draw(chance, situation->is_unaccompanied);
	return place_of(chance, suits(&kinds[kind], situation) ? kind : KIND_FALLBACK, situation->over_20_miles_percent);
}

struct care_place care_place_adoptive(struct chance *chance, int32_t over_20_miles_percent)
{
	return place_of(chance, chance_below(chance, 5) == 0 ? KIND_ADOPTED_BY_CARER : KIND_ADOPTIVE, over_20_miles_percent);
}

int32_t care_place_days(struct chance *chance)
{
	uint64_t kind = chance_below(chance, 20);

	if (kind < 5)
		return (int32_t)chance_between(chance, 20, 150);
	if (kind < 11)
		return (int32_t)chance_between(chance, 120, 600);
	return (int32_t)chance_between(chance, 600, 3600);
}
