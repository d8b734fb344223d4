#include "agent/core/table.h"

#include <criterion/criterion.h>
#include <string.h>

#include "common/memory.h"
#include "common/text.h"

static void put_row(struct text *text, const struct table *table)
{
	text_put_u64(text, table->row.line);
	text_put(text, ":");
	for (unsigned i = 0; i < table->row.count; i++) {
		text_put(text, i ? "|" : "");
		text_put_slice(text, cells_at(&table->row, i));
		text_put(text, cells_fault(&table->row, i) == CELL_TOO_LONG ? "^" : cells_fault(&table->row, i) == CELL_BADLY_QUOTED ? "!" : "");
	}
	text_put(text, table->row.is_too_wide ? "~" : "");
	text_put(text, table->row.is_cut ? "$" : "");
	text_put(text, ";");
}

static enum error feed(struct table *table, struct slice bytes, struct text *text)
{
	enum error error = ERROR_NONE;

	while (!error && bytes.size) {
		bool has_row = false;

		error = table_read(table, &bytes, &has_row);
		if (!error && has_row)
			put_row(text, table);
	}
	return error;
}

/* Rows as "line:cell|cell;", and how the reading ended; fed in two pieces. */
static enum error read_split(struct slice bytes, size_t split, struct text *text)
{
	struct table table;
	enum error error;
	bool has_row = false;

	table_init(&table);
	error = feed(&table, slice_from(bytes.data, split), text);
	if (!error)
		error = feed(&table, slice_from(bytes.data + split, bytes.size - split), text);
	if (!error)
		error = table_end(&table, &has_row);
	if (has_row)
		put_row(text, &table);
	if (error == ERROR_MALFORMED) {
		text_put(text, rule_sentence(table.why));
		text_put(text, " @");
		text_put_u64(text, table.why_line);
	}
	table_fini(&table);
	return error;
}

#define QUOTE_OPEN "has a quotation mark that is never closed"
#define BYTES(literal)                                          \
	{                                                       \
		(const uint8_t *)(literal), sizeof(literal) - 1 \
	}

static const struct {
	struct slice bytes;
	const char *rows;
} must_read[] = {
	{BYTES(""), ""},
	{BYTES("a"), "1:a$;"},
	{BYTES("a,b\n1,2\n"), "1:a|b;2:1|2;"},
	{BYTES("a,b\n1,2"), "1:a|b;2:1|2$;"},
	{BYTES("a,b\r\n1,2\r\n"), "1:a|b;2:1|2;"},
	{BYTES("a,b\r1,2\r"), "1:a|b;2:1|2;"},
	{BYTES("a\n\rb\n"), "1:a;2:;3:b;"},
	{BYTES("\xef\xbb\xbf"
	       "a,b\n"),
	 "1:a|b;"},
	{BYTES("\xef\xbb\xbf"
	       "\"a\",b\n"),
	 "1:a|b;"},
	{BYTES("\xef\xbb\xbf"), ""},
	{BYTES("\xef\xbb"), "1:\xef\xbb$;"},
	{BYTES("\xef\xbb,b\n"), "1:\xef\xbb|b;"},
	{BYTES("a\xef\xbb\xbf,b\n"), "1:a\xef\xbb\xbf|b;"},
	{BYTES(",\n"), "1:|;"},
	{BYTES(","), "1:|$;"},
	{BYTES("a,"), "1:a|$;"},
	{BYTES("\n\n"), "1:;2:;"},
	{BYTES("  a \t, b\xc2\xa0\n"), "1:a|b;"},
	{BYTES("NULL,null, Null ,NULLS\n"), "1:|||NULLS;"},
	{BYTES("\"a,b\",\"c\"\n"), "1:a,b|c;"},
	{BYTES("\"say \"\"hi\"\"\",x\n"), "1:say \"hi\"|x;"},
	{BYTES("\"\",\"\"\"\"\n"), "1:|\";"},
	{BYTES("\"\""), "1:$;"},
	{BYTES("\"a\nb\",c\nd,e\n"), "1:a\nb|c;3:d|e;"},
	{BYTES("\"a\r\nb\",c\r\nd,e\r\n"), "1:a\r\nb|c;3:d|e;"},
	{BYTES("\"a\rb\n\nc\",d\nx\n"), "1:a\rb\n\nc|d;5:x;"},
	{BYTES("\"a\r\"\"\nb\"\nx\n"), "1:a\r\"\nb;4:x;"},
	{BYTES("\"a\r\",\"\nb\"\nx\n"), "1:a\r|\nb;4:x;"},
	{BYTES("\"a\" ,\"b\"\t\n"), "1:a|b;"},
	{BYTES("\"a\"x,b\n"), "1:a!|b;"},
	{BYTES("\"a\" \"b\"\nc\n"), "1:a!;2:c;"},
	{BYTES("5\" pipe,b\n"), "1:5\" pipe|b;"},
	{BYTES("S\xe9\xff,b\n"), "1:S\xe9\xff|b;"},
	{BYTES("\"1\n2\n3\r\n4\r5\n6\n7\n8\n9\",b\n\"c\"\n"), "1:1\n2\n3\r\n4\r5\n6\n7\n8\n9|b;10:c;"},
};

