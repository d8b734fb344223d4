/* The series for a terminal: lines of small bars on one scale, then a table of the months. */
#include "collector/core/absence.h"
#include "collector/core/event_listing.h"
#include "collector/core/extent.h"
#include "collector/core/figure_cells.h"
#include "collector/core/provenance.h"
#include "collector/core/series_lines.h"
#include "collector/core/words.h"

enum { BYTES_MAX = 1024 };

static void put_title(struct text *text, const struct series *series, unsigned width)
{
	char bytes[BYTES_MAX];
	struct text line;

	text_init_fixed(&line, bytes, sizeof(bytes));
	text_put(&line, series->indicator->label);
	text_put(&line, ", ");
	text_put(&line, series->council ? series->council->name : series->area->name);
	if (series->month_count == 0) {
		text_put(&line, series->source == SOURCE_OFFICIAL ? ": no release has figures of it in these months."
								  : ": no return has come in for these months.");
	} else {
		text_put(&line, ", ");
		text_put_month_name(&line, series->months[0].month);
		text_put(&line, " to ");
		text_put_month_name(&line, series->months[series->month_count - 1].month);
	}
	terminal_put_wrapped(text, text_slice(&line), width);
}

static void month_cell(struct terminal_table *table, struct month month)
{
	char bytes[16];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	text_put_month(&text, month);
	terminal_table_put(table, text_slice(&text));
}

static void median_cell(struct terminal_table *table, const struct indicator *indicator, const struct quartiles *quartiles)
{
	struct indicator_value value = {.symbol = quartiles->is_known ? SYMBOL_NONE : SYMBOL_X};

	if (quartiles->is_known)
		value.value = quartile_rounded(quartiles, 1);
	terminal_table_put_value(table, indicator, &value);
}

static void england_median_cell(struct terminal_table *table, const struct indicator *indicator, const struct column_summary *england)
{
	if (extent_is_england(england))
		median_cell(table, indicator, &england->quartiles);
	else
		terminal_table_put_text(table, "–");
}

static void change_cell(struct terminal_table *table, const struct indicator *indicator, const struct indicator_value *now,
			const struct indicator_value *before)
{
	int64_t change = 0;
	bool is_known = now && before && !now->symbol && !before->symbol && !__builtin_sub_overflow(now->value, before->value, &change);

	terminal_table_put_change(table, indicator, is_known, change);
}

static void mean_cell(struct terminal_table *table, const struct indicator *indicator, const struct neighbour_summary *neighbours)
{
	char bytes[32];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	if (neighbours->count)
		text_put_decimal(&text, neighbours->mean, neighbour_decimals(indicator), neighbour_decimals(indicator));
	else
		text_put(&text, "–");
	terminal_table_put(table, text_slice(&text));
}

/* What its predecessors had in a month before the council existed. */
static void put_predecessors(struct text *text, const struct series *series, unsigned month)
{
	for (unsigned i = 0; i < series->predecessor_count; i++) {
		const struct series_predecessor *predecessor = &series->predecessors[i];
		const struct indicator_value *value = month < predecessor->count ? series_point_value(&predecessor->points[month]) : NULL;

		if (!value)
			continue;
		text_put(text, text->size ? ", " : "before: ");
		text_put(text, predecessor->council->name);
		text_put_char(text, ' ');
		indicator_put_value(text, series->indicator, value->value);
	}
}

static void note_cell(struct terminal_table *table, const struct series *series, unsigned month)
{
	const struct series_point *point = &series->months[month].own;
	const struct presence presence = {series->source, series->indicator, point->council, point->month, point->cell};
	char bytes[BYTES_MAX];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	put_predecessors(&text, series, month);
	if (text.size == 0)
		absence_put(&text, &presence);
	if (point->joint) {
		text_put(&text, text.size ? ", with " : "with ");
		text_put(&text, point->joint->name);
	}
	if (point->cell && point->cell->revision > 1) {
		text_put(&text, text.size ? ", revision " : "revision ");
		text_put_u64(&text, point->cell->revision);
	}
	if (point->definition != DEFINITION_SAME) {
		text_put(&text, text.size ? ", " : "");
		text_put(&text, definition_words(point->definition));
	}
	terminal_table_put(table, text_slice(&text));
}

static void put_council_row(struct terminal_table *table, const struct series *series, unsigned month)
{
	const struct series_month *now = &series->months[month];
	const struct cell *cell = now->own.cell;
	const struct presence presence = {series->source, series->indicator, series->council, now->month, cell};
	struct indicator_value value = cell ? cell->value : (struct indicator_value){0};
	bool is_alike = month && now[-1].own.joint == now->own.joint;

	value.symbol = absence_symbol(&presence);
	month_cell(table, now->month);
	terminal_table_put_value(table, series->indicator, &value);
	change_cell(table, series->indicator, series_point_value(&now->own), is_alike ? series_point_value(&now[-1].own) : NULL);
	terminal_table_put_value(table, series->indicator, &now->area.pooled.value);
	terminal_table_put_england(table, series->indicator, &now->england);
	england_median_cell(table, series->indicator, &now->england);
	mean_cell(table, series->indicator, &now->neighbours);
	note_cell(table, series, month);
}

