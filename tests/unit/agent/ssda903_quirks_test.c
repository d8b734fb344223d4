/*
 * The SSDA903 as real systems write it: each file of tests/data/ssda903 shows one quirk, read or refused as it should be. Every child in them is made up.
 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "agent/core/looked_after.h"
#include "agent/core/reading.h"
#include "proto/catalogue.h"

enum { BUDGET_BYTES = 16 << 20, FILE_BYTES_MAX = 1 << 16, MEASURES_ROOM = 1024, FILES_MAX = 4, RULES_MAX = 5, FIGURES_MAX = 8 };

struct figure {
	enum measure_number measure;
	int64_t value; /* -(reason): none */
};

struct expected_rule {
	enum rule rule;
	uint64_t count;
};

/* Only the rules that are named are said. That a child has no birth date is said of every file that comes without the children's table. */
static const struct scene {
	const char *files[FILES_MAX];
	uint64_t refused; /* rows, over all files */
	struct expected_rule rules[RULES_MAX];
	int year, number;
	struct figure figures[FIGURES_MAX];
} scenes[] = {
	{.files = {"open_with_reason.csv"},
	 .rules = {{RULE_CARE_REC_ON_OPEN_EPISODE, 2}},
	 .year = 2020,
	 .number = 3,
	 .figures = {{MEASURE_CLA, 2}, {MEASURE_CLA_CEASED_12M, 1}}},
	{.files = {"short_breaks.csv"},
	 .rules = {{RULE_CARE_START_WITHOUT_S, 1}},
	 .year = 2020,
	 .number = 3,
	 .figures = {{MEASURE_CLA, 1}, {MEASURE_CLA_STARTED_12M, 2}, {MEASURE_CLA_SECTION_20, 1}}},
	{.files = {"blank_legal_status.csv"}, .year = 2020, .number = 3, .figures = {{MEASURE_CLA, 1}, {MEASURE_CLA_OTHER_LEGAL_STATUS, 1}}},
	{.files = {"overlapping.csv"},
	 .rules = {{RULE_CARE_EPISODES_OVERLAP, 2}},
	 .year = 2019,
	 .number = 9,
	 .figures = {{MEASURE_CLA, 2}, {MEASURE_CLA_RESIDENTIAL, 1}, {MEASURE_CLA_CEASED_MONTH, 0}}},
	{.files = {"two_open.csv"},
	 .rules = {{RULE_CARE_TWO_OPEN_EPISODES, 1}},
	 .year = 2019,
	 .number = 9,
	 .figures = {{MEASURE_CLA, 2}, {MEASURE_CLA_RESIDENTIAL, 1}, {MEASURE_CLA_FOSTER, 1}}},
	{.files = {"continues.csv"},
	 .year = 2020,
	 .number = 3,
	 .figures = {{MEASURE_CLA_STARTED_12M, 1},
		     {MEASURE_CLA_CEASED_12M, 2},
		     {MEASURE_CLA_CEASED_ADOPTION_12M, 1},
		     {MEASURE_DAYS_TO_ADOPTION_PLACEMENT_12M, 476}}},
	{.files = {"adopted_from_before.csv"},
	 .year = 2020,
	 .number = 3,
	 .figures = {{MEASURE_CLA_CEASED_ADOPTION_12M, 1}, {MEASURE_DAYS_TO_ADOPTION_PLACEMENT_12M, -REASON_CARE_STARTS_UNKNOWN}}},
	{.files = {"broken_chain.csv"},
	 .rules = {{RULE_CARE_CONTINUED_BY_NONE, 1}, {RULE_CARE_START_WITHOUT_S, 1}},
	 .year = 2019,
	 .number = 6,
	 .figures = {{MEASURE_CLA, 2}, {MEASURE_CLA_STARTED_MONTH, 1}, {MEASURE_CLA_CEASED_MONTH, 1}}},
	{.files = {"header_repeated.csv"}, .year = 2019, .number = 9, .figures = {{MEASURE_CLA, 2}}},
	{.files = {"nulls_and_blanks.csv"}, .year = 2019, .number = 9, .figures = {{MEASURE_CLA, 2}, {MEASURE_CLA_CARE_ORDERS, 2}}},
	{.files = {"ids_like_numbers.csv"}, .year = 2019, .number = 9, .figures = {{MEASURE_CLA, 5}}},
	{.files = {"regional.csv"},
	 .year = 2020,
	 .number = 8,
	 .figures = {{MEASURE_CLA, 1},
		     {MEASURE_CLA_STARTED_MONTH, 1},
		     {MEASURE_CLA_STARTED_ABSENT_PARENTING_MONTH, 1},
		     {MEASURE_CLA_CEASED_HOME_12M, 1}}},
	{.files = {"mark_crlf_case_order.csv"}, .year = 2019, .number = 9, .figures = {{MEASURE_CLA, 2}}},
	{.files = {"unknown_codes.csv"},
	 .rules = {{RULE_CARE_CODE_UNKNOWN, 6}},
	 .year = 2020,
	 .number = 3,
	 .figures = {{MEASURE_CLA, 1}, {MEASURE_CLA_OTHER_PLACEMENT, 1}, {MEASURE_CLA_CEASED_OTHER_MONTH, 2}}},
	{.files = {"places_of_2024.csv"},
	 .rules = {{RULE_CARE_CODE_NOT_OF_YEAR, 1}},
	 .year = 2024,
	 .number = 3,
	 .figures = {{MEASURE_CLA_SUPPORTED_OR_INDEPENDENT, 3}}},
	{.files = {"places_of_2025.csv"},
	 .rules = {{RULE_CARE_CODE_NOT_OF_YEAR, 3}},
	 .year = 2025,
	 .number = 3,
	 .figures = {{MEASURE_CLA_SUPPORTED_OR_INDEPENDENT, 3}, {MEASURE_CLA_OTHER_PLACEMENT, 1}}},
	{.files = {"places_of_2026.csv"},
	 .year = 2026,
	 .number = 3,
	 .figures = {{MEASURE_CLA_SUPPORTED_OR_INDEPENDENT, 1}, {MEASURE_CLA_OTHER_PLACEMENT, 1}}},
	{.files = {"sex_of_2025.csv"},
	 .rules = {{RULE_CARE_CODE_NOT_OF_YEAR, 2}, {RULE_CARE_CHILD_WITHOUT_EPISODE, 4}},
	 .year = 2025,
	 .number = 3,
	 .figures = {{MEASURE_CLA, -REASON_EPISODES_TABLE_MISSING}}},
	{.files = {"end_before_start.csv"},
	 .refused = 1,
	 .rules = {{RULE_CARE_ENDS_BEFORE_START, 1}},
	 .year = 2019,
	 .number = 9,
	 .figures = {{MEASURE_CLA, 20}}},
	{.files = {"impossible_dates.csv"},
	 .refused = 4,
	 .rules = {{RULE_DATE_IMPOSSIBLE, 2}, {RULE_DATE_MALFORMED, 1}, {RULE_CARE_DATE_EMPTY, 1}},
	 .year = 2019,
	 .number = 9,
	 .figures = {{MEASURE_CLA, -REASON_FIGURES_NOT_TRUSTED}}},
	{.files = {"after_death.csv"}, .rules = {{RULE_CARE_EPISODE_AFTER_DEATH, 1}}, .year = 2019, .number = 9, .figures = {{MEASURE_CLA, 2}}},
	{.files = {"blank_legal_status.csv", "children.csv"},
	 .rules = {{RULE_CARE_CHILD_WITHOUT_EPISODE, 2}, {RULE_DATE_IMPOSSIBLE, 1}},
	 .year = 2020,
	 .number = 3,
	 .figures = {{MEASURE_CLA, 1}}},
	{.files = {"year_2020.csv", "year_2019.csv", "year_2021_to_june.csv"},
	 .rules = {{RULE_CARE_EPISODE_NOT_CONTINUED, 1}},
	 .year = 2020,
	 .number = 6,
	 .figures = {{MEASURE_CLA, 2},
		     {MEASURE_CLA_STARTED_12M, 0},
		     {MEASURE_CLA_CEASED_12M, 0},
		     {MEASURE_CLA_THREE_PLACEMENTS, 0},
		     {MEASURE_CLA_FOSTER, 2},
		     {MEASURE_CLA_NOT_LONG_TERM, -REASON_CARE_HISTORY_TOO_SHORT}}},
	{.files = {"year_2021_to_june.csv", "year_2020.csv", "year_2019.csv"},
	 .rules = {{RULE_CARE_EPISODE_NOT_CONTINUED, 1}},
	 .year = 2020,
	 .number = 3,
	 .figures = {{MEASURE_CLA, 2}, {MEASURE_CLA_STARTED_12M, 1}, {MEASURE_CLA_CEASED_12M, 2}, {MEASURE_CLA_CEASED_HOME_12M, 1}}},
	{.files = {"year_2020.csv"}, .year = 2020, .number = 4, .figures = {{MEASURE_CLA, -REASON_CARE_MONTH_NOT_COVERED}}},
	{.files = {"year_2020.csv"}, .year = 2020, .number = 2, .figures = {{MEASURE_CLA_STARTED_12M, -REASON_CARE_WINDOW_NOT_COVERED}}},
	{.files = {"transferred.csv"},
	 .year = 2024,
	 .number = 3,
	 .figures = {{MEASURE_CLA, 2}, {MEASURE_CLA_STARTED_12M, 1}, {MEASURE_CLA_CEASED_12M, 1}}},
	{.files = {"transferred.csv", "social_workers.csv"},
	 .year = 2024,
	 .number = 3,
	 .figures = {{MEASURE_CLA_THREE_SOCIAL_WORKERS, 1}, {MEASURE_CLA_FEWER_SOCIAL_WORKERS, 1}}},
	{.files = {"year_2020.csv", "unaccompanied.csv"},
	 .year = 2020,
	 .number = 3,
	 .figures = {{MEASURE_CLA_UNACCOMPANIED, 1}, {MEASURE_CLA_NOT_UNACCOMPANIED, 1}}},
	{.files = {"year_2020.csv", "care_leavers.csv"},
	 .year = 2020,
	 .number = 3,
	 .figures = {{MEASURE_CARE_LEAVERS_17_TO_18_12M, 2},
		     {MEASURE_CARE_LEAVERS_17_TO_18_IN_TOUCH_12M, 1},
		     {MEASURE_CARE_LEAVERS_19_TO_21_12M, 3},
		     {MEASURE_CARE_LEAVERS_19_TO_21_IN_TOUCH_12M, 2},
		     {MEASURE_CARE_LEAVERS_19_TO_21_UNSUITABLE_12M, 1},
		     {MEASURE_CARE_LEAVERS_19_TO_21_EET_12M, 2}}},
	{.files = {"distance.csv"},
	 .rules = {{RULE_CARE_DISTANCE_MALFORMED, 1}},
	 .year = 2019,
	 .number = 9,
	 .figures = {{MEASURE_CLA_WITHIN_20_MILES, 2}, {MEASURE_CLA_OVER_20_MILES, 1}, {MEASURE_CLA_DISTANCE_UNKNOWN, 2}}},
	{.files = {"return.xml"},
	 .year = 2020,
	 .number = 3,
	 .figures = {{MEASURE_CLA, 2},
		     {MEASURE_CLA_FOSTER, 1},
		     {MEASURE_CLA_RESIDENTIAL, 1},
		     {MEASURE_CLA_STARTED_12M, 2},
		     {MEASURE_DAYS_TO_ADOPTION_PLACEMENT_12M, 0},
		     {MEASURE_CLA_UNACCOMPANIED, 1},
		     {MEASURE_CLA_REVIEWED_ON_TIME, 1},
		     {MEASURE_CARE_LEAVERS_19_TO_21_SUITABLE_12M, 1}}},
	{.files = {"return_stray.xml"},
	 .refused = 2,
	 .rules = {{RULE_XML_STRAY_TEXT, 1}, {RULE_CARE_CHILD_EMPTY, 2}},
	 .year = 2020,
	 .number = 3,
	 .figures = {{MEASURE_CLA, -REASON_FIGURES_NOT_TRUSTED}}},
};

