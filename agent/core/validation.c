#include "agent/core/validation.h"

#include <string.h>

#include "agent/core/coverage.h"
#include "agent/core/wrapping.h"
#include "proto/catalogue.h"

enum { NAME_COLUMNS_MIN = 28, NAME_COLUMNS_MAX = 40, SEVERITY_COLUMNS = 9, LETTERS_IN_ALPHABET = 26, LETTERS_MAX = 8, SENTENCE_SIZE = 320 };

static const struct findings *findings_of(const struct reading *reading)
{
	const struct council_register *reg = reading_register_view(reading);

	INVARIANT(reg);
	return reg->findings;
}

static void totals_add(struct validation_totals *totals, enum severity severity, uint64_t count)
{
	switch (severity) {
	case SEVERITY_ERROR:
		totals->errors += count;
		break;
	case SEVERITY_WARNING:
		totals->warnings += count;
		break;
	case SEVERITY_NOTE:
		totals->notes += count;
		break;
	}
}

struct validation_totals validation_totals(const struct reading *reading)
{
	struct validation_totals totals = {.errors = 0};

	for (unsigned rule = RULE_NONE + 1; rule < RULE_COUNT; rule++)
		totals_add(&totals, rule_severity((enum rule)rule), findings_count(findings_of(reading), (enum rule)rule));
	return totals;
}

bool validation_has_files(const struct reading *reading)
{
	for (unsigned file = 0; file < reading_file_count(reading); file++)
		if (!reading_file_at(reading, file)->why)
			return true;
	return false;
}

struct validation_totals validation_file_totals(const struct reading *reading, unsigned file)
{
	struct validation_totals totals = {.errors = 0};

	for (unsigned rule = RULE_NONE + 1; rule < RULE_COUNT; rule++)
		totals_add(&totals, rule_severity((enum rule)rule), findings_count_in(findings_of(reading), (enum rule)rule, (uint8_t)file));
	return totals;
}

bool validation_bears_on(const struct reading *reading, enum rule rule, enum register_part part)
{
	for (unsigned file = 0; file < reading_file_count(reading); file++)
		if (table_kind_part(reading_file_at(reading, file)->kind) == part && findings_count_in(findings_of(reading), rule, (uint8_t)file))
			return true;
	return false;
}

void text_put_column_letters(struct text *text, unsigned column)
{
	char letters[LETTERS_MAX];
	unsigned first = LETTERS_MAX;

	for (; column && first; column = (column - 1) / LETTERS_IN_ALPHABET)
		letters[--first] = (char)('A' + (column - 1) % LETTERS_IN_ALPHABET);
	text_put_slice(text, slice_from(letters + first, LETTERS_MAX - first));
}

void text_put_count(struct text *text, uint64_t count, const char *one, const char *many)
{
	text_put_u64(text, count);
	text_put_char(text, ' ');
	text_put(text, count == 1 ? one : many);
}

size_t file_names_width(const struct reading *reading)
{
	size_t width = NAME_COLUMNS_MIN;

	for (unsigned i = 0; i < reading_file_count(reading); i++) {
		size_t size = strlen(reading_file_at(reading, i)->name);

		width = size > width ? size : width;
	}
	return width < NAME_COLUMNS_MAX ? width : NAME_COLUMNS_MAX;
}

/* "2 errors, 1 note"; nothing when there is nothing. */
static void put_what_there_is(struct text *text, const struct validation_totals *totals)
{
	const struct {
		uint64_t count;
		const char *one, *many;
	} parts[] = {{totals->errors, "error", "errors"}, {totals->warnings, "warning", "warnings"}, {totals->notes, "note", "notes"}};
	const char *before = "; ";

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (!parts[i].count)
			continue;
		text_put(text, before);
		text_put_count(text, parts[i].count, parts[i].one, parts[i].many);
		before = ", ";
	}
}

static void put_totals(struct text *text, const struct validation_totals *totals)
{
	text_put_count(text, totals->errors, "error", "errors");
	text_put(text, ", ");
	text_put_count(text, totals->warnings, "warning", "warnings");
	text_put(text, ", ");
	text_put_count(text, totals->notes, "note", "notes");
}

void file_put(struct text *text, const struct file_report *file, size_t name_columns)
{
	text_put(text, "  ");
	text_put_padded(text, slice_from_text(file->name), name_columns, false);
	text_put(text, " ");
	text_put(text, table_kind_name(file->kind));
	if (file->why) {
		text_put(text, file->kind == TABLE_NOT_RECOGNISED ? ": " : ", not used: ");
		text_put(text, file->why);
	} else {
		text_put(text, ": ");
		text_put_count(text, file->rows, "row", "rows");
		text_put(text, ", ");
		text_put_u64(text, file->rows_refused);
		text_put(text, " refused");
	}
}

