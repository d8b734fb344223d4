#include "agent/core/children_in_need.h"

#include <stdio.h>

#include "common/memory.h"
#include "tests/unit/agent/need_builder.h"

Test(children_in_need, without_files_nothing_can_be_computed)
{
	struct need_scene scene;
	struct month first, last;

	need_scene_open(&scene);
	need_measure(&scene, 2021, 3);
	cr_assert_eq(need_value(&scene, MEASURE_CIN), -REASON_FILES_MISSING);
	cr_assert_not(children_in_need_months(scene.part, &first, &last));
	need_scene_close(&scene);
}

Test(children_in_need, a_census_covers_its_collection_year_up_to_the_reference_date)
{
	static const struct {
		const char *reference_date;
		int first_year, last_year, last_number;
	} table[] = {
		{"2021-03-31", 2020, 2021, 3},
		{"2020-09-30", 2020, 2020, 9},
		{"2020-09-29", 2020, 2020, 8},
		{"2020-04-30", 2020, 2020, 4},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct need_scene scene;
		struct month first, last;

		need_scene_open(&scene);
		need_census(&scene, 3, table[i].reference_date, 0);
		need_measure(&scene, 2021, 3);
		cr_assert(children_in_need_months(scene.part, &first, &last), "entry %zu", i);
		cr_assert_eq(month_compare(first, month_from(table[i].first_year, 4)), 0, "entry %zu", i);
		cr_assert_eq(month_compare(last, month_from(table[i].last_year, table[i].last_number)), 0, "entry %zu", i);
		cr_assert_eq(children_in_need_obstacle(scene.part, month_add(first, -1)), REASON_CENSUS_MONTH_NOT_COVERED);
		cr_assert_eq(children_in_need_obstacle(scene.part, first), REASON_NONE);
		cr_assert_eq(children_in_need_obstacle(scene.part, month_add(last, 1)), REASON_CENSUS_MONTH_NOT_COVERED);
		need_scene_close(&scene);
	}
}

Test(children_in_need, a_gap_between_years_cannot_be_computed)
{
	struct need_scene scene;

	need_scene_open(&scene);
	need_census(&scene, 0, "2019-03-31", 0);
	need_census(&scene, 1, "2021-03-31", 0);
	need_measure(&scene, 2019, 9);
	cr_assert_eq(need_value(&scene, MEASURE_CPP), -REASON_CENSUS_MONTH_NOT_COVERED);
	need_measure(&scene, 2020, 9);
	cr_assert_eq(need_value(&scene, MEASURE_CPP), 0);
	cr_assert_eq(need_value(&scene, MEASURE_CPP_STARTED_MONTH), 0);
	cr_assert_eq(need_value(&scene, MEASURE_CPP_STARTED_12M), -REASON_CENSUS_WINDOW_NOT_COVERED);
	need_scene_close(&scene);
}

Test(children_in_need, an_undated_census_covers_nothing)
{
	struct need_scene scene;
	struct month first, last;

	need_scene_open(&scene);
	need_census(&scene, 0, NULL, 0);
	NEED_ADD(&scene, NEED_EPISODE, .start = "2020-05-01");
	need_measure(&scene, 2020, 9);
	cr_assert_eq(need_value(&scene, MEASURE_CIN), -REASON_CENSUS_MONTH_NOT_COVERED);
	cr_assert_not(children_in_need_months(scene.part, &first, &last));
	need_scene_close(&scene);
}

