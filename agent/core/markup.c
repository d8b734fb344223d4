#include "agent/core/markup.h"

#include <expat.h>
#include <string.h>

#include "agent/core/formats.h"
#include "agent/core/markup_frames.h"
#include "common/memory.h"

/*
 * What is known of the file while its elements come:
 *
 *  BEFORE_ROOT --(root of one schema)--------------------------------> KNOWN
 *       |
 *       +------(root that several share)--> UNDECIDED --(a mark)-----> KNOWN
 *                                               |
 *                                               +--(the root closes; its Collection)--> KNOWN
 */
enum markup_state { MARKUP_BEFORE_ROOT, MARKUP_UNDECIDED, MARKUP_KNOWN };

enum header_state { HEADER_NONE, HEADER_OPEN, HEADER_CLOSED, HEADER_GIVEN };

struct markup {
	struct markup_sink sink;
	XML_Parser parser;
	enum markup_state state;
	struct slice root; /* of the undecided file: the schemas' own text */
	const struct schema *schema;
	uint8_t file;
	uint64_t line_offset; /* lines before the first that expat sees */
	uint64_t fed_bytes;
	enum error error;
	enum rule why;

	unsigned depth; /* of open elements */
	bool opened_frame[MARKUP_DEPTH_MAX + 1];
	bool is_leaf;    /* nothing has been opened since the innermost element was */
	bool has_text;   /* not blank, since the innermost tag */
	unsigned column; /* of the innermost frame, which the text belongs to; COLUMN_NONE: to no column */
	enum header_state header_state;
	unsigned header_depth;
	struct frames frames;
	struct frame header;
	struct row row;
};

static uint64_t line_now(const struct markup *markup)
{
	return XML_GetCurrentLineNumber(markup->parser) + markup->line_offset;
}

static void stop(struct markup *markup, enum error error, enum rule why)
{
	if (markup->error)
		return;
	markup->error = error;
	markup->why = why;
	(void)XML_StopParser(markup->parser, XML_FALSE);
}

static void check(struct markup *markup, enum error error)
{
	if (error)
		stop(markup, error, RULE_NONE);
}

/* The frame that fields belong to now; NULL: none. */
static struct frame *frame_now(struct markup *markup)
{
	if (markup->header_state == HEADER_OPEN)
		return &markup->header;
	return frames_top(&markup->frames);
}

static void header_give(struct markup *markup)
{
	if (markup->header_state != HEADER_CLOSED || markup->state != MARKUP_KNOWN)
		return;
	markup->header_state = HEADER_GIVEN;
	if (!markup->schema->header)
		return;
	row_init(&markup->row, &markup->header.cells, &markup->header.header, markup->file);
	check(markup, markup->sink.row(markup->sink.context, &markup->row, markup->schema->header));
}

static void schema_decide(struct markup *markup, const struct schema *schema)
{
	markup->state = MARKUP_KNOWN;
	markup->schema = schema;
	frames_use(&markup->frames, schema);
	markup->sink.known(markup->sink.context, schema);
	header_give(markup);
}

static bool is_root_of(const struct markup *markup, const struct schema *schema)
{
	return slice_equal(slice_from_text(schema->root), markup->root);
}

static void root_open(struct markup *markup, struct slice name)
{
	const struct schema *schema;

	for (unsigned i = 0; (schema = formats_schema(i)) != NULL; i++) {
		if (!slice_equal_ignoring_case(slice_from_text(schema->root), name))
			continue;
		if (!schema->collection) {
			schema_decide(markup, schema);
			return;
		}
		markup->state = MARKUP_UNDECIDED;
		markup->root = slice_from_text(schema->root);
	}
	if (markup->state == MARKUP_BEFORE_ROOT)
		stop(markup, ERROR_MALFORMED, RULE_XML_UNKNOWN);
}

static bool has_mark(const struct schema *schema, struct slice name)
{
	for (unsigned i = 0; i < SCHEMA_MARKS_MAX && schema->marks[i]; i++)
		if (slice_equal_ignoring_case(slice_from_text(schema->marks[i]), name))
			return true;
	return false;
}

static void decide_by_mark(struct markup *markup, struct slice name)
{
	const struct schema *schema;

	for (unsigned i = 0; markup->state == MARKUP_UNDECIDED && (schema = formats_schema(i)) != NULL; i++)
		if (is_root_of(markup, schema) && has_mark(schema, name))
			schema_decide(markup, schema);
}

static void decide_by_collection(struct markup *markup)
{
	const struct schema *schema;
	struct slice collection = {NULL, 0};

	if (markup->header_state == HEADER_CLOSED)
		collection = cells_at(&markup->header.cells, MESSAGE_COLLECTION);
	for (unsigned i = 0; markup->state == MARKUP_UNDECIDED && (schema = formats_schema(i)) != NULL; i++)
		if (is_root_of(markup, schema) && slice_equal_ignoring_case(slice_from_text(schema->collection), collection))
			schema_decide(markup, schema);
	if (markup->state == MARKUP_UNDECIDED)
		stop(markup, ERROR_MALFORMED, RULE_XML_UNKNOWN);
}

