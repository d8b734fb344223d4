/*
 * Series, profiles and patterns of the published figures. The files are no part of the project: where they are not beside it, the tests say so and are
 * skipped. Source of the figures: Department for Education and Office for National Statistics, Crown copyright, Open Government Licence v3.0.
 */
#include "collector/core/control_chart.h"
#include "collector/core/matrix.h"
#include "collector/core/profile.h"
#include "collector/core/series.h"
#include "collector/core/similar.h"
#include "collector/shell/store_cube.h"
#include "tests/support/published_store.h"

/* A store with the published figures, being asked. */
struct asking {
	struct fixture fixture;
	struct store_view view;
	struct store_cube cube;
	struct arena arena;
	struct question question;
	struct problem problem;
};

static void asking_begin(struct asking *asking, uint16_t council, const char *indicator)
{
	asking->fixture = published_begin();
	asking->question = (struct question){.source = SOURCE_OFFICIAL, .council = council_find(council)};
	asking->question.indicator = catalogue_indicator_find(slice_from_text(indicator));
	arena_init(&asking->arena, PUBLISHED_ARENA_BYTES);
	store_cube_init(&asking->cube);
	store_view_begin(&asking->view, asking->fixture.store);
	cr_assert_eq(store_cube_begin(&asking->cube, &asking->view, &asking->question.moment), ERROR_NONE);
}

static void asking_end(struct asking *asking)
{
	cr_assert_eq(store_view_end(&asking->view), ERROR_NONE);
	store_cube_fini(&asking->cube);
	arena_fini(&asking->arena);
	fixture_end(&asking->fixture);
}

static struct series series_of(struct asking *asking)
{
	struct series series;

	cr_assert_eq(series_make(&asking->cube.background, &asking->question, &asking->arena, &series, &asking->problem), ERROR_NONE, "%s",
		     asking->problem.sentence);
	return series;
}

/*
 * As published, with the region's and England's rates, and the neighbours' two of 2025. England's of 2025 is of 149 of 151 reporters; the published one,
 * 14.2, is of all.
 */
Test(published_series, st_helens_vacancies)
{
	static const struct {
		int year;
		int64_t own, region, england;
	} table[] = {{2017, 85, 135, 170},  {2018, 72, 133, 165},  {2019, 252, 146, 164}, {2020, 136, 150, 161}, {2021, 196, 162, 167},
		     {2022, 325, 228, 200}, {2023, 277, 205, 189}, {2024, 154, 184, 173}, {2025, 147, 157, 143}};
	static struct asking asking;
	struct series series;

	asking_begin(&asking, 342, "vacancy_rate_fte");
	series = series_of(&asking);
	cr_assert_eq(series.month_count, 9);
	for (unsigned i = 0; i < 9; i++) {
		const struct series_month *month = &series.months[i];

		cr_expect_eq(month_compare(month->month, month_from(table[i].year, 9)), 0);
		cr_expect_eq(series_point_value(&month->own)->value, table[i].own, "%d", table[i].year);
		cr_expect_eq(month->area.pooled.value.value, table[i].region, "%d", table[i].year);
		cr_expect_eq(month->england.pooled.value.value, table[i].england, "%d", table[i].year);
	}
	cr_expect_eq(series.months[8].neighbours.count, 10);
	cr_expect_eq(series.months[8].neighbours.mean, 1509);
	cr_expect_eq(series.months[8].neighbours.median, 1215);
	cr_expect_eq(month_compare(series.vintage, month_from(2025, 9)), 0);
	asking_end(&asking);
}

/* 14.7% in September 2021 was Cumbria's; from September 2023 the two new councils have their own. */
Test(published_series, cumbrias_successors)
{
	static struct asking asking;
	struct series series;

	asking_begin(&asking, 942, "vacancy_rate_fte");
	series = series_of(&asking);
	cr_assert_eq(series.month_count, 9);
	cr_assert_eq(series.predecessor_count, 1);
	cr_assert_eq(series.predecessors[0].count, 6);
	cr_expect_eq(series_point_value(&series.predecessors[0].points[4])->value, 147);
	for (unsigned i = 0; i < 9; i++)
		cr_expect_eq(series_point_value(&series.months[i].own) != NULL, i >= 6, "%u", i);
	asking_end(&asking);
}

