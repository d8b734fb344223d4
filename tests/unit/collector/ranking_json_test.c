#include <criterion/criterion.h>
#include <jansson.h>

#include "collector/core/ranking.h"
#include "tests/unit/collector/scene.h"

enum { TEXT_BYTES_MAX = 1 << 20 };

/* The object's text, to be freed with text_fini. */
static struct text written(const struct ranking *ranking)
{
	struct text text;

	text_init_growing(&text, TEXT_BYTES_MAX);
	ranking_write_json(ranking, &text);
	cr_assert_eq(text.error, ERROR_NONE);
	return text;
}

static json_t *parsed(const struct ranking *ranking)
{
	struct text text = written(ranking);
	json_error_t error;
	json_t *json = json_loadb(text.data, text.size, JSON_REJECT_DUPLICATES, &error);

	cr_assert_not_null(json, "%s at %d", error.text, error.position);
	text_fini(&text);
	return json;
}

/* "a.b.2.c": members and indexes. */
static json_t *at(json_t *json, const char *path)
{
	struct slice rest = slice_from_text(path);

	while (rest.size && json) {
		struct slice name = slice_split(&rest, '.');
		char key[64];

		cr_assert(slice_copy_text(name, key, sizeof(key)));
		json = json_is_array(json) ? json_array_get(json, (size_t)atoi(key)) : json_object_get(json, key);
	}
	cr_assert_not_null(json, "%s is not there", path);
	return json;
}

static void expect_text(json_t *json, const char *path, const char *value)
{
	cr_assert_str_eq(json_string_value(at(json, path)), value, "%s", path);
}

static void expect_number(json_t *json, const char *path, double value)
{
	cr_assert(json_is_number(at(json, path)), "%s", path);
	cr_assert_float_eq(json_number_value(at(json, path)), value, 1e-9, "%s", path);
}

static void expect_null(json_t *json, const char *path)
{
	cr_assert(json_is_null(at(json, path)), "%s", path);
}

static void expect_written(const struct ranking *ranking, const char *piece)
{
	struct text text = written(ranking);

	cr_assert_not_null(strstr(text.data, piece), "no %s in %s", piece, text.data);
	text_fini(&text);
}

Test(ranking_json, the_north_west)
{
	static struct scene scene;
	json_t *json;

	north_west_scene(&scene, "vacancy_rate_fte");
	json = parsed(&scene.ranking);
	expect_text(json, "indicator.id", "vacancy_rate_fte");
	expect_text(json, "indicator.label", "Vacancy rate (FTE)");
	expect_text(json, "indicator.unit", "%");
	expect_number(json, "indicator.decimals", 1);
	expect_text(json, "indicator.polarity", "low is good");
	expect_text(json, "indicator.numerator.0", "vacancy_fte");
	expect_text(json, "indicator.denominator.1", "inpost_fte");
	expect_number(json, "indicator.multiplier", 100);
	cr_assert_gt(json_string_length(at(json, "indicator.definition")), 40);
	expect_text(json, "month", "2021-09");
	expect_text(json, "area.code", "E12000002");
	expect_text(json, "area.name", "North West");
	expect_text(json, "source", "returns");
	expect_null(json, "notice");
	expect_number(json, "coverage.expected", 23);
	expect_number(json, "coverage.reported", 23);
	expect_text(json, "band_reference.source", "returns");
	expect_text(json, "band_reference.area.name", "North West");
	expect_text(json, "band_reference.month", "2021-09");
	expect_number(json, "band_reference.expected", 23);
	expect_number(json, "band_reference.counted", 23);
	expect_number(json, "band_reference.cut_points.0", 10.2);
	expect_number(json, "pooled.value", 16.2);
	expect_null(json, "pooled.status");
	expect_number(json, "pooled.numerator", 877.3);
	expect_number(json, "pooled.denominator", 5418.5);
	expect_number(json, "pooled.included", 23);
	expect_number(json, "minimum", 4.0);
	expect_number(json, "maximum", 31.0);
	expect_number(json, "median", 16.9);
	cr_assert_eq(json_array_size(at(json, "councils")), 23);
	cr_assert_null(json_object_get(json, "working_days"));
	json_decref(json);
	scene_end(&scene);
}

Test(ranking_json, is_written_to_the_letter)
{
	static const char *const pieces[] = {
		("{\"rank\":16,\"from_highest\":8,\"council\":\"342\",\"name\":\"St. Helens\",\"value\":19.6,\"status\":null,\"band\":\"C\","
		 "\"numerator\":35.00,\"denominator\":178.30,\"change_month\":null,\"change_year\":null,\"reported\":true,\"revision\":1,"
		 "\"joint_council\":null,\"vintage\":null,\"population_carried_from\":null,\"definition\":\"same\","),
		"\"minimum\":4.0,\"maximum\":31.0,\"median\":16.9,\"quartiles\":[10.2,16.9,21.4]",
		"\"pooled\":{\"value\":16.2,\"status\":null,\"numerator\":877.30,\"denominator\":5418.50,\"counts_rounded_to\":null,\"included\":23,",
		"\"expected\":23,\"counted\":23,\"cut_points\":[10.2,16.9,21.4]}",
		"\"coverage\":{\"expected\":23,\"reported\":23}",
	};
	static struct scene scene;

	north_west_scene(&scene, "vacancy_rate_fte");
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
		expect_written(&scene.ranking, pieces[i]);
	scene_end(&scene);
}

