/* Versions of a figure, and a council's returns against what was published. The figures are invented. */
#include <criterion/criterion.h>
#include <string.h>

#include "collector/core/reconciliation.h"
#include "collector/core/revisions.h"
#include "tests/support/memory_cube.h"
#include "tests/unit/collector/figures.h"

enum { BUDGET_BYTES = 1 << 20, OUTPUT_BYTES = 1 << 16, VERSIONS_MAX = 4 };

static const struct cube_origin published = {1001, 1, {0}, 0};
static const struct cube_origin published_again = {1001, 2, {0}, 0};
static const struct cube_origin published_jointly = {1001, 1, {0}, 343};
static const uint8_t first_origin[FIGURES_MAX];

/* A cube under construction: versions of St Helens' September 2021, each a month of one record. */
struct scene {
	struct memory_cube cube;
	struct arena arena;
	struct figures figures[VERSIONS_MAX];
	unsigned count;
};

static void scene_begin(struct scene *scene)
{
	memory_cube_begin(&scene->cube);
	arena_init(&scene->arena, BUDGET_BYTES);
	scene->count = 0;
}

static void scene_end(struct scene *scene)
{
	memory_cube_end(&scene->cube);
	arena_fini(&scene->arena);
}

static struct month september(void)
{
	return month_from(2021, 9);
}

/* Tenths of FTE; of a release when `origin` is not NULL. */
static struct figures *scene_put(struct scene *scene, const struct cube_origin *origin, int64_t vacancy, int64_t inpost, uint32_t revision)
{
	struct figures *figures = &scene->figures[scene->count++];

	figures_begin(figures, 342, september());
	figures_put(figures, MEASURE_VACANCY_FTE, vacancy, SYMBOL_NONE);
	figures_put(figures, MEASURE_INPOST_FTE, inpost, SYMBOL_NONE);
	figures->record.revision = origin ? 0 : revision;
	if (origin) {
		figures->record.sequence = 0;
		figures->record.origin_count = 1;
		figures->record.origins = origin;
		figures->record.measure_origins = first_origin;
		figures->record.joint = origin->joint;
	}
	memory_cube_put(&scene->cube, origin ? SOURCE_OFFICIAL : SOURCE_RETURNS, september(), &figures->record, 1);
	return figures;
}

static struct question question_of(enum cube_source source)
{
	return (struct question){.indicator = catalogue_indicator_find(SLICE_LITERAL("vacancy_rate_fte")),
				 .area = area_find(SLICE_LITERAL("North West")),
				 .source = source,
				 .has_month = true,
				 .month = september()};
}

Test(revisions, a_version_that_differs_is_a_revision)
{
	static struct scene scene;
	struct question question = question_of(SOURCE_RETURNS);
	struct revisions made;

	scene_begin(&scene);
	scene_put(&scene, NULL, 350, 1433, 1);
	cr_assert_eq(revisions_make(&scene.cube.background, &question, &scene.arena, &made), ERROR_NONE);
	cr_expect(made.council_count == 1 && made.compared == 0 && made.revised == 0);
	scene_put(&scene, NULL, 350, 1433, 2);
	cr_assert_eq(revisions_make(&scene.cube.background, &question, &scene.arena, &made), ERROR_NONE);
	cr_expect(made.compared == 1 && made.revised == 0, "the same figure again is none");
	scene_put(&scene, NULL, 351, 1433, 3);
	cr_assert_eq(revisions_make(&scene.cube.background, &question, &scene.arena, &made), ERROR_NONE);
	cr_expect(made.compared == 1 && made.revised == 1 && made.councils[0].version_count == 3);
	scene_end(&scene);
}

Test(revisions, are_asked_of_one_council_or_of_an_area)
{
	static struct scene scene;
	struct question question = question_of(SOURCE_RETURNS);
	struct revisions made;

	scene_begin(&scene);
	scene_put(&scene, NULL, 350, 1433, 1);
	question.area = area_find(SLICE_LITERAL("London"));
	cr_assert_eq(revisions_make(&scene.cube.background, &question, &scene.arena, &made), ERROR_NONE);
	cr_expect_eq(made.council_count, 0);
	question.council = council_find(342);
	cr_assert_eq(revisions_make(&scene.cube.background, &question, &scene.arena, &made), ERROR_NONE);
	cr_expect(made.council_count == 1 && made.area == NULL);
	question.council = NULL;
	question.area = NULL;
	cr_assert_eq(revisions_make(&scene.cube.background, &question, &scene.arena, &made), ERROR_NONE);
	cr_expect_str_eq(made.area->name, "England");
	scene_end(&scene);
}

