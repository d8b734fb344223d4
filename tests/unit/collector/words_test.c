#include "collector/core/words.h"

#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/collector/scene.h"

Test(words, ordinals)
{
	static const struct {
		unsigned number;
		const char *words;
	} rows[] = {{1, "1st"},   {2, "2nd"},   {3, "3rd"},   {4, "4th"},   {8, "8th"},     {10, "10th"},   {11, "11th"},   {12, "12th"},
		    {13, "13th"}, {21, "21st"}, {22, "22nd"}, {23, "23rd"}, {101, "101st"}, {111, "111th"}, {113, "113th"}, {152, "152nd"}};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char buffer[16];
		struct text text;

		text_init_fixed(&text, buffer, sizeof(buffer));
		words_put_ordinal(&text, rows[i].number);
		cr_expect_str_eq(buffer, rows[i].words);
	}
}

Test(words, areas_with_their_article)
{
	static const char *const names[] = {"England",           "the North East",    "the North West",      "Yorkshire and The Humber",
					    "the East Midlands", "the West Midlands", "the East of England", "London",
					    "the South East",    "the South West",    "Inner London",        "Outer London"};
	unsigned found = 0;

	for (unsigned i = 0; i < area_count(); i++) {
		char buffer[64];
		struct text text;

		text_init_fixed(&text, buffer, sizeof(buffer));
		words_put_area(&text, area_at(i));
		for (size_t j = 0; j < sizeof(names) / sizeof(names[0]); j++)
			found += strcmp(buffer, names[j]) == 0;
	}
	cr_expect_eq(found, area_count());
	cr_expect_eq(found, sizeof(names) / sizeof(names[0]));
}

Test(words, bands_from_the_good_end)
{
	struct indicator low = {.polarity = POLARITY_LOW_IS_GOOD};
	struct indicator high = {.polarity = POLARITY_HIGH_IS_GOOD};

	cr_expect_str_eq(words_of_band(&low, 'A'), "lowest quarter");
	cr_expect_str_eq(words_of_band(&low, 'D'), "highest quarter");
	cr_expect_str_eq(words_of_band(&high, 'A'), "highest quarter");
	cr_expect_str_eq(words_of_band(&high, 'B'), "third quarter");
	cr_expect_str_eq(words_of_band(&low, 0), "");
	cr_expect_str_eq(words_of_band(&low, 'E'), "");
}

static const char *summary_of(struct scene *scene)
{
	static char buffer[512];
	struct text text;

	scene_make(scene);
	text_init_fixed(&text, buffer, sizeof(buffer));
	words_put_summary(&text, &scene->ranking);
	return buffer;
}

Test(words, summary_says_what_is_not_there)
{
	struct scene scene;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	cr_expect_str_eq(summary_of(&scene), "No council of the North West has sent its return for September 2021 yet.");
	scene_put(&scene, 0, 340, 0, SYMBOL_X);
	cr_expect_str_eq(summary_of(&scene), "No council of the North West has a figure of its own for September 2021 yet.");
	scene_end(&scene);
}

Test(words, a_unit_is_said_once)
{
	struct scene scene;
	char buffer[512];
	struct text text;

	north_west_scene(&scene, "caseload_fte");
	text_init_fixed(&text, buffer, sizeof(buffer));
	words_put_summary(&text, &scene.ranking);
	text_put(&text, "\n");
	words_put_extremes(&text, &scene.ranking);
	cr_expect_str_eq(
		buffer,
		"Across 23 of 23 councils of the North West the average caseload (FTE) was 18.3 cases per worker; half of them were between 17.2 "
		"and 19.4.\nThe highest was Liverpool at 24.3, the lowest Wirral at 15.6; the median council was at 18.1.");
	scene_end(&scene);
}

Test(words, extremes_name_those_who_share_them)
{
	struct scene scene;
	char buffer[512];
	struct text text;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(&scene, 0, 340, 200, SYMBOL_NONE);
	scene_put(&scene, 0, 341, 200, SYMBOL_NONE);
	scene_put(&scene, 0, 342, 100, SYMBOL_NONE);
	scene_put(&scene, 0, 343, 100, SYMBOL_NONE);
	scene_put(&scene, 0, 344, 100, SYMBOL_NONE);
	scene_make(&scene);
	text_init_fixed(&text, buffer, sizeof(buffer));
	words_put_extremes(&text, &scene.ranking);
	cr_expect_str_eq(
		buffer,
		"The highest was Knowsley and 1 other at 20.0%, the lowest St. Helens and 2 others at 10.0%; the median council was at 10.0%.");
	scene_end(&scene);
}
