/* Early warnings: planted shifts are found, steady councils are not, nothing later is known, and what is said of the number of tests is true. */
#include <jansson.h>

#include "collector/core/alerts.h"
#include "collector/core/terminal.h"
#include "tests/unit/collector/steady_councils.h"

enum { COUNCILS = 150, MONTHS = 26, YEARS = 4, ROUNDS = 12, NARROW = 8 };

static struct alerts made(struct steady *steady, const char *area, enum cube_source source, struct month month)
{
	struct question question = {.area = area_find(slice_from_text(area)), .source = source, .month = month, .has_month = true};
	struct alerts alerts;

	cr_assert_eq(alerts_make(&steady->cube.background, &question, &steady->arena, &alerts), ERROR_NONE);
	return alerts;
}

static struct month newest(const struct steady *steady)
{
	return steady->months[steady->month_count - 1];
}

/* Returns of every month, the last of which is September 2021. */
static void monthly_begin(struct steady *steady, const char *test)
{
	steady_begin(steady, random_begin(test).state, COUNCILS);
	for (int i = 0; i < MONTHS; i++)
		steady_month(steady, month_add(month_from(2021, 9), i - (MONTHS - 1)));
}

/* Releases of four Septembers. */
static void yearly_begin(struct steady *steady, const char *test)
{
	steady_begin(steady, random_begin(test).state, COUNCILS);
	for (int i = 0; i < YEARS; i++)
		steady_month(steady, month_from(2018 + i, 9));
}

static unsigned place_of(const struct steady *steady, uint16_t code)
{
	for (unsigned i = 0; i < steady->council_count; i++)
		if (steady->councils[i].code == code)
			return i;
	cr_assert_fail("no council %u", code);
	return 0;
}

Test(alerts, a_shift_in_a_release_is_confirmed)
{
	static struct steady steady;
	struct alerts alerts;

	yearly_begin(&steady, "alerts_release");
	steady_set(&steady, YEARS - 1, place_of(&steady, 342), MEASURE_VACANCY_FTE, 6 * 10 * 40);
	steady_put(&steady, SOURCE_OFFICIAL, 0);
	alerts = made(&steady, "England", SOURCE_OFFICIAL, newest(&steady));
	cr_expect_eq(alerts.indicator_count, 6, "vacancies, turnover, agency, caseload, supervisions, repeat plans: %u", alerts.indicator_count);
	cr_expect_eq(alerts.by_chart, 0, "a series of releases is too short for a chart");
	cr_expect_eq(alerts.possible, alerts.made + alerts.too_few + alerts.without_before + alerts.without_figure);
	cr_expect_float_eq(alerts.false_alarms, alerts.made * ALERT_LEVEL, 1e-9);
	cr_assert_geq(alerts.confirmed, 1);
	cr_expect_eq(alerts.list[0].council->code, 342);
	cr_expect_str_eq(alerts.list[0].indicator->id, "vacancy_rate_fte");
	cr_expect_eq(alerts.list[0].meaning, ALERT_WORSE);
	cr_expect(alerts.list[0].is_confirmed);
	cr_expect_eq(alerts.councils[0].council->code, 342);
	cr_expect(alerts.councils[0].is_confirmed);
	steady_end(&steady);
}

/* The months are the council's own there: a chart judges them. The figure of the last month alone is moved. */
Test(alerts, a_shift_in_a_month_is_found_by_the_chart)
{
	static struct steady steady;
	struct alerts alerts;
	unsigned council;

	monthly_begin(&steady, "alerts_month");
	council = place_of(&steady, 343);
	steady_set(&steady, MONTHS - 1, council, MEASURE_SUPERVISIONS_ON_TIME_MONTH, 0);
	steady_put(&steady, SOURCE_RETURNS, 0);
	alerts = made(&steady, "North West", SOURCE_RETURNS, newest(&steady));
	cr_expect_gt(alerts.by_chart, 0);
	cr_expect_lt(alerts.by_chart, alerts.made, "turnover runs over twelve months: no chart");
	cr_expect_eq(alerts.list[0].council->code, 343);
	cr_expect_eq(alerts.list[0].method, ALERT_BY_CHART);
	cr_expect_eq(alerts.list[0].rule, CHART_OUTSIDE);
	cr_expect_eq(alerts.list[0].meaning, ALERT_WORSE, "high is good");
	cr_expect_eq(alerts.list[0].value, 0);
	for (unsigned i = 1; i < alerts.made; i++) {
		const struct alert *before = &alerts.list[i - 1], *alert = &alerts.list[i];

		cr_expect_geq(before->is_confirmed, alert->is_confirmed);
		cr_expect_geq(before->is_flagged, alert->is_flagged);
		if (before->is_confirmed == alert->is_confirmed)
			cr_expect_geq(before->decades, alert->decades);
		if (before->is_confirmed == alert->is_confirmed && before->decades == alert->decades)
			cr_expect_leq(before->meaning, alert->meaning);
	}
	steady_end(&steady);
}

