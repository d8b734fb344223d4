#include "collector/pages/indicator_reading.h"

#include "collector/core/ranking_sentences.h"
#include "collector/core/words.h"

enum { READING_MAX = 7, BANDS = 4 };

static void add(struct indicator_view *view, struct composer *composer, const char *term, const char *words)
{
	if (!composer->error)
		view->reading[view->reading_count++] = (struct indicator_point){term, words};
}

static void add_definition(struct indicator_view *view, const struct ranking *ranking, struct composer *composer)
{
	const struct indicator *indicator = ranking->indicator;

	add(view, composer, indicator->label, composer_join(composer, indicator->definition, " Definition: ", indicator->source, "."));
}

static void put_pooling(struct text *text, const struct ranking *ranking)
{
	text_put(text, "The sums of ");
	text_put_u64(text, ranking->pooled.included);
	text_put(text, " of ");
	text_put_u64(text, ranking->expected);
	text_put(text, ranking->expected == 1 ? " council" : " councils");
	text_put(text, ", divided: ");
	text_put(text, catalogue_measure(ranking->indicator->numerator)->label);
	text_put(text, " over ");
	words_put_denominator(text, ranking->indicator);
	text_put(text,
		 ". It is not the mean of the councils’ values, because large councils count for more. A council without both parts is left out "
		 "of both");
	if (ranking->source == SOURCE_OFFICIAL)
		text_put(text,
			 ", except that agency workers or leavers that are not available count as 0, as the Department for Education pools them");
	text_put_char(text, '.');
}

/* "North West as a whole: 16.2%", with how that comes about. */
static void add_pooled(struct indicator_view *view, const struct ranking *ranking, struct composer *composer)
{
	const char *term;
	struct text *text;

	if (ranking->pooled.included == 0 || ranking->pooled.value.symbol)
		return;
	text = composer_begin(composer);
	ranking_put_whole(text, ranking);
	text_put(text, ": ");
	words_put_value(text, ranking->indicator, ranking->pooled.value.value);
	term = composer_end(composer);
	put_pooling(composer_begin(composer), ranking);
	add(view, composer, term, composer_end(composer));
}

static void add_quartiles(struct indicator_view *view, const struct ranking *ranking, struct composer *composer)
{
	struct text *text;

	if (!ranking->quartiles.is_known || ranking->counted < QUARTER_COUNCILS_MIN)
		return;
	text = composer_begin(composer);
	text_put(text, "Median ");
	words_put_short(text, ranking->indicator, quartile_rounded(&ranking->quartiles, 1));
	text_put(text, ", quartiles ");
	words_put_short(text, ranking->indicator, quartile_rounded(&ranking->quartiles, 0));
	text_put(text, " and ");
	words_put_short(text, ranking->indicator, quartile_rounded(&ranking->quartiles, 2));
	add(view, composer, composer_end(composer),
	    "Half of the councils are below the median and half above; a quarter are below the first quartile and a quarter above the third.");
}

static void add_bands(struct indicator_view *view, const struct ranking *ranking, struct composer *composer)
{
	static const char *const letters[BANDS] = {"A", "B", "C", "D"};

	view->bands = composer_take(composer, BANDS, sizeof *view->bands);
	for (unsigned index = 0; index < BANDS && !composer->error; index++)
		view->bands[view->bands_count++] = (struct indicator_band){letters[index], words_of_band(ranking->indicator, letters[index][0])};
}

static void add_ranks(struct indicator_view *view, const struct ranking *ranking, struct composer *composer)
{
	bool has_bands = ranking->band_quartiles.is_known && ranking->indicator->polarity != POLARITY_NONE;

	if (ranking->counted == 0)
		return;
	ranking_put_order(composer_begin(composer), ranking);
	text_put(&composer->text, " Councils with the same value share a rank.");
	add(view, composer, has_bands ? "Rank and band" : "Rank", composer_end(composer));
	if (has_bands)
		add_bands(view, ranking, composer);
	ranking_put_certainty_key(composer_begin(composer), ranking);
	add(view, composer, "How sure a rank is", composer_end(composer));
}

/* One of the ranking's sentences behind what is there. */
static void put_sentence(struct text *text, void (*put)(struct text *text, const struct ranking *ranking), const struct ranking *ranking)
{
	size_t before = text->size;

	text_put_char(text, ' ');
	put(text, ranking);
	if (!text->error && text->size == before + 1)
		text->data[text->size = before] = '\0';
}

static void add_coverage(struct indicator_view *view, const struct ranking *ranking, struct composer *composer)
{
	struct text *text = composer_begin(composer);

	ranking_put_coverage(text, ranking);
	if (ranking->source == SOURCE_RETURNS && ranking->reported < ranking->expected)
		text_put(text, " Until the others have, ranks and bands can still move.");
	put_sentence(text, ranking_put_open, ranking);
	put_sentence(text, ranking_put_symbols, ranking);
	put_sentence(text, ranking_put_definitions, ranking);
	add(view, composer, "Who is in it", composer_end(composer));
}

static void add_source(struct indicator_view *view, const struct ranking *ranking, struct composer *composer)
{
	struct text *text = composer_begin(composer);

	text_put(text,
		 ranking->source == SOURCE_OFFICIAL
			 ? "Every figure comes from a published release, kept with its file’s hash; a newer release stands beside the older ones."
			 : "Every figure comes from a return that its council has signed; corrections are new revisions, whose number stands beside "
			   "the "
			   "council.");
	put_sentence(text, ranking_put_source, ranking);
	add(view, composer, "Where the figures come from", composer_end(composer));
}

void indicator_reading_describe(struct indicator_view *view, const struct ranking *ranking, struct composer *composer)
{
	view->reading = composer_take(composer, READING_MAX, sizeof *view->reading);
	add_definition(view, ranking, composer);
	add_pooled(view, ranking, composer);
	add_quartiles(view, ranking, composer);
	add_ranks(view, ranking, composer);
	add_coverage(view, ranking, composer);
	add_source(view, ranking, composer);
}
