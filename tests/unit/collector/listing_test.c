/* Lists for clients, and coverage. The figures are invented. */
#include "collector/core/listing.h"

#include <jansson.h>

#include "collector/core/coverage.h"
#include "collector/core/group.h"
#include "tests/unit/collector/plot.h"

typedef enum error (*writer)(const struct background *, const struct question *, struct arena *, struct text *, struct problem *);

static json_t *json_of(struct plot *plot, writer write)
{
	struct text text = plot_write(plot, write);
	json_error_t error;
	json_t *json = json_loads(text.data, 0, &error);

	cr_assert_not_null(json, "%s: %s", error.text, text.data);
	text_fini(&text);
	return json;
}

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "null";
}

/* The member of the list whose `key` is this. */
static const json_t *found(const json_t *list, const char *key, const char *value)
{
	for (size_t i = 0; i < json_array_size(list); i++)
		if (strcmp(text_of(json_array_get(list, i), key), value) == 0)
			return json_array_get(list, i);
	cr_assert_fail("there is no %s", value);
	return NULL;
}

Test(listing, areas_with_groups_and_their_councils)
{
	static const uint16_t members[] = {340, 342};
	static const struct group group = {"merseyside-two", "Two of Merseyside", 2, members, true};
	static struct plot plot;
	json_t *json;
	const json_t *areas, *area;

	plot_begin(&plot, "vacancy_rate_fte");
	plot_make(&plot);
	plot.cube.background.groups = &group;
	plot.cube.background.group_count = 1;
	json = json_of(&plot, areas_answer);
	areas = json_object_get(json, "areas");
	cr_expect_eq(json_array_size(areas), area_count() + 1);
	area = found(areas, "code", "E12000002");
	cr_expect_str_eq(text_of(area, "name"), "North West");
	cr_expect_str_eq(text_of(area, "kind"), "region");
	cr_expect_eq(json_array_size(json_object_get(area, "councils")), 25);
	area = found(areas, "code", "group:merseyside-two");
	cr_expect_str_eq(text_of(area, "kind"), "group");
	cr_expect_str_eq(json_string_value(json_array_get(json_object_get(area, "councils"), 1)), "342");
	json_decref(json);
	plot_end(&plot);
}

Test(listing, indicators_by_topic)
{
	static struct plot plot;
	size_t count = 0;
	json_t *json, *topics;

	plot_begin(&plot, "vacancy_rate_fte");
	plot_make(&plot);
	json = json_of(&plot, indicators_answer);
	topics = json_object_get(json, "topics");
	for (size_t i = 0; i < json_array_size(topics); i++)
		count += json_array_size(json_object_get(json_array_get(topics, i), "indicators"));
	cr_expect_eq(count, catalogue_indicator_count());
	found(json_object_get(found(topics, "topic", "looked-after children"), "indicators"), "id", "cla_rate_per_10000");
	json_decref(json);
	plot_end(&plot);
}

Test(listing, councils_with_dates_and_successors)
{
	static struct plot plot;
	json_t *json;
	const json_t *council;

	plot_begin(&plot, "vacancy_rate_fte");
	plot_make(&plot);
	json = json_of(&plot, councils_answer);
	cr_expect_eq(json_array_size(json_object_get(json, "councils")), council_count());
	council = found(json_object_get(json, "councils"), "council", "909");
	cr_expect_str_eq(text_of(council, "valid_from"), "null");
	cr_expect_str_eq(text_of(council, "valid_to"), "2023-03-31");
	cr_expect_eq(json_array_size(json_object_get(council, "successors")), 2);
	council = found(json_object_get(json, "councils"), "council", "942");
	cr_expect_str_eq(text_of(council, "valid_from"), "2023-04-01");
	cr_expect_str_eq(json_string_value(json_array_get(json_object_get(council, "predecessors"), 0)), "909");
	council = found(json_object_get(json, "councils"), "council", "314");
	cr_expect_str_eq(text_of(council, "joint_with"), "318");
	cr_expect_eq(json_array_size(json_object_get(council, "neighbours")), NEIGHBOUR_COUNT);
	json_decref(json);
	plot.question.area = area_find(SLICE_LITERAL("North West"));
	json = json_of(&plot, councils_answer);
	cr_expect_eq(json_array_size(json_object_get(json, "councils")), 25);
	json_decref(json);
	plot_end(&plot);
}

/* Three councils of a list: one is late, one sends a symbol, one sends what another indicator needs only. */
static void coverage_plot(struct plot *plot)
{
	static const uint16_t members[] = {340, 341, 342};
	static const struct area area = {AREA_LIST, "340,341,342", "3 councils", 3, members};

	plot_begin(plot, "vacancy_rate_fte");
	plot->question.area = &area;
	plot_put(plot, 340, month_from(2026, 1), 100, SYMBOL_NONE);
	plot_put(plot, 341, month_from(2026, 1), 0, SYMBOL_X);
	plot_put(plot, 342, month_from(2026, 1), 100, SYMBOL_NONE);
	plot_put(plot, 340, month_from(2026, 3), 100, SYMBOL_NONE);
	plot_put(plot, 343, month_from(2026, 3), 100, SYMBOL_NONE);
}

Test(coverage, says_who_is_missing_month_by_month)
{
	static const struct {
		unsigned reported, counted, missing;
	} table[] = {{3, 2, 0}, {0, 0, 3}, {1, 1, 2}};
	static struct plot plot;
	struct coverage coverage;

	coverage_plot(&plot);
	plot_make(&plot);
	cr_assert_eq(coverage_make(&plot.cube.background, &plot.question, &plot.arena, &coverage, &plot.problem), ERROR_NONE);
	cr_assert_eq(coverage.month_count, 3);
	for (size_t i = 0; i < 3; i++) {
		cr_expect_eq(coverage.months[i].expected, 3);
		cr_expect_eq(coverage.months[i].reported, table[i].reported, "month %zu", i);
		cr_expect_eq(coverage.months[i].counted, table[i].counted, "month %zu", i);
		cr_expect_eq(coverage.months[i].missing_count, table[i].missing, "month %zu", i);
	}
	cr_expect_eq(coverage.months[2].missing[1]->code, 342);
	plot_end(&plot);
}

Test(coverage, of_releases_is_of_one_indicator)
{
	static struct plot plot;
	struct coverage coverage;

	coverage_plot(&plot);
	plot.question.source = SOURCE_OFFICIAL;
	plot.question.indicator = NULL;
	plot_make(&plot);
	cr_expect_eq(coverage_make(&plot.cube.background, &plot.question, &plot.arena, &coverage, &plot.problem), ERROR_INVALID);
	cr_expect(strstr(plot.problem.sentence, "name the one"), "%s", plot.problem.sentence);
	plot_end(&plot);
}

Test(coverage, as_json)
{
	static struct plot plot;
	json_t *json;
	const json_t *month;

	coverage_plot(&plot);
	plot.question.indicator = NULL;
	plot_make(&plot);
	json = json_of(&plot, coverage_answer);
	cr_expect(json_is_null(json_object_get(json, "indicator")));
	month = json_array_get(json_object_get(json, "months"), 2);
	cr_expect_str_eq(text_of(month, "month"), "2026-03");
	cr_expect(json_is_null(json_object_get(month, "counted")));
	cr_expect_str_eq(text_of(json_array_get(json_object_get(month, "missing"), 0), "council"), "341");
	json_decref(json);
	plot_end(&plot);
}
