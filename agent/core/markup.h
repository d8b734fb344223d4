/*
 * Markup: an XML file, fed in pieces of any size, as records by the schemas. No DTD, no entities but XML's own, limits on depth and on the size of a
 * tag; memory does not grow with the file. UTF-8, ISO-8859-1, windows-1252 and US-ASCII.
 */
#pragma once

#include "agent/core/schema.h"

enum { MARKUP_DEPTH_MAX = 32, MARKUP_TAG_BYTES_MAX = 1 << 20 };

/* Who takes what is read. An error that it returns ends the reading. */
struct markup_sink {
	void *context;
	/* Once, before any record: what the file is. */
	void (*known)(void *context, const struct schema *schema);
	enum error (*begin)(void *context, const struct schema_record *record, uint64_t line);
	/* A record's row; `read` is the layout's, or the schema's for the Header. */
	enum error (*row)(void *context, struct row *row, enum error (*read)(struct row *row, struct council_register *reg));
	enum error (*end)(void *context, const struct schema_record *record, uint64_t line);
	void (*note)(void *context, const struct row_note *note);
};

struct markup;

/* `line` is the line of the first byte. The sink outlives it. NULL when there is no memory. */
struct markup *markup_new(const struct markup_sink *sink, uint8_t file, uint64_t line) MUST_CHECK;
void markup_free(struct markup *markup);
/* ERROR_MALFORMED when it cannot be read any further (markup_why, markup_line); ERROR_NO_MEMORY; or the sink's error. */
enum error markup_read(struct markup *markup, struct slice bytes) MUST_CHECK;
enum error markup_end(struct markup *markup) MUST_CHECK;
enum rule markup_why(const struct markup *markup);
uint64_t markup_line(const struct markup *markup);
