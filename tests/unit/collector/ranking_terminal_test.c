#include <criterion/criterion.h>

#include "collector/core/ranking.h"
#include "collector/core/ranking_row_sentences.h"
#include "collector/core/ranking_sentences.h"
#include "tests/unit/collector/scene.h"

enum { TEXT_BYTES_MAX = 1 << 20 };

static struct text written(const struct ranking *ranking, unsigned width)
{
	struct text text;

	text_init_growing(&text, TEXT_BYTES_MAX);
	ranking_write_terminal(ranking, width, &text);
	cr_assert_eq(text.error, ERROR_NONE);
	return text;
}

static void expect_written(const struct ranking *ranking, unsigned width, const char *piece, bool is_there)
{
	struct text text = written(ranking, width);

	cr_assert_eq(strstr(text.data, piece) != NULL, is_there, "\"%s\" in\n%s", piece, text.data);
	text_fini(&text);
}

static size_t columns_of(struct slice line)
{
	size_t columns = 0;

	for (size_t i = 0; i < line.size; i++)
		columns += (line.data[i] & 0xc0) != 0x80;
	return columns;
}

Test(ranking_terminal, the_north_west)
{
	static const char *const pieces[] = {
		"Vacancy rate (FTE), North West, September 2021\n23 of 23 councils have reported.\n\n",
		"Rank Range Council                   Value              Band  High  Month   Year\n",
		"   1 1–10  Stockport                   4.0 █▌             A   23rd      –      –\n",
		"  12 4–23  Wirral                     16.9 ██████▌        B   12th      –      –\n",
		"  13 2–23  Knowsley                   17.6 ██████▊        C   10th      –      –\n",
		"  13 2–23  Halton                     17.6 ██████▊        C   10th      –      –\n",
		"  16 4–23  St. Helens                 19.6 ███████▌       C    8th      –      –\n",
		"  23 12–23 Bury                       31.0 ████████████   D    1st      –      –\n\n",
		"Range: the ranks that chance leaves open.\n",
		("North West as a whole: 16.2%, from the sums of 23 councils. Lowest 4.0, lower\nquartile 10.2, median 16.9, upper quartile 21.4, "
		 "highest 31.0.\n"),
		"Low is good: rank 1 and band A have the lowest values.",
	};
	static struct scene scene;

	north_west_scene(&scene, "vacancy_rate_fte");
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
		expect_written(&scene.ranking, 80, pieces[i], true);
	scene_end(&scene);
}

Test(ranking_terminal, a_council_without_a_value_says_why)
{
	static struct scene scene;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(&scene, 0, 341, 100, SYMBOL_NONE);
	scene_put(&scene, 0, 342, 0, SYMBOL_U);
	scene_make(&scene);
	expect_written(&scene.ranking, 80, "2 of 23 councils have reported.", true);
	expect_written(&scene.ranking, 80, "   – St. Helens                    u low reliability ", true);
	expect_written(&scene.ranking, 80, "   – Knowsley                      x no return ", true);
	expect_written(&scene.ranking, 200, "x: not available. u: low reliability.", true);
	expect_written(&scene.ranking, 200, "rounds to 0", false);
	scene_end(&scene);
}

Test(ranking_terminal, changes_have_their_sign)
{
	static struct scene scene;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(&scene, 0, 341, 100, SYMBOL_NONE);
	scene_put(&scene, 0, 342, 196, SYMBOL_NONE);
	scene_put(&scene, 1, 341, 100, SYMBOL_NONE);
	scene_put(&scene, 1, 342, 201, SYMBOL_NONE);
	scene_put(&scene, 2, 342, 136, SYMBOL_NONE);
	scene_make(&scene);
	expect_written(&scene.ranking, 80, "  1st   −0.5   +6.0\n", true);
	expect_written(&scene.ranking, 80, "  2nd    0.0      –\n", true);
	scene_end(&scene);
}

Test(ranking_terminal, bars_are_in_proportion)
{
	static const struct {
		uint16_t council;
		int64_t tenths;
		const char *bar;
	} table[] = {
		{340, 900, "90.0 ████████████ "}, {341, 450, "45.0 ██████       "}, {342, 25, "2.5 ▎            "},
		{343, 1, "0.1 ▏            "},    {344, 0, "0.0              "},
	};
	static struct scene scene;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		scene_put(&scene, 0, table[i].council, table[i].tenths, SYMBOL_NONE);
	scene_make(&scene);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		expect_written(&scene.ranking, 80, table[i].bar, true);
	scene_end(&scene);
}