static void json_of(struct steady *steady, struct month month, struct text *text)
{
	struct question question = {.area = area_find(SLICE_LITERAL("England")), .source = SOURCE_RETURNS, .month = month, .has_month = true};
	struct problem problem = {0};

	text_init_growing(text, 8 << 20);
	cr_assert_eq(alerts_answer(&steady->cube.background, &question, &steady->arena, text, &problem), ERROR_NONE);
}

/* Later months, and inspections of later days, change no byte of what is said of a month. */
Test(alerts, nothing_later_is_known)
{
	static struct steady steady;
	struct event events[2] = {
		{.key = {342, {18000}, EVENT_INSPECTION_STANDARD}, .judgements = {JUDGEMENT_GOOD}, .published = {18050}},
		{.key = {342, {18850}, EVENT_INSPECTION_STANDARD}, .judgements = {JUDGEMENT_INADEQUATE}, .published = {18950}},
	};
	struct text before, after;

	monthly_begin(&steady, "alerts_later");
	steady_put(&steady, SOURCE_RETURNS, 0);
	steady.cube.background.events = events;
	steady.cube.background.event_count = 1;
	json_of(&steady, month_from(2021, 9), &before);
	for (int i = 1; i <= 13; i++) {
		steady.councils[5].vacancy = 0.9;
		steady_month(&steady, month_add(month_from(2021, 9), i));
	}
	steady_put(&steady, SOURCE_RETURNS, MONTHS);
	/* The visit was in August 2021, its report came in November. */
	steady.cube.background.event_count = 2;
	json_of(&steady, month_from(2021, 9), &after);
	cr_expect_eq(before.size, after.size);
	cr_expect(slice_equal(text_slice(&before), text_slice(&after)));
	text_fini(&before);
	text_fini(&after);
	steady_end(&steady);
}

/* Counts over rounds of steady councils. */
struct alarms {
	unsigned made, flagged, confirmed, rounds_with_confirmed, councils_confirmed;
};

static void alarms_add(struct alarms *alarms, const struct alerts *alerts)
{
	alarms->made += alerts->made;
	alarms->flagged += alerts->flagged;
	alarms->confirmed += alerts->confirmed;
	alarms->rounds_with_confirmed += alerts->confirmed > 0;
	for (unsigned i = 0; i < alerts->council_count; i++)
		alarms->councils_confirmed += alerts->councils[i].is_confirmed;
}

static void alarms_check(const char *what, const struct alarms *alarms)
{
	printf("steady councils, %s: %u of %u tests flagged, %.2f%% (stated: %.0f%%); %u confirmed, in %u of %u rounds (stated: %.0f%% of rounds); "
	       "%u councils confirmed\n",
	       what, alarms->flagged, alarms->made, 100. * alarms->flagged / alarms->made, 100 * ALERT_LEVEL, alarms->confirmed,
	       alarms->rounds_with_confirmed, ROUNDS, 100 * ALERT_SHARE, alarms->councils_confirmed);
	cr_expect_leq(alarms->flagged, 1.3 * ALERT_LEVEL * alarms->made);
	cr_expect_geq(alarms->flagged, 0.1 * ALERT_LEVEL * alarms->made);
	cr_expect_leq(alarms->rounds_with_confirmed, 3);
}

Test(alerts, steady_releases_give_no_more_false_alarms_than_stated)
{
	struct random random = random_begin("alerts_steady_releases");
	static struct steady steady;
	struct alarms alarms = {0};

	for (unsigned round = 0; round < ROUNDS; round++) {
		struct alerts alerts;

		steady_begin(&steady, random_u64(&random), COUNCILS);
		steady.noise = 0.1 * (round % 3);
		for (int i = 0; i < YEARS; i++)
			steady_month(&steady, month_from(2018 + i, 9));
		steady_put(&steady, SOURCE_OFFICIAL, 0);
		alerts = made(&steady, "England", SOURCE_OFFICIAL, newest(&steady));
		alarms_add(&alarms, &alerts);
		steady_end(&steady);
	}
	alarms_check("a release a year", &alarms);
}

