#include "agent/core/layout.h"

#include <string.h>

static unsigned column_place(const struct cells *cells, struct slice name)
{
	unsigned place = COLUMN_MISSING;

	for (unsigned i = 0; i < cells->count; i++)
		if (slice_equal_ignoring_case(cells_at(cells, i), name))
			place = place == COLUMN_MISSING ? i : COLUMN_REPEATED;
	return place;
}

struct layout_fit layout_match(const struct layout *layout, const struct cells *cells)
{
	struct layout_fit fit = {.required_count = 0};

	for (unsigned i = 0; i < layout->column_count; i++) {
		fit.places[i] = column_place(cells, slice_from_text(layout->columns[i]));
		if (fit.places[i] < ROW_FIELDS_MAX)
			*(i < layout->required_count ? &fit.required_count : &fit.optional_count) += 1;
	}
	return fit;
}

static bool is_among_parts(struct slice text, uint8_t separator, struct slice name)
{
	size_t first = 0;

	for (size_t i = 0; i <= text.size; i++) {
		if (i < text.size && text.data[i] != separator)
			continue;
		if (slice_equal_ignoring_case(slice_trim(slice_from(text.data + first, i - first)), name))
			return true;
		first = i + 1;
	}
	return false;
}

enum rule layout_separator_fault(const struct layout *layout, const struct cells *cells)
{
	static const struct {
		uint8_t separator;
		enum rule fault;
	} others[] = {{';', RULE_FILE_SEMICOLONS}, {'\t', RULE_FILE_TABS}, {'|', RULE_FILE_BARS}};
	struct slice text = cells_at(cells, 0);

	if (cells->count != 1 || text.size == 0)
		return RULE_NONE;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		unsigned column = 0;

		while (column < layout->required_count && is_among_parts(text, others[i].separator, slice_from_text(layout->columns[column])))
			column++;
		if (column == layout->required_count)
			return others[i].fault;
	}
	return RULE_NONE;
}

/* The notes are not cleared: there are many rows, and few have any. */
void row_init(struct row *row, const struct cells *cells, const struct header *header, uint8_t file)
{
	row->cells = cells;
	row->header = header;
	row->file = file;
	row->line = cells->line;
	row->is_refused = false;
	row->note_count = 0;
}

bool row_has_column(const struct row *row, unsigned column)
{
	return row->header->places[column] < ROW_FIELDS_MAX;
}

bool row_is_header(const struct row *row)
{
	const struct layout *layout = row->header->layout;

	for (unsigned i = 0; i < layout->required_count; i++)
		if (!slice_equal_ignoring_case(cells_at(row->cells, row->header->places[i]), slice_from_text(layout->columns[i])))
			return false;
	return true;
}

/*
 * Cells beyond the header's mean that a comma in a cell was not quoted, so that all behind it stand in the wrong columns. A short row is one whose
 * last cells are empty, as spreadsheets write it, unless it is the file's last and has no newline: then the file is cut off, and nobody knows what
 * else it had.
 */
enum rule row_fault(const struct row *row)
{
	const struct cells *cells = row->cells;

	if (cells->is_too_wide || !cells_are_blank_from(cells, row->header->cell_count))
		return RULE_ROW_TOO_WIDE;
	if (cells->is_cut && cells->count < row->header->cell_count)
		return RULE_FILE_CUT_OFF;
	return RULE_NONE;
}

enum rule row_cell(const struct row *row, unsigned column, struct slice *out)
{
	unsigned place = row->header->places[column];
	struct slice text = cells_at(row->cells, place);

	switch (cells_fault(row->cells, place)) {
	case CELL_TOO_LONG:
		return RULE_CELL_TOO_LONG;
	case CELL_BADLY_QUOTED:
		return RULE_CELL_BADLY_QUOTED;
	case CELL_REPEATED:
		return RULE_CELL_REPEATED;
	case CELL_SOUND:
		break;
	}
	if (!slice_is_clean_utf8(text))
		return RULE_CELL_NOT_TEXT;
	*out = text;
	return RULE_NONE;
}

static uint64_t place_in_row(const struct row *row, unsigned column)
{
	return column == WHOLE_ROW || row->header->is_record || !row_has_column(row, column) ? 0 : row->header->places[column] + 1;
}

static void note(struct row *row, unsigned column, enum rule rule, bool is_refused)
{
	const struct row_note added = {
		.line = row->line,
		.column = place_in_row(row, column),
		.column_name = column == WHOLE_ROW ? "" : row->header->layout->columns[column],
		.rule = rule,
		.is_refused = is_refused,
	};

	for (unsigned i = 0; i < row->note_count; i++) {
		if (strcmp(row->notes[i].column_name, added.column_name) != 0)
			continue;
		if (is_refused && !row->notes[i].is_refused)
			row->notes[i] = added;
		return;
	}
	INVARIANT(row->note_count < ROW_NOTES_COUNT_MAX);
	row->notes[row->note_count++] = added;
}

void row_remark(struct row *row, unsigned column, enum rule rule)
{
	note(row, column, rule, false);
}

void row_refuse_cell(struct row *row, unsigned column, enum rule rule)
{
	note(row, column, rule, true);
}

void row_refuse(struct row *row, unsigned column, enum rule rule)
{
	note(row, column, rule, true);
	row->is_refused = true;
}