/* "22 of 23" */
static void coverage_cell(struct terminal_table *table, const struct column_summary *summary)
{
	char bytes[32];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	text_put_u64(&text, summary->pooled.included);
	text_put(&text, " of ");
	text_put_u64(&text, summary->expected);
	terminal_table_put(table, text_slice(&text));
}

static void put_area_row(struct terminal_table *table, const struct series *series, unsigned month)
{
	const struct series_month *now = &series->months[month];

	month_cell(table, now->month);
	terminal_table_put_value(table, series->indicator, &now->area.pooled.value);
	change_cell(table, series->indicator, &now->area.pooled.value, month ? &now[-1].area.pooled.value : NULL);
	coverage_cell(table, &now->area);
	median_cell(table, series->indicator, &now->area.quartiles);
	terminal_table_put_england(table, series->indicator, &now->england);
}

static enum error put_table(struct text *text, const struct series *series, struct arena *arena, unsigned width)
{
	static const struct terminal_column of_council[] = {{"Month", false, false},     {"Value", true, false},   {"Change", true, false},
							    {"Area", true, false},       {"England", true, false}, {"Median", true, false},
							    {"Neighbours", true, false}, {"", false, true}};
	static const struct terminal_column of_area[] = {{"Month", false, false},   {"Pooled", true, false}, {"Change", true, false},
							 {"Councils", true, false}, {"Median", true, false}, {"England", true, false}};
	struct terminal_table table;

	if (series->council)
		terminal_table_begin(&table, of_council, sizeof(of_council) / sizeof(of_council[0]), arena);
	else
		terminal_table_begin(&table, of_area, sizeof(of_area) / sizeof(of_area[0]), arena);
	for (unsigned i = 0; i < series->month_count; i++)
		(series->council ? put_council_row : put_area_row)(&table, series, i);
	return terminal_table_write(&table, width, text);
}

static void put_source(struct text *text, const struct series *series, unsigned width)
{
	char bytes[BYTES_MAX];
	struct text line;

	text_init_fixed(&line, bytes, sizeof(bytes));
	text_put(&line, "Source of what was published: ");
	series_put_attribution(&line, series);
	if (line.data[line.size - 1] == '.')
		terminal_put_wrapped(text, text_slice(&line), width);
}

/* What the comparators are, and of how many councils. */
static void put_comparators(struct text *line, const struct series *series)
{
	struct extent area = {0}, england = {0}, neighbours = {0};

	for (unsigned i = 0; i < series->month_count; i++) {
		const struct series_month *month = &series->months[i];

		extent_see_sum(&area, &month->area);
		extent_see_england(&england, &month->england);
		if (month->neighbours.count)
			extent_see(&neighbours, month->neighbours.count, month->neighbours.expected);
	}
	if (series->council) {
		text_put(line, "Area: ");
		words_put_area(line, series->area);
		text_put(line, ", ");
		extent_put_sums(line, &area);
		text_put(line, ". ");
	} else {
		text_put(line, "Pooled: the sums of the councils that have both parts. Median: of the area's councils. ");
	}
	text_put(line, "England: ");
	extent_put_england(line, &england);
	if (series->council) {
		text_put(line, "; Median: of its councils. Neighbours: the mean of the values of ");
		extent_put(line, &neighbours);
		text_put(line, " statistical neighbours");
	}
	text_put(line, ".");
}

/* What the columns are. */
static void put_key(struct text *text, const struct series *series, unsigned width)
{
	char bytes[BYTES_MAX];
	struct text line;

	text_init_fixed(&line, bytes, sizeof(bytes));
	text_put(&line, "Values are ");
	words_put_unit(&line, series->indicator);
	text_put(&line, ". Change: on the line before. ");
	put_comparators(&line, series);
	terminal_put_wrapped(text, text_slice(&line), width);
	put_source(text, series, width);
}

/* A line for each event. */
static void put_events(struct text *text, const struct series *series, unsigned width)
{
	for (unsigned i = 0; i < series->event_count; i++) {
		const struct event *event = series->events[i];
		char bytes[BYTES_MAX];
		struct text line;

		text_init_fixed(&line, bytes, sizeof(bytes));
		text_put_date(&line, event->key.date);
		text_put_char(&line, ' ');
		text_put(&line, event_kind_title(event->key.kind));
		text_put(&line, *event_overall(event) ? ": " : "");
		text_put(&line, event_overall(event));
		terminal_put_wrapped(text, text_slice(&line), width);
	}
	text_put(text, series->event_count ? "\n" : "");
}

enum error series_write_terminal(const struct series *series, unsigned width, struct arena *arena, struct text *text)
{
	enum error error;

	put_title(text, series, width);
	moment_write_terminal(&series->moment, width, text);
	terminal_put_wrapped(text, slice_from_text(series->notice), width);
	if (series->month_count == 0)
		return text->error;
	text_put_char(text, '\n');
	error = series_put_lines(series, width, arena, text);
	text_put_char(text, '\n');
	if (!error)
		error = put_table(text, series, arena, width);
	text_put_char(text, '\n');
	put_events(text, series, width);
	put_key(text, series, width);
	return error ? error : text->error;
}
