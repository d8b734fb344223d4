#include <stddef.h>

#include "proto/catalogue.h"
#include "proto/status.h"

static const char introduction[] =
	"# Definitions\n"
	"\n"
	"Generated from the catalogue by `bellwether-definitions`: change `proto/measures.def` or `proto/indicators.def`, not this page.\n"
	"\n"
	"Councils send *measures*: counts and sums for one calendar month. People compare *indicators*: ratios of measures, worked out when they "
	"are\n"
	"shown and never sent. The figure of a region or of England is pooled: the sum of the numerators divided by the sum of the denominators, "
	"never a\n"
	"mean of councils' rates. Rounding is half up, once, at display; ranks and bands are taken over rounded values.\n"
	"\n"
	"The formulas are those of the Department for Education's statistics of the social work workforce, of children looked after and of children "
	"in\n"
	"need, whose figures are Crown copyright and licensed under the Open Government Licence v3.0. Monthly returns use the same formulas at the "
	"end "
	"of\n"
	"each month. A breakdown's parts add up to their total. Of protected counts, 1 to 5 is suppressed (`c`) before it leaves the council, and a\n"
	"breakdown with exactly one suppressed part loses a second one, the smallest.\n"
	"\n";

void indicator_put_formula(struct text *text, const struct indicator *indicator)
{
	text_put(text, catalogue_measure(indicator->numerator)->id);
	text_put(text, " / ");
	const char *first = catalogue_measure(indicator->denominator[0])->id;
	if (indicator->denominator[1] != MEASURE_NONE) {
		text_put(text, "(");
		text_put(text, first);
		text_put(text, " + ");
		text_put(text, catalogue_measure(indicator->denominator[1])->id);
		text_put(text, ")");
	} else if (indicator->per == PER_WORKING_DAYS) {
		text_put(text, "(");
		text_put(text, first);
		text_put(text, " x working days)");
	} else {
		text_put(text, first);
	}
	if (indicator->multiplier != 1) {
		text_put(text, " x ");
		text_put_u64(text, indicator->multiplier);
	}
}

static void put_row(struct text *text, const char *name, const char *value)
{
	text_put(text, "| ");
	text_put(text, name);
	text_put(text, " | ");
	text_put(text, value);
	text_put(text, " |\n");
}

/* Headings of the third level, one a topic, where the topic changes. */
static void put_topic(struct text *text, enum measure_topic topic)
{
	const char *name = measure_topic_name(topic);

	text_put(text, "### ");
	text_put_char(text, (char)(name[0] >= 'a' && name[0] <= 'z' ? name[0] - 'a' + 'A' : name[0]));
	text_put(text, name + 1);
	text_put(text, "\n\n");
}

static void put_heading(struct text *text, const char *label, const char *id, const char *definition)
{
	text_put(text, "#### ");
	text_put(text, label);
	text_put(text, "\n\n");
	text_put(text, definition);
	text_put(text, "\n\n`");
	text_put(text, id);
	text_put(text, "`");
}

static void put_indicator(const struct indicator *indicator, struct text *text)
{
	put_heading(text, indicator->label, indicator->id, indicator->definition);
	text_put(text, " = `");
	indicator_put_formula(text, indicator);
	text_put(text, "`; ");
	text_put(text, indicator->unit);
	text_put(text, indicator->decimals == 1 ? ", 1 decimal; " : ", no decimals; ");
	text_put(text, polarity_name(indicator->polarity));
	text_put(text, ". Definition: ");
	text_put(text, indicator->source);
	text_put(text, ".\n\n");
}

static const char *protection_words(enum measure_protection protection)
{
	switch (protection) {
	case PROTECTION_OPEN:
		return "small counts are shown";
	case PROTECTION_COUNTS:
		return "counts of 1 to 5 do not leave the council";
	case PROTECTION_WITH_TOTAL:
		return "suppressed when the number of children is";
	}
	return "";
}

/* The breakdown whose parts, this one among them, add up to a total. */
static void put_part(struct text *text, const struct measure *measure)
{
	if (measure->breakdown[0] == '\0')
		return;
	text_put(text, "part of `");
	text_put(text, catalogue_measure(measure->total)->id);
	text_put(text, "` by ");
	for (const char *c = measure->breakdown; *c; c++)
		text_put_char(text, *c == '_' ? ' ' : *c);
	text_put(text, "; ");
}

static void put_measure(const struct measure *measure, struct text *text)
{
	put_heading(text, measure->label, measure->id, measure->definition);
	text_put(text, ", number ");
	text_put_u64(text, measure->number);
	text_put(text, "; ");
	text_put(text, measure_unit_name(measure->unit));
	text_put(text, "; ");
	text_put(text, measure_window_name(measure->window));
	text_put(text, "; ");
	put_part(text, measure);
	text_put(text, protection_words(measure->protection));
	text_put(text, ". Source: ");
	text_put(text, measure->source);
	text_put(text, ".\n\n");
}

static void put_indicators(struct text *text)
{
	for (enum measure_topic topic = 0; topic < TOPIC_COUNT; topic++) {
		bool has_heading = false;

		for (unsigned i = 0; i < catalogue_indicator_count(); i++) {
			const struct indicator *indicator = catalogue_indicator_at(i);

			if (catalogue_measure(indicator->numerator)->topic != topic)
				continue;
			if (!has_heading)
				put_topic(text, topic);
			has_heading = true;
			put_indicator(indicator, text);
		}
	}
}

/* Measures stand in the order of their numbers, and so by topic. */
static void put_measures(struct text *text)
{
	for (unsigned i = 0; i < catalogue_measure_count(); i++) {
		const struct measure *measure = catalogue_measure_at(i);

		if (i == 0 || catalogue_measure_at(i - 1)->topic != measure->topic)
			put_topic(text, measure->topic);
		put_measure(measure, text);
	}
}

static void put_symbols(struct text *text)
{
	text_put(text, "## Symbols\n\nA value is a number or one of these symbols, never both.\n\n| symbol | meaning |\n|---|---|\n");
	for (uint32_t number = SYMBOL_NONE + 1; symbol_is_known(number); number++)
		put_row(text, symbol_text((enum symbol)number), symbol_meaning((enum symbol)number));
	text_put(text, "\nA symbol comes with its reason:\n\n| reason | meaning |\n|---|---|\n");
	for (uint32_t number = REASON_NONE + 1; number <= reason_number_max(); number++)
		if (reason_is_known(number))
			put_row(text, reason_id(number), reason_sentence(number));
}

void catalogue_describe(struct text *text)
{
	text_put(text, introduction);
	text_put(text, "The catalogue's hash, which travels with each return, is `");
	struct digest hash = catalogue_hash();
	text_put_hex(text, digest_slice(&hash));
	text_put(text, "`.\n\n## Indicators\n\n");
	put_indicators(text);
	text_put(text, "## Measures\n\n");
	put_measures(text);
	put_symbols(text);
}