/* Whichever of the files comes first. */
Test(children_in_need, a_later_census_closes_what_an_earlier_one_left_open)
{
	for (uint8_t newer = 0; newer < 2; newer++) {
		struct need_scene scene;

		need_scene_open(&scene);
		for (uint8_t file = 0; file < 2; file++) {
			need_census(&scene, file, file == newer ? "2021-03-31" : "2020-03-31", 0);
			if (file == newer) {
				NEED_ADD(&scene, NEED_EPISODE, .file = file, .start = "2019-05-01", .end = "2020-06-15", .need = NEED_ABUSE);
				NEED_ADD(&scene, NEED_PLAN, .file = file, .start = "2019-06-01", .end = "2020-06-15", .group = CATEGORY_NEGLECT);
			} else {
				NEED_ADD(&scene, NEED_EPISODE, .file = file, .start = "2019-05-01", .need = NEED_OTHER);
				NEED_ADD(&scene, NEED_PLAN, .file = file, .start = "2019-06-01", .group = CATEGORY_PHYSICAL);
			}
		}
		need_measure(&scene, 2020, 5);
		cr_assert_eq(need_value(&scene, MEASURE_CIN_ABUSE), 1);
		cr_assert_eq(need_value(&scene, MEASURE_CPP_NEGLECT), 1);
		need_measure(&scene, 2020, 6);
		cr_assert_eq(need_value(&scene, MEASURE_CIN), 0);
		cr_assert_eq(need_value(&scene, MEASURE_CIN_ENDED_MONTH), 1);
		cr_assert_eq(need_value(&scene, MEASURE_CPP_ENDED_MONTH), 1);
		cr_assert_eq(findings_count(scene.findings, RULE_CIN_REFERRAL_REPEATED), 0);
		cr_assert_eq(findings_count(scene.findings, RULE_CIN_CASE_VANISHES), 0);
		need_scene_close(&scene);
	}
}

Test(children_in_need, what_the_next_census_does_not_know_is_not_carried_on)
{
	struct need_scene scene;

	need_scene_open(&scene);
	need_census(&scene, 0, "2020-03-31", 0);
	NEED_ADD(&scene, NEED_EPISODE, .file = 0, .start = "2019-05-01");
	NEED_ADD(&scene, NEED_PLAN, .file = 0, .start = "2019-06-01");
	NEED_ADD(&scene, NEED_EPISODE, .file = 0, .id = "SYNTH2", .start = "2019-05-01", .end = "2020-02-01");
	need_census(&scene, 1, "2021-03-31", 0);
	need_measure(&scene, 2020, 3);
	cr_assert_eq(need_value(&scene, MEASURE_CIN), 1);
	cr_assert_eq(need_value(&scene, MEASURE_CPP), 1);
	need_measure(&scene, 2020, 4);
	cr_assert_eq(need_value(&scene, MEASURE_CIN), 0);
	cr_assert_eq(need_value(&scene, MEASURE_CPP), 0);
	cr_assert_eq(findings_count(scene.findings, RULE_CIN_CASE_VANISHES), 1);
	cr_assert_eq(findings_count(scene.findings, RULE_CIN_PLAN_VANISHES), 1);
	cr_assert_eq(findings_place_at(scene.findings, RULE_CIN_CASE_VANISHES, 0).line, 1);
	cr_assert_str_eq(findings_place_at(scene.findings, RULE_CIN_PLAN_VANISHES, 0).column_name, "CPPstartDate");
	cr_assert_eq(findings_count(scene.findings, RULE_CIN_CASES_UNRECONCILED), 0, "one case is within the tolerance");
	need_scene_close(&scene);
}

Test(children_in_need, stocks_that_do_not_reconcile_are_said_once_a_census)
{
	static const struct {
		unsigned vanish, stay;
		uint64_t expected;
	} table[] = {{5, 0, 0}, {6, 0, 1}, {6, 594, 0}, {6, 593, 1}};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct need_scene scene;

		need_scene_open(&scene);
		need_census(&scene, 0, "2020-03-31", 0);
		need_census(&scene, 1, "2021-03-31", 0);
		for (unsigned j = 0; j < table[i].vanish + table[i].stay; j++) {
			char id[16];

			snprintf(id, sizeof(id), "SYNTH%u", j);
			NEED_ADD(&scene, NEED_PLAN, .file = 0, .id = id, .start = "2019-06-01");
			if (j >= table[i].vanish)
				NEED_ADD(&scene, NEED_PLAN, .file = 1, .id = id, .start = "2019-06-01", .end = "2020-12-01");
		}
		need_measure(&scene, 2021, 3);
		cr_assert_eq(findings_count(scene.findings, RULE_CIN_PLANS_UNRECONCILED), table[i].expected, "entry %zu", i);
		cr_assert_eq(findings_count(scene.findings, RULE_CIN_PLAN_VANISHES), table[i].vanish, "entry %zu", i);
		need_scene_close(&scene);
	}
}

