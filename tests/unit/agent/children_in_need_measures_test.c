#include "tests/unit/agent/need_builder.h"

/* One record, one census that covers it, and what a measure of a month makes of it. */
static const struct {
	const char *what;
	enum need_kind kind;
	struct need_words words;
	int year, number;
	enum measure_number measure;
	int64_t expected;
} table[] = {
	{"referred on the last day", NEED_EPISODE, {.start = "2020-09-30"}, 2020, 9, MEASURE_CIN, 1},
	{"referred the day after", NEED_EPISODE, {.start = "2020-10-01"}, 2020, 9, MEASURE_CIN, 0},
	{"closed on the last day", NEED_EPISODE, {.start = "2020-05-01", .end = "2020-09-30"}, 2020, 9, MEASURE_CIN, 0},
	{"closed the day after", NEED_EPISODE, {.start = "2020-05-01", .end = "2020-10-01"}, 2020, 9, MEASURE_CIN, 1},
	{"no further action", NEED_EPISODE, {.start = "2020-09-01", .flags = NEED_NO_ACTION}, 2020, 9, MEASURE_CIN, 0},
	{"no further action is a referral", NEED_EPISODE, {.start = "2020-09-01", .flags = NEED_NO_ACTION}, 2020, 9, MEASURE_REFERRALS_MONTH, 1},
	{"and an outcome", NEED_EPISODE, {.start = "2020-09-01", .flags = NEED_NO_ACTION}, 2020, 9, MEASURE_REFERRALS_NO_FURTHER_ACTION_MONTH, 1},
	{"no further action never ends",
	 NEED_EPISODE,
	 {.start = "2020-09-01", .end = "2020-09-02", .flags = NEED_NO_ACTION},
	 2020,
	 9,
	 MEASURE_CIN_ENDED_MONTH,
	 0},
	{"found not in need",
	 NEED_EPISODE,
	 {.start = "2020-09-01", .end = "2020-09-20", .flags = NEED_DENIED},
	 2020,
	 9,
	 MEASURE_REFERRALS_NOT_IN_NEED_MONTH,
	 1},
	{"in need", NEED_EPISODE, {.start = "2020-09-01"}, 2020, 9, MEASURE_REFERRALS_IN_NEED_MONTH, 1},
	{"referred on the window's eve", NEED_EPISODE, {.start = "2020-08-31"}, 2020, 9, MEASURE_REFERRALS_MONTH, 0},
	{"referred on the window's first day", NEED_EPISODE, {.start = "2020-09-01"}, 2020, 9, MEASURE_REFERRALS_MONTH, 1},
	{"twelve months: the eve", NEED_EPISODE, {.start = "2020-03-31"}, 2021, 3, MEASURE_REFERRALS_12M, 0},
	{"twelve months: the first day", NEED_EPISODE, {.start = "2020-04-01"}, 2021, 3, MEASURE_REFERRALS_12M, 1},
	{"ended", NEED_EPISODE, {.start = "2019-05-01", .end = "2020-09-30"}, 2020, 9, MEASURE_CIN_ENDED_MONTH, 1},
	{"abuse", NEED_EPISODE, {.start = "2020-05-01", .need = NEED_ABUSE}, 2020, 9, MEASURE_CIN_ABUSE, 1},
	{"disability", NEED_EPISODE, {.start = "2020-05-01", .need = NEED_DISABILITY}, 2020, 9, MEASURE_CIN_DISABILITY, 1},
	{"other need", NEED_EPISODE, {.start = "2020-05-01", .need = NEED_OTHER}, 2020, 9, MEASURE_CIN_OTHER_NEED, 1},
	{"police", NEED_EPISODE, {.start = "2020-09-05", .group = SOURCE_POLICE}, 2020, 9, MEASURE_REFERRALS_POLICE_MONTH, 1},
	{"schools", NEED_EPISODE, {.start = "2020-09-05", .group = SOURCE_SCHOOLS}, 2020, 9, MEASURE_REFERRALS_SCHOOLS_MONTH, 1},
	{"plan open", NEED_PLAN, {.start = "2020-09-30"}, 2020, 9, MEASURE_CPP, 1},
	{"plan ended on the day", NEED_PLAN, {.start = "2020-05-01", .end = "2020-09-30"}, 2020, 9, MEASURE_CPP, 0},
	{"plan started", NEED_PLAN, {.start = "2020-09-30"}, 2020, 9, MEASURE_CPP_STARTED_MONTH, 1},
	{"first plan", NEED_PLAN, {.start = "2020-09-30"}, 2020, 9, MEASURE_CPP_STARTED_FIRST_MONTH, 1},
	{"second plan", NEED_PLAN, {.start = "2020-09-30", .flags = NEED_REPEAT}, 2020, 9, MEASURE_CPP_STARTED_REPEAT_MONTH, 1},
	{"neglect", NEED_PLAN, {.start = "2020-05-01", .group = CATEGORY_NEGLECT}, 2020, 9, MEASURE_CPP_NEGLECT, 1},
	{"no category", NEED_PLAN, {.start = "2020-05-01", .group = CATEGORY_UNKNOWN}, 2020, 9, MEASURE_CPP_CATEGORY_UNKNOWN, 1},
	{"three months to the day", NEED_PLAN, {.start = "2020-06-30"}, 2020, 9, MEASURE_CPP_UP_TO_3_MONTHS, 1},
	{"a day more", NEED_PLAN, {.start = "2020-06-29"}, 2020, 9, MEASURE_CPP_3_TO_6_MONTHS, 1},
	{"six months to the day", NEED_PLAN, {.start = "2020-03-30"}, 2020, 9, MEASURE_CPP_3_TO_6_MONTHS, 1},
	{"over six months", NEED_PLAN, {.start = "2020-03-29"}, 2020, 9, MEASURE_CPP_6_TO_12_MONTHS, 1},
	{"under a year by a day", NEED_PLAN, {.start = "2019-10-01"}, 2020, 9, MEASURE_CPP_6_TO_12_MONTHS, 1},
	{"a year to the day", NEED_PLAN, {.start = "2019-09-30"}, 2020, 9, MEASURE_CPP_1_TO_2_YEARS, 1},
	{"under two years by a day", NEED_PLAN, {.start = "2018-10-01"}, 2020, 9, MEASURE_CPP_1_TO_2_YEARS, 1},
	{"two years to the day", NEED_PLAN, {.start = "2018-09-30"}, 2020, 9, MEASURE_CPP_2_YEARS_OR_MORE, 1},
	{"ended under two years", NEED_PLAN, {.start = "2018-09-16", .end = "2020-09-15"}, 2020, 9, MEASURE_CPP_ENDED_UNDER_2_YEARS_MONTH, 1},
	{"ended after two years", NEED_PLAN, {.start = "2018-09-15", .end = "2020-09-15"}, 2020, 9, MEASURE_CPP_ENDED_2_YEARS_OR_MORE_MONTH, 1},
	{"authorised on day 45", NEED_ASSESSMENT, {.start = "2020-07-01", .end = "2020-09-03"}, 2020, 9, MEASURE_ASSESSMENTS_WITHIN_45_DAYS_MONTH, 1},
	{"authorised on day 46", NEED_ASSESSMENT, {.start = "2020-07-01", .end = "2020-09-04"}, 2020, 9, MEASURE_ASSESSMENTS_OVER_45_DAYS_MONTH, 1},
	{"its start is unknown", NEED_ASSESSMENT, {.end = "2020-09-03"}, 2020, 9, MEASURE_ASSESSMENTS_OVER_45_DAYS_MONTH, 1},
	{"authorised before it began",
	 NEED_ASSESSMENT,
	 {.start = "2020-09-04", .end = "2020-09-03"},
	 2020,
	 9,
	 MEASURE_ASSESSMENTS_OVER_45_DAYS_MONTH,
	 1},
	{"not authorised yet", NEED_ASSESSMENT, {.start = "2020-09-01"}, 2020, 9, MEASURE_ASSESSMENTS_MONTH, 0},
	{"an enquiry", NEED_ENQUIRY, {.start = "2020-09-01"}, 2020, 9, MEASURE_SECTION_47_ENQUIRIES_MONTH, 1},
	{"without a conference", NEED_ENQUIRY, {.start = "2020-09-01"}, 2020, 9, MEASURE_INITIAL_CONFERENCES_MONTH, 0},
	{"conference on day 15", NEED_ENQUIRY, {.start = "2020-09-01", .end = "2020-09-22"}, 2020, 9, MEASURE_CONFERENCES_WITHIN_15_DAYS_MONTH, 1},
	{"conference on day 16", NEED_ENQUIRY, {.start = "2020-09-01", .end = "2020-09-23"}, 2020, 9, MEASURE_CONFERENCES_OVER_15_DAYS_MONTH, 1},
	{"conference without an enquiry", NEED_ENQUIRY, {.end = "2020-09-23", .flags = NEED_OUTSIDE}, 2020, 9, MEASURE_INITIAL_CONFERENCES_MONTH, 1},
	{"is no enquiry",
	 NEED_ENQUIRY,
	 {.end = "2020-09-23", .flags = NEED_OUTSIDE},
	 2020,
	 9,
	 MEASURE_SECTION_47_ENQUIRIES_12M,
	 -REASON_CENSUS_WINDOW_NOT_COVERED},
};

