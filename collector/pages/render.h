/* What compiled templates write values with. Everything is escaped, and without marks that would turn a line around or hide a part of
 * it; an address must lead to a place that may be led to. Pure. */
#pragma once

#include "common/slice.h"
#include "common/text.h"

/* NULL: the page lacks a value that its template asks for; text->error becomes ERROR_INVALID, and the page is not shown. */
void render_string(struct text *text, const char *value);
void render_slice(struct text *text, struct slice value);
void render_count(struct text *text, unsigned value);
/* A place of this server ("/..."), of this page ("#..."), or one that begins with "https://"; else ERROR_INVALID, as above. */
void render_address(struct text *text, const char *value);

#define render_value(text, value) \
	_Generic((value), const char * : render_string, char * : render_string, struct slice : render_slice, unsigned : render_count)(text, value)