Test(ranking_terminal, all_at_zero_has_no_bars)
{
	static struct scene scene;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(&scene, 0, 342, 0, SYMBOL_NONE);
	scene_make(&scene);
	expect_written(&scene.ranking, 80, "█", false);
	expect_written(&scene.ranking, 80, "▏", false);
	scene_end(&scene);
}

/* Without room, and where no interval fits, there are no ranges. */
Test(ranking_terminal, ranges_stand_where_there_is_room)
{
	static struct scene scene;

	north_west_scene(&scene, "vacancy_rate_fte");
	expect_written(&scene.ranking, 71, "Range", false);
	expect_written(&scene.ranking, 72, "Rank Range Council", true);
	expect_written(&scene.ranking, 72, "told apart", true);
	scene_end(&scene);
	north_west_scene(&scene, "caseload_fte");
	expect_written(&scene.ranking, 200, "Range", false);
	expect_written(&scene.ranking, 200, "There are no intervals", true);
	scene_end(&scene);
}

/* Three of a hundred posts each, a year before and now; the fourth has not sent. */
static void moves_begin(struct scene *scene)
{
	scene_begin(scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(scene, 0, 340, 400, SYMBOL_NONE);
	scene_put(scene, 0, 341, 100, SYMBOL_NONE);
	scene_put(scene, 0, 342, 50, SYMBOL_NONE);
	scene_put(scene, 2, 340, 10, SYMBOL_NONE);
	scene_put(scene, 2, 341, 90, SYMBOL_NONE);
	scene_put(scene, 2, 342, 200, SYMBOL_NONE);
	scene->records[0][0].revision = scene->records[0][1].revision = 1;
	for (unsigned i = 0; i < 3; i++)
		scene->records[2][i].revision = 1;
	scene->records[0][2].revision = 2;
	scene_make(scene);
}

Test(ranking_terminal, who_moved_most)
{
	static struct scene scene;

	moves_begin(&scene);
	expect_written(&scene.ranking, 200, "Moved most in rank since September 2020: St. Helens 3 to 1; Knowsley 1 to 3.\n", true);
	expect_written(&scene.ranking, 200, "20 figures are missing or withheld: a rank may still become worse by up to 20 places.", true);
	scene_end(&scene);
}

/* Everything that is known of the chosen council's rank. */
Test(ranking_terminal, the_chosen_council)
{
	static struct scene scene;
	struct question question;
	struct problem problem = {0};
	struct text text;

	moves_begin(&scene);
	question = (struct question){.indicator = scene.input.indicator,
				     .area = scene.input.area,
				     .source = SOURCE_RETURNS,
				     .has_month = true,
				     .month = scene.input.month,
				     .has_since = true,
				     .since = month_from(2020, 9),
				     .council = council_find(340)};
	text_init_growing(&text, TEXT_BYTES_MAX);
	cr_assert_eq(ranking_answer_terminal(&scene.cube.background, &question, 200, &scene.arena, &text, &problem), ERROR_NONE);
	cr_expect_not_null(strstr(text.data, "Month   Year  Since\n"), "%s", text.data);
	cr_expect_not_null(strstr(text.data, "  +39.0  +39.0\n"), "%s", text.data);
	cr_expect_not_null(strstr(text.data,
				  "Knowsley: Allowing for chance its rank is still 3. It can be told apart from all others. While 20 figures are "
				  "missing or withheld, its rank may become 3 to 23. In September 2020 its rank was 1: +2 by"),
			   "%s", text.data);
	text_fini(&text);
	/* A council of another region. */
	question.council = council_find(213);
	text_init_growing(&text, TEXT_BYTES_MAX);
	cr_expect_eq(ranking_answer_terminal(&scene.cube.background, &question, 200, &scene.arena, &text, &problem), ERROR_NOT_FOUND);
	cr_expect_not_null(strstr(problem.sentence, "Westminster"), "%s", problem.sentence);
	text_fini(&text);
	scene_end(&scene);
}

Test(ranking_terminal, without_polarity_there_are_no_bands)
{
	static struct scene scene;

	scene_begin(&scene, "agency_cover_rate_fte", month_from(2021, 9), "North West");
	scene_make(&scene);
	expect_written(&scene.ranking, 200, "Band", false);
	expect_written(&scene.ranking, 200, "there are no bands", true);
	expect_written(&scene.ranking, 200, "North West as a whole: not available.", true);
	scene_end(&scene);
}

Test(ranking_terminal, no_line_is_wider_than_the_terminal)
{
	static const unsigned widths[] = {0, 60, 61, 72, 80, 100, 132, 200, 100000};
	static const char *const areas[] = {"North West", "England", "South West"};
	static struct scene scene;

	for (unsigned i = 0; i < catalogue_indicator_count() * sizeof(areas) / sizeof(areas[0]); i++) {
		scene_begin(&scene, catalogue_indicator_at(i % catalogue_indicator_count())->id, month_from(2021, 9),
			    areas[i / catalogue_indicator_count()]);
		north_west_publish(scene.figures[0], scene.records[0], scene.input.month);
		scene.input.now_count = NORTH_WEST_COUNT;
		scene.input.notice = "A notice that has a word which is longer than the narrowest terminal: "
				     "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochllanfairpwll. And — “more”.";
		scene_make(&scene);
		for (size_t w = 0; w < sizeof(widths) / sizeof(widths[0]); w++) {
			struct text text = written(&scene.ranking, widths[w]);
			struct slice rest = text_slice(&text);
			size_t width = widths[w] < 60 ? 60 : widths[w] > 200 ? 200 : widths[w];

			cr_assert_eq(text.data[text.size - 1], '\n');
			while (rest.size) {
				struct slice line = slice_split(&rest, '\n');

				cr_assert_leq(columns_of(line), width, "%.*s", (int)line.size, (const char *)line.data);
				cr_assert(line.size == 0 || line.data[line.size - 1] != ' ', "%.*s|", (int)line.size, (const char *)line.data);
			}
			text_fini(&text);
		}
		scene_end(&scene);
	}
}

Test(ranking_terminal, long_names_are_clipped)
{
	static struct scene scene;

	north_west_scene(&scene, "vacancy_rate_fte");
	expect_written(&scene.ranking, 60, "   3 Blackburn with D…", true);
	expect_written(&scene.ranking, 80, " Blackburn with Darwen ", true);
	scene_end(&scene);
}

Test(ranking_terminal, the_notice_is_whole)
{
	static struct scene scene;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene.input.notice = "Months between the published dates are invented for this demonstration; they are nobody's figures.";
	scene_make(&scene);
	expect_written(&scene.ranking, 60, "Months between the published dates are invented for this\ndemonstration; they are nobody's figures.\n",
		       true);
	scene.ranking.notice = "";
	expect_written(&scene.ranking, 60, "reported.\n\nRank", true);
	scene_end(&scene);
}

static void expect_sentence(void (*put)(struct text *, const struct ranking *), const struct ranking *ranking, const char *expected)
{
	char bytes[400];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	put(&text, ranking);
	cr_assert_str_eq(bytes, expected);
}

/* Cumbria until March 2023. */
Test(ranking_sentences, of_councils_that_did_not_exist)
{
	static const uint16_t members[] = {342, 909};
	static const struct {
		unsigned first, count;
		int year;
		const char *expected;
	} table[] = {
		{0, 2, 2024, "0 of 1 council has reported. Cumbria did not exist at the end of September 2024."},
		{1, 1, 2024, "Cumbria did not exist at the end of September 2024."},
		{0, 2, 2021, "0 of 2 councils have reported."},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		static struct scene scene;
		struct area area = {
			.kind = AREA_LIST, .code = "list", .name = "List", .member_count = table[i].count, .members = members + table[i].first};

		scene_begin(&scene, "caseload_fte", month_from(table[i].year, 9), "North West");
		scene.input.area = &area;
		scene_make(&scene);
		expect_sentence(ranking_put_coverage, &scene.ranking, table[i].expected);
		scene_end(&scene);
	}
}

Test(ranking_sentences, of_the_north_west)
{
	static struct scene scene;

	north_west_scene(&scene, "caseload_fte");
	expect_sentence(ranking_put_title, &scene.ranking, "Average caseload (FTE), North West, September 2021");
	expect_sentence(ranking_put_coverage, &scene.ranking, "23 of 23 councils have reported.");
	expect_sentence(ranking_put_pooled, &scene.ranking, "North West as a whole: 18.3 cases per worker, from the sums of 23 councils.");
	expect_sentence(
		ranking_put_order, &scene.ranking,
		"Low is good: rank 1 and band A have the lowest values. Bands A to D are cut at the quartiles of 23 of 23 councils of the North "
		"West, by their returns.");
	expect_sentence(ranking_put_symbols, &scene.ranking, "");
	scene_end(&scene);
}

Test(ranking_sentences, a_part_is_not_called_the_whole)
{
	static struct scene scene;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(&scene, 0, 340, 176, SYMBOL_NONE);
	scene_put(&scene, 0, 341, 115, SYMBOL_NONE);
	scene_put(&scene, 0, 342, 0, SYMBOL_U);
	scene_make(&scene);
	expect_sentence(ranking_put_pooled, &scene.ranking, "2 of 23 councils of the North West together: 14.6%, from the sums of 2 councils.");
	scene_end(&scene);
}

static void expect_row_sentence(void (*put)(struct text *, const struct ranking *, const struct ranking_row *), const struct scene *scene,
				uint16_t council, const char *expected)
{
	char bytes[800];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	put(&text, &scene->ranking, row_of(scene, council));
	cr_expect_str_eq(text.size ? bytes : "", expected, "%s", bytes);
}

Test(ranking_row_sentences, why_a_rank_moved)
{
	static struct scene scene;

	moves_begin(&scene);
	expect_row_sentence(ranking_put_move, &scene, 340,
			    "In September 2020 its rank was 1: +2 by its own change. Ahead of it now: St. Helens and Liverpool. Corrected since they "
			    "were first sent: St. Helens.");
	expect_row_sentence(ranking_put_move, &scene, 342,
			    "In September 2020 its rank was 3: −1 by its own change, −1 by other councils’ changes. No longer ahead of "
			    "it: Liverpool and Knowsley. Corrected since they were first sent: St. Helens.");
	expect_row_sentence(ranking_put_move, &scene, 343, "");
	expect_row_sentence(ranking_put_possible, &scene, 343, "While 20 figures are missing or withheld, its rank may become 1 to 23.");
	expect_row_sentence(ranking_put_certainty, &scene, 343, "");
	expect_row_sentence(ranking_put_certainty, &scene, 341,
			    "Allowing for chance its rank may be 1 to 2. It cannot be told apart from St. Helens.");
	scene_end(&scene);
}

Test(ranking_row_sentences, what_a_council_is_compared_with)
{
	static struct scene scene;

	moves_begin(&scene);
	expect_row_sentence(ranking_put_comparison, &scene, 342,
			    "The rest of the North West (2 of 22 councils): 25.0%, the difference −20.0 (−27.0 to −11.7). Its 10 statistical "
			    "neighbours, 1 with a value: mean 40.00, median 40.00, "
			    "the difference to the mean −35.00 "
			    "(−45.20 to −24.04).");
	expect_row_sentence(ranking_put_comparison, &scene, 343, "");
	scene_end(&scene);
}

/* The shorter list of the two. */
Test(ranking_row_sentences, who_can_be_told_apart)
{
	static struct scene scene;

	north_west_scene(&scene, "vacancy_rate_fte");
	expect_row_sentence(ranking_put_certainty, &scene, 342,
			    "Allowing for chance its rank may be 4 to 23. It can be told apart only from Stockport, Cheshire East and Manchester.");
	expect_row_sentence(ranking_put_certainty, &scene, 356,
			    "Allowing for chance its rank may be 1 to 10. It cannot be told apart from Cheshire East, Blackburn with Darwen, "
			    "Cheshire West and Chester, Manchester, Salford and 4 others.");
	scene_end(&scene);
}

Test(ranking_row_sentences, what_was_sent_first)
{
	static struct scene scene;
	struct ranking_correction corrections[3];
	char bytes[400];
	struct text text;

	moves_begin(&scene);
	corrections[0] = (struct ranking_correction){.row = row_of(&scene, 340),
						     .month = scene.input.month,
						     .revision = 2,
						     .is_known = true,
						     .first = {.value = 300},
						     .now = {.value = 400}};
	corrections[1] = (struct ranking_correction){.row = row_of(&scene, 341), .month = scene.input.month, .revision = 3};
	corrections[2] = (struct ranking_correction){.row = row_of(&scene, 342),
						     .month = month_from(2020, 9),
						     .revision = 4,
						     .is_known = true,
						     .first = {.symbol = SYMBOL_X},
						     .now = {.value = 200}};
	scene.ranking.corrections = corrections;
	scene.ranking.correction_count = 3;
	text_init_fixed(&text, bytes, sizeof bytes);
	ranking_put_corrections(&text, &scene.ranking);
	cr_expect_str_eq(bytes,
			 "For September 2021 Knowsley had first sent 30.0, now 40.0 (revision 2). For September 2020 St. Helens had first sent not "
			 "available, now 20.0 (revision 4).",
			 "%s", bytes);
	scene_end(&scene);
}
