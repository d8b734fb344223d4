/* Elements: an XML document being written, as a council's system does: indented, or with a line for each record. */
#pragma once

#include <stdbool.h>

#include "common/text.h"

struct element_writer {
	struct text *text; /* borrowed; carries the sticky error */
	bool is_indented;
	bool has_crlf;
	unsigned line_depth; /* unless indented: elements this deep have a line each, those above them begin and end one */
	unsigned depth;      /* of the next element; 0: the document's own */
};

/* The declaration, and a byte order mark before it if the document `is_marked`. */
void element_declare(struct element_writer *writer, bool is_marked);
void element_open(struct element_writer *writer, const char *name);
void element_close(struct element_writer *writer, const char *name);
/* <name>value</name>; the value has nothing to escape. */
void element_value(struct element_writer *writer, const char *name, const char *value);
void element_number(struct element_writer *writer, const char *name, int64_t value);
/* INT32_MAX days, an end that is still to come, is left out. */
void element_date(struct element_writer *writer, const char *name, struct date date);
/* An element whose content the caller puts between the two. */
struct text *element_begin(struct element_writer *writer, const char *name);
void element_end(struct element_writer *writer, const char *name);
