/* Rankings of published releases: joint reporters, England's bands, populations, and what every showing says of them. The figures are invented. */
#include "collector/core/population.h"
#include "collector/core/ranking_sentences.h"
#include "collector/core/release.h"
#include "tests/unit/collector/scene.h"

static const struct cube_origin alone = {RELEASE_CHAIN_BASE + DATASET_WORKFORCE, 1, {0}, 0};
static const uint8_t first_origin[SCENE_COUNCILS_MAX];

/* Makes the records of the scene's month those of a release. */
static void scene_publish(struct scene *scene, uint16_t council, uint16_t joint, struct cube_origin *origin)
{
	*origin = alone;
	origin->vintage = month_from(2025, 9);
	origin->joint = joint;
	for (unsigned i = 0; i < scene->input.now_count; i++) {
		struct cube_record *record = &scene->records[0][i];

		if (record->council != council)
			continue;
		record->revision = 0;
		record->sequence = 0;
		record->origin_count = 1;
		record->origins = origin;
		record->measure_origins = first_origin;
		record->joint = joint;
	}
}

static void scene_official(struct scene *scene)
{
	scene->input.source = SOURCE_OFFICIAL;
	scene->input.official = scene->input.now;
	scene->input.official_count = scene->input.now_count;
}

Test(ranking_official, a_joint_reporter_is_one_row_and_counts_once)
{
	static struct scene scene;
	static struct cube_origin origins[3];
	const struct ranking_row *row;
	char buffer[128];
	struct text name;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2025, 9), "Outer London");
	scene_put(&scene, 0, 301, 100, SYMBOL_NONE);
	scene_put(&scene, 0, 314, 200, SYMBOL_NONE);
	scene_put(&scene, 0, 318, 900, SYMBOL_NONE); /* as an older release has it, alone */
	scene_publish(&scene, 301, 0, &origins[0]);
	scene_publish(&scene, 314, 318, &origins[1]);
	scene_publish(&scene, 318, 0, &origins[2]);
	scene_official(&scene);
	scene_make(&scene);
	cr_expect_eq(scene.ranking.expected, 18, "%u: Outer London has 19 councils, two of them one reporter", scene.ranking.expected);
	cr_expect_eq(scene.ranking.reported, 2);
	cr_expect_eq(scene.ranking.counted, 2);
	cr_expect_eq(scene.ranking.pooled.included, 2);
	cr_expect_eq(scene.ranking.pooled.value.value, 150);
	for (unsigned i = 0; i < scene.ranking.row_count; i++)
		cr_expect_neq(scene.ranking.rows[i].council->code, 318);
	row = row_of(&scene, 314);
	cr_expect_eq(row->joint->code, 318);
	text_init_fixed(&name, buffer, sizeof(buffer));
	ranking_put_reporter(&name, row);
	cr_expect_str_eq(buffer, "Kingston upon Thames / Richmond upon Thames");
	cr_expect_eq(month_compare(scene.ranking.vintage, month_from(2025, 9)), 0);
	cr_expect_str_eq(scene.ranking.series, "Children's social work workforce");
	scene_end(&scene);
}

/* England in September 2021, when it had 152 councils, `count` of them in the release: nearly all are better than St. Helens, which is one of them. */
static void england_scene(struct scene *england, unsigned count)
{
	unsigned others = 0;

	scene_begin(england, "vacancy_rate_fte", month_from(2021, 9), "England");
	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);

		if (council->code == 342)
			scene_put(england, 0, 342, 196, SYMBOL_NONE);
		else if (others < count - 1 && council_exists_on(council, month_last_day(england->input.month)))
			scene_put(england, 0, council->code, 10 + others++, SYMBOL_NONE);
	}
	cr_assert_eq(england->input.now_count, count);
}

Test(ranking_official, bands_are_taken_over_england_where_a_release_is_there)
{
	static struct scene scene, england;

	north_west_scene(&scene, "vacancy_rate_fte");
	cr_expect_eq(scene.ranking.band_source, SOURCE_RETURNS);
	cr_expect_eq(scene.ranking.band_area, scene.ranking.area);
	cr_expect_eq(row_of(&scene, 342)->band, 'C');
	england_scene(&england, 76);
	scene.input.official = england.input.now;
	scene.input.official_count = england.input.now_count;
	scene_make(&scene);
	cr_expect_eq(scene.ranking.source, SOURCE_RETURNS);
	cr_expect_eq(scene.ranking.band_source, SOURCE_OFFICIAL);
	cr_expect_str_eq(scene.ranking.band_area->name, "England");
	cr_expect_eq(scene.ranking.band_counted, 76);
	cr_expect_eq(scene.ranking.band_expected, 152);
	cr_expect_eq(scene.ranking.thin_expected, 0);
	cr_expect_eq(row_of(&scene, 342)->band, 'D');
	cr_expect_eq(quartile_rounded(&scene.ranking.quartiles, 1), 169, "what is said of the area stays the area's");
	cr_expect_eq(scene.ranking.counted, 23);
	/* A release of other figures: the area's own again. */
	scene.input.indicator = catalogue_indicator_find(SLICE_LITERAL("turnover_rate_fte"));
	scene_make(&scene);
	cr_expect_eq(scene.ranking.band_source, SOURCE_RETURNS);
	cr_expect_eq(scene.ranking.thin_expected, 0);
	scene_end(&england);
	scene_end(&scene);
}

