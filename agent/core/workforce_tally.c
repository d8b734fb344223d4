#include "agent/core/workforce_tally.h"

static bool is_held_on(const struct post *post, struct date day)
{
	return post->start.days <= day.days && post->end.days > day.days;
}

/* A post that begins and ends on one day was never held, and so is not left. */
static bool is_left_in(const struct post *post, const struct window *window)
{
	return post->end.days > window->before.days && post->end.days <= window->last.days && post->end.days > post->start.days &&
	       post->reason_leave != REASON_LEAVE_MOVED_WITHIN;
}

/* Whether a person was the council's own at either end of a window, and agency at its end. */
struct presence {
	bool is_own_before, is_own_last, is_agency_last;
};

static struct presence presence_of(const struct post *posts, unsigned count, const struct window *window)
{
	struct presence presence = {false, false, false};

	for (unsigned i = 0; i < count; i++) {
		if (posts[i].is_agency) {
			presence.is_agency_last |= is_held_on(&posts[i], window->last);
		} else {
			presence.is_own_before |= is_held_on(&posts[i], window->before);
			presence.is_own_last |= is_held_on(&posts[i], window->last);
		}
	}
	return presence;
}

static enum tally_item origin_item(const struct post *post)
{
	if (post->origin == ORIGIN_NEWLY_QUALIFIED)
		return TALLY_STARTERS_NEWLY_QUALIFIED;
	return post->origin == ORIGIN_COUNCIL ? TALLY_STARTERS_FROM_COUNCILS : TALLY_STARTERS_OTHER_ORIGIN;
}

static enum tally_item destination_item(const struct post *post)
{
	return post->destination == DESTINATION_COUNCIL ? TALLY_LEAVERS_TO_COUNCILS : TALLY_LEAVERS_OTHER_DESTINATION;
}

static void tally_held(struct tally *tally, const struct post *post, bool starts)
{
	tally->values[TALLY_INPOST_FTE] += post->fte;
	tally->values[TALLY_INPOST_OTHER_ROLES + post->role] += post->fte;
	if (starts)
		tally->values[TALLY_STARTERS_FTE] += post->fte;
}

static void tally_left(struct tally *tally, const struct post *post)
{
	tally->values[TALLY_LEAVERS_FTE] += post->fte;
	tally->values[post->role == ROLE_TEAM_MANAGER ? TALLY_LEAVERS_TEAM_MANAGERS : TALLY_LEAVERS_OTHER_ROLES] += post->fte;
}

/* Adds one person's posts, which come by their start. */
static void tally_person(struct tally *tally, const struct post *posts, unsigned count, const struct window *window)
{
	struct presence presence = presence_of(posts, count, window);
	bool may_leave = presence.is_own_before && !presence.is_own_last;
	bool starts = presence.is_own_last && !presence.is_own_before;
	const struct post *first_held = NULL, *last_left = NULL;
	bool is_fte_unknown = false;

	for (unsigned i = 0; i < count; i++) {
		const struct post *post = &posts[i];
		bool is_held = is_held_on(post, window->last);

		if (post->is_agency) {
			tally->values[TALLY_AGENCY_FTE] += is_held ? post->fte : 0;
		} else if (is_held) {
			tally_held(tally, post, starts);
			first_held = first_held ? first_held : post;
		} else if (may_leave && is_left_in(post, window)) {
			tally_left(tally, post);
			is_fte_unknown |= post->fte == 0;
			last_left = last_left && last_left->end.days > post->end.days ? last_left : post;
		}
	}
	tally->values[TALLY_AGENCY_PEOPLE] += presence.is_agency_last;
	tally->values[TALLY_INPOST_PEOPLE] += presence.is_own_last;
	tally->values[TALLY_LEAVERS_FTE_UNKNOWN] += is_fte_unknown;
	tally->values[TALLY_PEOPLE_MOVED] += may_leave && !last_left;
	if (starts) {
		tally->values[TALLY_STARTERS_PEOPLE]++;
		tally->values[origin_item(first_held)]++;
	}
	if (last_left) {
		tally->values[TALLY_LEAVERS_PEOPLE]++;
		tally->values[destination_item(last_left)]++;
	}
}

/* The end of the posts of the person at `first`; a row without a SWENo is a person by itself. */
static unsigned person_end(const struct post *posts, unsigned count, unsigned first)
{
	unsigned end = first + 1;

	if (posts[first].person.size == 0)
		return end;
	while (end < count && slice_equal(posts[end].person, posts[first].person))
		end++;
	return end;
}

struct tally tally_window(const struct post *posts, unsigned count, struct window window)
{
	struct tally tally = {.values = {0}};

	for (unsigned first = 0, end; first < count; first = end) {
		end = person_end(posts, count, first);
		tally_person(&tally, posts + first, end - first, &window);
	}
	return tally;
}

struct window window_ending_with(struct month month, int months)
{
	return (struct window){.before = month_last_day(month_add(month, -months)), .last = month_last_day(month)};
}
