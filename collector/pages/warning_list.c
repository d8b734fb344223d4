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

static enum error add_joined(struct listing *listing, const struct alert_sequence *sequence)
{
	struct warning_list *list = &listing->list;
	enum error error = ERROR_NONE;

	for (unsigned index = 0; index < sequence->count && !error; index++) {
		if (list->total++ >= listing->limit)
			continue;
		error = warning_of_joined(listing->request, listing->composer, sequence, &sequence->list[index],
					  &list->warnings[list->warnings_count++]);
	}
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
	for (unsigned index = 0; index < sequence_count() && !error; index++)
		error = add_joined(&listing, &alerts->sequences[index]);
	if (!error)
		error = add_alerts(&listing, false);
	if (!error)
		*out = listing.list;
	return error;
}
