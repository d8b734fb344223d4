#include "collector/pages/warning_list.h"

/* A list under way. */
struct listing {
	const struct page_request *request;
	struct composer *composer;
	const struct alerts *alerts;
	unsigned limit;
	struct warning_list list;
};

static enum error add_alert(struct listing *listing, const struct alert *alert)
{
	if (listing->list.total++ >= listing->limit)
		return ERROR_NONE;
	return warning_of_alert(listing->request, listing->composer, alert, &listing->list.warnings[listing->list.warnings_count++]);
}

/* Of the flagged ones those that come before the joined signals, or after them. */
static enum error add_alerts(struct listing *listing, bool is_first)
{
	enum error error = ERROR_NONE;

	for (unsigned index = 0; index < listing->alerts->flagged && !error; index++) {
		const struct alert *alert = &listing->alerts->list[index];

		if ((alert->is_confirmed || alert->meaning == ALERT_WORSE) == is_first)
			error = add_alert(listing, alert);
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

static enum error add_joined(struct listing *listing, const struct alert_sequence *sequence, const struct alert_joined *joined)
{
	struct warning_list *list = &listing->list;

	if (list->total++ >= listing->limit)
		return ERROR_NONE;
	return warning_of_joined(listing->request, listing->composer, sequence, joined, &list->warnings[list->warnings_count++]);
}

/* Those of the council that stands at this place. */
static enum error add_signals(struct listing *listing, unsigned place)
{
	const struct alerts *alerts = listing->alerts;
	enum error error = ERROR_NONE;

	for (unsigned index = 0; index < sequence_count(); index++)
		for (unsigned i = 0; i < alerts->sequences[index].count && !error; i++)
			if (place_of(alerts, &alerts->sequences[index].list[i]) == place)
				error = add_joined(listing, &alerts->sequences[index], &alerts->sequences[index].list[i]);
	return error;
}

enum error warning_list_make(const struct page_request *request, struct composer *composer, const struct alerts *alerts, unsigned limit,
			     struct warning_list *out)
{
	struct listing listing = {request, composer, alerts, limit, {.total = 0}};
	enum error error;

	listing.list.warnings = composer_take(composer, limit, sizeof *listing.list.warnings);
	if (composer->error)
		return composer->error;
	error = add_alerts(&listing, true);
	for (unsigned place = 0; place <= alerts->council_count && !error; place++)
		error = add_signals(&listing, place);
	if (!error)
		error = add_alerts(&listing, false);
	if (!error)
		*out = listing.list;
	return error;
}
