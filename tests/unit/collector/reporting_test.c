/* Who has reported: each state with its days, its sentence and what is next. Councils are real, what they do here is invented. */
#include "collector/core/reporting.h"

#include "tests/unit/collector/plot.h"

enum { DAY_S = 24 * 60 * 60, BUDGET_BYTES = 4 << 20, OUTPUT_BYTES = 1 << 16 };

static const uint16_t st_helens = 342;

static struct date day_of(int year, int number, int day)
{
	struct date date;

	cr_assert_eq(date_from(year, number, day, &date), ERROR_NONE);
	return date;
}

/* The end of the day, or its beginning. */
static int64_t end_of(int year, int number, int day)
{
	return ((int64_t)day_of(year, number, day).days + 1) * DAY_S - 1;
}

static int64_t begin_of(int year, int number, int day)
{
	return (int64_t)day_of(year, number, day).days * DAY_S;
}

struct scene {
	struct memory_cube cube;
	struct arena arena;
	struct area area;
	struct question question;
	struct reporting made;
};

/* September 2021 of these councils, asked on a day. */
static void scene_begin(struct scene *scene, const uint16_t *members, unsigned member_count, struct date today)
{
	memory_cube_begin(&scene->cube);
	arena_init(&scene->arena, BUDGET_BYTES);
	scene->cube.background.today = today;
	scene->area = (struct area){AREA_LIST, "list", "these councils", member_count, members};
	scene->question = (struct question){.area = &scene->area, .source = SOURCE_RETURNS, .has_month = true, .month = month_from(2021, 9)};
}

static void scene_make(struct scene *scene, const struct sending *sendings, unsigned count)
{
	scene->cube.sendings = sendings;
	scene->cube.sending_count = count;
	cr_assert_eq(reporting_make(&scene->cube.background, &scene->question, &scene->arena, &scene->made), ERROR_NONE);
}

static void scene_end(struct scene *scene)
{
	arena_fini(&scene->arena);
	memory_cube_end(&scene->cube);
}

static void expect_written(void (*put)(struct text *, const struct reporting *, const struct reporting_row *), const struct scene *scene,
			   const char *expected)
{
	char bytes[512];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	put(&text, &scene->made, &scene->made.rows[0]);
	cr_expect_str_eq(bytes, expected);
}

static void put_next(struct text *text, const struct reporting *reporting, const struct reporting_row *row)
{
	(void)reporting;
	reporting_put_next(text, row);
}

/* One council in one state. */
struct state_case {
	struct sending sending;
	struct date today;
	enum reporting_state state;
	unsigned late_days;
	const char *what, *next;
};

static void expect_state(const struct state_case *expected)
{
	struct sending sending = expected->sending;
	struct scene scene;

	sending.council = st_helens;
	sending.approver_role = "";
	scene_begin(&scene, &st_helens, 1, expected->today);
	scene_make(&scene, &sending, 1);
	cr_assert_eq(scene.made.expected, 1);
	cr_expect_eq(scene.made.rows[0].state, expected->state, "%s: %s", expected->what, reporting_state_id(scene.made.rows[0].state));
	cr_expect_eq(scene.made.rows[0].late_days, expected->late_days, "%s", expected->what);
	cr_expect_eq(scene.made.counts[expected->state], 1);
	cr_expect_eq(scene.made.reported, sending.has_return);
	expect_written(reporting_put_what, &scene, expected->what);
	expect_written(put_next, &scene, expected->next);
	scene_end(&scene);
}

static struct sending returned(int64_t first_s, int64_t newest_s, uint32_t revision)
{
	return (struct sending){.is_registered = true,
				.has_key = true,
				.has_return = true,
				.revision = revision,
				.first_recorded_at_s = first_s,
				.recorded_at_s = newest_s};
}

static struct sending awaited(void)
{
	return (struct sending){.is_registered = true, .has_key = true};
}

