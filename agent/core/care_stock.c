#include "agent/core/care_tally.h"

#include "common/working_days.h"

enum {
	MANY_PLACEMENTS = 3,
	MANY_WORKERS = 3,
	LONG_TERM_AGE_MAX = 16,
	FIRST_REVIEW_WORKING_DAYS = 20,
	SECOND_REVIEW_MONTHS = 3,
	LATER_REVIEW_MONTHS = 6,
};

/* Where a group's children are counted; the last row's group is OTHER and takes all that no other row names. */
struct part {
	enum care_group group;
	enum measure_number measure;
};

static const struct part legal_status_parts[] = {
	{GROUP_SECTION_20, MEASURE_CLA_SECTION_20},
	{GROUP_CARE_ORDER, MEASURE_CLA_CARE_ORDERS},
	{GROUP_PLACEMENT_ORDER, MEASURE_CLA_PLACEMENT_ORDERS},
	{GROUP_OTHER, MEASURE_CLA_OTHER_LEGAL_STATUS},
};

static const struct part place_parts[] = {
	{GROUP_FOSTER, MEASURE_CLA_FOSTER},
	{GROUP_KINSHIP, MEASURE_CLA_KINSHIP},
	{GROUP_RESIDENTIAL, MEASURE_CLA_RESIDENTIAL},
	{GROUP_WITH_PARENTS, MEASURE_CLA_WITH_PARENTS},
	{GROUP_SUPPORTED, MEASURE_CLA_SUPPORTED_OR_INDEPENDENT},
	{GROUP_FOR_ADOPTION, MEASURE_CLA_PLACED_FOR_ADOPTION},
	{GROUP_OTHER, MEASURE_CLA_OTHER_PLACEMENT},
};

static const struct part provider_parts[] = {
	{GROUP_OWN, MEASURE_CLA_OWN_PROVISION},         {GROUP_OTHER_COUNCIL, MEASURE_CLA_OTHER_COUNCIL_PROVISION},
	{GROUP_PRIVATE, MEASURE_CLA_PRIVATE_PROVISION}, {GROUP_VOLUNTARY, MEASURE_CLA_VOLUNTARY_PROVISION},
	{GROUP_OTHER, MEASURE_CLA_OTHER_PROVISION},
};

static void part_add(struct care_tally *tally, const struct part *parts, enum care_group group)
{
	while (parts->group != group && parts->group != GROUP_OTHER)
		parts++;
	care_tally_add(tally, parts->measure, 1);
}

/* The episode open on the day; of several, which real files have, the one that began last. */
static const struct care_record *episode_on(const struct care_store *store, const struct care_child *child, uint16_t day)
{
	struct care_walk walk = care_walk_begin(store, child);
	const struct care_record *episode, *found = NULL;

	while (care_walk_next(&walk, &episode) && episode->start <= day)
		if (care_is_open_on(episode->start, episode->end, day))
			found = episode;
	return found;
}

static bool spell_on(const struct care_store *store, const struct care_child *child, uint16_t day, struct care_spell *spell)
{
	struct care_walk walk = care_walk_begin(store, child);

	while (care_spell_next(&walk, spell) && spell->start <= day)
		if (care_is_open_on(spell->start, spell->end, day))
			return true;
	return false;
}

/* Several years' tables may say differently when somebody ceased to be unaccompanied; the latest day that one of them gives is taken. */
static bool is_unaccompanied(const struct care_store *store, const struct care_child *child, uint16_t day)
{
	const struct care_record *record = care_first_of(store, child, CARE_UNACCOMPANIED);
	uint16_t end = CARE_DAY_NONE;

	if (!record)
		return false;
	for (; record; record = care_next_of(store, record))
		if (record->end != CARE_DAY_OPEN && record->end > end)
			end = record->end;
	return end == CARE_DAY_NONE || end > day;
}

/* Placements on any day after `before`, up to and including `last`, in whatever period of care. */
static unsigned placements_between(const struct care_store *store, const struct care_child *child, uint16_t before, uint16_t last)
{
	struct care_walk walk = care_walk_begin(store, child);
	struct care_spell spell;
	unsigned count = 0;

	while (care_spell_next(&walk, &spell) && spell.start <= last) {
		struct care_moves moves = care_moves_begin(store, &spell);
		struct care_placement placement;

		while (care_moves_next(&moves, &placement))
			count += placement.start <= last && placement.end > before + 1;
	}
	return count;
}

/* In the placement since `since`; one for adoption counts together with the placement before it. */
static bool is_settled(const struct care_store *store, const struct care_spell *spell, uint16_t day, uint16_t since)
{
	struct care_moves moves = care_moves_begin(store, spell);
	struct care_placement placement, before = {.start = CARE_DAY_OPEN};
	const struct care_record *episode = NULL;
	struct care_walk walk;

	while (care_moves_next(&moves, &placement)) {
		if (!care_is_open_on(placement.start, placement.end, day)) {
			before = placement;
			continue;
		}
		/* A change of type with the same carers goes on within the placement, so that the type is that of the episode of the day. */
		walk = (struct care_walk){.store = store, .next = placement.first};
		while (walk.next && walk.next->start <= day && walk.next->start < placement.end)
			if (!care_walk_next(&walk, &episode))
				break;
		if (placement.start <= since)
			return true;
		return episode && care_code_group(CODES_PLACE, episode->episode.place) == GROUP_FOR_ADOPTION && before.start <= since;
	}
	return false;
}

