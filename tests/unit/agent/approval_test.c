#include "agent/shell/approval.h"

#include "proto/refusal.h"
#include "tests/support/agent_fixture.h"

#define CORRECTED FIXTURE_POSTS_HEADER "2021-09,9,1,1,21,1.5,3\n"

static struct draft drafted(struct agent_fixture *fixture)
{
	struct problem problem = {0};
	struct draft draft;

	cr_assert_eq(fixture_draft(fixture, fixture_september, &draft, &problem), ERROR_NONE, "%s", problem.sentence);
	return draft;
}

Test(approval, what_is_approved_is_signed_as_it_was_drafted)
{
	struct agent_fixture fixture;
	struct envelope envelope;
	struct outbox_entry entry;
	struct draft draft;
	const char *field;

	agent_fixture_open(&fixture);
	draft = fixture_approve(&fixture, fixture_september);
	cr_assert_eq(draft.kind, DRAFT_NEW);
	cr_assert_eq(draft.prepared.content.revision, 1);
	entry = fixture_entry(&fixture, fixture_september, 1);
	cr_assert_eq(wire_unpack_envelope(entry.envelope, &fixture.arena, &envelope, &field), ERROR_NONE);
	cr_assert(slice_equal(envelope.return_bytes, draft.prepared.bytes));
	cr_assert(slice_equal(envelope.approver_role, SLICE_LITERAL("Head of Performance")));
	cr_assert_eq(envelope.approved_at_s, FIXTURE_NOW_S);
	cr_assert(envelope_verify(&envelope, &fixture.keys.public_part.signing));
	agent_fixture_close(&fixture);
}

Test(approval, the_same_figures_are_the_same_return_before_and_after)
{
	struct agent_fixture fixture;
	struct draft before, after;

	agent_fixture_open(&fixture);
	before = fixture_approve(&fixture, fixture_september);
	after = drafted(&fixture);
	cr_assert_eq(after.kind, DRAFT_UNCHANGED);
	cr_assert(digest_equal(&before.prepared.hash, &after.prepared.hash));
	cr_assert(slice_equal(before.prepared.bytes, after.prepared.bytes));
	cr_assert_eq(after.prepared.content.revision, 1);
	agent_fixture_close(&fixture);
}

Test(approval, changed_figures_make_the_next_revision)
{
	struct agent_fixture fixture;
	struct draft first, second;

	agent_fixture_open(&fixture);
	first = fixture_approve(&fixture, fixture_september);
	fixture_put(&fixture, "posts.csv", CORRECTED);
	second = drafted(&fixture);
	cr_assert_eq(second.kind, DRAFT_CORRECTION);
	cr_assert_eq(second.prepared.content.revision, 2);
	cr_assert(digest_equal(&second.prepared.content.previous, &first.prepared.hash));
	fixture_put(&fixture, "posts.csv", FIXTURE_POSTS);
	cr_assert_eq(drafted(&fixture).kind, DRAFT_UNCHANGED, "and back again they are what was approved");
	agent_fixture_close(&fixture);
}

static struct envelope envelope_of(struct agent_fixture *fixture, uint32_t revision)
{
	struct outbox_entry entry = fixture_entry(fixture, fixture_september, revision);
	struct envelope envelope;
	const char *field;

	cr_assert_eq(wire_unpack_envelope(entry.envelope, &fixture->arena, &envelope, &field), ERROR_NONE);
	return envelope;
}

Test(approval, a_correction_may_say_why_and_its_figures_stay_the_bytes_that_were_seen)
{
	struct agent_fixture fixture;
	struct envelope envelope;
	struct draft seen;

	agent_fixture_open(&fixture);
	fixture_approve(&fixture, fixture_september);
	cr_expect_eq(envelope_of(&fixture, 1).reason, REVISION_REASON_NONE);
	fixture_put(&fixture, "posts.csv", CORRECTED);
	seen = drafted(&fixture);
	fixture_approve_because(&fixture, fixture_september, REVISION_REASON_SOURCE_CORRECTED);
	envelope = envelope_of(&fixture, 2);
	cr_expect_eq(envelope.reason, REVISION_REASON_SOURCE_CORRECTED);
	cr_expect(slice_equal(envelope.return_bytes, seen.prepared.bytes));
	cr_expect(envelope_verify(&envelope, &fixture.keys.public_part.signing));
	agent_fixture_close(&fixture);
}

Test(approval, a_first_return_has_nothing_to_give_a_reason_for)
{
	struct agent_fixture fixture;
	struct approver approver;
	struct problem problem = {0};
	struct draft draft;

	agent_fixture_open(&fixture);
	approver = (struct approver){&fixture.keys, "Head of Performance", FIXTURE_NOW_S, REVISION_REASON_OTHER};
	draft = drafted(&fixture);
	cr_assert_eq(draft_approve(&draft, fixture.outbox, &approver, &problem), ERROR_INVALID);
	cr_expect_not_null(strstr(problem.sentence, "replaces nothing"));
	cr_expect_not(fixture_has_entry(&fixture, fixture_september, 1));
	agent_fixture_close(&fixture);
}

