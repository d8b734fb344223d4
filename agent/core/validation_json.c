#include "agent/core/coverage.h"
#include "agent/core/json_member.h"
#include "agent/core/validation.h"
#include "proto/catalogue.h"

static void write_totals(struct json *json, const struct validation_totals *totals)
{
	json_member_count(json, "errors", totals->errors);
	json_member_count(json, "warnings", totals->warnings);
	json_member_count(json, "notes", totals->notes);
}

static void write_file(struct json *json, const struct reading *reading, unsigned index)
{
	const struct file_report *file = reading_file_at(reading, index);
	struct validation_totals totals = validation_file_totals(reading, index);

	json_object_begin(json);
	json_member_text(json, "name", file->name);
	json_member_text(json, "table", file->kind == TABLE_NOT_RECOGNISED ? NULL : table_kind_name(file->kind));
	json_member_text(json, "why_not_used", file->why);
	json_member_count(json, "bytes", file->bytes);
	json_member_count(json, "rows", file->rows);
	json_member_count(json, "rows_refused", file->rows_refused);
	write_totals(json, &totals);
	json_object_end(json);
}

static void write_column(struct json *json, unsigned column)
{
	char buffer[16];
	struct text letters;

	text_init_fixed(&letters, buffer, sizeof(buffer));
	text_put_column_letters(&letters, column);
	json_key(json, "column");
	if (column)
		json_slice(json, text_slice(&letters));
	else
		json_none(json);
}

static void write_place(struct json *json, const struct reading *reading, const struct place *place)
{
	json_object_begin(json);
	json_member_text(json, "file", reading_file_at(reading, place->file)->name);
	json_key(json, "row");
	if (place->line)
		json_i64(json, (int64_t)place->line);
	else
		json_none(json);
	write_column(json, place->column);
	json_member_text(json, "column_name", place->column_name[0] ? place->column_name : NULL);
	json_object_end(json);
}

static void write_rule(struct json *json, const struct reading *reading, enum rule rule)
{
	const struct findings *findings = reading_register_view(reading)->findings;
	unsigned listed = findings_place_count(findings, rule);

	json_object_begin(json);
	json_member_text(json, "rule", rule_id(rule));
	json_member_text(json, "severity", severity_name(rule_severity(rule)));
	json_member_text(json, "sentence", rule_sentence(rule));
	json_member_count(json, "count", findings_count(findings, rule));
	json_key(json, "bears_on");
	json_array_begin(json);
	for (unsigned part = PART_WORKFORCE; part <= PART_GIVEN; part++)
		if (validation_bears_on(reading, rule, (enum register_part)part))
			json_text(json, measure_topic_name(coverage_topic((enum register_part)part)));
	json_array_end(json);
	json_key(json, "cells");
	json_array_begin(json);
	for (unsigned i = 0; i < listed; i++) {
		struct place place = findings_place_at(findings, rule, i);

		write_place(json, reading, &place);
	}
	json_array_end(json);
	json_member_count(json, "cells_not_listed", findings_count(findings, rule) - listed);
	json_object_end(json);
}

static void write_rules(struct json *json, const struct reading *reading)
{
	json_key(json, "rules");
	json_array_begin(json);
	for (unsigned severity = SEVERITY_ERROR; severity <= SEVERITY_NOTE; severity++)
		for (unsigned rule = RULE_NONE + 1; rule < RULE_COUNT; rule++)
			if (rule_severity((enum rule)rule) == (enum severity)severity &&
			    findings_count(reading_register_view(reading)->findings, (enum rule)rule))
				write_rule(json, reading, (enum rule)rule);
	json_array_end(json);
}

void validation_write_json(const struct reading *reading, struct text *text)
{
	struct validation_totals totals = validation_totals(reading);
	struct json json;

	json_init(&json, text);
	json_object_begin(&json);
	json_key(&json, "files");
	json_array_begin(&json);
	for (unsigned file = 0; file < reading_file_count(reading); file++)
		write_file(&json, reading, file);
	json_array_end(&json);
	coverage_write_json(reading_register_view(reading), &json);
	write_rules(&json, reading);
	write_totals(&json, &totals);
	json_object_end(&json);
	json_finish(&json);
}