static const struct {
	struct slice bytes;
	const char *why;
} must_refuse[] = {
	{BYTES("\xff\xfe"
	       "a\0,\0"),
	 "is UTF-16 text: save it as CSV UTF-8 @1"},
	{BYTES("\xfe\xff\0a\0,"), "is UTF-16 text: save it as CSV UTF-8 @1"},
	{BYTES("a\0,\0b\0\n\0"), "holds NUL bytes, as UTF-16 text and spreadsheet files do: save it as CSV UTF-8 @1"},
	{BYTES("\0a\0,"), "holds NUL bytes, as UTF-16 text and spreadsheet files do: save it as CSV UTF-8 @1"},
	{BYTES("a\n\"b\0\"\n"), "1:a;holds NUL bytes, as UTF-16 text and spreadsheet files do: save it as CSV UTF-8 @2"},
	{BYTES("\"b\" \0\n"), "holds NUL bytes, as UTF-16 text and spreadsheet files do: save it as CSV UTF-8 @1"},
	{BYTES("a\nb,\"c\nd\n"), "1:a;" QUOTE_OPEN " @2"},
	{BYTES("\""), QUOTE_OPEN " @1"},
	{BYTES("a,\"\n\",\"c\n"), QUOTE_OPEN " @2"},
	{BYTES("a\nb,\"1\n2\n3\n4\n5\n6\n7\n8\n9\n\"\nc\n"), "1:a;" QUOTE_OPEN " @2"},
};

static void expect(struct slice bytes, const char *rows, enum error error, size_t entry)
{
	for (size_t split = 0; split <= bytes.size; split++) {
		char buffer[512];
		struct text text;

		text_init_fixed(&text, buffer, sizeof(buffer));
		cr_assert_eq(read_split(bytes, split, &text), error, "entry %zu split at %zu", entry, split);
		cr_assert_str_eq(buffer, rows, "entry %zu split at %zu", entry, split);
	}
}

Test(table, must_read_however_it_is_split)
{
	for (size_t i = 0; i < sizeof(must_read) / sizeof(must_read[0]); i++)
		expect(must_read[i].bytes, must_read[i].rows, ERROR_NONE, i);
}

Test(table, must_refuse_however_it_is_split)
{
	for (size_t i = 0; i < sizeof(must_refuse) / sizeof(must_refuse[0]); i++)
		expect(must_refuse[i].bytes, must_refuse[i].why, ERROR_MALFORMED, i);
}

Test(table, a_cell_at_the_limit_is_whole_and_one_above_is_cut)
{
	static uint8_t bytes[FIELD_BYTES_MAX + 4];
	struct slice rest;
	struct table table;
	bool has_row = false;

	memset(bytes, 'x', sizeof(bytes));
	for (size_t size = FIELD_BYTES_MAX; size <= FIELD_BYTES_MAX + 1; size++) {
		table_init(&table);
		bytes[size] = '\n';
		rest = slice_from(bytes, size + 1);
		cr_assert_eq(table_read(&table, &rest, &has_row), ERROR_NONE);
		cr_assert(has_row);
		cr_assert_eq(cells_at(&table.row, 0).size, FIELD_BYTES_MAX);
		cr_assert_eq(cells_fault(&table.row, 0), size == FIELD_BYTES_MAX ? CELL_SOUND : CELL_TOO_LONG);
		bytes[size] = 'x';
		table_fini(&table);
	}
}

