#include "common/json.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <signal.h>
#include <string.h>

enum { ROOM = 4096 };

struct document {
	char buffer[ROOM];
	struct text text;
	struct json json;
};

static void document_init(struct document *document)
{
	text_init_fixed(&document->text, document->buffer, ROOM);
	json_init(&document->json, &document->text);
}

/* What an independent parser makes of the document; fails the test when it makes nothing of it. */
static json_t *document_parse(struct document *document)
{
	json_error_t error;
	json_t *root;

	json_finish(&document->json);
	cr_assert_eq(document->text.error, ERROR_NONE);
	root = json_loadb(document->buffer, document->text.size, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
	cr_assert_not_null(root, "%s in %s", error.text, document->buffer);
	return root;
}

Test(json, an_object_as_written)
{
	struct document document;

	document_init(&document);
	json_object_begin(&document.json);
	json_key(&document.json, "id");
	json_text(&document.json, "inpost_fte");
	json_key(&document.json, "value");
	json_decimal(&document.json, 143300000, 6, 2);
	json_key(&document.json, "status");
	json_text(&document.json, NULL);
	json_key(&document.json, "councils");
	json_array_begin(&document.json);
	json_i64(&document.json, -342);
	json_bool(&document.json, true);
	json_bool(&document.json, false);
	json_none(&document.json);
	json_object_begin(&document.json);
	json_object_end(&document.json);
	json_array_begin(&document.json);
	json_array_end(&document.json);
	json_array_end(&document.json);
	json_key(&document.json, "last");
	json_slice(&document.json, slice_from(NULL, 0));
	json_object_end(&document.json);
	json_finish(&document.json);
	cr_assert_str_eq(document.buffer,
			 "{\"id\":\"inpost_fte\",\"value\":143.30,\"status\":null,\"councils\":[-342,true,false,null,{},[]],\"last\":\"\"}");
}

Test(json, each_kind_can_be_the_document)
{
	struct document document;

	document_init(&document);
	json_text(&document.json, "St. Helens ~");
	json_finish(&document.json);
	cr_assert_str_eq(document.buffer, "\"St. Helens ~\"");
	document_init(&document);
	json_array_begin(&document.json);
	json_array_end(&document.json);
	json_finish(&document.json);
	cr_assert_str_eq(document.buffer, "[]");
}

Test(json, every_ascii_byte_comes_back)
{
	for (unsigned byte = 0; byte < 0x80; byte++) {
		struct document document;
		char value[3] = {'a', (char)byte, 'z'};
		json_t *root;

		document_init(&document);
		json_slice(&document.json, slice_from(value, sizeof(value)));
		root = document_parse(&document);
		cr_assert_eq(json_string_length(root), 3, "byte %u", byte);
		cr_assert_eq(memcmp(json_string_value(root), value, 3), 0, "byte %u", byte);
		json_decref(root);
	}
}

Test(json, control_characters_never_stand_in_the_document)
{
	struct document document;

	document_init(&document);
	json_slice(&document.json, SLICE_LITERAL("\x00\x01\b\t\n\f\r\x1f\"\\/\x7f"));
	cr_assert_str_eq(document.buffer, "\"\\u0000\\u0001\\u0008\\t\\n\\u000c\\r\\u001f\\\"\\\\/\\u007f\"");
}

Test(json, keys_are_escaped_too)
{
	struct document document;

	document_init(&document);
	json_object_begin(&document.json);
	json_key(&document.json, "a\"b");
	json_none(&document.json);
	json_object_end(&document.json);
	cr_assert_str_eq(document.buffer, "{\"a\\\"b\":null}");
}

Test(json, what_is_not_utf8_is_replaced)
{
	const struct {
		struct slice value;
		const char *written;
	} table[] = {
		{SLICE_LITERAL("\xc2\xa3\xe2\x82\xac\xf0\x9f\x90\x91"), "\"\xc2\xa3\xe2\x82\xac\xf0\x9f\x90\x91\""},
		{SLICE_LITERAL("a\xffz"), "\"a\xef\xbf\xbdz\""},
		{SLICE_LITERAL("\xc2"), "\"\xef\xbf\xbd\""},
		{SLICE_LITERAL("\xe2\x82"), "\"\xef\xbf\xbd\xef\xbf\xbd\""},
		{SLICE_LITERAL("\xed\xa0\x80"), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""},
		{SLICE_LITERAL("\xc0\xa2"), "\"\xef\xbf\xbd\xef\xbf\xbd\""},
		{SLICE_LITERAL("\xc2\""), "\"\xef\xbf\xbd\\\"\""},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct document document;
		json_t *root;

		document_init(&document);
		json_slice(&document.json, table[i].value);
		cr_assert_str_eq(document.buffer, table[i].written, "entry %zu", i);
		root = document_parse(&document);
		json_decref(root);
	}
}

Test(json, integers_and_decimals_come_back)
{
	struct document document;
	json_t *root;

	document_init(&document);
	json_array_begin(&document.json);
	json_i64(&document.json, INT64_MAX);
	json_i64(&document.json, INT64_MIN);
	json_decimal(&document.json, 196, 1, 1);
	json_array_end(&document.json);
	root = document_parse(&document);
	cr_assert_eq(json_integer_value(json_array_get(root, 0)), INT64_MAX);
	cr_assert_eq(json_integer_value(json_array_get(root, 1)), INT64_MIN);
	cr_assert(json_is_real(json_array_get(root, 2)));
	json_decref(root);
}

Test(json, nests_to_its_depth)
{
	struct document document;
	json_t *root;

	document_init(&document);
	for (unsigned i = 0; i < JSON_DEPTH_MAX; i++) {
		if (i % 2) {
			json_object_begin(&document.json);
			json_key(&document.json, "a");
		} else {
			json_array_begin(&document.json);
			json_i64(&document.json, i);
		}
	}
	json_none(&document.json);
	for (unsigned i = JSON_DEPTH_MAX; i-- > 0;) {
		if (i % 2)
			json_object_end(&document.json);
		else
			json_array_end(&document.json);
	}
	root = document_parse(&document);
	cr_assert_eq(json_array_size(root), 2);
	json_decref(root);
}

Test(json, a_cut_text_is_seen_by_its_error)
{
	char buffer[8];
	struct text text;
	struct json json;

	text_init_fixed(&text, buffer, sizeof(buffer));
	json_init(&json, &text);
	json_array_begin(&json);
	json_text(&json, "much too long");
	json_array_end(&json);
	json_finish(&json);
	cr_assert_eq(text.error, ERROR_LIMIT);
	cr_assert_eq(strlen(buffer), sizeof(buffer) - 1);
}

/* Each of these is a programming error: the document could not be right. */

Test(json, deeper_than_its_depth_aborts, .signal = SIGABRT)
{
	struct document document;

	document_init(&document);
	for (unsigned i = 0; i <= JSON_DEPTH_MAX; i++)
		json_array_begin(&document.json);
}

Test(json, a_value_without_a_key_aborts, .signal = SIGABRT)
{
	struct document document;

	document_init(&document);
	json_object_begin(&document.json);
	json_none(&document.json);
}

Test(json, a_key_in_an_array_aborts, .signal = SIGABRT)
{
	struct document document;

	document_init(&document);
	json_array_begin(&document.json);
	json_key(&document.json, "a");
}

Test(json, a_key_without_a_value_aborts, .signal = SIGABRT)
{
	struct document document;

	document_init(&document);
	json_object_begin(&document.json);
	json_key(&document.json, "a");
	json_object_end(&document.json);
}

Test(json, two_keys_in_a_row_abort, .signal = SIGABRT)
{
	struct document document;

	document_init(&document);
	json_object_begin(&document.json);
	json_key(&document.json, "a");
	json_key(&document.json, "b");
}

Test(json, the_wrong_end_aborts, .signal = SIGABRT)
{
	struct document document;

	document_init(&document);
	json_array_begin(&document.json);
	json_object_end(&document.json);
}

Test(json, an_end_too_many_aborts, .signal = SIGABRT)
{
	struct document document;

	document_init(&document);
	json_array_end(&document.json);
}

Test(json, an_end_too_few_aborts, .signal = SIGABRT)
{
	struct document document;

	document_init(&document);
	json_array_begin(&document.json);
	json_finish(&document.json);
}

Test(json, two_documents_abort, .signal = SIGABRT)
{
	struct document document;

	document_init(&document);
	json_none(&document.json);
	json_none(&document.json);
}

Test(json, no_document_aborts, .signal = SIGABRT)
{
	struct document document;

	document_init(&document);
	json_finish(&document.json);
}
