#include "collector/core/compare.h"

#include <criterion/criterion.h>

#include "tests/unit/collector/figures.h"

static const struct indicator *indicator_named(const char *id)
{
	const struct indicator *indicator = catalogue_indicator_find(slice_from_text(id));

	cr_assert_not_null(indicator, "%s", id);
	return indicator;
}

static struct indicator_value value_of(const char *id, const struct figures *figures)
{
	return indicator_compute(indicator_named(id), &figures->record, figures->record.month);
}

Test(indicator, st_helens_as_published)
{
	static const struct {
		const char *id;
		int64_t tenths;
	} table[] = {{"vacancy_rate_fte", 196}, {"turnover_rate_fte", 243}, {"agency_rate_fte", 173}, {"caseload_fte", 183}};
	struct figures figures;

	figures_publish(&figures, &north_west_2021[2], month_from(2021, 9));
	cr_assert_eq(figures.record.council, 342);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct indicator_value value = value_of(table[i].id, &figures);

		cr_assert_eq(value.symbol, SYMBOL_NONE);
		cr_assert_eq(value.value, table[i].tenths, "%s is %ld", table[i].id, (long)value.value);
	}
}

Test(indicator, every_published_vacancy_rate_of_the_north_west)
{
	for (unsigned i = 0; i < NORTH_WEST_COUNT; i++) {
		struct figures figures;

		figures_publish(&figures, &north_west_2021[i], month_from(2021, 9));
		cr_assert_eq(value_of("vacancy_rate_fte", &figures).value, north_west_2021[i].vacancy_rate, "council %u", north_west_2021[i].council);
	}
}

Test(indicator, keeps_its_parts_as_they_are_stored)
{
	struct figures figures;
	struct indicator_value value;

	figures_publish(&figures, &north_west_2021[2], month_from(2021, 9));
	value = value_of("vacancy_rate_fte", &figures);
	cr_assert(value.has_parts);
	cr_assert_eq(value.numerator, 35000000);
	cr_assert_eq(value.denominator, 178300000);
	value = value_of("caseload_fte", &figures);
	cr_assert_eq(value.numerator, 1410);
	cr_assert_eq(value.denominator, 77100000);
}

Test(indicator, is_rounded_half_up_once)
{
	static const struct {
		int64_t vacancy, inpost; /* tenths */
		int64_t value;
	} table[] = {
		{1, 7, 125},      /* 12.5 exactly */
		{1, 15, 63},      /* 6.25 goes up */
		{1, 1999, 1},     /* 0.05 goes up */
		{1, 2000, 0},     /* 0.04997 goes down */
		{10000, 0, 1000}, /* all posts vacant */
		{0, 10000, 0},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct figures figures;

		figures_begin(&figures, 342, month_from(2021, 9));
		figures_put(&figures, MEASURE_VACANCY_FTE, table[i].vacancy, SYMBOL_NONE);
		figures_put(&figures, MEASURE_INPOST_FTE, table[i].inpost, SYMBOL_NONE);
		cr_assert_eq(value_of("vacancy_rate_fte", &figures).value, table[i].value, "row %zu", i);
	}
}

Test(indicator, a_symbol_stands_for_the_value)
{
	enum { ABSENT = -1 };
	static const struct {
		enum symbol vacancy;
		int64_t vacancy_tenths; /* ABSENT: not in the record */
		enum symbol inpost;
		int64_t inpost_tenths;
		enum symbol expected;
		bool has_parts;
	} table[] = {
		{SYMBOL_C, 0, SYMBOL_NONE, 100, SYMBOL_C, false},    {SYMBOL_Z, 0, SYMBOL_NONE, 100, SYMBOL_Z, false},
		{SYMBOL_X, 0, SYMBOL_NONE, 100, SYMBOL_X, false},    {SYMBOL_U, 0, SYMBOL_NONE, 100, SYMBOL_U, false},
		{SYMBOL_K, 0, SYMBOL_NONE, 100, SYMBOL_K, false},    {SYMBOL_NONE, 10, SYMBOL_U, 0, SYMBOL_U, false},
		{SYMBOL_C, 0, SYMBOL_U, 0, SYMBOL_C, false}, /* the numerator's first */
		{SYMBOL_NONE, ABSENT, SYMBOL_U, 0, SYMBOL_X, false}, {SYMBOL_NONE, 10, SYMBOL_NONE, ABSENT, SYMBOL_X, false},
		{SYMBOL_NONE, 0, SYMBOL_NONE, 0, SYMBOL_Z, true},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct figures figures;
		struct indicator_value value;

		figures_begin(&figures, 342, month_from(2021, 9));
		if (table[i].vacancy_tenths != ABSENT)
			figures_put(&figures, MEASURE_VACANCY_FTE, table[i].vacancy_tenths, table[i].vacancy);
		if (table[i].inpost_tenths != ABSENT)
			figures_put(&figures, MEASURE_INPOST_FTE, table[i].inpost_tenths, table[i].inpost);
		value = value_of("vacancy_rate_fte", &figures);
		cr_assert_eq(value.symbol, table[i].expected, "row %zu is %d", i, value.symbol);
		cr_assert_eq(value.has_parts, table[i].has_parts, "row %zu", i);
		cr_assert_eq(value.value, 0);
	}
}

