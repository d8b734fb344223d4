#include "collector/core/alert_sequences.h"

#include "collector/core/reporter.h"

enum { SCRATCH_BYTES_MAX = 32 << 20 };

/* Sequences under way. */
struct sequences_making {
	const struct question *question;
	struct sequence_grid grid;
	const struct trouble_grid *trouble;
	struct arena *arena; /* of what is kept */
};

/* Of the council, or of it and another one, which becomes the joint one. */
static enum error step_read(struct sequences_making *making, const char *id, unsigned quarter, struct alert_joined *joined, struct alert_step *out)
{
	const struct indicator *indicator = catalogue_indicator_find(slice_from_text(id));
	struct month month = sequence_month(&making->grid, quarter);
	const struct column *columns[2];
	struct reporter now;
	enum error error = cube_column(making->grid.cube, making->grid.source, indicator, month, &columns[0]);

	if (!error)
		error = cube_column(making->grid.cube, making->grid.source, indicator, month_add(month, -CHANGE_MONTHS), &columns[1]);
	if (error)
		return error;
	now = reporter_of(columns[0], joined->council);
	*out = (struct alert_step){month, now.cell->value.value, reporter_of(columns[1], joined->council).cell->value.value};
	if (now.joint)
		joined->joint = reporter_other(&now, joined->council);
	return ERROR_NONE;
}

static enum error joined_read(struct sequences_making *making, const struct sequence *sequence, const struct sequence_state *state,
			      const struct council *council, struct alert_joined *out)
{
	struct alert_joined joined = {.council = council};
	enum error error = ERROR_NONE;

	for (unsigned i = 0; i < SEQUENCE_STEPS && !error; i++)
		error = step_read(making, sequence->indicators[i], state->quarters[i], &joined, &joined.steps[i]);
	if (!error)
		*out = joined;
	return error;
}

static enum error council_look(struct sequences_making *making, unsigned place, struct alert_joined *list, struct alert_sequence *sequence)
{
	const struct council *council = council_at(place);
	const struct council *first = NULL;
	struct sequence_state state;
	enum error error = sequence_look(&making->grid, sequence->sequence, 0, place, &state);

	if (error)
		return error;
	if (state.is_second)
		first = council_find(council->joint_with);
	sequence->england_judged += state.is_judged && !first;
	sequence->england_there += state.is_there && !first;
	/* Of two that are in it together, the second one brings both where the first one is not in the area. */
	if (!state.is_there || !area_has(making->question->area, council) || (first && area_has(making->question->area, first)))
		return ERROR_NONE;
	return joined_read(making, sequence->sequence, &state, first ? first : council, &list[sequence->count++]);
}

static enum error sequence_make(struct sequences_making *making, struct alert_sequence *sequence)
{
	struct date last_day = month_last_day(making->question->month);
	struct alert_joined *list = arena_take(making->arena, council_count(), sizeof(*list));
	enum error error = list ? ERROR_NONE : ERROR_NO_MEMORY;

	for (unsigned i = 0; i < council_count() && !error; i++) {
		if (!council_exists_on(council_at(i), last_day))
			continue;
		sequence->england_councils++;
		error = council_look(making, i, list, sequence);
	}
	sequence->list = list;
	return error ? error : sequence_record_make(&making->grid, making->trouble, sequence->sequence, &sequence->record);
}

static enum error sequences_make(struct sequences_making *making, const struct background *background, struct alert_sequence *sequences)
{
	enum error error = trouble_grid_make(&making->grid, background->events, background->event_count, &making->trouble);

	for (unsigned i = 0; i < sequence_count() && !error; i++) {
		sequences[i].sequence = sequence_at(i);
		error = sequence_make(making, &sequences[i]);
	}
	return error;
}

enum error alert_sequences_make(const struct background *background, const struct question *question, struct arena *arena,
				const struct alert_sequence **out)
{
	struct sequences_making making = {.question = question, .arena = arena};
	struct alert_sequence *sequences = arena_take(arena, sequence_count(), sizeof(*sequences));
	struct arena scratch;
	enum error error;

	if (!sequences)
		return ERROR_NO_MEMORY;
	arena_init(&scratch, SCRATCH_BYTES_MAX);
	error = sequence_grid_begin(&making.grid, background->cube, question->source, question->month, &scratch);
	if (!error)
		error = sequences_make(&making, background, sequences);
	arena_fini(&scratch);
	if (!error)
		*out = sequences;
	return error;
}
