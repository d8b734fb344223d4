#include "agent/core/reading.h"

#include <string.h>

#include "agent/core/formats.h"
#include "agent/core/layout.h"
#include "agent/core/table.h"
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
};

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

static uint8_t file_now(const struct reading *reading)
{
	return (uint8_t)(reading->file_count - 1);
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

	if (error)
		return error;
	report_now(reading)->why = why;
	report_now(reading)->rule = RULE_FILE_SKIPPED;
	findings_add(reading->reg->findings, RULE_FILE_SKIPPED, (struct place){.file = file_now(reading), .column_name = ""});
	return ERROR_NONE;
}

enum error reading_file_begin(struct reading *reading, struct slice name)
{
	enum error error = report_add(reading, name);

	if (error)
		return error;
	table_init(&reading->table);
	reading->has_first_row = false;
	reading->header.layout = NULL;
	reading->is_open = true;
	return ERROR_NONE;
}

/* Keeps what is said of a row or a header, for the file's report and among the findings. */
static void note_keep(struct reading *reading, const struct row_note *note)
{
	struct file_report *report = report_now(reading);
	struct place place = {file_now(reading), note->line, (uint16_t)note->column, note->column_name};

	findings_add(reading->reg->findings, note->rule, place);
	if (report->note_count < READING_NOTES_MAX)
		report->notes[report->note_count++] = *note;
	else
		report->notes_dropped++;
}

/* Says why the file is not read; its bytes are only counted from then on. */
static void file_refuse(struct reading *reading, enum rule why, uint64_t line)
{
	report_now(reading)->rule = why;
	report_now(reading)->why = rule_sentence(why);
	findings_add(reading->reg->findings, why, (struct place){.file = file_now(reading), .line = line, .column_name = ""});
}

/* A file that cannot be read to its end is not read at all: half a table would give wrong figures. */
static void file_give_up(struct reading *reading, enum rule why)
{
	struct file_report *report = report_now(reading);
	uint64_t line = reading->table.row.line;

	register_forget_file(reading->reg, file_now(reading));
	report->rows = report->rows_refused = report->notes_dropped = 0;
	file_refuse(reading, why, line);
	report->notes[0] = (struct row_note){.line = line, .column_name = "", .rule = why, .is_refused = true};
	report->note_count = 1;
}

/* Says which columns a file would need to be the table that it comes closest to. */
static void columns_note(struct reading *reading, const struct layout *layout, const struct layout_fit *fit)
{
	for (unsigned i = 0; i < layout->required_count; i++)
		if (fit->places[i] >= ROW_FIELDS_MAX)
			note_keep(reading, &(struct row_note){
						   .line = reading->table.row.line,
						   .column_name = layout->columns[i],
						   .rule = fit->places[i] == COLUMN_REPEATED ? RULE_COLUMN_REPEATED : RULE_COLUMN_MISSING,
						   .is_refused = true,
					   });
}

/* An optional column that is there twice is as one that is not there: nobody knows which is meant. */
static void header_take(struct reading *reading, const struct layout *layout, const struct layout_fit *fit)
{
	reading->header = (struct header){.layout = layout, .cell_count = reading->table.row.count};
	memcpy(reading->header.places, fit->places, sizeof(fit->places));
	report_now(reading)->kind = layout->kind;
	if (layout->seen)
		layout->seen(reading->reg, file_now(reading));
	for (unsigned i = layout->required_count; i < layout->column_count; i++)
		if (fit->places[i] == COLUMN_REPEATED)
			note_keep(reading, &(struct row_note){.line = reading->table.row.line,
							      .column_name = layout->columns[i],
							      .rule = RULE_OPTIONAL_COLUMN_REPEATED});
}

static bool fits_better(const struct layout_fit *a, const struct layout_fit *b)
{
	return a->required_count != b->required_count ? a->required_count > b->required_count : a->optional_count > b->optional_count;
}

/* A layout that has all its columns there goes before any that lacks one. */
static void header_read(struct reading *reading)
{
	const struct layout *best = NULL, *closest = NULL;
	struct layout_fit best_fit = {.required_count = 0}, closest_fit = {.required_count = 0};

	if (reading->table.row.is_too_wide) {
		file_refuse(reading, RULE_FILE_TOO_WIDE, reading->table.row.line);
		return;
	}
	for (unsigned i = 0; formats_layout(i); i++) {
		const struct layout *layout = formats_layout(i);
		struct layout_fit fit = layout_match(layout, &reading->table.row);

		if (fit.required_count == layout->required_count && (!best || fits_better(&fit, &best_fit))) {
			best = layout;
			best_fit = fit;
		}
		if (fit.required_count > closest_fit.required_count) {
			closest = layout;
			closest_fit = fit;
		}
	}
	if (best) {
		header_take(reading, best, &best_fit);
		return;
	}
	file_refuse(reading, closest ? RULE_FILE_LACKS_COLUMNS : RULE_FILE_UNKNOWN, reading->table.row.line);
	if (closest)
		columns_note(reading, closest, &closest_fit);
}

static enum error data_row_read(struct reading *reading)
{
	struct file_report *report = report_now(reading);
	enum error error = ERROR_NONE;
	enum rule fault;
	struct row row;

	row_init(&row, &reading->table.row, &reading->header, file_now(reading));
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
		note_keep(reading, &row.notes[i]);
	return ERROR_NONE;
}

static enum error row_read(struct reading *reading)
{
	if (cells_are_blank_from(&reading->table.row, 0))
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
		file_refuse(reading, report->bytes ? RULE_FILE_NO_ROWS : RULE_FILE_EMPTY, 0);
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

struct kind_row {
	const char *name;
	enum register_part part;
};

static const struct kind_row kinds[TABLE_KIND_COUNT] = {
	[TABLE_NOT_RECOGNISED] = {"not recognised", PART_NONE},
#define KIND(NAME, name, part) [TABLE_##NAME] = {name, PART_##part},
#include "agent/core/table_kinds.def"
#undef KIND
};

const char *table_kind_name(enum table_kind kind)
{
	INVARIANT((unsigned)kind < TABLE_KIND_COUNT);
	return kinds[kind].name;
}

enum register_part table_kind_part(enum table_kind kind)
{
	INVARIANT((unsigned)kind < TABLE_KIND_COUNT);
	return kinds[kind].part;
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
