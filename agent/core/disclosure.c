#include "agent/core/disclosure.h"

#include <string.h>

#include "proto/catalogue.h"
#include "proto/status.h"

enum { PARTS_MAX = 16, NOWHERE = RETURN_MEASURES_MAX };

/* Values stay in place until all is decided: what is to be hidden, and why, stands beside them. */
struct control {
	struct return_measure *measures;
	unsigned count;
	enum reason hidden[RETURN_MEASURES_MAX]; /* REASON_NONE: shown */
};

/* One breakdown of one total; indices into the measures. */
struct group {
	unsigned total; /* NOWHERE when the return does not have it */
	unsigned part_count;
	unsigned parts[PARTS_MAX];
};

/* What somebody who knows the policy sees of a group, and what stands behind it. */
struct sight {
	bool is_complete;       /* every part is shown or hidden, none is not available */
	unsigned small_count;   /* hidden parts that are known to be 1 to 5 */
	unsigned other_count;   /* hidden parts that are known to be larger, but no larger than any that is shown */
	int64_t shown_sum;      /* what is left of the total is the sum of the hidden parts */
	int64_t smallest_shown; /* of the parts that are shown and not 0; INT64_MAX when there is none */
	unsigned smallest_place;
};

struct slice disclosure_policy(void)
{
	return SLICE_LITERAL("small-counts-1");
}

static const struct measure *measure_at(const struct control *control, unsigned index)
{
	const struct measure *measure = catalogue_measure(control->measures[index].number);

	INVARIANT(measure);
	return measure;
}

static bool has_value(const struct control *control, unsigned index)
{
	return control->measures[index].symbol == SYMBOL_NONE;
}

static unsigned index_of(const struct control *control, uint16_t number)
{
	for (unsigned i = 0; i < control->count; i++)
		if (control->measures[i].number == number)
			return i;
	return NOWHERE;
}

static bool is_same_breakdown(const struct measure *a, const struct measure *b)
{
	return a->total == b->total && strcmp(a->breakdown, b->breakdown) == 0;
}

/* The group whose first part is at `first`; false when there is none that begins there. */
static bool group_at(const struct control *control, unsigned first, struct group *out)
{
	const struct measure *measure = measure_at(control, first);
	struct group group = {.total = index_of(control, measure->total)};

	if (measure->breakdown[0] == '\0' || measure->protection != PROTECTION_COUNTS)
		return false;
	for (unsigned i = 0; i < control->count; i++) {
		if (!is_same_breakdown(measure_at(control, i), measure))
			continue;
		if (i < first)
			return false;
		INVARIANT(group.part_count < PARTS_MAX);
		group.parts[group.part_count++] = i;
	}
	*out = group;
	return true;
}

/* A part of 1 to 5, by our own count or because the council gives it as confidential. */
static bool is_small(const struct control *control, unsigned index)
{
	return control->hidden[index] == REASON_SMALL_COUNT || control->measures[index].symbol == SYMBOL_C;
}

static void sight_add(struct sight *sight, const struct control *control, unsigned index)
{
	int64_t value = control->measures[index].value;

	if (is_small(control, index)) {
		sight->small_count++;
	} else if (!has_value(control, index)) {
		sight->is_complete = false;
	} else if (control->hidden[index]) {
		sight->other_count++;
	} else {
		sight->shown_sum += value;
		if (value > 0 && value < sight->smallest_shown) {
			sight->smallest_shown = value;
			sight->smallest_place = index;
		}
	}
}

static struct sight sight_of(const struct control *control, const struct group *group)
{
	struct sight sight = {.is_complete = true, .smallest_shown = INT64_MAX, .smallest_place = NOWHERE};

	for (unsigned i = 0; i < group->part_count; i++)
		sight_add(&sight, control, group->parts[i]);
	return sight;
}

