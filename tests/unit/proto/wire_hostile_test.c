/* Bytes from outside that are almost right: each is refused, with its error and, where there is one, its field. */
#include <criterion/criterion.h>

#include "proto/wire.h"
#include "tests/unit/proto/samples.h"
#include "tests/unit/proto/wire_builder.h"

/* What a return, an envelope or a message is built from here, in order; a test changes one row. */
struct field {
	unsigned number;
	enum wire_type type;
	uint64_t value;    /* of a varint; the size of a sized field when `bytes` is NULL */
	const char *bytes; /* of a sized field */
};

enum { FIELDS_MAX = 16 };

static const struct field return_fields[] = {
	{1, WIRE_VARINT, 342, NULL},
	{2, WIRE_VARINT, 202109, NULL},
	{3, WIRE_VARINT, 1, NULL},
	{4, WIRE_SIZED, 32, NULL},
	{5, WIRE_SIZED, 32, NULL},
	{6, WIRE_SIZED, 0, "open-1"},
	{7, WIRE_SIZED, 0, "0.1.0"},
	{8, WIRE_SIZED, 0, "\x08\x01\x10\x02"},
	{8, WIRE_SIZED, 0, "\x08\x02\x18\x03\x20\x02"},
};

static const struct field envelope_fields[] = {
	{1, WIRE_SIZED, 0, "return"}, {2, WIRE_VARINT, 1633046400, NULL}, {3, WIRE_VARINT, 1633046401, NULL}, {4, WIRE_SIZED, 0, "Head"},
	{5, WIRE_SIZED, 16, NULL},    {6, WIRE_SIZED, 64, NULL},          {7, WIRE_VARINT, 2, NULL},
};

static const struct field receipt_fields[] = {
	{1, WIRE_VARINT, 342, NULL}, {2, WIRE_VARINT, 202109, NULL}, {3, WIRE_VARINT, 1, NULL}, {4, WIRE_SIZED, 32, NULL},
	{5, WIRE_SIZED, 32, NULL},   {6, WIRE_VARINT, 1, NULL},      {7, WIRE_SIZED, 32, NULL}, {8, WIRE_VARINT, 1633046400, NULL},
	{9, WIRE_SIZED, 16, NULL},   {10, WIRE_SIZED, 64, NULL},
};

static const struct field refusal_fields[] = {
	{1, WIRE_VARINT, 3, NULL},
	{2, WIRE_SIZED, 0, "no"},
	{3, WIRE_SIZED, 0, "month"},
	{4, WIRE_SIZED, 32, NULL},
};

static const struct field hello_fields[] = {
	{1, WIRE_VARINT, 1, NULL},
	{2, WIRE_SIZED, 0, "0.1.0"},
	{3, WIRE_SIZED, 32, NULL},
};

static struct builder outer, inner;

static void build_field(struct builder *builder, const struct field *field)
{
	if (field->type == WIRE_VARINT)
		build_number(builder, field->number, field->value);
	else if (field->bytes != NULL)
		build_sized(builder, field->number, slice_from_text(field->bytes));
	else
		build_filled(builder, field->number, 'x', field->value);
}

/* The fields with row `index` replaced by `change`, whose number 0 leaves it out; index == count: none is replaced. */
static struct slice built(struct builder *builder, const struct field *fields, unsigned count, unsigned index, const struct field *change)
{
	builder->size = 0;
	for (unsigned i = 0; i < count; i++) {
		const struct field *field = i == index ? change : &fields[i];
		if (field->number != 0)
			build_field(builder, field);
	}
	return build_done(builder);
}

typedef enum error (*unpack_function)(struct slice bytes, const char **field);

static enum error unpack_return(struct slice bytes, const char **field)
{
	struct arena arena;
	struct council_return result;
	arena_init(&arena, SAMPLE_ARENA_BYTES);
	enum error error = wire_unpack_return(bytes, &arena, &result, field);
	arena_fini(&arena);
	return error;
}