Test(children_in_need_measures, definitions)
{
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct need_scene scene;

		need_scene_open(&scene);
		need_census(&scene, 0, "2021-03-31", 0);
		need_add(&scene, table[i].kind, table[i].words);
		need_measure(&scene, table[i].year, table[i].number);
		cr_expect_eq(need_value(&scene, table[i].measure), table[i].expected, "%s: %lld instead of %lld", table[i].what,
			     (long long)need_value(&scene, table[i].measure), (long long)table[i].expected);
		need_scene_close(&scene);
	}
}

Test(children_in_need_measures, a_referral_is_repeated_within_twelve_months)
{
	static const struct {
		const char *earlier, *later;
		int64_t repeated;
	} pairs[] = {
		{"2019-09-14", "2020-09-15", 0},
		{"2019-09-15", "2020-09-15", 1},
		{"2020-09-14", "2020-09-15", 1},
		{"2020-09-15", "2020-09-15", 0},
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		struct need_scene scene;

		need_scene_open(&scene);
		need_census(&scene, 0, "2020-03-31", 0);
		need_census(&scene, 1, "2021-03-31", 0);
		NEED_ADD(&scene, NEED_EPISODE, .file = 0, .start = pairs[i].earlier, .end = "2020-10-20");
		NEED_ADD(&scene, NEED_EPISODE, .file = 1, .start = pairs[i].later);
		NEED_ADD(&scene, NEED_EPISODE, .file = 1, .id = "SYNTH2", .start = pairs[i].later);
		need_measure(&scene, 2020, 9);
		cr_assert_eq(need_value(&scene, MEASURE_REFERRALS_REPEAT_MONTH), pairs[i].repeated, "entry %zu", i);
		need_scene_close(&scene);
	}
}

