#include "collector/core/ranking.h"

#include <criterion/criterion.h>

#include "collector/core/ranking_sentences.h"
#include "tests/unit/collector/scene.h"

Test(ranking, the_north_west_as_published)
{
	static struct scene scene;
	const struct ranking *ranking = &scene.ranking;
	const struct ranking_row *row;

	north_west_scene(&scene, "vacancy_rate_fte");
	cr_assert_eq(ranking->expected, 23);
	cr_assert_eq(ranking->reported, 23);
	cr_assert_eq(ranking->row_count, 23);
	cr_assert_eq(ranking->band_expected, 23);
	cr_assert_eq(ranking->band_counted, 23);
	cr_assert_eq(ranking->band_area, ranking->area);
	cr_assert_eq(ranking->pooled.value.value, 162);
	cr_assert_eq(ranking->pooled.included, 23);
	cr_assert_eq(ranking->minimum, 40);
	cr_assert_eq(ranking->maximum, 310);
	cr_assert_eq(quartile_rounded(&ranking->quartiles, 0), 102);
	cr_assert_eq(quartile_rounded(&ranking->quartiles, 1), 169);
	cr_assert_eq(quartile_rounded(&ranking->quartiles, 2), 214);
	row = row_of(&scene, 342);
	cr_assert_eq(row->value.value, 196);
	cr_assert_eq(row->rank, 16);
	cr_assert_eq(row->from_highest, 8);
	cr_assert_eq(row->band, 'C');
	cr_assert(row->has_reported);
	/* Knowsley and Halton: 17.596 and 17.621, 13th of 23 both. */
	cr_assert_eq(row_of(&scene, 340)->value.value, 176);
	cr_assert_eq(row_of(&scene, 876)->value.value, 176);
	cr_assert_eq(row_of(&scene, 340)->rank, 13);
	cr_assert_eq(row_of(&scene, 876)->rank, 13);
	cr_assert_eq(row_of(&scene, 340)->from_highest, 10);
	cr_assert_eq(row_of(&scene, 876)->from_highest, 10);
	cr_assert_eq(row_of(&scene, 890)->rank, 15);
	scene_end(&scene);
}

Test(ranking, rows_come_by_rank_then_code)
{
	static struct scene scene;

	north_west_scene(&scene, "vacancy_rate_fte");
	for (unsigned i = 1; i < scene.ranking.row_count; i++) {
		const struct ranking_row *before = &scene.ranking.rows[i - 1];
		const struct ranking_row *row = &scene.ranking.rows[i];

		cr_assert(before->rank < row->rank || (before->rank == row->rank && before->council->code < row->council->code), "row %u", i);
	}
	scene_end(&scene);
}

Test(ranking, ties_share_the_lowest_number)
{
	static const struct {
		uint16_t council;
		int64_t tenths;
		unsigned rank, from_highest;
	} table[] = {{340, 200, 2, 3}, {341, 100, 1, 5}, {342, 200, 2, 3}, {343, 300, 4, 1}, {344, 300, 4, 1}};
	static struct scene scene;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		scene_put(&scene, 0, table[i].council, table[i].tenths, SYMBOL_NONE);
	scene_make(&scene);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		cr_assert_eq(row_of(&scene, table[i].council)->rank, table[i].rank, "row %zu", i);
		cr_assert_eq(row_of(&scene, table[i].council)->from_highest, table[i].from_highest, "row %zu", i);
	}
	scene_end(&scene);
}

Test(ranking, missing_values_are_left_out_and_come_last)
{
	static const enum symbol symbols[] = {SYMBOL_C, SYMBOL_Z, SYMBOL_X, SYMBOL_U, SYMBOL_K};
	static struct scene scene;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(&scene, 0, 340, 200, SYMBOL_NONE);
	scene_put(&scene, 0, 341, 100, SYMBOL_NONE);
	for (uint16_t i = 0; i < 5; i++)
		scene_put(&scene, 0, (uint16_t)(350 + i), 0, symbols[i]);
	scene_make(&scene);
	cr_assert_eq(scene.ranking.expected, 23);
	cr_assert_eq(scene.ranking.reported, 7);
	cr_assert_eq(scene.ranking.band_counted, 2);
	/* `k` counts as nothing vacant, its posts stay: 30 of 300. */
	cr_assert_eq(scene.ranking.pooled.included, 3);
	cr_assert_eq(scene.ranking.pooled.value.value, 100);
	for (uint16_t i = 0; i < 5; i++) {
		const struct ranking_row *row = row_of(&scene, (uint16_t)(350 + i));

		cr_assert_eq(row->value.symbol, symbols[i]);
		cr_assert_eq(row->rank, 0);
		cr_assert_eq(row->from_highest, 0);
		cr_assert_eq(row->band, 0);
		cr_assert(row->has_reported);
		cr_assert_gt(row->revision, 0);
	}
	cr_assert_eq(scene.ranking.rows[0].council->code, 341);
	cr_assert_eq(scene.ranking.rows[1].council->code, 340);
	cr_assert_eq(scene.ranking.rows[2].council->code, 342);
	cr_assert_eq(scene.ranking.rows[22].council->code, 909);
	cr_assert_not(row_of(&scene, 909)->has_reported);
	cr_assert_eq(row_of(&scene, 909)->value.symbol, SYMBOL_X);
	cr_assert_eq(row_of(&scene, 909)->revision, 0);
	scene_end(&scene);
}

