/* The ranking as the API's object. Figures are written as decimals, exactly as they are stored or shown; what is not there is null. */
#include "collector/core/ranking.h"

#include <stddef.h>

#include "collector/core/ranking_sentences.h"
#include "common/decimal.h"
#include "common/json.h"
#include "proto/catalogue.h"
#include "proto/status.h"

/* "342" and "2021-09" and their NUL. */
enum { SHORT_TEXT_SIZE = 8, NAME_TEXT_SIZE = 128 };

/* A code is text in every feed: it is a name, not a number. */
static void put_council_code(struct json *json, const struct council *council)
{
	char code[SHORT_TEXT_SIZE];
	struct text text;

	text_init_fixed(&text, code, sizeof(code));
	text_put_u64(&text, council->code);
	json_slice(json, text_slice(&text));
}

static void put_month(struct json *json, struct month month)
{
	char name[SHORT_TEXT_SIZE];
	struct text text;

	text_init_fixed(&text, name, sizeof(name));
	text_put_month(&text, month);
	json_slice(json, text_slice(&text));
}

static void put_month_or_none(struct json *json, const char *key, bool is_known, struct month month)
{
	json_key(json, key);
	if (is_known)
		put_month(json, month);
	else
		json_none(json);
}

static void put_year_or_none(struct json *json, const char *key, int year)
{
	json_key(json, key);
	if (year)
		json_i64(json, year);
	else
		json_none(json);
}

static void put_area(struct json *json, const struct area *area)
{
	json_object_begin(json);
	json_key(json, "code");
	json_text(json, area->code);
	json_key(json, "name");
	json_text(json, area->name);
	json_object_end(json);
}

/* A value or a difference of values, in units of 10^-decimals. */
static void put_figure(struct json *json, const struct indicator *indicator, bool is_known, int64_t value)
{
	if (is_known)
		json_decimal(json, value, indicator->decimals, indicator->decimals);
	else
		json_none(json);
}

static void put_count(struct json *json, const char *key, unsigned count)
{
	json_key(json, key);
	json_i64(json, count);
}

/* null where there is no place. */
static void put_place(struct json *json, const char *key, unsigned place)
{
	json_key(json, key);
	if (place)
		json_i64(json, place);
	else
		json_none(json);
}

static void put_part(struct json *json, const char *key, uint16_t number, bool is_known, int64_t value)
{
	const struct measure *measure = catalogue_measure(number);

	json_key(json, key);
	if (is_known)
		json_decimal(json, value, measure_digits(measure), measure_decimals_min(measure));
	else
		json_none(json);
}

/* value, status, numerator and denominator: the same members for a council and for the area. */
static void put_value(struct json *json, const struct indicator *indicator, const struct indicator_value *value)
{
	json_key(json, "value");
	put_figure(json, indicator, !value->symbol, value->value);
	json_key(json, "status");
	json_text(json, symbol_text(value->symbol));
}

static void put_parts(struct json *json, const struct indicator *indicator, const struct indicator_value *value)
{
	put_part(json, "numerator", indicator->numerator, value->has_parts, value->numerator);
	put_part(json, "denominator", indicator->denominator[0], value->has_parts, value->denominator);
}

static void put_measure_ids(struct json *json, const uint16_t *numbers, size_t count)
{
	json_array_begin(json);
	for (size_t i = 0; i < count; i++)
		if (numbers[i] != MEASURE_NONE)
			json_text(json, catalogue_measure(numbers[i])->id);
	json_array_end(json);
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
	put_count(json, "decimals", indicator->decimals);
	json_key(json, "polarity");
	json_text(json, polarity_name(indicator->polarity));
	json_key(json, "numerator");
	put_measure_ids(json, &indicator->numerator, 1);
	json_key(json, "denominator");
	put_measure_ids(json, indicator->denominator, sizeof(indicator->denominator) / sizeof(indicator->denominator[0]));
	json_key(json, "multiplier");
	json_i64(json, indicator->multiplier);
	json_key(json, "definition");
	json_text(json, indicator->definition);
	json_key(json, "definition_source");
	json_text(json, indicator->source);
	json_object_end(json);
}

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
	put_area(json, ranking->band_area);
	json_key(json, "month");
	put_month(json, ranking->month);
	put_count(json, "expected", ranking->band_expected);
	put_count(json, "counted", ranking->band_counted);
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
	put_value(json, indicator, &ranking->pooled.value);
	put_parts(json, indicator, &ranking->pooled.value);
	put_count(json, "included", ranking->pooled.included);
	json_object_end(json);
	json_key(json, "minimum");
	put_figure(json, indicator, quartiles->is_known, ranking->minimum);
	json_key(json, "maximum");
	put_figure(json, indicator, quartiles->is_known, ranking->maximum);
	json_key(json, "median");
	put_figure(json, indicator, quartiles->is_known, quartiles->is_known ? quartile_rounded(quartiles, 1) : 0);
	json_key(json, "quartiles");
	json_array_begin(json);
	for (unsigned i = 0; i < 3 && quartiles->is_known; i++)
		put_figure(json, indicator, true, quartile_rounded(quartiles, i));
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
	put_place(json, "rank", row->rank);
	put_place(json, "from_highest", row->from_highest);
	json_key(json, "council");
	put_council_code(json, row->council);
	json_key(json, "name");
	put_reporter(json, row);
	put_value(json, indicator, &row->value);
	json_key(json, "band");
	json_text(json, row->band ? band : NULL);
	put_parts(json, indicator, &row->value);
	json_key(json, "change_month");
	put_figure(json, indicator, row->has_month_change, row->month_change);
	json_key(json, "change_year");
	put_figure(json, indicator, row->has_year_change, row->year_change);
	json_key(json, "reported");
	json_bool(json, row->has_reported);
	put_place(json, "revision", row->revision);
	json_key(json, "joint_council");
	if (row->joint)
		put_council_code(json, row->joint);
	else
		json_none(json);
	put_month_or_none(json, "vintage", row->has_vintage, row->vintage);
	put_year_or_none(json, "population_carried_from", row->carried_from_year);
	json_object_end(json);
}

static void put_coverage(struct json *json, const struct ranking *ranking)
{
	if (ranking->lacks_release) {
		json_none(json);
		return;
	}
	json_object_begin(json);
	put_count(json, "expected", ranking->expected);
	put_count(json, "reported", ranking->reported);
	json_object_end(json);
}

static void put_head(struct json *json, const struct ranking *ranking)
{
	json_key(json, "indicator");
	put_indicator(json, ranking->indicator);
	json_key(json, "month");
	put_month(json, ranking->month);
	json_key(json, "area");
	put_area(json, ranking->area);
	json_key(json, "source");
	json_text(json, cube_source_name(ranking->source));
	put_month_or_none(json, "vintage", ranking->has_vintage, ranking->vintage);
	json_key(json, "series");
	json_text(json, *ranking->series ? ranking->series : NULL);
	json_key(json, "attribution");
	json_text(json, ranking_needs_attribution(ranking) ? RANKING_ATTRIBUTION : NULL);
	put_year_or_none(json, "population_year", ranking->population_count ? ranking->population_year : 0);
	put_year_or_none(json, "population_carried_from", ranking->carried_from_year);
	json_key(json, "notice");
	json_text(json, ranking->notice && *ranking->notice ? ranking->notice : NULL);
	json_key(json, "coverage");
	put_coverage(json, ranking);
	if (ranking->indicator->per == PER_WORKING_DAYS)
		put_count(json, "working_days", working_days(ranking->month));
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
