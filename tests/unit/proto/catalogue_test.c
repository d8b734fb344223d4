#include "proto/catalogue.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "proto/catalogue_text.h"

enum { ROWS_MAX = 512, PAGE_BYTES_MAX = 1 << 20 };

/* Numbers and ids keep their meaning for ever: a row here may be added, never changed. */
static const struct {
	uint16_t number;
	const char *id;
	enum measure_unit unit;
	enum measure_window window;
} known_measures[] = {
	{1, "inpost_fte", UNIT_FTE, WINDOW_STOCK},
	{2, "inpost_headcount", UNIT_PEOPLE, WINDOW_STOCK},
	{3, "vacancy_fte", UNIT_FTE, WINDOW_STOCK},
	{4, "agency_fte", UNIT_FTE, WINDOW_STOCK},
	{5, "agency_headcount", UNIT_PEOPLE, WINDOW_STOCK},
	{6, "agency_cover_fte", UNIT_FTE, WINDOW_STOCK},
	{7, "agency_cover_headcount", UNIT_PEOPLE, WINDOW_STOCK},
	{8, "cases", UNIT_CASES, WINDOW_STOCK},
	{9, "case_holders_fte", UNIT_FTE, WINDOW_STOCK},
	{10, "leavers_fte_month", UNIT_FTE, WINDOW_MONTH},
	{11, "leavers_fte_12m", UNIT_FTE, WINDOW_12M},
	{12, "leavers_headcount_month", UNIT_PEOPLE, WINDOW_MONTH},
	{13, "leavers_headcount_12m", UNIT_PEOPLE, WINDOW_12M},
	{14, "starters_fte_month", UNIT_FTE, WINDOW_MONTH},
	{15, "starters_fte_12m", UNIT_FTE, WINDOW_12M},
	{16, "starters_headcount_month", UNIT_PEOPLE, WINDOW_MONTH},
	{17, "starters_headcount_12m", UNIT_PEOPLE, WINDOW_12M},
	{18, "working_days_lost_fte_12m", UNIT_DAYS_FTE, WINDOW_12M},
	{21, "inpost_team_managers_fte", UNIT_FTE, WINDOW_STOCK},
	{27, "leavers_team_managers_fte_12m", UNIT_FTE, WINDOW_12M},
	{37, "leavers_to_councils_headcount_12m", UNIT_PEOPLE, WINDOW_12M},
	{100, "cla", UNIT_CHILDREN, WINDOW_STOCK},
	{101, "cla_section_20", UNIT_CHILDREN, WINDOW_STOCK},
	{122, "cla_three_placements", UNIT_CHILDREN, WINDOW_STOCK},
	{140, "cla_started_month", UNIT_CHILDREN, WINDOW_MONTH},
	{141, "cla_started_12m", UNIT_CHILDREN, WINDOW_12M},
	{151, "cla_ceased_12m", UNIT_CHILDREN, WINDOW_12M},
	{161, "days_to_adoption_placement_12m", UNIT_DAYS, WINDOW_12M},
	{180, "care_leavers_19_to_21_12m", UNIT_YOUNG_PEOPLE, WINDOW_12M},
	{300, "cin", UNIT_EPISODES, WINDOW_STOCK},
	{310, "cpp", UNIT_PLANS, WINDOW_STOCK},
	{331, "cpp_started_12m", UNIT_PLANS, WINDOW_12M},
	{335, "cpp_started_repeat_12m", UNIT_PLANS, WINDOW_12M},
	{351, "referrals_12m", UNIT_REFERRALS, WINDOW_12M},
	{512, "permanence_delayed", UNIT_CHILDREN, WINDOW_STOCK},
	{900, "population_0_17", UNIT_CHILDREN, WINDOW_STOCK},
};

enum { KNOWN_MEASURES = sizeof known_measures / sizeof known_measures[0] };