static struct slice file_load(const char *name, uint8_t bytes[FILE_BYTES_MAX])
{
	char path[512];
	FILE *file;
	size_t size;

	snprintf(path, sizeof(path), "%s/tests/data/ssda903/%s", BELLWETHER_SOURCE_DIR, name);
	file = fopen(path, "rb");
	cr_assert_not_null(file, "%s", path);
	size = fread(bytes, 1, FILE_BYTES_MAX, file);
	(void)fclose(file);
	cr_assert_lt(size, FILE_BYTES_MAX);
	return slice_from(bytes, size);
}

/* In pieces of `piece` bytes. */
static void file_read(struct reading *reading, const char *name, size_t piece)
{
	static uint8_t bytes[FILE_BYTES_MAX];
	struct slice rest = file_load(name, bytes);

	cr_assert_eq(reading_file_begin(reading, slice_from_text(name)), ERROR_NONE);
	while (rest.size) {
		size_t size = rest.size < piece ? rest.size : piece;

		cr_assert_eq(reading_file_feed(reading, slice_from(rest.data, size)), ERROR_NONE);
		rest = slice_from(rest.data + size, rest.size - size);
	}
	cr_assert_eq(reading_file_end(reading), ERROR_NONE);
	cr_expect_null(reading_file_at(reading, reading_file_count(reading) - 1)->why, "%s", name);
}