Test(ranking, without_any_return)
{
	static struct scene scene;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_make(&scene);
	cr_assert_eq(scene.ranking.expected, 23);
	cr_assert_eq(scene.ranking.reported, 0);
	cr_assert_eq(scene.ranking.row_count, 23);
	cr_assert_not(scene.ranking.quartiles.is_known);
	cr_assert_eq(scene.ranking.pooled.value.symbol, SYMBOL_X);
	scene_end(&scene);
}

Test(ranking, of_one_council)
{
	static struct scene scene;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(&scene, 0, 342, 196, SYMBOL_NONE);
	scene_make(&scene);
	cr_assert_eq(scene.ranking.rows[0].rank, 1);
	cr_assert_eq(scene.ranking.rows[0].from_highest, 1);
	cr_assert_eq(scene.ranking.rows[0].band, 0, "the first of one is not the best quarter");
	cr_assert_eq(scene.ranking.minimum, 196);
	cr_assert_eq(scene.ranking.maximum, 196);
	cr_assert_eq(quartile_rounded(&scene.ranking.quartiles, 2), 196);
	cr_assert_eq(scene.ranking.pooled.value.value, 196);
	scene_end(&scene);
}

/* "Second highest in the North West": by size, without bands. */
Test(ranking, without_polarity_goes_down_from_the_highest)
{
	static struct scene scene;

	scene_begin(&scene, "agency_cover_rate_fte", month_from(2021, 9), "North West");
	for (uint16_t i = 0; i < 3; i++) {
		struct figures *figures = &scene.figures[0][i];

		figures_begin(figures, (uint16_t)(340 + i), scene.input.month);
		figures_put(figures, MEASURE_AGENCY_COVER_FTE, 10 * (i + 1), SYMBOL_NONE);
		figures_put(figures, MEASURE_AGENCY_FTE, 40, SYMBOL_NONE);
		scene.records[0][i] = figures->record;
	}
	scene.input.now_count = 3;
	scene_make(&scene);
	cr_assert_eq(scene.ranking.rows[0].council->code, 342);
	cr_assert_eq(scene.ranking.rows[0].value.value, 750);
	for (unsigned i = 0; i < 3; i++) {
		cr_assert_eq(scene.ranking.rows[i].rank, i + 1);
		cr_assert_eq(scene.ranking.rows[i].from_highest, i + 1);
		cr_assert_eq(scene.ranking.rows[i].band, 0);
	}
	cr_assert_eq(scene.ranking.minimum, 250);
	cr_assert_eq(scene.ranking.maximum, 750);
	cr_assert_eq(quartile_rounded(&scene.ranking.quartiles, 0), 375);
	scene_end(&scene);
}

/* No indicator of the catalogue has this polarity today; bands and ranks are ready for it. */
Test(ranking, where_high_is_good)
{
	static const uint16_t members[] = {340, 341, 342, 343, 344};
	static const struct area area = {.kind = AREA_LIST, .code = "", .name = "Five", .members = members, .member_count = 5};
	static struct scene scene;
	struct indicator indicator;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene.input.area = &area;
	indicator = *scene.input.indicator;
	indicator.polarity = POLARITY_HIGH_IS_GOOD;
	scene.input.indicator = &indicator;
	for (uint16_t i = 0; i < 5; i++)
		scene_put(&scene, 0, (uint16_t)(340 + i), 100 * (i + 1), SYMBOL_NONE);
	scene_make(&scene);
	for (unsigned i = 0; i < 5; i++) {
		cr_assert_eq(scene.ranking.rows[i].council->code, 344 - i);
		cr_assert_eq(scene.ranking.rows[i].rank, i + 1);
		cr_assert_eq(scene.ranking.rows[i].from_highest, i + 1);
		/* 200, 300 and 400 are the cuts: each in the worse band. */
		cr_assert_eq(scene.ranking.rows[i].band, "ABCDD"[i], "row %u: %c", i, scene.ranking.rows[i].band);
	}
	scene_end(&scene);
}