Test(children_in_need, a_census_sent_again_replaces_the_first)
{
	struct need_scene scene;

	need_scene_open(&scene);
	need_census(&scene, 0, "2021-03-31", 0);
	NEED_ADD(&scene, NEED_EPISODE, .file = 0, .start = "2020-05-01");
	NEED_ADD(&scene, NEED_EPISODE, .file = 0, .id = "SYNTH2", .start = "2020-05-02", .end = "2020-08-01");
	need_census(&scene, 1, "2021-03-31", 0);
	NEED_ADD(&scene, NEED_EPISODE, .file = 1, .start = "2020-05-01");
	need_measure(&scene, 2020, 9);
	cr_assert_eq(need_value(&scene, MEASURE_CIN), 1);
	need_measure(&scene, 2021, 3);
	cr_assert_eq(need_value(&scene, MEASURE_REFERRALS_12M), 1);
	cr_assert_eq(need_value(&scene, MEASURE_CIN_ENDED_12M), 0);
	cr_assert_eq(findings_count(scene.findings, RULE_CIN_CASE_VANISHES), 0);
	need_scene_close(&scene);
}

Test(children_in_need, what_a_later_census_adds_to_an_earlier_year_counts_there)
{
	struct need_scene scene;

	need_scene_open(&scene);
	need_census(&scene, 0, "2020-03-31", 0);
	need_census(&scene, 1, "2021-03-31", 0);
	NEED_ADD(&scene, NEED_EPISODE, .file = 1, .start = "2020-02-01");
	need_measure(&scene, 2020, 2);
	cr_assert_eq(need_value(&scene, MEASURE_CIN), 1);
	cr_assert_eq(need_value(&scene, MEASURE_REFERRALS_MONTH), 1);
	need_scene_close(&scene);
}

/* What the censuses of 2020 and 2021 have of a child, and what counts of it at the end of March 2020. */
static const struct {
	const char *what;
	enum need_kind kind;
	struct need_words older, newer;
	enum measure_number measure;
	int64_t value;
	uint64_t corrected;
} corrections[] = {
	{"a plan's start", NEED_PLAN, {.start = "2019-06-01"}, {.start = "2019-06-02"}, MEASURE_CPP, 1, 1},
	{"its starts", NEED_PLAN, {.start = "2019-06-01"}, {.start = "2019-06-02"}, MEASURE_CPP_STARTED_12M, 1, 1},
	{"an earlier start", NEED_PLAN, {.start = "2019-06-02"}, {.start = "2018-06-01"}, MEASURE_CPP_STARTED_12M, 0, 1},
	{"a case", NEED_EPISODE, {.start = "2019-06-01"}, {.start = "2019-06-02", .end = "2020-08-01"}, MEASURE_CIN, 1, 1},
	{"its referrals", NEED_EPISODE, {.start = "2019-06-01"}, {.start = "2019-06-02", .end = "2020-08-01"}, MEASURE_REFERRALS_12M, 1, 1},
	{"closed before the year's end", NEED_EPISODE, {.start = "2019-06-01"}, {.start = "2019-06-02", .end = "2020-01-01"}, MEASURE_CIN, 0, 1},
	{"one that both have",
	 NEED_EPISODE,
	 {.start = "2019-06-01", .end = "2019-12-01"},
	 {.start = "2019-06-02", .end = "2019-12-01"},
	 MEASURE_CIN_ENDED_12M,
	 1,
	 1},
	{"an assessment",
	 NEED_ASSESSMENT,
	 {.start = "2020-01-06", .end = "2020-02-03"},
	 {.start = "2020-01-07", .end = "2020-02-03"},
	 MEASURE_ASSESSMENTS_12M,
	 1,
	 1},
	{"a conference whose enquiry was not known",
	 NEED_ENQUIRY,
	 {.end = "2020-02-03"},
	 {.start = "2020-01-07", .end = "2020-02-03"},
	 MEASURE_INITIAL_CONFERENCES_12M,
	 1,
	 1},
	{"of another child", NEED_PLAN, {.start = "2019-06-01"}, {.id = "SYNTH2", .start = "2019-06-02"}, MEASURE_CPP, 2, 0},
	{"begun in the next year", NEED_PLAN, {.start = "2019-06-01"}, {.start = "2020-04-01"}, MEASURE_CPP, 1, 0},
	{"begun on the last day", NEED_PLAN, {.start = "2019-06-01"}, {.start = "2020-03-31"}, MEASURE_CPP, 1, 1},
	{"over before it began", NEED_PLAN, {.start = "2019-06-01"}, {.start = "2019-04-01", .end = "2019-06-01"}, MEASURE_CPP_STARTED_12M, 2, 0},
	{"one that had ended", NEED_PLAN, {.start = "2019-06-01", .end = "2019-07-01"}, {.start = "2019-06-02"}, MEASURE_CPP_STARTED_12M, 2, 0},
	{"a referral that led to nothing",
	 NEED_EPISODE,
	 {.start = "2019-06-01"},
	 {.start = "2019-06-02", .flags = NEED_NO_ACTION},
	 MEASURE_CIN,
	 1,
	 0},
	{"enquiries without a conference", NEED_ENQUIRY, {.start = "2019-06-01"}, {.start = "2019-06-02"}, MEASURE_SECTION_47_ENQUIRIES_12M, 2, 0},
};