Test(reporting, a_return_is_in_time_until_the_end_of_the_day_on_which_it_is_due)
{
	expect_state(&(struct state_case){returned(end_of(2021, 10, 20), end_of(2021, 10, 20), 1), day_of(2022, 5, 1), REPORTING_IN_TIME, 0,
					  "Recorded on 20 October 2021.", "Nothing needs doing."});
	expect_state(&(struct state_case){returned(begin_of(2021, 10, 21), begin_of(2021, 10, 21), 1), day_of(2022, 5, 1), REPORTING_LATE, 1,
					  "Recorded on 21 October 2021, 1 day after it was due.",
					  "Ask what held it up, so that the next one comes in time."});
}

Test(reporting, a_correction_is_said_with_its_reason_and_stays_late)
{
	struct sending sending = returned(end_of(2021, 10, 22), end_of(2021, 11, 5), 3);

	sending.reason = REVISION_REASON_LATE_DATA;
	expect_state(&(struct state_case){sending, day_of(2021, 12, 1), REPORTING_CORRECTED, 2,
					  "Revision 3 recorded on 5 November 2021: data came in after the return was sent; first recorded on 22 "
					  "October 2021, 2 days after it was due.",
					  "Look at what has changed before it is compared with what was said last time."});
}

Test(reporting, a_return_that_repeats_the_month_before_is_said_to_before_anything_else_of_it)
{
	struct sending sending = returned(end_of(2021, 10, 5), end_of(2021, 10, 5), 1);

	sending.repeats = true;
	expect_state(&(struct state_case){sending, day_of(2021, 12, 1), REPORTING_UNCHANGED, 0,
					  "Recorded on 5 October 2021. Every figure is that of August 2021.",
					  "Ask whether the month before's extract was sent again; if so, it has to send a correction."});
}

Test(reporting, a_refusal_comes_first_and_says_what_the_council_has_to_do)
{
	struct sending sending = awaited();

	sending.is_refused = true;
	sending.refusal =
		(struct refusal_note){.revision = 1, .code = REFUSAL_VALUE_OUT_OF_RANGE, .field = "vacancy_fte", .refused_at_s = end_of(2021, 10, 3)};
	sending.has_after = true;
	sending.after = month_from(2021, 10);
	expect_state(&(struct state_case){
		sending, day_of(2021, 10, 10), REPORTING_REFUSED, 0,
		"Revision 1 was refused on 3 October 2021: a value is negative or beyond what is plausible (field vacancy_fte). "
		"Nothing was accepted.",
		"The council has to act: look for a slip of the decimal point in the extract, then prepare and approve the return "
		"again."});
}

Test(reporting, what_is_shown_beside_a_refusal_is_from_before)
{
	struct sending sending = returned(end_of(2021, 10, 5), end_of(2021, 10, 5), 1);

	sending.is_refused = true;
	sending.refusal = (struct refusal_note){.revision = 3, .code = REFUSAL_REVISION_GAP, .refused_at_s = end_of(2021, 10, 9)};
	expect_state(&(struct state_case){
		sending, day_of(2021, 10, 10), REPORTING_REFUSED, 0,
		"Revision 3 was refused on 9 October 2021: the revision before this one is not stored. What is shown is from before: "
		"Recorded on 5 October 2021.",
		"The council has to act: send the earlier revision first."});
}

Test(reporting, a_return_that_is_missing_is_due_and_then_overdue)
{
	struct sending sending = awaited();

	sending.has_before = true;
	sending.before = month_from(2021, 7);
	expect_state(&(struct state_case){sending, day_of(2021, 10, 20), REPORTING_DUE, 0,
					  "No return, due 20 October 2021. Its newest before is that of July 2021.",
					  "Nothing yet: it is due by 20 October 2021."});
	expect_state(&(struct state_case){sending, day_of(2021, 10, 22), REPORTING_OVERDUE, 2,
					  "No return, due 20 October 2021, 2 days ago. Its newest before is that of July 2021.",
					  "Call the council: is the extract missing, is the return not approved, or does the agent not run?"});
	sending.has_key = false;
	expect_state(&(struct state_case){sending, day_of(2021, 10, 22), REPORTING_OVERDUE, 2,
					  "No return, due 20 October 2021, 2 days ago. Its newest before is that of July 2021.",
					  "Its key has been revoked: have the council make a new pair and the operator register it."});
}

