#include "collector/pages/chart_words.h"

struct signal_words {
	unsigned bit;
	const char *words, *verb;
};

/* The strongest first. */
static const struct signal_words signals[] = {
	{XMR_ABOVE, "above its limits", "lay above the limits"},
	{XMR_BELOW, "below its limits", "lay below the limits"},
	{XMR_RUN_HIGH, "seven or more above the mean", "stayed above the mean"},
	{XMR_RUN_LOW, "seven or more below the mean", "stayed below the mean"},
	{XMR_RISING, "rising seven times or more", "kept rising"},
	{XMR_FALLING, "falling seven times or more", "kept falling"},
	{XMR_NEAR_HIGH, "two of three near the upper limit", "came near the upper limit"},
	{XMR_NEAR_LOW, "two of three near the lower limit", "came near the lower limit"},
};

enum { SIGNAL_COUNT = sizeof signals / sizeof signals[0], YEAR_MONTHS = 12 };

const char *chart_signal_words(struct composer *composer, unsigned bits)
{
	struct text *text = composer_begin(composer);

	for (unsigned index = 0; index < SIGNAL_COUNT; index++) {
		if (!(bits & signals[index].bit))
			continue;
		text_put(text, text->size ? ", " : "");
		text_put(text, signals[index].words);
	}
	return composer_end(composer);
}

static const struct signal_words *strongest_of(unsigned bits)
{
	for (unsigned index = 0; index < SIGNAL_COUNT; index++)
		if (bits & signals[index].bit)
			return &signals[index];
	return NULL;
}

const char *chart_signal_word(unsigned bits)
{
	const struct signal_words *strongest = strongest_of(bits);

	return strongest ? strongest->words : "";
}

const char *chart_signal_verb(unsigned bits)
{
	const struct signal_words *strongest = strongest_of(bits);

	INVARIANT(strongest);
	return strongest->verb;
}

const char *chart_year_verb(const struct control_chart *chart)
{
	unsigned step = chart->source == SOURCE_OFFICIAL ? 1 : YEAR_MONTHS;
	const struct xmr_reading *newest, *before;

	if (chart->count <= step)
		return NULL;
	newest = &chart->values[chart->count - 1];
	before = newest - step;
	if (!newest->is_known || !before->is_known)
		return NULL;
	if (newest->value == before->value)
		return "did not change over the year";
	return newest->value > before->value ? "rose over the year" : "fell over the year";
}

const char *chart_caution(const struct control_chart *chart)
{
	const char *sentence = chart->phase_count > 0 ? control_chart_phase_sentence(&chart->phases[0]) : NULL;

	if (sentence)
		return sentence;
	if (control_chart_is_slow(chart))
		return "No limits are drawn: neighbouring months of this indicator have so much in common that limits would mark months in which "
		       "nothing has happened.";
	return control_chart_sentence(chart);
}
