#include <criterion/criterion.h>
#include <stdio.h>

#include "agent/core/children_in_need.h"
#include "agent/core/reading.h"
#include "proto/catalogue.h"

/*
 * The CIN census as real systems write it: each file of tests/data/cin shows one quirk, read or refused as it should be. Every child in them is made up.
 */

enum { BUDGET_BYTES = 16 << 20, FILE_BYTES_MAX = 1 << 16, MEASURES_ROOM = 512, FILES_MAX = 3, RULES_MAX = 5, FIGURES_MAX = 8 };

struct figure {
	enum measure_number measure;
	int64_t value; /* -(reason): none */
};

struct expected_rule {
	enum rule rule;
	uint64_t count;
};

static const struct scene {
	const char *files[FILES_MAX];
	enum rule unread; /* of the first file */
	uint64_t refused; /* rows, over all files */
	struct expected_rule rules[RULES_MAX];
	int year, number;
	struct figure figures[FIGURES_MAX];
} scenes[] = {
	{.files = {"whole.xml"},
	 .rules = {{RULE_CIN_CHILD_UNBORN, 1}},
	 .year = 2021,
	 .number = 3,
	 .figures = {{MEASURE_CIN, 1},
		     {MEASURE_CPP, 1},
		     {MEASURE_REFERRALS_12M, 3},
		     {MEASURE_REFERRALS_NO_FURTHER_ACTION_12M, 1},
		     {MEASURE_ASSESSMENTS_WITHIN_45_DAYS_12M, 1},
		     {MEASURE_CONFERENCES_WITHIN_15_DAYS_12M, 1},
		     {MEASURE_CIN_ENDED_12M, 1},
		     {MEASURE_REFERRALS_POLICE_12M, 1}}},
	{.files = {"booleans.xml"},
	 .refused = 1,
	 .rules = {{RULE_FLAG_MALFORMED, 1}},
	 .year = 2020,
	 .number = 6,
	 .figures = {{MEASURE_CIN, -REASON_FIGURES_NOT_TRUSTED}}},
	{.files = {"stray_text.xml"},
	 .rules = {{RULE_XML_STRAY_TEXT, 2}},
	 .year = 2020,
	 .number = 6,
	 .figures = {{MEASURE_CPP, 1}, {MEASURE_CIN, 1}}},
	{.files = {"missing_id.xml"},
	 .refused = 3,
	 .rules = {{RULE_CIN_CHILD_ID_MISSING, 1}},
	 .year = 2020,
	 .number = 6,
	 .figures = {{MEASURE_CPP, 1}, {MEASURE_CIN, 2}}},
	{.files = {"impossible_date.xml"},
	 .refused = 2,
	 .rules = {{RULE_DATE_IMPOSSIBLE, 3}},
	 .year = 2021,
	 .number = 3,
	 .figures = {{MEASURE_CPP, 0}, {MEASURE_CIN, 3}}},
	{.files = {"empty_factors.xml"},
	 .rules = {{RULE_CIN_FACTORS_EMPTY, 2}},
	 .year = 2021,
	 .number = 3,
	 .figures = {{MEASURE_ASSESSMENTS_12M, 3}, {MEASURE_ASSESSMENTS_WITHIN_45_DAYS_12M, 3}}},
	{.files = {"sex_from_2025.xml"}, .rules = {{RULE_CIN_GENDER_FROM_2025, 1}}, .year = 2025, .number = 3, .figures = {{MEASURE_CIN, 2}}},
	{.files = {"sex_too_early.xml"}, .rules = {{RULE_CIN_SEX_BEFORE_2025, 1}}, .year = 2021, .number = 3, .figures = {{MEASURE_CIN, 1}}},
	{.files = {"bom_crlf_case.xml"},
	 .year = 2021,
	 .number = 3,
	 .figures = {{MEASURE_CIN, 1}, {MEASURE_CPP_NEGLECT, 1}, {MEASURE_REFERRALS_12M, 1}}},
	{.files = {"utf16.xml"}, .unread = RULE_XML_UTF16},
	{.files = {"british_dates.xml"}, .year = 2020, .number = 5, .figures = {{MEASURE_REFERRALS_MONTH, 1}}},
	{.files = {"padded.xml"},
	 .rules = {{RULE_CIN_BIRTH_DATE_MISSING, 1}},
	 .year = 2020,
	 .number = 6,
	 .figures = {{MEASURE_CIN, 1}, {MEASURE_CPP_NEGLECT, 1}}},
	{.files = {"plans.xml"},
	 .refused = 1,
	 .rules = {{RULE_CIN_PLAN_BEFORE_REFERRAL, 1},
		   {RULE_CIN_PLAN_ENDS_BEFORE_START, 1},
		   {RULE_CIN_PLANS_BOTH_OPEN, 1},
		   {RULE_CIN_PLANS_OVERLAP, 1}},
	 .year = 2020,
	 .number = 9,
	 .figures = {{MEASURE_CPP, 4}, {MEASURE_CPP_ENDED_MONTH, 1}}},
	{.files = {"codes.xml"},
	 .rules = {{RULE_CIN_SOURCE_UNKNOWN, 2},
		   {RULE_CIN_NEED_UNKNOWN, 2},
		   {RULE_CIN_CATEGORY_UNKNOWN, 2},
		   {RULE_CIN_CLOSURE_REASON_UNKNOWN, 1},
		   {RULE_CIN_PREVIOUS_PLANS_UNKNOWN, 1}},
	 .year = 2020,
	 .number = 7,
	 .figures = {{MEASURE_CIN, 3}, {MEASURE_CIN_OTHER_NEED, 2}, {MEASURE_CPP_CATEGORY_UNKNOWN, 2}}},
	{.files = {"conferences.xml"},
	 .rules = {{RULE_CIN_CONFERENCE_BEFORE_ENQUIRY, 1}},
	 .year = 2020,
	 .number = 6,
	 .figures = {{MEASURE_INITIAL_CONFERENCES_MONTH, 4},
		     {MEASURE_CONFERENCES_WITHIN_15_DAYS_MONTH, 2},
		     {MEASURE_CONFERENCES_OVER_15_DAYS_MONTH, 2},
		     {MEASURE_SECTION_47_ENQUIRIES_MONTH, 3}}},
	{.files = {"death.xml"}, .rules = {{RULE_CIN_AFTER_DEATH, 1}}, .year = 2021, .number = 3, .figures = {{MEASURE_CPP, 1}}},
	{.files = {"no_header.xml"},
	 .rules = {{RULE_CIN_UNDATED, 1}},
	 .year = 2021,
	 .number = 3,
	 .figures = {{MEASURE_CIN, -REASON_CENSUS_MONTH_NOT_COVERED}}},
	{.files = {"no_reference_date.xml"},
	 .rules = {{RULE_CIN_REFERENCE_DATE_ASSUMED, 1}},
	 .year = 2021,
	 .number = 3,
	 .figures = {{MEASURE_CIN, 1}}},
	{.files = {"year_disagrees.xml"}, .rules = {{RULE_CIN_YEAR_DISAGREES, 1}}, .year = 2021, .number = 3, .figures = {{MEASURE_CIN, 1}}},
	{.files = {"year_2019.xml", "year_2018.xml"},
	 .year = 2018,
	 .number = 5,
	 .figures = {{MEASURE_CIN, 1}, {MEASURE_CPP_EMOTIONAL, 1}, {MEASURE_CPP_STARTED_12M, 1}, {MEASURE_CPP_STARTED_REPEAT_12M, 1}}},
	{.files = {"year_2019.xml", "year_2018.xml"},
	 .year = 2019,
	 .number = 3,
	 .figures = {{MEASURE_CIN, 0}, {MEASURE_CPP, 0}, {MEASURE_CPP_ENDED_12M, 1}, {MEASURE_CIN_ENDED_12M, 1}, {MEASURE_REFERRALS_REPEAT_12M, 0}}},
	{.files = {"year_2018.xml"},
	 .year = 2019,
	 .number = 3,
	 .figures = {{MEASURE_CIN, -REASON_CENSUS_MONTH_NOT_COVERED}, {MEASURE_CPP_ENDED_12M, -REASON_CENSUS_MONTH_NOT_COVERED}}},
	{.files = {"whole.xml", "another_council.xml"},
	 .rules = {{RULE_COUNCILS_DIFFER, 1}, {RULE_CIN_CHILD_UNBORN, 1}, {RULE_CIN_CASE_VANISHES, 1}},
	 .year = 2021,
	 .number = 3,
	 .figures = {{MEASURE_CIN, -REASON_CENSUSES_OF_TWO_COUNCILS}}},
	{.files = {"cut_off.xml"}, .unread = RULE_XML_CUT_OFF, .year = 2021, .number = 3, .figures = {{MEASURE_CIN, -REASON_FILES_MISSING}}},
	{.files = {"doctype.xml"}, .unread = RULE_XML_DOCTYPE},
	{.files = {"after_reference_date.xml"},
	 .rules = {{RULE_CIN_AFTER_REFERENCE_DATE, 1}},
	 .year = 2021,
	 .number = 3,
	 .figures = {{MEASURE_CIN, 0}}},
	{.files = {"closed_before_referral.xml"},
	 .refused = 1,
	 .rules = {{RULE_CIN_CLOSED_BEFORE_REFERRAL, 1}},
	 .year = 2020,
	 .number = 6,
	 .figures = {{MEASURE_CIN, 1}, {MEASURE_CIN_ENDED_MONTH, 0}}},
	{.files = {"missing_dates.xml"},
	 .refused = 4,
	 .rules = {{RULE_CIN_DATE_MISSING, 3},
		   {RULE_CIN_ASSESSMENT_START_MISSING, 1},
		   {RULE_CIN_ENQUIRY_START_MISSING, 1},
		   {RULE_CIN_ASSESSED_BEFORE_START, 1},
		   {RULE_DATE_MALFORMED, 1}},
	 .year = 2020,
	 .number = 6,
	 .figures = {{MEASURE_CIN, 1},
		     {MEASURE_ASSESSMENTS_OVER_45_DAYS_MONTH, 2},
		     {MEASURE_SECTION_47_ENQUIRIES_MONTH, 0},
		     {MEASURE_CONFERENCES_OVER_15_DAYS_MONTH, 1},
		     {MEASURE_CPP_ENDED_MONTH, 0}}},
	{.files = {"identifiers_last.xml"},
	 .refused = 1,
	 .rules = {{RULE_CIN_CHILD_ID_MISSING, 2}},
	 .year = 2020,
	 .number = 6,
	 .figures = {{MEASURE_CIN, 2}, {MEASURE_CPP, 1}}},
	{.files = {"ambiguous.xml"},
	 .refused = 3,
	 .rules = {{RULE_CIN_CHILD_ID_TOO_LONG, 1}, {RULE_CELL_REPEATED, 2}},
	 .year = 2020,
	 .number = 6,
	 .figures = {{MEASURE_CIN, -REASON_FIGURES_NOT_TRUSTED}}},
	{.files = {"stray_elements.xml"}, .year = 2021, .number = 3, .figures = {{MEASURE_CPP, 1}, {MEASURE_CIN, 1}}},
};

