/* Early warnings as sentences: what is said of a council's figure, against its own months and against other councils, is what the figures are. */
#include "collector/core/chart_since.h"
#include "collector/pages/pages.h"
#include "collector/pages/warning_control.h"
#include "collector/pages/warning_list.h"
#include "tests/unit/collector/steady_councils.h"

enum { COUNCILS = 150, MONTHS = 40, YEARS = 4, SENTENCE_BYTES_MAX = 1024 };

static struct steady steady;
static struct composer composer;
static struct question question;
static struct alerts alerts;
static struct page_request request;

static void begin_months(const char *test, unsigned months)
{
	steady_begin(&steady, random_begin(test).state, COUNCILS);
	for (int i = 0; i < (int)months; i++)
		steady_month(&steady, month_add(month_from(2021, 9), i + 1 - (int)months));
}

static void begin_years(const char *test)
{
	steady_begin(&steady, random_begin(test).state, COUNCILS);
	for (int i = 0; i < YEARS; i++)
		steady_month(&steady, month_from(2018 + i, 9));
}

static unsigned place_of(uint16_t code)
{
	unsigned place = 0;

	while (steady.councils[place].code != code)
		place++;
	return place;
}

static void make(enum cube_source source)
{
	steady_put(&steady, source, 0);
	question =
		(struct question){.area = area_find(SLICE_LITERAL("North West")), .source = source, .month = month_from(2021, 9), .has_month = true};
	request = (struct page_request){.page = page_at(0), .background = &steady.cube.background, .question = &question, .arena = &steady.arena};
	composer_init(&composer, &steady.arena);
	cr_assert_eq(alerts_make(request.background, &question, &steady.arena, &alerts), ERROR_NONE);
}

static const char *sentence_of(const struct warning *warning)
{
	static char bytes[SENTENCE_BYTES_MAX];
	struct text text;

	text_init_fixed(&text, bytes, sizeof bytes);
	text_put(&text, warning->who);
	text_put(&text, ": ");
	for (unsigned i = 0; i < warning->parts_count; i++) {
		text_put(&text, warning->parts[i].lead);
		text_put(&text, warning->parts[i].label);
		text_put(&text, warning->parts[i].words);
	}
	cr_assert_eq(text.error, ERROR_NONE);
	return bytes;
}

static const char *first_sentence(void)
{
	struct warning warning;

	cr_assert_gt(alerts.flagged, 0);
	cr_assert_eq(warning_of_alert(&request, &composer, &alerts.list[0], &warning), ERROR_NONE);
	cr_assert_eq(composer.error, ERROR_NONE);
	return sentence_of(&warning);
}

/* The share of supervisions on time has months of its own: a chart judges it. */
static void plant(unsigned month, int64_t tenths)
{
	steady_set(&steady, month, place_of(343), MEASURE_SUPERVISIONS_ON_TIME_MONTH, tenths);
}

Test(warning_sentence, a_chart_says_since_when_it_has_not_been_beyond_its_limits)
{
	begin_months("warning_since", MONTHS);
	plant(MONTHS - 1, 0);
	plant(MONTHS - 9, 0);
	plant(MONTHS - 11, 0);
	make(SOURCE_RETURNS);
	cr_assert_str_eq(first_sentence(), "Sefton: supervisions on time 0.0%, below its limits for the first time since January 2021.");
	steady_end(&steady);
}

Test(warning_sentence, a_chart_says_that_it_has_never_been_beyond_its_limits)
{
	begin_months("warning_never", MONTHS);
	plant(MONTHS - 1, 0);
	make(SOURCE_RETURNS);
	cr_assert_str_eq(first_sentence(), "Sefton: supervisions on time 0.0%, below its limits for the first time in all 40 months held.");
	steady_end(&steady);
}

Test(warning_sentence, a_chart_says_for_how_many_months_it_has_been_beyond_its_limits)
{
	begin_months("warning_row", MONTHS);
	plant(MONTHS - 1, 0);
	plant(MONTHS - 2, 0);
	plant(MONTHS - 12, 0);
	make(SOURCE_RETURNS);
	cr_assert_str_eq(first_sentence(), "Sefton: supervisions on time 0.0%, below its limits for the 2nd month in a row.");
	steady_end(&steady);
}

