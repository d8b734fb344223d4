#include "agent/core/care_tally.h"

/* A flow's measure over the month has the number of that over twelve months less 1. */
enum { FLOW_WINDOWS = 2 };

struct part {
	enum care_group group;
	enum measure_number month; /* the measure over the month */
};

static const struct part need_parts[] = {
	{GROUP_ABUSE, MEASURE_CLA_STARTED_ABUSE_MONTH},
	{GROUP_FAMILY, MEASURE_CLA_STARTED_FAMILY_MONTH},
	{GROUP_ABSENT_PARENTING, MEASURE_CLA_STARTED_ABSENT_PARENTING_MONTH},
	{GROUP_OTHER, MEASURE_CLA_STARTED_OTHER_NEED_MONTH},
};

static const struct part reason_parts[] = {
	{GROUP_ADOPTED, MEASURE_CLA_CEASED_ADOPTION_MONTH},
	{GROUP_SPECIAL_GUARDIANSHIP, MEASURE_CLA_CEASED_SPECIAL_GUARDIANSHIP_MONTH},
	{GROUP_HOME, MEASURE_CLA_CEASED_HOME_MONTH},
	{GROUP_OTHER, MEASURE_CLA_CEASED_OTHER_MONTH},
};

static enum measure_number part_of(const struct part *parts, enum care_group group)
{
	while (parts->group != group && parts->group != GROUP_OTHER)
		parts++;
	return parts->month;
}

/* The days after `before`, up to and including `last`; which of a flow's two measures counts them. */
struct window {
	uint16_t before, last;
	unsigned number;
};

/* The parts of the children looked after at any time in twelve months; over a month there is no such total. */
static void any_add(struct care_tally *tally, const struct window *window, bool was_looked_after, bool was_missing)
{
	if (!window->number) {
		care_tally_add(tally, MEASURE_CLA_MISSING_MONTH, was_missing);
		return;
	}
	care_tally_add(tally, MEASURE_CLA_ANY_12M, was_looked_after);
	care_tally_add(tally, MEASURE_CLA_MISSING_12M, was_looked_after && was_missing);
	care_tally_add(tally, MEASURE_CLA_NOT_MISSING_12M, was_looked_after && !was_missing);
}

static void flow_add(struct care_tally *tally, const struct window *window, enum measure_number month, int64_t value)
{
	tally->counts[month - CARE_MEASURES_FIRST + window->number] += value;
}

static bool is_in(const struct window *window, uint16_t day)
{
	return day != CARE_DAY_OPEN && day > window->before && day <= window->last;
}

/* When the last run of placements for adoption in the period of care began; CARE_DAY_NONE: there is none. */
static uint16_t placed_by_episodes(const struct care_store *store, const struct care_spell *spell)
{
	struct care_walk walk = {.store = store, .next = spell->first};
	const struct care_record *episode;
	uint16_t placed = CARE_DAY_NONE;
	bool was_placed = false;

	while (walk.next && walk.next->start <= spell->end && care_walk_next(&walk, &episode)) {
		bool is_placed = care_code_group(CODES_PLACE, episode->episode.place) == GROUP_FOR_ADOPTION;

		if (is_placed && !was_placed)
			placed = episode->start;
		was_placed = is_placed;
	}
	return placed;
}

/*
 * When an adopted child was placed with the adopters. The episodes say it (A3 to A6); the table of decisions, whose DATE_PLACED is the day on which the
 * council decided that the child should be placed, stands in where they do not.
 */
static uint16_t day_placed(const struct care_store *store, const struct care_child *child, const struct care_spell *spell)
{
	uint16_t placed = placed_by_episodes(store, spell);
	const struct care_record *decision = placed ? NULL : care_first_of(store, child, CARE_PLACED);

	for (; decision; decision = care_next_of(store, decision))
		if (decision->start >= spell->start && decision->start <= spell->end)
			placed = decision->start;
	return placed ? placed : spell->end;
}

static void ceased_add(struct care_tally *tally, const struct care_store *store, const struct care_child *child, const struct care_spell *spell,
		       const struct window *window)
{
	uint8_t code = spell->last->episode.is_closed_by_year ? CODE_BLANK : spell->last->episode.ceased;
	enum care_group group = care_code_group(CODES_CEASED, code);

	flow_add(tally, window, MEASURE_CLA_CEASED_MONTH, 1);
	flow_add(tally, window, part_of(reason_parts, group), 1);
	if (group != GROUP_ADOPTED)
		return;
	flow_add(tally, window, MEASURE_DAYS_TO_ADOPTION_PLACEMENT_MONTH, day_placed(store, child, spell) - spell->start);
	/* An earlier year's file would have the episodes before: the days would be too few. */
	if (care_code_group(CODES_NEW_EPISODE, spell->first->episode.new_episode) != GROUP_STARTS)
		tally->adopted_without_start[window->number]++;
}

/* Started counts the first start in the window, ceased the last end. Returns whether the child was looked after on any day of it. */
static bool spells_add(struct care_tally *tally, const struct care_store *store, const struct care_child *child, const struct window *window)
{
	struct care_walk walk = care_walk_begin(store, child);
	struct care_spell spell, ended = {.first = NULL};
	bool has_started = false, was_looked_after = false;

	while (care_spell_next(&walk, &spell)) {
		if (is_in(window, spell.start) && !has_started) {
			has_started = true;
			flow_add(tally, window, MEASURE_CLA_STARTED_MONTH, 1);
			flow_add(tally, window, part_of(need_parts, care_code_group(CODES_NEED, spell.first->episode.need)), 1);
		}
		if (is_in(window, spell.end))
			ended = spell;
		was_looked_after |= spell.start <= window->last && spell.end > window->before + 1 && spell.end > spell.start;
	}
	if (ended.first)
		ceased_add(tally, store, child, &ended, window);
	return was_looked_after;
}

/* Both lists are in order, so that one walk along each is enough. Returns whether there was any. */
static bool missing_add(struct care_tally *tally, const struct care_store *store, const struct care_child *child, const struct window *window)
{
	const struct care_record *missing = care_first_of(store, child, CARE_MISSING);
	struct care_walk walk = care_walk_begin(store, child);
	struct care_spell spell;
	bool has_spell = missing && care_spell_next(&walk, &spell);
	int64_t count = 0;

	for (; missing && has_spell; missing = care_next_of(store, missing)) {
		while (has_spell && spell.end <= missing->start)
			has_spell = care_spell_next(&walk, &spell);
		if (has_spell && spell.start <= missing->start && is_in(window, missing->start) && !missing->missing.is_absence)
			count++;
	}
	flow_add(tally, window, MEASURE_MISSING_EPISODES_MONTH, count);
	return count > 0;
}

void care_tally_flows(struct care_tally *tally, const struct care_store *store, const struct care_child *child, const struct care_dates *dates)
{
	if (!care_first_of(store, child, CARE_EPISODE))
		return;
	for (unsigned i = 0; i < FLOW_WINDOWS; i++) {
		struct window window = {.before = dates->before[i], .last = dates->last, .number = i};
		bool was_looked_after = spells_add(tally, store, child, &window);

		any_add(tally, &window, was_looked_after, missing_add(tally, store, child, &window));
	}
}
