#include "common/json.h"

void json_init(struct json *json, struct text *text)
{
	*json = (struct json){.text = text};
}

/* Before a key, or an item of an array: the comma. */
static void item_begin(struct json *json)
{
	bool *has_item = &json->has_item[json->depth - 1];

	if (*has_item)
		text_put_char(json->text, ',');
	*has_item = true;
}

/* Before any value: it is the document, the next of an array, or what a key announced. */
static void value_begin(struct json *json)
{
	if (json->depth == 0) {
		INVARIANT(!json->has_root);
		json->has_root = true;
	} else if (json->is_object[json->depth - 1]) {
		INVARIANT(json->after_key);
		json->after_key = false;
	} else {
		item_begin(json);
	}
}

static void level_begin(struct json *json, bool is_object)
{
	value_begin(json);
	INVARIANT(json->depth < JSON_DEPTH_MAX);
	json->has_item[json->depth] = false;
	json->is_object[json->depth] = is_object;
	json->depth++;
	text_put_char(json->text, is_object ? '{' : '[');
}

static void level_end(struct json *json, bool is_object)
{
	INVARIANT(json->depth > 0 && !json->after_key);
	json->depth--;
	INVARIANT(json->is_object[json->depth] == is_object);
	text_put_char(json->text, is_object ? '}' : ']');
}

void json_object_begin(struct json *json)
{
	level_begin(json, true);
}

void json_object_end(struct json *json)
{
	level_end(json, true);
}

void json_array_begin(struct json *json)
{
	level_begin(json, false);
}

void json_array_end(struct json *json)
{
	level_end(json, false);
}

static bool stands_for_itself(uint8_t byte)
{
	return byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\';
}

static void put_escape(struct text *text, uint8_t byte)
{
	switch (byte) {
	case '"':
		text_put(text, "\\\"");
		break;
	case '\\':
		text_put(text, "\\\\");
		break;
	case '\n':
		text_put(text, "\\n");
		break;
	case '\r':
		text_put(text, "\\r");
		break;
	case '\t':
		text_put(text, "\\t");
		break;
	default:
		text_put(text, "\\u00");
		text_put_hex(text, slice_from(&byte, 1));
	}
}

/* How many bytes at the beginning stand for themselves. */
static size_t plain_size(struct slice slice)
{
	size_t size = 0;

	while (size < slice.size && stands_for_itself(slice.data[size]))
		size++;
	return size;
}

static void put_quoted(struct text *text, struct slice value)
{
	size_t index = 0;

	text_put_char(text, '"');
	while (index < value.size && !text->error) {
		struct slice rest = slice_from(value.data + index, value.size - index);
		size_t size = plain_size(rest);

		if (size == 0)
			size = slice_utf8_size(rest);
		if (size == 0)
			text_put(text, "\xef\xbf\xbd");
		else if (size > 1 || stands_for_itself(rest.data[0]))
			text_put_slice(text, slice_from(rest.data, size));
		else
			put_escape(text, rest.data[0]);
		index += size ? size : 1;
	}
	text_put_char(text, '"');
}

void json_key(struct json *json, const char *key)
{
	INVARIANT(json->depth > 0 && json->is_object[json->depth - 1] && !json->after_key);
	item_begin(json);
	put_quoted(json->text, slice_from_text(key));
	text_put_char(json->text, ':');
	json->after_key = true;
}

void json_slice(struct json *json, struct slice value)
{
	value_begin(json);
	put_quoted(json->text, value);
}

void json_text(struct json *json, const char *value)
{
	if (value)
		json_slice(json, slice_from_text(value));
	else
		json_none(json);
}

void json_i64(struct json *json, int64_t value)
{
	value_begin(json);
	text_put_i64(json->text, value);
}

void json_bool(struct json *json, bool value)
{
	value_begin(json);
	text_put(json->text, value ? "true" : "false");
}

void json_none(struct json *json)
{
	value_begin(json);
	text_put(json->text, "null");
}

void json_decimal(struct json *json, int64_t value, unsigned digits, unsigned decimals_min)
{
	value_begin(json);
	text_put_decimal(json->text, value, digits, decimals_min);
}

void json_finish(struct json *json)
{
	INVARIANT(json->depth == 0 && json->has_root);
}