Test(indicator, without_a_record_is_not_available)
{
	struct indicator_value value = indicator_compute(indicator_named("vacancy_rate_fte"), NULL, month_from(2021, 9));

	cr_assert_eq(value.symbol, SYMBOL_X);
	cr_assert_not(value.has_parts);
}

Test(indicator, figures_beyond_all_bounds_are_not_available)
{
	static const int64_t vacancies[] = {INT64_MAX, INT64_MAX - 1, 1};
	static const int64_t inposts[] = {INT64_MAX, 1, INT64_MAX};

	for (size_t i = 0; i < sizeof(vacancies) / sizeof(vacancies[0]); i++) {
		struct figures figures;
		struct indicator_value value;

		figures_begin(&figures, 342, month_from(2021, 9));
		figures_put(&figures, MEASURE_INPOST_FTE, 1, SYMBOL_NONE);
		figures_put(&figures, MEASURE_VACANCY_FTE, 1, SYMBOL_NONE);
		figures.measures[0].value = inposts[i];
		figures.measures[1].value = vacancies[i];
		value = value_of("vacancy_rate_fte", &figures);
		if (i == 1) { /* the sum just fits: everything is vacant */
			cr_assert_eq(value.value, 1000);
			continue;
		}
		cr_assert_eq(value.symbol, SYMBOL_X, "row %zu", i);
	}
}

/* A rate may be over 100%: covered vacancies come from another file than the vacancies. */
Test(indicator, may_be_over_a_hundred_per_cent)
{
	struct figures figures;

	figures_begin(&figures, 342, month_from(2021, 9));
	figures_put(&figures, MEASURE_AGENCY_COVER_FTE, 300, SYMBOL_NONE);
	figures_put(&figures, MEASURE_VACANCY_FTE, 160, SYMBOL_NONE);
	cr_assert_eq(value_of("vacancy_agency_cover_rate_fte", &figures).value, 1875);
}

