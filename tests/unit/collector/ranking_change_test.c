#include "collector/core/ranking_change.h"

#include "tests/unit/collector/scene.h"

enum { NOTE_BYTES = 512 };

static void expect_note(const struct scene *scene, uint16_t council, const struct column *before, const char *note)
{
	char bytes[NOTE_BYTES];
	struct text text;

	text_init_fixed(&text, bytes, sizeof bytes);
	ranking_put_change_note(&text, &scene->ranking, row_of(scene, council), before);
	cr_expect_str_eq(text.size ? bytes : "", note, "%u: %s", council, bytes);
}

/* Cumbria's figures are no past of Cumberland's; the region's sums go on. */
Test(ranking_change, a_successor_has_no_change_but_a_predecessor)
{
	static struct scene scene;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2023, 9), "North West");
	scene_put(&scene, 0, 342, 196, SYMBOL_NONE);
	scene_put(&scene, 0, 942, 150, SYMBOL_NONE);
	scene_put(&scene, 0, 943, 0, SYMBOL_X);
	scene_put(&scene, 2, 342, 136, SYMBOL_NONE);
	scene_put(&scene, 2, 909, 140, SYMBOL_NONE);
	scene_make(&scene);
	cr_expect(row_of(&scene, 342)->has_year_change);
	cr_expect_not(row_of(&scene, 942)->has_year_change);
	expect_note(&scene, 942, scene.ranking.year_before, "Cumberland did not exist in September 2022; its predecessor was Cumbria (909).");
	expect_note(&scene, 342, scene.ranking.year_before, "");
	expect_note(&scene, 943, scene.ranking.year_before, "");  /* without a value there is nothing to compare */
	expect_note(&scene, 942, scene.ranking.month_before, ""); /* nobody has figures of that month */
	/* The ranks are compared with the year before; Cumbria left, Cumberland came. */
	cr_expect(scene.ranking.has_compared);
	cr_expect_eq(month_compare(scene.ranking.compared, month_from(2022, 9)), 0);
	cr_expect_eq(scene.ranking.left_count, 1);
	cr_expect_eq(scene.ranking.left[0]->code, 909);
	cr_expect_not(row_of(&scene, 942)->move.is_known);
	cr_expect_eq(row_of(&scene, 342)->move.rank_before, 1);
	cr_expect_eq(row_of(&scene, 342)->move.came, 1);
	cr_expect_eq(row_of(&scene, 342)->move.own, 0);
	scene_end(&scene);
}

Test(ranking_change, several_predecessors)
{
	static struct scene scene;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2019, 9), "South West");
	scene_put(&scene, 0, 839, 150, SYMBOL_NONE);
	scene_put(&scene, 2, 866, 140, SYMBOL_NONE);
	scene_make(&scene);
	expect_note(&scene, 839, scene.ranking.year_before,
		    "Bournemouth, Christchurch and Poole did not exist in September 2018; its predecessors were Dorset (835), Poole (836) "
		    "and Bournemouth (837).");
	scene_end(&scene);
}

Test(ranking_change, a_figure_that_was_not_there)
{
	static struct scene scene;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2023, 9), "North West");
	scene_put(&scene, 0, 341, 150, SYMBOL_NONE);
	scene_put(&scene, 0, 342, 196, SYMBOL_NONE);
	scene_put(&scene, 1, 342, 0, SYMBOL_U);
	scene_make(&scene);
	expect_note(&scene, 341, scene.ranking.month_before, "There is no figure for August 2023.");
	expect_note(&scene, 342, scene.ranking.month_before, "There is no figure for August 2023.");
	scene_end(&scene);
}