static enum error unpack_envelope(struct slice bytes, const char **field)
{
	struct arena arena;
	struct envelope result;
	arena_init(&arena, SAMPLE_ARENA_BYTES);
	enum error error = wire_unpack_envelope(bytes, &arena, &result, field);
	arena_fini(&arena);
	return error;
}

static enum error unpack_message(struct slice bytes, const char **field)
{
	struct arena arena;
	struct message result;
	arena_init(&arena, SAMPLE_ARENA_BYTES);
	enum error error = wire_unpack_message(bytes, &arena, &result, field);
	arena_fini(&arena);
	return error;
}

/* A message around the bytes of its part. */
static struct slice wrapped(unsigned kind, struct slice part)
{
	outer.size = 0;
	build_sized(&outer, kind, part);
	return build_done(&outer);
}

static enum error unpack_hello(struct slice bytes, const char **field)
{
	return unpack_message(wrapped(MESSAGE_HELLO, bytes), field);
}

static enum error unpack_receipt(struct slice bytes, const char **field)
{
	return unpack_message(wrapped(MESSAGE_RECEIPT, bytes), field);
}

static enum error unpack_refusal(struct slice bytes, const char **field)
{
	return unpack_message(wrapped(MESSAGE_REFUSAL, bytes), field);
}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct shape {
	const char *name;
	const struct field *fields;
	unsigned count;
	unsigned required; /* the first so many must be there */
	unpack_function unpack;
} shapes[] = {
	{"return", return_fields, COUNT(return_fields), 7, unpack_return},
	{"envelope", envelope_fields, COUNT(envelope_fields), 6, unpack_envelope},
	{"hello", hello_fields, COUNT(hello_fields), 3, unpack_hello},
	{"receipt", receipt_fields, COUNT(receipt_fields), 10, unpack_receipt},
	{"refusal", refusal_fields, COUNT(refusal_fields), 4, unpack_refusal},
};

enum { RETURN, ENVELOPE, HELLO, RECEIPT, REFUSAL };

Test(wire_hostile, the_fields_as_they_stand_are_accepted)
{
	for (unsigned i = 0; i < COUNT(shapes); i++) {
		const char *field = NULL;
		struct slice bytes = built(&inner, shapes[i].fields, shapes[i].count, shapes[i].count, NULL);
		cr_assert_eq(shapes[i].unpack(bytes, &field), ERROR_NONE, "%s", shapes[i].name);
		cr_assert_str_eq(field, "");
	}
}

