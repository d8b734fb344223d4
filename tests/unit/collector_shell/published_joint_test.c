/*
 * Kingston upon Thames and Richmond upon Thames, whose workforce is published together, in every answer. The files are no part of the project: where they
 * are not beside it, the tests say so and are skipped. Source of the figures: Department for Education and Office for National Statistics, Crown copyright,
 * Open Government Licence v3.0.
 */
#include "collector/core/reconciliation.h"
#include "collector/core/revisions.h"
#include "collector/shell/store_cube.h"
#include "tests/support/joint_answers.h"
#include "tests/support/published_store.h"

enum { KINGSTON = 314, RICHMOND = 318 };

/* A store with the published figures, being asked. */
struct asking {
	struct fixture fixture;
	struct store_view view;
	struct store_cube cube;
	struct arena arena;
	struct question question;
	struct problem problem;
};

static void asking_begin(struct asking *asking)
{
	asking->fixture = published_begin();
	asking->question = (struct question){.source = SOURCE_OFFICIAL, .has_month = true};
	asking->question.indicator = catalogue_indicator_find(SLICE_LITERAL("vacancy_rate_fte"));
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

Test(published_joint, lists_have_the_same_reporters_in_every_answer)
{
	static const uint16_t second[] = {RICHMOND}, second_and_another[] = {316, RICHMOND}, both[] = {KINGSTON, RICHMOND};
	static const uint16_t neighbours[] = {305, RICHMOND, 358, 823, 825, 867, 868, 869, 872, 919, 936};
	static const struct {
		const uint16_t *members;
		unsigned count;
	} lists[] = {{second, 1}, {second_and_another, 2}, {both, 2}, {neighbours, 11}};
	static const char *const indicators[] = {"vacancy_rate_fte", "caseload_fte", "agency_rate_fte"};
	static struct asking asking;

	asking_begin(&asking);
	for (unsigned i = 0; i < 4; i++) {
		struct area area = list_of(lists[i].members, lists[i].count);

		asking.question.area = &area;
		for (int year = 2017; year <= 2025; year++)
			for (unsigned j = 0; j < 3; j++) {
				asking.question.month = month_from(year, 9);
				asking.question.indicator = catalogue_indicator_find(slice_from_text(indicators[j]));
				expect_one_answer(&asking.cube.background, asking.question, &asking.arena);
				arena_reset(&asking.arena);
			}
	}
	asking_end(&asking);
}

/* As published of the two together in September 2018: 11.1%. */
Test(published_joint, the_second_one_has_the_figures_of_both)
{
	static const uint16_t second[] = {RICHMOND};
	struct area area = list_of(second, 1);
	static struct asking asking;
	struct control_chart charts[2];
	struct revisions revisions;
	struct ranking ranking;

	asking_begin(&asking);
	asking.question.area = &area;
	asking.question.month = month_from(2018, 9);
	cr_assert_eq(ranking_make(&asking.cube.background, &asking.question, &asking.arena, &ranking), ERROR_NONE);
	cr_expect_eq(ranking.expected, 1);
	cr_expect_eq(ranking.pooled.value.value, 111);
	asking.question.area = NULL;
	for (unsigned i = 0; i < 2; i++) {
		asking.question.council = council_find(i ? RICHMOND : KINGSTON);
		cr_assert_eq(control_chart_make(&asking.cube.background, &asking.question, &asking.arena, &charts[i], &asking.problem), ERROR_NONE);
		cr_assert_eq(revisions_make(&asking.cube.background, &asking.question, &asking.arena, &revisions), ERROR_NONE);
		cr_assert_eq(revisions.council_count, 1);
		cr_expect_eq(revisions.councils[0].joint, council_find(i ? KINGSTON : RICHMOND));
		cr_expect_eq(revisions.councils[0].versions[revisions.councils[0].version_count - 1].cell.value.value, 111);
	}
	cr_assert_eq(charts[0].count, 9, "%u", charts[0].count);
	cr_assert_eq(charts[1].count, 9);
	for (unsigned i = 0; i < 9; i++) {
		cr_expect(charts[0].values[i].is_known);
		cr_expect_eq(charts[0].values[i].value, charts[1].values[i].value, "%u", i);
	}
	cr_expect_eq(charts[1].values[1].value, 111);
	asking_end(&asking);
}