static const struct {
	const char *id;
	uint16_t numerator, denominator, added;
	enum indicator_per per;
	uint32_t multiplier;
	uint8_t decimals;
	enum polarity polarity;
} known_indicators[] = {
	{"vacancy_rate_fte", 3, 3, 1, PER_ONE, 100, 1, POLARITY_LOW_IS_GOOD},
	{"turnover_rate_fte", 11, 1, 0, PER_ONE, 100, 1, POLARITY_LOW_IS_GOOD},
	{"turnover_rate_headcount", 13, 2, 0, PER_ONE, 100, 1, POLARITY_LOW_IS_GOOD},
	{"agency_rate_fte", 4, 4, 1, PER_ONE, 100, 1, POLARITY_LOW_IS_GOOD},
	{"agency_rate_headcount", 5, 5, 2, PER_ONE, 100, 1, POLARITY_LOW_IS_GOOD},
	{"agency_cover_rate_fte", 6, 4, 0, PER_ONE, 100, 1, POLARITY_NONE},
	{"vacancy_agency_cover_rate_fte", 6, 3, 0, PER_ONE, 100, 1, POLARITY_NONE},
	{"caseload_fte", 8, 9, 0, PER_ONE, 1, 1, POLARITY_LOW_IS_GOOD},
	{"absence_rate_fte", 18, 1, 0, PER_WORKING_DAYS, 100, 1, POLARITY_LOW_IS_GOOD},
	{"cla_rate_per_10000", 100, 900, 0, PER_ONE, 10000, 0, POLARITY_NONE},
	{"cla_started_rate_per_10000", 141, 900, 0, PER_ONE, 10000, 0, POLARITY_NONE},
	{"cla_ceased_rate_per_10000", 151, 900, 0, PER_ONE, 10000, 0, POLARITY_NONE},
	{"cpp_rate_per_10000", 310, 900, 0, PER_ONE, 10000, 1, POLARITY_NONE},
	{"cin_rate_per_10000", 300, 900, 0, PER_ONE, 10000, 1, POLARITY_NONE},
	{"referral_rate_per_10000", 351, 900, 0, PER_ONE, 10000, 1, POLARITY_NONE},
	{"repeat_cpp_percent", 335, 331, 0, PER_ONE, 100, 1, POLARITY_LOW_IS_GOOD},
	{"rereferral_percent", 355, 351, 0, PER_ONE, 100, 1, POLARITY_LOW_IS_GOOD},
	{"cla_same_placement_percent", 125, 125, 126, PER_ONE, 100, 1, POLARITY_HIGH_IS_GOOD},
	{"days_to_adoption_placement", 161, 153, 0, PER_ONE, 1, 0, POLARITY_LOW_IS_GOOD},
};

enum { KNOWN_INDICATORS = sizeof known_indicators / sizeof known_indicators[0] };

Test(catalogue, measures_keep_their_numbers)
{
	for (unsigned i = 0; i < KNOWN_MEASURES; i++) {
		const struct measure *measure = catalogue_measure(known_measures[i].number);
		cr_assert_not_null(measure, "%s", known_measures[i].id);
		cr_assert_str_eq(measure->id, known_measures[i].id);
		cr_assert_eq(measure->unit, known_measures[i].unit, "%s", measure->id);
		cr_assert_eq(measure->window, known_measures[i].window, "%s", measure->id);
		cr_assert_eq(catalogue_measure_find(slice_from_text(measure->id)), measure);
	}
}

Test(catalogue, indicators_have_the_published_formulas)
{
	for (unsigned i = 0; i < KNOWN_INDICATORS; i++) {
		const struct indicator *indicator = catalogue_indicator_find(slice_from_text(known_indicators[i].id));
		cr_assert_not_null(indicator, "%s", known_indicators[i].id);
		cr_assert_eq(indicator->numerator, known_indicators[i].numerator, "%s", indicator->id);
		cr_assert_eq(indicator->denominator[0], known_indicators[i].denominator, "%s", indicator->id);
		cr_assert_eq(indicator->denominator[1], known_indicators[i].added, "%s", indicator->id);
		cr_assert_eq(indicator->per, known_indicators[i].per, "%s", indicator->id);
		cr_assert_eq(indicator->multiplier, known_indicators[i].multiplier, "%s", indicator->id);
		cr_assert_eq(indicator->decimals, known_indicators[i].decimals, "%s", indicator->id);
		cr_assert_eq(indicator->polarity, known_indicators[i].polarity, "%s", indicator->id);
	}
}

/* catalogue_measure searches by halves, and a return has its measures in this order; reference measures stand behind all that are sent. */
Test(catalogue, measures_ascend_and_reference_comes_last)
{
	for (unsigned i = 1; i < catalogue_measure_count(); i++)
		cr_assert_lt(catalogue_measure_at(i - 1)->number, catalogue_measure_at(i)->number, "%s", catalogue_measure_at(i)->id);
	for (unsigned i = 0; i < catalogue_measure_count(); i++)
		cr_assert_eq(catalogue_measure_at(i)->topic == TOPIC_REFERENCE, i >= catalogue_sent_count(), "%s", catalogue_measure_at(i)->id);
	cr_assert_lt(catalogue_sent_count(), catalogue_measure_count());
}

