#include "agent/core/reading.h"

#include "agent/core/care_store.h"
#include "agent/core/reading_state.h"
#include "common/memory.h"

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

static void file_close(struct reading *reading)
{
	table_fini(&reading->table);
	markup_free(reading->markup);
	gunzip_free(reading->gunzip);
	reading->markup = NULL;
	reading->gunzip = NULL;
	reading->is_open = false;
}

void reading_free(struct reading *reading)
{
	if (!reading)
		return;
	if (reading->is_open)
		file_close(reading);
	for (unsigned i = 0; i < reading->file_count; i++)
		memory_free(reading->files[i]);
	register_free(reading->reg);
	memory_free(reading);
}

void reading_set_today(struct reading *reading, struct date today)
{
	care_store_set_today(looked_after_store(reading->reg->looked_after), today);
}

void reading_set_council(struct reading *reading, uint16_t council)
{
	INVARIANT(reading->file_count == 0);
	reading->reg->council = council;
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

struct file_report *reading_report(const struct reading *reading)
{
	return reading->files[reading->file_count - 1];
}

uint8_t reading_file(const struct reading *reading)
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
	reading_report(reading)->why = why;
	reading_report(reading)->rule = RULE_FILE_SKIPPED;
	findings_add(reading->reg->findings, RULE_FILE_SKIPPED, (struct place){.file = reading_file(reading), .column_name = ""});
	return ERROR_NONE;
}

enum error reading_file_begin(struct reading *reading, struct slice name)
{
	enum error error = report_add(reading, name);

	if (error)
		return error;
	table_init(&reading->table);
	reading->content = CONTENT_LEAD;
	reading->lead_count = 0;
	reading->has_first_row = false;
	reading->header.layout = NULL;
	reading->is_open = true;
	return ERROR_NONE;
}

/* A step came to this: a file that cannot be read is given up; only the machine's errors remain. */
static enum error step_finish(struct reading *reading, enum error error, enum rule why, uint64_t line)
{
	if (error != ERROR_MALFORMED)
		return error;
	reading_give_up(reading, why, line);
	return ERROR_NONE;
}

static enum error table_feed(struct reading *reading, struct slice bytes)
{
	enum error error = ERROR_NONE;

	while (!error && bytes.size && !reading_report(reading)->why) {
		bool has_row = false;

		error = table_read(&reading->table, &bytes, &has_row);
		if (!error && has_row)
			error = reading_take_row(reading);
		error = step_finish(reading, error, reading->table.why, reading->table.why_line);
	}
	return error;
}

static enum error markup_step(struct reading *reading, enum error error)
{
	return step_finish(reading, error, markup_why(reading->markup), markup_line(reading->markup));
}

/* Blank lines in front are a table's rows without anything; XML must not have them in front, and gets what follows. */
static enum error blank_feed(struct reading *reading, struct slice bytes)
{
	const struct markup_sink sink = reading_sink(reading);
	struct slice rest = bytes;
	enum error error;

	while (rest.size && (rest.data[0] == ' ' || rest.data[0] == '\t' || rest.data[0] == '\r' || rest.data[0] == '\n'))
		rest = slice_from(rest.data + 1, rest.size - 1);
	if (rest.size == 0 || rest.data[0] != '<') {
		reading->content = rest.size ? CONTENT_TABLE : CONTENT_BLANK;
		return table_feed(reading, bytes);
	}
	error = table_feed(reading, slice_from(bytes.data, bytes.size - rest.size));
	if (error || reading_report(reading)->why)
		return error;
	reading->content = CONTENT_MARKUP;
	reading->markup = markup_new(&sink, reading_file(reading), reading->table.line);
	if (!reading->markup)
		return ERROR_NO_MEMORY;
	return markup_step(reading, markup_read(reading->markup, rest));
}

/* What the first bytes say of a file that is neither a table nor XML. */
static enum rule lead_fault(struct slice lead)
{
	static const struct {
		struct slice bytes;
		enum rule why;
	} signs[] = {
		{{(const uint8_t *)"\xff\xfe<", 3}, RULE_XML_UTF16}, {{(const uint8_t *)"\xfe\xff\0<", 4}, RULE_XML_UTF16},
		{{(const uint8_t *)"<\0", 2}, RULE_XML_UTF16},       {{(const uint8_t *)"\0<", 2}, RULE_XML_UTF16},
		{{(const uint8_t *)"\xff\xfe", 2}, RULE_FILE_UTF16}, {{(const uint8_t *)"\xfe\xff", 2}, RULE_FILE_UTF16},
		{{(const uint8_t *)"PK\3\4", 4}, RULE_FILE_ZIP},     {{(const uint8_t *)"\xd0\xcf\x11\xe0", 4}, RULE_FILE_OFFICE},
		{{(const uint8_t *)"\x1f\x8b", 2}, RULE_GZIP_TWICE},
	};

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (slice_starts_with(lead, signs[i].bytes))
			return signs[i].why;
	return RULE_NONE;
}

