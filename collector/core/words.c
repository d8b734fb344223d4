#include "collector/core/words.h"

#include <string.h>

static bool is_percentage(const struct indicator *indicator)
{
	return strcmp(indicator->unit, "%") == 0;
}

void words_put_value(struct text *text, const struct indicator *indicator, int64_t value)
{
	indicator_put_value(text, indicator, value);
	if (!is_percentage(indicator))
		text_put_char(text, ' ');
	text_put(text, indicator->unit);
}

void words_put_short(struct text *text, const struct indicator *indicator, int64_t value)
{
	indicator_put_value(text, indicator, value);
	text_put(text, is_percentage(indicator) ? "%" : "");
}

void words_put_day(struct text *text, struct date date)
{
	int year, number, day;

	date_split(date, &year, &number, &day);
	text_put_i64(text, day);
	text_put_char(text, ' ');
	text_put_month_name(text, date_month(date));
}

void words_put_ordinal(struct text *text, unsigned number)
{
	static const char *const endings[] = {"th", "st", "nd", "rd"};
	bool is_teen = number % 100 >= 11 && number % 100 <= 13;

	text_put_u64(text, number);
	text_put(text, endings[is_teen || number % 10 > 3 ? 0 : number % 10]);
}

void words_put_area(struct text *text, const struct area *area)
{
	static const char *const with_article[] = {"North East",      "North West", "East Midlands", "West Midlands",
						   "East of England", "South East", "South West"};

	for (size_t index = 0; index < sizeof with_article / sizeof with_article[0]; index++) {
		if (strcmp(area->name, with_article[index]) == 0)
			text_put(text, "the ");
	}
	text_put(text, area->name);
}

void words_put_change(struct text *text, const struct indicator *indicator, int64_t change)
{
	if (change > 0)
		text_put(text, "+");
	else if (change < 0)
		text_put(text, "\xe2\x88\x92");
	indicator_put_value(text, indicator, change < 0 ? -change : change);
}

const char *words_of_change(int64_t change)
{
	if (change == 0)
		return "no change";
	return change > 0 ? "higher" : "lower";
}

void words_put_unit(struct text *text, const struct indicator *indicator)
{
	text_put(text, strncmp(indicator->unit, "per ", 4) == 0 ? "" : "in ");
	text_put(text, indicator->unit);
}

void words_put_change_unit(struct text *text, const struct indicator *indicator)
{
	if (is_percentage(indicator))
		text_put(text, "in percentage points");
	else
		words_put_unit(text, indicator);
}

void words_put_denominator(struct text *text, const struct indicator *indicator)
{
	text_put(text, catalogue_measure(indicator->denominator[0])->label);
	if (indicator->denominator[1] != MEASURE_NONE) {
		text_put(text, " + ");
		text_put(text, catalogue_measure(indicator->denominator[1])->label);
	}
}

const char *words_of_band(const struct indicator *indicator, char band)
{
	static const char *const quarters[] = {"lowest quarter", "second quarter", "third quarter", "highest quarter"};
	unsigned place;

	if (band < 'A' || band > 'D')
		return "";
	place = (unsigned)(band - 'A');
	return quarters[indicator->polarity == POLARITY_HIGH_IS_GOOD ? 3 - place : place];
}

/* "the vacancy rate (FTE)"; an indicator without polarity has a label that fits no sentence, and is a share of something. */
static void put_subject(struct text *text, const struct indicator *indicator)
{
	if (indicator->polarity == POLARITY_NONE) {
		text_put(text, is_percentage(indicator) ? "the share" : "the figure");
		return;
	}
	text_put(text, "the ");
	text_put_char(text, (char)(indicator->label[0] | 0x20));
	text_put(text, indicator->label + 1);
}

static void put_absence(struct text *text, const struct ranking *ranking)
{
	text_put(text, "No council of ");
	words_put_area(text, ranking->area);
	if (ranking->source == SOURCE_OFFICIAL) {
		text_put(text, " has a published figure for ");
		text_put_month_name(text, ranking->month);
		text_put(text, ".");
		return;
	}
	text_put(text, ranking->reported ? " has a figure of its own for " : " has sent its return for ");
	text_put_month_name(text, ranking->month);
	text_put(text, " yet.");
}

void words_put_summary(struct text *text, const struct ranking *ranking)
{
	const struct pooled *pooled = &ranking->pooled;

	if (pooled->included == 0 || pooled->value.symbol) {
		put_absence(text, ranking);
		return;
	}
	text_put(text, "Across ");
	text_put_u64(text, pooled->included);
	text_put(text, " of ");
	text_put_u64(text, ranking->expected);
	text_put(text, ranking->expected == 1 ? " council of " : " councils of ");
	words_put_area(text, ranking->area);
	text_put(text, " ");
	put_subject(text, ranking->indicator);
	text_put(text, " was ");
	words_put_value(text, ranking->indicator, pooled->value.value);
	if (ranking->quartiles.is_known && ranking->counted >= QUARTER_COUNCILS_MIN) {
		text_put(text, "; half of them were between ");
		words_put_short(text, ranking->indicator, quartile_rounded(&ranking->quartiles, 0));
		text_put(text, " and ");
		words_put_short(text, ranking->indicator, quartile_rounded(&ranking->quartiles, 2));
	}
	text_put(text, ".");
}

/* The first council with this value, and how many others share it. */
static void put_councils_at(struct text *text, const struct ranking *ranking, int64_t value)
{
	unsigned count = 0;

	for (unsigned index = 0; index < ranking->counted; index++) {
		if (ranking->rows[index].value.value == value && count++ == 0)
			ranking_put_reporter(text, &ranking->rows[index]);
	}
	if (count > 1) {
		text_put(text, " and ");
		text_put_u64(text, count - 1);
		text_put(text, count == 2 ? " other" : " others");
	}
}

void words_put_extremes(struct text *text, const struct ranking *ranking)
{
	text_put(text, "The highest was ");
	put_councils_at(text, ranking, ranking->maximum);
	text_put(text, " at ");
	words_put_short(text, ranking->indicator, ranking->maximum);
	text_put(text, ", the lowest ");
	put_councils_at(text, ranking, ranking->minimum);
	text_put(text, " at ");
	words_put_short(text, ranking->indicator, ranking->minimum);
	text_put(text, "; the median council was at ");
	words_put_short(text, ranking->indicator, quartile_rounded(&ranking->quartiles, 1));
	text_put(text, ".");
}
