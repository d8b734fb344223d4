/* The matrix as the API's object. */
#include "collector/core/absence.h"
#include "collector/core/json_parts.h"
#include "collector/core/matrix.h"
#include "collector/core/provenance.h"
#include "collector/core/ranking_sentences.h"
#include "collector/core/topic.h"

static void put_cell(struct json *json, const struct matrix *matrix, const struct matrix_row *row, unsigned place)
{
	const struct matrix_cell *cell = &row->cells[place];
	const struct presence presence = {matrix->source, row->indicator, matrix->councils[place], row->field.column->month, cell->cell};
	char band[2] = {cell->standing.band, '\0'};

	json_object_begin(json);
	absence_write_value(json, &presence);
	json_place(json, "rank", cell->standing.rank);
	json_key(json, "band");
	json_text(json, *band ? band : NULL);
	json_joint_council(json, cell->joint);
	json_definition(json, row->indicator, cell->cell, row->field.summary.definition_version);
	json_object_end(json);
}

static void put_row(struct json *json, const struct matrix *matrix, const struct matrix_row *row)
{
	const struct column_summary *summary = &row->field.summary;

	json_object_begin(json);
	json_key(json, "id");
	json_text(json, row->indicator->id);
	json_key(json, "label");
	json_text(json, row->indicator->label);
	json_key(json, "topic");
	json_text(json, measure_topic_name(topic_of(row->indicator)));
	json_key(json, "unit");
	json_text(json, row->indicator->unit);
	json_count(json, "decimals", row->indicator->decimals);
	json_key(json, "polarity");
	json_text(json, polarity_name(row->indicator->polarity));
	json_key(json, "month");
	json_month(json, row->field.column->month);
	json_count(json, "expected", summary->expected);
	json_count(json, "reported", summary->reported);
	json_count(json, "counted", summary->counted);
	json_count(json, "other_definition", summary->other_definition);
	json_key(json, "bands_over");
	json_area_or_none(json, row->field.band_area);
	json_key(json, "cells");
	json_array_begin(json);
	for (unsigned i = 0; i < matrix->council_count; i++)
		put_cell(json, matrix, row, i);
	json_array_end(json);
	json_object_end(json);
}

static void put_head(struct json *json, const struct matrix *matrix)
{
	json_key(json, "month");
	json_month(json, matrix->month);
	json_key(json, "area");
	json_area(json, matrix->area);
	json_key(json, "source");
	json_text(json, cube_source_name(matrix->source));
	json_provenance(json, &matrix->moment, matrix->needs_attribution ? RANKING_ATTRIBUTION : NULL, matrix->notice);
}

void matrix_write_json(const struct matrix *matrix, struct text *text)
{
	struct json json;

	json_init(&json, text);
	json_object_begin(&json);
	put_head(&json, matrix);
	json_key(&json, "councils");
	json_council_list(&json, matrix->councils, matrix->council_count);
	json_key(&json, "indicators");
	json_array_begin(&json);
	for (unsigned i = 0; i < matrix->row_count; i++)
		put_row(&json, matrix, &matrix->rows[i]);
	json_array_end(&json);
	json_object_end(&json);
	json_finish(&json);
}
