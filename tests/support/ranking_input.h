/* A ranking's records month by month, for tests that have no need of more of the cube. */
#pragma once

#include "collector/core/ranking.h"
#include "tests/support/memory_cube.h"

/* Each list in ascending order of council; official ones are what releases have of the month, for bands over England. */
struct ranking_input {
	const struct indicator *indicator;
	struct month month;
	const struct area *area;
	const char *notice;
	enum cube_source source;
	bool lacks_release;
	const struct cube_record *now, *month_before, *year_before;
	unsigned now_count, month_before_count, year_before_count;
	const struct cube_record *official;
	unsigned official_count;
	struct moment moment; /* the cube's records are what was known then */
};

/* Begins `cube`, which has what the ranking points to; end it with memory_cube_end. */
static inline enum error ranking_input_make(const struct ranking_input *input, struct memory_cube *cube, struct arena *arena, struct ranking *out)
{
	struct question question = {.indicator = input->indicator,
				    .area = input->area,
				    .source = input->source,
				    .month = input->month,
				    .has_month = true,
				    .moment = input->moment};

	memory_cube_begin(cube);
	cube->lacks_release = input->lacks_release;
	cube->background.notice = input->notice;
	if (input->official_count)
		memory_cube_put(cube, SOURCE_OFFICIAL, input->month, input->official, input->official_count);
	if (input->now_count)
		memory_cube_put(cube, input->source, input->month, input->now, input->now_count);
	if (input->month_before_count)
		memory_cube_put(cube, input->source, month_add(input->month, -1), input->month_before, input->month_before_count);
	if (input->year_before_count)
		memory_cube_put(cube, input->source, month_add(input->month, -12), input->year_before, input->year_before_count);
	return ranking_make(&cube->background, &question, arena, out);
}