/* Different social workers on any day after `before`, up to and including `last`: MANY_WORKERS or more. */
static bool has_many_workers(const struct care_store *store, const struct care_child *child, uint16_t before, uint16_t last)
{
	const struct care_record *record = care_first_of(store, child, CARE_SOCIAL_WORKER);
	uint32_t workers[MANY_WORKERS];
	unsigned count = 0, i;

	for (; record && count < MANY_WORKERS; record = care_next_of(store, record)) {
		if (record->start > last || record->end <= before + 1)
			continue;
		for (i = 0; i < count && workers[i] != record->worker; i++)
			;
		if (i == count)
			workers[count++] = record->worker;
	}
	return count == MANY_WORKERS;
}

static uint16_t months_after(uint16_t day, int months)
{
	struct date date = care_day_date(day), last;
	struct month month = month_add(date_month(date), months);
	int year, number, of_month;
	uint16_t after;

	date_split(date, &year, &number, &of_month);
	last = month_last_day(month);
	if (date_from(month_year(month), month_number(month), of_month, &date) || date.days > last.days)
		date = last;
	return care_day_from(date, &after) ? after : CARE_DAY_MAX;
}

static uint16_t first_review_due(uint16_t start)
{
	uint16_t due;

	return care_day_from(working_days_after(care_day_date(start), FIRST_REVIEW_WORKING_DAYS), &due) ? due : CARE_DAY_MAX;
}

/*
 * Walks along the reviews: each one makes the next one due. Where the period of care began before the files have reviews, the last one before them is
 * taken to have been as late as it can have been, on the day before.
 */
bool care_reviews_on_time(const struct care_store *store, const struct care_child *child, const struct care_spell *spell,
			  const struct care_dates *dates)
{
	const struct care_record *review = care_first_of(store, child, CARE_REVIEW);
	bool is_first = dates->reviews_since == CARE_DAY_NONE || spell->start >= dates->reviews_since;
	uint16_t due = is_first ? first_review_due(spell->start) : months_after((uint16_t)(dates->reviews_since - 1), LATER_REVIEW_MONTHS);

	for (; review && review->start <= dates->last; review = care_next_of(store, review)) {
		if (review->start < spell->start)
			continue;
		if (review->start > due && due > dates->before[1])
			return false;
		due = months_after(review->start, is_first ? SECOND_REVIEW_MONTHS : LATER_REVIEW_MONTHS);
		is_first = false;
	}
	return due > dates->last;
}

/* A child whose age nobody knows is not asked for. */
static enum measure_number stability_measure(const struct care_store *store, const struct care_child *child, const struct care_spell *spell,
					     const struct care_dates *dates)
{
	bool is_young = child->birth != CARE_DAY_NONE && care_birthday(child->birth, LONG_TERM_AGE_MAX) > dates->last;

	if (!is_young || spell->start > dates->long_term)
		return MEASURE_CLA_NOT_LONG_TERM;
	return is_settled(store, spell, dates->last, dates->two_years) ? MEASURE_CLA_SAME_PLACEMENT : MEASURE_CLA_MOVED_PLACEMENT;
}

static enum measure_number review_measure(const struct care_store *store, const struct care_child *child, const struct care_spell *spell,
					  const struct care_dates *dates)
{
	if (spell->start > dates->four_weeks)
		return MEASURE_CLA_REVIEW_NOT_DUE;
	return care_reviews_on_time(store, child, spell, dates) ? MEASURE_CLA_REVIEWED_ON_TIME : MEASURE_CLA_REVIEWED_LATE;
}

static enum measure_number distance_measure(const struct care_record *episode)
{
	switch (episode->distance) {
	case DISTANCE_WITHIN_20_MILES:
		return MEASURE_CLA_WITHIN_20_MILES;
	case DISTANCE_OVER_20_MILES:
		return MEASURE_CLA_OVER_20_MILES;
	default:
		return MEASURE_CLA_DISTANCE_UNKNOWN;
	}
}

void care_tally_stock(struct care_tally *tally, const struct care_store *store, const struct care_child *child, const struct care_dates *dates)
{
	const struct care_record *episode = episode_on(store, child, dates->last);
	bool is_uasc, has_moved, has_changed;
	struct care_spell spell;

	if (!episode || !spell_on(store, child, dates->last, &spell))
		return;
	is_uasc = is_unaccompanied(store, child, dates->last);
	has_moved = placements_between(store, child, dates->before[1], dates->last) >= MANY_PLACEMENTS;
	has_changed = has_many_workers(store, child, dates->before[1], dates->last);
	care_tally_add(tally, MEASURE_CLA, 1);
	part_add(tally, legal_status_parts, care_code_group(CODES_LEGAL_STATUS, episode->episode.legal_status));
	part_add(tally, place_parts, care_code_group(CODES_PLACE, episode->episode.place));
	part_add(tally, provider_parts, care_code_group(CODES_PROVIDER, episode->episode.provider));
	care_tally_add(tally, distance_measure(episode), 1);
	care_tally_add(tally, is_uasc ? MEASURE_CLA_UNACCOMPANIED : MEASURE_CLA_NOT_UNACCOMPANIED, 1);
	care_tally_add(tally, has_moved ? MEASURE_CLA_THREE_PLACEMENTS : MEASURE_CLA_FEWER_PLACEMENTS, 1);
	care_tally_add(tally, has_changed ? MEASURE_CLA_THREE_SOCIAL_WORKERS : MEASURE_CLA_FEWER_SOCIAL_WORKERS, 1);
	care_tally_add(tally, stability_measure(store, child, &spell, dates), 1);
	care_tally_add(tally, review_measure(store, child, &spell, dates), 1);
	tally->without_birth += child->birth == CARE_DAY_NONE;
}