Test(warning_sentence, a_change_says_how_many_changed_more)
{
	struct warning warning;

	begin_years("warning_change");
	steady_set(&steady, YEARS - 1, place_of(342), MEASURE_VACANCY_FTE, 2400);
	steady_set(&steady, YEARS - 2, place_of(342), MEASURE_VACANCY_FTE, 100);
	make(SOURCE_OFFICIAL);
	cr_assert_eq(warning_of_alert(&request, &composer, &alerts.list[0], &warning), ERROR_NONE);
	cr_expect(warning.is_confirmed);
	cr_expect_str_eq(warning.tone, "worse");
	cr_expect_str_eq(warning.tone_words, "Worse");
	cr_expect(strstr(warning.remark, "By chance alone: "), "%s", warning.remark);
	cr_expect(strstr(warning.remark, "Confirmed"), "%s", warning.remark);
	cr_expect(strstr(sentence_of(&warning), "St. Helens: vacancy rate (FTE) "), "%s", sentence_of(&warning));
	cr_expect(strstr(sentence_of(&warning), " a year before, the largest rise of 150 councils, the highest of all 4 releases held."), "%s",
		  sentence_of(&warning));
	steady_set(&steady, YEARS - 1, place_of(343), MEASURE_VACANCY_FTE, 9000);
	steady_set(&steady, YEARS - 2, place_of(343), MEASURE_VACANCY_FTE, 100);
	cr_assert_eq(warning_of_alert(&request, &composer, &alerts.list[0], &warning), ERROR_NONE);
	cr_expect(
		strstr(sentence_of(&warning), " a year before, a larger rise than at all but 1 of 150 councils, the highest of all 4 releases held."),
		"%s", sentence_of(&warning));
	steady_end(&steady);
}

/* Of a sum over twelve months no chart is read; how long ago it was as high is a fact all the same. */
Test(warning_sentence, a_sum_over_a_year_says_since_when_it_has_not_been_as_high)
{
	begin_months("warning_extreme", MONTHS);
	for (unsigned month = 0; month < MONTHS; month++)
		steady_set(&steady, month, place_of(342), MEASURE_LEAVERS_FTE_12M, month == MONTHS - 1 ? 1500 : 100);
	steady_set(&steady, MONTHS - 30, place_of(342), MEASURE_LEAVERS_FTE_12M, 3000);
	make(SOURCE_RETURNS);
	cr_expect(strstr(first_sentence(), "St. Helens: turnover rate (FTE) "), "%s", first_sentence());
	cr_expect(strstr(first_sentence(), " of 149 councils, the highest since April 2019."), "%s", first_sentence());
	steady_end(&steady);
}

/* What was as high within the year is no news of that kind. */
static void expect_no_highest(const char *test, unsigned months_before)
{
	begin_months(test, MONTHS);
	for (unsigned month = 0; month < MONTHS; month++)
		steady_set(&steady, month, place_of(342), MEASURE_LEAVERS_FTE_12M, month == MONTHS - 1 ? 1500 : 100);
	steady_set(&steady, MONTHS - 1 - months_before, place_of(342), MEASURE_LEAVERS_FTE_12M, 3000);
	make(SOURCE_RETURNS);
	cr_expect(strstr(first_sentence(), " of 149 councils."), "%s", first_sentence());
	steady_end(&steady);
}

Test(warning_sentence, what_was_as_high_within_the_year_is_no_highest)
{
	expect_no_highest("warning_within_the_year", 11);
	expect_no_highest("warning_month_before", 1);
}

/* Where months hang together a figure lies beyond the limits for years: that is no sentence. */
Test(warning_sentence, of_a_slow_chart_nothing_is_said_of_limits)
{
	begin_months("warning_slow", MONTHS);
	for (unsigned month = 0; month < MONTHS; month++)
		for (unsigned council = 0; council < COUNCILS; council++)
			steady_set(&steady, month, council, MEASURE_SUPERVISIONS_ON_TIME_MONTH, month % 20 < 10 ? 600 : 400 + council);
	for (unsigned month = MONTHS - 8; month < MONTHS; month++)
		plant(month, 0);
	make(SOURCE_RETURNS);
	cr_expect(strstr(first_sentence(), "Sefton: supervisions on time 0.0%"), "%s", first_sentence());
	cr_expect(!strstr(first_sentence(), "limits"), "%s", first_sentence());
	steady_end(&steady);
}

/* Its place by all of its indicators together. */
static unsigned standing_of(const struct council *council)
{
	unsigned place = 0;

	while (alerts.councils[place].council != council)
		place++;
	return place;
}

/* Two steep years of St. Helens, or only the joined signals that chance brings. */
static void make_list(const char *test, bool is_steep)
{
	begin_years(test);
	if (is_steep) {
		steady_set(&steady, YEARS - 1, place_of(342), MEASURE_VACANCY_FTE, 2400);
		steady_set(&steady, YEARS - 2, place_of(342), MEASURE_VACANCY_FTE, 100);
		steady_set(&steady, YEARS - 1, place_of(342), MEASURE_LEAVERS_FTE_12M, 3000);
		steady_set(&steady, YEARS - 1, place_of(342), MEASURE_CASES, 99990);
	}
	make(SOURCE_OFFICIAL);
}

static unsigned signals_count(void)
{
	unsigned count = 0;

	for (unsigned i = 0; i < sequence_count(); i++)
		count += alerts.sequences[i].count;
	cr_assert_gt(count, 0);
	return count;
}

