#include "collector/pages/warning_control.h"

#include <math.h>

static void put_counted(struct text *text, unsigned count, const char *one, const char *many)
{
	text_put_u64(text, count);
	text_put(text, count == 1 ? one : many);
}

/* Whole ones from ten on: a tenth of a false alarm says nothing then. */
static void put_false_alarms(struct text *text, double count)
{
	if (count >= 10)
		text_put_u64(text, (uint64_t)llround(count));
	else
		text_put_decimal(text, llround(count * 10), 1, 1);
}

static void put_confirmed(struct text *text, unsigned count)
{
	text_put(text, ". ");
	put_counted(text, count, " is confirmed among all of England’s: of such, at most one in ten is chance, on average.",
		    " are confirmed among all of England’s: of such, at most one in ten is chance, on average.");
}

const char *warning_control_say(struct composer *composer, const struct alerts *alerts)
{
	struct text *text = composer_begin(composer);

	if (alerts->flagged == 0)
		text_put(text, "None of ");
	else
		put_counted(text, alerts->flagged, " of ", " of ");
	put_counted(text, alerts->made, " figure that could be judged ", " figures that could be judged ");
	text_put(text, alerts->flagged > 1 ? "are flagged" : "is flagged");
	text_put(text, "; were nothing the matter anywhere, chance alone would flag about ");
	put_false_alarms(text, alerts->false_alarms);
	if (alerts->flagged == 0)
		text_put_char(text, '.');
	else if (alerts->confirmed == 0)
		text_put(text, alerts->flagged == 1 ? ". It is not confirmed." : ". None of them is confirmed.");
	else
		put_confirmed(text, alerts->confirmed);
	return composer_end(composer);
}

const char *warning_tests_say(struct composer *composer, const struct alerts *alerts)
{
	struct text *text = composer_begin(composer);

	put_counted(text, alerts->indicator_count, " indicator has figures of the month, so that ",
		    " indicators have figures of the month, so that ");
	put_counted(text, alerts->possible, " test was possible. ", " tests were possible. ");
	put_counted(text, alerts->by_chart, " was made by the council’s own months and ", " were made by the council’s own months and ");
	text_put_u64(text, alerts->made - alerts->by_chart);
	text_put(text, " by the change over the year. The others could not be made: ");
	put_counted(text, alerts->without_figure, " had no figure, ", " had no figure, ");
	text_put_u64(text, alerts->without_before);
	text_put(text, " none of the year before, and ");
	text_put_u64(text, alerts->too_few);
	text_put(text, " were of too few people to be judged.");
	return composer_end(composer);
}

const char *warning_absence_say(struct composer *composer, const struct alerts *alerts)
{
	bool is_official = alerts->source == SOURCE_OFFICIAL;
	struct text *text = composer_begin(composer);

	if (alerts->possible > 0 && alerts->without_figure == alerts->possible) {
		text_put(text, is_official ? "No council here has a published figure of this month." : "No council here has a figure of this month.");
		return composer_end(composer);
	}
	if (alerts->possible > 0) {
		text_put(text, "No figure of this month can be judged: that needs figures of the year before, of enough councils and people.");
		return composer_end(composer);
	}
	text_put(text, "There are no figures of this month");
	if (alerts->has_newest) {
		text_put(text, is_official ? "; the newest published before it are of " : "; the newest before it are of ");
		text_put_month_name(text, alerts->newest);
	}
	text_put_char(text, '.');
	return composer_end(composer);
}