Test(children_in_need_measures, repeats_need_the_year_before)
{
	struct need_scene scene;

	need_scene_open(&scene);
	need_census(&scene, 0, "2020-03-31", 0);
	need_census(&scene, 1, "2021-03-31", 0);
	NEED_ADD(&scene, NEED_EPISODE, .file = 1, .start = "2020-09-15");
	need_measure(&scene, 2020, 3);
	cr_assert_eq(need_value(&scene, MEASURE_REFERRALS_REPEAT_MONTH), -REASON_CENSUS_HISTORY_NOT_COVERED);
	need_measure(&scene, 2020, 4);
	cr_assert_eq(need_value(&scene, MEASURE_REFERRALS_REPEAT_MONTH), 0);
	cr_assert_eq(need_value(&scene, MEASURE_REFERRALS_FIRST_12M), -REASON_CENSUS_HISTORY_NOT_COVERED);
	need_measure(&scene, 2021, 3);
	cr_assert_eq(need_value(&scene, MEASURE_REFERRALS_FIRST_12M), 1);
	need_scene_close(&scene);
}

Test(children_in_need_measures, every_measure_of_the_topic_is_said)
{
	struct need_scene scene;
	unsigned count = 0;

	need_scene_open(&scene);
	need_census(&scene, 0, "2020-03-31", 0);
	need_measure(&scene, 2020, 3);
	for (unsigned i = 0; i < catalogue_sent_count(); i++) {
		const struct measure *measure = catalogue_measure_at(i);
		bool is_of_topic = measure->topic == TOPIC_CHILDREN_IN_NEED;

		if (measure->topic == TOPIC_REFERENCE)
			continue;
		count += is_of_topic;
		cr_assert_eq(sheet_at(&scene.sheet, (enum measure_number)measure->number)->reason == REASON_NOT_COMPUTED, !is_of_topic, "%s",
			     measure->id);
	}
	cr_assert_gt(count, 50);
	need_scene_close(&scene);
}
