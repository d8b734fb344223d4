#include "agent/core/reading.h"

#include <string.h>

#include "agent/core/layout.h"
#include "agent/core/posts_table.h"
#include "agent/core/table.h"
#include "agent/core/workers_table.h"
#include "common/memory.h"

struct reading {
	struct council_register *reg;                 /* owned */
	struct file_report *files[READING_FILES_MAX]; /* owned */
	unsigned file_count;
	bool is_open; /* between begin and end: the last file's report is being filled */
	bool is_closed;
	enum error error; /* sticky: after it only reading_free makes sense */

	/* Of the file that is open. */
	struct table table;
	bool has_first_row;
	struct header header; /* layout is NULL until, or unless, the first row is a known header */
	struct register_mark mark;
};

static const struct layout *const layouts[] = {&workers_layout, &posts_layout};

enum { LAYOUT_COUNT = sizeof(layouts) / sizeof(layouts[0]) };

struct reading *reading_new(size_t budget_bytes)
{
	struct reading *reading = memory_new(1, sizeof(*reading));

	if (!reading)
		return NULL;
	reading->reg = register_new(budget_bytes);
	if (!reading->reg) {
		memory_free(reading);
		return NULL;
	}
	return reading;
}

void reading_free(struct reading *reading)
{
	if (!reading)
		return;
	if (reading->is_open)
		table_fini(&reading->table);
	for (unsigned i = 0; i < reading->file_count; i++)
		memory_free(reading->files[i]);
	register_free(reading->reg);
	memory_free(reading);
}

/* The base name; a byte that could do something to a terminal, or is not text, becomes '?'. */
static void name_copy(struct slice name, char out[READING_NAME_SIZE])
{
	struct slice base = name;
	bool is_printable;

	for (size_t i = 0; i < name.size; i++)
		if (name.data[i] == '/')
			base = slice_from(name.data + i + 1, name.size - i - 1);
	if (base.size > READING_NAME_SIZE - 1)
		base.size = READING_NAME_SIZE - 1;
	is_printable = slice_is_printable(base);
	for (size_t i = 0; i < base.size; i++)
		out[i] = is_printable || (base.data[i] >= ' ' && base.data[i] < 0x7f) ? (char)base.data[i] : '?';
	out[base.size] = '\0';
}

static struct file_report *report_now(const struct reading *reading)
{
	return reading->files[reading->file_count - 1];
}

static enum error fail(struct reading *reading, enum error error)
{
	reading->error = error;
	return error;
}

static enum error report_add(struct reading *reading, struct slice name)
{
	struct file_report *report;

	if (reading->error)
		return reading->error;
	INVARIANT(!reading->is_open && !reading->is_closed);
	if (reading->file_count == READING_FILES_MAX)
		return fail(reading, ERROR_LIMIT);
	report = memory_new(1, sizeof(*report));
	if (!report)
		return fail(reading, ERROR_NO_MEMORY);
	name_copy(name, report->name);
	reading->files[reading->file_count++] = report;
	return ERROR_NONE;
}

enum error reading_file_skip(struct reading *reading, struct slice name, const char *why)
{
	enum error error = report_add(reading, name);

	if (!error)
		report_now(reading)->why = why;
	return error;
}

enum error reading_file_begin(struct reading *reading, struct slice name)
{
	enum error error = report_add(reading, name);

	if (error)
		return error;
	table_init(&reading->table);
	reading->has_first_row = false;
	reading->header.layout = NULL;
	reading->mark = register_mark(reading->reg);
	reading->is_open = true;
	return ERROR_NONE;
}

static void report_note(struct file_report *report, const struct row_note *note)
{
	if (report->note_count < READING_NOTES_MAX)
		report->notes[report->note_count++] = *note;
	else
		report->notes_dropped++;
}

/* A file that cannot be read to its end is not read at all: half a table would give wrong figures. */
static void file_give_up(struct reading *reading, const char *why)
{
	struct file_report *report = report_now(reading);

	register_rewind(reading->reg, &reading->mark);
	report->why = why;
	report->rows = report->rows_refused = report->notes_dropped = 0;
	report->note_count = 0;
	report_note(report, &(struct row_note){.line = reading->table.row_line, .column_name = "", .reason = why, .is_refused = true});
}

/* Says which columns a file would need to be the table that it comes closest to. */
static void columns_note(struct reading *reading, const struct layout *layout, const unsigned places[static LAYOUT_COLUMNS_MAX])
{
	for (unsigned i = 0; i < layout->column_count; i++)
		if (places[i] >= ROW_FIELDS_MAX)
			report_note(report_now(reading), &(struct row_note){
								 .line = reading->table.row_line,
								 .column_name = layout->columns[i],
								 .reason = places[i] == COLUMN_REPEATED ? "is there twice" : "is missing",
								 .is_refused = true,
							 });
}

