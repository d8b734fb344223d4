#include "collector/core/series_lines.h"

#include "collector/core/extent.h"
#include "collector/core/sparkline.h"
#include "collector/core/terminal.h"
#include "collector/core/words.h"
#include "common/decimal.h"

enum { LINES_MAX = PREDECESSOR_COUNT_MAX + 4, NAME_WIDTH_MAX = 24, LAST_WIDTH = 12, BYTES_MAX = 1024 };

/* One line of bars: a value for each month of the series, in the neighbours' decimals, which all lines share. */
struct line {
	const char *name;
	struct sparkline_value *values;
};

struct lines {
	const struct series *series;
	struct arena *arena;
	unsigned count;
	struct line list[LINES_MAX];
	int64_t minimum, maximum;
	bool is_known; /* some value at all */
};

static void value_see(struct lines *lines, const struct sparkline_value *value)
{
	if (!value->is_known)
		return;
	if (!lines->is_known || value->value < lines->minimum)
		lines->minimum = value->value;
	if (!lines->is_known || value->value > lines->maximum)
		lines->maximum = value->value;
	lines->is_known = true;
}

typedef struct sparkline_value (*line_value)(const struct series *series, unsigned month);

static struct sparkline_value of_indicator(const struct indicator_value *value)
{
	return (struct sparkline_value){value && !value->symbol, value ? value->value * 10 : 0};
}

static struct sparkline_value own_value(const struct series *series, unsigned month)
{
	return of_indicator(series_point_value(&series->months[month].own));
}

static struct sparkline_value area_value(const struct series *series, unsigned month)
{
	return of_indicator(&series->months[month].area.pooled.value);
}

static struct sparkline_value england_value(const struct series *series, unsigned month)
{
	const struct column_summary *england = &series->months[month].england;

	return of_indicator(extent_is_england(england) ? &england->pooled.value : NULL);
}

static struct sparkline_value neighbours_value(const struct series *series, unsigned month)
{
	const struct neighbour_summary *neighbours = &series->months[month].neighbours;

	return (struct sparkline_value){neighbours->count > 0, neighbours->mean};
}

/* NULL when there is no memory. */
static struct sparkline_value *line_begin(struct lines *lines, const char *name)
{
	struct line *line = &lines->list[lines->count];

	*line = (struct line){name, arena_take(lines->arena, lines->series->month_count, sizeof(*line->values))};
	lines->count += line->values != NULL;
	return line->values;
}

static enum error line_add(struct lines *lines, const char *name, line_value value_of)
{
	struct sparkline_value *values = line_begin(lines, name);

	for (unsigned i = 0; values && i < lines->series->month_count; i++) {
		values[i] = value_of(lines->series, i);
		value_see(lines, &values[i]);
	}
	return values ? ERROR_NONE : ERROR_NO_MEMORY;
}

static enum error predecessor_add(struct lines *lines, const struct series_predecessor *predecessor)
{
	struct sparkline_value *values = line_begin(lines, predecessor->council->name);

	for (unsigned i = 0; values && i < predecessor->count; i++) {
		values[i] = of_indicator(series_point_value(&predecessor->points[i]));
		value_see(lines, &values[i]);
	}
	return values ? ERROR_NONE : ERROR_NO_MEMORY;
}

/* In some month at least. */
static bool has_england(const struct series *series)
{
	for (unsigned i = 0; i < series->month_count; i++)
		if (extent_is_england(&series->months[i].england))
			return true;
	return false;
}

static enum error lines_make(struct lines *lines)
{
	const struct series *series = lines->series;
	enum error error = series->council ? line_add(lines, series->council->name, own_value) : ERROR_NONE;

	for (unsigned i = 0; i < series->predecessor_count && !error; i++)
		error = predecessor_add(lines, &series->predecessors[i]);
	if (!error)
		error = line_add(lines, series->area->name, area_value);
	if (!error && series->area->kind != AREA_ENGLAND && has_england(series))
		error = line_add(lines, "England", england_value);
	if (!error && series->council && series->council->neighbours[0])
		error = line_add(lines, "Neighbours", neighbours_value);
	return error;
}

static unsigned names_width(const struct lines *lines)
{
	unsigned width = 0;

	for (unsigned i = 0; i < lines->count; i++) {
		unsigned columns = terminal_columns(slice_from_text(lines->list[i].name));

		width = columns > width ? columns : width;
	}
	return width < NAME_WIDTH_MAX ? width : NAME_WIDTH_MAX;
}

/* A value of the lines as the indicator is shown. */
static void put_scaled(struct text *text, const struct indicator *indicator, int64_t value)
{
	words_put_short(text, indicator, decimal_round(value, neighbour_decimals(indicator), indicator->decimals));
}

static void put_line(struct text *text, const struct lines *lines, const struct line *line, unsigned name_width, unsigned shown)
{
	unsigned count = lines->series->month_count;
	unsigned last = count;

	terminal_put_clipped(text, slice_from_text(line->name), name_width);
	text_put_char(text, ' ');
	sparkline_put(text, line->values + (count - shown), shown, lines->minimum, lines->maximum);
	while (last > 0 && !line->values[last - 1].is_known)
		last--;
	if (last == count) {
		text_put_char(text, ' ');
		put_scaled(text, lines->series->indicator, line->values[last - 1].value);
	}
	text_put_char(text, '\n');
}

/* What the bars' heights are, and how many months they are of. */
static void put_scale(struct text *text, const struct lines *lines, unsigned shown, unsigned width)
{
	const struct series *series = lines->series;
	char bytes[BYTES_MAX];
	struct text line;

	text_init_fixed(&line, bytes, sizeof(bytes));
	text_put(&line, "Bars from ");
	put_scaled(&line, series->indicator, lines->minimum);
	text_put(&line, " to ");
	put_scaled(&line, series->indicator, lines->maximum);
	text_put(&line, ", a dot for a month without a figure");
	if (shown < series->month_count) {
		text_put(&line, "; the last ");
		text_put_u64(&line, shown);
		text_put(&line, " months");
	}
	text_put(&line, ".");
	terminal_put_wrapped(text, text_slice(&line), width);
}

enum error series_put_lines(const struct series *series, unsigned width, struct arena *arena, struct text *text)
{
	struct lines lines = {.series = series, .arena = arena};
	enum error error = lines_make(&lines);
	unsigned name_width, room, shown;

	if (error)
		return error;
	name_width = names_width(&lines);
	room = width - name_width - 1 - LAST_WIDTH;
	shown = series->month_count < room ? series->month_count : room;
	for (unsigned i = 0; i < lines.count; i++)
		put_line(text, &lines, &lines.list[i], name_width, shown);
	if (lines.is_known)
		put_scale(text, &lines, shown, width);
	return text->error;
}