static void put_file(struct text *text, const struct reading *reading, unsigned index)
{
	const struct file_report *file = reading_file_at(reading, index);
	struct validation_totals totals = validation_file_totals(reading, index);

	file_put(text, file, file_names_width(reading));
	if (!file->why)
		put_what_there_is(text, &totals);
	text_put(text, "\n");
}

static void put_topics(struct text *text, const struct reading *reading, enum rule rule)
{
	bool has_topic = false;

	for (unsigned part = PART_WORKFORCE; part <= PART_GIVEN; part++) {
		if (!validation_bears_on(reading, rule, (enum register_part)part))
			continue;
		text_put(text, has_topic ? ", " : "  bears on: ");
		text_put(text, measure_topic_name(coverage_topic((enum register_part)part)));
		has_topic = true;
	}
	if (has_topic)
		text_put(text, "\n");
}

static void put_place(struct text *text, const struct reading *reading, const struct place *place)
{
	text_put(text, "    ");
	text_put(text, reading_file_at(reading, place->file)->name);
	if (place->line) {
		text_put(text, ", row ");
		text_put_u64(text, place->line);
	}
	if (place->column) {
		text_put(text, ", column ");
		text_put_column_letters(text, place->column);
		text_put(text, " (");
		text_put(text, place->column_name);
		text_put(text, ")");
	} else if (place->column_name[0]) {
		text_put(text, ", ");
		text_put(text, place->column_name);
	}
	text_put(text, "\n");
}

/* What a rule's sentence is said of: "FTE" where it is one column everywhere, else "the file", "the row" or "the cell". */
static const char *subject_of(const struct findings *findings, enum rule rule)
{
	static const char *const of_file[] = {"file_", "xml_", "gzip_"};
	const char *name = NULL;

	for (size_t i = 0; i < sizeof(of_file) / sizeof(of_file[0]); i++)
		if (strncmp(rule_id(rule), of_file[i], strlen(of_file[i])) == 0)
			return "the file";
	for (unsigned i = 0; i < findings_place_count(findings, rule); i++) {
		struct place place = findings_place_at(findings, rule, i);

		if (name && strcmp(name, place.column_name) != 0)
			return "the cell";
		if (place.line <= 1 && !place.column_name[0]) /* its beginning stands for all of it */
			return "the file";
		name = place.column_name;
	}
	return name && name[0] ? name : "the row";
}

static void put_sentence(struct text *text, const struct findings *findings, enum rule rule)
{
	char buffer[SENTENCE_SIZE];
	struct text sentence;

	text_init_fixed(&sentence, buffer, sizeof(buffer));
	text_put(&sentence, subject_of(findings, rule));
	text_put(&sentence, " ");
	text_put(&sentence, rule_sentence(rule));
	text_put(text, "  ");
	text_put_wrapped(text, text_slice(&sentence), 2);
}

/* "error    fte_over_one, 3 times", its sentence, what it bears on, and where it is. */
static void put_rule(struct text *text, const struct reading *reading, enum rule rule)
{
	const struct findings *findings = findings_of(reading);
	uint64_t count = findings_count(findings, rule);
	unsigned listed = findings_place_count(findings, rule);

	text_put(text, "\n");
	text_put_padded(text, slice_from_text(severity_name(rule_severity(rule))), SEVERITY_COLUMNS, false);
	text_put(text, rule_id(rule));
	text_put(text, ", ");
	text_put_count(text, count, "time", "times");
	text_put(text, "\n");
	put_sentence(text, findings, rule);
	put_topics(text, reading, rule);
	for (unsigned i = 0; i < listed; i++) {
		struct place place = findings_place_at(findings, rule, i);

		put_place(text, reading, &place);
	}
	if (count > listed) {
		text_put(text, "    and ");
		text_put_u64(text, count - listed);
		text_put(text, " more that are not listed\n");
	}
}

void validation_write_text(const struct reading *reading, struct text *text)
{
	struct validation_totals totals = validation_totals(reading);

	text_put(text, "Files read\n");
	if (reading_file_count(reading) == 0)
		text_put(text, "  none\n");
	for (unsigned file = 0; file < reading_file_count(reading); file++)
		put_file(text, reading, file);
	coverage_write_text(reading_register_view(reading), text);
	for (unsigned severity = SEVERITY_ERROR; severity <= SEVERITY_NOTE; severity++)
		for (unsigned rule = RULE_NONE + 1; rule < RULE_COUNT; rule++)
			if (rule_severity((enum rule)rule) == (enum severity)severity && findings_count(findings_of(reading), (enum rule)rule))
				put_rule(text, reading, (enum rule)rule);
	text_put(text, "\n");
	put_totals(text, &totals);
	text_put(text, "\n");
}
