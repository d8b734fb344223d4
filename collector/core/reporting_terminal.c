/* Who has reported, and what was corrected, for a terminal. */
#include "collector/core/provenance.h"
#include "collector/core/reporting.h"
#include "collector/core/terminal.h"
#include "collector/core/words.h"
#include "proto/revision_reason.h"

enum { SENTENCES_BYTES_MAX = 1024, CELL_SIZE = 64 };

static void put_council_name(struct text *text, const struct reporting_row *row)
{
	text_put(text, row->council->name);
	if (!row->joint)
		return;
	text_put(text, " and ");
	text_put(text, row->joint->name);
}

/* "St. Helens: refused. What is there, and what is to be done." */
static void put_row(struct text *text, const struct reporting *reporting, const struct reporting_row *row, unsigned width)
{
	char bytes[SENTENCES_BYTES_MAX];
	struct text sentence;

	text_init_fixed(&sentence, bytes, sizeof(bytes));
	put_council_name(&sentence, row);
	text_put(&sentence, ": ");
	reporting_put_what(&sentence, reporting, row);
	text_put_char(&sentence, ' ');
	reporting_put_next(&sentence, row);
	terminal_put_wrapped(text, text_slice(&sentence), width);
}

/* The councils of one state below its heading; those that have reported in time are a list of names. */
static void put_state(struct text *text, const struct reporting *reporting, enum reporting_state state, unsigned width)
{
	if (!reporting->counts[state])
		return;
	text_put_char(text, '\n');
	text_put(text, reporting_state_label(state));
	text_put_char(text, '\n');
	for (unsigned i = 0; i < reporting->expected; i++)
		if (reporting->rows[i].state == state)
			put_row(text, reporting, &reporting->rows[i], width);
}

static void put_in_time(struct text *text, const struct reporting *reporting, unsigned width, struct arena *arena)
{
	static const size_t name_bytes = 128; /* of two councils */
	size_t room = (reporting->counts[REPORTING_IN_TIME] + 1) * name_bytes;
	char *bytes = reporting->counts[REPORTING_IN_TIME] ? arena_take(arena, room, 1) : NULL;
	const char *before = "Reported in time: ";
	struct text names;

	if (!bytes)
		return;
	text_init_fixed(&names, bytes, room);
	for (unsigned i = 0; i < reporting->expected; i++) {
		if (reporting->rows[i].state != REPORTING_IN_TIME)
			continue;
		text_put(&names, before);
		put_council_name(&names, &reporting->rows[i]);
		before = ", ";
	}
	text_put(&names, ".");
	text_put_char(text, '\n');
	terminal_put_wrapped(text, text_slice(&names), width);
}

static void table_put_value(struct terminal_table *table, const struct indicator *indicator, const struct indicator_value *value)
{
	char bytes[CELL_SIZE];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	if (value->symbol)
		text_put(&text, symbol_text(value->symbol));
	else
		words_put_short(&text, indicator, value->value);
	terminal_table_put(table, text_slice(&text));
}

static void table_put_month(struct terminal_table *table, struct month month)
{
	char bytes[CELL_SIZE];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	text_put_month(&text, month);
	terminal_table_put(table, text_slice(&text));
}

static void table_put_day(struct terminal_table *table, int64_t time_s)
{
	char bytes[CELL_SIZE];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	text_put_date(&text, date_of_time(time_s));
	terminal_table_put(table, text_slice(&text));
}

static enum error put_figures(struct text *text, const struct corrections *corrections, unsigned width, struct arena *arena)
{
	static const struct terminal_column columns[] = {{"Council", false, false}, {"Month", false, false}, {"Indicator", false, true},
							 {"Before", true, false},   {"After", true, false},  {"Recorded", false, false},
							 {"Reason", false, false}};
	struct terminal_table table;

	terminal_table_begin(&table, columns, sizeof(columns) / sizeof(columns[0]), arena);
	for (unsigned i = 0; i < corrections->figure_count; i++) {
		const struct corrected_figure *figure = &corrections->figures[i];
		const char *reason = revision_reason_id(figure->reason);

		terminal_table_put_text(&table, figure->council->name);
		table_put_month(&table, figure->month);
		terminal_table_put_text(&table, figure->indicator->label);
		table_put_value(&table, figure->indicator, &figure->before.value);
		table_put_value(&table, figure->indicator, &figure->after.value);
		table_put_day(&table, figure->recorded_at_s);
		terminal_table_put_text(&table, reason ? reason : "not said");
	}
	return terminal_table_write(&table, width, text);
}

static enum error put_corrections(struct text *text, const struct corrections *corrections, unsigned width, struct arena *arena)
{
	char bytes[SENTENCES_BYTES_MAX];
	struct text sentence;

	text_init_fixed(&sentence, bytes, sizeof(bytes));
	corrections_put_summary(&sentence, corrections);
	text_put_char(text, '\n');
	terminal_put_wrapped(text, text_slice(&sentence), width);
	return corrections->figure_count ? put_figures(text, corrections, width, arena) : ERROR_NONE;
}

enum error reporting_answer_terminal(const struct background *background, const struct question *question, unsigned width, struct arena *arena,
				     struct text *text, struct problem *problem)
{
	char bytes[SENTENCES_BYTES_MAX];
	struct reporting reporting;
	struct text summary;
	enum error error = reporting_make(background, question, arena, &reporting);

	(void)problem;
	if (error)
		return error;
	text_init_fixed(&summary, bytes, sizeof(bytes));
	reporting_put_summary(&summary, &reporting);
	terminal_put_wrapped(text, text_slice(&summary), width);
	moment_write_terminal(&reporting.moment, width, text);
	terminal_put_wrapped(text, slice_from_text(reporting.notice), width);
	for (unsigned state = 0; state < REPORTING_IN_TIME; state++)
		put_state(text, &reporting, (enum reporting_state)state, width);
	put_in_time(text, &reporting, width, arena);
	return put_corrections(text, &reporting.corrections, width, arena);
}