/* Nine years are fewer than the twelve readings that limits need. */
Test(published_series, releases_are_too_few_for_a_chart)
{
	static struct asking asking;
	struct control_chart chart;

	asking_begin(&asking, 342, "vacancy_rate_fte");
	cr_assert_eq(control_chart_make(&asking.cube.background, &asking.question, &asking.arena, &chart, &asking.problem), ERROR_NONE);
	cr_expect_eq(chart.count, 9);
	cr_assert_eq(chart.phase_count, 1);
	cr_expect_eq(chart.phases[0].state, XMR_TOO_SHORT);
	asking_end(&asking);
}

/* The profile's and the matrix's cells of the same council are the same. */
Test(published_series, profile_and_matrix_agree)
{
	static struct asking asking;
	struct profile profile;
	struct matrix matrix;
	unsigned place = 0;

	asking_begin(&asking, 342, "vacancy_rate_fte");
	asking.question.month = month_from(2025, 9);
	cr_assert_eq(profile_make(&asking.cube.background, &asking.question, &asking.arena, &profile, &asking.problem), ERROR_NONE);
	asking.question.area = area_find(SLICE_LITERAL("North West"));
	cr_assert_eq(matrix_make(&asking.cube.background, &asking.question, &asking.arena, &matrix), ERROR_NONE);
	cr_assert_eq(matrix.row_count, profile.row_count);
	cr_expect_geq(matrix.row_count, 20);
	while (matrix.councils[place]->code != 342)
		place++;
	for (unsigned i = 0; i < matrix.row_count; i++) {
		const struct matrix_cell *cell = &matrix.rows[i].cells[place];

		cr_expect_eq(matrix.rows[i].indicator, profile.rows[i].indicator);
		cr_expect_eq(cell->cell, profile.rows[i].cell);
		cr_expect_eq(cell->standing.rank, profile.rows[i].standing.rank);
		cr_expect_eq(cell->standing.band, profile.rows[i].standing.band);
	}
	asking_end(&asking);
}

/* Who had looked like St. Helens of September 2021: what the list is made of, and that nothing later is in it. Who is on it is printed, not expected. */
Test(published_series, who_had_st_helens_pattern_of_2021)
{
	static struct asking asking;
	struct similar similar;

	asking_begin(&asking, 342, "vacancy_rate_fte");
	asking.question.indicator = NULL;
	asking.question.month = month_from(2021, 9);
	cr_assert_eq(similar_make(&asking.cube.background, &asking.question, &asking.arena, &similar), ERROR_NONE);
	cr_expect(similar.match_count > 0 && similar.match_count <= SIMILAR_MATCHES_MAX, "%u", similar.match_count);
	cr_expect_geq(similar.known, 20, "%u", similar.known);
	fprintf(stderr, "of %u figures, %u windows compared:", similar.known, similar.compared);
	for (unsigned i = 0; i < similar.match_count; i++) {
		const struct similar_match *match = &similar.matches[i];

		cr_expect_leq(match->month.index, month_from(2020, 9).index);
		cr_expect_leq(match->distance, SIMILAR_DISTANCE_MAX);
		cr_expect(i == 0 || match->distance >= similar.matches[i - 1].distance);
		fprintf(stderr, " %s %d (%.2f of %u)", match->council->name, month_year(match->month), match->distance, match->common);
	}
	fprintf(stderr, "; turnover rose at %u of %u, and in %u of %u windows anyway\n", similar.followed[1].rose, similar.followed[1].count,
		similar.usual[1].rose, similar.usual[1].count);
	asking_end(&asking);
}