Test(revisions, say_who_when_and_by_how_much)
{
	static struct scene scene;
	static char output[OUTPUT_BYTES];
	struct question question = question_of(SOURCE_RETURNS);
	struct problem problem = {0};
	struct text text;

	scene_begin(&scene);
	scene_put(&scene, NULL, 350, 1433, 1);
	scene_put(&scene, NULL, 400, 1433, 2);
	text_init_fixed(&text, output, sizeof output);
	cr_assert_eq(revisions_answer_terminal(&scene.cube.background, &question, 80, &scene.arena, &text, &problem), ERROR_NONE);
	cr_expect_str_eq(output, "Vacancy rate (FTE), North West, September 2021: 1 council has been revised, of 1\n"
				 "with more than one version.\n"
				 "\n"
				 "Council    Value Change Recorded   Version\n"
				 "St. Helens  19.6      – 2020-09-13 revision 1, approved by Head of Performance\n"
				 "            21.8   +2.2 2020-09-13 revision 2, approved by Head of Performance\n"
				 "St. Helens, revision 2: the council's records were corrected.\n");
	text_init_fixed(&text, output, sizeof output);
	cr_assert_eq(revisions_answer(&scene.cube.background, &question, &scene.arena, &text, &problem), ERROR_NONE);
	cr_expect(strstr(output,
			 "\"value\":21.8,\"status\":null,\"why\":null,\"numerator\":40.00,\"denominator\":183.30,\"change\":2.2,\"differs\":true,"
			 "\"revision\":2,\"recorded_at\":\"2020-09-13T13:26:40Z\",\"position\":2,\"approver_role\":\"Head of Performance\","
			 "\"approved_at\":\"2020-09-13T13:25:40Z\",\"reason\":\"source_corrected\",\"series\":null,\"vintage\":null"),
		  "%s", output);
	scene_end(&scene);
}

Test(reconciliation, explains_what_the_figures_show)
{
	/* Tenths; a release's second version and a return's second revision when they are not 0. */
	static const struct {
		int64_t own_vacancy, own_inpost, own_vacancy_now;
		int64_t vacancy, inpost, vacancy_now;
		const struct cube_origin *origin;
		const char *expected;
	} table[] = {
		{350, 1433, 0, 350, 1433, 0, &published, "agrees"},           {350, 1433, 0, 420, 1433, 0, &published, "unexplained"},
		{420, 1433, 350, 420, 1433, 0, &published, "revised_return"}, {350, 1433, 0, 350, 1433, 420, &published, "revised_release"},
		{350, 1433, 0, 350, 1433, 0, &published_jointly, "joint"},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		static struct scene scene;
		struct question question = {.council = council_find(342), .has_month = true, .month = september()};
		struct reconciliation made;

		scene_begin(&scene);
		scene_put(&scene, NULL, table[i].own_vacancy, table[i].own_inpost, 1);
		if (table[i].own_vacancy_now)
			scene_put(&scene, NULL, table[i].own_vacancy_now, table[i].own_inpost, 2);
		scene_put(&scene, table[i].origin, table[i].vacancy, table[i].inpost, 0);
		if (table[i].vacancy_now)
			scene_put(&scene, &published_again, table[i].vacancy_now, table[i].inpost, 0);
		cr_assert_eq(reconciliation_make(&scene.cube.background, &question, &scene.arena, &made), ERROR_NONE);
		cr_assert_eq(made.count, 1, "row %zu", i);
		cr_expect_str_eq(agreement_id(made.indicators[0].agreement), table[i].expected, "row %zu", i);
		cr_expect_eq(made.differing, i > 0, "row %zu", i);
		scene_end(&scene);
	}
}

static const char *printed(struct scene *scene, const struct question *question)
{
	static char output[OUTPUT_BYTES];
	struct problem problem = {0};
	struct text text;

	text_init_fixed(&text, output, sizeof output);
	cr_assert_eq(revisions_answer_terminal(&scene->cube.background, question, 80, &scene->arena, &text, &problem), ERROR_NONE);
	return output;
}

Test(revisions, a_single_version_is_said_to_be_one)
{
	static struct scene scene;
	struct question question = question_of(SOURCE_RETURNS);

	scene_begin(&scene);
	scene_put(&scene, NULL, 350, 1433, 1);
	cr_expect_str_eq(printed(&scene, &question), "Vacancy rate (FTE), North West, September 2021: no council has more than one\nversion.\n");
	question.council = council_find(342);
	cr_expect(strstr(printed(&scene, &question), "St. Helens, September 2021: there is one version of it.\n\nCouncil"), "%s",
		  printed(&scene, &question));
	scene_put(&scene, NULL, 350, 1433, 2);
	cr_expect(strstr(printed(&scene, &question), "September 2021: all versions say the same."));
	scene_end(&scene);
}