static void rules_check(const struct scene *scene, const struct council_register *reg)
{
	for (unsigned rule = 1; rule < RULE_COUNT; rule++) {
		uint64_t expected = 0;

		if (rule == RULE_CARE_BIRTH_DATE_UNKNOWN)
			continue;
		for (unsigned i = 0; i < RULES_MAX; i++)
			if ((unsigned)scene->rules[i].rule == rule)
				expected = scene->rules[i].count;
		cr_expect_eq(findings_count(reg->findings, (enum rule)rule), expected, "%s: %s is said %llu times", scene->files[0],
			     rule_id((enum rule)rule), (unsigned long long)findings_count(reg->findings, (enum rule)rule));
	}
}

static void figures_check(const struct scene *scene, const struct council_register *reg)
{
	static struct return_measure measures[MEASURES_ROOM];
	struct sheet sheet;

	sheet_init(&sheet, measures, MEASURES_ROOM);
	looked_after_measure(reg->looked_after, month_from(scene->year, scene->number), &sheet);
	for (unsigned i = 0; i < FIGURES_MAX && scene->figures[i].measure; i++) {
		const struct return_measure *found = sheet_at(&sheet, scene->figures[i].measure);

		cr_expect_eq(found->symbol ? -(int64_t)found->reason : found->value, scene->figures[i].value, "%s: %s is %lld, reason %u",
			     scene->files[0], catalogue_measure(found->number)->id, (long long)found->value, found->reason);
	}
}