/* A part is of its total's topic, unit, window and protection, a total is no part itself, and no breakdown has a single part. */
Test(catalogue, parts_fit_their_totals)
{
	for (unsigned i = 0; i < catalogue_measure_count(); i++) {
		const struct measure *part = catalogue_measure_at(i);
		const struct measure *total = catalogue_measure(part->total);
		unsigned parts = 0;

		cr_assert_eq(part->total == MEASURE_NONE, total == NULL, "%s", part->id);
		if (part->protection == PROTECTION_WITH_TOTAL) {
			cr_assert(total && total->protection == PROTECTION_COUNTS && part->breakdown[0] == '\0', "%s", part->id);
			continue;
		}
		cr_assert_eq(part->breakdown[0] != '\0', total != NULL, "%s", part->id);
		if (!total)
			continue;
		cr_assert(total->topic == part->topic && total->unit == part->unit && total->window == part->window, "%s", part->id);
		cr_assert(total->protection == part->protection && total->total == MEASURE_NONE, "%s", part->id);
		for (unsigned j = 0; j < catalogue_measure_count(); j++)
			parts += catalogue_measure_at(j)->total == part->total && strcmp(catalogue_measure_at(j)->breakdown, part->breakdown) == 0;
		cr_assert_geq(parts, 2, "%s", part->id);
	}
}

/* Workforce is not suppressed for size; every count of children is. */
Test(catalogue, children_are_protected_and_workforce_is_open)
{
	for (unsigned i = 0; i < catalogue_sent_count(); i++) {
		const struct measure *measure = catalogue_measure_at(i);
		bool is_of_children = measure->topic == TOPIC_LOOKED_AFTER || measure->topic == TOPIC_CHILDREN_IN_NEED;

		if (is_of_children)
			cr_assert_neq(measure->protection, PROTECTION_OPEN, "%s", measure->id);
		if (measure->topic == TOPIC_WORKFORCE)
			cr_assert_eq(measure->protection, PROTECTION_OPEN, "%s", measure->id);
	}
}

Test(catalogue, numbers_and_ids_are_unique)
{
	for (unsigned i = 0; i < catalogue_measure_count(); i++) {
		const struct measure *measure = catalogue_measure_at(i);
		for (unsigned j = i + 1; j < catalogue_measure_count(); j++) {
			cr_assert_neq(measure->number, catalogue_measure_at(j)->number, "%s", measure->id);
			cr_assert_str_neq(measure->id, catalogue_measure_at(j)->id);
			cr_assert_str_neq(measure->label, catalogue_measure_at(j)->label);
		}
	}
	for (unsigned i = 0; i < catalogue_indicator_count(); i++) {
		const struct indicator *indicator = catalogue_indicator_at(i);
		cr_assert_null(catalogue_measure_find(slice_from_text(indicator->id)), "%s is a measure too", indicator->id);
		for (unsigned j = i + 1; j < catalogue_indicator_count(); j++) {
			cr_assert_str_neq(indicator->id, catalogue_indicator_at(j)->id);
			cr_assert_str_neq(indicator->label, catalogue_indicator_at(j)->label);
		}
	}
}