/* Cut points are exact, what people read is rounded: quarters of 0.1 have up to three decimals. */
Test(ranking_json, cut_points_are_not_rounded)
{
	static const uint16_t members[] = {340, 341, 342, 343};
	static const struct area area = {.kind = AREA_LIST, .code = "", .name = "Four", .members = members, .member_count = 4};
	static struct scene scene;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene.input.area = &area;
	scene_put(&scene, 0, 340, 99, SYMBOL_NONE);
	scene_put(&scene, 0, 341, 100, SYMBOL_NONE);
	scene_put(&scene, 0, 342, 101, SYMBOL_NONE);
	scene_put(&scene, 0, 343, 102, SYMBOL_NONE);
	scene_make(&scene);
	expect_written(&scene.ranking, "\"cut_points\":[9.975,10.05,10.125]");
	expect_written(&scene.ranking, "\"median\":10.1,\"quartiles\":[10.0,10.1,10.1]");
	scene_end(&scene);
}

Test(ranking_json, what_is_not_there_is_null)
{
	static struct scene scene;
	json_t *json;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(&scene, 0, 342, 0, SYMBOL_U);
	scene.input.notice = "These figures are \"invented\".";
	scene_make(&scene);
	json = parsed(&scene.ranking);
	expect_text(json, "notice", "These figures are \"invented\".");
	expect_number(json, "coverage.reported", 1);
	expect_null(json, "pooled.value");
	expect_text(json, "pooled.status", "x");
	expect_null(json, "pooled.numerator");
	expect_null(json, "minimum");
	expect_null(json, "maximum");
	expect_null(json, "median");
	cr_assert_eq(json_array_size(at(json, "quartiles")), 0);
	cr_assert_eq(json_array_size(at(json, "band_reference.cut_points")), 0);
	/* 340 and 341 have sent nothing, St. Helens a symbol. */
	expect_text(json, "councils.0.council", "340");
	expect_text(json, "councils.0.status", "x");
	cr_assert(json_is_false(at(json, "councils.0.reported")));
	expect_null(json, "councils.0.revision");
	expect_text(json, "councils.2.council", "342");
	expect_text(json, "councils.2.status", "u");
	cr_assert(json_is_true(at(json, "councils.2.reported")));
	expect_number(json, "councils.2.revision", 342 % 7 + 1);
	expect_null(json, "councils.2.rank");
	expect_null(json, "councils.2.from_highest");
	expect_null(json, "councils.2.value");
	expect_null(json, "councils.2.band");
	expect_null(json, "councils.2.numerator");
	expect_null(json, "councils.2.denominator");
	json_decref(json);
	scene_end(&scene);
}

Test(ranking_json, changes)
{
	static struct scene scene;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(&scene, 0, 342, 196, SYMBOL_NONE);
	scene_put(&scene, 1, 342, 201, SYMBOL_NONE);
	scene_put(&scene, 2, 342, 136, SYMBOL_NONE);
	scene_make(&scene);
	expect_written(&scene.ranking, "\"change_month\":-0.5,\"change_year\":6.0,");
	scene_end(&scene);
}

/* 104 of 223 children, 46.6%: the rate is of the exact sums, the councils' own counts are exact. */
Test(ranking_json, counts_of_children_are_rounded_when_they_are_summed)
{
	static const int64_t counts[2][2] = {{123, 61}, {100, 43}};
	static struct scene scene;

	scene_begin(&scene, "cla_foster_percent", month_from(2021, 9), "North West");
	for (uint16_t i = 0; i < 2; i++) {
		figures_begin(&scene.figures[0][i], (uint16_t)(340 + i), scene.input.month);
		figures_put(&scene.figures[0][i], MEASURE_CLA, counts[i][0] * 10, SYMBOL_NONE);
		figures_put(&scene.figures[0][i], MEASURE_CLA_FOSTER, counts[i][1] * 10, SYMBOL_NONE);
		scene.records[0][i] = scene.figures[0][i].record;
	}
	scene.input.now_count = 2;
	scene_make(&scene);
	expect_written(&scene.ranking, "\"pooled\":{\"value\":46.6,\"status\":null,\"numerator\":100,\"denominator\":220,\"counts_rounded_to\":10,");
	expect_written(&scene.ranking, "\"numerator\":61,\"denominator\":123,");
	scene_end(&scene);
}

Test(ranking_json, absence_says_its_working_days)
{
	static struct scene scene;
	json_t *json;

	scene_begin(&scene, "absence_rate_fte", month_from(2020, 9), "North West");
	scene_make(&scene);
	json = parsed(&scene.ranking);
	expect_number(json, "working_days", 254);
	json_decref(json);
	scene_end(&scene);
}

Test(ranking_json, a_text_that_is_too_small_says_so)
{
	static struct scene scene;
	char bytes[100];
	struct text text;

	north_west_scene(&scene, "vacancy_rate_fte");
	text_init_fixed(&text, bytes, sizeof(bytes));
	ranking_write_json(&scene.ranking, &text);
	cr_assert_eq(text.error, ERROR_LIMIT);
	scene_end(&scene);
}