Test(wire_hostile, changed_fields_are_refused)
{
	static const struct {
		unsigned shape;
		unsigned index;
		struct field change;
		enum error expected;
		const char *field;
	} rows[] = {
		{RETURN, 0, {1, WIRE_VARINT, 0, NULL}, ERROR_MALFORMED, "council"},
		{RETURN, 0, {1, WIRE_VARINT, 1000, NULL}, ERROR_LIMIT, "council"},
		{RETURN, 0, {1, WIRE_VARINT, 65536 + 342, NULL}, ERROR_LIMIT, "council"},
		{RETURN, 0, {1, WIRE_VARINT, UINT64_C(0x100000000) + 342, NULL}, ERROR_MALFORMED, ""},
		{RETURN, 1, {2, WIRE_VARINT, 202100, NULL}, ERROR_MALFORMED, "month"},
		{RETURN, 1, {2, WIRE_VARINT, 202113, NULL}, ERROR_MALFORMED, "month"},
		{RETURN, 1, {2, WIRE_VARINT, 0, NULL}, ERROR_MALFORMED, "month"},
		{RETURN, 1, {2, WIRE_VARINT, UINT32_MAX, NULL}, ERROR_MALFORMED, "month"},
		{RETURN, 2, {3, WIRE_VARINT, 0, NULL}, ERROR_MALFORMED, "revision"},
		{RETURN, 2, {3, WIRE_VARINT, REVISION_MAX + 1, NULL}, ERROR_LIMIT, "revision"},
		{RETURN, 3, {4, WIRE_SIZED, 31, NULL}, ERROR_MALFORMED, "previous"},
		{RETURN, 3, {4, WIRE_SIZED, 0, NULL}, ERROR_MALFORMED, "previous"},
		{RETURN, 4, {5, WIRE_SIZED, 33, NULL}, ERROR_MALFORMED, "catalogue"},
		{RETURN, 5, {6, WIRE_SIZED, 0, NULL}, ERROR_MALFORMED, "policy"},
		{RETURN, 5, {6, WIRE_SIZED, POLICY_BYTES_MAX + 1, NULL}, ERROR_LIMIT, "policy"},
		{RETURN, 5, {6, WIRE_SIZED, 0, "a\x1f"}, ERROR_MALFORMED, "policy"},
		{RETURN, 6, {7, WIRE_SIZED, 0, "\xc0\x80"}, ERROR_MALFORMED, "agent_version"},
		{RETURN, 6, {7, WIRE_SIZED, AGENT_VERSION_BYTES_MAX + 1, NULL}, ERROR_LIMIT, "agent_version"},
		{RETURN, 7, {8, WIRE_SIZED, 0, ""}, ERROR_MALFORMED, ""},                                     /* no number */
		{RETURN, 7, {8, WIRE_SIZED, 0, "\x08\x01"}, ERROR_MALFORMED, "measures"},                     /* neither value nor symbol */
		{RETURN, 7, {8, WIRE_SIZED, 0, "\x08\x01\x10\x02\x18\x03"}, ERROR_MALFORMED, "measures"},     /* both */
		{RETURN, 7, {8, WIRE_SIZED, 0, "\x08\x01\x10\x02\x20\x03"}, ERROR_MALFORMED, "measures"},     /* a reason for a value */
		{RETURN, 7, {8, WIRE_SIZED, 0, "\x08\x01\x18\x80\x02"}, ERROR_LIMIT, "measures"},             /* symbol 256 */
		{RETURN, 7, {8, WIRE_SIZED, 0, "\x08\x80\x80\x04\x10\x02"}, ERROR_LIMIT, "measures"},         /* number 65536 */
		{RETURN, 7, {8, WIRE_SIZED, 0, "\x08\x01\x18\x03\x20\x80\x80\x04"}, ERROR_LIMIT, "measures"}, /* reason 65536 */
		{RETURN, 7, {8, WIRE_SIZED, 0, "\x10\x02\x08\x01"}, ERROR_MALFORMED, ""},                     /* in another order */
		{RETURN, 7, {8, WIRE_SIZED, 0, "\x08\x01\x08\x01\x10\x02"}, ERROR_MALFORMED, ""},             /* twice */
		{RETURN, 7, {8, WIRE_SIZED, 0, "\x08\x01\x10\x02\x28\x01"}, ERROR_MALFORMED, ""},             /* an unknown field */
		{ENVELOPE, 0, {1, WIRE_SIZED, 0, NULL}, ERROR_MALFORMED, "return_bytes"},
		{ENVELOPE, 0, {1, WIRE_SIZED, RETURN_BYTES_MAX + 1, NULL}, ERROR_LIMIT, "return_bytes"},
		{ENVELOPE, 1, {2, WIRE_VARINT, UINT64_C(253402300800), NULL}, ERROR_LIMIT, "prepared_at_s"},
		{ENVELOPE, 2, {3, WIRE_VARINT, UINT64_MAX, NULL}, ERROR_LIMIT, "approved_at_s"},
		{ENVELOPE, 3, {4, WIRE_SIZED, 0, NULL}, ERROR_MALFORMED, "approver_role"},
		{ENVELOPE, 3, {4, WIRE_SIZED, ROLE_BYTES_MAX + 1, NULL}, ERROR_LIMIT, "approver_role"},
		{ENVELOPE, 3, {4, WIRE_SIZED, 0, "a\tb"}, ERROR_MALFORMED, "approver_role"},
		{ENVELOPE, 3, {4, WIRE_SIZED, 0, "a\x7f"}, ERROR_MALFORMED, "approver_role"},
		{ENVELOPE, 3, {4, WIRE_SIZED, 0, "a\xc2\x9b[2J"}, ERROR_MALFORMED, "approver_role"},
		{ENVELOPE, 4, {5, WIRE_SIZED, 15, NULL}, ERROR_MALFORMED, "key"},
		{ENVELOPE, 5, {6, WIRE_SIZED, 65, NULL}, ERROR_MALFORMED, "signature"},
		{ENVELOPE, 6, {7, WIRE_VARINT, 0, NULL}, ERROR_MALFORMED, "reason"}, /* what would be left out as 0 must be left out */
		{ENVELOPE, 6, {7, WIRE_VARINT, 256, NULL}, ERROR_LIMIT, "reason"},
		{ENVELOPE, 6, {7, WIRE_SIZED, 0, "x"}, ERROR_MALFORMED, ""},
		{ENVELOPE, 6, {8, WIRE_VARINT, 2, NULL}, ERROR_MALFORMED, ""},
		{HELLO, 1, {2, WIRE_SIZED, AGENT_VERSION_BYTES_MAX + 1, NULL}, ERROR_LIMIT, "program_version"},
		{HELLO, 2, {3, WIRE_SIZED, 31, NULL}, ERROR_MALFORMED, "catalogue"},
		{RECEIPT, 0, {1, WIRE_VARINT, 0, NULL}, ERROR_MALFORMED, "council"},
		{RECEIPT, 0, {1, WIRE_VARINT, 65536, NULL}, ERROR_LIMIT, "council"},
		{RECEIPT, 1, {2, WIRE_VARINT, 99999999, NULL}, ERROR_MALFORMED, "month"},
		{RECEIPT, 3, {4, WIRE_SIZED, 31, NULL}, ERROR_MALFORMED, "return_hash"},
		{RECEIPT, 4, {5, WIRE_SIZED, 31, NULL}, ERROR_MALFORMED, "envelope_hash"},
		{RECEIPT, 5, {6, WIRE_VARINT, 0, NULL}, ERROR_MALFORMED, "sequence"},
		{RECEIPT, 6, {7, WIRE_SIZED, 64, NULL}, ERROR_MALFORMED, "entry_hash"},
		{RECEIPT, 7, {8, WIRE_VARINT, UINT64_MAX, NULL}, ERROR_LIMIT, "recorded_at_s"},
		{RECEIPT, 8, {9, WIRE_SIZED, 17, NULL}, ERROR_MALFORMED, "key"},
		{RECEIPT, 9, {10, WIRE_SIZED, 63, NULL}, ERROR_MALFORMED, "signature"},
		{REFUSAL, 0, {1, WIRE_VARINT, 0, NULL}, ERROR_MALFORMED, "code"},
		{REFUSAL, 1, {2, WIRE_SIZED, 0, "\xed\xa0\x80"}, ERROR_MALFORMED, "sentence"},
		{REFUSAL, 1, {2, WIRE_SIZED, REFUSAL_SENTENCE_BYTES_MAX + 1, NULL}, ERROR_LIMIT, "sentence"},
		{REFUSAL, 2, {3, WIRE_SIZED, REFUSAL_FIELD_BYTES_MAX + 1, NULL}, ERROR_LIMIT, "field"},
		{REFUSAL, 3, {4, WIRE_SIZED, 33, NULL}, ERROR_MALFORMED, "envelope_hash"},
	};
	for (unsigned i = 0; i < COUNT(rows); i++) {
		const struct shape *shape = &shapes[rows[i].shape];
		const char *field = NULL;
		struct slice bytes = built(&inner, shape->fields, shape->count, rows[i].index, &rows[i].change);
		cr_assert_eq(shape->unpack(bytes, &field), rows[i].expected, "row %u: %s %s", i, shape->name, rows[i].field);
		cr_assert_str_eq(field, rows[i].field, "row %u: %s", i, field);
	}
}