/* Whichever of the files comes first. */
Test(children_in_need, a_start_that_was_put_right_does_not_make_two_of_one)
{
	for (size_t i = 0; i < sizeof(corrections) / sizeof(corrections[0]); i++)
		for (uint8_t turn = 0; turn < 2; turn++) {
			struct need_words older = corrections[i].older, newer = corrections[i].newer;
			struct need_scene scene;

			older.file = turn;
			newer.file = 1 - turn;
			need_scene_open(&scene);
			need_census(&scene, older.file, "2020-03-31", 0);
			need_census(&scene, newer.file, "2021-03-31", 0);
			need_add(&scene, corrections[i].kind, turn ? newer : older);
			need_add(&scene, corrections[i].kind, turn ? older : newer);
			need_measure(&scene, 2020, 3);
			cr_expect_eq(need_value(&scene, corrections[i].measure), corrections[i].value, "%s: %lld", corrections[i].what,
				     (long long)need_value(&scene, corrections[i].measure));
			cr_expect_eq(findings_count(scene.findings, RULE_CIN_START_CORRECTED), corrections[i].corrected, "%s", corrections[i].what);
			need_scene_close(&scene);
		}
}

/* It is said that they are not in the next census; but stocks and flows reconcile, and no referral is one within twelve months of itself. */
Test(children_in_need, starts_that_were_put_right_reconcile)
{
	struct need_scene scene;

	need_scene_open(&scene);
	need_census(&scene, 0, "2019-03-31", 0);
	need_census(&scene, 1, "2020-03-31", 0);
	need_census(&scene, 2, "2021-03-31", 0);
	for (unsigned i = 0; i < 20; i++) {
		char id[16];

		snprintf(id, sizeof(id), "SYNTH%u", i);
		NEED_ADD(&scene, NEED_EPISODE, .file = 1, .id = id, .start = "2019-06-01");
		NEED_ADD(&scene, NEED_EPISODE, .file = 2, .id = id, .start = "2019-06-02");
	}
	need_measure(&scene, 2020, 3);
	cr_assert_eq(need_value(&scene, MEASURE_CIN), 20);
	cr_assert_eq(need_value(&scene, MEASURE_REFERRALS_12M), 20);
	cr_assert_eq(need_value(&scene, MEASURE_REFERRALS_REPEAT_12M), 0);
	need_measure(&scene, 2020, 4);
	cr_assert_eq(need_value(&scene, MEASURE_CIN), 20);
	cr_assert_eq(findings_count(scene.findings, RULE_CIN_CASE_VANISHES), 20);
	cr_assert_eq(findings_count(scene.findings, RULE_CIN_START_CORRECTED), 20);
	cr_assert_eq(findings_count(scene.findings, RULE_CIN_CASES_UNRECONCILED), 0);
	cr_assert_eq(findings_count(scene.findings, RULE_CIN_CASES_BOTH_OPEN), 0);
	need_scene_close(&scene);
}

