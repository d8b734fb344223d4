/* Early warnings as the API's object. */
#include "collector/core/alerts.h"

#include <math.h>

#include "collector/core/certainty.h"
#include "collector/core/json_parts.h"
#include "collector/core/provenance.h"

/* p values are told to nine decimals, and never as 0; shares of councils as percentages with one. */
enum { P_DIGITS = 9, PERCENT_DIGITS = 1 };
#define P_SCALE       1e9
#define PERCENT_SCALE 1000

static void put_p(struct json *json, double p)
{
	json_key(json, "p_value");
	json_decimal(json, (int64_t)fmax(1, round(p * P_SCALE)), P_DIGITS, 1);
}

static void put_percent(struct json *json, const char *key, int64_t tenths)
{
	json_key(json, key);
	json_decimal(json, tenths, PERCENT_DIGITS, PERCENT_DIGITS);
}

static void put_council(struct json *json, const struct council *council, const struct council *joint)
{
	json_council(json, council);
	json_joint_council(json, joint);
}

static void put_indicator(struct json *json, const struct indicator *indicator)
{
	json_key(json, "indicator");
	json_text(json, indicator->id);
	json_key(json, "label");
	json_text(json, indicator->label);
	json_key(json, "unit");
	json_text(json, indicator->unit);
}

static void put_figures(struct json *json, const struct indicator *indicator, int64_t value, int64_t before)
{
	json_key(json, "value");
	json_figure(json, indicator, true, value);
	json_key(json, "before");
	json_figure(json, indicator, true, before);
	json_key(json, "change");
	json_figure(json, indicator, true, value - before);
}

static void put_alert(struct json *json, const struct alert *alert, unsigned rank)
{
	json_object_begin(json);
	json_place(json, "rank", rank);
	put_council(json, alert->council, alert->joint);
	put_indicator(json, alert->indicator);
	json_key(json, "method");
	json_text(json, alert->method == ALERT_BY_CHART ? "chart" : "change");
	json_key(json, "rule");
	json_text(json, alert_rule_name(alert));
	json_key(json, "meaning");
	json_text(json, alert_meaning_name(alert->meaning));
	put_figures(json, alert->indicator, alert->value, alert->before);
	put_p(json, alert->p);
	json_key(json, "confirmed");
	json_bool(json, alert->is_confirmed);
	json_object_end(json);
}

static void put_tests(struct json *json, const struct alerts *alerts)
{
	json_key(json, "tests");
	json_object_begin(json);
	json_count(json, "indicators", alerts->indicator_count);
	json_count(json, "possible", alerts->possible);
	json_count(json, "without_figure", alerts->without_figure);
	json_count(json, "without_before", alerts->without_before);
	json_count(json, "too_few", alerts->too_few);
	json_count(json, "made", alerts->made);
	json_count(json, "by_chart", alerts->by_chart);
	json_count(json, "by_change", alerts->made - alerts->by_chart);
	json_count(json, "chart_causes", alerts->causes);
	json_object_end(json);
}

static void put_control(struct json *json, const struct alerts *alerts)
{
	json_key(json, "control");
	json_object_begin(json);
	put_percent(json, "level_percent", llround(ALERT_LEVEL * PERCENT_SCALE));
	put_percent(json, "expected_false_alarms", llround(alerts->false_alarms * 10));
	json_count(json, "flagged", alerts->flagged);
	json_key(json, "method");
	json_text(json, "Benjamini and Yekutieli 2001");
	put_percent(json, "false_share_percent", llround(ALERT_SHARE * PERCENT_SCALE));
	json_count(json, "england_tests", alerts->england_made);
	json_count(json, "england_councils", alerts->england_councils);
	json_count(json, "confirmed", alerts->confirmed);
	json_object_end(json);
}

static void put_alert_council(struct json *json, const struct alert_council *council, unsigned rank)
{
	json_object_begin(json);
	json_place(json, "rank", rank);
	put_council(json, council->council, council->joint);
	json_count(json, "tests", council->made);
	json_count(json, "flagged_worse", council->worse);
	put_p(json, council->p);
	json_key(json, "confirmed");
	json_bool(json, council->is_confirmed);
	json_object_end(json);
}

