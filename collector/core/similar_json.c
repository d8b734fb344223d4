/* Similar councils as the API's object. */
#include <math.h>

#include "collector/core/json_parts.h"
#include "collector/core/provenance.h"
#include "collector/core/ranking_sentences.h"
#include "collector/core/similar.h"

enum { DISTANCE_DIGITS = 2, DISTANCE_HUNDRED = 100, SENTENCE_SIZE = 512 };

void similar_put_caution(struct text *text, const struct similar *similar)
{
	if (similar->match_count == 0) {
		text_put(text, similar->compared ? "No council was ever alike enough to this one."
						 : "There are too few figures, or too few months before, to compare this pattern with others.");
		return;
	}
	text_put(text, similar->match_count == 1 ? "One council is" : "These are ");
	if (similar->match_count > 1) {
		text_put_u64(text, similar->match_count);
		text_put(text, " councils, which are");
	}
	text_put(text, " very few to learn from. The nearest of many patterns always look alike, and what followed there may have had other reasons: "
		       "this is "
		       "a description of what was, not a forecast.");
}

static void put_indicator(struct json *json, const struct indicator *indicator)
{
	json_object_begin(json);
	json_key(json, "id");
	json_text(json, indicator->id);
	json_key(json, "label");
	json_text(json, indicator->label);
	json_key(json, "unit");
	json_text(json, indicator->unit);
	json_count(json, "decimals", indicator->decimals);
	json_object_end(json);
}

static void put_outcome(struct json *json, const struct indicator *indicator, const struct similar_outcome *outcome)
{
	json_object_begin(json);
	json_key(json, "indicator");
	json_text(json, indicator->id);
	json_key(json, "before");
	json_figure(json, indicator, outcome->is_known, outcome->before);
	json_key(json, "after");
	json_figure(json, indicator, outcome->is_known, outcome->after);
	json_key(json, "change");
	json_figure(json, indicator, outcome->is_known, outcome->after - outcome->before);
	json_key(json, "england_median_change");
	json_figure(json, indicator, outcome->has_median, outcome->median_change);
	json_object_end(json);
}

static void put_match(struct json *json, const struct similar *similar, const struct similar_match *match)
{
	json_object_begin(json);
	json_council(json, match->council);
	json_key(json, "month");
	json_month(json, match->month);
	json_key(json, "distance");
	json_decimal(json, (int64_t)floor(match->distance * DISTANCE_HUNDRED + 0.5), DISTANCE_DIGITS, DISTANCE_DIGITS);
	json_count(json, "common", match->common);
	json_key(json, "followed");
	json_array_begin(json);
	for (unsigned i = 0; i < similar->indicator_count; i++)
		put_outcome(json, similar->indicators[i], &match->outcomes[i]);
	json_array_end(json);
	json_object_end(json);
}

static void put_count(struct json *json, const char *key, const struct similar_count *count)
{
	json_key(json, key);
	json_object_begin(json);
	json_count(json, "count", count->count);
	json_count(json, "rose", count->rose);
	json_count(json, "fell", count->fell);
	json_object_end(json);
}

static void put_head(struct json *json, const struct similar *similar)
{
	json_council(json, similar->council);
	json_key(json, "month");
	json_month(json, similar->month);
	json_key(json, "source");
	json_text(json, cube_source_name(similar->source));
	json_provenance(json, &similar->moment, similar->needs_attribution ? RANKING_ATTRIBUTION : NULL, similar->notice);
	json_count(json, "window_steps", similar->window);
	json_count(json, "step_months", similar->step_months);
	json_count(json, "followed_months", SIMILAR_FOLLOWED_MONTHS);
	json_count(json, "known", similar->known);
	json_count(json, "compared", similar->compared);
}

static void put_caution(struct json *json, const struct similar *similar)
{
	char sentence[SENTENCE_SIZE];
	struct text text;

	text_init_fixed(&text, sentence, sizeof(sentence));
	similar_put_caution(&text, similar);
	json_key(json, "caution");
	json_text(json, sentence);
}

static void put_followed(struct json *json, const struct similar *similar)
{
	json_key(json, "followed");
	json_array_begin(json);
	for (unsigned i = 0; i < similar->indicator_count; i++) {
		json_object_begin(json);
		json_key(json, "indicator");
		json_text(json, similar->indicators[i]->id);
		put_count(json, "matches", &similar->followed[i]);
		put_count(json, "all", &similar->usual[i]);
		json_object_end(json);
	}
	json_array_end(json);
}

void similar_write_json(const struct similar *similar, struct text *text)
{
	struct json json;

	json_init(&json, text);
	json_object_begin(&json);
	put_head(&json, similar);
	put_caution(&json, similar);
	json_key(&json, "indicators");
	json_array_begin(&json);
	for (unsigned i = 0; i < similar->indicator_count; i++)
		put_indicator(&json, similar->indicators[i]);
	json_array_end(&json);
	json_key(&json, "matches");
	json_array_begin(&json);
	for (unsigned i = 0; i < similar->match_count; i++)
		put_match(&json, similar, &similar->matches[i]);
	json_array_end(&json);
	put_followed(&json, similar);
	json_object_end(&json);
	json_finish(&json);
}