/* A directory's namespace prefix says nothing: cbds:Child is Child. */
static struct slice local_name(const XML_Char *qualified)
{
	const char *colon = strchr(qualified, ':');

	return slice_from_text(colon ? colon + 1 : qualified);
}

/* The text that has come does not belong to the innermost element alone, as a child or the end of one with children shows. */
static void stray_text_drop(struct markup *markup)
{
	struct frame *frame = frame_now(markup);

	if (frame)
		cells_drop(&frame->cells);
	if (!markup->has_text)
		return;
	markup->has_text = false;
	markup->sink.note(markup->sink.context, &(struct row_note){.line = line_now(markup), .column_name = "", .rule = RULE_XML_STRAY_TEXT});
}

static void element_place(struct markup *markup, struct slice name)
{
	const struct schema_record *record = markup->state == MARKUP_KNOWN ? frames_record(&markup->frames, name) : NULL;

	if (!record || markup->header_state == HEADER_OPEN)
		return;
	if (!frames_push(&markup->frames, record, line_now(markup))) {
		stop(markup, ERROR_MALFORMED, RULE_XML_TOO_DEEP);
		return;
	}
	markup->opened_frame[markup->depth] = true;
	if (record->begin)
		check(markup, markup->sink.begin(markup->sink.context, record, frames_top(&markup->frames)->cells.line));
}

static void header_open(struct markup *markup)
{
	markup->header_state = HEADER_OPEN;
	markup->header_depth = markup->depth;
	frame_begin(&markup->header, &message_layout, line_now(markup));
}

static void XMLCALL element_open(void *context, const XML_Char *qualified, const XML_Char **attributes)
{
	struct markup *markup = context;
	struct slice name = local_name(qualified);

	(void)attributes;
	if (markup->error)
		return;
	stray_text_drop(markup);
	if (markup->depth == MARKUP_DEPTH_MAX) {
		stop(markup, ERROR_MALFORMED, RULE_XML_TOO_DEEP);
		return;
	}
	markup->opened_frame[++markup->depth] = false;
	if (markup->depth == 1) {
		root_open(markup, name);
	} else if (markup->depth == 2) {
		decide_by_mark(markup, name);
		if (markup->header_state == HEADER_NONE && slice_equal_ignoring_case(name, SLICE_LITERAL("Header")) &&
		    (markup->state == MARKUP_UNDECIDED || markup->schema->collection))
			header_open(markup);
	}
	if (markup->error)
		return;
	if (markup->depth > 1)
		element_place(markup, name);
	markup->is_leaf = true;
	markup->column = frame_now(markup) ? frame_column(frame_now(markup), name) : COLUMN_NONE;
}

static void frame_close(struct markup *markup)
{
	struct frame *frame = frames_top(&markup->frames);
	const struct schema_record *record = frame->record;

	if (record->layout) {
		check(markup, frames_inherit(&markup->frames));
		if (markup->error)
			return;
		row_init(&markup->row, &frame->cells, &frame->header, markup->file);
		check(markup, markup->sink.row(markup->sink.context, &markup->row, record->layout->read));
	}
	if (record->end && !markup->error)
		check(markup, markup->sink.end(markup->sink.context, record, frame->cells.line));
	frames_pop(&markup->frames);
}

static void XMLCALL element_close(void *context, const XML_Char *qualified)
{
	struct markup *markup = context;
	struct frame *frame = frame_now(markup);

	(void)qualified;
	if (markup->error)
		return;
	if (!markup->is_leaf || (markup->opened_frame[markup->depth] && markup->column == COLUMN_NONE))
		stray_text_drop(markup);
	else if (frame && markup->column != COLUMN_NONE)
		frame_take(frame, markup->column);
	markup->has_text = false;
	if (markup->opened_frame[markup->depth])
		frame_close(markup);
	if (markup->header_state == HEADER_OPEN && markup->depth == markup->header_depth) {
		markup->header_state = HEADER_CLOSED;
		header_give(markup);
	}
	if (markup->depth == 1 && markup->state == MARKUP_UNDECIDED)
		decide_by_collection(markup);
	markup->is_leaf = false;
	markup->column = COLUMN_NONE;
	markup->depth--;
}

static bool is_blank(struct slice text)
{
	for (size_t i = 0; i < text.size; i++)
		if (text.data[i] != ' ' && text.data[i] != '\t' && text.data[i] != '\n' && text.data[i] != '\r')
			return false;
	return true;
}

/* Text that no reader asks for is looked at, for whether it belongs there, and not kept. */
static void XMLCALL text_take(void *context, const XML_Char *data, int size)
{
	struct markup *markup = context;
	struct slice text = slice_from(data, (size_t)size);

	if (markup->error)
		return;
	if (!markup->has_text)
		markup->has_text = !is_blank(text);
	if (markup->is_leaf && markup->column != COLUMN_NONE)
		check(markup, cells_append(&frame_now(markup)->cells, text));
}