Test(alerts, steady_months_give_no_more_false_alarms_than_stated)
{
	struct random random = random_begin("alerts_steady_months");
	static struct steady steady;
	struct alarms alarms = {0};

	for (unsigned round = 0; round < ROUNDS; round++) {
		struct alerts alerts;

		steady_begin(&steady, random_u64(&random), 60);
		for (int i = 0; i < MONTHS; i++)
			steady_month(&steady, month_add(month_from(2021, 9), i - (MONTHS - 1)));
		steady_put(&steady, SOURCE_RETURNS, 0);
		alerts = made(&steady, "England", SOURCE_RETURNS, newest(&steady));
		alarms_add(&alarms, &alerts);
		steady_end(&steady);
	}
	alarms_check("returns of 26 months", &alarms);
}

enum { PLANTED = 10 };

static bool is_confirmed_in(const struct alerts *alerts, const struct alert *wanted)
{
	for (unsigned i = 0; i < alerts->made; i++)
		if (alerts->list[i].council == wanted->council && alerts->list[i].indicator == wanted->indicator)
			return alerts->list[i].is_confirmed;
	cr_assert_fail("%u has no test of %s", wanted->council->code, wanted->indicator->id);
	return false;
}

/* Asked one by one, councils have no more confirmed than asked all at once. */
Test(alerts, asking_narrower_confirms_nothing_more)
{
	static struct steady steady;
	struct alerts england;
	unsigned councils_confirmed = 0;

	yearly_begin(&steady, "alerts_narrow");
	for (unsigned i = 0; i < NARROW; i++)
		steady_set(&steady, YEARS - 1, i, MEASURE_VACANCY_FTE, 10 * 40 + 10 * 20 * i);
	steady_put(&steady, SOURCE_OFFICIAL, 0);
	england = made(&steady, "England", SOURCE_OFFICIAL, newest(&steady));
	cr_expect_eq(england.england_made, england.made);
	cr_expect_eq(england.england_councils, england.council_count);
	for (unsigned i = 0; i < england.council_count; i++)
		councils_confirmed += england.councils[i].is_confirmed && england.councils[i].council->code <= steady.councils[NARROW - 1].code;
	for (unsigned i = 0; i < NARROW; i++) {
		struct area alone = {.kind = AREA_LIST, .name = "alone", .members = &steady.councils[i].code, .member_count = 1};
		struct question question = {.area = &alone, .source = SOURCE_OFFICIAL, .month = newest(&steady), .has_month = true};
		struct alerts alerts;

		cr_assert_eq(alerts_make(&steady.cube.background, &question, &steady.arena, &alerts), ERROR_NONE);
		cr_expect_eq(alerts.england_made, england.made);
		cr_expect_eq(alerts.made, alerts.possible - alerts.too_few - alerts.without_before - alerts.without_figure);
		cr_assert_eq(alerts.council_count, 1);
		councils_confirmed -= alerts.councils[0].is_confirmed;
		for (unsigned j = 0; j < alerts.made; j++)
			cr_expect_eq(alerts.list[j].is_confirmed, is_confirmed_in(&england, &alerts.list[j]), "%u %s", steady.councils[i].code,
				     alerts.list[j].indicator->id);
	}
	cr_expect_eq(councils_confirmed, 0, "%d", (int)councils_confirmed);
	steady_end(&steady);
}

/* How many of PLANTED councils whose vacancy rate rises by so many points are flagged for it, and how many confirmed. */
static void planted_count(struct steady *steady, double points, unsigned *flagged, unsigned *confirmed)
{
	struct alerts alerts;

	for (unsigned i = 0; i < PLANTED; i++) {
		unsigned council = i * (COUNCILS / PLANTED);
		double posts = steady->councils[council].posts, share = steady->councils[council].vacancy + points / 100;
		int64_t vacancy = steady_share(steady, posts, share);

		steady_set(steady, YEARS - 1, council, MEASURE_VACANCY_FTE, vacancy);
		steady_set(steady, YEARS - 1, council, MEASURE_INPOST_FTE, llround(10 * posts) - vacancy);
	}
	steady_put(steady, SOURCE_OFFICIAL, 0);
	alerts = made(steady, "England", SOURCE_OFFICIAL, newest(steady));
	for (unsigned i = 0; i < alerts.flagged; i++) {
		const struct alert *alert = &alerts.list[i];
		bool is_planted = place_of(steady, alert->council->code) % (COUNCILS / PLANTED) == 0 && alert->meaning == ALERT_WORSE &&
				  strcmp(alert->indicator->id, "vacancy_rate_fte") == 0;

		*flagged += is_planted;
		*confirmed += is_planted && alert->is_confirmed;
	}
}