/* One month's figure is of two councils together: it is none to compare with. */
Test(ranking_change, figures_of_two_are_not_compared_with_one_s)
{
	static struct scene scene;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2023, 9), "Outer London");
	scene_put(&scene, 0, 314, 150, SYMBOL_NONE);
	scene_put(&scene, 0, 318, 160, SYMBOL_NONE);
	scene_put(&scene, 1, 318, 140, SYMBOL_NONE);
	scene_put(&scene, 2, 314, 150, SYMBOL_NONE);
	scene_put(&scene, 2, 318, 160, SYMBOL_NONE);
	scene_make(&scene);
	cr_expect_not(row_of(&scene, 318)->has_month_change);
	cr_expect(row_of(&scene, 318)->has_year_change);
	expect_note(&scene, 318, scene.ranking.month_before,
		    "The figure for August 2023 is of Richmond upon Thames and Kingston upon Thames together.");
	expect_note(&scene, 318, scene.ranking.year_before, "");
	scene_end(&scene);
}

/* The same two, whichever of them sends. */
Test(ranking_change, a_joint_figure_has_its_change_whoever_sends_it)
{
	static struct scene scene;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2023, 9), "Outer London");
	scene_put(&scene, 0, 314, 150, SYMBOL_NONE);
	scene_put(&scene, 1, 318, 140, SYMBOL_NONE);
	scene_make(&scene);
	cr_expect(row_of(&scene, 314)->has_month_change);
	cr_expect_eq(row_of(&scene, 314)->month_change, 10);
	cr_expect(row_of(&scene, 314)->move.is_known);
	cr_expect_eq(scene.ranking.left_count, 0);
	scene_end(&scene);
}

static void versions_set(struct scene *scene, unsigned when, const uint8_t *versions, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		scene->records[when][i].catalogue = versions[i];
}

/* Two versions in one month, and between two months: marked, not silently compared. */
Test(ranking_change, figures_of_two_definitions_are_marked)
{
	static struct scene scene;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2023, 9), "North West");
	for (uint16_t council = 340; council <= 342; council++) {
		scene_put(&scene, 0, council, 150, SYMBOL_NONE);
		scene_put(&scene, 1, council, 150, SYMBOL_NONE);
	}
	versions_set(&scene, 0, (const uint8_t[]){2, 1, 2}, 3);
	versions_set(&scene, 1, (const uint8_t[]){1, 1, 2}, 3);
	scene_make(&scene);
	cr_expect_eq(scene.ranking.definition_version, 2);
	cr_expect_eq(scene.ranking.differing_count, 1);
	cr_expect_eq(row_of(&scene, 340)->definition, DEFINITION_SAME);
	cr_expect_eq(row_of(&scene, 341)->definition, DEFINITION_OTHER_VERSION);
	expect_note(&scene, 340, scene.ranking.month_before,
		    "The figure for August 2023 was made with another version of the definitions, in which this indicator means the same.");
	expect_note(&scene, 341, scene.ranking.month_before, "");
	expect_note(&scene, 342, scene.ranking.month_before, "");
	scene_end(&scene);
}

/* Ranks are compared with the month that was asked for. */
Test(ranking_change, since_a_month)
{
	static struct scene scene;
	struct question question;
	char bytes[NOTE_BYTES];
	struct text text;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2023, 9), "North West");
	scene_put(&scene, 0, 341, 100, SYMBOL_NONE);
	scene_put(&scene, 0, 342, 196, SYMBOL_NONE);
	scene_put(&scene, 0, 942, 250, SYMBOL_NONE);
	scene_put(&scene, 0, 943, 300, SYMBOL_NONE);
	scene_put(&scene, 1, 342, 201, SYMBOL_NONE);
	scene_put(&scene, 2, 342, 136, SYMBOL_NONE);
	scene_put(&scene, 2, 343, 100, SYMBOL_NONE);
	scene_make(&scene);
	question = (struct question){.indicator = scene.input.indicator,
				     .area = scene.input.area,
				     .source = SOURCE_RETURNS,
				     .has_month = true,
				     .month = scene.input.month,
				     .has_since = true,
				     .since = month_from(2022, 9)};
	cr_expect_eq(month_compare(scene.ranking.compared, month_from(2023, 8)), 0);
	cr_assert_eq(ranking_make(&scene.cube.background, &question, &scene.arena, &scene.ranking), ERROR_NONE);
	cr_expect_eq(month_compare(scene.ranking.compared, month_from(2022, 9)), 0);
	cr_expect(row_of(&scene, 342)->has_since_change);
	cr_expect_eq(row_of(&scene, 342)->since_change, 60);
	cr_expect_eq(row_of(&scene, 342)->move.rank_before, 2);
	cr_expect_eq(row_of(&scene, 342)->move.came, 1);
	cr_expect_eq(row_of(&scene, 342)->move.left, -1);
	text_init_fixed(&text, bytes, sizeof bytes);
	scene.ranking.chosen = council_find(943);
	ranking_put_newcomers(&text, &scene.ranking);
	cr_expect_str_eq(bytes, "Cumberland did not exist in September 2022; its predecessor was Cumbria (909).");
	scene_end(&scene);
}

