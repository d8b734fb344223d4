#include "collector/core/sequence.h"

#include <string.h>

static const struct sequence sequences[] = {
#define SEQUENCE(id, title, first, then, also) {id, title, {first, then, also}},
#include "collector/core/sequences.def"
#undef SEQUENCE
};

enum { SEQUENCE_COUNT = sizeof sequences / sizeof sequences[0], INDICATORS_MAX = SEQUENCE_COUNT * SEQUENCE_STEPS };

/* Which councils have a change of one indicator at one quarter, and whose is a step. */
struct sequence_flags {
	bool is_read;
	uint64_t judged[(COUNCIL_COUNT_MAX + 63) / 64];
	uint64_t worse[(COUNCIL_COUNT_MAX + 63) / 64];
	uint64_t second[(COUNCIL_COUNT_MAX + 63) / 64]; /* the change is of two, and the other one has the lower code */
};

unsigned sequence_count(void)
{
	return SEQUENCE_COUNT;
}

const struct sequence *sequence_at(unsigned index)
{
	INVARIANT(index < SEQUENCE_COUNT);
	return &sequences[index];
}

enum error sequence_grid_begin(struct sequence_grid *grid, const struct cube_view *cube, enum cube_source source, struct month month,
			       struct arena *arena)
{
	*grid = (struct sequence_grid){.cube = cube, .source = source, .month = month, .arena = arena};
	grid->flags = arena_take(arena, (size_t)INDICATORS_MAX * SEQUENCE_QUARTERS, sizeof(*grid->flags));
	return grid->flags ? cube_months(cube, source, &grid->months, &grid->month_count) : ERROR_NO_MEMORY;
}

struct month sequence_month(const struct sequence_grid *grid, unsigned quarter)
{
	return month_add(grid->month, -SEQUENCE_QUARTER_MONTHS * (int)quarter);
}

bool sequence_has_figures(const struct sequence_grid *grid, unsigned quarter)
{
	struct month month = sequence_month(grid, quarter);
	unsigned low = 0, high = grid->month_count;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (month_compare(grid->months[middle], month) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < grid->month_count && month_compare(grid->months[low], month) == 0;
}

/* The first place in the table at which the indicator stands: sequences share theirs. */
static unsigned indicator_place(const char *id)
{
	unsigned place = 0;

	while (strcmp(sequences[place / SEQUENCE_STEPS].indicators[place % SEQUENCE_STEPS], id) != 0)
		place++;
	return place;
}

static void bit_set(uint64_t *bits, unsigned index)
{
	bits[index / 64] |= UINT64_C(1) << index % 64;
}

static bool bit_get(const uint64_t *bits, unsigned index)
{
	return bits[index / 64] >> index % 64 & 1;
}

static void change_flag(struct sequence_flags *flags, const struct council *council, bool is_worse, bool is_second)
{
	unsigned index = council_index(council);

	bit_set(flags->judged, index);
	if (is_worse)
		bit_set(flags->worse, index);
	if (is_second)
		bit_set(flags->second, index);
}

/* A joint reporter's change is of both councils. */
static void flags_fill(struct sequence_flags *flags, const struct year_changes *changes)
{
	double sign = changes->indicator->polarity == POLARITY_HIGH_IS_GOOD ? -1 : 1;

	for (unsigned i = 0; changes->is_judged && i < changes->count; i++) {
		const struct year_change *change = &changes->list[i];
		const struct council *council = council_find(change->now->council);
		bool is_worse = sign * change->z > SEQUENCE_STEP_Z;

		change_flag(flags, council, is_worse, change->joint && change->joint->code < council->code);
		if (change->joint)
			change_flag(flags, change->joint, is_worse, council->code < change->joint->code);
	}
}

static enum error flags_at(struct sequence_grid *grid, const char *id, unsigned quarter, const struct sequence_flags **out)
{
	struct sequence_flags *flags = &grid->flags[indicator_place(id) * SEQUENCE_QUARTERS + quarter];
	struct year_changes changes;
	enum error error = ERROR_NONE;

	INVARIANT(quarter < SEQUENCE_QUARTERS);
	if (!flags->is_read && sequence_has_figures(grid, quarter)) {
		const struct indicator *indicator = catalogue_indicator_find(slice_from_text(id));

		INVARIANT(indicator);
		error = year_changes_read(grid->cube, grid->source, indicator, sequence_month(grid, quarter), grid->arena, &changes);
		if (error)
			return error;
		flags_fill(flags, &changes);
	}
	flags->is_read = true;
	*out = flags;
	return ERROR_NONE;
}

/* The first quarter on the way from `from` to `to`, both included, in either direction, in which the step stands. */
static enum error step_find(struct sequence_grid *grid, const char *id, unsigned from, unsigned to, unsigned council, bool *is_there, unsigned *out)
{
	*is_there = false;
	for (unsigned q = from;; q = from < to ? q + 1 : q - 1) {
		const struct sequence_flags *flags;
		enum error error = flags_at(grid, id, q, &flags);

		if (error)
			return error;
		*is_there = bit_get(flags->worse, council);
		*out = q;
		if (*is_there || q == to)
			return ERROR_NONE;
	}
}

/* What a span has of an indicator at a council. */
struct span {
	bool is_judged; /* a change */
	bool is_own;    /* one that does not count with the other of two */
	bool is_now;    /* a step in the quarter itself */
};

static enum error span_look(struct sequence_grid *grid, const char *id, unsigned quarter, unsigned council, struct span *out)
{
	*out = (struct span){.is_judged = false};
	for (unsigned q = quarter; q <= quarter + SEQUENCE_SPAN; q++) {
		const struct sequence_flags *flags;
		enum error error = flags_at(grid, id, q, &flags);

		if (error)
			return error;
		out->is_judged |= bit_get(flags->judged, council);
		out->is_own |= bit_get(flags->judged, council) && !bit_get(flags->second, council);
		out->is_now |= q == quarter && bit_get(flags->worse, council);
	}
	return ERROR_NONE;
}

enum error sequence_look(struct sequence_grid *grid, const struct sequence *sequence, unsigned quarter, unsigned council, struct sequence_state *out)
{
	struct sequence_state state = {.is_judged = true, .is_second = true};
	bool is_now = false, is_there = true;
	enum error error = ERROR_NONE;

	INVARIANT(quarter + SEQUENCE_SPAN < SEQUENCE_QUARTERS);
	for (unsigned i = 0; i < SEQUENCE_STEPS && !error; i++) {
		struct span span;

		error = span_look(grid, sequence->indicators[i], quarter, council, &span);
		state.is_judged &= !error && span.is_judged;
		state.is_second &= !error && !span.is_own;
		is_now |= !error && span.is_now;
	}
	if (!error)
		error = step_find(grid, sequence->indicators[0], quarter + SEQUENCE_SPAN, quarter, council, &is_there, &state.quarters[0]);
	for (unsigned i = 1; i < SEQUENCE_STEPS && is_there && !error; i++)
		error = step_find(grid, sequence->indicators[i], quarter, state.quarters[0], council, &is_there, &state.quarters[i]);
	if (error)
		return error;
	state.is_there = state.is_judged && is_there && is_now;
	*out = state;
	return ERROR_NONE;
}
