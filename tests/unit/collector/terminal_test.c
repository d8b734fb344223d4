#include <criterion/criterion.h>

#include "collector/core/terminal.h"

enum { BUDGET_BYTES = 1 << 16, OUTPUT_BYTES = 4096 };

static const struct terminal_column columns[] = {{"Council", false, true}, {"Value", true, false}, {"Why", false, false}};

static void write_table(unsigned width, char output[static OUTPUT_BYTES])
{
	struct terminal_table table;
	struct arena arena;
	struct text text;

	arena_init(&arena, BUDGET_BYTES);
	text_init_fixed(&text, output, OUTPUT_BYTES);
	terminal_table_begin(&table, columns, 3, &arena);
	terminal_table_put_text(&table, "Kingston upon Hull, City of");
	terminal_table_put_text(&table, "19.6");
	terminal_table_put_text(&table, "");
	terminal_table_put_text(&table, "Sefton");
	terminal_table_put_text(&table, "–");
	terminal_table_put_text(&table, "no return");
	cr_assert_eq(terminal_table_write(&table, width, &text), ERROR_NONE);
	arena_fini(&arena);
}

Test(terminal, a_table_is_as_wide_as_its_cells)
{
	char output[OUTPUT_BYTES];

	write_table(100, output);
	cr_expect_str_eq(output, "Council                     Value Why\n"
				 "Kingston upon Hull, City of  19.6\n"
				 "Sefton                          – no return\n");
}

Test(terminal, the_flexible_column_gives_way)
{
	char output[OUTPUT_BYTES];

	write_table(30, output);
	cr_expect_str_eq(output, "Council        Value Why\n"
				 "Kingston upon…  19.6\n"
				 "Sefton             – no return\n");
}

Test(terminal, a_line_between_rows_has_the_whole_width)
{
	char output[OUTPUT_BYTES];
	struct terminal_table table;
	struct arena arena;
	struct text text;

	arena_init(&arena, BUDGET_BYTES);
	text_init_fixed(&text, output, OUTPUT_BYTES);
	terminal_table_begin(&table, columns, 3, &arena);
	terminal_table_put_line(&table, SLICE_LITERAL("-- councils of the first kind"));
	terminal_table_put_text(&table, "Sefton");
	terminal_table_put_text(&table, "");
	terminal_table_put_text(&table, "");
	terminal_table_put_line(&table, SLICE_LITERAL("-- others"));
	terminal_table_put_text(&table, "Wirral");
	terminal_table_put_text(&table, "1");
	terminal_table_put_text(&table, "why");
	cr_assert_eq(terminal_table_write(&table, 80, &text), ERROR_NONE);
	cr_expect_str_eq(output, "Council Value Why\n"
				 "-- councils of the first kind\n"
				 "Sefton\n"
				 "-- others\n"
				 "Wirral      1 why\n");
	arena_fini(&arena);
}

Test(terminal, a_table_without_memory_is_an_error)
{
	struct terminal_table table;
	struct arena arena;
	struct text text;
	char output[OUTPUT_BYTES];

	arena_init(&arena, 64);
	text_init_fixed(&text, output, sizeof output);
	terminal_table_begin(&table, columns, 3, &arena);
	for (unsigned i = 0; i < 3; i++)
		terminal_table_put_text(&table, "Kingston upon Hull, City of");
	cr_expect_eq(terminal_table_write(&table, 80, &text), ERROR_NO_MEMORY);
	arena_fini(&arena);
}

Test(terminal, sentences_are_wrapped_at_blanks)
{
	char output[OUTPUT_BYTES];
	struct text text;

	text_init_fixed(&text, output, sizeof output);
	terminal_put_wrapped(&text, SLICE_LITERAL("one two three four-and-a-longer-word"), 10);
	cr_expect_str_eq(output, "one two\nthree\nfour-and-a\n-longer-wo\nrd\n");
}
