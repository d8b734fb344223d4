#include "agent/core/preview_measures.h"

#include <string.h>

#include "agent/core/wrapping.h"
#include "proto/catalogue.h"
#include "proto/status.h"

enum {
	WINDOW_COUNT = WINDOW_12M + 1,
	LABEL_END_COLUMN = 61,
	VALUE_COLUMNS = 13,
	INDENT_COLUMNS = 2,
	LABEL_SIZE = 160,
	CELL_SIZE = 48,
	SYMBOL_COUNT = SYMBOL_K + 1,
	NOTE_COLUMN = 7,
};

/* Why a cell has no number: named by its index + 1. */
struct lack {
	uint8_t symbol;
	uint16_t reason;
	unsigned cells;
};

struct figures {
	const struct return_measure *measures;
	unsigned count;
	struct lack lacks[RETURN_MEASURES_MAX];
	unsigned lack_count;
	struct text *text;
};

static const struct measure *row_of(const struct return_measure *sent)
{
	const struct measure *measure = catalogue_measure(sent->number);

	INVARIANT(measure);
	return measure;
}

static const struct return_measure *sent_find(const struct figures *figures, unsigned number)
{
	for (unsigned i = 0; i < figures->count; i++)
		if (figures->measures[i].number == number)
			return &figures->measures[i];
	return NULL;
}

/* The label without its window, which the column's head says. */
static struct slice label_stem(const struct measure *measure, char buffer[static LABEL_SIZE])
{
	static const char *const windows[WINDOW_COUNT] = {[WINDOW_MONTH] = " in the month", [WINDOW_12M] = " in the twelve months"};
	const char *window = windows[measure->window], *found = window ? strstr(measure->label, window) : NULL;
	struct text text;

	text_init_fixed(&text, buffer, LABEL_SIZE);
	if (found) {
		text_put_slice(&text, slice_from(measure->label, (size_t)(found - measure->label)));
		text_put(&text, found + strlen(window));
	} else {
		text_put(&text, measure->label);
	}
	return text_slice(&text);
}

/* The same flow over twelve months, which shares a row with that over the month; NULL when there is none. */
static const struct return_measure *twin_of(const struct figures *figures, const struct return_measure *sent)
{
	const struct measure *measure = row_of(sent);
	const struct return_measure *next = sent_find(figures, sent->number + 1U);
	char here[LABEL_SIZE], there[LABEL_SIZE];

	if (measure->window != WINDOW_MONTH || !next || row_of(next)->window != WINDOW_12M)
		return NULL;
	return slice_equal(label_stem(measure, here), label_stem(row_of(next), there)) ? next : NULL;
}

static bool is_twin(const struct figures *figures, const struct return_measure *sent)
{
	const struct return_measure *before = sent_find(figures, sent->number - 1U);

	return before && twin_of(figures, before) == sent;
}

/* The number of the note that says why there is no number. */
static unsigned lack_note(struct figures *figures, const struct return_measure *sent)
{
	for (unsigned i = 0; i < figures->lack_count; i++) {
		if (figures->lacks[i].symbol != sent->symbol || figures->lacks[i].reason != sent->reason)
			continue;
		figures->lacks[i].cells++;
		return i + 1;
	}
	INVARIANT(figures->lack_count < RETURN_MEASURES_MAX);
	figures->lacks[figures->lack_count++] = (struct lack){sent->symbol, sent->reason, 1};
	return figures->lack_count;
}

/* "143.30", or "c [2]"; nothing for a window in which the measure is not sent. */
static void put_cell(struct figures *figures, const struct return_measure *sent)
{
	char buffer[CELL_SIZE] = "";
	struct text cell;

	text_init_fixed(&cell, buffer, sizeof(buffer));
	if (sent && sent->symbol == SYMBOL_NONE) {
		text_put_decimal(&cell, sent->value, measure_digits(row_of(sent)), measure_decimals_min(row_of(sent)));
	} else if (sent) {
		text_put(&cell, symbol_text((enum symbol)sent->symbol));
		text_put(&cell, " [");
		text_put_u64(&cell, lack_note(figures, sent));
		text_put(&cell, "]");
	}
	text_put_padded(figures->text, text_slice(&cell), VALUE_COLUMNS, true);
}

/* A part's label begins with its total's words and a colon; what stands behind it says which part it is. */
static struct slice label_shown(const struct measure *measure, bool is_part, char buffer[static LABEL_SIZE])
{
	struct slice label = label_stem(measure, buffer);
	const char *colon = is_part ? strstr(buffer, ": ") : NULL;

