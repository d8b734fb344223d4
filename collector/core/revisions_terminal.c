/* Revisions for a terminal. */
#include <string.h>

#include "collector/core/figure_cells.h"
#include "collector/core/provenance.h"
#include "collector/core/ranking_sentences.h"
#include "collector/core/revisions.h"
#include "proto/revision_reason.h"

enum { CELL_BYTES_MAX = 200, SENTENCES_BYTES_MAX = 1024, SERIES_MAX = 16 };

/* The series that the shown releases are of, each by a letter in the table and once with its title below it, which has no room for titles. */
struct series_list {
	unsigned count;
	const char *titles[SERIES_MAX];
};

static bool is_shown(const struct revisions *revisions, const struct council_revisions *row)
{
	return revisions->council || row->is_revised;
}

/* What the table has of all of its rows. */
struct shown {
	const struct series_list *series;
	bool has_parts;
};

static char series_letter(const struct series_list *series, const char *title)
{
	for (unsigned i = 0; i < series->count; i++)
		if (strcmp(series->titles[i], title) == 0)
			return (char)('a' + i);
	return '-';
}

static void series_gather(struct series_list *series, const struct revisions *revisions)
{
	for (unsigned i = 0; i < revisions->council_count; i++)
		for (unsigned j = 0; is_shown(revisions, &revisions->councils[i]) && j < revisions->councils[i].version_count; j++) {
			const struct cell_version *version = &revisions->councils[i].versions[j];

			if (version->cell.has_vintage && series->count < SERIES_MAX && series_letter(series, version->series) == '-')
				series->titles[series->count++] = version->series;
		}
}

static void put_series(struct text *text, const struct series_list *series, unsigned width)
{
	for (unsigned i = 0; i < series->count; i++) {
		char bytes[CELL_BYTES_MAX];
		struct text line;

		text_init_fixed(&line, bytes, sizeof(bytes));
		text_put_char(&line, (char)('a' + i));
		text_put(&line, ": ");
		text_put(&line, series->titles[i]);
		terminal_put_wrapped(text, text_slice(&line), width);
	}
}

static void put_part(struct text *text, uint16_t number, int64_t value)
{
	const struct measure *measure = catalogue_measure(number);

	text_put_decimal(text, value, measure_digits(measure), measure_decimals_min(measure));
}

/* "87 of 357.2": what changed where the rate did not. */
static void cell_put_parts(struct terminal_table *table, const struct indicator *indicator, const struct indicator_value *value)
{
	char bytes[CELL_BYTES_MAX];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	if (value->has_parts) {
		put_part(&text, indicator->numerator, value->numerator);
		text_put(&text, " of ");
		put_part(&text, indicator->denominator[0], value->denominator);
	}
	terminal_table_put(table, text_slice(&text));
}

/* Which version it is and who answers for it: a revision and the approver's role, or a release. */
static void cell_put_which(struct terminal_table *table, const struct series_list *series, const struct cell_version *version)
{
	char bytes[CELL_BYTES_MAX];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	if (version->cell.revision) {
		text_put(&text, "revision ");
		text_put_u64(&text, version->cell.revision);
		text_put(&text, ", approved by ");
		text_put(&text, version->approver_role);
	} else if (version->cell.has_vintage) {
		text_put(&text, "release to ");
		text_put_month_name(&text, version->cell.vintage);
		text_put(&text, " (");
		text_put_char(&text, series_letter(series, version->series));
		text_put_char(&text, ')');
	}
	terminal_table_put(table, text_slice(&text));
}

/* Whose figures they are, once. */
static void cell_put_councils(struct terminal_table *table, const struct council_revisions *row, bool is_first)
{
	char bytes[CELL_BYTES_MAX];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	text_put(&text, is_first ? row->council->name : "");
	if (is_first && row->joint) {
		text_put(&text, " with ");
		text_put(&text, row->joint->name);
	}
	terminal_table_put(table, text_slice(&text));
}

static void table_put_council(struct terminal_table *table, const struct indicator *indicator, const struct shown *shown,
			      const struct council_revisions *row)
{
	for (unsigned i = 0; i < row->version_count; i++) {
		int64_t change = 0;
		bool has_change = version_change(row, i, &change);

		cell_put_councils(table, row, i == 0);
		terminal_table_put_value(table, indicator, &row->versions[i].cell.value);
		terminal_table_put_change(table, indicator, has_change, change);
		if (shown->has_parts)
			cell_put_parts(table, indicator, &row->versions[i].cell.value);
		terminal_table_put_date(table, row->versions[i].recorded_at_s);
		cell_put_which(table, shown->series, &row->versions[i]);
	}
}