Test(working_days, know_the_leap_year)
{
	static const struct {
		int year, number;
		unsigned days;
	} table[] = {
		{2019, 9, 253}, {2020, 1, 253}, {2020, 2, 254}, {2020, 9, 254},  {2021, 1, 254}, {2021, 2, 253}, {2021, 9, 253},
		{2024, 2, 254}, {2025, 1, 254}, {2025, 2, 253}, {2000, 12, 254}, {2100, 9, 253}, {2101, 1, 253},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		cr_assert_eq(working_days(month_from(table[i].year, table[i].number)), table[i].days, "row %zu", i);
}

Test(working_days, make_the_absence_rate)
{
	struct figures figures;

	figures_begin(&figures, 342, month_from(2021, 9));
	figures_put(&figures, MEASURE_WORKING_DAYS_LOST_FTE_12M, 19030, SYMBOL_NONE);
	figures_put(&figures, MEASURE_INPOST_FTE, 1433, SYMBOL_NONE);
	/* 1903 / (143.3 x 253) = 5.2489% */
	cr_assert_eq(value_of("absence_rate_fte", &figures).value, 52);
	cr_assert_eq(value_of("absence_rate_fte", &figures).denominator, 143300000);
	figures_begin(&figures, 342, month_from(2020, 9));
	figures_put(&figures, MEASURE_WORKING_DAYS_LOST_FTE_12M, 2540, SYMBOL_NONE);
	figures_put(&figures, MEASURE_INPOST_FTE, 100, SYMBOL_NONE);
	/* 254 / (10 x 254) = 10.0%; over 253 days it would be 10.04% */
	cr_assert_eq(value_of("absence_rate_fte", &figures).value, 100);
}

/* One council in a pool: what it has for vacancies and in post, and what the pool is after it. */
Test(pool, missing_parts_leave_both_sides)
{
	static const struct {
		enum symbol vacancy, inpost;
		int64_t numerator, denominator;
		unsigned included;
	} table[] = {
		{SYMBOL_NONE, SYMBOL_NONE, 10, 110, 1}, {SYMBOL_U, SYMBOL_NONE, 0, 0, 0}, {SYMBOL_X, SYMBOL_NONE, 0, 0, 0},
		{SYMBOL_C, SYMBOL_NONE, 0, 0, 0},       {SYMBOL_Z, SYMBOL_NONE, 0, 0, 0}, {SYMBOL_NONE, SYMBOL_U, 0, 0, 0},
		{SYMBOL_K, SYMBOL_NONE, 0, 100, 1},     {SYMBOL_K, SYMBOL_X, 0, 0, 0},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct pool pool = {.error = ERROR_NONE};
		struct figures figures;

		figures_begin(&figures, 342, month_from(2021, 9));
		figures_put(&figures, MEASURE_VACANCY_FTE, 100, table[i].vacancy);
		figures_put(&figures, MEASURE_INPOST_FTE, 1000, table[i].inpost);
		pool_take(&pool, SOURCE_RETURNS, indicator_named("vacancy_rate_fte"), &figures.record);
		cr_assert_eq(pool.numerator, table[i].numerator * 1000000, "row %zu", i);
		cr_assert_eq(pool.denominator, table[i].denominator * 1000000, "row %zu", i);
		cr_assert_eq(pool.included, table[i].included, "row %zu", i);
	}
}

Test(pool, of_the_north_west)
{
	static const struct {
		const char *id;
		int64_t tenths;
	} table[] = {{"vacancy_rate_fte", 162}, {"agency_rate_fte", 146}, {"turnover_rate_fte", 145}, {"caseload_fte", 183}};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		const struct indicator *indicator = indicator_named(table[i].id);
		struct pool pool = {.error = ERROR_NONE};
		struct pooled pooled;

		for (unsigned row = 0; row < NORTH_WEST_COUNT; row++) {
			struct figures figures;

			figures_publish(&figures, &north_west_2021[row], month_from(2021, 9));
			pool_take(&pool, SOURCE_RETURNS, indicator, &figures.record);
		}
		pooled = pool_result(&pool, indicator, month_from(2021, 9));
		cr_assert_eq(pooled.included, NORTH_WEST_COUNT);
		cr_assert_eq(pooled.value.value, table[i].tenths, "%s is %ld", table[i].id, (long)pooled.value.value);
	}
}

Test(pool, of_nobody_is_not_available)
{
	struct pool pool = {.error = ERROR_NONE};
	struct pooled pooled;

	pool_take(&pool, SOURCE_RETURNS, indicator_named("vacancy_rate_fte"), NULL);
	pooled = pool_result(&pool, indicator_named("vacancy_rate_fte"), month_from(2021, 9));
	cr_assert_eq(pooled.value.symbol, SYMBOL_X);
	cr_assert_not(pooled.value.has_parts);
	cr_assert_eq(pooled.included, 0);
}

Test(pool, over_nothing_is_not_applicable)
{
	struct pool pool = {.error = ERROR_NONE};
	struct pooled pooled;
	struct figures figures;

	figures_begin(&figures, 342, month_from(2021, 9));
	figures_put(&figures, MEASURE_VACANCY_FTE, 0, SYMBOL_NONE);
	figures_put(&figures, MEASURE_INPOST_FTE, 0, SYMBOL_NONE);
	pool_take(&pool, SOURCE_RETURNS, indicator_named("vacancy_rate_fte"), &figures.record);
	pooled = pool_result(&pool, indicator_named("vacancy_rate_fte"), month_from(2021, 9));
	cr_assert_eq(pooled.value.symbol, SYMBOL_Z);
	cr_assert_eq(pooled.included, 1);
}

Test(pool, that_overflows_stays_an_error)
{
	const struct indicator *indicator = indicator_named("turnover_rate_fte");
	struct pool pool = {.error = ERROR_NONE};
	struct figures figures;

	figures_begin(&figures, 342, month_from(2021, 9));
	figures_put(&figures, MEASURE_LEAVERS_FTE_12M, 10, SYMBOL_NONE);
	figures_put(&figures, MEASURE_INPOST_FTE, 10, SYMBOL_NONE);
	figures.measures[0].value = INT64_MAX - 1;
	pool_take(&pool, SOURCE_RETURNS, indicator, &figures.record);
	cr_assert_eq(pool.error, ERROR_NONE);
	pool_take(&pool, SOURCE_RETURNS, indicator, &figures.record);
	cr_assert_eq(pool.error, ERROR_LIMIT);
	figures.measures[0].value = 0;
	pool_take(&pool, SOURCE_RETURNS, indicator, &figures.record);
	cr_assert_eq(pool.error, ERROR_LIMIT);
	cr_assert_eq(pool_result(&pool, indicator, month_from(2021, 9)).value.symbol, SYMBOL_X);
	cr_assert_eq(pool_result(&pool, indicator, month_from(2021, 9)).included, 0);
}