static int64_t larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t smaller(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/*
 * Whether the sum of the hidden parts leaves a small one only one value. The others take at least 1 (small) or 6 (not small) each, and at most 5, or
 * what the smallest shown part has: the secondary one was chosen because it is no larger.
 */
static bool sum_betrays(const struct sight *sight, int64_t hidden_sum)
{
	int64_t others = (int64_t)sight->small_count - 1, large = sight->other_count;
	int64_t least = others + large * (SMALL_COUNT_MAX + 1);
	bool is_bounded = large == 0 || sight->smallest_shown < INT64_MAX;
	int64_t most = is_bounded ? others * SMALL_COUNT_MAX + (large ? large * sight->smallest_shown : 0) : INT64_MAX;

	if (sight->small_count == 0)
		return false;
	return larger(1, hidden_sum - most) >= smaller(SMALL_COUNT_MAX, hidden_sum - least);
}

static bool group_betrays(const struct control *control, const struct group *group, const struct sight *sight)
{
	unsigned hidden_count = sight->small_count + sight->other_count;

	if (group->total == NOWHERE || !has_value(control, group->total))
		return hidden_count == 1;
	if (control->hidden[group->total] == REASON_SMALL_COUNT)
		return sight->small_count == SMALL_COUNT_MAX; /* five parts of at least 1, together at most 5 */
	if (control->hidden[group->total])
		return hidden_count == 0 && sight->is_complete && sight->smallest_place != NOWHERE; /* the parts give the total away */
	return hidden_count == 1 ||
	       (hidden_count > 1 && sight->is_complete && sum_betrays(sight, control->measures[group->total].value - sight->shown_sum));
}

/* Nothing else is left that could protect the group: the whole of it goes, and its total. One reason for all says nothing about any. */
static void group_withhold(struct control *control, const struct group *group)
{
	for (unsigned i = 0; i < group->part_count; i++)
		control->hidden[group->parts[i]] = REASON_BREAKDOWN_WITHHELD;
	if (group->total != NOWHERE)
		control->hidden[group->total] = REASON_BREAKDOWN_WITHHELD;
}

/* Hides one thing more, if something is betrayed. */
static bool group_protect(struct control *control, const struct group *group)
{
	struct sight sight = sight_of(control, group);

	if (!group_betrays(control, group, &sight))
		return false;
	if (sight.smallest_place != NOWHERE) {
		control->hidden[sight.smallest_place] = REASON_PROTECTS_ANOTHER;
		return true;
	}
	if (group->total == NOWHERE || !has_value(control, group->total))
		return false; /* one small part among zeros, and no total that could betray it */
	group_withhold(control, group);
	return true;
}

static void primary(struct control *control)
{
	for (unsigned i = 0; i < control->count; i++) {
		int64_t value = control->measures[i].value;

		if (measure_at(control, i)->protection == PROTECTION_COUNTS && has_value(control, i) && value >= 1 && value <= SMALL_COUNT_MAX)
			control->hidden[i] = REASON_SMALL_COUNT;
	}
}

/* What is hidden in one group can lay another one open, which shares its total: again, until nothing more is hidden. */
static void secondary(struct control *control)
{
	struct group group;
	bool has_changed = true;

	while (has_changed) {
		has_changed = false;
		for (unsigned i = 0; i < control->count; i++)
			if (group_at(control, i, &group))
				has_changed |= group_protect(control, &group);
	}
}

static void sums(struct control *control)
{
	for (unsigned i = 0; i < control->count; i++) {
		const struct measure *measure = measure_at(control, i);
		unsigned total = index_of(control, measure->total);

		if (measure->protection == PROTECTION_WITH_TOTAL && has_value(control, i) && (total == NOWHERE || control->hidden[total]))
			control->hidden[i] = REASON_COUNT_SUPPRESSED;
	}
}

void disclosure_apply(struct return_measure *measures, unsigned count)
{
	struct control control = {.measures = measures, .count = count};

	INVARIANT(count <= RETURN_MEASURES_MAX);
	primary(&control);
	secondary(&control);
	sums(&control);
	for (unsigned i = 0; i < count; i++)
		if (control.hidden[i] && measures[i].symbol == SYMBOL_NONE)
			measures[i] =
				(struct return_measure){.number = measures[i].number, .symbol = SYMBOL_C, .reason = (uint16_t)control.hidden[i]};
}