Test(ranking, changes_are_differences_of_rounded_values)
{
	static struct scene scene;
	const struct ranking_row *row;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(&scene, 0, 341, 120, SYMBOL_NONE);
	scene_put(&scene, 0, 342, 196, SYMBOL_NONE);
	scene_put(&scene, 0, 343, 0, SYMBOL_U);
	scene_put(&scene, 0, 344, 50, SYMBOL_NONE);
	scene_put(&scene, 1, 342, 201, SYMBOL_NONE);
	scene_put(&scene, 1, 343, 100, SYMBOL_NONE);
	scene_put(&scene, 1, 344, 0, SYMBOL_X);
	scene_put(&scene, 2, 342, 136, SYMBOL_NONE);
	scene_put(&scene, 2, 344, 50, SYMBOL_NONE);
	scene_put(&scene, 2, 350, 50, SYMBOL_NONE);
	scene_make(&scene);
	row = row_of(&scene, 342);
	cr_assert(row->has_month_change && row->has_year_change);
	cr_assert_eq(row->month_change, -5);
	cr_assert_eq(row->year_change, 60);
	cr_assert_not(row_of(&scene, 341)->has_month_change);
	cr_assert_not(row_of(&scene, 341)->has_year_change);
	cr_assert_not(row_of(&scene, 343)->has_month_change);
	cr_assert_not(row_of(&scene, 344)->has_month_change);
	cr_assert(row_of(&scene, 344)->has_year_change);
	cr_assert_eq(row_of(&scene, 344)->year_change, 0);
	cr_assert_not(row_of(&scene, 350)->has_year_change);
	scene_end(&scene);
}

/* Each month's own working days: 253 in February 2021 and January 2020, 254 in January 2021. */
Test(ranking, changes_of_the_absence_rate_use_each_months_days)
{
	static const struct {
		int year, number;
		unsigned when;
		int64_t value, change;
	} table[] = {{2021, 2, 1, 1005, 4}, {2021, 1, 2, 1001, -4}};
	static struct scene scene;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		scene_begin(&scene, "absence_rate_fte", month_from(table[i].year, table[i].number), "North West");
		figures_begin(&scene.figures[0][0], 342, scene.input.month);
		figures_put(&scene.figures[0][0], MEASURE_WORKING_DAYS_LOST_FTE_12M, 2542, SYMBOL_NONE);
		figures_put(&scene.figures[0][0], MEASURE_INPOST_FTE, 10, SYMBOL_NONE);
		scene.records[0][0] = scene.records[table[i].when][0] = scene.figures[0][0].record;
		scene.records[table[i].when][0].month = month_add(scene.input.month, table[i].when == 1 ? -1 : -12);
		scene.input.now_count = 1;
		*(table[i].when == 1 ? &scene.input.month_before_count : &scene.input.year_before_count) = 1;
		scene_make(&scene);
		/* 254.2 / 253 = 100.5%, 254.2 / 254 = 100.1% */
		cr_assert_eq(scene.ranking.rows[0].value.value, table[i].value);
		cr_assert_eq(table[i].when == 1 ? scene.ranking.rows[0].month_change : scene.ranking.rows[0].year_change, table[i].change);
		scene_end(&scene);
	}
}

