#include "collector/core/json_parts.h"

#include <stddef.h>

#include "proto/status.h"

/* "342" and "2021-09" and their NUL. */
enum { SHORT_TEXT_SIZE = 8, TIME_TEXT_SIZE = 32 };

void json_council_code(struct json *json, const struct council *council)
{
	char code[SHORT_TEXT_SIZE];
	struct text text;

	text_init_fixed(&text, code, sizeof(code));
	text_put_u64(&text, council->code);
	json_slice(json, text_slice(&text));
}

void json_council(struct json *json, const struct council *council)
{
	json_key(json, "council");
	if (council)
		json_council_code(json, council);
	else
		json_none(json);
	json_key(json, "name");
	json_text(json, council ? council->name : NULL);
}

void json_council_list(struct json *json, const struct council *const *councils, unsigned count)
{
	json_array_begin(json);
	for (unsigned i = 0; i < count; i++) {
		json_object_begin(json);
		json_council(json, councils[i]);
		json_object_end(json);
	}
	json_array_end(json);
}

void json_joint_council(struct json *json, const struct council *joint)
{
	json_key(json, "joint_council");
	if (joint)
		json_council_code(json, joint);
	else
		json_none(json);
}

void json_month(struct json *json, struct month month)
{
	char name[SHORT_TEXT_SIZE];
	struct text text;

	text_init_fixed(&text, name, sizeof(name));
	text_put_month(&text, month);
	json_slice(json, text_slice(&text));
}

void json_month_or_none(struct json *json, const char *key, bool is_known, struct month month)
{
	json_key(json, key);
	if (is_known)
		json_month(json, month);
	else
		json_none(json);
}

void json_time_or_none(struct json *json, const char *key, bool is_known, int64_t seconds)
{
	char time[TIME_TEXT_SIZE];
	struct text text;

	json_key(json, key);
	if (!is_known) {
		json_none(json);
		return;
	}
	text_init_fixed(&text, time, sizeof(time));
	text_put_time(&text, seconds);
	json_slice(json, text_slice(&text));
}

void json_year_or_none(struct json *json, const char *key, int year)
{
	json_key(json, key);
	if (year)
		json_i64(json, year);
	else
		json_none(json);
}

void json_area(struct json *json, const struct area *area)
{
	json_object_begin(json);
	json_key(json, "code");
	json_text(json, area->code);
	json_key(json, "name");
	json_text(json, area->name);
	json_object_end(json);
}

void json_area_or_none(struct json *json, const struct area *area)
{
	if (area)
		json_area(json, area);
	else
		json_none(json);
}

void json_figure(struct json *json, const struct indicator *indicator, bool is_known, int64_t value)
{
	if (is_known)
		json_decimal(json, value, indicator->decimals, indicator->decimals);
	else
		json_none(json);
}

void json_interval(struct json *json, const struct indicator *indicator, bool is_known, int64_t low, int64_t high)
{
	if (!is_known) {
		json_none(json);
		return;
	}
	json_object_begin(json);
	json_key(json, "low");
	json_figure(json, indicator, true, low);
	json_key(json, "high");
	json_figure(json, indicator, true, high);
	json_object_end(json);
}

void json_count(struct json *json, const char *key, unsigned count)
{
	json_key(json, key);
	json_i64(json, count);
}

void json_place(struct json *json, const char *key, unsigned place)
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

void json_value(struct json *json, const struct indicator *indicator, const struct indicator_value *value)
{
	json_key(json, "value");
	json_figure(json, indicator, !value->symbol, value->value);
	json_key(json, "status");
	json_text(json, symbol_text(value->symbol));
}

void json_definition(struct json *json, const struct indicator *indicator, const struct cell *cell, unsigned version)
{
	json_key(json, "definition");
	if (cell && !cell->value.symbol)
		json_text(json, definition_name(definition_match(indicator, cell->catalogue, version)));
	else
		json_none(json);
}

void json_parts(struct json *json, const struct indicator *indicator, const struct indicator_value *value)
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

void json_indicator(struct json *json, const struct indicator *indicator)
{
	json_object_begin(json);
	json_key(json, "id");
	json_text(json, indicator->id);
	json_key(json, "label");
	json_text(json, indicator->label);
	json_key(json, "unit");
	json_text(json, indicator->unit);
	json_count(json, "decimals", indicator->decimals);
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
