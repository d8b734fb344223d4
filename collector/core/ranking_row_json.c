#include "collector/core/ranking_row_json.h"

#include <stddef.h>

#include "collector/core/json_parts.h"
#include "collector/core/ranking_change.h"
#include "collector/core/ranking_comparison.h"
#include "collector/core/summary_json.h"

enum { NAME_TEXT_SIZE = 128, NOTE_TEXT_SIZE = 512 };

static void put_reporter(struct json *json, const struct ranking_row *row)
{
	char name[NAME_TEXT_SIZE];
	struct text text;

	text_init_fixed(&text, name, sizeof(name));
	ranking_put_reporter(&text, row);
	json_slice(json, text_slice(&text));
}

static void put_places(struct json *json, const char *key, unsigned best, unsigned worst)
{
	json_key(json, key);
	if (best == 0) {
		json_none(json);
		return;
	}
	json_object_begin(json);
	json_count(json, "best", best);
	json_count(json, "worst", worst);
	json_object_end(json);
}

static void put_alike(struct json *json, const struct ranking *ranking, const struct ranking_row *row)
{
	json_key(json, "not_told_apart_from");
	if (!row->has_rank_interval || !ranking_has_details(ranking, row)) {
		json_none(json);
		return;
	}
	json_array_begin(json);
	for (unsigned i = 0; i < ranking->counted; i++)
		if (ranking_is_alike(ranking, row, &ranking->rows[i]))
			json_council_code(json, ranking->rows[i].council);
	json_array_end(json);
}

static void put_certainty(struct json *json, const struct ranking *ranking, const struct ranking_row *row)
{
	json_key(json, "interval");
	json_interval(json, ranking->indicator, row->has_interval, row->low, row->high);
	put_places(json, "rank_interval", row->has_rank_interval ? row->places.best : 0, row->places.worst);
	put_alike(json, ranking, row);
	put_places(json, "possible_ranks", row->best_possible, row->worst_possible);
}

static void put_note(struct json *json, const char *key, const struct ranking *ranking, const struct ranking_row *row, const struct column *before)
{
	char bytes[NOTE_TEXT_SIZE];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	ranking_put_change_note(&text, ranking, row, before);
	json_key(json, key);
	if (text.size)
		json_slice(json, text_slice(&text));
	else
		json_none(json);
}

static void put_changes(struct json *json, const struct ranking *ranking, const struct ranking_row *row)
{
	json_key(json, "change_since");
	json_figure(json, ranking->indicator, row->has_since_change, row->since_change);
	json_key(json, "change_notes");
	json_object_begin(json);
	put_note(json, "month", ranking, row, ranking->month_before);
	put_note(json, "year", ranking, row, ranking->year_before);
	put_note(json, "since", ranking, row, ranking->since_column);
	json_object_end(json);
}

static void put_set(struct json *json, const char *key, const struct ranking *ranking, const struct row_set *set)
{
	json_key(json, key);
	json_array_begin(json);
	for (unsigned i = 0; i < ranking->row_count; i++)
		if (row_set_has(set, i))
			json_council_code(json, ranking->rows[i].council);
	json_array_end(json);
}

/* The row and those that it passed or was passed by, when one of their returns is a correction. */
static void put_corrected(struct json *json, const struct ranking *ranking, const struct ranking_row *row)
{
	json_array_begin(json);
	for (unsigned i = 0; i < ranking->row_count; i++) {
		const struct ranking_row *other = &ranking->rows[i];
		bool takes_part = other == row || row_set_has(&row->move.passed, i) || row_set_has(&row->move.passed_by, i);

		if (takes_part && ranking_row_is_corrected(other))
			json_council_code(json, other->council);
	}
	json_array_end(json);
}