Test(wire_hostile, a_missing_field_is_malformed)
{
	static const struct field nothing;
	for (unsigned i = 0; i < COUNT(shapes); i++) {
		for (unsigned j = 0; j < shapes[i].required; j++) {
			const char *field = NULL;
			struct slice bytes = built(&inner, shapes[i].fields, shapes[i].count, j, &nothing);
			cr_assert_eq(shapes[i].unpack(bytes, &field), ERROR_MALFORMED, "%s without field %u", shapes[i].name, j + 1);
		}
	}
}

Test(wire_hostile, a_duplicate_field_is_malformed)
{
	for (unsigned i = 0; i < COUNT(shapes); i++) {
		for (unsigned j = 0; j < shapes[i].required; j++) {
			const char *field = NULL;
			(void)built(&inner, shapes[i].fields, shapes[i].count, shapes[i].count, NULL);
			build_field(&inner, &shapes[i].fields[j]);
			cr_assert_eq(shapes[i].unpack(build_done(&inner), &field), ERROR_MALFORMED, "%s with field %u twice", shapes[i].name, j + 1);
		}
	}
}

Test(wire_hostile, an_unknown_field_is_malformed)
{
	static const struct field strangers[] = {{99, WIRE_VARINT, 1, NULL}, {99, WIRE_SIZED, 0, "x"}, {536870911, WIRE_SIZED, 0, ""}};
	for (unsigned i = 0; i < COUNT(shapes); i++) {
		for (unsigned j = 0; j < COUNT(strangers); j++) {
			const char *field = NULL;
			(void)built(&inner, shapes[i].fields, shapes[i].count, shapes[i].count, NULL);
			build_field(&inner, &strangers[j]);
			cr_assert_eq(shapes[i].unpack(build_done(&inner), &field), ERROR_MALFORMED, "%s, stranger %u", shapes[i].name, j);
		}
	}
}

