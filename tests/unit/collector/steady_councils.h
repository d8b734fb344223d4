/* Councils whose figures vary by chance alone, in a cube in memory, for tests of what stands out. All invented, by a seed. */
#pragma once

#include <math.h>

#include "collector/core/normal.h"
#include "tests/property/common_random.h"
#include "tests/support/memory_cube.h"
#include "tests/unit/collector/figures.h"

enum { STEADY_COUNCILS_MAX = 160, STEADY_MONTHS_MAX = 64 };

/* What a council is like, whatever the month. */
struct steady_council {
	uint16_t code;
	double posts, vacancy, agency, turnover, caseload, supervision, repeat;
};

struct steady {
	struct random random;
	double noise; /* of a council's rate from month to month beyond what single posts make, in standard deviations of these */
	unsigned council_count, month_count;
	struct steady_council councils[STEADY_COUNCILS_MAX];
	struct month months[STEADY_MONTHS_MAX];
	struct figures (*figures)[STEADY_COUNCILS_MAX]; /* a row a month; in the arena */
	struct cube_record (*records)[STEADY_COUNCILS_MAX];
	struct arena arena;
	struct memory_cube cube;
};

static inline double steady_uniform(struct random *random)
{
	return ((double)(random_u64(random) >> 11) + 0.5) / 9007199254740992.0;
}

static inline double steady_between(struct random *random, double low, double high)
{
	return low + (high - low) * steady_uniform(random);
}

/* Of so many chances, in tenths, by the normal distribution; 0 to all of them. */
static inline int64_t steady_share(struct steady *steady, double total, double share)
{
	double deviation = sqrt(total * share * (1 - share)) * (1 + steady->noise);
	double drawn = total * share + deviation * normal_quantile(steady_uniform(&steady->random));

	return llround(10 * fmax(0, fmin(total, drawn)));
}

static inline int64_t steady_count(struct steady *steady, double expected)
{
	return llround(10 * fmax(0, expected + sqrt(expected) * (1 + steady->noise) * normal_quantile(steady_uniform(&steady->random))));
}

static inline void steady_council_draw(struct random *random, uint16_t code, struct steady_council *out)
{
	*out = (struct steady_council){
		.code = code,
		.posts = steady_between(random, 60, 400),
		.vacancy = steady_between(random, 0.08, 0.3),
		.agency = steady_between(random, 0.08, 0.3),
		.turnover = steady_between(random, 0.1, 0.2),
		.caseload = steady_between(random, 14, 22),
		.supervision = steady_between(random, 0.6, 0.9),
		.repeat = steady_between(random, 0.15, 0.3),
	};
}

/* The first `wanted` councils of England that exist in September 2021. */
static inline void steady_begin(struct steady *steady, uint64_t seed, unsigned wanted)
{
	struct date day = month_last_day(month_from(2021, 9));

	memset(steady, 0, sizeof(*steady));
	steady->random.state = seed;
	arena_init(&steady->arena, 256 << 20);
	memory_cube_begin(&steady->cube);
	for (unsigned i = 0; i < council_count() && steady->council_count < wanted; i++)
		if (council_exists_on(council_at(i), day))
			steady_council_draw(&steady->random, council_at(i)->code, &steady->councils[steady->council_count++]);
	steady->figures = arena_take(&steady->arena, STEADY_MONTHS_MAX, sizeof(*steady->figures));
	steady->records = arena_take(&steady->arena, STEADY_MONTHS_MAX, sizeof(*steady->records));
	cr_assert(steady->figures && steady->records);
}

static inline void steady_end(struct steady *steady)
{
	memory_cube_end(&steady->cube);
	arena_fini(&steady->arena);
}

static inline void steady_figures(struct steady *steady, const struct steady_council *council, struct month month, struct figures *out)
{
	int64_t vacancy = steady_share(steady, council->posts, council->vacancy);
	int64_t inpost = llround(10 * council->posts) - vacancy;
	double workers = (double)inpost / 10;
	double agency = workers * council->agency / (1 - council->agency);
	int64_t due = llround(workers) * 10;

	figures_begin(out, council->code, month);
	figures_put(out, MEASURE_INPOST_FTE, inpost, SYMBOL_NONE);
	figures_put(out, MEASURE_VACANCY_FTE, vacancy, SYMBOL_NONE);
	figures_put(out, MEASURE_AGENCY_FTE, steady_count(steady, agency), SYMBOL_NONE);
	figures_put(out, MEASURE_LEAVERS_FTE_12M, steady_count(steady, workers * council->turnover), SYMBOL_NONE);
	figures_put(out, MEASURE_CASE_HOLDERS_FTE, inpost, SYMBOL_NONE);
	figures_put(out, MEASURE_CASES, steady_count(steady, workers * council->caseload), SYMBOL_NONE);
	figures_put(out, MEASURE_SUPERVISIONS_DUE_MONTH, due, SYMBOL_NONE);
	figures_put(out, MEASURE_SUPERVISIONS_ON_TIME_MONTH, steady_share(steady, (double)due / 10, council->supervision), SYMBOL_NONE);
	figures_put(out, MEASURE_CPP_STARTED_12M, 2000, SYMBOL_NONE);
	figures_put(out, MEASURE_CPP_STARTED_REPEAT_12M, steady_share(steady, 200, council->repeat), SYMBOL_NONE);
}

/* Another month of all councils. */
static inline void steady_month(struct steady *steady, struct month month)
{
	unsigned place = steady->month_count++;

	cr_assert_lt(place, STEADY_MONTHS_MAX);
	steady->months[place] = month;
	for (unsigned i = 0; i < steady->council_count; i++) {
		steady_figures(steady, &steady->councils[i], month, &steady->figures[place][i]);
		steady->records[place][i] = steady->figures[place][i].record;
	}
}

/* Sets a measure of a month that is there. */
static inline void steady_set(struct steady *steady, unsigned place, unsigned council, uint16_t number, int64_t tenths)
{
	struct figures *figures = &steady->figures[place][council];
	unsigned digits = measure_digits(catalogue_measure(number));

	for (unsigned i = 0; i < figures->record.measure_count; i++)
		if (figures->measures[i].number == number)
			figures->measures[i].value = digits ? tenths * decimal_power(digits - 1) : tenths / 10;
}

/* Puts months [first, month_count) into the cube. */
static inline void steady_put(struct steady *steady, enum cube_source source, unsigned first)
{
	for (unsigned i = first; i < steady->month_count; i++)
		memory_cube_put(&steady->cube, source, steady->months[i], steady->records[i], steady->council_count);
}