Test(reporting, a_month_that_is_missing_before_one_that_is_there_was_held_or_passed_over)
{
	struct sending sending = awaited();

	sending.has_after = true;
	sending.after = month_from(2021, 11);
	expect_state(&(struct state_case){sending, day_of(2021, 12, 20), REPORTING_PASSED_OVER, 61,
					  "No return, due 20 October 2021, 61 days ago. That of November 2021 is here.",
					  "Its agent sends, so this month is held there or was forgotten: ask whether it waits for approval."});
}

Test(reporting, a_council_that_was_let_in_later_has_its_days_from_then)
{
	struct sending sending = returned(end_of(2021, 12, 5), end_of(2021, 12, 5), 1);

	sending.registered_at_s = begin_of(2021, 11, 20);
	expect_state(&(struct state_case){sending, day_of(2022, 1, 1), REPORTING_IN_TIME, 0, "Recorded on 5 December 2021.", "Nothing needs doing."});
	sending.first_recorded_at_s = begin_of(2021, 12, 11);
	expect_state(&(struct state_case){sending, day_of(2022, 1, 1), REPORTING_LATE, 1, "Recorded on 11 December 2021, 1 day after it was due.",
					  "Ask what held it up, so that the next one comes in time."});
}

Test(reporting, a_council_of_which_nothing_is_known_was_not_let_in)
{
	struct scene scene;

	scene_begin(&scene, &st_helens, 1, day_of(2021, 12, 1));
	scene_make(&scene, NULL, 0);
	cr_assert_eq(scene.made.expected, 1);
	cr_expect_eq(scene.made.rows[0].state, REPORTING_NOT_REGISTERED);
	cr_expect_eq(scene.made.rows[0].late_days, 0, "it could not have sent");
	expect_written(reporting_put_what, &scene, "No return: it has no key with which to send one.");
	expect_written(put_next, &scene, "Have the council send its agent's public keys, and the operator register them.");
	scene_end(&scene);
}

/* Knowsley, Liverpool, St Helens and Sefton. */
Test(reporting, rows_stand_by_what_has_to_be_done_and_then_by_code)
{
	static const uint16_t members[] = {340, 341, 342, 343};
	struct sending sendings[4];
	char bytes[256];
	struct text text;
	struct scene scene;

	for (unsigned i = 0; i < 4; i++) {
		sendings[i] = returned(end_of(2021, 10, 5), end_of(2021, 10, 5), 1);
		sendings[i].council = members[i];
		sendings[i].approver_role = "";
	}
	sendings[1].has_return = false;
	sendings[3].repeats = true;
	scene_begin(&scene, members, 4, day_of(2021, 12, 1));
	scene_make(&scene, sendings, 4);
	cr_expect_eq(scene.made.rows[0].council->code, 341);
	cr_expect_eq(scene.made.rows[1].council->code, 343);
	cr_expect_eq(scene.made.rows[2].council->code, 340);
	cr_expect_eq(scene.made.rows[3].council->code, 342);
	text_init_fixed(&text, bytes, sizeof(bytes));
	reporting_put_summary(&text, &scene.made);
	cr_expect_str_eq(bytes, "3 of these 4 councils have reported for September 2021: 1 overdue, 1 unchanged.");
	scene_end(&scene);
}