/* Why corrections were made, where the councils have said it: below the table, which has no room for a sentence. */
static void put_reasons(struct text *text, const struct council_revisions *row, unsigned width)
{
	for (unsigned i = 0; i < row->version_count; i++) {
		const char *reason = revision_reason_sentence(row->versions[i].reason);
		char bytes[CELL_BYTES_MAX];
		struct text sentence;

		if (!reason)
			continue;
		text_init_fixed(&sentence, bytes, sizeof(bytes));
		text_put(&sentence, row->council->name);
		text_put(&sentence, ", revision ");
		text_put_u64(&sentence, row->versions[i].cell.revision);
		text_put(&sentence, ": ");
		text_put(&sentence, reason);
		text_put(&sentence, ".");
		terminal_put_wrapped(text, text_slice(&sentence), width);
	}
}

/* Whether a shown version has other parts than the one before it, and the same value. */
static bool needs_parts(const struct revisions *revisions)
{
	for (unsigned i = 0; i < revisions->council_count; i++) {
		const struct council_revisions *row = &revisions->councils[i];
		int64_t change = 0;

		for (unsigned j = 1; j < row->version_count; j++)
			if (version_change(row, j, &change) && change == 0 && !cell_figures_equal(&row->versions[j - 1].cell, &row->versions[j].cell))
				return true;
	}
	return false;
}

static void put_summary(struct text *text, const struct revisions *revisions)
{
	text_put(text, revisions->indicator->label);
	text_put(text, ", ");
	text_put(text, revisions->council ? revisions->council->name : revisions->area->name);
	text_put(text, ", ");
	text_put_month_name(text, revisions->month);
	if (revisions->council_count == 0) {
		text_put(text, ": there is no figure of it.");
		return;
	}
	if (revisions->compared == 0) {
		text_put(text, revisions->council ? ": there is one version of it." : ": no council has more than one version.");
		return;
	}
	if (revisions->council) {
		text_put(text, revisions->revised ? ": it has been revised." : ": all versions say the same.");
		return;
	}
	text_put(text, ": ");
	text_put_u64(text, revisions->revised);
	text_put(text, revisions->revised == 1 ? " council has been revised, of " : " councils have been revised, of ");
	text_put_u64(text, revisions->compared);
	text_put(text, " with more than one version.");
}

/* The figures that are shown, and why they were corrected. */
static enum error put_table(const struct revisions *revisions, unsigned width, struct arena *arena, struct text *text)
{
	static const struct terminal_column columns[] = {
		{"Council", false, false}, {"Value", true, false}, {"Change", true, false}, {"Recorded", false, false}, {"Version", false, true}};
	static const struct terminal_column columns_with_parts[] = {{"Council", false, false}, {"Value", true, false},     {"Change", true, false},
								    {"Parts", true, false},    {"Recorded", false, false}, {"Version", false, true}};
	struct series_list series = {0};
	const struct shown shown = {.series = &series, .has_parts = needs_parts(revisions)};
	struct terminal_table table;
	enum error error;

	series_gather(&series, revisions);
	text_put_char(text, '\n');
	if (shown.has_parts)
		terminal_table_begin(&table, columns_with_parts, sizeof(columns_with_parts) / sizeof(columns_with_parts[0]), arena);
	else
		terminal_table_begin(&table, columns, sizeof(columns) / sizeof(columns[0]), arena);
	for (unsigned i = 0; i < revisions->council_count; i++)
		if (is_shown(revisions, &revisions->councils[i]))
			table_put_council(&table, revisions->indicator, &shown, &revisions->councils[i]);
	error = terminal_table_write(&table, width, text);
	put_series(text, &series, width);
	for (unsigned i = 0; i < revisions->council_count; i++)
		if (is_shown(revisions, &revisions->councils[i]))
			put_reasons(text, &revisions->councils[i], width);
	return error;
}

enum error revisions_answer_terminal(const struct background *background, const struct question *question, unsigned width, struct arena *arena,
				     struct text *text, struct problem *problem)
{
	char bytes[SENTENCES_BYTES_MAX];
	struct revisions revisions;
	struct text summary;
	enum error error = revisions_make(background, question, arena, &revisions);

	(void)problem;
	if (error)
		return error;
	text_init_fixed(&summary, bytes, sizeof(bytes));
	put_summary(&summary, &revisions);
	terminal_put_wrapped(text, text_slice(&summary), width);
	moment_write_terminal(&revisions.moment, width, text);
	terminal_put_wrapped(text, slice_from_text(revisions.notice), width);
	if (revisions.revised > 0 || (revisions.council && revisions.council_count > 0))
		error = put_table(&revisions, width, arena, text);
	if (revisions.source == SOURCE_OFFICIAL && revisions.council_count > 0)
		terminal_put_wrapped(text, SLICE_LITERAL(RANKING_ATTRIBUTION), width);
	return error;
}
