#include "collector/core/reporter.h"

#include "tests/unit/collector/scene.h"

/* Kingston upon Thames and Richmond upon Thames have one workforce; so have the two of Northamptonshire. */
enum { KINGSTON = 314, RICHMOND = 318, NORTH = 940, WEST = 941 };

enum sent { NOTHING, A_SYMBOL, A_FIGURE };

static void send(struct scene *scene, uint16_t council, enum sent sent)
{
	if (sent != NOTHING)
		scene_put(scene, 0, council, sent == A_FIGURE ? council : 0, sent == A_FIGURE ? SYMBOL_NONE : SYMBOL_X);
}

Test(reporter, a_joint_workforce_is_one_unless_both_send_figures)
{
	static const struct {
		enum sent kingston, richmond;
		unsigned expected, reported, counted;
		uint16_t row, joint; /* whose row has the joint figures; 0: none has */
	} table[] = {
		{NOTHING, NOTHING, 18, 0, 0, KINGSTON, RICHMOND},   {A_FIGURE, NOTHING, 18, 1, 1, KINGSTON, RICHMOND},
		{NOTHING, A_FIGURE, 18, 1, 1, RICHMOND, KINGSTON},  {A_FIGURE, A_SYMBOL, 18, 1, 1, KINGSTON, RICHMOND},
		{A_SYMBOL, A_FIGURE, 18, 1, 1, RICHMOND, KINGSTON}, {NOTHING, A_SYMBOL, 18, 1, 0, RICHMOND, KINGSTON},
		{A_SYMBOL, A_SYMBOL, 18, 1, 0, KINGSTON, RICHMOND}, {A_FIGURE, A_FIGURE, 19, 2, 2, 0, 0},
	};
	static struct scene scene;

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "Outer London");
		send(&scene, KINGSTON, table[i].kingston);
		send(&scene, RICHMOND, table[i].richmond);
		scene_make(&scene);
		cr_expect_eq(scene.ranking.expected, table[i].expected, "row %zu: %u", i, scene.ranking.expected);
		cr_expect_eq(scene.ranking.reported, table[i].reported, "row %zu: %u", i, scene.ranking.reported);
		cr_expect_eq(scene.ranking.counted, table[i].counted, "row %zu: %u", i, scene.ranking.counted);
		cr_expect_eq(scene.ranking.pooled.included, table[i].counted, "row %zu", i);
		cr_expect_eq(scene.ranking.column->england.expected, table[i].expected + 132, "row %zu: %u", i,
			     scene.ranking.column->england.expected);
		for (unsigned j = 0; j < scene.ranking.row_count; j++) {
			const struct ranking_row *row = &scene.ranking.rows[j];

			cr_expect_eq(row->joint != NULL, row->council->code == table[i].row, "row %zu: %u", i, row->council->code);
			if (row->joint)
				cr_expect_eq(row->joint->code, table[i].joint, "row %zu", i);
		}
		scene_end(&scene);
	}
}

/* Of children's figures they are two; before 2021 there were no two of Northamptonshire. */
Test(reporter, only_workforce_figures_are_joint)
{
	static const struct {
		const char *indicator;
		int year;
		bool is_joint;
	} table[] = {{"vacancy_rate_fte", 2021, true}, {"cla_foster_percent", 2021, false}, {"vacancy_rate_fte", 2020, false}};
	struct arena arena;

	arena_init(&arena, SCENE_BUDGET_BYTES);
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct column column;
		struct reporter north, west;

		cr_assert_eq(column_make(catalogue_indicator_find(slice_from_text(table[i].indicator)), SOURCE_RETURNS, month_from(table[i].year, 9),
					 NULL, 0, &arena, &column),
			     ERROR_NONE);
		north = reporter_of(&column, council_find(NORTH));
		west = reporter_of(&column, council_find(WEST));
		cr_expect_eq(north.council, council_find(NORTH), "row %zu", i);
		cr_expect_eq(north.joint, table[i].is_joint ? council_find(WEST) : NULL, "row %zu", i);
		cr_expect_eq(west.council, council_find(table[i].is_joint ? NORTH : WEST), "row %zu", i);
		cr_expect_eq(reporter_is_same(&north, &west), table[i].is_joint, "row %zu", i);
	}
	arena_fini(&arena);
}

/* A list with only one of the two still has their joint row, and neither has a figure of its own. */
Test(reporter, a_list_with_one_of_two)
{
	static const uint16_t members[] = {313, RICHMOND};
	static const struct area list = {.kind = AREA_LIST, .code = "313,318", .name = "2 councils", .member_count = 2, .members = members};
	static struct scene scene;
	struct column_summary sum;
	int64_t values[COUNCIL_COUNT_MAX];

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "Outer London");
	scene_put(&scene, 0, 313, 100, SYMBOL_NONE);
	scene_put(&scene, 0, KINGSTON, 200, SYMBOL_NONE);
	scene.input.area = &list;
	scene_make(&scene);
	cr_expect_eq(scene.ranking.row_count, 2);
	cr_expect_eq(scene.ranking.counted, 2);
	cr_expect_eq(scene.ranking.rows[1].council->code, KINGSTON);
	cr_expect_eq(scene.ranking.rows[1].joint->code, RICHMOND);
	column_sum(scene.ranking.column, &list, values, &sum);
	cr_expect_eq(sum.expected, 2);
	cr_expect_eq(sum.counted, 2);
	cr_expect_eq(sum.pooled.value.value, scene.ranking.pooled.value.value);
	cr_expect_null(reporter_own_cell(scene.ranking.column, council_find(KINGSTON)));
	cr_expect_null(reporter_own_cell(scene.ranking.column, council_find(RICHMOND)));
	cr_expect_not_null(reporter_own_cell(scene.ranking.column, council_find(313)));
	scene_end(&scene);
}