/* A record that the older census has as well is no correction of another; one that is in two older ones is replaced in both. */
Test(children_in_need, what_several_censuses_have_is_put_right_once)
{
	struct need_scene scene;

	need_scene_open(&scene);
	need_census(&scene, 0, "2019-03-31", 0);
	need_census(&scene, 1, "2020-03-31", 0);
	need_census(&scene, 2, "2021-03-31", 0);
	for (uint8_t file = 0; file < 2; file++)
		NEED_ADD(&scene, NEED_PLAN, .file = file, .start = "2018-06-01");
	for (uint8_t file = 1; file < 3; file++)
		NEED_ADD(&scene, NEED_PLAN, .file = file, .id = "SYNTH2", .start = "2019-06-01");
	NEED_ADD(&scene, NEED_PLAN, .file = 1, .id = "SYNTH2", .start = "2019-07-01");
	NEED_ADD(&scene, NEED_PLAN, .file = 2, .start = "2018-06-02");
	need_measure(&scene, 2019, 3);
	cr_assert_eq(need_value(&scene, MEASURE_CPP), 1);
	need_measure(&scene, 2020, 3);
	cr_assert_eq(need_value(&scene, MEASURE_CPP), 3);
	cr_assert_eq(findings_count(scene.findings, RULE_CIN_START_CORRECTED), 1);
	need_scene_close(&scene);
}

Test(children_in_need, a_forgotten_file_leaves_no_trace)
{
	struct need_scene scene;

	need_scene_open(&scene);
	need_census(&scene, 0, "2020-03-31", 342);
	NEED_ADD(&scene, NEED_PLAN, .file = 0, .start = "2019-06-01");
	need_census(&scene, 1, "2021-03-31", 350);
	children_in_need_count_refused(scene.part, 1);
	for (int i = 0; i < 5000; i++)
		NEED_ADD(&scene, NEED_PLAN, .file = 1, .start = "2020-06-01");
	children_in_need_forget_file(scene.part, 1);
	cr_assert_eq(children_in_need_count(scene.part, NEED_PLAN), 1);
	need_measure(&scene, 2020, 3);
	cr_assert_eq(need_value(&scene, MEASURE_CPP), 1);
	need_measure(&scene, 2020, 6);
	cr_assert_eq(need_value(&scene, MEASURE_CPP), -REASON_CENSUS_MONTH_NOT_COVERED);
	need_scene_close(&scene);
}

Test(children_in_need, too_many_refused_records_make_every_figure_unavailable)
{
	for (unsigned refused = 1; refused <= 2; refused++) {
		struct need_scene scene;

		need_scene_open(&scene);
		need_census(&scene, 0, "2021-03-31", 0);
		for (int i = 0; i < 19; i++)
			NEED_ADD(&scene, NEED_PLAN, .start = "2020-06-01");
		for (unsigned i = 0; i < refused; i++)
			children_in_need_count_refused(scene.part, 0);
		need_measure(&scene, 2020, 9);
		cr_assert_eq(need_value(&scene, MEASURE_CPP), refused == 1 ? 19 : -REASON_FIGURES_NOT_TRUSTED);
		need_scene_close(&scene);
	}
}

Test(children_in_need, files_of_two_councils_give_no_figures)
{
	struct need_scene scene;

	need_scene_open(&scene);
	need_census(&scene, 0, "2020-03-31", 342);
	need_census(&scene, 1, "2021-03-31", 0);
	need_census(&scene, 2, "2022-03-31", 350);
	need_measure(&scene, 2021, 3);
	cr_assert_eq(need_value(&scene, MEASURE_CPP), -REASON_CENSUSES_OF_TWO_COUNCILS);
	need_scene_close(&scene);
}

