#include "agent/core/coverage.h"
#include "agent/core/json_member.h"
#include "agent/core/prepare.h"
#include "proto/catalogue.h"
#include "proto/status.h"

enum { COUNCIL_DIGITS = 3 };

static void member_council(struct json *json, uint16_t council)
{
	char buffer[8];
	struct text digits, text;
	char padded[8];

	text_init_fixed(&digits, buffer, sizeof(buffer));
	text_put_u64(&digits, council);
	text_init_fixed(&text, padded, sizeof(padded));
	text_put_repeated(&text, "0", digits.size < COUNCIL_DIGITS ? COUNCIL_DIGITS - digits.size : 0);
	text_put_slice(&text, text_slice(&digits));
	json_member_slice(json, "council", text_slice(&text));
}

/* The workforce's months as one span, as they have been from the first; `coverage` has every part. */
static void write_months_covered(struct json *json, const struct reading *reading)
{
	const struct council_register *reg = reading_register_view(reading);
	struct month first, last;

	json_key(json, "months_covered");
	if (!reg || !workforce_months(reg->workforce, &first, &last)) {
		json_none(json);
		return;
	}
	json_object_begin(json);
	json_member_month(json, "first", first);
	json_member_month(json, "last", last);
	json_object_end(json);
}

static void write_measure(struct json *json, const struct return_measure *sent)
{
	const struct measure *measure = catalogue_measure(sent->number);

	INVARIANT(measure);
	json_object_begin(json);
	json_member_text(json, "id", measure->id);
	json_key(json, "value");
	if (sent->symbol == SYMBOL_NONE)
		json_decimal(json, sent->value, measure_digits(measure), measure_decimals_min(measure));
	else
		json_none(json);
	json_member_text(json, "status", symbol_text((enum symbol)sent->symbol));
	json_member_text(json, "why", reason_id(sent->reason));
	json_member_text(json, "sentence", reason_sentence(sent->reason));
	json_member_text(json, "label", measure->label);
	json_member_text(json, "unit", measure_unit_name(measure->unit));
	json_member_text(json, "topic", measure_topic_name(measure->topic));
	json_object_end(json);
}

static void write_problem(struct json *json, const struct row_note *note)
{
	json_object_begin(json);
	json_member_count(json, "line", note->line);
	json_key(json, "column");
	if (note->column)
		json_i64(json, (int64_t)note->column);
	else
		json_none(json);
	json_member_text(json, "column_name", note->column_name[0] ? note->column_name : NULL);
	json_member_text(json, "reason", rule_sentence(note->rule));
	json_key(json, "refused");
	json_bool(json, note->is_refused);
	json_object_end(json);
}

static void write_file(struct json *json, const struct file_report *file)
{
	json_object_begin(json);
	json_member_text(json, "name", file->name);
	json_member_text(json, "table", file->kind == TABLE_NOT_RECOGNISED ? NULL : table_kind_name(file->kind));
	json_member_text(json, "why_not_used", file->why);
	json_member_count(json, "bytes", file->bytes);
	json_member_count(json, "rows", file->rows);
	json_member_count(json, "rows_refused", file->rows_refused);
	json_key(json, "problems");
	json_array_begin(json);
	for (unsigned i = 0; i < file->note_count; i++)
		write_problem(json, &file->notes[i]);
	json_array_end(json);
	json_member_count(json, "problems_not_listed", file->notes_dropped);
	json_object_end(json);
}

static void write_findings(struct json *json, const struct reading *reading)
{
	const struct council_register *reg = reading_register_view(reading);
	struct workforce_findings findings = reg ? workforce_findings(reg->workforce) : (struct workforce_findings){.refused_worker_rows = 0};

	json_key(json, "findings");
	json_object_begin(json);
	json_member_count(json, "refused_worker_rows", findings.refused_worker_rows);
	json_member_count(json, "undated_agency_rows", findings.undated_agency_rows);
	json_member_count(json, "last_known_fte_posts", findings.last_known_fte_posts);
	json_member_count(json, "unknown_fte_posts", findings.unknown_fte_posts);
	json_member_count(json, "repeated_posts", findings.repeated_posts);
	json_member_count(json, "conflicting_posts", findings.conflicting_posts);
	json_object_end(json);
}

static void write_rules(struct json *json, const struct reading *reading)
{
	const struct council_register *reg = reading_register_view(reading);

	json_key(json, "rules");
	json_array_begin(json);
	for (unsigned rule = RULE_NONE + 1; reg && rule < RULE_COUNT; rule++) {
		if (!findings_count(reg->findings, (enum rule)rule))
			continue;
		json_object_begin(json);
		json_member_text(json, "rule", rule_id((enum rule)rule));
		json_member_text(json, "severity", severity_name(rule_severity((enum rule)rule)));
		json_member_text(json, "sentence", rule_sentence((enum rule)rule));
		json_member_count(json, "count", findings_count(reg->findings, (enum rule)rule));
		json_object_end(json);
	}
	json_array_end(json);
}

void preview_write_json(const struct prepared_return *prepared, const struct reading *reading, struct text *text)
{
	const struct council_return *content = &prepared->content;
	struct json json;

	json_init(&json, text);
	json_object_begin(&json);
	member_council(&json, content->council);
	json_member_month(&json, "month", content->month);
	json_member_count(&json, "revision", content->revision);
	json_member_digest(&json, "replaces", &content->previous);
	json_member_slice(&json, "policy", content->policy);
	json_member_digest(&json, "catalogue", &content->catalogue);
	json_member_slice(&json, "agent_version", content->agent_version);
	write_months_covered(&json, reading);
	if (reading_register_view(reading))
		coverage_write_json(reading_register_view(reading), &json);
	json_key(&json, "measures");
	json_array_begin(&json);
	for (unsigned i = 0; i < content->measure_count; i++)
		write_measure(&json, &content->measures[i]);
	json_array_end(&json);
	json_key(&json, "files");
	json_array_begin(&json);
	for (unsigned i = 0; i < reading_file_count(reading); i++)
		write_file(&json, reading_file_at(reading, i));
	json_array_end(&json);
	write_findings(&json, reading);
	write_rules(&json, reading);
	json_member_digest(&json, "sha256", &prepared->hash);
	json_object_end(&json);
	json_finish(&json);
}