/* Of one council nothing is counted. */
Test(reporting, a_summary_of_one_council_names_it)
{
	struct sending sendings[] = {returned(end_of(2021, 10, 5), end_of(2021, 10, 5), 1)};
	char bytes[256];
	struct text text;
	struct scene scene;

	sendings[0].council = st_helens;
	sendings[0].approver_role = "";
	scene_begin(&scene, &st_helens, 1, day_of(2021, 12, 1));
	scene_make(&scene, sendings, 1);
	text_init_fixed(&text, bytes, sizeof(bytes));
	reporting_put_summary(&text, &scene.made);
	cr_expect_str_eq(bytes, "St. Helens has reported for September 2021.");
	sendings[0] = awaited();
	sendings[0].council = st_helens;
	scene_make(&scene, sendings, 1);
	text_init_fixed(&text, bytes, sizeof(bytes));
	reporting_put_summary(&text, &scene.made);
	cr_expect_str_eq(bytes, "St. Helens has not reported for September 2021: overdue.");
	scene_end(&scene);
}

/* Kingston upon Thames and Richmond upon Thames have one workforce: whichever of them sends it has reported for both. */
Test(reporting, two_councils_that_report_as_one_are_one_row)
{
	static const uint16_t members[] = {314, 318};
	struct sending sendings[2] = {awaited(), returned(end_of(2021, 10, 5), end_of(2021, 10, 5), 1)};
	struct scene scene;

	sendings[0].council = 314;
	sendings[1].council = 318;
	sendings[0].approver_role = sendings[1].approver_role = "";
	scene_begin(&scene, members, 2, day_of(2021, 12, 1));
	scene_make(&scene, sendings, 2);
	cr_assert_eq(scene.made.expected, 1);
	cr_expect_eq(scene.made.reported, 1);
	cr_expect_eq(scene.made.rows[0].state, REPORTING_IN_TIME);
	cr_expect_eq(scene.made.rows[0].council->code, 314);
	cr_expect_eq(scene.made.rows[0].joint->code, 318);
	scene_end(&scene);
}

/* Cumbria was there until March 2023, Cumberland and Westmorland and Furness are since. */
Test(reporting, only_councils_that_existed_in_the_month_are_expected)
{
	static const uint16_t members[] = {909, 942, 943};
	struct scene scene;

	scene_begin(&scene, members, 3, day_of(2023, 12, 1));
	scene_make(&scene, NULL, 0);
	cr_assert_eq(scene.made.expected, 1);
	cr_expect_eq(scene.made.rows[0].council->code, 909);
	scene.question.month = month_from(2023, 4);
	scene_make(&scene, NULL, 0);
	cr_assert_eq(scene.made.expected, 2);
	scene_end(&scene);
}

Test(reporting, a_terminal_shows_each_council_that_needs_something_below_its_state)
{
	static const uint16_t members[] = {340, 342};
	struct sending sendings[] = {awaited(), returned(end_of(2021, 10, 5), end_of(2021, 10, 5), 1)};
	static char bytes[OUTPUT_BYTES];
	struct problem problem;
	struct text text;
	struct scene scene;

	sendings[0].council = 340;
	sendings[1].council = 342;
	sendings[0].approver_role = sendings[1].approver_role = "";
	scene_begin(&scene, members, 2, day_of(2021, 12, 1));
	scene.cube.sendings = sendings;
	scene.cube.sending_count = 2;
	text_init_fixed(&text, bytes, sizeof(bytes));
	cr_assert_eq(reporting_answer_terminal(&scene.cube.background, &scene.question, 80, &scene.arena, &text, &problem), ERROR_NONE);
	cr_expect_str_eq(bytes, "1 of these 2 councils has reported for September 2021: 1 overdue.\n"
				"\nOverdue\n"
				"Knowsley: No return, due 20 October 2021, 42 days ago. Call the council: is the\n"
				"extract missing, is the return not approved, or does the agent not run?\n"
				"\nReported in time: St. Helens.\n"
				"\nNo return was corrected since 31 August 2021.\n");
	scene_end(&scene);
}
