#include "collector/core/sequence_record.h"

#include "collector/core/reporter.h"

enum { QUARTERS_PER_YEAR = 4, FIRST_QUARTER = TROUBLE_QUARTERS };

static const char *const troubles[] = {
#define TROUBLE(id) id,
#include "collector/core/sequences.def"
#undef TROUBLE
};

enum { TROUBLE_COUNT = sizeof troubles / sizeof troubles[0] };

/* Of one quarter: sets of indicators by council, which have a band, and which lie in the worst one. */
struct trouble_bands {
	uint8_t known[COUNCIL_COUNT_MAX];
	uint8_t worst[COUNCIL_COUNT_MAX];
};

struct trouble_grid {
	struct date last_day; /* nothing later is known */
	const struct event *events;
	unsigned event_count;
	struct trouble_bands bands[SEQUENCE_QUARTERS];
};

static void bands_take(struct trouble_bands *bands, const struct column *column, unsigned trouble)
{
	for (unsigned i = 0; i < council_count(); i++) {
		const struct cell *cell = reporter_of(column, council_at(i)).cell;
		char band;

		if (!cell || cell->value.symbol)
			continue;
		band = quartile_band(&column->england.quartiles, column->indicator->polarity, cell->value.value);
		bands->known[i] |= (uint8_t)((band != 0) << trouble);
		bands->worst[i] |= (uint8_t)((band == 'D') << trouble);
	}
}

enum error trouble_grid_make(const struct sequence_grid *sequences, const struct event *events, unsigned event_count, const struct trouble_grid **out)
{
	struct trouble_grid *grid = arena_take(sequences->arena, 1, sizeof(*grid));

	if (!grid)
		return ERROR_NO_MEMORY;
	grid->last_day = month_last_day(sequences->month);
	grid->events = events;
	grid->event_count = event_count;
	for (unsigned i = 0; i < TROUBLE_COUNT * SEQUENCE_QUARTERS; i++) {
		const struct indicator *indicator = catalogue_indicator_find(slice_from_text(troubles[i % TROUBLE_COUNT]));
		unsigned quarter = i / TROUBLE_COUNT;
		const struct column *column;
		enum error error;

		INVARIANT(indicator);
		if (!sequence_has_figures(sequences, quarter))
			continue;
		error = cube_column(sequences->cube, sequences->source, indicator, sequence_month(sequences, quarter), &column);
		if (error)
			return error;
		bands_take(&grid->bands[quarter], column, i % TROUBLE_COUNT);
	}
	*out = grid;
	return ERROR_NONE;
}

/* Whether an indicator came into the worst quarter within two years after `quarter` that was known to lie elsewhere in the year up to it. */
static bool figures_worsened(const struct trouble_grid *grid, unsigned council, unsigned quarter)
{
	uint8_t known_before = 0, worst_before = 0, worst_after = 0;

	for (unsigned q = quarter; q < quarter + QUARTERS_PER_YEAR; q++) {
		worst_before |= grid->bands[q].worst[council] & (uint8_t)~known_before;
		known_before |= grid->bands[q].known[council];
	}
	for (unsigned q = quarter - TROUBLE_QUARTERS; q < quarter; q++)
		worst_after |= grid->bands[q].worst[council];
	return worst_after & known_before & (uint8_t)~worst_before;
}

/* Whether the council's indicators of trouble are known before and after. */
static bool figures_known(const struct trouble_grid *grid, unsigned council, unsigned quarter)
{
	uint8_t before = 0, after = 0;

	for (unsigned q = quarter; q < quarter + QUARTERS_PER_YEAR; q++)
		before |= grid->bands[q].known[council];
	for (unsigned q = quarter - TROUBLE_QUARTERS; q < quarter; q++)
		after |= grid->bands[q].known[council];
	return before & after;
}

/* Whether the event is an inspection with a judgement, and was known by the grid's month. */
static bool is_judgement(const struct trouble_grid *grid, const struct event *event, uint16_t council)
{
	struct date known = event->published.days == EVENT_DAY_UNKNOWN ? event->key.date : event->published;

	return event->key.council == council && event_kind_is_inspection(event->key.kind) && event->judgements[JUDGED_OVERALL] != JUDGEMENT_NONE &&
	       known.days <= grid->last_day.days;
}

static bool inspection_worsened(const struct trouble_grid *grid, uint16_t council, struct date after, struct date until)
{
	uint8_t last = JUDGEMENT_NONE;

	for (unsigned i = 0; i < grid->event_count && grid->events[i].key.date.days <= until.days; i++) {
		const struct event *event = &grid->events[i];
		uint8_t judgement = event->judgements[JUDGED_OVERALL];

		if (!is_judgement(grid, event, council))
			continue;
		if (event->key.date.days > after.days && (judgement == JUDGEMENT_INADEQUATE || (last != JUDGEMENT_NONE && judgement > last)))
			return true;
		last = judgement;
	}
	return false;
}

static void rates_add(struct trouble_rates *rates, bool has_sequence, bool in_trouble)
{
	struct trouble_count *count = has_sequence ? &rates->with : &rates->without;

	count->looked_at++;
	count->in_trouble += in_trouble;
}

static enum error council_record(struct sequence_grid *grid, const struct trouble_grid *trouble, const struct sequence *sequence, unsigned quarter,
				 unsigned council, struct sequence_record *record)
{
	struct date after = month_last_day(sequence_month(grid, quarter));
	struct date until = month_last_day(sequence_month(grid, quarter - TROUBLE_QUARTERS));
	struct sequence_state state;
	enum error error = sequence_look(grid, sequence, quarter, council, &state);

	if (error || !state.is_judged || state.is_second)
		return error;
	if (figures_known(trouble, council, quarter))
		rates_add(&record->figures, state.is_there, figures_worsened(trouble, council, quarter));
	if (record->has_inspections)
		rates_add(&record->inspections, state.is_there, inspection_worsened(trouble, council_at(council)->code, after, until));
	return ERROR_NONE;
}

/* Whether any inspection after the quarter is known, so that councils without one are known to have none. */
static bool inspections_known(const struct sequence_grid *grid, const struct trouble_grid *trouble, unsigned quarter)
{
	struct date after = month_last_day(sequence_month(grid, quarter));

	for (unsigned i = 0; i < trouble->event_count; i++)
		if (trouble->events[i].key.date.days > after.days && is_judgement(trouble, &trouble->events[i], trouble->events[i].key.council))
			return true;
	return false;
}

static unsigned looked_at(const struct sequence_record *record)
{
	return record->figures.with.looked_at + record->figures.without.looked_at + record->inspections.with.looked_at +
	       record->inspections.without.looked_at;
}

enum error sequence_record_make(struct sequence_grid *grid, const struct trouble_grid *trouble, const struct sequence *sequence,
				struct sequence_record *out)
{
	struct sequence_record record = {.has_inspections = inspections_known(grid, trouble, FIRST_QUARTER)};

	for (unsigned quarter = FIRST_QUARTER; quarter + SEQUENCE_SPAN < SEQUENCE_QUARTERS; quarter += QUARTERS_PER_YEAR) {
		unsigned before = looked_at(&record);
		struct month month = sequence_month(grid, quarter);

		for (unsigned council = 0; council < council_count(); council++) {
			enum error error = ERROR_NONE;

			if (council_exists_on(council_at(council), month_last_day(month)))
				error = council_record(grid, trouble, sequence, quarter, council, &record);
			if (error)
				return error;
		}
		if (looked_at(&record) == before)
			continue;
		record.last = record.year_count++ ? record.last : month;
		record.first = month;
	}
	*out = record;
	return ERROR_NONE;
}