static void XMLCALL doctype_open(void *context, const XML_Char *name, const XML_Char *system, const XML_Char *public, int has_subset)
{
	(void)name;
	(void)system;
	(void)public;
	(void)has_subset;
	stop(context, ERROR_MALFORMED, RULE_XML_DOCTYPE);
}

/* windows-1252 is ISO-8859-1 but for these. The five bytes that it leaves open are refused. */
static const int windows_1252[32] = {0x20ac, -1,     0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
				     0x2039, 0x0152, -1,     0x017d, -1,     -1,     0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
				     0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, -1,     0x017e, 0x0178};

static int XMLCALL encoding_find(void *context, const XML_Char *name, XML_Encoding *encoding)
{
	enum { FIRST = 0x80, BYTES = 256 };

	(void)context;
	if (!slice_equal_ignoring_case(slice_from_text(name), SLICE_LITERAL("windows-1252")) &&
	    !slice_equal_ignoring_case(slice_from_text(name), SLICE_LITERAL("cp1252")))
		return XML_STATUS_ERROR;
	for (int i = 0; i < BYTES; i++)
		encoding->map[i] = i;
	memcpy(encoding->map + FIRST, windows_1252, sizeof(windows_1252));
	encoding->convert = NULL;
	encoding->release = NULL;
	return XML_STATUS_OK;
}

static void *expat_take(size_t size)
{
	return memory_new(1, size);
}

static void *expat_resize(void *block, size_t size)
{
	return memory_resize(block, 1, size);
}

struct markup *markup_new(const struct markup_sink *sink, uint8_t file, uint64_t line)
{
	static const XML_Memory_Handling_Suite suite = {expat_take, expat_resize, memory_free};
	struct markup *markup = memory_new(1, sizeof(*markup));

	if (!markup)
		return NULL;
	markup->sink = *sink;
	markup->file = file;
	markup->line_offset = line - 1;
	markup->column = COLUMN_NONE;
	markup->parser = XML_ParserCreate_MM(NULL, &suite, NULL);
	if (!markup->parser) {
		memory_free(markup);
		return NULL;
	}
	XML_SetUserData(markup->parser, markup);
	XML_SetElementHandler(markup->parser, element_open, element_close);
	XML_SetCharacterDataHandler(markup->parser, text_take);
	XML_SetStartDoctypeDeclHandler(markup->parser, doctype_open);
	XML_SetUnknownEncodingHandler(markup->parser, encoding_find, NULL);
	return markup;
}

void markup_free(struct markup *markup)
{
	if (!markup)
		return;
	frames_fini(&markup->frames);
	cells_fini(&markup->header.cells);
	XML_ParserFree(markup->parser);
	memory_free(markup);
}

static enum rule rule_of(enum XML_Error code)
{
	if (code == XML_ERROR_UNKNOWN_ENCODING || code == XML_ERROR_INCORRECT_ENCODING)
		return RULE_XML_ENCODING;
	if (code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN || code == XML_ERROR_PARTIAL_CHAR)
		return RULE_XML_CUT_OFF;
	return RULE_XML_MALFORMED;
}

static enum error parse(struct markup *markup, const void *data, int size, bool is_last)
{
	enum XML_Status status;

	if (markup->error)
		return markup->error;
	status = XML_Parse(markup->parser, data, size, is_last);
	markup->fed_bytes += (unsigned)size;
	if (markup->error)
		return markup->error;
	if (status == XML_STATUS_ERROR) {
		enum XML_Error code = XML_GetErrorCode(markup->parser);

		markup->error = code == XML_ERROR_NO_MEMORY ? ERROR_NO_MEMORY : ERROR_MALFORMED;
		markup->why = rule_of(code);
	} else if (!is_last && markup->fed_bytes - (uint64_t)XML_GetCurrentByteIndex(markup->parser) > MARKUP_TAG_BYTES_MAX) {
		stop(markup, ERROR_MALFORMED, RULE_XML_TAG_TOO_LONG);
	}
	return markup->error;
}

enum error markup_read(struct markup *markup, struct slice bytes)
{
	enum { PIECE_BYTES = 64 << 10 };
	enum error error = ERROR_NONE;

	while (!error && bytes.size) {
		size_t size = bytes.size < PIECE_BYTES ? bytes.size : PIECE_BYTES;

		error = parse(markup, bytes.data, (int)size, false);
		bytes = slice_from(bytes.data + size, bytes.size - size);
	}
	return error;
}

enum error markup_end(struct markup *markup)
{
	return parse(markup, "", 0, true);
}

enum rule markup_why(const struct markup *markup)
{
	return markup->why;
}

uint64_t markup_line(const struct markup *markup)
{
	return line_now(markup);
}