/* Of councils of 60 to 400 posts, vacancy rates of 8% to 30%, where chance alone moves the others. */
Test(alerts, the_larger_a_shift_the_more_often_it_is_found)
{
	static const double points[] = {5, 10, 20, 30};
	struct random random = random_begin("alerts_power");
	static struct steady steady;
	unsigned before = 0;

	for (size_t i = 0; i < sizeof(points) / sizeof(points[0]); i++) {
		unsigned flagged = 0, confirmed = 0;

		for (unsigned round = 0; round < ROUNDS; round++) {
			steady_begin(&steady, random_u64(&random), COUNCILS);
			for (int year = 0; year < YEARS; year++)
				steady_month(&steady, month_from(2018 + year, 9));
			planted_count(&steady, points[i], &flagged, &confirmed);
			steady_end(&steady);
		}
		printf("vacancy rates that rise by %.0f points in a year: %u of %u flagged, %u confirmed\n", points[i], flagged, ROUNDS * PLANTED,
		       confirmed);
		cr_expect_geq(flagged, before);
		before = flagged;
	}
	cr_expect_geq(before, ROUNDS * PLANTED * 9 / 10);
}

/* Where each month stands on the one before, charts are not read: the change over the year judges. */
Test(alerts, months_that_hang_together_have_no_charts)
{
	static struct steady steady;
	struct alerts alerts;

	steady_begin(&steady, random_begin("alerts_slow").state, COUNCILS);
	for (int month = 0; month < MONTHS; month++) {
		for (unsigned i = 0; i < steady.council_count; i++)
			steady.councils[i].vacancy = 0.15 + 0.1 * sin(i + month / 5.);
		steady_month(&steady, month_add(month_from(2021, 9), month - (MONTHS - 1)));
	}
	steady_put(&steady, SOURCE_RETURNS, 0);
	alerts = made(&steady, "England", SOURCE_RETURNS, newest(&steady));
	for (unsigned i = 0; i < alerts.made; i++)
		if (strcmp(alerts.list[i].indicator->id, "vacancy_rate_fte") == 0)
			cr_assert_eq(alerts.list[i].method, ALERT_BY_CHANGE);
	steady_end(&steady);
}

/* A council with too few posts is not judged, one without a figure is said to have none. */
Test(alerts, small_and_missing_figures_are_counted)
{
	static struct steady steady;
	struct alerts alerts;
	unsigned small, missing;

	yearly_begin(&steady, "alerts_small");
	small = place_of(&steady, 342);
	missing = place_of(&steady, 343);
	for (unsigned i = 0; i < YEARS; i++) {
		steady_set(&steady, i, small, MEASURE_INPOST_FTE, 100);
		steady_set(&steady, i, small, MEASURE_VACANCY_FTE, 20);
	}
	steady.records[YEARS - 1][missing].measure_count = 0;
	steady_put(&steady, SOURCE_OFFICIAL, 0);
	alerts = made(&steady, "England", SOURCE_OFFICIAL, newest(&steady));
	cr_expect_eq(alerts.without_figure, alerts.possible - (COUNCILS - 1) * alerts.indicator_count);
	cr_expect_eq(alerts.too_few, 2, "vacancies and turnover: %u", alerts.too_few);
	for (unsigned i = 0; i < alerts.made; i++)
		cr_expect(alerts.list[i].council->code != 343 &&
			  (alerts.list[i].council->code != 342 || strcmp(alerts.list[i].indicator->id, "vacancy_rate_fte") != 0));
	steady_end(&steady);
}

/* Nothing to judge by: the answers say what is missing. */
Test(alerts, without_a_year_before_or_a_month_the_reason_is_said)
{
	static struct steady steady;
	struct question question = {.area = area_find(SLICE_LITERAL("England")), .source = SOURCE_OFFICIAL, .has_month = true};
	struct problem problem = {0};
	struct alerts alerts;
	struct text text;

	steady_begin(&steady, random_begin("alerts_first").state, COUNCILS);
	steady_month(&steady, month_from(2021, 9));
	steady_put(&steady, SOURCE_OFFICIAL, 0);
	alerts = made(&steady, "England", SOURCE_OFFICIAL, month_from(2021, 9));
	cr_expect_gt(alerts.without_before, 0);
	cr_expect_eq(alerts.without_before, alerts.possible - alerts.without_figure);
	cr_expect_eq(alerts.too_few, 0);
	question.month = month_from(2021, 10);
	text_init_growing(&text, 1 << 20);
	cr_assert_eq(alerts_answer_terminal(&steady.cube.background, &question, 100, &steady.arena, &text, &problem), ERROR_NONE);
	cr_expect_str_eq(text.data, "Early warnings, England, October 2021, published figures\n"
				    "There are no figures of this month; the newest published before it are of September 2021.\n");
	text_fini(&text);
	steady_end(&steady);
}