	return colon ? slice_from_text(colon + 2) : label;
}

static void put_row(struct figures *figures, const struct return_measure *sent, const struct return_measure *twin, unsigned indent, bool is_part)
{
	const struct return_measure *cells[WINDOW_COUNT] = {NULL};
	const struct measure *measure = row_of(sent);
	char buffer[LABEL_SIZE];
	struct slice label = label_shown(measure, is_part, buffer);
	unsigned last = measure->window;

	cells[measure->window] = sent;
	if (twin)
		cells[last = WINDOW_12M] = twin;
	text_put_repeated(figures->text, " ", indent);
	if (indent + label.size > LABEL_END_COLUMN) {
		text_put_slice(figures->text, label);
		text_put(figures->text, "\n");
		label.size = indent = 0;
	}
	text_put_padded(figures->text, label, LABEL_END_COLUMN - indent, false);
	for (unsigned window = 0; window <= last; window++)
		put_cell(figures, cells[window]);
	text_put(figures->text, "\n");
}

static void put_breakdown(struct text *text, const char *breakdown, unsigned indent)
{
	text_put_repeated(text, " ", indent);
	text_put(text, "by ");
	for (const char *at = breakdown; *at; at++)
		text_put_char(text, *at == '_' ? ' ' : *at);
	text_put(text, "\n");
}

static void put_parts(struct figures *figures, const struct return_measure *total, const struct return_measure *twin, unsigned indent);

static void put_measure(struct figures *figures, const struct return_measure *sent, unsigned indent, bool is_part)
{
	const struct return_measure *twin = twin_of(figures, sent);

	put_row(figures, sent, twin, indent, is_part);
	put_parts(figures, sent, twin, indent + INDENT_COLUMNS);
}

/* The parts of a total, each breakdown under its name. A total's number is lower than its parts', so that this ends. */
static void put_parts(struct figures *figures, const struct return_measure *total, const struct return_measure *twin, unsigned indent)
{
	const char *breakdown = "";

	for (unsigned i = 0; i < figures->count; i++) {
		const struct return_measure *sent = &figures->measures[i];
		const struct measure *measure = row_of(sent);

		if (!measure->total || (measure->total != total->number && (!twin || measure->total != twin->number)) || is_twin(figures, sent))
			continue;
		if (measure->breakdown[0] && strcmp(measure->breakdown, breakdown) != 0)
			put_breakdown(figures->text, measure->breakdown, indent);
		breakdown = measure->breakdown;
		put_measure(figures, sent, indent + (breakdown[0] ? INDENT_COLUMNS : 0), true);
	}
}

static bool is_of_topic(const struct return_measure *sent, enum measure_topic topic)
{
	return row_of(sent)->topic == topic;
}

static unsigned topic_count(const struct figures *figures, enum measure_topic topic)
{
	unsigned count = 0;

	for (unsigned i = 0; i < figures->count; i++)
		count += is_of_topic(&figures->measures[i], topic);
	return count;
}

/* The first of a topic's cells when all of them lack a number for one reason; NULL else. */
static const struct return_measure *same_lack(const struct figures *figures, enum measure_topic topic)
{
	const struct return_measure *first = NULL;

	for (unsigned i = 0; i < figures->count; i++) {
		const struct return_measure *sent = &figures->measures[i];

		if (!is_of_topic(sent, topic))
			continue;
		if (!first)
			first = sent;
		if (sent->symbol == SYMBOL_NONE || sent->symbol != first->symbol || sent->reason != first->reason)
			return NULL;
	}
	return first;
}

static void put_topic_name(struct text *text, enum measure_topic topic)
{
	const char *name = measure_topic_name(topic);

	text_put_char(text, (char)(name[0] >= 'a' && name[0] <= 'z' ? name[0] - 'a' + 'A' : name[0]));
	text_put(text, name + 1);
}