Test(wire_hostile, another_order_of_fields_is_malformed)
{
	for (unsigned i = 0; i < COUNT(shapes); i++) {
		const char *field = NULL;
		inner.size = 0;
		for (unsigned j = shapes[i].count; j-- > 0;)
			build_field(&inner, &shapes[i].fields[j]);
		cr_assert_eq(shapes[i].unpack(build_done(&inner), &field), ERROR_MALFORMED, "%s", shapes[i].name);
	}
}

/* 342 is d6 02; d6 82 00 says the same in three bytes. */
Test(wire_hostile, a_number_in_a_long_form_is_malformed)
{
	const char *field = NULL;
	struct slice bytes = built(&inner, return_fields, COUNT(return_fields), COUNT(return_fields), NULL);
	const uint8_t expected[] = {0x08, 0xd6, 0x02};
	const uint8_t longer[] = {0x08, 0xd6, 0x82, 0x00};
	cr_assert_eq(memcmp(bytes.data, expected, sizeof expected), 0);
	outer.size = 0;
	build_raw(&outer, slice_from(longer, sizeof longer));
	build_raw(&outer, slice_from(bytes.data + sizeof expected, bytes.size - sizeof expected));
	cr_assert_eq(unpack_return(build_done(&outer), &field), ERROR_MALFORMED);
}

/* What would be left out as 0 must be left out. */
Test(wire_hostile, a_symbol_or_reason_of_zero_is_malformed)
{
	static const struct {
		const char *measure;
		size_t size;
	} rows[] = {{"\x08\x01\x18\x00", 4}, {"\x08\x01\x18\x03\x20\x00", 6}, {"\x08\x00\x10\x02", 4}};
	for (unsigned i = 0; i < COUNT(rows); i++) {
		const char *field = NULL;
		(void)built(&inner, return_fields, 7, 7, NULL);
		build_sized(&inner, 8, slice_from(rows[i].measure, rows[i].size));
		cr_assert_eq(unpack_return(build_done(&inner), &field), ERROR_MALFORMED, "row %u", i);
	}
}

/* The order is for the collector to judge, which has a code for it. */
Test(wire_hostile, measures_in_another_order_are_left_to_the_collector)
{
	const char *field = NULL;
	(void)built(&inner, return_fields, 7, 7, NULL);
	build_field(&inner, &return_fields[8]);
	build_field(&inner, &return_fields[7]);
	build_field(&inner, &return_fields[7]);
	cr_assert_eq(unpack_return(build_done(&inner), &field), ERROR_NONE);
}

