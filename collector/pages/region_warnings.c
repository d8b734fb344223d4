#include "collector/pages/region_warnings.h"

#include <math.h>

#include "collector/pages/warning_list.h"

#define TOGETHER_P_MAX 0.5 /* where chance gives as much every other time, the first of the councils says nothing */

static void put_counted(struct text *text, uint64_t count, const char *one, const char *many)
{
	text_put_u64(text, count);
	text_put(text, count == 1 ? one : many);
}

/* ", 7 lack the figure" */
static void put_lacking(struct text *text, unsigned count, const char *what)
{
	if (count == 0)
		return;
	text_put(text, ", ");
	text_put_u64(text, count);
	text_put(text, what);
}

/* Why no figure of the month was judged. */
static void put_unjudged(struct text *text, const struct alerts *alerts)
{
	if (alerts->possible == 0) {
		text_put(text, "There are no figures of this month to look at");
		if (alerts->has_newest && month_compare(alerts->newest, alerts->month) < 0) {
			text_put(text, "; the newest before it are of ");
			text_put_month_name(text, alerts->newest);
		}
		text_put_char(text, '.');
		return;
	}
	if (alerts->without_figure == alerts->possible) {
		text_put(text, "No council here has a figure of this month to look at.");
		return;
	}
	text_put(text, "No figure can be judged yet. Of ");
	text_put_u64(text, alerts->possible);
	text_put(text, " possible tests");
	put_lacking(text, alerts->without_figure, " lack the figure");
	put_lacking(text, alerts->without_before, " lack one of the year before");
	put_lacking(text, alerts->too_few, " have too small ones, or at too few councils");
	text_put_char(text, '.');
}

void region_warnings_put_control(struct text *text, const struct alerts *alerts)
{
	if (alerts->made == 0) {
		put_unjudged(text, alerts);
		return;
	}
	if (alerts->confirmed == 0)
		text_put(text, "None");
	else
		text_put_u64(text, alerts->confirmed);
	text_put(text, " of ");
	put_counted(text, alerts->made, " figure", " figures");
	text_put(text, alerts->confirmed > 1 ? " are" : " is");
	text_put(text, " confirmed as out of the ordinary; ");
	put_counted(text, alerts->flagged, " is flagged", " are flagged");
	text_put(text, ", where chance alone would flag about ");
	text_put_decimal(text, llround(alerts->false_alarms * 10), 1, 1);
	text_put(text, ". A warning is a reason to ask, not a finding.");
}

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
	struct warning_list list;
	enum error error = warning_list_make(request, composer, alerts, REGION_WARNINGS_MAX, &list);

	if (error)
		return error;
	view->warnings = list.warnings;
	view->warnings_count = list.warnings_count;
	view->caution = alerts_caution(alerts);
	view->together = together_words(composer, alerts);
	region_warnings_put_control(composer_begin(composer), alerts);
	view->control = composer_end(composer);
	view->warnings_more = more_words(composer, list.total);
	return ERROR_NONE;
}
