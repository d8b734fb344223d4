/* The profile for a terminal: a table of the indicators that the council has a figure of, topic by topic. */
#include "collector/core/control_chart.h"
#include "collector/core/extent.h"
#include "collector/core/figure_cells.h"
#include "collector/core/profile.h"
#include "collector/core/provenance.h"
#include "collector/core/ranking_sentences.h"
#include "collector/core/topic.h"
#include "collector/core/words.h"

enum { BYTES_MAX = 1024, CELL_BYTES_MAX = 64, COLUMNS = 9 };

static bool is_shown(const struct profile_row *row)
{
	return row->cell && !row->cell->value.symbol;
}

static void put_title(struct text *text, const struct profile *profile, unsigned width)
{
	char bytes[BYTES_MAX];
	struct text line;

	text_init_fixed(&line, bytes, sizeof(bytes));
	text_put(&line, profile->council->name);
	text_put(&line, ", ");
	text_put_month_name(&line, profile->month);
	text_put(&line, profile->source == SOURCE_OFFICIAL ? ": published figures" : ": figures of its return");
	terminal_put_wrapped(text, text_slice(&line), width);
}

/* "-- social work workforce, 30 September 2021": figures of releases are of a day, often an earlier one than the month asked for. */
static void put_group(struct terminal_table *table, const struct profile *profile, const struct profile_row *row)
{
	char bytes[CELL_BYTES_MAX];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	text_put(&text, "-- ");
	text_put(&text, measure_topic_name(topic_of(row->indicator)));
	if (profile->source == SOURCE_OFFICIAL) {
		text_put(&text, ", ");
		words_put_day(&text, month_last_day(row->month));
	}
	terminal_table_put_line(table, text_slice(&text));
}

/* "8 of 23" */
static void rank_cell(struct terminal_table *table, const struct profile_row *row)
{
	char bytes[CELL_BYTES_MAX];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	if (row->standing.rank) {
		text_put_u64(&text, row->standing.rank);
		text_put_char(&text, '/');
		text_put_u64(&text, row->area.counted);
	}
	terminal_table_put(table, text_slice(&text));
}

static void mean_cell(struct terminal_table *table, const struct profile_row *row)
{
	char bytes[CELL_BYTES_MAX];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	if (row->neighbours.count)
		text_put_decimal(&text, row->neighbours.mean, neighbour_decimals(row->indicator), neighbour_decimals(row->indicator));
	else
		text_put(&text, "–");
	terminal_table_put(table, text_slice(&text));
}

/* "high", "low", or nothing when the chart has no special cause; a blank when it is not judged. */
static void signal_cell(struct terminal_table *table, const struct profile_row *row)
{
	const char *word = row->is_judged ? "–" : "";

	for (unsigned i = 0; i < CONTROL_CHART_RULES; i++)
		if (row->signals >> i & 1)
			word = control_chart_rule_is_high(1U << i) ? "high" : "low";
	terminal_table_put_text(table, word);
}

static void put_row(struct terminal_table *table, const struct profile_row *row)
{
	char band[2] = {row->standing.band, '\0'};

	terminal_table_put_text(table, row->indicator->label);
	terminal_table_put_value(table, row->indicator, &row->cell->value);
	rank_cell(table, row);
	terminal_table_put_text(table, band);
	terminal_table_put_value(table, row->indicator, &row->area.pooled.value);
	terminal_table_put_england(table, row->indicator, &row->england);
	mean_cell(table, row);
	terminal_table_put_change(table, row->indicator, row->has_year_change, row->year_change);
	signal_cell(table, row);
}

static enum error put_table(struct text *text, const struct profile *profile, struct arena *arena, unsigned width)
{
	static const struct terminal_column columns[COLUMNS] = {{"Indicator", false, true}, {"Value", true, false}, {"Rank", true, false},
								{"Band", false, false},     {"Area", true, false},  {"Engl.", true, false},
								{"Neigh.", true, false},    {"Year", true, false},  {"Chart", false, false}};
	const struct profile_row *before = NULL;
	struct terminal_table table;

	terminal_table_begin(&table, columns, COLUMNS, arena);
	for (unsigned i = 0; i < profile->row_count; i++) {
		const struct profile_row *row = &profile->rows[i];

		if (!is_shown(row))
			continue;
		if (!before || topic_of(row->indicator) != topic_of(before->indicator) || month_compare(row->month, before->month) != 0)
			put_group(&table, profile, row);
		put_row(&table, row);
		before = row;
	}
	return terminal_table_write(&table, width, text);
}

/* What the comparators are, and of how many councils. */
static void put_comparators(struct text *line, const struct profile *profile)
{
	struct extent area = {0}, england = {0}, neighbours = {0};

	for (unsigned i = 0; i < profile->row_count; i++) {
		const struct profile_row *row = &profile->rows[i];

		if (!is_shown(row))
			continue;
		extent_see_sum(&area, &row->area);
		extent_see_england(&england, &row->england);
		if (row->neighbours.count)
			extent_see(&neighbours, row->neighbours.count, row->neighbours.expected);
	}
	text_put(line, " Area: ");
	extent_put_sums(line, &area);
	text_put(line, ". Engl.: England, ");
	extent_put_england(line, &england);
	text_put(line, ". Neigh.: the mean of the values of ");
	extent_put(line, &neighbours);
	text_put(line, " statistical neighbours.");
}

/* How many indicators are left out, and what the columns are. */
static void put_key(struct text *text, const struct profile *profile, unsigned shown, unsigned width)
{
	char bytes[BYTES_MAX];
	struct text line;

	text_init_fixed(&line, bytes, sizeof(bytes));
	if (shown < profile->row_count) {
		text_put_u64(&line, profile->row_count - shown);
		text_put(&line, profile->row_count - shown == 1 ? " indicator has" : " indicators have");
		text_put(&line, " no figure here and are left out. ");
	}
	text_put(&line, "Rank: in ");
	words_put_area(&line, profile->area);
	text_put(&line, ", 1 the best, or the highest where neither is good.");
	put_comparators(&line, profile);
	text_put(&line, " Year: the change on the year. Chart: high or low where the council's own months show a special cause, a dash where not, "
			"nothing where there are too few.");
	terminal_put_wrapped(text, text_slice(&line), width);
	if (profile->needs_attribution)
		terminal_put_wrapped(text, SLICE_LITERAL("Source of what was published: " RANKING_ATTRIBUTION "."), width);
}

enum error profile_write_terminal(const struct profile *profile, unsigned width, struct arena *arena, struct text *text)
{
	unsigned shown = 0;
	enum error error;

	put_title(text, profile, width);
	moment_write_terminal(&profile->moment, width, text);
	terminal_put_wrapped(text, slice_from_text(profile->notice), width);
	for (unsigned i = 0; i < profile->row_count; i++)
		shown += is_shown(&profile->rows[i]);
	if (shown == 0) {
		text_put(text,
			 profile->exists ? "There is no figure of this council in this month.\n" : "The council does not exist in this month.\n");
		return text->error;
	}
	text_put_char(text, '\n');
	error = put_table(text, profile, arena, width);
	text_put_char(text, '\n');
	put_key(text, profile, shown, width);
	return error ? error : text->error;
}