/* A release with less than half of England's councils says nothing of England: the area's own figures are compared, and the ranking says why. */
Test(ranking_official, bands_are_not_taken_over_a_small_part_of_england)
{
	static struct scene scene, england;
	char buffer[512];
	struct text text;

	north_west_scene(&scene, "vacancy_rate_fte");
	england_scene(&england, 75);
	scene.input.official = england.input.now;
	scene.input.official_count = england.input.now_count;
	scene_make(&scene);
	cr_expect_eq(scene.ranking.band_source, SOURCE_RETURNS);
	cr_expect_eq(scene.ranking.band_area, scene.ranking.area);
	cr_expect_eq(scene.ranking.band_counted, 23);
	cr_expect_eq(row_of(&scene, 342)->band, 'C');
	text_init_fixed(&text, buffer, sizeof(buffer));
	ranking_put_order(&text, &scene.ranking);
	cr_expect(
		strstr(buffer,
		       "23 of 23 councils of the North West, by their returns. The published release has only 75 of 152 councils of England, too few "
		       "to cut bands at."),
		"%s", buffer);
	/* What is published of the area itself is compared with the area as well. */
	scene_official(&england);
	england.input.area = scene.input.area;
	scene_make(&england);
	cr_expect_eq(england.ranking.band_area, scene.input.area);
	cr_expect_eq(england.ranking.thin_reported, 75);
	england.input.area = area_find(SLICE_LITERAL("England"));
	scene_make(&england);
	cr_expect_eq(england.ranking.thin_expected, 0, "that is England already");
	scene_end(&england);
	scene_end(&scene);
}

/* Symbol of the numerator, then of the denominator, in 5 council's sum of 10.0 over 100.0; what comes out. */
Test(ranking_official, symbols_in_sums_are_the_releases)
{
	static const struct {
		const char *indicator;
		uint16_t numerator, denominator;
		enum symbol above, below;
		enum cube_source source;
		unsigned included;
		int64_t denominator_tenths;
	} table[] = {
		{"turnover_rate_fte", MEASURE_LEAVERS_FTE_12M, MEASURE_INPOST_FTE, SYMBOL_X, SYMBOL_NONE, SOURCE_OFFICIAL, 2, 2000},
		{"turnover_rate_fte", MEASURE_LEAVERS_FTE_12M, MEASURE_INPOST_FTE, SYMBOL_X, SYMBOL_NONE, SOURCE_RETURNS, 1, 1000},
		{"turnover_rate_fte", MEASURE_LEAVERS_FTE_12M, MEASURE_INPOST_FTE, SYMBOL_X, SYMBOL_X, SOURCE_OFFICIAL, 1, 1000},
		{"turnover_rate_fte", MEASURE_LEAVERS_FTE_12M, MEASURE_INPOST_FTE, SYMBOL_U, SYMBOL_NONE, SOURCE_OFFICIAL, 1, 1000},
		{"turnover_rate_fte", MEASURE_LEAVERS_FTE_12M, MEASURE_INPOST_FTE, SYMBOL_K, SYMBOL_NONE, SOURCE_OFFICIAL, 2, 2000},
		{"turnover_rate_fte", MEASURE_LEAVERS_FTE_12M, MEASURE_INPOST_FTE, SYMBOL_C, SYMBOL_NONE, SOURCE_OFFICIAL, 1, 1000},
		{"agency_rate_fte", MEASURE_AGENCY_FTE, MEASURE_INPOST_FTE, SYMBOL_X, SYMBOL_NONE, SOURCE_OFFICIAL, 2, 2100},
		{"vacancy_rate_fte", MEASURE_VACANCY_FTE, MEASURE_INPOST_FTE, SYMBOL_X, SYMBOL_NONE, SOURCE_OFFICIAL, 1, 1100},
		{"agency_cover_rate_fte", MEASURE_AGENCY_COVER_FTE, MEASURE_AGENCY_FTE, SYMBOL_NONE, SYMBOL_X, SOURCE_OFFICIAL, 1, 1000},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		const struct indicator *indicator = catalogue_indicator_find(slice_from_text(table[i].indicator));
		struct pool pool = {.error = ERROR_NONE};
		struct figures whole, lacking;
		struct pooled pooled;

		figures_begin(&whole, 340, month_from(2021, 9));
		figures_put(&whole, table[i].numerator, 100, SYMBOL_NONE);
		figures_put(&whole, table[i].denominator, 1000, SYMBOL_NONE);
		figures_begin(&lacking, 342, month_from(2021, 9));
		figures_put(&lacking, table[i].numerator, 100, table[i].above);
		figures_put(&lacking, table[i].denominator, 1000, table[i].below);
		pool_take(&pool, table[i].source, indicator, &whole.record);
		pool_take(&pool, table[i].source, indicator, &lacking.record);
		pool_take(&pool, table[i].source, indicator, NULL);
		pooled = pool_result(&pool, indicator, month_from(2021, 9));
		cr_expect_eq(pooled.included, table[i].included, "row %zu: %u", i, pooled.included);
		cr_expect_eq(pooled.value.denominator, table[i].denominator_tenths * 100000, "row %zu: %lld", i, (long long)pooled.value.denominator);
	}
}