Test(pool, a_council_whose_own_sum_overflows_is_an_error)
{
	const struct indicator *indicator = indicator_named("vacancy_rate_fte");
	struct pool pool = {.error = ERROR_NONE};
	struct figures figures;

	figures_begin(&figures, 342, month_from(2021, 9));
	figures_put(&figures, MEASURE_INPOST_FTE, 10, SYMBOL_NONE);
	figures_put(&figures, MEASURE_VACANCY_FTE, 10, SYMBOL_NONE);
	figures.measures[0].value = INT64_MAX;
	pool_take(&pool, SOURCE_RETURNS, indicator, &figures.record);
	cr_assert_eq(pool.error, ERROR_LIMIT);
	cr_assert_eq(pool.included, 0);
}

Test(quartiles, by_linear_interpolation)
{
	static const struct {
		int64_t values[8];
		unsigned count;
		int64_t quarters[3];
	} table[] = {
		/* R's quantile(x, c(.25, .5, .75), type = 7), times 4 */
		{{7}, 1, {28, 28, 28}},
		{{1, 2}, 2, {5, 6, 7}},
		{{1, 2, 4}, 3, {6, 8, 12}},
		{{1, 2, 3, 4}, 4, {7, 10, 13}},
		{{10, 20, 30, 40, 50}, 5, {80, 120, 160}},
		{{0, 0, 0, 9, 10, 11, 12, 100}, 8, {0, 38, 45}},
		{{5, 5, 5, 5}, 4, {20, 20, 20}},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct quartiles quartiles = quartiles_of(table[i].values, table[i].count);

		cr_assert(quartiles.is_known);
		cr_assert_arr_eq(quartiles.quarters, table[i].quarters, sizeof(quartiles.quarters), "row %zu: %ld %ld %ld", i,
				 (long)quartiles.quarters[0], (long)quartiles.quarters[1], (long)quartiles.quarters[2]);
	}
}

Test(quartiles, are_shown_rounded_half_up)
{
	static const struct {
		int64_t quarters, shown;
	} table[] = {{0, 0}, {1, 0}, {2, 1}, {3, 1}, {4, 1}, {5, 1}, {6, 2}, {408, 102}, {-1, 0}, {-2, -1}, {-5, -1}, {-6, -2}};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct quartiles quartiles = {.is_known = true, .quarters = {0, table[i].quarters, 0}};

		cr_assert_eq(quartile_rounded(&quartiles, 1), table[i].shown, "row %zu", i);
	}
}

Test(quartiles, beyond_all_bounds_are_not_known)
{
	const int64_t values[] = {1, INT64_MAX / 2, INT64_MAX};

	cr_assert_not(quartiles_of(values, 3).is_known);
	cr_assert(quartiles_of(values, 1).is_known);
}

Test(bands, a_value_on_a_cut)
{
	/* Cuts at 10, 20 and 30.25 units; a value on a cut is in the better band where low is good, in the worse where high is good. */
	static const struct quartiles quartiles = {.is_known = true, .quarters = {40, 80, 121}};
	static const struct {
		int64_t value;
		char low_is_good, high_is_good;
	} table[] = {
		{0, 'A', 'D'}, {10, 'A', 'D'}, {11, 'B', 'C'}, {20, 'B', 'C'}, {21, 'C', 'B'}, {30, 'C', 'B'}, {31, 'D', 'A'}, {INT64_MAX, 'D', 'A'},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		cr_assert_eq(quartile_band(&quartiles, POLARITY_LOW_IS_GOOD, table[i].value), table[i].low_is_good, "row %zu", i);
		cr_assert_eq(quartile_band(&quartiles, POLARITY_HIGH_IS_GOOD, table[i].value), table[i].high_is_good, "row %zu", i);
		cr_assert_eq(quartile_band(&quartiles, POLARITY_NONE, table[i].value), 0);
	}
}

Test(bands, are_none_without_quartiles)
{
	static const struct quartiles quartiles = {.is_known = false};

	cr_assert_eq(quartile_band(&quartiles, POLARITY_LOW_IS_GOOD, 5), 0);
}
