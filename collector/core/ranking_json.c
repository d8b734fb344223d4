/* The ranking as the API's object. Figures are written as decimals, exactly as they are stored or shown; what is not there is null. */
#include "collector/core/ranking.h"

#include <stddef.h>

#include "collector/core/certainty.h"
#include "collector/core/json_parts.h"
#include "collector/core/provenance.h"
#include "collector/core/ranking_row_json.h"
#include "collector/core/ranking_sentences.h"
#include "collector/core/summary_json.h"
#include "common/decimal.h"
#include "common/json.h"
#include "proto/catalogue.h"
#include "proto/status.h"

/* A cut point with all its decimals: a quarter of a unit has two more. */
enum { QUARTER_DIGITS = 2, QUARTER_HUNDREDTHS = 25 };

static void put_band_reference(struct json *json, const struct ranking *ranking)
{
	const struct quartiles *quartiles = &ranking->band_quartiles;
	unsigned decimals = ranking->indicator->decimals;

	json_object_begin(json);
	json_key(json, "source");
	json_text(json, cube_source_name(ranking->band_source));
	json_key(json, "area");
	json_area(json, ranking->band_area);
	json_key(json, "month");
	json_month(json, ranking->month);
	json_count(json, "expected", ranking->band_expected);
	json_count(json, "counted", ranking->band_counted);
	json_key(json, "cut_points");
	json_array_begin(json);
	for (unsigned i = 0; i < 3 && quartiles->is_known; i++)
		json_decimal(json, quartiles->quarters[i] * QUARTER_HUNDREDTHS, decimals + QUARTER_DIGITS, decimals);
	json_array_end(json);
	json_object_end(json);
}

static void put_summary(struct json *json, const struct ranking *ranking)
{
	const struct indicator *indicator = ranking->indicator;
	const struct quartiles *quartiles = &ranking->quartiles;

	json_key(json, "pooled");
	json_object_begin(json);
	json_pooled(json, indicator, &ranking->pooled);
	json_object_end(json);
	json_key(json, "minimum");
	json_figure(json, indicator, quartiles->is_known, ranking->minimum);
	json_key(json, "maximum");
	json_figure(json, indicator, quartiles->is_known, ranking->maximum);
	json_key(json, "median");
	json_figure(json, indicator, quartiles->is_known, quartiles->is_known ? quartile_rounded(quartiles, 1) : 0);
	json_key(json, "quartiles");
	json_array_begin(json);
	for (unsigned i = 0; i < 3 && quartiles->is_known; i++)
		json_figure(json, indicator, true, quartile_rounded(quartiles, i));
	json_array_end(json);
}

static void put_coverage(struct json *json, const struct ranking *ranking)
{
	if (ranking->lacks_release) {
		json_none(json);
		return;
	}
	json_object_begin(json);
	json_count(json, "expected", ranking->expected);
	json_count(json, "reported", ranking->reported);
	json_object_end(json);
}

/* By which method, and what it says. */
static void put_intervals(struct json *json, const struct ranking *ranking)
{
	json_object_begin(json);
	json_key(json, "method");
	json_text(json, certainty_method(ranking->indicator));
	json_key(json, "sentence");
	json_text(json, certainty_sentence(ranking->indicator));
	json_object_end(json);
}

static void put_correction(struct json *json, const struct ranking *ranking, const struct ranking_correction *correction)
{
	json_object_begin(json);
	json_council(json, correction->row->council);
	json_key(json, "month");
	json_month(json, correction->month);
	json_count(json, "revision", correction->revision);
	json_key(json, "value_first");
	json_figure(json, ranking->indicator, correction->is_known && !correction->first.symbol, correction->first.value);
	json_key(json, "value");
	json_figure(json, ranking->indicator, correction->is_known && !correction->now.symbol, correction->now.value);
	json_object_end(json);
}

/* The returns of both months that are not a council's first. */
static void put_corrections(struct json *json, const struct ranking *ranking)
{
	json_array_begin(json);
	for (unsigned i = 0; i < ranking->correction_count; i++)
		put_correction(json, ranking, &ranking->corrections[i]);
	json_array_end(json);
}

/* What the rows' certainty and movements refer to. */
static void put_references(struct json *json, const struct ranking *ranking)
{
	json_key(json, "intervals");
	put_intervals(json, ranking);
	json_count(json, "open", ranking->open_count);
	json_month_or_none(json, "since", ranking->has_since, ranking->since);
	json_month_or_none(json, "compared_month", ranking->has_compared, ranking->compared);
	json_key(json, "left");
	json_council_list(json, ranking->left, ranking->left_count);
	json_key(json, "corrections");
	put_corrections(json, ranking);
	json_place(json, "definition_version", ranking->definition_version);
	json_key(json, "chosen");
	if (ranking->chosen)
		json_council_code(json, ranking->chosen);
	else
		json_none(json);
}

static void put_head(struct json *json, const struct ranking *ranking)
{
	json_key(json, "indicator");
	json_indicator(json, ranking->indicator);
	json_key(json, "month");
	json_month(json, ranking->month);
	json_key(json, "area");
	json_area(json, ranking->area);
	json_key(json, "source");
	json_text(json, cube_source_name(ranking->source));
	json_month_or_none(json, "vintage", ranking->has_vintage, ranking->vintage);
	json_key(json, "series");
	json_text(json, *ranking->series ? ranking->series : NULL);
	json_provenance(json, &ranking->moment, ranking_needs_attribution(ranking) ? RANKING_ATTRIBUTION : NULL, ranking->notice);
	json_year_or_none(json, "population_year", ranking->population_count ? ranking->population_year : 0);
	json_year_or_none(json, "population_carried_from", ranking->carried_from_year);
	json_key(json, "coverage");
	put_coverage(json, ranking);
	if (ranking->indicator->per == PER_WORKING_DAYS)
		json_count(json, "working_days", working_days(ranking->month));
}

void ranking_write_json(const struct ranking *ranking, struct text *text)
{
	struct json json;

	json_init(&json, text);
	json_object_begin(&json);
	put_head(&json, ranking);
	json_key(&json, "band_reference");
	put_band_reference(&json, ranking);
	put_summary(&json, ranking);
	put_references(&json, ranking);
	json_key(&json, "councils");
	json_array_begin(&json);
	for (unsigned i = 0; i < ranking->row_count; i++)
		ranking_row_write_json(ranking, &ranking->rows[i], &json);
	json_array_end(&json);
	json_object_end(&json);
	json_finish(&json);
}