Test(population, a_month_has_the_estimate_of_the_year_before)
{
	static const struct {
		int year, number, expected;
	} table[] = {{2025, 3, 2024}, {2024, 4, 2024}, {2024, 12, 2024}, {2025, 1, 2024}, {2025, 4, 2025}};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		cr_expect_eq(month_compare(population_month(month_from(table[i].year, table[i].number)), month_from(table[i].expected, 6)), 0,
			     "row %zu", i);
	cr_expect(indicator_needs_population(catalogue_indicator_find(SLICE_LITERAL("cla_rate_per_10000"))));
	cr_expect_not(indicator_needs_population(catalogue_indicator_find(SLICE_LITERAL("vacancy_rate_fte"))));
}

/* One council of children, with a population of this year or carried forward. */
static void children_scene(struct scene *scene, int population_year, struct figures *population)
{
	struct figures *figures = &scene->figures[0][0];

	scene_begin(scene, "cla_rate_per_10000", month_from(2025, 3), "North West");
	figures_begin(figures, 342, month_from(2025, 3));
	figures_put(figures, MEASURE_CLA, 4800, SYMBOL_NONE);
	figures_begin(population, 342, month_from(population_year ? population_year : 2024, 6));
	figures_put(population, MEASURE_POPULATION_0_17, 371230, SYMBOL_NONE);
	scene->records[0][0] = figures->record;
	scene->input.now_count = 1;
	population_join(scene->records[0], 1, &population->record, population_year ? 1 : 0);
	scene_make(scene);
}

Test(population, is_divided_by_and_said)
{
	static struct scene scene;
	static struct figures population;
	char buffer[512];
	struct text text;

	children_scene(&scene, 2024, &population);
	cr_expect_eq(row_of(&scene, 342)->value.value, 129); /* 480 x 10,000 / 37,123 = 129.3 */
	cr_expect_eq(scene.ranking.carried_from_year, 0);
	text_init_fixed(&text, buffer, sizeof(buffer));
	ranking_put_source(&text, &scene.ranking);
	cr_expect(strstr(buffer, "Populations: estimates for the middle of 2024. "), "%s", buffer);
	cr_expect(strstr(buffer, "Crown copyright, Open Government Licence v3.0"), "%s", buffer);
	scene_end(&scene);
	children_scene(&scene, 2022, &population);
	cr_expect_eq(row_of(&scene, 342)->carried_from_year, 2022);
	text_init_fixed(&text, buffer, sizeof(buffer));
	ranking_put_source(&text, &scene.ranking);
	cr_expect(strstr(buffer, "middle of 2022, carried forward because those of 2024 have not been imported. "), "%s", buffer);
	scene_end(&scene);
	children_scene(&scene, 0, &population);
	cr_expect_eq(row_of(&scene, 342)->value.symbol, SYMBOL_X, "no population: no rate");
	text_init_fixed(&text, buffer, sizeof(buffer));
	ranking_put_source(&text, &scene.ranking);
	cr_expect(strstr(buffer, "There are no rates, because no populations up to the middle of 2024 have been imported. "), "%s", buffer);
	scene_end(&scene);
}

