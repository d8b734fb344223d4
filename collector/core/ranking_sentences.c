#include "collector/core/ranking_sentences.h"

#include "collector/core/certainty.h"
#include "collector/core/release_layout.h"
#include "collector/core/words.h"
#include "proto/status.h"

enum { SYMBOL_LAST = SYMBOL_K, DIFFERING_SHOWN_MAX = 10 };

static void put_councils(struct text *text, unsigned count)
{
	text_put_u64(text, count);
	text_put(text, count == 1 ? " council" : " councils");
}

void ranking_put_title(struct text *text, const struct ranking *ranking)
{
	text_put(text, ranking->indicator->label);
	text_put(text, ", ");
	text_put(text, ranking->area->name);
	text_put(text, ", ");
	text_put_month_name(text, ranking->month);
}

/* When no release has the month: for which one the indicator is published. */
static void put_published_month(struct text *text, const struct ranking *ranking)
{
	unsigned number = release_month_of_measure(ranking->indicator->numerator);

	if (ranking->reported > 0)
		return;
	if (number == 0) {
		text_put(text, " This indicator is in no published series.");
		return;
	}
	text_put(text, " This indicator is published for ");
	text_put(text, month_name(month_from(month_year(ranking->month), (int)number)));
	text_put(text, " of a year.");
}

/* Which councils of a list are no row because they did not exist then. */
static void put_nonexistent(struct text *text, const struct ranking *ranking)
{
	struct date last_day = month_last_day(ranking->month);
	unsigned count = 0;

	for (unsigned i = 0; i < ranking->area->member_count; i++) {
		const struct council *council = council_find(ranking->area->members[i]);

		if (!council || council_exists_on(council, last_day))
			continue;
		text_put(text, count ? ", " : ranking->expected ? " " : "");
		text_put(text, council->name);
		count++;
	}
	if (!count)
		return;
	text_put(text, " did not exist at the end of ");
	text_put_month_name(text, ranking->month);
	text_put_char(text, '.');
}

void ranking_put_coverage(struct text *text, const struct ranking *ranking)
{
	if (ranking->lacks_release) {
		text_put(text, "No release of these figures");
		if (ranking->moment.has_vintage) {
			text_put(text, " up to ");
			text_put_month_name(text, ranking->moment.vintage);
		}
		text_put(text, " has been imported.");
		put_published_month(text, ranking);
		return;
	}
	if (ranking->expected) {
		text_put_u64(text, ranking->reported);
		text_put(text, " of ");
		put_councils(text, ranking->expected);
		if (ranking->source == SOURCE_OFFICIAL) {
			text_put(text, ranking->expected == 1 ? " is in the release." : " are in the release.");
			put_published_month(text, ranking);
		} else {
			text_put(text, ranking->expected == 1 ? " has reported." : " have reported.");
		}
	}
	put_nonexistent(text, ranking);
}

static void put_release(struct text *text, const struct ranking *ranking)
{
	text_put(text, "Published figures");
	if (ranking->has_vintage) {
		text_put(text, ": ");
		text_put(text, ranking->series);
		text_put(text, ", release to ");
		text_put_month_name(text, ranking->vintage);
	}
	text_put(text, ". ");
}

static void put_population(struct text *text, const struct ranking *ranking)
{
	if (ranking->population_count == 0) {
		text_put(text, "There are no rates, because no populations up to the middle of ");
		text_put_i64(text, ranking->population_year);
		text_put(text, " have been imported. ");
		return;
	}
	text_put(text, "Populations: estimates for the middle of ");
	if (ranking->carried_from_year) {
		text_put_i64(text, ranking->carried_from_year);
		text_put(text, ", carried forward because those of ");
		text_put_i64(text, ranking->population_year);
		text_put(text, " have not been imported. ");
		return;
	}
	text_put_i64(text, ranking->population_year);
	text_put(text, ". ");
}

bool ranking_needs_attribution(const struct ranking *ranking)
{
	return ranking->source == SOURCE_OFFICIAL || ranking->band_source == SOURCE_OFFICIAL || (ranking->has_population && ranking->reported > 0);
}

void ranking_put_source(struct text *text, const struct ranking *ranking)
{
	if (!ranking_needs_attribution(ranking))
		return;
	if (ranking->source == SOURCE_OFFICIAL)
		put_release(text, ranking);
	if (ranking->has_population && ranking->reported > 0)
		put_population(text, ranking);
	text_put(text, "Source of what was published: " RANKING_ATTRIBUTION ".");
}

void ranking_put_whole(struct text *text, const struct ranking *ranking)
{
	if (ranking->pooled.included == 0 || ranking->pooled.included == ranking->expected) {
		text_put(text, ranking->area->name);
		text_put(text, " as a whole");
		return;
	}
	text_put_u64(text, ranking->pooled.included);
	text_put(text, " of ");
	put_councils(text, ranking->expected);
	text_put(text, " of ");
	words_put_area(text, ranking->area);
	text_put(text, " together");
}

void ranking_put_pooled(struct text *text, const struct ranking *ranking)
{
	const struct indicator_value *value = &ranking->pooled.value;

	ranking_put_whole(text, ranking);
	text_put(text, ": ");
	if (value->symbol) {
		text_put(text, symbol_meaning(value->symbol));
		text_put_char(text, '.');
		return;
	}
	words_put_value(text, ranking->indicator, value->value);
	text_put(text, ", from the sums of ");
	put_councils(text, ranking->pooled.included);
	text_put_char(text, '.');
}