Test(table, a_quoted_cell_above_the_limit_is_one_that_was_never_closed)
{
	static uint8_t bytes[FIELD_BYTES_MAX + 6];

	memset(bytes, 'x', sizeof(bytes));
	bytes[0] = '\n';
	bytes[1] = '"';
	for (size_t size = FIELD_BYTES_MAX; size <= FIELD_BYTES_MAX + 1; size++) {
		struct slice rest = slice_from(bytes, size + 4);
		struct table table;
		bool has_row = false;

		bytes[size + 2] = '"';
		bytes[size + 3] = '\n';
		table_init(&table);
		cr_assert_eq(table_read(&table, &rest, &has_row), ERROR_NONE);
		cr_assert_eq(table_read(&table, &rest, &has_row), size == FIELD_BYTES_MAX ? ERROR_NONE : ERROR_MALFORMED);
		if (size > FIELD_BYTES_MAX) {
			cr_assert_eq(table.why, RULE_FILE_QUOTE_OPEN);
			cr_assert_eq(table.why_line, 2);
		}
		bytes[size + 2] = 'x';
		table_fini(&table);
	}
}

Test(table, a_row_at_the_limit_is_whole_and_one_above_is_too_wide)
{
	static uint8_t bytes[2 * ROW_FIELDS_MAX + 2];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = i % 2 ? ',' : 'x';
	for (size_t count = ROW_FIELDS_MAX; count <= ROW_FIELDS_MAX + 1; count++) {
		struct table table;
		struct slice rest = slice_from(bytes, 2 * count);
		bool has_row = false;

		bytes[2 * count - 1] = '\n';
		table_init(&table);
		cr_assert_eq(table_read(&table, &rest, &has_row), ERROR_NONE);
		cr_assert(has_row);
		cr_assert_eq(table.row.count, ROW_FIELDS_MAX);
		cr_assert_eq(table.row.is_too_wide, count > ROW_FIELDS_MAX);
		bytes[2 * count - 1] = ',';
		table_fini(&table);
	}
}

Test(table, a_row_after_one_that_was_too_wide_is_sound)
{
	static uint8_t bytes[2 * ROW_FIELDS_MAX + 6];
	struct table table;
	struct slice rest = slice_from(bytes, sizeof(bytes));
	bool has_row = false;

	memset(bytes, ',', sizeof(bytes));
	memcpy(bytes + sizeof(bytes) - 5, "\na,b\n", 5);
	table_init(&table);
	cr_assert_eq(table_read(&table, &rest, &has_row), ERROR_NONE);
	cr_assert(table.row.is_too_wide);
	cr_assert_eq(table_read(&table, &rest, &has_row), ERROR_NONE);
	cr_assert(has_row);
	cr_assert_not(table.row.is_too_wide);
	cr_assert_eq(table.row.count, 2);
	cr_assert(slice_equal(cells_at(&table.row, 1), SLICE_LITERAL("b")));
	table_fini(&table);
}

Test(table, every_allocation_may_fail)
{
	static char bytes[3000] = "\"a";
	size_t allocations;

	memset(bytes + 2, 'b', sizeof(bytes) - 4);
	bytes[sizeof(bytes) - 2] = '"';
	bytes[sizeof(bytes) - 1] = '\n';
	for (size_t n = 1;; n++) {
		char buffer[4096];
		struct text text;
		enum error error;

		text_init_fixed(&text, buffer, sizeof(buffer));
		memory_fail_at(n);
		error = read_split(slice_from(bytes, sizeof(bytes)), 10, &text);
		allocations = memory_fail_at(0);
		if (allocations < n) {
			cr_assert_eq(error, ERROR_NONE);
			cr_assert_gt(n, 1);
			return;
		}
		cr_assert_eq(error, ERROR_NO_MEMORY, "allocation %zu", n);
	}
}

Test(table, a_cell_that_the_row_does_not_have_is_sound_and_empty)
{
	struct table table;
	struct slice rest = SLICE_LITERAL("a,\"b\"x\nc\n");
	bool has_row = false;

	table_init(&table);
	cr_assert_eq(table_read(&table, &rest, &has_row), ERROR_NONE);
	cr_assert_eq(cells_fault(&table.row, 1), CELL_BADLY_QUOTED);
	cr_assert_eq(table_read(&table, &rest, &has_row), ERROR_NONE);
	cr_assert_eq(cells_fault(&table.row, 1), CELL_SOUND);
	cr_assert_eq(cells_at(&table.row, 1).size, 0);
	table_fini(&table);
}

Test(table, nothing_is_read_behind_a_fault)
{
	struct table table;
	struct slice rest = SLICE_LITERAL("\xff\xfe");
	bool has_row = false;

	table_init(&table);
	cr_assert_eq(table_read(&table, &rest, &has_row), ERROR_MALFORMED);
	rest = SLICE_LITERAL("a,b\n");
	cr_assert_eq(table_read(&table, &rest, &has_row), ERROR_MALFORMED);
	cr_assert_eq(table_end(&table, &has_row), ERROR_MALFORMED);
	cr_assert_not(has_row);
	table_fini(&table);
}