/* Two councils with one workforce are one of workforce figures: 314 and 318, and from April 2021 940 and 941. */
Test(ranking, has_the_councils_that_exist_at_the_months_end)
{
	static const struct {
		const char *area;
		int year, number;
		unsigned expected, expected_of_children;
	} table[] = {
		{"North West", 2021, 9, 23, 23},   {"North West", 2023, 3, 23, 23},   {"North West", 2023, 4, 24, 24},
		{"e12000002", 2023, 9, 24, 24},    {"England", 2018, 9, 151, 152},    {"England", 2019, 4, 150, 151},
		{"England", 2021, 4, 150, 152},    {"England", 2023, 4, 151, 153},    {"East Midlands", 2021, 4, 9, 10},
		{"Inner London", 2021, 9, 14, 14}, {"Outer London", 2021, 9, 18, 19}, {"London", 2021, 9, 32, 33},
	};
	static struct scene scene;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		scene_begin(&scene, "cla_rate_per_10000", month_from(table[i].year, table[i].number), table[i].area);
		scene_make(&scene);
		cr_expect_eq(scene.ranking.expected, table[i].expected_of_children, "%s %d-%d: %u", table[i].area, table[i].year, table[i].number,
			     scene.ranking.expected);
		scene_end(&scene);
	}
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		scene_begin(&scene, "vacancy_rate_fte", month_from(table[i].year, table[i].number), table[i].area);
		scene_make(&scene);
		cr_assert_eq(scene.ranking.expected, table[i].expected, "%s %d-%d: %u", table[i].area, table[i].year, table[i].number,
			     scene.ranking.expected);
		scene_end(&scene);
	}
	scene_begin(&scene, "vacancy_rate_fte", month_from(2023, 4), "North West");
	scene_make(&scene);
	row_of(&scene, 942);
	row_of(&scene, 943);
	for (unsigned i = 0; i < scene.ranking.row_count; i++)
		cr_assert_neq(scene.ranking.rows[i].council->code, 909);
	scene_end(&scene);
}

/* Quartiles of a few returns are no bands: half of the area's councils, and four of them, must have a value. */
Test(ranking, has_bands_of_half_of_the_councils_at_least)
{
	static const struct {
		unsigned count, area; /* of values, of the area's councils */
		bool has_bands;
	} table[] = {{1, 23, false}, {11, 23, false}, {12, 23, true}, {3, 3, false}, {4, 4, true}, {4, 9, false}};
	static struct scene scene;
	uint16_t members[9];
	char buffer[512];

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct area list = {.kind = AREA_LIST, .code = "", .name = "A list", .members = members, .member_count = table[i].area};
		struct text text;
		unsigned put = 0;

		scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
		for (unsigned j = 0; j < council_count() && put < table[i].area; j++) {
			const struct council *council = council_at(j);

			if (!area_has(scene.input.area, council) || !council_exists_on(council, month_last_day(month_from(2021, 9))))
				continue;
			if (put < 9)
				members[put] = council->code;
			if (put++ < table[i].count)
				scene_put(&scene, 0, council->code, 100 + put, SYMBOL_NONE);
		}
		if (table[i].area < 23)
			scene.input.area = &list;
		scene_make(&scene);
		cr_expect_eq(scene.ranking.expected, table[i].area);
		cr_expect_eq(scene.ranking.rows[0].band != 0, table[i].has_bands, "%u of %u", table[i].count, table[i].area);
		text_init_fixed(&text, buffer, sizeof(buffer));
		ranking_put_order(&text, &scene.ranking);
		cr_expect_eq(strstr(buffer, "There are no bands") == NULL, table[i].has_bands, "%s", buffer);
		scene_end(&scene);
	}
}

/* Records of other areas, and of councils that are gone, are not counted. */
Test(ranking, leaves_strangers_out)
{
	static struct scene scene;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2023, 9), "North West");
	scene_put(&scene, 0, 201, 900, SYMBOL_NONE);
	scene_put(&scene, 0, 342, 196, SYMBOL_NONE);
	scene_put(&scene, 0, 909, 900, SYMBOL_NONE);
	scene_make(&scene);
	cr_assert_eq(scene.ranking.reported, 1);
	cr_assert_eq(scene.ranking.band_counted, 1);
	cr_assert_eq(scene.ranking.pooled.value.value, 196);
	scene_end(&scene);
}

Test(ranking, no_memory_is_an_error)
{
	static struct scene scene;
	size_t budget;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(&scene, 0, 342, 196, SYMBOL_NONE);
	for (budget = 0; budget < SCENE_BUDGET_BYTES; budget += 64) {
		enum error error;

		arena_fini(&scene.arena);
		arena_init(&scene.arena, budget);
		memory_cube_end(&scene.cube);
		error = ranking_input_make(&scene.input, &scene.cube, &scene.arena, &scene.ranking);
		cr_assert(error == ERROR_NONE || error == ERROR_NO_MEMORY);
		if (!error)
			break;
	}
	cr_assert_gt(budget, 64);
	cr_assert_lt(budget, SCENE_BUDGET_BYTES);
	scene_end(&scene);
}