/* Two records of one child in one census, and the rule that they meet. */
static const struct {
	const char *what;
	enum need_kind kind;
	struct need_words first, second;
	enum rule rule;
	uint64_t count;
} pairs[] = {
	{"two open plans", NEED_PLAN, {.start = "2020-05-01"}, {.start = "2020-06-01"}, RULE_CIN_PLANS_BOTH_OPEN, 1},
	{"of two children", NEED_PLAN, {.start = "2020-05-01"}, {.id = "SYNTH2", .start = "2020-06-01"}, RULE_CIN_PLANS_BOTH_OPEN, 0},
	{"the first has ended", NEED_PLAN, {.start = "2020-05-01", .end = "2020-06-01"}, {.start = "2020-06-01"}, RULE_CIN_PLANS_BOTH_OPEN, 0},
	{"plans overlap", NEED_PLAN, {.start = "2020-05-01", .end = "2020-06-02"}, {.start = "2020-06-01"}, RULE_CIN_PLANS_OVERLAP, 1},
	{"one inside another", NEED_PLAN, {.start = "2020-05-01"}, {.start = "2020-06-01", .end = "2020-07-01"}, RULE_CIN_PLANS_OVERLAP, 1},
	{"plans touch", NEED_PLAN, {.start = "2020-05-01", .end = "2020-06-01"}, {.start = "2020-06-01"}, RULE_CIN_PLANS_OVERLAP, 0},
	{"plans of one day", NEED_PLAN, {.start = "2020-05-01", .end = "2020-05-01"}, {.start = "2020-05-01"}, RULE_CIN_PLAN_REPEATED, 1},
	{"two open cases", NEED_EPISODE, {.start = "2020-05-01"}, {.start = "2020-06-01"}, RULE_CIN_CASES_BOTH_OPEN, 1},
	{"one of no further action",
	 NEED_EPISODE,
	 {.start = "2020-05-01", .flags = NEED_NO_ACTION},
	 {.start = "2020-06-01"},
	 RULE_CIN_CASES_BOTH_OPEN,
	 0},
	{"referrals of one day", NEED_EPISODE, {.start = "2020-05-01"}, {.start = "2020-05-01"}, RULE_CIN_REFERRAL_REPEATED, 1},
	{"assessments of one day", NEED_ASSESSMENT, {.start = "2020-05-01"}, {.start = "2020-05-01"}, RULE_CIN_REFERRAL_REPEATED, 0},
};

Test(children_in_need, what_records_of_one_child_are_to_each_other)
{
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		struct need_scene scene;

		need_scene_open(&scene);
		need_census(&scene, 0, "2021-03-31", 0);
		need_add(&scene, pairs[i].kind, pairs[i].second);
		need_add(&scene, pairs[i].kind, pairs[i].first);
		need_measure(&scene, 2020, 9);
		cr_expect_eq(findings_count(scene.findings, pairs[i].rule), pairs[i].count, "%s", pairs[i].what);
		need_scene_close(&scene);
	}
}

Test(children_in_need, events_after_death_are_said)
{
	struct need_scene scene;

	need_scene_open(&scene);
	need_census(&scene, 0, "2021-03-31", 0);
	NEED_ADD(&scene, NEED_EPISODE, .start = "2020-05-01");
	NEED_ADD(&scene, NEED_PLAN, .start = "2020-06-02");
	children_in_need_died(scene.part, need_child(&scene, "SYNTH1"), need_day("2020-06-01", 0));
	need_measure(&scene, 2020, 9);
	cr_assert_eq(findings_count(scene.findings, RULE_CIN_AFTER_DEATH), 1);
	cr_assert_eq(findings_place_at(scene.findings, RULE_CIN_AFTER_DEATH, 0).line, 2);
	need_scene_close(&scene);
}

Test(children_in_need, the_budget_holds)
{
	struct children_in_need *part = children_in_need_new(200000);
	struct need_record record = {.start = {18000}, .end = {NEED_DAY_OPEN}};
	enum error error = children_in_need_child(part, SLICE_LITERAL("SYNTH1"), &record.child);
	uint32_t count = 0;

	cr_assert_eq(error, ERROR_NONE);
	while (!error && count < 1000000) {
		error = children_in_need_add(part, NEED_EPISODE, &record);
		count += !error;
	}
	cr_assert_eq(error, ERROR_LIMIT);
	cr_assert_geq(count, 2048);
	children_in_need_free(part);
}