/* The first bytes are there, or all that there are. The mark of UTF-8 goes to the table, which knows it, and not to XML, which may have blanks behind it. */
static enum error lead_finish(struct reading *reading)
{
	struct slice lead = slice_from(reading->lead, reading->lead_count);
	struct slice mark = SLICE_LITERAL("\xef\xbb\xbf");
	enum rule why = lead_fault(lead);
	enum error error = ERROR_NONE;

	if (why) {
		reading_give_up(reading, why, 1);
		return ERROR_NONE;
	}
	reading->content = CONTENT_BLANK;
	if (slice_starts_with(lead, mark)) {
		error = table_feed(reading, mark);
		lead = slice_from(lead.data + mark.size, lead.size - mark.size);
	}
	return !error && lead.size ? blank_feed(reading, lead) : error;
}

static enum error content_feed(struct reading *reading, struct slice bytes)
{
	enum error error = ERROR_NONE;

	while (reading->content == CONTENT_LEAD && reading->lead_count < LEAD_BYTES && bytes.size) {
		reading->lead[reading->lead_count++] = bytes.data[0];
		bytes = slice_from(bytes.data + 1, bytes.size - 1);
	}
	if (reading->content == CONTENT_LEAD && reading->lead_count == LEAD_BYTES)
		error = lead_finish(reading);
	if (error || bytes.size == 0 || reading_report(reading)->why)
		return error;
	switch (reading->content) {
	case CONTENT_LEAD:
		break;
	case CONTENT_BLANK:
		return blank_feed(reading, bytes);
	case CONTENT_TABLE:
		return table_feed(reading, bytes);
	case CONTENT_MARKUP:
		return markup_step(reading, markup_read(reading->markup, bytes));
	}
	return ERROR_NONE;
}

static enum error packed_feed(struct reading *reading, struct slice bytes)
{
	struct slice out = {NULL, 1};
	enum error error = ERROR_NONE;

	while (!error && (bytes.size || out.size) && !reading_report(reading)->why) {
		error = gunzip_read(reading->gunzip, &bytes, &out);
		error = step_finish(reading, error, gunzip_why(reading->gunzip), reading->table.line);
		if (!error && !reading_report(reading)->why)
			error = content_feed(reading, out);
	}
	return error;
}

/* The file's first two bytes say whether it is packed. They are kept among the lead's until then. */
static enum error file_feed(struct reading *reading, struct slice bytes)
{
	static const uint8_t magic[] = {0x1f, 0x8b};
	struct slice first = slice_from(magic, sizeof(magic));
	enum error error;

	if (reading->gunzip)
		return packed_feed(reading, bytes);
	if (reading->content != CONTENT_LEAD)
		return content_feed(reading, bytes);
	while (reading->lead_count < sizeof(magic) && bytes.size) {
		reading->lead[reading->lead_count++] = bytes.data[0];
		bytes = slice_from(bytes.data + 1, bytes.size - 1);
	}
	if (!slice_equal(slice_from(reading->lead, reading->lead_count), first))
		return content_feed(reading, bytes);
	reading->gunzip = gunzip_new(READING_FILE_BYTES_MAX);
	if (!reading->gunzip)
		return ERROR_NO_MEMORY;
	reading->lead_count = 0;
	error = packed_feed(reading, first);
	return error ? error : packed_feed(reading, bytes);
}

/* Once it is said why a file is not read, the rest of it is only counted. */
enum error reading_file_feed(struct reading *reading, struct slice bytes)
{
	enum error error = reading->error;

	if (error)
		return error;
	INVARIANT(reading->is_open);
	reading_report(reading)->bytes += bytes.size;
	if (!reading_report(reading)->why)
		error = file_feed(reading, bytes);
	return error ? fail(reading, error) : ERROR_NONE;
}

static enum error table_finish(struct reading *reading)
{
	bool has_row = false;
	enum error error = table_end(&reading->table, &has_row);

	if (!error && has_row)
		error = reading_take_row(reading);
	error = step_finish(reading, error, reading->table.why, reading->table.why_line);
	if (!error && !reading->has_first_row && !reading_report(reading)->why)
		reading_refuse(reading, reading_report(reading)->bytes ? RULE_FILE_NO_ROWS : RULE_FILE_EMPTY, 0);
	return error;
}

static enum error content_finish(struct reading *reading)
{
	enum error error = ERROR_NONE;

	if (reading->gunzip) {
		error = gunzip_end(reading->gunzip);
		error = step_finish(reading, error, gunzip_why(reading->gunzip), reading->table.line);
	}
	if (!error && !reading_report(reading)->why && reading->content == CONTENT_LEAD)
		error = lead_finish(reading);
	if (error || reading_report(reading)->why)
		return error;
	return reading->content == CONTENT_MARKUP ? markup_step(reading, markup_end(reading->markup)) : table_finish(reading);
}

enum error reading_file_end(struct reading *reading)
{
	enum error error = reading->error;

	if (error)
		return error;
	INVARIANT(reading->is_open);
	if (!reading_report(reading)->why)
		error = content_finish(reading);
	if (error)
		return fail(reading, error);
	file_close(reading);
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