static void put_named(struct text *text, const struct indicator *indicator, const char *name, int64_t value)
{
	text_put(text, name);
	indicator_put_value(text, indicator, value);
}

void ranking_put_quartiles(struct text *text, const struct ranking *ranking)
{
	const struct quartiles *quartiles = &ranking->quartiles;

	if (!quartiles->is_known)
		return;
	put_named(text, ranking->indicator, "Lowest ", ranking->minimum);
	if (ranking->counted >= QUARTER_COUNCILS_MIN) {
		put_named(text, ranking->indicator, ", lower quartile ", quartile_rounded(quartiles, 0));
		put_named(text, ranking->indicator, ", median ", quartile_rounded(quartiles, 1));
		put_named(text, ranking->indicator, ", upper quartile ", quartile_rounded(quartiles, 2));
	}
	put_named(text, ranking->indicator, ", highest ", ranking->maximum);
	text_put_char(text, '.');
}

/* "1 of 23 councils of the North West" */
static void put_band_councils(struct text *text, const struct ranking *ranking)
{
	text_put_u64(text, ranking->band_counted);
	text_put(text, " of ");
	put_councils(text, ranking->band_expected);
	text_put(text, " of ");
	words_put_area(text, ranking->band_area);
}

static void put_bands(struct text *text, const struct ranking *ranking)
{
	if (ranking->band_quartiles.is_known) {
		text_put(text, " Bands A to D are cut at the quartiles of ");
		put_band_councils(text, ranking);
		text_put(text, ranking->band_source == SOURCE_OFFICIAL ? ", by the published release." : ", by their returns.");
	} else {
		text_put(text, " There are no bands: ");
		put_band_councils(text, ranking);
		text_put(text, ranking->band_counted == 1 ? " has" : " have");
		text_put(text, " a value, too few to cut them at.");
	}
	if (ranking->thin_expected == 0)
		return;
	text_put(text, " The published release has only ");
	text_put_u64(text, ranking->thin_reported);
	text_put(text, " of ");
	put_councils(text, ranking->thin_expected);
	text_put(text, " of England, too few to cut bands at.");
}

void ranking_put_order(struct text *text, const struct ranking *ranking)
{
	switch (ranking->indicator->polarity) {
	case POLARITY_LOW_IS_GOOD:
		text_put(text, "Low is good: rank 1");
		text_put(text, ranking->band_quartiles.is_known ? " and band A have the lowest values." : " has the lowest value.");
		put_bands(text, ranking);
		return;
	case POLARITY_HIGH_IS_GOOD:
		text_put(text, "High is good: rank 1");
		text_put(text, ranking->band_quartiles.is_known ? " and band A have the highest values." : " has the highest value.");
		put_bands(text, ranking);
		return;
	case POLARITY_NONE:
		text_put(text, "Neither low nor high is good in itself: rank 1 has the highest value, and there are no bands.");
		return;
	}
}

void ranking_put_open(struct text *text, const struct ranking *ranking)
{
	if (ranking->open_count == 0 || ranking->counted == 0)
		return;
	text_put_u64(text, ranking->open_count);
	text_put(text, ranking->open_count == 1 ? " figure is" : " figures are");
	text_put(text, " missing or withheld: a rank may still become worse by up to ");
	text_put_u64(text, ranking->open_count);
	text_put(text, ranking->open_count == 1 ? " place." : " places.");
}

void ranking_put_certainty_key(struct text *text, const struct ranking *ranking)
{
	if (ranking->certain.count >= 2)
		text_put(text, "Two councils cannot be told apart when chance alone may explain their difference; the risk that any two of them "
			       "are told apart wrongly is 5% at most. ");
	text_put(text, certainty_sentence(ranking->indicator));
}

void ranking_put_definitions(struct text *text, const struct ranking *ranking)
{
	unsigned shown = 0;

	if (ranking->differing_count == 0)
		return;
	text_put(text, "Not made with the newest version of the definitions in this ranking: ");
	for (unsigned i = 0; i < ranking->counted && shown < DIFFERING_SHOWN_MAX; i++) {
		const struct ranking_row *row = &ranking->rows[i];

		if (row->definition == DEFINITION_SAME)
			continue;
		text_put(text, shown++ ? ", " : "");
		ranking_put_reporter(text, row);
		if (row->definition == DEFINITION_OTHER_MEANING)
			text_put(text, " (where the indicator means something else)");
	}
	if (ranking->differing_count > shown) {
		text_put(text, " and ");
		text_put_u64(text, ranking->differing_count - shown);
		text_put(text, ranking->differing_count - shown == 1 ? " other" : " others");
	}
	text_put_char(text, '.');
}

void ranking_put_symbols(struct text *text, const struct ranking *ranking)
{
	bool is_used[SYMBOL_LAST + 1] = {false};
	bool has_one = false;

	for (unsigned i = 0; i < ranking->row_count; i++)
		is_used[ranking->rows[i].value.symbol] = true;
	for (unsigned symbol = SYMBOL_NONE + 1; symbol <= SYMBOL_LAST; symbol++) {
		if (!is_used[symbol])
			continue;
		if (has_one)
			text_put_char(text, ' ');
		has_one = true;
		text_put(text, symbol_text((enum symbol)symbol));
		text_put(text, ": ");
		text_put(text, symbol_meaning((enum symbol)symbol));
		text_put_char(text, '.');
	}
}