static struct slice file_load(const char *name, uint8_t bytes[FILE_BYTES_MAX])
{
	char path[512];
	FILE *file;
	size_t size;

	snprintf(path, sizeof(path), "%s/tests/data/cin/%s", BELLWETHER_SOURCE_DIR, name);
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
}

/* Of the rule, over the files' notes and the register's findings, wherever it is said. */
static uint64_t rule_count(struct reading *reading, const struct council_register *reg, enum rule rule)
{
	uint64_t count = 0;

	for (unsigned i = 0; i < reading_file_count(reading); i++)
		for (unsigned j = 0; j < reading_file_at(reading, i)->note_count; j++)
			count += reading_file_at(reading, i)->notes[j].rule == rule;
	return count > findings_count(reg->findings, rule) ? count : findings_count(reg->findings, rule);
}

static void rules_check(const struct scene *scene, struct reading *reading, const struct council_register *reg)
{
	for (unsigned rule = 1; rule < RULE_COUNT; rule++) {
		uint64_t expected = rule == (unsigned)scene->unread;

		for (unsigned i = 0; i < RULES_MAX; i++)
			if ((unsigned)scene->rules[i].rule == rule && rule != RULE_NONE)
				expected = scene->rules[i].count;
		cr_expect_eq(rule_count(reading, reg, (enum rule)rule), expected, "%s: %s is said %llu times", scene->files[0],
			     rule_id((enum rule)rule), (unsigned long long)rule_count(reading, reg, (enum rule)rule));
	}
}

