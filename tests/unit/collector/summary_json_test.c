/* What councils make together has the same members wherever it is written. The figures are invented. */
#include <jansson.h>

#include "collector/core/profile.h"
#include "collector/core/ranking.h"
#include "collector/core/series.h"
#include "tests/unit/collector/plot.h"

typedef enum error (*write_answer)(const struct background *, const struct question *, struct arena *, struct text *, struct problem *);

/* The answer's object; json_decref when done. */
static json_t *json_of(struct plot *plot, write_answer write)
{
	struct text text = plot_write(plot, write);
	json_t *json = json_loadb(text.data, text.size, JSON_REJECT_DUPLICATES, NULL);

	cr_assert_not_null(json);
	text_fini(&text);
	return json;
}

/* Each of the members is in both, and the same. */
static void expect_alike(const json_t *a, const json_t *b, const char *const *members, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const json_t *of_a = json_object_get(a, members[i]), *of_b = json_object_get(b, members[i]);

		cr_expect(of_a && of_b && json_equal(of_a, of_b), "%s", members[i]);
	}
}

/* The profile's row of the indicator. */
static const json_t *profile_row(const json_t *profile, const char *id)
{
	size_t i, j;
	json_t *topic, *row;

	json_array_foreach(json_object_get(profile, "topics"), i, topic) json_array_foreach(
		json_object_get(topic, "indicators"), j, row) if (strcmp(json_string_value(json_object_get(row, "id")), id) == 0) return row;
	cr_assert_fail("no row of %s", id);
	return NULL;
}

static void plot_fill(struct plot *plot)
{
	const struct council *council = council_find(342);
	struct month month = month_from(2026, 3);

	plot_begin(plot, "cla_foster_percent");
	for (unsigned i = 0; i < 3; i++) {
		uint16_t code = i ? council->neighbours[i - 1] : council->code;
		struct plot_record *record = plot_record(plot, SOURCE_RETURNS, code, month);

		figures_put(&record->figures, MEASURE_CLA, 1230 + 70 * i, SYMBOL_NONE);
		figures_put(&record->figures, MEASURE_CLA_FOSTER, 610 + 30 * i, SYMBOL_NONE);
	}
	plot_make(plot);
	plot->question.council = council;
	plot->question.area = area_find(SLICE_LITERAL("England"));
	plot->question.month = plot->question.first = plot->question.last = month;
	plot->question.has_month = plot->question.has_first = plot->question.has_last = true;
}

Test(summary_json, sums_and_neighbours_are_the_same_everywhere)
{
	static const char *const pooled[] = {"value", "status", "numerator", "denominator", "counts_rounded_to", "included", "interval"};
	static const char *const neighbours[] = {"mean", "median", "counted", "expected"};
	static struct plot plot;
	json_t *ranking, *series, *profile, *sums, *beside;
	const json_t *month, *row;

	plot_fill(&plot);
	ranking = json_of(&plot, ranking_answer);
	series = json_of(&plot, series_answer);
	profile = json_of(&plot, profile_answer);
	month = json_array_get(json_object_get(series, "months"), 0);
	row = profile_row(profile, "cla_foster_percent");
	sums = json_object_get(ranking, "pooled");
	cr_expect_eq(json_integer_value(json_object_get(sums, "counts_rounded_to")), 10);
	cr_expect_eq(json_integer_value(json_object_get(sums, "denominator")), 390);
	cr_expect(json_is_object(json_object_get(sums, "interval")));
	expect_alike(sums, json_object_get(month, "area"), pooled, sizeof(pooled) / sizeof(pooled[0]));
	expect_alike(sums, json_object_get(month, "england"), pooled, sizeof(pooled) / sizeof(pooled[0]));
	expect_alike(sums, json_object_get(row, "area"), pooled, sizeof(pooled) / sizeof(pooled[0]));
	for (size_t i = 0; i < json_array_size(json_object_get(ranking, "councils")); i++) {
		const json_t *council = json_array_get(json_object_get(ranking, "councils"), i);

		if (strcmp(json_string_value(json_object_get(council, "council")), "342") != 0)
			continue;
		beside = json_object_get(json_object_get(council, "comparison"), "neighbours");
		cr_expect_eq(json_integer_value(json_object_get(beside, "counted")), 2);
		expect_alike(beside, json_object_get(month, "neighbours"), neighbours, sizeof(neighbours) / sizeof(neighbours[0]));
		expect_alike(beside, json_object_get(row, "neighbours"), neighbours, sizeof(neighbours) / sizeof(neighbours[0]));
	}
	json_decref(ranking);
	json_decref(series);
	json_decref(profile);
	plot_end(&plot);
}
