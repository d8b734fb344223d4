/* Changes over the year among all councils' changes. The figures are invented. */
#include "collector/core/year_changes.h"

#include "tests/unit/collector/plot.h"

/* Thirty councils with figures of two years: `above` and `below` each year, a little different from council to council. */
static void years_plot(struct plot *plot, const char *indicator, const int64_t above[2], const int64_t below[2])
{
	unsigned count = 0;

	plot_begin(plot, indicator);
	plot->question.source = SOURCE_OFFICIAL;
	for (unsigned i = 0; i < council_count() && count < 30; i++) {
		if (!council_exists_on(council_at(i), month_last_day(month_from(2021, 3))))
			continue;
		for (int year = 0; year < 2; year++) {
			struct figures *figures = &plot_record(plot, SOURCE_OFFICIAL, council_at(i)->code, month_from(2020 + year, 3))->figures;

			figures_put(figures, plot->question.indicator->numerator, above[year] + (year ? count % 5 * 5 : 0), SYMBOL_NONE);
			figures_put(figures, plot->question.indicator->denominator[0], below[year], SYMBOL_NONE);
		}
		count++;
	}
	plot_make(plot);
}

/* A sum of days is more than the children that it is of, and no share of them; of items due and done the done ones are. */
Test(year_changes, are_of_shares_and_of_others)
{
	static const struct {
		const char *indicator;
		int64_t above[2], below[2]; /* tenths */
		unsigned count, small_count;
	} table[] = {
		{"days_to_adoption_placement", {120000, 121000}, {300, 300}, 30, 0},
		/* Nearly all were on time: the few that were not are too few. */
		{"supervisions_on_time_percent", {2980, 2970}, {3000, 3000}, 0, 30},
		{"supervisions_on_time_percent", {1500, 1600}, {3000, 3000}, 30, 0},
	};
	static struct plot plot;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct year_changes changes;

		years_plot(&plot, table[i].indicator, table[i].above, table[i].below);
		cr_assert_eq(year_changes_read(&plot.cube.view, SOURCE_OFFICIAL, plot.question.indicator, month_from(2021, 3), &plot.arena, &changes),
			     ERROR_NONE);
		cr_expect_eq(changes.count, table[i].count, "row %zu: %u", i, changes.count);
		cr_expect_eq(changes.small_count, table[i].small_count, "row %zu: %u", i, changes.small_count);
		plot_end(&plot);
	}
}
