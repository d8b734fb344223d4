#include "collector/pages/definition_facts.h"

#include "collector/core/published_definition.h"
#include "collector/core/release_layout.h"
#include "collector/core/words.h"
#include "proto/indicator_kind.h"

enum { FACTS_MAX = 10 };

static void add(struct definitions_view *view, struct composer *composer, const char *label, const char *words, bool is_code)
{
	if (composer->error)
		return;
	INVARIANT(view->facts_count < FACTS_MAX);
	view->facts[view->facts_count++] = (struct definition_fact){label, words, is_code};
}

const char *definition_polarity(const struct indicator *indicator)
{
	switch (indicator->polarity) {
	case POLARITY_LOW_IS_GOOD:
		return "lower is better";
	case POLARITY_HIGH_IS_GOOD:
		return "higher is better";
	case POLARITY_NONE:
		break;
	}
	return "neither high nor low is good in itself";
}

static const char *rank_words(const struct indicator *indicator)
{
	if (indicator->polarity == POLARITY_NONE)
		return "Neither high nor low is good in itself: councils are ranked from the highest value down, without bands.";
	return indicator->polarity == POLARITY_LOW_IS_GOOD ? "Lower is better: rank 1 is the lowest value, and band A the lowest quarter."
							   : "Higher is better: rank 1 is the highest value, and band A the highest quarter.";
}

static const char *shown_words(const struct indicator *indicator, struct composer *composer)
{
	struct text *text = composer_begin(composer);

	text_put(text, "In ");
	text_put(text, indicator->unit);
	text_put(text, ", rounded half up ");
	if (indicator->decimals == 0) {
		text_put(text, "to whole numbers");
	} else {
		text_put(text, "to ");
		text_put_u64(text, indicator->decimals);
		text_put(text, indicator->decimals == 1 ? " decimal" : " decimals");
	}
	text_put(text, "; ranks and bands are taken over the rounded values.");
	return composer_end(composer);
}

static const char *chance_words(const struct indicator *indicator)
{
	switch (indicator_kind(indicator)) {
	case INDICATOR_PROPORTION:
		return "A part of a whole: its interval by chance is Wilson’s, 95%.";
	case INDICATOR_RATE:
		return "A rate in a population: its interval by chance is Poisson’s, 95% (exact below 10 events, Byar’s approximation from 10 on).";
	case INDICATOR_RATIO:
		break;
	}
	return "The quotient of two different things: no interval by chance is said of it.";
}

static bool is_protected(uint16_t measure)
{
	return measure != MEASURE_NONE && catalogue_measure(measure)->protection != PROTECTION_OPEN;
}

static const char *suppression_words(const struct indicator *indicator)
{
	if (is_protected(indicator->numerator) || is_protected(indicator->denominator[0]) || is_protected(indicator->denominator[1]))
		return "Counts of children from 1 to 5 do not leave the council: c, confidential, stands in their place and in the place of what "
		       "could "
		       "give them away.";
	return "None: its parts are counts of posts, staff or things, not of children.";
}

static const char *published_words(const struct indicator *indicator, struct composer *composer)
{
	const struct dataset *series = published_series(indicator);
	const char *difference = published_difference(indicator);
	unsigned month = release_month_of_measure(indicator->numerator);
	struct text *text;

	if (!series || month == 0)
		return "No series that can be imported has it: there is nothing published to hold it against.";
	text = composer_begin(composer);
	text_put(text, "Published once a year, at the end of ");
	text_put(text, month_name(month_from(YEAR_MIN, (int)month)));
	text_put(text, ", in the series “");
	text_put(text, series->title);
	text_put(text, "”. ");
	text_put(text,
		 difference ? difference : "The formula is the published one; figures differ where records were entered or corrected in between.");
	return composer_end(composer);
}

/* Since which edition of the definitions its measures mean what they mean now. */
static const char *version_words(const struct indicator *indicator, struct composer *composer)
{
	const uint16_t measures[] = {indicator->numerator, indicator->denominator[0], indicator->denominator[1]};
	unsigned newest = catalogue_version_count(), since = newest;
	struct text *text;

	for (bool is_same = true; is_same && since > 1; since -= is_same) {
		for (unsigned index = 0; index < sizeof measures / sizeof measures[0]; index++)
			is_same &= measures[index] == MEASURE_NONE || !catalogue_changed_between(since - 1, newest, measures[index]);
	}
	text = composer_begin(composer);
	text_put(text, "The definitions are in version ");
	text_put_u64(text, newest);
	text_put(text, since == 1 ? "; what this indicator is made of has never changed its meaning since version 1."
				  : "; what this indicator is made of has had its meaning since version ");
	if (since > 1) {
		text_put_u64(text, since);
		text_put_char(text, '.');
	}
	return composer_end(composer);
}

static void add_part(struct figure *figure, const char *role, uint16_t number)
{
	const struct measure *measure = number == MEASURE_NONE ? NULL : catalogue_measure(number);

	if (!measure)
		return;
	figure_add_row(figure, "measure", measure->id, measure->label);
	figure_add_words(figure, role);
	figure_add_words(figure, measure->definition);
	figure_add_words(figure, measure->source);
}

static void make_parts(struct definitions_view *view, const struct indicator *indicator, struct composer *composer)
{
	struct figure *figure = &view->parts;

	figure_begin(figure, composer, FIGURE_TABLE, "parts", 4, 3);
	figure->title = "What it is made of";
	figure->about = "Councils send these counts and sums; the indicator is worked out of them when it is shown.";
	figure_add_column(figure, "measure", "text", "Measure");
	figure_add_column(figure, "part", "text", "Part");
	figure_add_column(figure, "definition", "text", "What it counts, and what not");
	figure_add_column(figure, "source", "text", "Where it comes from");
	add_part(figure, "numerator", indicator->numerator);
	add_part(figure, "denominator", indicator->denominator[0]);
	add_part(figure, "denominator", indicator->denominator[1]);
	figure_end(figure, NULL);
}

void definition_facts_make(struct definitions_view *view, const struct indicator *indicator, struct composer *composer)
{
	view->definition = indicator->definition;
	view->facts = composer_take(composer, FACTS_MAX, sizeof *view->facts);
	indicator_put_formula(composer_begin(composer), indicator);
	add(view, composer, "Formula", composer_end(composer), true);
	add(view, composer, "Shown", shown_words(indicator, composer), false);
	add(view, composer, "Rank", rank_words(indicator), false);
	add(view, composer, "Of an area",
	    "Pooled: the sum of the councils’ numerators over the sum of their denominators, never a mean of councils’ values. A council "
	    "without both parts is left out of both.",
	    false);
	add(view, composer, "Chance", chance_words(indicator), false);
	add(view, composer, "Suppression", suppression_words(indicator), false);
	add(view, composer, "Published figures", published_words(indicator, composer), false);
	add(view, composer, "Versions", version_words(indicator, composer), false);
	add(view, composer, "Whose definition", indicator->source, false);
	add(view, composer, "Id", indicator->id, true);
	make_parts(view, indicator, composer);
}
