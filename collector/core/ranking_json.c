/* The ranking as the API's object. Figures are written as decimals, exactly as they are stored or shown; what is not there is null. */
#include "collector/core/ranking.h"

#include <stddef.h>

#include "collector/core/json_parts.h"
#include "collector/core/ranking_sentences.h"
#include "common/decimal.h"
#include "common/json.h"
#include "proto/catalogue.h"
#include "proto/status.h"

enum { NAME_TEXT_SIZE = 128 };

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
	json_value(json, indicator, &ranking->pooled.value);
	json_pooled_parts(json, indicator, &ranking->pooled.value);
	json_count(json, "included", ranking->pooled.included);
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

static void put_reporter(struct json *json, const struct ranking_row *row)
{
	char name[NAME_TEXT_SIZE];
	struct text text;

	text_init_fixed(&text, name, sizeof(name));
	ranking_put_reporter(&text, row);
	json_slice(json, text_slice(&text));
}

static void put_row(struct json *json, const struct indicator *indicator, const struct ranking_row *row)
{
	char band[2] = {row->band, '\0'};

	json_object_begin(json);
	json_place(json, "rank", row->rank);
	json_place(json, "from_highest", row->from_highest);
	json_key(json, "council");
	json_council_code(json, row->council);
	json_key(json, "name");
	put_reporter(json, row);
	json_value(json, indicator, &row->value);
	json_key(json, "band");
	json_text(json, row->band ? band : NULL);
	json_parts(json, indicator, &row->value);
	json_key(json, "change_month");
	json_figure(json, indicator, row->has_month_change, row->month_change);
	json_key(json, "change_year");
	json_figure(json, indicator, row->has_year_change, row->year_change);
	json_key(json, "reported");
	json_bool(json, row->has_reported);
	json_place(json, "revision", row->revision);
	json_key(json, "joint_council");
	if (row->joint)
		json_council_code(json, row->joint);
	else
		json_none(json);
	json_month_or_none(json, "vintage", row->has_vintage, row->vintage);
	json_year_or_none(json, "population_carried_from", row->carried_from_year);
	json_object_end(json);
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
	json_key(json, "attribution");
	json_text(json, ranking_needs_attribution(ranking) ? RANKING_ATTRIBUTION : NULL);
	json_year_or_none(json, "population_year", ranking->population_count ? ranking->population_year : 0);
	json_year_or_none(json, "population_carried_from", ranking->carried_from_year);
	json_key(json, "notice");
	json_text(json, ranking->notice && *ranking->notice ? ranking->notice : NULL);
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
	json_key(&json, "councils");
	json_array_begin(&json);
	for (unsigned i = 0; i < ranking->row_count; i++)
		put_row(&json, ranking->indicator, &ranking->rows[i]);
	json_array_end(&json);
	json_object_end(&json);
	json_finish(&json);
}