/* Whose changes they were; null where there are too many rows for details. */
static void put_movers(struct json *json, const struct ranking *ranking, const struct ranking_row *row)
{
	static const char *const keys[] = {"passed", "passed_by", "corrected"};

	if (!ranking_has_details(ranking, row)) {
		for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
			json_key(json, keys[i]);
			json_none(json);
		}
		return;
	}
	put_set(json, keys[0], ranking, &row->move.passed);
	put_set(json, keys[1], ranking, &row->move.passed_by);
	json_key(json, keys[2]);
	put_corrected(json, ranking, row);
}

static void put_places_moved(struct json *json, const char *key, int places)
{
	json_key(json, key);
	json_i64(json, places);
}

static void put_move(struct json *json, const struct ranking *ranking, const struct ranking_row *row)
{
	const struct ranking_move *move = &row->move;

	json_key(json, "move");
	if (!move->is_known) {
		json_none(json);
		return;
	}
	json_object_begin(json);
	json_count(json, "rank_before", move->rank_before);
	put_places_moved(json, "own", move->own);
	put_places_moved(json, "others", move->others);
	put_places_moved(json, "came", move->came);
	put_places_moved(json, "left", move->left);
	put_movers(json, ranking, row);
	json_object_end(json);
}

static void put_beside_members(struct json *json, const struct ranking_beside *beside, unsigned decimals)
{
	json_key(json, "difference");
	if (beside->is_known)
		json_decimal(json, beside->difference, decimals, decimals);
	else
		json_none(json);
	json_key(json, "low");
	if (beside->has_interval)
		json_decimal(json, beside->low, decimals, decimals);
	else
		json_none(json);
	json_key(json, "high");
	if (beside->has_interval)
		json_decimal(json, beside->high, decimals, decimals);
	else
		json_none(json);
}

static void put_rest(struct json *json, const char *key, const struct indicator *indicator, const struct ranking_beside *beside)
{
	json_key(json, key);
	json_object_begin(json);
	json_key(json, "value");
	json_figure(json, indicator, beside->is_known, beside->value);
	json_count(json, "included", beside->included);
	json_count(json, "expected", beside->expected);
	put_beside_members(json, beside, indicator->decimals);
	json_object_end(json);
}

static void put_neighbours(struct json *json, const struct indicator *indicator, const struct ranking_comparison *comparison)
{
	json_key(json, "neighbours");
	json_object_begin(json);
	json_neighbour_members(json, indicator, &comparison->neighbours);
	put_beside_members(json, &comparison->mean, neighbour_decimals(indicator));
	json_object_end(json);
}

static void put_comparison(struct json *json, const struct ranking *ranking, const struct ranking_row *row)
{
	struct ranking_comparison comparison;

	json_key(json, "comparison");
	if (!ranking_has_details(ranking, row)) {
		json_none(json);
		return;
	}
	ranking_compare(ranking, row, &comparison);
	json_object_begin(json);
	put_rest(json, "area_rest", ranking->indicator, &comparison.area);
	put_rest(json, "england_rest", ranking->indicator, &comparison.england);
	put_neighbours(json, ranking->indicator, &comparison);
	json_object_end(json);
}

static void put_place_and_value(struct json *json, const struct indicator *indicator, const struct ranking_row *row)
{
	char band[2] = {row->band, '\0'};

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
}

static void put_origin(struct json *json, const struct ranking_row *row)
{
	json_key(json, "reported");
	json_bool(json, row->has_reported);
	json_place(json, "revision", row->revision);
	json_joint_council(json, row->joint);
	json_month_or_none(json, "vintage", row->has_vintage, row->vintage);
	json_year_or_none(json, "population_carried_from", row->carried_from_year);
	json_key(json, "definition");
	json_text(json, row->rank ? definition_name(row->definition) : NULL);
}

void ranking_row_write_json(const struct ranking *ranking, const struct ranking_row *row, struct json *json)
{
	json_object_begin(json);
	put_place_and_value(json, ranking->indicator, row);
	put_origin(json, row);
	put_certainty(json, ranking, row);
	put_changes(json, ranking, row);
	put_move(json, ranking, row);
	put_comparison(json, ranking, row);
	json_object_end(json);
}
