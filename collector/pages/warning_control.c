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

/* Each once, however many signals it is in. */
static unsigned signalled_count(const struct alerts *alerts)
{
	unsigned count = 0;

	for (unsigned council = 0; council < council_count(); council++) {
		bool is_there = false;

		for (unsigned index = 0; index < sequence_count(); index++)
			for (unsigned i = 0; i < alerts->sequences[index].count; i++)
				is_there |= alerts->sequences[index].list[i].council == council_at(council);
		count += is_there;
	}
	return count;
}

static bool has_signals(const struct alerts *alerts)
{
	bool is_judged = false;

	for (unsigned index = 0; index < sequence_count() && alerts->sequences; index++)
		is_judged |= alerts->sequences[index].england_judged > 0;
	return is_judged;
}

static void put_signals(struct text *text, const struct alerts *alerts)
{
	unsigned count = signalled_count(alerts);

	if (count == 0)
		text_put(text, "No council shows a joined signal");
	else
		put_counted(text, count, " council shows a joined signal", " councils show a joined signal");
	text_put(text, alerts->flagged == 0 ? ", and none of " : "; ");
}

static void put_confirmed(struct text *text, const struct alerts *alerts)
{
	if (alerts->confirmed > 0) {
		text_put(text, ", and ");
		put_counted(text, alerts->confirmed, " is confirmed: of such, at most one in ten is chance, on average",
			    " are confirmed: of such, at most one in ten is chance, on average");
	} else if (alerts->flagged > 0) {
		text_put(text, alerts->flagged == 1 ? ", and it is not confirmed" : ", and none of them is confirmed");
	}
	text_put_char(text, '.');
}

const char *warning_control_say(struct composer *composer, const struct alerts *alerts)
{
	struct text *text = composer_begin(composer);

	if (has_signals(alerts))
		put_signals(text, alerts);
	else
		text_put(text, alerts->flagged == 0 ? "None of " : "");
	if (alerts->flagged > 0) {
		text_put_u64(text, alerts->flagged);
		text_put(text, " of ");
	}
	put_counted(text, alerts->made, " single figure ", " single figures ");
	text_put(text, alerts->flagged > 1 ? "are" : "is");
	text_put(text, " flagged, where chance alone would flag about ");
	put_false_alarms(text, alerts->false_alarms);
	put_confirmed(text, alerts);
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
