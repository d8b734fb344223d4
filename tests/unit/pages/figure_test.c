#include "collector/pages/figure.h"

#include <criterion/criterion.h>
#include <string.h>

#include "collector/pages/figure_csv.h"

enum { ARENA_BYTES_MAX = 1 << 20, OUTPUT_BYTES_MAX = 4096 };

static struct arena arena;
static struct composer composer;
static struct figure figure;
static char output[OUTPUT_BYTES_MAX];

static const struct indicator *vacancy(void)
{
	return catalogue_indicator_find(SLICE_LITERAL("vacancy_rate_fte"));
}

static void begin(void)
{
	arena_init(&arena, ARENA_BYTES_MAX);
	composer_init(&composer, &arena);
	figure_begin(&figure, &composer, FIGURE_BARS, "ranking", 3, 3);
	figure_measure(&figure, vacancy());
	figure_add_column(&figure, "council", "text", "Council");
	figure_add_column(&figure, "value", "number", "Vacancy rate");
	figure_add_column(&figure, "note", "text", "Note");
}

static const char *csv(void)
{
	struct text text;

	text_init_fixed(&text, output, sizeof output);
	figure_write_csv(&figure, "", &text);
	cr_assert_eq(text.error, ERROR_NONE);
	return output;
}

Test(figure, its_rows_are_what_the_page_and_the_file_have)
{
	struct indicator_value confidential = {.symbol = SYMBOL_C};

	begin();
	figure_add_row(&figure, "council", "342", "St. Helens")->is_focus = true;
	figure_add_value(&figure, vacancy(), 196)->band = "C";
	figure_add_words(&figure, "joint, with \"quotes\"");
	figure_add_row(&figure, "council", "343", "Sefton");
	figure_add_indicator_value(&figure, vacancy(), &confidential);
	figure_add_row(&figure, "area", NULL, "North West");
	figure_add_number(&figure, -1625, 2, 1);
	figure_end(&figure, NULL);
	cr_assert_eq(composer.error, ERROR_NONE);
	cr_assert_str_eq(figure.rows[0].cells[1].text, "19.6%");
	cr_assert_str_eq(figure.rows[0].cells[1].value, "19.6");
	cr_assert_str_eq(figure.rows[1].cells[1].text, "c");
	cr_assert_str_eq(figure.rows[1].cells[1].remark, "confidential");
	cr_assert_str_eq(csv(), "row,code,council,value,value_band,note\r\n"
				"council,342,St. Helens,19.6,C,\"joint, with \"\"quotes\"\"\"\r\n"
				"council,343,Sefton,c,,\r\n"
				"area,,North West,-16.25,,\r\n");
	arena_fini(&arena);
}

Test(figure, a_formula_is_inert_in_the_file)
{
	begin();
	figure_add_row(&figure, "council", NULL, "=cmd|' /C calc'!A0");
	figure_add_nothing(&figure, "no return yet");
	figure_add_words(&figure, "+1,\"2\"");
	figure_add_row(&figure, "council", NULL, "@SUM(A1)");
	figure_add_nothing(&figure, "");
	figure_add_words(&figure, "-1\n2");
	figure_end(&figure, NULL);
	cr_assert_str_eq(csv(), "row,code,council,value,note\r\n"
				"council,,'=cmd|' /C calc'!A0,,\"'+1,\"\"2\"\"\"\r\n"
				"council,,'@SUM(A1),,\"'-1\n2\"\r\n");
	arena_fini(&arena);
}

Test(figure, a_notice_goes_with_the_file)
{
	struct text text;

	begin();
	figure_add_row(&figure, "council", "342", "St. Helens");
	figure_add_value(&figure, vacancy(), 196);
	figure_add_words(&figure, "");
	figure_add_row(&figure, "council", "343", "Sefton");
	figure_add_value(&figure, vacancy(), 100);
	figure_add_words(&figure, "");
	figure_end(&figure, NULL);
	text_init_fixed(&text, output, sizeof output);
	figure_write_csv(&figure, "=Invented.", &text);
	cr_assert_str_eq(output, "row,code,council,value,note,notice\r\n"
				 "council,342,St. Helens,19.6,,'=Invented.\r\n"
				 "council,343,Sefton,10.0,,\r\n");
	arena_fini(&arena);
}

Test(figure, the_pictures_room_follows_from_the_rows)
{
	begin();
	figure_end(&figure, "There is nothing.");
	cr_assert_str_eq(figure.empty, "There is nothing.");
	arena_fini(&arena);
	begin();
	figure_add_row(&figure, "council", "342", "St. Helens");
	figure_add_row(&figure, "council", "343", "Sefton");
	figure_end(&figure, "There is nothing.");
	cr_assert_null(figure.empty);
	cr_assert_str_eq(figure.height, "7rem"); /* 64 + 2 x 24 sixteenths */
	arena_fini(&arena);
}

/* Each allocation fails in turn: an error, no crash, and nothing that was not written. */
Test(figure, without_memory_the_composer_says_so)
{
	for (size_t budget = 0; budget < 4096; budget += 64) {
		arena_init(&arena, budget);
		composer_init(&composer, &arena);
		figure_begin(&figure, &composer, FIGURE_TABLE, "x", 2, 2);
		figure_add_column(&figure, "a", "text", "A");
		figure_add_column(&figure, "b", "number", "B");
		figure_add_row(&figure, "council", NULL, composer_join(&composer, "St. ", "Helens"));
		figure_add_number(&figure, 12, 0, 0)->tone = "worse";
		figure_end(&figure, NULL);
		cr_assert(composer.error == ERROR_NONE || composer.error == ERROR_NO_MEMORY);
		if (budget == 0)
			cr_assert_eq(composer.error, ERROR_NO_MEMORY);
		arena_fini(&arena);
	}
}