Test(children_in_need, a_record_takes_no_more_than_it_should)
{
	cr_assert_leq(sizeof(struct need_record), 24);
}

/* Every allocation fails once; nothing leaks, and what is said is ERROR_NO_MEMORY. */
Test(children_in_need, memory_may_run_out_anywhere)
{
	bool succeeded = false;

	for (size_t n = 1; !succeeded && n < 50; n++) {
		struct children_in_need *part;
		struct need_record record = {.start = {18000}, .end = {NEED_DAY_OPEN}};
		enum error error = ERROR_NO_MEMORY;

		(void)memory_fail_at(n);
		part = children_in_need_new(NEED_BUDGET_BYTES);
		if (part)
			error = children_in_need_child(part, SLICE_LITERAL("SYNTH1"), &record.child);
		if (!error)
			error = children_in_need_add(part, NEED_PLAN, &record);
		(void)memory_fail_at(0);
		cr_assert(error == ERROR_NONE || error == ERROR_NO_MEMORY);
		succeeded = !error;
		children_in_need_free(part);
	}
	cr_assert(succeeded);
}

Test(children_in_need, a_plan_is_measured_against_the_one_that_is_open_longest)
{
	struct need_scene scene;

	need_scene_open(&scene);
	need_census(&scene, 0, "2021-03-31", 0);
	NEED_ADD(&scene, NEED_PLAN, .start = "2020-04-01", .end = "2020-04-15");
	NEED_ADD(&scene, NEED_PLAN, .start = "2020-05-01");
	NEED_ADD(&scene, NEED_PLAN, .start = "2020-05-11", .end = "2020-05-15");
	NEED_ADD(&scene, NEED_PLAN, .start = "2020-06-01");
	need_measure(&scene, 2020, 9);
	cr_assert_eq(findings_count(scene.findings, RULE_CIN_PLANS_OVERLAP), 1);
	cr_assert_eq(findings_count(scene.findings, RULE_CIN_PLANS_BOTH_OPEN), 1);
	need_scene_close(&scene);
}

Test(children_in_need, assessments_without_a_start_are_told_apart_by_their_end)
{
	struct need_scene scene;

	need_scene_open(&scene);
	need_census(&scene, 0, "2020-03-31", 0);
	NEED_ADD(&scene, NEED_ASSESSMENT, .file = 0, .end = "2020-02-03");
	NEED_ADD(&scene, NEED_ASSESSMENT, .file = 0, .end = "2020-02-04");
	need_census(&scene, 1, "2021-03-31", 0);
	NEED_ADD(&scene, NEED_ASSESSMENT, .file = 1, .end = "2020-02-04");
	NEED_ADD(&scene, NEED_ASSESSMENT, .file = 1, .end = "2020-06-04");
	need_measure(&scene, 2020, 2);
	cr_assert_eq(need_value(&scene, MEASURE_ASSESSMENTS_MONTH), 2);
	need_measure(&scene, 2020, 6);
	cr_assert_eq(need_value(&scene, MEASURE_ASSESSMENTS_MONTH), 1);
	need_scene_close(&scene);
}

Test(children_in_need, what_a_census_sent_again_leaves_out_has_not_vanished)
{
	struct need_scene scene;

	need_scene_open(&scene);
	need_census(&scene, 0, "2020-03-31", 0);
	NEED_ADD(&scene, NEED_PLAN, .file = 0, .start = "2019-06-01");
	need_census(&scene, 1, "2020-03-31", 0);
	need_census(&scene, 2, "2021-03-31", 0);
	need_measure(&scene, 2020, 3);
	cr_assert_eq(need_value(&scene, MEASURE_CPP), 0);
	cr_assert_eq(findings_count(scene.findings, RULE_CIN_PLAN_VANISHES), 0);
	need_scene_close(&scene);
}