Test(approval, a_correction_that_withdraws_a_figure_says_so)
{
	static const struct {
		const char *posts;
		bool is_withdrawing;
	} cases[] = {
		{FIXTURE_POSTS_HEADER "2021-09,9,1,1,21,1.5,3\n", false},
		{FIXTURE_POSTS_HEADER "2021-09,,1,1,21,1.5,3\n", true},
		{FIXTURE_POSTS_HEADER "2021-09,3,1,1,21,1.5,\n", true},
	};
	struct agent_fixture fixture;
	struct draft draft;

	agent_fixture_open(&fixture);
	fixture_approve(&fixture, fixture_september);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		fixture_put(&fixture, "posts.csv", cases[i].posts);
		draft = drafted(&fixture);
		cr_assert_eq(draft.kind, DRAFT_CORRECTION, "case %zu", i);
		cr_assert_eq(draft.is_withdrawing, cases[i].is_withdrawing, "case %zu", i);
	}
	fixture_approve(&fixture, fixture_september);
	fixture_put(&fixture, "posts.csv", FIXTURE_POSTS);
	cr_assert_not(drafted(&fixture).is_withdrawing, "a figure that is there again");
	agent_fixture_close(&fixture);
}

Test(approval, refused_figures_are_known_again)
{
	struct agent_fixture fixture;
	struct draft draft;

	agent_fixture_open(&fixture);
	fixture_approve(&fixture, fixture_september);
	fixture_settle(&fixture, fixture_september, 1, REFUSAL_VALUE_OUT_OF_RANGE);
	draft = drafted(&fixture);
	cr_assert_eq(draft.kind, DRAFT_REFUSED_BEFORE);
	cr_assert_eq(draft.prepared.content.revision, 1, "the collector has stored nothing under it");
	fixture_put(&fixture, "posts.csv", CORRECTED);
	draft = drafted(&fixture);
	cr_assert_eq(draft.kind, DRAFT_NEW);
	cr_assert_eq(draft.prepared.content.revision, 1);
	agent_fixture_close(&fixture);
}

Test(approval, a_month_that_has_not_ended_is_not_approved)
{
	static const struct {
		int64_t now_s;
		bool has_ended;
	} cases[] = {{1633046399, false}, {1633046400, true}, {1632960000, false}, {0, false}};
	struct agent_fixture fixture;

	agent_fixture_open(&fixture);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct approver approver = {&fixture.keys, "Head of Performance", cases[i].now_s, REVISION_REASON_NONE};
		struct draft draft = drafted(&fixture);
		struct problem problem = {0};

		cr_assert_eq(month_has_ended(fixture_september, cases[i].now_s), cases[i].has_ended, "case %zu", i);
		if (cases[i].has_ended)
			continue;
		cr_assert_eq(draft_approve(&draft, fixture.outbox, &approver, &problem), ERROR_NOT_FOUND, "case %zu", i);
		cr_assert_not_null(strstr(problem.sentence, "September 2021 has not ended"));
		cr_assert_not(fixture_has_entry(&fixture, fixture_september, 1));
	}
	agent_fixture_close(&fixture);
}

Test(approval, months_that_cannot_be_are_refused_with_a_sentence)
{
	static const struct {
		uint16_t council;
		struct month month;
		const char *says;
	} cases[] = {
		{342, {2021 * 12 + 10}, "November 2021 cannot be computed"},
		{999, {2021 * 12 + 8}, "no English council has this code"},
		{941, {2021 * 12 + 1}, "did not exist as a council at the end of February 2021"},
		{909, {2023 * 12 + 3}, "did not exist as a council at the end of April 2023"},
	};
	struct agent_fixture fixture;
	struct reading *reading = reading_new(READING_BUDGET_BYTES);

	agent_fixture_open(&fixture);
	cr_assert_eq(extracts_read(fixture.extracts, reading, NULL), ERROR_NONE);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct problem problem = {0};
		struct draft draft;

		cr_assert_eq(draft_make(reading_register(reading), cases[i].council, cases[i].month, NULL, &fixture.arena, &draft, &problem),
			     ERROR_NOT_FOUND, "case %zu", i);
		cr_assert_not_null(strstr(problem.sentence, cases[i].says), "case %zu: %s", i, problem.sentence);
	}
	reading_free(reading);
	agent_fixture_close(&fixture);
}

Test(approval, another_councils_outbox_is_refused)
{
	struct agent_fixture fixture;
	struct reading *reading = reading_new(READING_BUDGET_BYTES);
	struct problem problem = {0};
	struct draft draft;

	agent_fixture_open(&fixture);
	fixture_approve(&fixture, fixture_september);
	cr_assert_eq(extracts_read(fixture.extracts, reading, NULL), ERROR_NONE);
	cr_assert_eq(draft_make(reading_register(reading), 343, fixture_september, fixture.outbox, &fixture.arena, &draft, &problem), ERROR_INVALID);
	cr_assert_not_null(strstr(problem.sentence, "another council"));
	reading_free(reading);
	agent_fixture_close(&fixture);
}

Test(approval, roles_are_texts_of_a_fair_length)
{
	char longest[ROLE_BYTES_MAX + 2];
	const struct {
		const char *role;
		enum error error;
	} cases[] = {{"Head of Performance", ERROR_NONE},
		     {"", ERROR_INVALID},
		     {"   ", ERROR_INVALID},
		     {"a\nb", ERROR_INVALID},
		     {"\xff", ERROR_INVALID},
		     {"a\x7f", ERROR_INVALID},
		     {"a\xc2\x9b[2J", ERROR_INVALID},
		     {longest, ERROR_INVALID},
		     {longest + 1, ERROR_NONE}};

	memset(longest, 'r', ROLE_BYTES_MAX + 1);
	longest[ROLE_BYTES_MAX + 1] = '\0';
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		cr_assert_eq(role_check(cases[i].role, NULL), cases[i].error, "case %zu", i);
}
