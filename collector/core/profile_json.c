/* The profile as the API's object. */
#include "collector/core/absence.h"
#include "collector/core/certainty.h"
#include "collector/core/control_chart.h"
#include "collector/core/json_parts.h"
#include "collector/core/profile.h"
#include "collector/core/provenance.h"
#include "collector/core/ranking_sentences.h"
#include "collector/core/summary_json.h"
#include "collector/core/topic.h"

static void put_interval(struct json *json, const struct indicator *indicator, const struct cell *cell)
{
	int64_t low = 0, high = 0;
	bool is_known = cell && !cell->value.symbol && interval_scaled(&cell->interval, certainty_scale(indicator), &low, &high);

	json_key(json, "interval");
	json_interval(json, indicator, is_known, low, high);
}

static void put_special_cause(struct json *json, const struct profile_row *row)
{
	json_key(json, "special_cause");
	json_object_begin(json);
	json_key(json, "judged");
	json_bool(json, row->is_judged);
	json_key(json, "rules");
	json_array_begin(json);
	for (unsigned i = 0; i < CONTROL_CHART_RULES; i++)
		if (row->signals >> i & 1)
			json_text(json, control_chart_rule_id(1U << i));
	json_array_end(json);
	json_key(json, "sentence");
	json_text(json, row->chart_sentence);
	json_object_end(json);
}

static void put_own(struct json *json, const struct profile *profile, const struct profile_row *row)
{
	const struct indicator_value none = {.symbol = SYMBOL_X};
	const struct cell *cell = row->cell;
	const struct presence presence = {profile->source, row->indicator, profile->council, row->month, cell};
	char band[2] = {row->standing.band, '\0'};

	absence_write_value(json, &presence);
	json_parts(json, row->indicator, cell ? &cell->value : &none);
	json_place(json, "revision", cell ? cell->revision : 0);
	json_month_or_none(json, "vintage", cell && cell->has_vintage, cell ? cell->vintage : (struct month){0});
	json_joint_council(json, row->joint);
	put_interval(json, row->indicator, cell);
	json_definition(json, row->indicator, cell, row->england.definition_version);
	json_place(json, "rank", row->standing.rank);
	json_place(json, "from_highest", row->standing.from_highest);
	json_key(json, "band");
	json_text(json, *band ? band : NULL);
	json_key(json, "bands_over");
	json_area_or_none(json, row->band_area);
	json_key(json, "change_month");
	json_figure(json, row->indicator, row->has_month_change, row->month_change);
	json_key(json, "change_month_definition");
	json_text(json, row->has_month_change ? definition_name(row->month_definition) : NULL);
	json_key(json, "change_year");
	json_figure(json, row->indicator, row->has_year_change, row->year_change);
	json_key(json, "change_year_definition");
	json_text(json, row->has_year_change ? definition_name(row->year_definition) : NULL);
}

static void put_row(struct json *json, const struct profile *profile, const struct profile_row *row)
{
	json_object_begin(json);
	json_key(json, "id");
	json_text(json, row->indicator->id);
	json_key(json, "label");
	json_text(json, row->indicator->label);
	json_key(json, "unit");
	json_text(json, row->indicator->unit);
	json_count(json, "decimals", row->indicator->decimals);
	json_key(json, "polarity");
	json_text(json, polarity_name(row->indicator->polarity));
	json_key(json, "month");
	json_month(json, row->month);
	put_own(json, profile, row);
	put_special_cause(json, row);
	json_key(json, "area");
	json_summary(json, row->indicator, &row->area);
	json_key(json, "england");
	json_summary(json, row->indicator, &row->england);
	json_key(json, "neighbours");
	json_neighbours(json, row->indicator, &row->neighbours);
	json_place(json, "rank_among_neighbours", row->among_neighbours.rank);
	json_object_end(json);
}

static void put_head(struct json *json, const struct profile *profile)
{
	json_council(json, profile->council);
	json_key(json, "month");
	json_month(json, profile->month);
	json_key(json, "area");
	json_area(json, profile->area);
	json_key(json, "source");
	json_text(json, cube_source_name(profile->source));
	json_provenance(json, &profile->moment, profile->needs_attribution ? RANKING_ATTRIBUTION : NULL, profile->notice);
}

/* The rows of one topic, from `index` on; returns the index behind them. */
static unsigned put_topic(struct json *json, const struct profile *profile, unsigned index)
{
	enum measure_topic topic = topic_of(profile->rows[index].indicator);

	json_object_begin(json);
	json_key(json, "topic");
	json_text(json, measure_topic_name(topic));
	json_key(json, "indicators");
	json_array_begin(json);
	for (; index < profile->row_count && topic_of(profile->rows[index].indicator) == topic; index++)
		put_row(json, profile, &profile->rows[index]);
	json_array_end(json);
	json_object_end(json);
	return index;
}

void profile_write_json(const struct profile *profile, struct text *text)
{
	struct json json;

	json_init(&json, text);
	json_object_begin(&json);
	put_head(&json, profile);
	json_key(&json, "topics");
	json_array_begin(&json);
	for (unsigned i = 0; i < profile->row_count;)
		i = put_topic(&json, profile, i);
	json_array_end(&json);
	json_object_end(&json);
	json_finish(&json);
}
