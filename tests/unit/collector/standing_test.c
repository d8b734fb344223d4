/* Standings are a ranking's, and columns that are meant by a month. The figures are invented. */
#include "collector/core/standing.h"

#include "collector/core/ranking.h"
#include "collector/core/recent_column.h"
#include "tests/unit/collector/plot.h"

static const char *const indicators[] = {"vacancy_rate_fte", "agency_cover_rate_fte"};

/* The North West with ties and gaps, in returns; with `official`, a release of `official` councils of England too. */
static void north_west_plot(struct plot *plot, const char *indicator, unsigned official)
{
	unsigned published = 0;

	plot_begin(plot, indicator);
	plot->question.area = area_find(SLICE_LITERAL("North West"));
	plot->question.month = month_from(2026, 3);
	plot->question.has_month = true;
	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);
		struct plot_record *record;

		if (!council_exists_on(council, month_last_day(plot->question.month)))
			continue;
		record = plot_record(plot, SOURCE_RETURNS, council->code, plot->question.month);
		figures_put(&record->figures, plot->question.indicator->numerator, 10 * (council->code % 7 + 1),
			    council->code % 11 ? SYMBOL_NONE : SYMBOL_X);
		figures_put(&record->figures, MEASURE_INPOST_FTE, 1000, SYMBOL_NONE);
		figures_put(&record->figures, MEASURE_AGENCY_FTE, 100, SYMBOL_NONE);
		if (published++ >= official)
			continue;
		record = plot_record(plot, SOURCE_OFFICIAL, council->code, plot->question.month);
		figures_put(&record->figures, plot->question.indicator->numerator, 10 * (council->code % 5 + 1), SYMBOL_NONE);
		figures_put(&record->figures, MEASURE_INPOST_FTE, 1000, SYMBOL_NONE);
		figures_put(&record->figures, MEASURE_AGENCY_FTE, 100, SYMBOL_NONE);
	}
	plot_make(plot);
}

static void expect_as_ranked(struct plot *plot)
{
	const struct column *column;
	struct ranking ranking;
	struct field field;

	cr_assert_eq(ranking_make(&plot->cube.background, &plot->question, &plot->arena, &ranking), ERROR_NONE);
	cr_assert_eq(recent_column(&plot->cube.view, plot->question.source, plot->question.indicator, plot->question.month, &column), ERROR_NONE);
	cr_assert_eq(field_make(&plot->cube.view, column, plot->question.area, &plot->arena, &field), ERROR_NONE);
	cr_expect_eq(field.summary.counted, ranking.counted);
	cr_expect_eq(field.has_england_bands, ranking.band_source == SOURCE_OFFICIAL && strcmp(ranking.band_area->name, "England") == 0);
	for (unsigned i = 0; i < ranking.row_count; i++) {
		const struct ranking_row *row = &ranking.rows[i];
		struct standing standing = field_standing(&field, column_find(column, row->council->code));

		cr_expect_eq(standing.rank, row->rank, "%s: %u", row->council->name, standing.rank);
		cr_expect_eq(standing.from_highest, row->from_highest, "%s: %u", row->council->name, standing.from_highest);
		cr_expect_eq(standing.band, row->band, "%s: %c", row->council->name, standing.band);
	}
}

Test(standing, is_as_the_ranking_has_it)
{
	static const unsigned official[] = {0, 60, 80, 153};
	static struct plot plot;

	for (size_t i = 0; i < sizeof(indicators) / sizeof(indicators[0]); i++)
		for (size_t j = 0; j < sizeof(official) / sizeof(official[0]); j++) {
			north_west_plot(&plot, indicators[i], official[j]);
			expect_as_ranked(&plot);
			plot_end(&plot);
		}
}

Test(standing, of_no_value_is_none)
{
	static struct plot plot;
	const struct column *column;
	struct field field;
	struct standing standing;

	plot_begin(&plot, "vacancy_rate_fte");
	plot_make(&plot);
	cr_assert_eq(cube_column(&plot.cube.view, SOURCE_RETURNS, plot.question.indicator, month_from(2026, 3), &column), ERROR_NONE);
	cr_assert_eq(field_make(&plot.cube.view, column, area_find(SLICE_LITERAL("North West")), &plot.arena, &field), ERROR_NONE);
	standing = field_standing(&field, NULL);
	cr_expect(standing.rank == 0 && standing.from_highest == 0 && standing.band == 0);
	plot_end(&plot);
}

/* A release's month counts for eleven months after it; a month in which others are published does not hide it. */
Test(recent_column, of_releases_is_the_newest_within_a_year)
{
	static const struct {
		int year, number, found; /* the year found; 0: none */
	} table[] = {{2021, 9, 2021}, {2022, 3, 2021}, {2022, 8, 2021}, {2022, 9, 0}, {2021, 8, 0}, {2023, 10, 2023}};
	static struct plot plot;

	plot_begin(&plot, "vacancy_rate_fte");
	plot.question.source = SOURCE_OFFICIAL;
	plot_put(&plot, 342, month_from(2021, 9), 196, SYMBOL_NONE);
	plot_put(&plot, 342, month_from(2023, 9), 100, SYMBOL_NONE);
	figures_put(&plot_record(&plot, SOURCE_OFFICIAL, 342, month_from(2022, 3))->figures, MEASURE_CLA, 4800, SYMBOL_NONE);
	plot_make(&plot);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct month month = month_from(table[i].year, table[i].number);
		const struct column *column;

		cr_assert_eq(recent_column(&plot.cube.view, SOURCE_OFFICIAL, plot.question.indicator, month, &column), ERROR_NONE);
		cr_assert_eq(column != NULL, table[i].found != 0, "row %zu", i);
		if (column)
			cr_expect_eq(month_compare(column->month, month_from(table[i].found, 9)), 0, "row %zu", i);
		cr_assert_eq(recent_column(&plot.cube.view, SOURCE_RETURNS, plot.question.indicator, month, &column), ERROR_NONE);
		cr_expect_eq(month_compare(column->month, month), 0);
	}
	plot_end(&plot);
}
