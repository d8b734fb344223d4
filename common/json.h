/* A JSON writer over a text: commas, nesting and escaping are right by construction. Parsing is jansson's, in the tests: its names are avoided. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/text.h"

enum { JSON_DEPTH_MAX = 16 };

struct json {
	struct text *text; /* borrowed; carries the sticky error */
	unsigned depth;
	bool has_item[JSON_DEPTH_MAX];
	bool is_object[JSON_DEPTH_MAX];
	bool after_key;
	bool has_root;
};

/*
 * A value where none may stand, a key outside an object, an end that does not match its beginning, or more than JSON_DEPTH_MAX levels are
 * programming errors.
 */
void json_init(struct json *json, struct text *text);
void json_object_begin(struct json *json);
void json_object_end(struct json *json);
void json_array_begin(struct json *json);
void json_array_end(struct json *json);
/* A member's name; exactly one value, object or array follows. */
void json_key(struct json *json, const char *key);
/* Bytes that are not UTF-8 are written as U+FFFD, one for each. */
void json_slice(struct json *json, struct slice value);
void json_text(struct json *json, const char *value); /* NULL is written as null */
void json_i64(struct json *json, int64_t value);
void json_bool(struct json *json, bool value);
void json_none(struct json *json); /* null */
/* As text_put_decimal. */
void json_decimal(struct json *json, int64_t value, unsigned digits, unsigned decimals_min);
/* Ends the document: every object and array must be closed (a programming error otherwise). */
void json_finish(struct json *json);
