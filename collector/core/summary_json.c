#include "collector/core/summary_json.h"

#include "collector/core/certainty.h"
#include "collector/core/json_parts.h"
#include "collector/core/pooled_count.h"

/* The sums as they may be shown. */
static struct indicator_value shown(const struct indicator *indicator, const struct indicator_value *pooled)
{
	struct indicator_value value = *pooled;

	value.numerator = pooled_count_shown(indicator->numerator, pooled->numerator);
	value.denominator = pooled_count_shown(indicator->denominator[0], pooled->denominator);
	return value;
}

static void put_interval(struct json *json, const struct indicator *indicator, const struct indicator_value *pooled)
{
	struct interval interval = certainty_interval(indicator, pooled);
	int64_t low = 0, high = 0;
	bool is_known = interval_scaled(&interval, certainty_scale(indicator), &low, &high);

	json_key(json, "interval");
	json_interval(json, indicator, is_known, low, high);
}

void json_pooled(struct json *json, const struct indicator *indicator, const struct pooled *pooled)
{
	struct indicator_value value = shown(indicator, &pooled->value);
	bool is_rounded = pooled_count_is_rounded(indicator->numerator) || pooled_count_is_rounded(indicator->denominator[0]);

	json_value(json, indicator, &value);
	json_parts(json, indicator, &value);
	json_place(json, "counts_rounded_to", is_rounded ? POOLED_COUNT_UNIT : 0);
	json_count(json, "included", pooled->included);
	put_interval(json, indicator, &pooled->value);
}

void json_summary(struct json *json, const struct indicator *indicator, const struct column_summary *summary)
{
	const struct quartiles *quartiles = &summary->quartiles;

	json_object_begin(json);
	json_pooled(json, indicator, &summary->pooled);
	json_count(json, "expected", summary->expected);
	json_count(json, "reported", summary->reported);
	json_count(json, "counted", summary->counted);
	json_count(json, "other_definition", summary->other_definition);
	json_key(json, "median");
	json_figure(json, indicator, quartiles->is_known, quartiles->is_known ? quartile_rounded(quartiles, 1) : 0);
	json_key(json, "quartiles");
	json_array_begin(json);
	for (unsigned i = 0; i < 3 && quartiles->is_known; i++)
		json_figure(json, indicator, true, quartile_rounded(quartiles, i));
	json_array_end(json);
	json_object_end(json);
}

static void put_mean(struct json *json, const char *key, const struct indicator *indicator, bool is_known, int64_t value)
{
	json_key(json, key);
	if (is_known)
		json_decimal(json, value, neighbour_decimals(indicator), neighbour_decimals(indicator));
	else
		json_none(json);
}

void json_neighbour_members(struct json *json, const struct indicator *indicator, const struct neighbour_summary *summary)
{
	put_mean(json, "mean", indicator, summary->count > 0, summary->mean);
	put_mean(json, "median", indicator, summary->count > 0, summary->median);
	json_count(json, "counted", summary->count);
	json_count(json, "expected", summary->expected);
	json_count(json, "other_definition", summary->other_definition);
}

void json_neighbours(struct json *json, const struct indicator *indicator, const struct neighbour_summary *summary)
{
	if (summary->expected == 0) {
		json_none(json);
		return;
	}
	json_object_begin(json);
	json_neighbour_members(json, indicator, summary);
	json_object_end(json);
}
