/* Elements: an XML document being written, compact or indented, as a council's system does. */
#pragma once

#include <stdbool.h>

#include "common/text.h"

struct element_writer {
	struct text *text; /* borrowed; carries the sticky error */
	bool is_indented;
	bool has_crlf;
	unsigned depth;
};

void element_open(struct element_writer *writer, const char *name);
void element_close(struct element_writer *writer, const char *name);
/* <name>value</name>; the value has nothing to escape. */
void element_value(struct element_writer *writer, const char *name, const char *value);
void element_number(struct element_writer *writer, const char *name, int64_t value);
void element_date(struct element_writer *writer, const char *name, struct date date);