/* Knowsley sent 30% first and then 10%, and is ahead of St. Helens now; Liverpool's correction has no part in it. */
Test(ranking_change, corrections_of_those_that_moved_the_chosen_council)
{
	static struct scene scene;
	static struct figures first[3];
	static struct cube_record records[3];
	const struct ranking_correction *corrections;
	struct question question;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2023, 9), "North West");
	scene_put(&scene, 0, 340, 100, SYMBOL_NONE);
	scene_put(&scene, 0, 341, 400, SYMBOL_NONE);
	scene_put(&scene, 0, 342, 200, SYMBOL_NONE);
	for (uint16_t i = 0; i < 3; i++) {
		scene_put(&scene, 1, (uint16_t)(340 + i), i == 0 ? 300 : i == 1 ? 400 : 200, SYMBOL_NONE);
		scene.records[1][i].revision = 1;
		first[i] = scene.figures[0][i];
		first[i].record.measures = first[i].measures;
		records[i] = first[i].record;
		records[i].revision = 1;
		scene.records[0][i].revision = i == 2 ? 1 : 2;
	}
	first[0].measures[0] = scene.figures[1][0].measures[0];
	first[0].measures[1] = scene.figures[1][0].measures[1];
	scene_make(&scene);
	/* The memory cube's versions come in the order in which they are put in. */
	memory_cube_end(&scene.cube);
	memory_cube_begin(&scene.cube);
	memory_cube_put(&scene.cube, SOURCE_RETURNS, scene.input.month, records, 3);
	memory_cube_put(&scene.cube, SOURCE_RETURNS, scene.input.month, scene.records[0], 3);
	memory_cube_put(&scene.cube, SOURCE_RETURNS, month_add(scene.input.month, -1), scene.records[1], 3);
	question = (struct question){.indicator = scene.input.indicator,
				     .area = scene.input.area,
				     .source = SOURCE_RETURNS,
				     .has_month = true,
				     .month = scene.input.month,
				     .council = council_find(342)};
	cr_assert_eq(ranking_make(&scene.cube.background, &question, &scene.arena, &scene.ranking), ERROR_NONE);
	corrections = scene.ranking.corrections;
	cr_assert_eq(scene.ranking.correction_count, 2);
	cr_expect_eq(corrections[0].row->council->code, 340);
	cr_expect_eq(corrections[0].revision, 2);
	cr_assert(corrections[0].is_known);
	cr_expect_eq(corrections[0].first.value, 300);
	cr_expect_eq(corrections[0].now.value, 100);
	cr_expect_eq(corrections[1].row->council->code, 341);
	cr_expect_not(corrections[1].is_known);
	question.council = NULL;
	cr_assert_eq(ranking_make(&scene.cube.background, &question, &scene.arena, &scene.ranking), ERROR_NONE);
	cr_assert_eq(scene.ranking.correction_count, 2);
	cr_expect_not(scene.ranking.corrections[0].is_known);
	scene_end(&scene);
}