/* 35 of 178.3 and 70 of 356.6: the same rate. */
Test(revisions, show_the_parts_where_the_rate_has_not_changed)
{
	static struct scene scene;
	struct question question = question_of(SOURCE_RETURNS);

	scene_begin(&scene);
	scene_put(&scene, NULL, 350, 1433, 1);
	scene_put(&scene, NULL, 700, 2866, 2);
	cr_expect(strstr(printed(&scene, &question), "35.00 of 178.30"), "%s", printed(&scene, &question));
	cr_expect(strstr(printed(&scene, &question), "70.00 of 356.60"), "%s", printed(&scene, &question));
	scene_end(&scene);
}

Test(revisions, name_the_series_of_releases_below_the_table)
{
	static struct scene scene;
	struct question question = question_of(SOURCE_OFFICIAL);

	question.council = council_find(342);
	scene_begin(&scene);
	scene_put(&scene, &published, 350, 1433, 0);
	scene_put(&scene, &published_again, 400, 1433, 0);
	cr_expect(strstr(printed(&scene, &question), " (a)\n"), "%s", printed(&scene, &question));
	cr_expect(strstr(printed(&scene, &question), "\na: "), "%s", printed(&scene, &question));
	scene_end(&scene);
}

/* 3,504 hundredths of FTE in the return, 35.0 in the release. */
Test(reconciliation, knows_the_rounding_of_a_release)
{
	static const struct {
		int64_t vacancy; /* millionths */
		const char *expected;
	} table[] = {{35004000, "agrees_rounded"}, {35049999, "rounding"}, {35060000, "unexplained"}};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		static struct scene scene;
		struct question question = {.council = council_find(342), .has_month = true, .month = september()};
		struct reconciliation made;
		struct figures *own;

		scene_begin(&scene);
		own = scene_put(&scene, NULL, 0, 1433, 1);
		for (unsigned at = 0; at < own->record.measure_count; at++)
			if (own->measures[at].number == MEASURE_VACANCY_FTE)
				own->measures[at].value = table[i].vacancy;
		scene_put(&scene, &published, 350, 1433, 0);
		cr_assert_eq(reconciliation_make(&scene.cube.background, &question, &scene.arena, &made), ERROR_NONE);
		cr_expect_str_eq(agreement_id(made.indicators[0].agreement), table[i].expected, "row %zu", i);
		cr_expect_eq(made.differing, i == 2, "row %zu: rounding is no difference", i);
		scene_end(&scene);
	}
}

Test(reconciliation, says_which_side_is_missing)
{
	static const struct {
		bool has_return, has_release;
		const char *expected;
	} table[] = {
		{false, false, "it has sent no return for this month, and no release"},
		{true, false, "it has a return, but no release"},
		{false, true, "a release has figures of it, but it has sent no\nreturn"},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		static struct scene scene;
		static char output[OUTPUT_BYTES];
		struct question question = {.council = council_find(342), .has_month = true, .month = september()};
		struct problem problem = {0};
		struct text text;

		scene_begin(&scene);
		if (table[i].has_return)
			scene_put(&scene, NULL, 350, 1433, 1);
		if (table[i].has_release)
			scene_put(&scene, &published, 350, 1433, 0);
		text_init_fixed(&text, output, sizeof output);
		cr_assert_eq(reconciliation_answer_terminal(&scene.cube.background, &question, 80, &scene.arena, &text, &problem), ERROR_NONE);
		cr_expect(strstr(output, table[i].expected), "%s", output);
		scene_end(&scene);
	}
}

Test(reconciliation, a_definition_explains_what_nothing_else_does)
{
	static struct scene scene;
	static char output[OUTPUT_BYTES];
	struct question question = {.council = council_find(342), .has_month = true, .month = september()};
	struct problem problem = {0};
	struct text text;

	scene_begin(&scene);
	figures_put(scene_put(&scene, NULL, 350, 1433, 1), MEASURE_LEAVERS_FTE_12M, 300, SYMBOL_NONE);
	figures_put(scene_put(&scene, &published, 350, 1433, 0), MEASURE_LEAVERS_FTE_12M, 348, SYMBOL_NONE);
	scene.cube.months[0].records = &scene.figures[0].record;
	text_init_fixed(&text, output, sizeof output);
	cr_assert_eq(reconciliation_answer_terminal(&scene.cube.background, &question, 80, &scene.arena, &text, &problem), ERROR_NONE);
	cr_expect_str_eq(output, "St. Helens, September 2021: 1 of 2 indicators that both a return and a release\n"
				 "have differ by more than rounding.\n"
				 "\n"
				 "Indicator           Returns Published Difference Why\n"
				 "Vacancy rate (FTE)     19.6      19.6        0.0 agrees\n"
				 "Turnover rate (FTE)    20.9      24.3       −3.4 definition\n"
				 "\n"
				 "agrees: Both have the same figure.\n"
				 "definition: Returns do not count as a leaver who is still or again in any post\n"
				 "of the council at the end of the twelve months.\n"
				 "Department for Education and Office for National Statistics, Crown copyright,\n"
				 "Open Government Licence v3.0\n");
	scene_end(&scene);
}
