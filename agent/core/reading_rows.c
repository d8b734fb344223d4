#include <string.h>

#include "agent/core/formats.h"
#include "agent/core/reading_state.h"

/* Keeps what is said of a row or a header, for the file's report and among the findings. */
static void note_keep(struct reading *reading, const struct row_note *note)
{
	struct file_report *report = reading_report(reading);
	struct place place = {reading_file(reading), note->line, (uint16_t)note->column, note->column_name};

	findings_add(reading->reg->findings, note->rule, place);
	if (report->note_count < READING_NOTES_MAX)
		report->notes[report->note_count++] = *note;
	else
		report->notes_dropped++;
}

void reading_refuse(struct reading *reading, enum rule why, uint64_t line)
{
	reading_report(reading)->rule = why;
	reading_report(reading)->why = rule_sentence(why);
	findings_add(reading->reg->findings, why, (struct place){.file = reading_file(reading), .line = line, .column_name = ""});
}

void reading_give_up(struct reading *reading, enum rule why, uint64_t line)
{
	struct file_report *report = reading_report(reading);

	register_forget_file(reading->reg, reading_file(reading));
	report->rows = report->rows_refused = report->notes_dropped = 0;
	reading_refuse(reading, why, line);
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
	reading_report(reading)->kind = layout->kind;
	if (layout->seen)
		layout->seen(reading->reg, reading_file(reading));
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
	enum rule fault = RULE_NONE;
	struct layout_fit best_fit = {.required_count = 0}, closest_fit = {.required_count = 0};

	if (reading->table.row.is_too_wide) {
		reading_refuse(reading, RULE_FILE_TOO_WIDE, reading->table.row.line);
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
		if (!fault)
			fault = layout_separator_fault(layout, &reading->table.row);
	}
	if (best) {
		header_take(reading, best, &best_fit);
		return;
	}
	if (!fault)
		fault = closest ? RULE_FILE_LACKS_COLUMNS : RULE_FILE_UNKNOWN;
	reading_refuse(reading, fault, reading->table.row.line);
	if (closest)
		columns_note(reading, closest, &closest_fit);
}

/* Has a row read, and counts and keeps what is said of it. */
static enum error row_take(struct reading *reading, struct row *row, enum error (*read)(struct row *row, struct council_register *reg))
{
	struct file_report *report = reading_report(reading);
	enum error error = read(row, reading->reg);

	if (error)
		return error;
	report->rows++;
	report->rows_refused += row->is_refused;
	for (unsigned i = 0; i < row->note_count; i++)
		note_keep(reading, &row->notes[i]);
	return ERROR_NONE;
}

static enum error data_row_read(struct reading *reading)
{
	enum rule fault;
	struct row row;

	row_init(&row, &reading->table.row, &reading->header, reading_file(reading));
	if (row_is_header(&row))
		return ERROR_NONE;
	fault = row_fault(&row);
	if (fault == RULE_FILE_CUT_OFF) {
		reading_give_up(reading, fault, row.line);
		return ERROR_NONE;
	}
	if (fault)
		row_refuse(&row, WHOLE_ROW, fault);
	return row_take(reading, &row, reading->header.layout->read);
}

enum error reading_take_row(struct reading *reading)
{
	if (cells_are_blank_from(&reading->table.row, 0))
		return ERROR_NONE;
	if (reading->has_first_row)
		return reading->header.layout ? data_row_read(reading) : ERROR_NONE;
	reading->has_first_row = true;
	header_read(reading);
	return ERROR_NONE;
}

static void record_known(void *context, const struct schema *schema)
{
	struct reading *reading = context;

	reading_report(reading)->kind = schema->kind;
	if (schema->seen)
		schema->seen(reading->reg, reading_file(reading));
}

static struct place record_place(const struct reading *reading, uint64_t line)
{
	return (struct place){.file = reading_file(reading), .line = line, .column_name = ""};
}

static enum error record_begin(void *context, const struct schema_record *record, uint64_t line)
{
	struct reading *reading = context;

	return record->begin(reading->reg, record_place(reading, line));
}

static enum error record_end(void *context, const struct schema_record *record, uint64_t line)
{
	struct reading *reading = context;

	return record->end(reading->reg, record_place(reading, line));
}

static enum error record_row(void *context, struct row *row, enum error (*read)(struct row *row, struct council_register *reg))
{
	return row_take(context, row, read);
}

static void record_note(void *context, const struct row_note *note)
{
	note_keep(context, note);
}

struct markup_sink reading_sink(struct reading *reading)
{
	return (struct markup_sink){
		.context = reading, .known = record_known, .begin = record_begin, .row = record_row, .end = record_end, .note = record_note};
}