/* What each showing must say of a release, and what it must not say. */
Test(ranking_official, every_showing_says_whose_figures_these_are)
{
	static const char *const must[] = {"Kingston upon Thames / Richmond upon Thames", "Open Government Licence v3.0", "2025"};
	static struct scene scene;
	static struct cube_origin origins[2];
	struct text texts[2];

	scene_begin(&scene, "vacancy_rate_fte", month_from(2025, 9), "Outer London");
	scene_put(&scene, 0, 301, 100, SYMBOL_NONE);
	scene_put(&scene, 0, 314, 200, SYMBOL_NONE);
	scene_publish(&scene, 301, 0, &origins[0]);
	scene_publish(&scene, 314, 318, &origins[1]);
	scene_official(&scene);
	scene_make(&scene);
	for (size_t i = 0; i < 2; i++)
		text_init_growing(&texts[i], 1 << 20);
	ranking_write_json(&scene.ranking, &texts[0]);
	ranking_write_terminal(&scene.ranking, 120, &texts[1]);
	for (size_t i = 0; i < 2; i++) {
		for (size_t j = 0; j < sizeof(must) / sizeof(must[0]); j++)
			cr_expect(strstr(texts[i].data, must[j]), "showing %zu does not say %s", i, must[j]);
		cr_expect_not(strstr(texts[i].data, "no return"), "showing %zu", i);
		cr_expect_not(strstr(texts[i].data, "have reported"), "showing %zu", i);
	}
	cr_expect(strstr(texts[0].data, "\"source\":\"official\",\"vintage\":\"2025-09\",\"series\":\"Children's social work workforce\""));
	cr_expect(strstr(texts[0].data, "\"joint_council\":\"318\",\"vintage\":\"2025-09\",\"population_carried_from\":null"));
	cr_expect(strstr(texts[0].data, "\"attribution\":\"Department for Education"));
	cr_expect(strstr(texts[1].data, "2 of 18 councils are in the release."));
	cr_expect(strstr(texts[1].data, "There are no bands: 2 of 18 councils of Outer London have a value"));
	for (size_t i = 0; i < 2; i++)
		text_fini(&texts[i]);
	scene_end(&scene);
}

/* A month without a release: for which one the indicator is published. */
Test(ranking_official, a_month_without_a_release_says_for_which_there_is_one)
{
	static const struct {
		const char *indicator, *sentence;
	} table[] = {
		{"vacancy_rate_fte", "0 of 23 councils are in the release. This indicator is published for September of a year."},
		{"repeat_cpp_percent", "0 of 23 councils are in the release. This indicator is published for March of a year."},
		{"audits_good_percent", "0 of 23 councils are in the release. This indicator is in no published series."},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		static struct scene scene;
		char buffer[256];
		struct text text;

		scene_begin(&scene, table[i].indicator, month_from(2021, 8), "North West");
		scene_official(&scene);
		scene_make(&scene);
		text_init_fixed(&text, buffer, sizeof(buffer));
		ranking_put_coverage(&text, &scene.ranking);
		cr_expect_str_eq(buffer, table[i].sentence);
		text_init_growing(&text, 1 << 20);
		ranking_write_terminal(&scene.ranking, 120, &text);
		cr_expect_not(strstr(text.data, "quartiles of 0 of"), "%s", text.data);
		text_fini(&text);
		scene_end(&scene);
	}
}

/* Without any release of the figures nothing is said of councils that it would lack. */
Test(ranking_official, without_a_release_every_showing_says_so)
{
	static struct scene scene;
	struct text texts[2];

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_official(&scene);
	scene.input.lacks_release = true;
	scene_make(&scene);
	for (size_t i = 0; i < 2; i++)
		text_init_growing(&texts[i], 1 << 20);
	ranking_write_json(&scene.ranking, &texts[0]);
	ranking_write_terminal(&scene.ranking, 120, &texts[1]);
	cr_expect(strstr(texts[0].data, "\"coverage\":null"));
	cr_expect(strstr(texts[1].data, "No release of these figures has been imported."));
	cr_expect_not(strstr(texts[1].data, "in the release"));
	for (size_t i = 0; i < 2; i++)
		text_fini(&texts[i]);
	scene.ranking.moment = (struct moment){.has_vintage = true, .vintage = month_from(2010, 1)};
	text_init_growing(&texts[0], 1 << 20);
	ranking_write_terminal(&scene.ranking, 120, &texts[0]);
	cr_expect(strstr(texts[0].data, "No release of these figures up to January 2010 has been imported."));
	text_fini(&texts[0]);
	scene_end(&scene);
}

/* Returns alone need no licence to be named. */
Test(ranking_official, returns_say_nothing_of_releases)
{
	static struct scene scene;
	struct text text;

	north_west_scene(&scene, "vacancy_rate_fte");
	cr_expect_not(ranking_needs_attribution(&scene.ranking));
	text_init_growing(&text, 1 << 20);
	ranking_write_terminal(&scene.ranking, 100, &text);
	cr_expect_not(strstr(text.data, "Open Government Licence"));
	cr_expect_not(strstr(text.data, "ublished"));
	text_fini(&text);
	scene_end(&scene);
}
