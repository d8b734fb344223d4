#include "collector/core/csv_rows.h"

#include <criterion/criterion.h>
#include <string.h>

/* A file as "cell|cell;cell|cell": rows end with a semicolon. */
static void flatten(const char *file, size_t size, char *out)
{
	struct csv_rows rows;
	bool has_row = true;

	*out = '\0';
	csv_init(&rows, slice_from(file, size));
	while (has_row) {
		if (csv_next(&rows, &has_row) != ERROR_NONE) {
			strcat(out, "!");
			cr_assert_gt(strlen(rows.why), 10);
			return;
		}
		for (unsigned i = 0; has_row && i < rows.cell_count; i++) {
			strncat(out, (const char *)csv_cell(&rows, i).data, csv_cell(&rows, i).size);
			strcat(out, i + 1 < rows.cell_count ? "|" : ";");
		}
	}
}

Test(csv_rows, are_read_as_they_are_written)
{
	static const struct {
		const char *file, *expected;
	} table[] = {
		{"", ""},
		{"a,b\n1,2\n", "a|b;1|2;"},
		{"a,b\r\n1,2\r\n", "a|b;1|2;"},
		{"a,b\r1,2", "a|b;1|2;"},
		{"\xef\xbb\xbf"
		 "a,b\n",
		 "a|b;"},
		{"a,\"b, c\"\n\"\",\" d \"\n", "a|b, c;|d;"},
		{"\"a\nb\",c\n", "a\nb|c;"},
		{"\"say \"\"so\"\"\",x", "say \"\"so\"\"|x;"},
		{"\"a\" ,b\n", "a|b;"},
		{" a , b \n", "a|b;"},
		{"a,\n,b", "a|;|b;"},
		{"a,", "a|;"},
		{"\n\na\n", ";;a;"},
		{"\"a", "!"},
		{"a,b\n\"c", "a|b;!"},
		{"\"a\"b,c\n", "!"},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		char out[256];

		flatten(table[i].file, strlen(table[i].file), out);
		cr_expect_str_eq(out, table[i].expected, "row %zu: %s", i, out);
	}
}

Test(csv_rows, nul_bytes_are_refused)
{
	char out[64];

	flatten("a\0,b\n", 5, out);
	cr_expect_str_eq(out, "!");
}

Test(csv_rows, say_on_which_line_they_begin)
{
	static const char file[] = "a\n\"b\r\nb\n\rb\",x\r\n\nc\n";
	static const uint64_t lines[] = {1, 2, 6, 7};
	struct csv_rows rows;
	bool has_row;

	csv_init(&rows, slice_from_text(file));
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		cr_assert_eq(csv_next(&rows, &has_row), ERROR_NONE);
		cr_expect(has_row);
		cr_expect_eq(rows.row_line, lines[i], "row %zu begins on line %llu", i, (unsigned long long)rows.row_line);
		cr_expect_eq(csv_is_blank(&rows), i == 2);
	}
	cr_assert_eq(csv_next(&rows, &has_row), ERROR_NONE);
	cr_expect_not(has_row);
	cr_expect_eq(csv_cell(&rows, 0).size, 0);
}

Test(csv_rows, have_a_limit_of_columns)
{
	char file[2 * CSV_COLUMNS_MAX + 2];
	struct csv_rows rows;
	bool has_row;

	memset(file, ',', sizeof(file));
	csv_init(&rows, slice_from(file, CSV_COLUMNS_MAX - 1));
	cr_expect_eq(csv_next(&rows, &has_row), ERROR_NONE);
	cr_expect_eq(rows.cell_count, CSV_COLUMNS_MAX);
	csv_init(&rows, slice_from(file, CSV_COLUMNS_MAX));
	cr_expect_eq(csv_next(&rows, &has_row), ERROR_MALFORMED);
}