static void put_joined(struct json *json, const struct sequence *sequence, const struct alert_joined *joined)
{
	json_object_begin(json);
	put_council(json, joined->council, joined->joint);
	json_key(json, "steps");
	json_array_begin(json);
	for (unsigned i = 0; i < SEQUENCE_STEPS; i++) {
		const struct indicator *indicator = catalogue_indicator_find(slice_from_text(sequence->indicators[i]));

		json_object_begin(json);
		put_indicator(json, indicator);
		json_key(json, "month");
		json_month(json, joined->steps[i].month);
		put_figures(json, indicator, joined->steps[i].value, joined->steps[i].before);
		json_object_end(json);
	}
	json_array_end(json);
	json_object_end(json);
}

/* k of n with its interval; percentages are null without any council. */
static void put_trouble(struct json *json, const char *key, const struct trouble_count *count)
{
	struct interval interval = interval_wilson(count->in_trouble, count->looked_at, CERTAINTY_CONFIDENCE);
	int64_t low = 0, high = 0;
	bool is_known = count->looked_at > 0 && interval_scaled(&interval, PERCENT_SCALE, &low, &high);

	json_key(json, key);
	json_object_begin(json);
	json_count(json, "councils", count->looked_at);
	json_count(json, "in_trouble", count->in_trouble);
	if (is_known) {
		put_percent(json, "percent", ((int64_t)count->in_trouble * 2 * PERCENT_SCALE + count->looked_at) / (2 * (int64_t)count->looked_at));
		put_percent(json, "low", low);
		put_percent(json, "high", high);
	} else {
		static const char *const keys[] = {"percent", "low", "high"};

		for (unsigned i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
			json_key(json, keys[i]);
			json_none(json);
		}
	}
	json_object_end(json);
}

static void put_rates(struct json *json, const char *key, bool is_known, const struct trouble_rates *rates)
{
	json_key(json, key);
	if (!is_known) {
		json_none(json);
		return;
	}
	json_object_begin(json);
	put_trouble(json, "with", &rates->with);
	put_trouble(json, "without", &rates->without);
	json_object_end(json);
}

static void put_record(struct json *json, const struct sequence_record *record)
{
	json_key(json, "record");
	json_object_begin(json);
	json_count(json, "years", record->year_count);
	json_month_or_none(json, "first", record->year_count > 0, record->first);
	json_month_or_none(json, "last", record->year_count > 0, record->last);
	put_rates(json, "inspections", record->has_inspections, &record->inspections);
	put_rates(json, "figures", true, &record->figures);
	json_object_end(json);
}

static void put_sequence(struct json *json, const struct alert_sequence *sequence)
{
	json_object_begin(json);
	json_key(json, "id");
	json_text(json, sequence->sequence->id);
	json_key(json, "title");
	json_text(json, sequence->sequence->title);
	json_count(json, "england_councils", sequence->england_councils);
	json_count(json, "england_judged", sequence->england_judged);
	json_count(json, "england_there", sequence->england_there);
	json_key(json, "councils");
	json_array_begin(json);
	for (unsigned i = 0; i < sequence->count; i++)
		put_joined(json, sequence->sequence, &sequence->list[i]);
	json_array_end(json);
	put_record(json, &sequence->record);
	json_object_end(json);
}

static void put_head(struct json *json, const struct alerts *alerts)
{
	json_key(json, "month");
	json_month(json, alerts->month);
	json_month_or_none(json, "newest_month", alerts->has_newest, alerts->newest);
	json_key(json, "area");
	json_area(json, alerts->area);
	json_key(json, "source");
	json_text(json, cube_source_name(alerts->source));
	json_provenance(json, &alerts->moment, alerts_attribution(alerts), alerts->notice);
	json_key(json, "caution");
	json_text(json, alerts_caution(alerts));
}

void alerts_write_json(const struct alerts *alerts, struct text *text)
{
	struct json json;

	json_init(&json, text);
	json_object_begin(&json);
	put_head(&json, alerts);
	put_tests(&json, alerts);
	put_control(&json, alerts);
	json_key(&json, "alerts");
	json_array_begin(&json);
	for (unsigned i = 0; i < alerts->flagged; i++)
		put_alert(&json, &alerts->list[i], i + 1);
	json_array_end(&json);
	json_key(&json, "councils");
	json_array_begin(&json);
	for (unsigned i = 0; i < alerts->council_count; i++)
		put_alert_council(&json, &alerts->councils[i], i + 1);
	json_array_end(&json);
	json_key(&json, "sequences");
	json_array_begin(&json);
	for (unsigned i = 0; i < sequence_count(); i++)
		put_sequence(&json, &alerts->sequences[i]);
	json_array_end(&json);
	json_object_end(&json);
	json_finish(&json);
}
