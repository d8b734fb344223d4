/* Patterns that were there before. The figures are invented. */
#include "collector/core/similar.h"

#include <jansson.h>

#include "tests/unit/collector/plot.h"

enum { MONTHS = 44, OTHERS = 60 };

/* Vacancies of a council in a month, in tenths: its own level, but for a year-long climb that ends with `end`, and three after it. */
static int64_t level_of(unsigned place, int month, int end)
{
	int64_t level = 60 + (int64_t)(place * 7 % 80);

	if (end && month > end - 12 && month <= end)
		return 100 + 10 * (month - (end - 12));
	return end && month > end ? 250 : level;
}

/*
 * Sixty councils about levels of their own. Bury (351) climbs until month 20 and stays high; St. Helens climbs until the last month; Sefton (343) climbs as
 * well, but not a year before the end.
 */
static void england_plot(struct plot *plot, enum cube_source source)
{
	unsigned place = 0;

	plot_begin(plot, "vacancy_rate_fte");
	plot->question.source = source;
	plot->question.council = council_find(342);
	plot->question.month = month_add(month_from(2022, 1), MONTHS - 1);
	for (unsigned i = 0; i < council_count() && place < OTHERS; i++) {
		const struct council *council = council_at(i);
		int end = council->code == 351 ? 20 : council->code == 342 ? MONTHS - 1 : council->code == 343 ? MONTHS - 5 : 0;

		if (!council_exists_on(council, month_last_day(month_from(2022, 1))) || (council->code > 230 && council->code < 330))
			continue;
		for (int month = 0; month < MONTHS; month++)
			plot_put(plot, council->code, month_add(month_from(2022, 1), month), level_of(place, month, end), SYMBOL_NONE);
		place++;
	}
}

static void similar_of(struct plot *plot, struct similar *out)
{
	cr_assert_eq(similar_make(&plot->cube.background, &plot->question, &plot->arena, out), ERROR_NONE);
}

Test(similar, finds_who_had_the_pattern_and_what_followed)
{
	static struct plot plot;
	struct similar similar;
	const struct similar_match *match = &similar.matches[0];

	england_plot(&plot, SOURCE_RETURNS);
	plot_make(&plot);
	similar_of(&plot, &similar);
	cr_assert_eq(similar.indicator_count, 1);
	cr_expect_eq(similar.known, SIMILAR_WINDOW_RETURNS);
	cr_assert_gt(similar.match_count, 0);
	cr_expect_lt(similar.match_count, SIMILAR_MATCHES_MAX, "what is far away is no match");
	cr_expect_leq(similar.matches[similar.match_count - 1].distance, SIMILAR_DISTANCE_MAX);
	cr_expect_eq(match->council->code, 351, "%s", match->council->name);
	cr_expect_eq(month_compare(match->month, month_add(month_from(2022, 1), 20)), 0);
	cr_expect_lt(match->distance, 0.2, "%f", match->distance);
	if (similar.match_count > 1)
		cr_expect_gt(similar.matches[1].distance, 0.5, "%f", similar.matches[1].distance);
	cr_expect_eq(match->common, SIMILAR_WINDOW_RETURNS);
	cr_assert(match->outcomes[0].is_known);
	cr_expect_eq(match->outcomes[0].before, 220);
	cr_expect_eq(match->outcomes[0].after, 250);
	cr_expect_lt(llabs(match->outcomes[0].median_change), 20);
	cr_expect_geq(similar.followed[0].rose, 1);
	cr_expect_eq(similar.followed[0].count, similar.match_count);
	for (unsigned i = 0; i < similar.match_count; i++) {
		cr_expect_neq(similar.matches[i].council->code, 342);
		cr_expect_leq(similar.matches[i].month.index, plot.question.month.index - SIMILAR_FOLLOWED_MONTHS);
	}
	/* 59 others, windows that end with the months 11 to 31. */
	cr_expect_eq(similar.compared, (OTHERS - 1) * 21, "%u", similar.compared);
	plot_end(&plot);
}