/* Names as the open data standard wants them: snake case, at most 50 characters. */
static void assert_id(const char *id)
{
	cr_assert(islower((unsigned char)id[0]) && strlen(id) <= 50, "%s", id);
	cr_assert_eq(strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_"), strlen(id), "%s", id);
}

/* Words that may stand on a page and in the canonical text. */
static void assert_words(const char *id, const char *words, bool is_sentence)
{
	size_t size = strlen(words);
	cr_assert(size > 0 && slice_is_clean_utf8(slice_from_text(words)), "%s: %s", id, words);
	cr_assert_null(strchr(words, '|'), "%s: a bar would break the page's tables", id);
	cr_assert_null(strstr(words, "  "), "%s: two spaces", id);
	if (is_sentence)
		cr_assert(isupper((unsigned char)words[0]) && words[size - 1] == '.' && size > 60, "%s: %s", id, words);
	else
		cr_assert(size <= 80, "%s: %s", id, words);
}

Test(catalogue, every_row_is_fit_for_people)
{
	for (unsigned i = 0; i < catalogue_measure_count(); i++) {
		const struct measure *measure = catalogue_measure_at(i);
		assert_id(measure->id);
		assert_words(measure->id, measure->label, false);
		assert_words(measure->id, measure->definition, true);
		assert_words(measure->id, measure->source, false);
	}
	for (unsigned i = 0; i < catalogue_indicator_count(); i++) {
		const struct indicator *indicator = catalogue_indicator_at(i);
		assert_id(indicator->id);
		assert_words(indicator->id, indicator->unit, false);
		assert_words(indicator->id, indicator->label, false);
		assert_words(indicator->id, indicator->definition, true);
		assert_words(indicator->id, indicator->source, false);
	}
}

Test(catalogue, what_is_not_there_is_not_found)
{
	const uint16_t strangers[] = {MEASURE_NONE, 99, 899, 901, UINT16_MAX};
	for (unsigned i = 0; i < sizeof strangers / sizeof strangers[0]; i++)
		cr_assert_null(catalogue_measure(strangers[i]));
	const char *ids[] = {"", "inpost", "inpost_fte ", "INPOST_FTE", "vacancy_rate"};
	for (unsigned i = 0; i < sizeof ids / sizeof ids[0]; i++) {
		cr_assert_null(catalogue_measure_find(slice_from_text(ids[i])), "%s", ids[i]);
		cr_assert_null(catalogue_indicator_find(slice_from_text(ids[i])), "%s", ids[i]);
	}
}

Test(catalogue, numerator_and_denominator_are_in_the_same_digits)
{
	/* Cases are whole and case holders millionths: the one indicator whose sides differ. All others divide like by like. */
	for (unsigned i = 0; i < catalogue_indicator_count(); i++) {
		const struct indicator *indicator = catalogue_indicator_at(i);
		const struct measure *numerator = catalogue_measure(indicator->numerator);
		const struct measure *denominator = catalogue_measure(indicator->denominator[0]);
		cr_assert_not_null(numerator);
		cr_assert_not_null(denominator);
		bool is_caseload = strcmp(indicator->id, "caseload_fte") == 0;
		cr_assert_eq(measure_digits(numerator) == measure_digits(denominator), !is_caseload, "%s", indicator->id);
		if (indicator->denominator[1] != MEASURE_NONE)
			cr_assert_eq(catalogue_measure(indicator->denominator[1])->unit, denominator->unit, "%s", indicator->id);
	}
}

Test(catalogue, fte_has_six_digits_and_people_none)
{
	cr_assert_eq(measure_digits(catalogue_measure(MEASURE_INPOST_FTE)), 6);
	cr_assert_eq(measure_decimals_min(catalogue_measure(MEASURE_INPOST_FTE)), 2);
	cr_assert_eq(measure_digits(catalogue_measure(MEASURE_WORKING_DAYS_LOST_FTE_12M)), 6);
	cr_assert_eq(measure_decimals_min(catalogue_measure(MEASURE_WORKING_DAYS_LOST_FTE_12M)), 2);
	cr_assert_eq(measure_digits(catalogue_measure(MEASURE_CASES)), 0);
	cr_assert_eq(measure_decimals_min(catalogue_measure(MEASURE_CASES)), 0);
	cr_assert_eq(measure_digits(catalogue_measure(MEASURE_INPOST_HEADCOUNT)), 0);
}

/* The catalogue as rows that a test may change. */
struct rows {
	struct measure measures[ROWS_MAX];
	struct indicator indicators[ROWS_MAX];
};

static struct rows rows_copied(void)
{
	struct rows rows;
	for (unsigned i = 0; i < catalogue_measure_count(); i++)
		rows.measures[i] = *catalogue_measure_at(i);
	for (unsigned i = 0; i < catalogue_indicator_count(); i++)
		rows.indicators[i] = *catalogue_indicator_at(i);
	return rows;
}

static struct digest rows_hash(const struct rows *rows)
{
	return catalogue_hash_of(rows->measures, catalogue_measure_count(), rows->indicators, catalogue_indicator_count());
}

static bool rows_have_the_hash(const struct rows *rows)
{
	struct digest actual = rows_hash(rows);
	struct digest expected = catalogue_hash();
	return digest_equal(&actual, &expected);
}

/* Every changed row is a new version of the catalogue: let the collector go on accepting the one before. */
Test(catalogue, the_hash_is_that_of_the_rows)
{
	char hex[DIGEST_HEX_SIZE];
	struct rows rows = rows_copied();
	struct digest hash = rows_hash(&rows);
	digest_to_hex(&hash, hex);
	cr_assert(rows_have_the_hash(&rows), "a row has changed: CATALOGUE_HASH in proto/catalogue.c is now %s", hex);
}

Test(catalogue, the_hash_does_not_depend_on_the_order_of_the_rows)
{
	struct rows rows = rows_copied();
	cr_assert(rows_have_the_hash(&rows));
	for (unsigned i = 0, j = catalogue_measure_count() - 1; i < j; i++, j--) {
		struct measure swapped = rows.measures[i];
		rows.measures[i] = rows.measures[j];
		rows.measures[j] = swapped;
	}
	for (unsigned i = 0, j = catalogue_indicator_count() - 1; i < j; i++, j--) {
		struct indicator swapped = rows.indicators[i];
		rows.indicators[i] = rows.indicators[j];
		rows.indicators[j] = swapped;
	}
	cr_assert(rows_have_the_hash(&rows));
}

#define ASSERT_CHANGES_THE_HASH(member, value)                     \
	do {                                                       \
		struct rows rows = rows_copied();                  \
		rows.member = value;                               \
		cr_assert_not(rows_have_the_hash(&rows), #member); \
	} while (0)

Test(catalogue, every_column_is_in_the_hash)
{
	ASSERT_CHANGES_THE_HASH(measures[0].number, 999);
	ASSERT_CHANGES_THE_HASH(measures[0].id, "inpost");
	ASSERT_CHANGES_THE_HASH(measures[0].topic, TOPIC_COUNCIL);
	ASSERT_CHANGES_THE_HASH(measures[0].total, 2);
	ASSERT_CHANGES_THE_HASH(measures[0].breakdown, "role");
	ASSERT_CHANGES_THE_HASH(measures[0].unit, UNIT_PEOPLE);
	ASSERT_CHANGES_THE_HASH(measures[0].window, WINDOW_MONTH);
	ASSERT_CHANGES_THE_HASH(measures[0].protection, PROTECTION_COUNTS);
	ASSERT_CHANGES_THE_HASH(measures[0].label, "Social workers");
	ASSERT_CHANGES_THE_HASH(measures[0].definition, "Something else.");
	ASSERT_CHANGES_THE_HASH(measures[0].source, "Posts table");
	ASSERT_CHANGES_THE_HASH(indicators[0].id, "vacancy_rate");
	ASSERT_CHANGES_THE_HASH(indicators[0].numerator, 4);
	ASSERT_CHANGES_THE_HASH(indicators[0].denominator[0], 4);
	ASSERT_CHANGES_THE_HASH(indicators[0].denominator[1], MEASURE_NONE);
	ASSERT_CHANGES_THE_HASH(indicators[0].per, PER_WORKING_DAYS);
	ASSERT_CHANGES_THE_HASH(indicators[0].multiplier, 1000);
	ASSERT_CHANGES_THE_HASH(indicators[0].decimals, 2);
	ASSERT_CHANGES_THE_HASH(indicators[0].unit, "");
	ASSERT_CHANGES_THE_HASH(indicators[0].polarity, POLARITY_HIGH_IS_GOOD);
	ASSERT_CHANGES_THE_HASH(indicators[0].label, "Vacancies");
	ASSERT_CHANGES_THE_HASH(indicators[0].definition, "Something else.");
	ASSERT_CHANGES_THE_HASH(indicators[0].source, "Somebody");
}

Test(catalogue, a_row_as_canonical_text)
{
	char buffer[CATALOGUE_ROW_BYTES_MAX];
	struct text text;
	const struct measure measure = {7, "a", TOPIC_LOOKED_AFTER, UNIT_DAYS_FTE, WINDOW_12M, PROTECTION_COUNTS, 3, "e", "b", "c", "d"};
	text_init_fixed(&text, buffer, sizeof buffer);
	measure_canonical(&measure, &text);
	cr_assert_str_eq(text.data, "measure\t7\ta\tlooked_after\tdays_fte\t12m\tcounts\t3\te\tb\tc\td\n");

	const struct indicator indicator = {"a", 1, {2, 3}, PER_WORKING_DAYS, 100, 1, "%", POLARITY_NONE, "b", "c", "d"};
	text_init_fixed(&text, buffer, sizeof buffer);
	indicator_canonical(&indicator, &text);
	cr_assert_str_eq(text.data, "indicator\ta\t1\t2\t3\tworking_days\t100\t1\t%\tnone\tb\tc\td\n");
}

Test(catalogue, the_definitions_page_is_up_to_date)
{
	struct text page;
	text_init_growing(&page, PAGE_BYTES_MAX);
	catalogue_describe(&page);
	cr_assert_eq(page.error, ERROR_NONE);

	FILE *file = fopen(BELLWETHER_SOURCE_DIR "/docs/definitions.md", "rb");
	cr_assert_not_null(file);
	char *stored = malloc(PAGE_BYTES_MAX);
	cr_assert_not_null(stored);
	size_t size = fread(stored, 1, PAGE_BYTES_MAX, file);
	fclose(file);
	bool is_same = slice_equal(slice_from(stored, size), text_slice(&page));
	free(stored);
	text_fini(&page);
	cr_assert(is_same, "docs/definitions.md is not what the catalogue says: write it again with bellwether-definitions > docs/definitions.md");
}