static void scene_check(const struct scene *scene, size_t piece)
{
	struct reading *reading = reading_new(BUDGET_BYTES);
	const struct council_register *reg;
	uint64_t refused = 0;

	cr_assert_not_null(reading);
	for (unsigned i = 0; i < FILES_MAX && scene->files[i]; i++)
		file_read(reading, scene->files[i], piece);
	for (unsigned i = 0; i < reading_file_count(reading); i++)
		refused += reading_file_at(reading, i)->rows_refused;
	reg = reading_register(reading);
	cr_expect_eq(refused, scene->refused, "%s: %llu rows are refused", scene->files[0], (unsigned long long)refused);
	rules_check(scene, reg);
	figures_check(scene, reg);
	reading_free(reading);
}

Test(ssda903_quirks, are_read_or_refused_as_they_should_be)
{
	for (size_t i = 0; i < sizeof(scenes) / sizeof(scenes[0]); i++)
		scene_check(&scenes[i], FILE_BYTES_MAX);
}

Test(ssda903_quirks, in_pieces_of_any_size)
{
	static const size_t pieces[] = {1, 7, 100};

	for (size_t i = 0; i < sizeof(scenes) / sizeof(scenes[0]); i++)
		for (size_t j = 0; j < sizeof(pieces) / sizeof(pieces[0]); j++)
			scene_check(&scenes[i], pieces[j]);
}
