#include "collector/pages/warning_list.h"

/* A list under way. */
struct listing {
	const struct page_request *request;
	struct composer *composer;
	const struct alerts *alerts;
	struct warning_list *list;
	struct warning_group *group; /* the one that is filled */
	unsigned room;               /* left in it */
};

static struct warning *place_take(struct listing *listing)
{
	if (listing->room == 0)
		return NULL;
	listing->room--;
	listing->group->warnings_count++;
	return &listing->list->warnings[listing->list->warnings_count++];
}

static enum error add_singles(struct listing *listing)
{
	enum error error = ERROR_NONE;

	for (unsigned index = 0; index < listing->alerts->flagged && !error; index++) {
		struct warning *place = place_take(listing);

		if (place)
			error = warning_of_alert(listing->request, listing->composer, &listing->alerts->list[index], place);
	}
	return error;
}

/* Its council's place by all of its indicators together; the last one where it has none. */
static unsigned place_of(const struct alerts *alerts, const struct alert_joined *joined)
{
	unsigned place = 0;

	while (place < alerts->council_count && alerts->councils[place].council != joined->council &&
	       alerts->councils[place].council != joined->joint)
		place++;
	return place;
}

/* Those of the council that stands at this place. */
static enum error add_signals_at(struct listing *listing, unsigned council)
{
	const struct alerts *alerts = listing->alerts;
	enum error error = ERROR_NONE;

	for (unsigned index = 0; index < sequence_count(); index++) {
		const struct alert_sequence *sequence = &alerts->sequences[index];

		for (unsigned i = 0; i < sequence->count && !error; i++) {
			bool is_here = place_of(alerts, &sequence->list[i]) == council;
			struct warning *place = is_here ? place_take(listing) : NULL;

			if (place)
				error = warning_of_joined(listing->request, listing->composer, sequence, &sequence->list[i], place);
		}
	}
	return error;
}

static enum error add_signals(struct listing *listing)
{
	enum error error = ERROR_NONE;

	for (unsigned council = 0; council <= listing->alerts->council_count && !error; council++)
		error = add_signals_at(listing, council);
	return error;
}

static unsigned signals_count(const struct alerts *alerts)
{
	unsigned count = 0;

	for (unsigned index = 0; index < sequence_count(); index++)
		count += alerts->sequences[index].count;
	return count;
}

static enum error add_group(struct listing *listing, bool is_single, unsigned room)
{
	if (room == 0)
		return ERROR_NONE;
	listing->room = room;
	listing->group = &listing->list->groups[listing->list->groups_count++];
	listing->group->heading = is_single ? "Single figures" : "Joined signals: one thing after the other";
	listing->group->warnings = listing->list->warnings + listing->list->warnings_count;
	return is_single ? add_singles(listing) : add_signals(listing);
}

/* What a kind with `count` of them may have, beside `others`. */
static unsigned room_of(unsigned count, unsigned others, unsigned limit)
{
	unsigned half = limit / 2, rest = others < half ? limit - others : half;

	return count < rest ? count : rest;
}

enum error warning_list_make(const struct page_request *request, struct composer *composer, const struct alerts *alerts, unsigned limit,
			     struct warning_list *out)
{
	unsigned singles = alerts->flagged, signals = signals_count(alerts);
	unsigned single_room = room_of(singles, signals, limit), signal_room = room_of(signals, singles, limit);
	bool is_single_first = alerts->confirmed > 0;
	struct warning_list list = {.total = singles + signals};
	struct listing listing = {.request = request, .composer = composer, .alerts = alerts, .list = &list};
	enum error error;

	list.warnings = composer_take(composer, single_room + signal_room, sizeof *list.warnings);
	list.groups = composer_take(composer, WARNING_GROUPS_MAX, sizeof *list.groups);
	if (composer->error)
		return composer->error;
	error = add_group(&listing, is_single_first, is_single_first ? single_room : signal_room);
	if (!error)
		error = add_group(&listing, !is_single_first, is_single_first ? signal_room : single_room);
	if (!error)
		*out = list;
	return error;
}