/* What comes later changes nothing of a past month's answer. */
Test(similar, knows_no_later_month)
{
	static struct plot plot, shorter;
	struct similar whole, cut;

	england_plot(&plot, SOURCE_RETURNS);
	plot.question.month = month_add(month_from(2022, 1), 36);
	plot_make(&plot);
	similar_of(&plot, &whole);
	england_plot(&shorter, SOURCE_RETURNS);
	shorter.question.month = plot.question.month;
	for (unsigned i = 0; i < shorter.count;)
		if (month_compare(shorter.records[i]->figures.record.month, shorter.question.month) > 0)
			shorter.records[i] = shorter.records[--shorter.count];
		else
			i++;
	plot_make(&shorter);
	similar_of(&shorter, &cut);
	cr_assert_eq(whole.match_count, cut.match_count);
	cr_expect_eq(whole.compared, cut.compared);
	for (unsigned i = 0; i < whole.match_count; i++) {
		cr_expect_eq(whole.matches[i].council, cut.matches[i].council);
		cr_expect_eq(whole.matches[i].distance, cut.matches[i].distance);
	}
	plot_end(&shorter);
	plot_end(&plot);
}

Test(similar, with_too_little_in_common_there_is_none)
{
	static struct plot plot;
	struct similar similar;

	england_plot(&plot, SOURCE_RETURNS);
	plot_make(&plot);
	plot.question.month = month_from(2022, 12); /* no year has followed any window */
	similar_of(&plot, &similar);
	cr_expect_eq(similar.match_count, 0);
	cr_expect_eq(similar.compared, 0);
	plot.question.month = month_from(2021, 1);
	similar_of(&plot, &similar);
	cr_expect_eq(similar.match_count, 0);
	cr_expect_eq(similar.known, 0);
	plot_end(&plot);
}

/* Two thirds of the council's own figures have to be there on the other side. */
Test(similar, needs_two_thirds_in_common)
{
	static struct plot plot;

	for (unsigned missing = 4; missing <= 5; missing++) {
		struct similar similar;

		england_plot(&plot, SOURCE_RETURNS);
		for (unsigned i = 0; i < plot.count; i++) {
			struct cube_record *record = &plot.records[i]->figures.record;
			int month = record->month.index - month_from(2022, 1).index;

			/* All that Bury has is the climb, but for its first months. */
			if (record->council == 351 && (month > 20 || month <= 8 + (int)missing))
				plot.records[i]->figures.measures[0].symbol = plot.records[i]->figures.measures[1].symbol = SYMBOL_X;
		}
		plot_make(&plot);
		similar_of(&plot, &similar);
		cr_expect_eq(similar.match_count > 0 && similar.matches[0].council->code == 351, missing == 4, "%u", missing);
		if (missing == 4)
			cr_expect_not(similar.matches[0].outcomes[0].is_known);
		plot_end(&plot);
	}
}

/* Cumbria ended on 31 March 2023. */
Test(similar, a_council_that_is_no_more_has_none)
{
	static struct plot plot;
	struct text text;

	england_plot(&plot, SOURCE_RETURNS);
	plot_make(&plot);
	plot.question.council = council_find(909);
	text_init_growing(&text, 1 << 20);
	cr_expect_eq(similar_answer(&plot.cube.background, &plot.question, &plot.arena, &text, &plot.problem), ERROR_NOT_FOUND);
	cr_expect_str_eq(plot.problem.sentence, "the council does not exist in this month: Cumbria");
	text_fini(&text);
	plot_end(&plot);
}

Test(similar_json, says_how_little_it_is)
{
	static struct plot plot;
	json_error_t error;
	json_t *json, *match;
	struct text text;

	england_plot(&plot, SOURCE_RETURNS);
	plot_make(&plot);
	text = plot_write(&plot, similar_answer);
	json = json_loads(text.data, 0, &error);
	cr_assert_not_null(json, "%s: %.300s", error.text, text.data);
	cr_expect(strstr(json_string_value(json_object_get(json, "caution")), "very few to learn from"));
	match = json_array_get(json_object_get(json, "matches"), 0);
	cr_expect_str_eq(json_string_value(json_object_get(match, "council")), "351");
	cr_expect_str_eq(json_string_value(json_object_get(match, "month")), "2023-09");
	match = json_array_get(json_object_get(match, "followed"), 0);
	cr_expect_float_eq(json_number_value(json_object_get(match, "change")), 3.0, 1e-9);
	cr_expect_eq(json_array_size(json_object_get(json, "followed")), 1);
	json_decref(json);
	text_fini(&text);
	plot.question.indicator = NULL;
	text = plot_write(&plot, similar_answer);
	json = json_loads(text.data, 0, &error);
	cr_assert_not_null(json);
	cr_expect_eq(json_array_size(json_object_get(json, "indicators")), 8);
	json_decref(json);
	text_fini(&text);
	plot_end(&plot);
}
