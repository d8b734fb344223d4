/* The series as the API's object. */
#include "collector/core/absence.h"
#include "collector/core/event_listing.h"
#include "collector/core/json_parts.h"
#include "collector/core/provenance.h"
#include "collector/core/series.h"
#include "collector/core/summary_json.h"

enum { ATTRIBUTION_SIZE = 256 };

/* The members of a council's figure. */
static void put_figure(struct json *json, const struct series *series, const struct series_point *point)
{
	const struct indicator_value none = {.symbol = SYMBOL_X};
	const struct cell *cell = point->cell;
	const struct presence presence = {series->source, series->indicator, point->council, point->month, cell};

	absence_write_value(json, &presence);
	json_parts(json, series->indicator, cell ? &cell->value : &none);
	json_place(json, "revision", cell ? cell->revision : 0);
	json_month_or_none(json, "vintage", cell && cell->has_vintage, cell ? cell->vintage : (struct month){0});
	json_joint_council(json, point->joint);
	json_year_or_none(json, "population_carried_from", cell ? cell->carried_from_year : 0);
	json_key(json, "definition");
	json_text(json, definition_name(point->definition));
}

static void put_month(struct json *json, const struct series *series, const struct series_month *month)
{
	json_object_begin(json);
	json_key(json, "month");
	json_month(json, month->month);
	json_key(json, "own");
	if (series->council) {
		json_object_begin(json);
		put_figure(json, series, &month->own);
		json_object_end(json);
	} else {
		json_none(json);
	}
	json_key(json, "area");
	json_summary(json, series->indicator, &month->area);
	json_key(json, "england");
	json_summary(json, series->indicator, &month->england);
	json_key(json, "neighbours");
	json_neighbours(json, series->indicator, &month->neighbours);
	json_object_end(json);
}

static void put_predecessor(struct json *json, const struct series *series, const struct series_predecessor *predecessor)
{
	json_object_begin(json);
	json_council(json, predecessor->council);
	json_key(json, "points");
	json_array_begin(json);
	for (unsigned i = 0; i < predecessor->count; i++) {
		json_object_begin(json);
		json_key(json, "month");
		json_month(json, series->months[i].month);
		put_figure(json, series, &predecessor->points[i]);
		json_object_end(json);
	}
	json_array_end(json);
	json_object_end(json);
}

static void put_provenance(struct json *json, const struct series *series)
{
	char bytes[ATTRIBUTION_SIZE];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	series_put_attribution(&text, series);
	json_provenance(json, &series->moment, *bytes ? bytes : NULL, series->notice);
}

static void put_events(struct json *json, const struct series *series)
{
	json_array_begin(json);
	for (unsigned i = 0; i < series->event_count; i++) {
		json_object_begin(json);
		json_event(json, series->events[i]);
		json_object_end(json);
	}
	json_array_end(json);
}

static void put_head(struct json *json, const struct series *series)
{
	unsigned count = series->month_count;

	json_key(json, "indicator");
	json_indicator(json, series->indicator);
	json_council(json, series->council);
	json_key(json, "area");
	json_area(json, series->area);
	json_key(json, "source");
	json_text(json, cube_source_name(series->source));
	json_month_or_none(json, "from", count > 0, count ? series->months[0].month : (struct month){0});
	json_month_or_none(json, "to", count > 0, count ? series->months[count - 1].month : (struct month){0});
	json_month_or_none(json, "vintage", series->has_vintage, series->vintage);
	json_key(json, "series");
	json_text(json, *series->title ? series->title : NULL);
	put_provenance(json, series);
}

void series_write_json(const struct series *series, struct text *text)
{
	struct json json;

	json_init(&json, text);
	json_object_begin(&json);
	put_head(&json, series);
	json_key(&json, "months");
	json_array_begin(&json);
	for (unsigned i = 0; i < series->month_count; i++)
		put_month(&json, series, &series->months[i]);
	json_array_end(&json);
	json_key(&json, "predecessors");
	json_array_begin(&json);
	for (unsigned i = 0; i < series->predecessor_count; i++)
		put_predecessor(&json, series, &series->predecessors[i]);
	json_array_end(&json);
	json_key(&json, "events");
	put_events(&json, series);
	json_object_end(&json);
	json_finish(&json);
}
