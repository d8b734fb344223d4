#include "collector/pages/region_warnings.h"

#include "collector/pages/warning_control.h"

#define TOGETHER_P_MAX 0.5 /* where chance gives as much every other time, the first of the councils says nothing */

/* "St. Helens moved most for the worse of 23 councils, over all its indicators together. By chance alone: 1 in 5; it is not confirmed." */
static const char *together_words(struct composer *composer, const struct alerts *alerts)
{
	const struct alert_council *first = alerts->councils;
	struct text *text;

	if (alerts->council_count < 2 || first->p > TOGETHER_P_MAX)
		return NULL;
	text = composer_begin(composer);
	text_put(text, first->council->name);
	if (first->joint) {
		text_put(text, " / ");
		text_put(text, first->joint->name);
	}
	text_put(text, " moved most for the worse of ");
	text_put_u64(text, alerts->council_count);
	text_put(text, " councils, over all its indicators together. By chance alone: ");
	alert_put_odds(text, first->p);
	text_put(text, first->is_confirmed ? "; it is confirmed." : "; it is not confirmed.");
	return composer_end(composer);
}

/* "All 12 early warnings"; the page has more of them in any case. */
static const char *more_words(struct composer *composer, unsigned total)
{
	struct text *text;

	if (total <= REGION_WARNINGS_MAX)
		return "How warnings are found, and what followed them";
	text = composer_begin(composer);
	text_put(text, "All ");
	text_put_u64(text, total);
	text_put(text, " early warnings, how they are found, and what followed them");
	return composer_end(composer);
}

enum error region_warnings_make(struct region_view *view, const struct page_request *request, struct composer *composer, const struct alerts *alerts)
{
	enum error error = warning_list_make(request, composer, alerts, REGION_WARNINGS_MAX, &view->list);

	if (error)
		return error;
	view->caution = alerts_caution(alerts);
	view->together = together_words(composer, alerts);
	view->has_tests = alerts->made > 0;
	view->control = view->has_tests ? warning_control_say(composer, alerts) : warning_absence_say(composer, alerts);
	view->warnings_more = more_words(composer, view->list.total);
	return ERROR_NONE;
}
