/* A region's months for tests of pages: invented figures of the North West's councils, their returns month by month and releases of each September. */
#pragma once

#include "tests/unit/collector/plot.h"
#include "tests/unit/pages/page_rendering.h"

enum { REGION_SCENE_MONTHS = 25, REGION_SCENE_WITHOUT = 343, REGION_SCENE_CONFIDENTIAL = 344, REGION_SCENE_OTHER = 345 };

static inline struct month region_scene_last(void)
{
	return month_from(2021, 10);
}

/* Rates that rise with the council's code, and by a tenth of a point a month; those of St. Helens by eight more at the end. */
static inline void region_scene_put(struct plot *plot, enum cube_source source, const struct council *council, struct month month)
{
	int age = (int)(region_scene_last().index - month.index);
	bool is_late = council->code == 342 && age < 3;
	int64_t vacancy = 60 + (int64_t)(council->code % 50) * 3 - age + (is_late ? 80 : 0);
	struct figures *figures = &plot_record(plot, source, council->code, month)->figures;

	figures_put(figures, MEASURE_VACANCY_FTE, vacancy, council->code == REGION_SCENE_CONFIDENTIAL ? SYMBOL_C : SYMBOL_NONE);
	figures_put(figures, MEASURE_INPOST_FTE, 1000 - vacancy, SYMBOL_NONE);
	figures_put(figures, MEASURE_AGENCY_FTE, vacancy * 2, SYMBOL_NONE);
	figures_put(figures, MEASURE_LEAVERS_FTE_12M, vacancy, SYMBOL_NONE);
	figures_put(figures, MEASURE_CASES, 14000 + (is_late ? 4000 : 0), SYMBOL_NONE);
	figures_put(figures, MEASURE_CASE_HOLDERS_FTE, 800, SYMBOL_NONE);
	figures_put(figures, MEASURE_CPP_STARTED_12M, 2000, SYMBOL_NONE);
	figures_put(figures, MEASURE_CPP_STARTED_REPEAT_12M, 400, SYMBOL_NONE);
}

static inline void region_scene_month(struct plot *plot, enum cube_source source, struct month month)
{
	for (unsigned index = 0; index < council_count(); index++) {
		const struct council *council = council_at(index);
		bool is_here = source == SOURCE_OFFICIAL || area_has(area_find(SLICE_LITERAL("North West")), council);

		if (is_here && council_exists_on(council, month_last_day(month)) && council->code != REGION_SCENE_WITHOUT)
			region_scene_put(plot, source, council, month);
	}
}

static inline void region_scene_begin(struct plot *plot)
{
	plot_begin(plot, "vacancy_rate_fte");
	for (int age = 0; age < REGION_SCENE_MONTHS; age++)
		region_scene_month(plot, SOURCE_RETURNS, month_add(region_scene_last(), -age));
	for (int year = 2019; year <= 2021; year++)
		region_scene_month(plot, SOURCE_OFFICIAL, month_from(year, 9));
	plot_make(plot);
	plot->cube.background.position = 1;
	plot->cube.background.recorded_at_s = 1636000000; /* 4 November 2021 */
}

/* The page of the area's month; end it with rendering_end. */
static inline void region_scene_page(struct plot *plot, struct rendering *rendering, const char *area, enum cube_source source, struct month month)
{
	struct question question = {.area = area_find(slice_from_text(area)), .source = source, .month = month, .has_month = true};

	cr_assert_not_null(question.area, "%s", area);
	rendering_begin(rendering, "region", &question);
	rendering->request.background = &plot->cube.background;
	rendering->facts.has_months = rendering->facts.has_official = true;
	rendering->facts.first = month_add(region_scene_last(), 1 - REGION_SCENE_MONTHS);
	rendering->facts.last = region_scene_last();
	rendering->facts.official_first = month_from(2019, 9);
	rendering->facts.official_last = month_from(2021, 9);
}