static void figures_check(const struct scene *scene, const struct council_register *reg)
{
	static struct return_measure measures[MEASURES_ROOM];
	struct sheet sheet;

	if (!scene->year)
		return;
	sheet_init(&sheet, measures, MEASURES_ROOM);
	children_in_need_measure(reg->children_in_need, month_from(scene->year, scene->number), &sheet);
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
	cr_expect_eq(reading_file_at(reading, 0)->rule, scene->unread, "%s", scene->files[0]);
	if (!scene->unread)
		cr_expect_eq(reading_file_at(reading, 0)->kind, TABLE_CHILDREN_IN_NEED_CENSUS, "%s", scene->files[0]);
	for (unsigned i = 0; i < reading_file_count(reading); i++)
		refused += reading_file_at(reading, i)->rows_refused;
	reg = reading_register(reading);
	cr_expect_eq(refused, scene->refused, "%s: %llu rows are refused", scene->files[0], (unsigned long long)refused);
	rules_check(scene, reading, reg);
	figures_check(scene, reg);
	reading_free(reading);
}

Test(children_in_need_census, each_quirk_is_read_or_refused_as_it_should_be)
{
	for (size_t i = 0; i < sizeof(scenes) / sizeof(scenes[0]); i++)
		scene_check(&scenes[i], FILE_BYTES_MAX);
}

Test(children_in_need_census, in_pieces_of_any_size)
{
	static const size_t pieces[] = {1, 7, 100};

	for (size_t i = 0; i < sizeof(scenes) / sizeof(scenes[0]); i++)
		for (size_t j = 0; j < sizeof(pieces) / sizeof(pieces[0]); j++)
			scene_check(&scenes[i], pieces[j]);
}
