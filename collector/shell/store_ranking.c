/* What a ranking needs, read from the cube. */
#include "collector/core/population.h"
#include "collector/shell/store.h"
#include "collector/shell/store_tables.h"

/* Reads the records of one source and month, with the populations that the indicator divides by. */
static enum error records_read(struct store_view *view, const struct ranking_question *question, enum cube_source source, struct month month,
			       struct arena *arena, const struct cube_record **out, unsigned *count)
{
	struct cube_record *records = NULL, *populations = NULL;
	unsigned population_count = 0;
	struct month estimate;
	enum error error;

	if (source == SOURCE_OFFICIAL && question->has_vintage)
		error = store_month_of_vintage(view, month, question->vintage, arena, &records, count);
	else
		error = store_month(view, source, month, arena, &records, count);
	if (!error && *count && indicator_needs_population(question->indicator) &&
	    store_month_before(view, SOURCE_REFERENCE, population_month(month), &estimate))
		error = store_month(view, SOURCE_REFERENCE, estimate, arena, &populations, &population_count);
	if (error)
		return error;
	population_join(records, *count, populations, population_count);
	*out = records;
	return store_view_error(view);
}

static bool has_figures(const struct cube_record *records, unsigned count, uint16_t measure)
{
	for (unsigned i = 0; i < count; i++)
		if (cube_measure(&records[i], measure))
			return true;
	return false;
}

/* What releases have of the month, over which the bands are taken. */
static enum error official_read(struct store_view *view, const struct ranking_question *question, struct arena *arena, struct ranking_input *input)
{
	if (question->source == SOURCE_OFFICIAL) {
		input->official = input->now;
		input->official_count = input->now_count;
		/* The releases are walked only when the month has no figure of theirs. */
		input->lacks_release = !has_figures(input->now, input->now_count, question->indicator->numerator) &&
				       !store_has_release(view, question->indicator->numerator, question->has_vintage ? &question->vintage : NULL);
		return store_view_error(view);
	}
	return records_read(view, question, SOURCE_OFFICIAL, question->month, arena, &input->official, &input->official_count);
}

enum error store_ranking(struct store_view *view, const struct ranking_question *question, struct arena *arena, struct ranking *out)
{
	struct month month = question->month;
	char *notice = arena_take(arena, STORE_NOTICE_BYTES_MAX + 1, 1);
	struct ranking_input input = {
		.indicator = question->indicator, .month = month, .area = question->area, .notice = notice, .source = question->source};
	enum error error;

	if (!notice)
		return ERROR_NO_MEMORY;
	store_notice(view, notice);
	error = records_read(view, question, question->source, month, arena, &input.now, &input.now_count);
	if (!error)
		error = records_read(view, question, question->source, month_add(month, -1), arena, &input.month_before, &input.month_before_count);
	if (!error)
		error = records_read(view, question, question->source, month_add(month, -12), arena, &input.year_before, &input.year_before_count);
	if (!error)
		error = official_read(view, question, arena, &input);
	return error ? error : ranking_make(&input, arena, out);
}