/* All of one kind, joined signals in the order of their councils. */
static void expect_group(const struct warning_group *group, bool is_joined, unsigned count)
{
	cr_assert_eq(group->warnings_count, count);
	cr_expect_eq(strstr(group->heading, "Joined") != NULL, is_joined);
	for (unsigned i = 0, before = 0; i < count; i++) {
		const struct warning *warning = &group->warnings[i];

		cr_expect_eq(warning->parts_count == SEQUENCE_STEPS, is_joined, "%s", sentence_of(warning));
		if (!is_joined)
			continue;
		cr_expect_geq(standing_of(warning->council), before, "%s", sentence_of(warning));
		before = standing_of(warning->council);
	}
}

Test(warning_sentence, what_is_confirmed_comes_first)
{
	struct warning_list list;

	make_list("warning_list", true);
	cr_assert_gt(alerts.confirmed, 0);
	cr_assert_eq(warning_list_make(&request, &composer, &alerts, 100, &list), ERROR_NONE);
	cr_assert_eq(list.groups_count, 2);
	cr_expect_eq(list.total, alerts.flagged + signals_count());
	cr_expect_eq(list.warnings_count, list.total);
	expect_group(&list.groups[0], false, alerts.flagged);
	expect_group(&list.groups[1], true, signals_count());
	cr_expect(strstr(sentence_of(&list.warnings[0]), "St. Helens: "), "%s", sentence_of(&list.warnings[0]));
	steady_end(&steady);
}

Test(warning_sentence, else_joined_signals_come_first)
{
	struct warning_list list;

	make_list("warning_list_of_chance", false);
	cr_assert_eq(alerts.confirmed, 0);
	cr_assert_eq(warning_list_make(&request, &composer, &alerts, 100, &list), ERROR_NONE);
	expect_group(&list.groups[0], true, signals_count());
	cr_expect_eq(list.groups_count, alerts.flagged > 0 ? 2 : 1);
	steady_end(&steady);
}

/* Neither kind crowds the other out. */
Test(warning_sentence, a_short_list_has_some_of_both)
{
	struct warning_list list;

	make_list("warning_list", true);
	cr_assert_eq(warning_list_make(&request, &composer, &alerts, 4, &list), ERROR_NONE);
	cr_expect_eq(list.total, alerts.flagged + signals_count());
	cr_expect_eq(list.warnings_count, 4);
	expect_group(&list.groups[0], false, 2);
	expect_group(&list.groups[1], true, 2);
	steady_end(&steady);
}

/* A step of some months ago is followed by what the figure is now. */
Test(warning_sentence, an_older_step_says_what_the_figure_is_now)
{
	struct warning_list list;
	bool is_found = false;

	make_list("warning_list", true);
	cr_assert_eq(warning_list_make(&request, &composer, &alerts, 100, &list), ERROR_NONE);
	for (unsigned i = 0; i < list.warnings_count; i++)
		is_found |= strstr(sentence_of(&list.warnings[i]),
				   "St. Helens: turnover rate (FTE) from 12.3% to 19.9% in the year to September 2020 (now 107.2%), ") != NULL;
	cr_expect(is_found);
	steady_end(&steady);
}

static void expect_control(const struct alerts *some, const char *expected)
{
	cr_expect_str_eq(warning_control_say(&composer, some), expected);
}

Test(warning_control, counts_what_the_list_shows)
{
	static struct arena arena;
	struct alert_joined joined[] = {{.council = council_at(0)}, {.council = council_at(1)}};
	struct alert_sequence some[3] = {{.england_judged = 20, .count = 2, .list = joined}, {.england_judged = 20, .count = 1, .list = joined}};
	struct alert_sequence none[3] = {{.england_judged = 20}};
	struct alert_sequence unknown[3] = {{.england_judged = 0}};

	arena_init(&arena, 1 << 20);
	composer_init(&composer, &arena);
	expect_control(
		&(struct alerts){.sequences = some, .made = 935, .flagged = 2, .false_alarms = 9.35},
		"2 councils show a joined signal; 2 of 935 single figures are flagged, where chance alone would flag about 9.4, and none of them is "
		"confirmed.");
	expect_control(&(struct alerts){.sequences = none, .made = 909, .false_alarms = 12.2},
		       "No council shows a joined signal, and none of 909 single figures is flagged, where chance alone would flag about 12.");
	expect_control(
		&(struct alerts){.sequences = unknown, .made = 100, .flagged = 4, .confirmed = 3, .false_alarms = 1},
		"4 of 100 single figures are flagged, where chance alone would flag about 1.0, and 3 are confirmed: of such, at most one in ten is "
		"chance, on average.");
	expect_control(&(struct alerts){.sequences = unknown, .made = 100, .false_alarms = 1},
		       "None of 100 single figures is flagged, where chance alone would flag about 1.0.");
	arena_fini(&arena);
}