/* Months that were made with a catalogue in which the measures may have meant something else are no months of a chart, and no year before. */
Test(alerts, other_definitions_are_not_compared)
{
	static struct steady steady;
	struct alerts alerts;
	unsigned other;

	monthly_begin(&steady, "alerts_definitions");
	other = place_of(&steady, 344);
	for (unsigned i = 0; i < MONTHS; i++)
		steady.records[i][other].catalogue = i < MONTHS - 1 ? 200 : 1;
	steady_put(&steady, SOURCE_RETURNS, 0);
	alerts = made(&steady, "North West", SOURCE_RETURNS, newest(&steady));
	cr_expect_eq(alerts.too_few, alerts.indicator_count);
	for (unsigned i = 0; i < alerts.made; i++)
		cr_expect_neq(alerts.list[i].council->code, 344);
	steady_end(&steady);
}

/* Every line fits a terminal as narrow as 60 columns, whatever the names. */
Test(alerts, the_terminal_is_wide_enough)
{
	static const unsigned widths[] = {60, 80, 100, 200};
	static struct steady steady;
	struct question question = {.area = area_find(SLICE_LITERAL("England")), .source = SOURCE_OFFICIAL, .has_month = true};
	struct problem problem = {0};

	yearly_begin(&steady, "alerts_terminal");
	for (unsigned i = 0; i < COUNCILS; i += 3)
		steady_set(&steady, YEARS - 1, i, MEASURE_VACANCY_FTE, 6 * 10 * 40);
	steady_put(&steady, SOURCE_OFFICIAL, 0);
	question.month = newest(&steady);
	for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++) {
		struct text text;

		text_init_growing(&text, 1 << 20);
		cr_assert_eq(alerts_answer_terminal(&steady.cube.background, &question, widths[i], &steady.arena, &text, &problem), ERROR_NONE);
		for (const char *line = text.data; *line; line = strchr(line, '\n') + 1) {
			struct slice slice = slice_from(line, (size_t)(strchr(line, '\n') - line));

			cr_expect_leq(terminal_columns(slice), widths[i], "%u: %.*s", widths[i], (int)slice.size, line);
		}
		/* Of how many councils England's numbers are. */
		cr_expect(widths[i] < 200 || strstr(text.data, " councils that can be judged, of 15"), "%s", text.data);
		text_fini(&text);
	}
	steady_end(&steady);
}

/* What a store's notice does to warnings stands in both forms, and the JSON is sound. */
Test(alerts, a_notice_makes_them_a_demonstration)
{
	static struct steady steady;
	struct question question = {.area = area_find(SLICE_LITERAL("North West")), .source = SOURCE_RETURNS, .has_month = true};
	struct problem problem = {0};
	json_error_t json_error;
	struct text text;
	json_t *root;

	monthly_begin(&steady, "alerts_notice");
	steady_put(&steady, SOURCE_RETURNS, 0);
	json_of(&steady, newest(&steady), &text);
	root = json_loadb(text.data, text.size, JSON_REJECT_DUPLICATES, &json_error);
	cr_assert_not_null(root, "%s", json_error.text);
	cr_expect(json_is_null(json_object_get(root, "caution")) && json_is_null(json_object_get(root, "attribution")));
	cr_expect_eq(json_array_size(json_object_get(root, "sequences")), sequence_count());
	json_decref(root);
	text_fini(&text);
	steady.cube.background.notice = "Invented for a test.";
	json_of(&steady, newest(&steady), &text);
	cr_expect_not_null(
		strstr(text.data, "\"caution\":\"This store carries a notice: a warning made of its figures is a demonstration, not evidence.\""));
	text_fini(&text);
	text_init_growing(&text, 1 << 20);
	question.month = newest(&steady);
	cr_assert_eq(alerts_answer_terminal(&steady.cube.background, &question, 80, &steady.arena, &text, &problem), ERROR_NONE);
	cr_expect_not_null(strstr(text.data, "Invented for a test.\n"));
	cr_expect_not_null(strstr(text.data, "is a demonstration,"));
	text_fini(&text);
	steady_end(&steady);
}