/* "Children in need: no file of this subject was found; 98 figures are sent as x (not available)" */
static void put_lacking_topic(struct text *text, enum measure_topic topic, const struct return_measure *lacking, unsigned count)
{
	char buffer[512];
	struct text line;

	text_init_fixed(&line, buffer, sizeof(buffer));
	put_topic_name(&line, topic);
	text_put(&line, ": ");
	text_put(&line, reason_sentence(lacking->reason));
	text_put(&line, "; ");
	text_put_u64(&line, count);
	text_put(&line, count == 1 ? " figure is sent as " : " figures are sent as ");
	text_put(&line, symbol_text((enum symbol)lacking->symbol));
	text_put(&line, " (");
	text_put(&line, symbol_meaning((enum symbol)lacking->symbol));
	text_put(&line, ")");
	text_put(text, "\n");
	text_put_wrapped(text, text_slice(&line), 0);
}

static void put_topic(struct figures *figures, enum measure_topic topic)
{
	static const char *const heads[] = {"month's end", "in the month", "in 12 months"};
	struct text name;
	char buffer[LABEL_SIZE];

	text_init_fixed(&name, buffer, sizeof(buffer));
	put_topic_name(&name, topic);
	text_put(figures->text, "\n");
	text_put_padded(figures->text, text_slice(&name), LABEL_END_COLUMN, false);
	for (unsigned window = 0; window < WINDOW_COUNT; window++)
		text_put_padded(figures->text, slice_from_text(heads[window]), VALUE_COLUMNS, true);
	text_put(figures->text, "\n");
	for (unsigned i = 0; i < figures->count; i++) {
		const struct return_measure *sent = &figures->measures[i];
		uint16_t total = row_of(sent)->total;

		if (is_of_topic(sent, topic) && (!total || !sent_find(figures, total)) && !is_twin(figures, sent))
			put_measure(figures, sent, INDENT_COLUMNS, false);
	}
}

static void put_lacks(const struct figures *figures)
{
	struct text *text = figures->text;

	if (figures->lack_count)
		text_put(text, "\nWhere there is no number\n");
	for (unsigned i = 0; i < figures->lack_count; i++) {
		const struct lack *lack = &figures->lacks[i];
		char buffer[512], mark[16];
		struct text line, name;

		text_init_fixed(&name, mark, sizeof(mark));
		text_put(&name, "  [");
		text_put_u64(&name, i + 1);
		text_put(&name, "]");
		text_put_padded(text, text_slice(&name), NOTE_COLUMN, false);
		text_init_fixed(&line, buffer, sizeof(buffer));
		text_put(&line, symbol_text((enum symbol)lack->symbol));
		text_put(&line, ", ");
		text_put(&line, symbol_meaning((enum symbol)lack->symbol));
		text_put(&line, ": ");
		text_put(&line, reason_sentence(lack->reason));
		text_put(&line, " (");
		text_put_u64(&line, lack->cells);
		text_put(&line, lack->cells == 1 ? " figure)" : " figures)");
		text_put_wrapped(text, text_slice(&line), NOTE_COLUMN);
	}
}

/* "61 numbers, 12 confidential (c), 127 not available (x)" */
static void put_counts(const struct figures *figures)
{
	unsigned counts[SYMBOL_COUNT] = {0};
	struct text *text = figures->text;

	for (unsigned i = 0; i < figures->count; i++)
		counts[figures->measures[i].symbol]++;
	text_put(text, "\nIn all ");
	text_put_u64(text, counts[SYMBOL_NONE]);
	text_put(text, counts[SYMBOL_NONE] == 1 ? " number" : " numbers");
	for (unsigned symbol = SYMBOL_NONE + 1; symbol < SYMBOL_COUNT; symbol++) {
		if (!counts[symbol])
			continue;
		text_put(text, ", ");
		text_put_u64(text, counts[symbol]);
		text_put(text, " ");
		text_put(text, symbol_meaning((enum symbol)symbol));
		text_put(text, " (");
		text_put(text, symbol_text((enum symbol)symbol));
		text_put(text, ")");
	}
	text_put(text, "\n");
}

void preview_write_measures(const struct return_measure *measures, unsigned count, struct text *text)
{
	struct figures figures = {.measures = measures, .count = count, .text = text};

	text_put(text, "\nFigures that would leave\n");
	for (unsigned topic = 0; topic < TOPIC_COUNT; topic++) {
		unsigned here = topic_count(&figures, (enum measure_topic)topic);
		const struct return_measure *lacking = same_lack(&figures, (enum measure_topic)topic);

		if (lacking)
			put_lacking_topic(text, (enum measure_topic)topic, lacking, here);
		else if (here)
			put_topic(&figures, (enum measure_topic)topic);
	}
	put_lacks(&figures);
	put_counts(&figures);
}
