/* Who has reported, and what was corrected, as JSON. */
#include "collector/core/json_parts.h"
#include "collector/core/provenance.h"
#include "collector/core/reporting.h"
#include "proto/revision_reason.h"

enum { DATE_SIZE = 16, SENTENCES_BYTES_MAX = 1024 };

static void json_date(struct json *json, const char *key, struct date date)
{
	char bytes[DATE_SIZE];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	text_put_date(&text, date);
	json_key(json, key);
	json_slice(json, text_slice(&text));
}

static void put_counts(struct json *json, const struct reporting *reporting)
{
	json_key(json, "states");
	json_object_begin(json);
	for (unsigned state = 0; state < REPORTING_STATES; state++)
		json_count(json, reporting_state_id((enum reporting_state)state), reporting->counts[state]);
	json_object_end(json);
}

static void put_head(struct json *json, const struct reporting *reporting)
{
	json_key(json, "area");
	json_area(json, reporting->area);
	json_key(json, "month");
	json_month(json, reporting->month);
	json_provenance(json, &reporting->moment, NULL, reporting->notice);
	json_date(json, "today", reporting->today);
	json_count(json, "due_days", REPORTING_DUE_DAYS);
	json_count(json, "expected", reporting->expected);
	json_count(json, "reported", reporting->reported);
	put_counts(json, reporting);
}

static void put_refusal(struct json *json, const struct sending *sending)
{
	const struct refusal_note *refusal = &sending->refusal;

	json_key(json, "refusal");
	if (!sending->is_refused) {
		json_none(json);
		return;
	}
	json_object_begin(json);
	json_key(json, "code");
	json_text(json, refusal_id(refusal->code));
	json_key(json, "field");
	json_text(json, *refusal->field ? refusal->field : NULL);
	json_place(json, "revision", refusal->revision);
	json_time_or_none(json, "refused_at", true, refusal->refused_at_s);
	json_object_end(json);
}

static void put_return(struct json *json, const struct reporting_row *row)
{
	const struct sending *sending = &row->sending;

	json_place(json, "revision", sending->has_return ? sending->revision : 0);
	json_time_or_none(json, "first_recorded_at", sending->has_return, sending->first_recorded_at_s);
	json_time_or_none(json, "recorded_at", sending->has_return, sending->recorded_at_s);
	json_key(json, "approver_role");
	json_text(json, sending->has_return && *sending->approver_role ? sending->approver_role : NULL);
	json_key(json, "reason");
	json_text(json, revision_reason_id(sending->reason));
	json_key(json, "unchanged");
	json_bool(json, sending->has_return && sending->repeats);
	json_month_or_none(json, "month_before", sending->has_before, sending->before);
	json_month_or_none(json, "month_after", sending->has_after, sending->after);
}

static void put_sentences(struct json *json, const struct reporting *reporting, const struct reporting_row *row)
{
	char bytes[SENTENCES_BYTES_MAX];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	reporting_put_what(&text, reporting, row);
	json_key(json, "what");
	json_slice(json, text_slice(&text));
	text_init_fixed(&text, bytes, sizeof(bytes));
	reporting_put_next(&text, row);
	json_key(json, "next");
	json_slice(json, text_slice(&text));
}

static void put_row(struct json *json, const struct reporting *reporting, const struct reporting_row *row)
{
	json_object_begin(json);
	json_council(json, row->council);
	json_joint_council(json, row->joint);
	json_key(json, "state");
	json_text(json, reporting_state_id(row->state));
	json_date(json, "due", row->due);
	json_count(json, "late_days", row->late_days);
	put_return(json, row);
	put_refusal(json, &row->sending);
	put_sentences(json, reporting, row);
	json_object_end(json);
}

static void put_side(struct json *json, const char *key, const struct corrected_figure *figure, const struct cell *cell)
{
	json_key(json, key);
	json_object_begin(json);
	json_value(json, figure->indicator, &cell->value);
	json_parts(json, figure->indicator, &cell->value);
	json_object_end(json);
}

static void put_figure(struct json *json, const struct corrected_figure *figure)
{
	json_object_begin(json);
	json_council(json, figure->council);
	json_key(json, "month");
	json_month(json, figure->month);
	json_key(json, "indicator");
	json_text(json, figure->indicator->id);
	json_key(json, "label");
	json_text(json, figure->indicator->label);
	put_side(json, "before", figure, &figure->before);
	put_side(json, "after", figure, &figure->after);
	json_key(json, "change");
	json_figure(json, figure->indicator, figure->has_change, figure->change);
	json_place(json, "revision", figure->revision);
	json_time_or_none(json, "recorded_at", true, figure->recorded_at_s);
	json_key(json, "position");
	json_i64(json, (int64_t)figure->position);
	json_key(json, "approver_role");
	json_text(json, *figure->approver_role ? figure->approver_role : NULL);
	json_key(json, "reason");
	json_text(json, revision_reason_id(figure->reason));
	json_object_end(json);
}

static void put_corrections(struct json *json, const struct corrections *corrections)
{
	json_key(json, "corrections");
	json_object_begin(json);
	json_date(json, "since", corrections->since);
	json_count(json, "returns", corrections->return_count);
	json_key(json, "is_cut");
	json_bool(json, corrections->is_cut);
	json_key(json, "figures");
	json_array_begin(json);
	for (unsigned i = 0; i < corrections->figure_count; i++)
		put_figure(json, &corrections->figures[i]);
	json_array_end(json);
	json_object_end(json);
}

enum error reporting_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			    struct problem *problem)
{
	struct reporting reporting;
	struct json json;
	enum error error = reporting_make(background, question, arena, &reporting);

	(void)problem;
	if (error)
		return error;
	json_init(&json, text);
	json_object_begin(&json);
	put_head(&json, &reporting);
	json_key(&json, "councils");
	json_array_begin(&json);
	for (unsigned i = 0; i < reporting.expected; i++)
		put_row(&json, &reporting, &reporting.rows[i]);
	json_array_end(&json);
	put_corrections(&json, &reporting.corrections);
	json_object_end(&json);
	json_finish(&json);
	return text->error;
}
