/* The reconciliation as the API's object and for a terminal. */
#include "collector/core/figure_cells.h"
#include "collector/core/json_parts.h"
#include "collector/core/provenance.h"
#include "collector/core/ranking_sentences.h"
#include "collector/core/reconciliation.h"

enum { SENTENCES_BYTES_MAX = 1024 };

static void put_side(struct json *json, const char *key, const struct indicator *indicator, const struct cell *cell, const struct council *joint)
{
	json_key(json, key);
	json_object_begin(json);
	json_value(json, indicator, &cell->value);
	json_parts(json, indicator, &cell->value);
	json_place(json, "revision", cell->revision);
	json_month_or_none(json, "vintage", cell->has_vintage, cell->vintage);
	json_joint_council(json, joint);
	json_object_end(json);
}

static const char *sentence_of(const struct reconciled *row)
{
	return row->definition ? row->definition : agreement_sentence(row->agreement);
}

static void put_indicator(struct json *json, const struct reconciled *row)
{
	json_object_begin(json);
	json_key(json, "indicator");
	json_text(json, row->indicator->id);
	json_key(json, "label");
	json_text(json, row->indicator->label);
	put_side(json, "returns", row->indicator, &row->own, row->own_joint);
	put_side(json, "official", row->indicator, &row->published, row->published_joint);
	json_key(json, "difference");
	json_figure(json, row->indicator, row->has_difference, row->difference);
	json_key(json, "differs");
	json_bool(json, agreement_is_difference(row->agreement));
	json_key(json, "explanation");
	json_text(json, agreement_id(row->agreement));
	json_key(json, "sentence");
	json_text(json, sentence_of(row));
	json_object_end(json);
}

static void put_object(struct json *json, const struct reconciliation *made)
{
	json_object_begin(json);
	json_council(json, made->council);
	json_key(json, "month");
	json_month(json, made->month);
	json_provenance(json, &made->moment, made->count ? RANKING_ATTRIBUTION : NULL, made->notice);
	json_key(json, "returned");
	json_bool(json, made->is_returned);
	json_key(json, "published");
	json_bool(json, made->is_published);
	json_count(json, "compared", made->count);
	json_count(json, "differing", made->differing);
	json_key(json, "indicators");
	json_array_begin(json);
	for (unsigned i = 0; i < made->count; i++)
		put_indicator(json, &made->indicators[i]);
	json_array_end(json);
	json_object_end(json);
}

enum error reconciliation_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
				 struct problem *problem)
{
	struct reconciliation made;
	struct json json;
	enum error error = reconciliation_make(background, question, arena, &made);

	(void)problem;
	if (error)
		return error;
	json_init(&json, text);
	put_object(&json, &made);
	json_finish(&json);
	return text->error;
}

static void table_put_row(struct terminal_table *table, const struct reconciled *row)
{
	terminal_table_put_text(table, row->indicator->label);
	terminal_table_put_value(table, row->indicator, &row->own.value);
	terminal_table_put_value(table, row->indicator, &row->published.value);
	terminal_table_put_change(table, row->indicator, row->has_difference, row->difference);
	terminal_table_put_text(table, agreement_title(row->agreement));
}

const char *reconciliation_gap(const struct reconciliation *made)
{
	if (made->is_returned && made->is_published)
		return "its return and the releases have no indicator in common.";
	if (made->is_returned)
		return "it has a return, but no release that was imported has figures of it at the end of this month.";
	return made->is_published ? "a release has figures of it, but it has sent no return for this month."
				  : "it has sent no return for this month, and no release that was imported has figures of it at the month's end.";
}

static void put_summary(struct text *text, const struct reconciliation *made)
{
	text_put(text, made->council->name);
	text_put(text, ", ");
	text_put_month_name(text, made->month);
	text_put(text, ": ");
	if (made->count == 0) {
		text_put(text, reconciliation_gap(made));
		return;
	}
	text_put_u64(text, made->differing);
	text_put(text, " of ");
	text_put_u64(text, made->count);
	text_put(text, " indicators that both a return and a release have differ by more than rounding.");
}

/* What the words in the last column say: each explanation that occurs, once. */
static void put_explanations(struct text *text, const struct reconciliation *made, unsigned width)
{
	for (unsigned kind = 0; kind < AGREEMENT_COUNT; kind++) {
		char bytes[SENTENCES_BYTES_MAX];
		const struct reconciled *found = NULL;
		struct text line;

		for (unsigned i = 0; i < made->count && !found; i++)
			if (made->indicators[i].agreement == (enum agreement)kind)
				found = &made->indicators[i];
		if (!found)
			continue;
		text_init_fixed(&line, bytes, sizeof(bytes));
		text_put(&line, agreement_title((enum agreement)kind));
		text_put(&line, ": ");
		text_put(&line, sentence_of(found));
		terminal_put_wrapped(text, text_slice(&line), width);
	}
}

enum error reconciliation_answer_terminal(const struct background *background, const struct question *question, unsigned width, struct arena *arena,
					  struct text *text, struct problem *problem)
{
	static const struct terminal_column columns[] = {
		{"Indicator", false, true}, {"Returns", true, false}, {"Published", true, false}, {"Difference", true, false}, {"Why", false, false}};
	char bytes[SENTENCES_BYTES_MAX];
	struct reconciliation made;
	struct terminal_table table;
	struct text summary;
	enum error error = reconciliation_make(background, question, arena, &made);

	(void)problem;
	if (error)
		return error;
	text_init_fixed(&summary, bytes, sizeof(bytes));
	put_summary(&summary, &made);
	terminal_put_wrapped(text, text_slice(&summary), width);
	moment_write_terminal(&made.moment, width, text);
	terminal_put_wrapped(text, slice_from_text(made.notice), width);
	if (made.count == 0)
		return text->error;
	text_put_char(text, '\n');
	terminal_table_begin(&table, columns, sizeof(columns) / sizeof(columns[0]), arena);
	for (unsigned i = 0; i < made.count; i++)
		table_put_row(&table, &made.indicators[i]);
	error = terminal_table_write(&table, width, text);
	text_put_char(text, '\n');
	put_explanations(text, &made, width);
	terminal_put_wrapped(text, SLICE_LITERAL(RANKING_ATTRIBUTION), width);
	return error;
}