static void header_read(struct reading *reading)
{
	const struct layout *closest = NULL;
	unsigned found_most = 0;
	unsigned places[LAYOUT_COLUMNS_MAX], closest_places[LAYOUT_COLUMNS_MAX];

	if (reading->table.is_too_wide) {
		report_now(reading)->why = "has more than 512 columns";
		return;
	}
	for (unsigned i = 0; i < LAYOUT_COUNT; i++) {
		unsigned found = layout_match(layouts[i], &reading->table, places);

		if (found == layouts[i]->column_count) {
			reading->header = (struct header){.layout = layouts[i], .cell_count = reading->table.cell_count};
			memcpy(reading->header.places, places, sizeof(places));
			report_now(reading)->kind = layouts[i]->kind;
			layouts[i]->seen(reading->reg);
			return;
		}
		if (found > found_most) {
			found_most = found;
			closest = layouts[i];
			memcpy(closest_places, places, sizeof(places));
		}
	}
	if (!closest) {
		report_now(reading)->why = "has the columns of no known table";
		return;
	}
	report_now(reading)->why = "lacks columns of the table that it resembles";
	columns_note(reading, closest, closest_places);
}

static enum error data_row_read(struct reading *reading)
{
	struct file_report *report = report_now(reading);
	enum error error = ERROR_NONE;
	const char *fault;
	struct row row;

	row_init(&row, &reading->table, &reading->header, (uint16_t)(reading->file_count - 1));
	if (row_is_header(&row))
		return ERROR_NONE;
	fault = row_fault(&row);
	if (fault)
		row_refuse(&row, WHOLE_ROW, fault);
	error = reading->header.layout->read(&row, reading->reg);
	if (error)
		return error;
	report->rows++;
	report->rows_refused += row.is_refused;
	for (unsigned i = 0; i < row.note_count; i++)
		report_note(report, &row.notes[i]);
	return ERROR_NONE;
}

static enum error row_read(struct reading *reading)
{
	if (table_is_blank_from(&reading->table, 0))
		return ERROR_NONE;
	if (reading->has_first_row)
		return reading->header.layout ? data_row_read(reading) : ERROR_NONE;
	reading->has_first_row = true;
	header_read(reading);
	return ERROR_NONE;
}

/* What a table's step came to: its row is read, or the file is given up; only the machine's errors remain. */
static enum error step_finish(struct reading *reading, enum error error, bool has_row)
{
	if (error == ERROR_MALFORMED) {
		file_give_up(reading, reading->table.why);
		return ERROR_NONE;
	}
	if (!error && has_row)
		error = row_read(reading);
	return error;
}

/* Once it is said why a file is not read, the rest of it is only counted. */
enum error reading_file_feed(struct reading *reading, struct slice bytes)
{
	struct file_report *report;
	enum error error = reading->error;

	if (error)
		return error;
	INVARIANT(reading->is_open);
	report = report_now(reading);
	report->bytes += bytes.size;
	while (!error && bytes.size && !report->why) {
		bool has_row = false;

		error = table_read(&reading->table, &bytes, &has_row);
		error = step_finish(reading, error, has_row);
	}
	return error ? fail(reading, error) : ERROR_NONE;
}

enum error reading_file_end(struct reading *reading)
{
	struct file_report *report;
	enum error error = reading->error;

	if (error)
		return error;
	INVARIANT(reading->is_open);
	report = report_now(reading);
	if (!report->why) {
		bool has_row = false;

		error = table_end(&reading->table, &has_row);
		error = step_finish(reading, error, has_row);
	}
	if (error)
		return fail(reading, error);
	if (!reading->has_first_row && !report->why)
		report->why = report->bytes ? "has no rows" : "is empty";
	table_fini(&reading->table);
	reading->is_open = false;
	return ERROR_NONE;
}

unsigned reading_file_count(const struct reading *reading)
{
	return reading->file_count;
}

const struct file_report *reading_file_at(const struct reading *reading, unsigned index)
{
	INVARIANT(index < reading->file_count);
	return reading->files[index];
}

const char *table_kind_name(enum table_kind kind)
{
	switch (kind) {
	case TABLE_NOT_RECOGNISED:
		return "not recognised";
	case TABLE_WORKERS:
		return "workers";
	case TABLE_POSTS:
		return "posts";
	}
	return "not recognised";
}

struct council_register *reading_register(struct reading *reading)
{
	INVARIANT(!reading->is_open || reading->error);
	reading->is_closed = true;
	INVARIANT(register_close(reading->reg) == ERROR_NONE);
	return reading->reg;
}

const struct council_register *reading_register_view(const struct reading *reading)
{
	return reading->is_closed ? reading->reg : NULL;
}