Test(wire_hostile, bytes_that_are_no_fields_are_malformed)
{
	static const struct {
		const char *bytes;
		size_t size;
	} rows[] = {
		{"", 0},
		{"\x00", 1},                                              /* field 0 */
		{"\x08", 1},                                              /* a tag alone */
		{"\x0a\x05\x08", 3},                                      /* longer than the rest */
		{"\x0a\xff\xff\xff\xff\x0f", 6},                          /* a length of 4 GiB */
		{"\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11},     /* a length of 2^64 - 1 */
		{"\x0b\x0c", 2},                                          /* a group */
		{"\x0c", 1},                                              /* a group's end */
		{"\x0f\x00", 2},                                          /* wire type 7 */
		{"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 12}, /* an endless tag */
		{"\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 12}, /* an endless number */
		{"GET / HTTP/1.1\r\n\r\n", 18},
		{"{\"council\":\"342\"}", 17},
	};
	for (unsigned i = 0; i < COUNT(rows); i++) {
		const char *field = NULL;
		struct slice bytes = slice_from(rows[i].bytes, rows[i].size);
		cr_assert_eq(unpack_return(bytes, &field), ERROR_MALFORMED, "row %u", i);
		cr_assert_eq(unpack_envelope(bytes, &field), ERROR_MALFORMED, "row %u", i);
		cr_assert_eq(unpack_message(bytes, &field), ERROR_MALFORMED, "row %u", i);
	}
}

Test(wire_hostile, two_parts_in_one_message_are_malformed)
{
	const char *field = NULL;
	for (unsigned i = 0; i < 2; i++) {
		struct slice hello = built(&inner, hello_fields, COUNT(hello_fields), COUNT(hello_fields), NULL);
		outer.size = 0;
		build_sized(&outer, MESSAGE_HELLO, hello);
		if (i == 0)
			build_sized(&outer, MESSAGE_HELLO, hello);
		else
			build_sized(&outer, MESSAGE_REFUSAL, built(&inner, refusal_fields, COUNT(refusal_fields), COUNT(refusal_fields), NULL));
		cr_assert_eq(unpack_message(build_done(&outer), &field), ERROR_MALFORMED, "%u", i);
	}
}

Test(wire_hostile, sizes_are_checked_before_anything_else)
{
	static const uint8_t zeros[MESSAGE_BYTES_MAX];
	static const struct {
		unpack_function unpack;
		size_t size;
		const char *field;
	} rows[] = {
		{unpack_return, RETURN_BYTES_MAX + 1, "return"}, {unpack_envelope, ENVELOPE_BYTES_MAX + 1, "envelope"},
		{unpack_message, FRAME_BYTES_MAX, "envelope"},   {unpack_message, FRAME_BYTES_MAX + 1, "frame"},
		{unpack_message, MESSAGE_BYTES_MAX, "frame"},
	};
	for (unsigned i = 0; i < COUNT(rows); i++) {
		const char *field = NULL;
		cr_assert_eq(rows[i].unpack(slice_from(zeros, rows[i].size), &field), ERROR_LIMIT, "row %u", i);
		cr_assert_str_eq(field, rows[i].field);
	}
}

Test(wire_hostile, too_many_measures_are_refused_before_they_take_memory)
{
	const char *field = NULL;
	struct arena arena;
	struct council_return result;
	(void)built(&inner, return_fields, 7, 7, NULL);
	for (unsigned i = 0; i <= RETURN_MEASURES_MAX; i++)
		build_field(&inner, &return_fields[7]);
	arena_init(&arena, SAMPLE_ARENA_BYTES);
	enum error error = wire_unpack_return(build_done(&inner), &arena, &result, &field);
	cr_assert(error == ERROR_LIMIT && strcmp(field, "measures") == 0, "%s %s", error_name(error), field);
	cr_assert_eq(arena.taken_bytes, 0);
	arena_fini(&arena);
}
