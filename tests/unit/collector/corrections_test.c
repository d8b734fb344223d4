/* Which figures were corrected since a day. The figures are invented. */
#include "collector/core/corrections.h"

#include "tests/support/memory_cube.h"
#include "tests/unit/collector/figures.h"

enum { BUDGET_BYTES = 8 << 20, VERSIONS_MAX = 128 };

/* Versions are recorded an hour apart from 13 September 2020, 12:26 on. */
struct scene {
	struct memory_cube cube;
	struct arena arena;
	struct figures figures[VERSIONS_MAX];
	unsigned count;
	struct corrections made;
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

static void scene_put(struct scene *scene, uint16_t council, struct month month, uint32_t revision, int64_t vacancy, enum symbol symbol)
{
	struct figures *figures = &scene->figures[scene->count++];

	cr_assert_leq(scene->count, VERSIONS_MAX);
	figures_begin(figures, council, month);
	figures_put(figures, MEASURE_VACANCY_FTE, vacancy, symbol);
	figures_put(figures, MEASURE_INPOST_FTE, 1000, SYMBOL_NONE);
	figures->record.revision = revision;
	memory_cube_put(&scene->cube, SOURCE_RETURNS, month, &figures->record, 1);
}

static void scene_make(struct scene *scene, const char *area, struct month last, struct date since)
{
	cr_assert_eq(corrections_make(&scene->cube.background, area_find(slice_from_text(area)), last, since, &scene->arena, &scene->made),
		     ERROR_NONE);
}

static struct date day(int number, int day)
{
	struct date date;

	cr_assert_eq(date_from(2020, number, day, &date), ERROR_NONE);
	return date;
}

static struct month august(void)
{
	return month_from(2020, 8);
}

Test(corrections, a_figure_is_listed_with_what_it_was_and_is)
{
	static struct scene scene;
	const struct corrected_figure *figure;

	scene_begin(&scene);
	scene_put(&scene, 342, august(), 1, 100, SYMBOL_NONE);
	scene_put(&scene, 342, august(), 2, 250, SYMBOL_NONE);
	scene_make(&scene, "North West", august(), day(9, 12));
	cr_expect_eq(scene.made.return_count, 1);
	cr_expect_not(scene.made.is_cut);
	cr_assert_eq(scene.made.figure_count, 1);
	figure = &scene.made.figures[0];
	cr_expect_eq(figure->council->code, 342);
	cr_expect_str_eq(figure->indicator->id, "vacancy_rate_fte");
	cr_expect_eq(figure->before.value.value, 91);
	cr_expect_eq(figure->after.value.value, 200);
	cr_expect(figure->has_change);
	cr_expect_eq(figure->change, 109);
	cr_expect_eq(figure->revision, 2);
	cr_expect_eq(figure->reason, REVISION_REASON_SOURCE_CORRECTED);
	cr_expect_str_eq(figure->approver_role, "Head of Performance");
	cr_expect_eq(figure->recorded_at_s, 1600003600);
	scene_end(&scene);
}

Test(corrections, a_figure_that_becomes_a_symbol_has_changed_by_no_number)
{
	static struct scene scene;

	scene_begin(&scene);
	scene_put(&scene, 342, august(), 1, 100, SYMBOL_NONE);
	scene_put(&scene, 342, august(), 2, 0, SYMBOL_X);
	scene_make(&scene, "North West", august(), day(9, 12));
	cr_assert_eq(scene.made.figure_count, 1);
	cr_expect_eq(scene.made.figures[0].after.value.symbol, SYMBOL_X);
	cr_expect_not(scene.made.figures[0].has_change);
	scene_end(&scene);
}

Test(corrections, the_same_figures_again_are_a_correction_without_figures)
{
	static struct scene scene;

	scene_begin(&scene);
	scene_put(&scene, 342, august(), 1, 100, SYMBOL_NONE);
	scene_put(&scene, 342, august(), 2, 100, SYMBOL_NONE);
	scene_make(&scene, "North West", august(), day(9, 12));
	cr_expect_eq(scene.made.return_count, 1);
	cr_expect_eq(scene.made.figure_count, 0);
	scene_end(&scene);
}

/* Bath and North East Somerset is of another region, September is later than what was asked for, and the day itself does not count. */
Test(corrections, only_of_the_area_up_to_the_month_and_since_the_day)
{
	static struct scene scene;

	scene_begin(&scene);
	for (uint32_t revision = 1; revision <= 2; revision++) {
		scene_put(&scene, 342, august(), revision, 100 * (int64_t)revision, SYMBOL_NONE);
		scene_put(&scene, 800, august(), revision, 100 * (int64_t)revision, SYMBOL_NONE);
		scene_put(&scene, 342, month_from(2020, 9), revision, 100 * (int64_t)revision, SYMBOL_NONE);
	}
	scene_make(&scene, "North West", august(), day(9, 12));
	cr_expect_eq(scene.made.return_count, 1);
	scene_make(&scene, "North West", month_from(2020, 9), day(9, 12));
	cr_expect_eq(scene.made.return_count, 2);
	cr_expect_eq(month_compare(scene.made.figures[0].month, month_from(2020, 9)), 0, "the newest first");
	scene_make(&scene, "England", month_from(2020, 9), day(9, 12));
	cr_expect_eq(scene.made.return_count, 3);
	scene_make(&scene, "England", month_from(2020, 9), day(9, 13));
	cr_expect_eq(scene.made.return_count, 0);
	scene_end(&scene);
}

Test(corrections, what_is_listed_has_a_limit_and_says_so)
{
	static struct scene scene;
	char bytes[256];
	struct text text;

	scene_begin(&scene);
	for (int i = 0; i < CORRECTIONS_RETURNS_MAX + 1; i++)
		for (uint32_t revision = 1; revision <= 2; revision++)
			scene_put(&scene, 342, month_add(august(), -i), revision, 100 * (int64_t)revision, SYMBOL_NONE);
	scene_make(&scene, "North West", august(), day(9, 12));
	cr_expect_eq(scene.made.return_count, CORRECTIONS_RETURNS_MAX + 1);
	cr_expect_eq(scene.made.figure_count, CORRECTIONS_RETURNS_MAX);
	cr_expect(scene.made.is_cut);
	text_init_fixed(&text, bytes, sizeof(bytes));
	corrections_put_summary(&text, &scene.made);
	cr_expect_str_eq(bytes, "41 returns were corrected since 12 September 2020. The newest 40 figures are listed.");
	scene_end(&scene);
}
