#include "agent/core/layout.h"

static unsigned column_place(const struct table *table, struct slice name)
{
	unsigned place = COLUMN_MISSING;

	for (unsigned i = 0; i < table->cell_count; i++)
		if (slice_equal_ignoring_case(table_cell(table, i), name))
			place = place == COLUMN_MISSING ? i : COLUMN_REPEATED;
	return place;
}

unsigned layout_match(const struct layout *layout, const struct table *table, unsigned places[static LAYOUT_COLUMNS_MAX])
{
	unsigned found = 0;

	for (unsigned i = 0; i < layout->column_count; i++) {
		places[i] = column_place(table, slice_from_text(layout->columns[i]));
		found += places[i] < ROW_FIELDS_MAX;
	}
	return found;
}

void row_init(struct row *row, const struct table *table, const struct header *header, uint16_t file)
{
	*row = (struct row){.table = table, .header = header, .file = file};
}

bool row_is_header(const struct row *row)
{
	const struct layout *layout = row->header->layout;

	for (unsigned i = 0; i < layout->column_count; i++)
		if (!slice_equal_ignoring_case(table_cell(row->table, row->header->places[i]), slice_from_text(layout->columns[i])))
			return false;
	return true;
}

/*
 * Cells beyond the header's mean that a comma in a cell was not quoted, so that all behind it stand in the wrong columns. A short row is one whose
 * last cells are empty, as spreadsheets write it, unless it is the file's last and has no newline: then the file may be cut off.
 */
const char *row_fault(const struct row *row)
{
	const struct table *table = row->table;

	if (table->is_too_wide || !table_is_blank_from(table, row->header->cell_count))
		return "has more cells than the header; a cell with a comma in it needs quotation marks";
	if (table->is_cut && table->cell_count < row->header->cell_count)
		return "ends before its last column; the file may have been cut off";
	return NULL;
}

const char *row_cell(const struct row *row, unsigned column, struct slice *out)
{
	unsigned place = row->header->places[column];
	struct slice text = table_cell(row->table, place);

	switch (table_cell_fault(row->table, place)) {
	case CELL_TOO_LONG:
		return "is longer than 4,096 bytes";
	case CELL_BADLY_QUOTED:
		return "has text behind its closing quotation mark";
	case CELL_SOUND:
		break;
	}
	if (!slice_is_clean_utf8(text))
		return "is not plain UTF-8 text in one line; save the file as CSV UTF-8";
	*out = text;
	return NULL;
}

static void note(struct row *row, unsigned column, const char *reason, bool is_refused)
{
	INVARIANT(row->note_count < ROW_NOTES_COUNT_MAX);
	row->notes[row->note_count++] = (struct row_note){
		.line = row->table->row_line,
		.column = column == WHOLE_ROW ? 0 : row->header->places[column] + 1,
		.column_name = column == WHOLE_ROW ? "" : row->header->layout->columns[column],
		.reason = reason,
		.is_refused = is_refused,
	};
}

void row_remark(struct row *row, unsigned column, const char *reason)
{
	note(row, column, reason, false);
}

void row_refuse_cell(struct row *row, unsigned column, const char *reason)
{
	note(row, column, reason, true);
}

void row_refuse(struct row *row, unsigned column, const char *reason)
{
	note(row, column, reason, true);
	row->is_refused = true;
}
