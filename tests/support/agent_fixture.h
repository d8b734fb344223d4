/* A council's agent in a folder of its own: keys, an outbox and a few extracts. What the tests of the agent's shell begin with. */
#pragma once

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "agent/shell/approval.h"
#include "agent/shell/extracts.h"
#include "agent/shell/outbox.h"
#include "common/log.h"
#include "common/shell/keys.h"
#include "tests/support/temporary_folder.h"

enum { FIXTURE_COUNCIL = 342, FIXTURE_NOW_S = 1638316800 /* 2021-12-01T00:00:00Z */, FIXTURE_ARENA_BYTES = 64 << 20 };

#define FIXTURE_WORKERS                                                  \
	"AgencyWorker,SWENo,FTE,RoleStartDate,RoleEndDate,ReasonLeave\n" \
	"0,SW100001,1,2015-01-01,,\n0,SW100002,0.5,2018-05-03,2021-08-17,1\n"
#define FIXTURE_POSTS_HEADER "month,vacancies_fte,agency_cover_fte,agency_cover_headcount,cases,case_holders_fte,working_days_lost_12m_fte\n"
#define FIXTURE_POSTS        FIXTURE_POSTS_HEADER "2021-08,2,1,1,20,1.5,3\n2021-09,3,1,1,21,1.5,3\n2021-10,4,1,1,22,1.5,3\n"

struct agent_fixture {
	struct temporary_folder folder; /* the state folder */
	char extracts[PATH_SIZE];
	struct secret_keys keys;
	struct outbox *outbox;
	struct arena arena;
};

static const struct month fixture_september = {2021 * 12 + 8};

static inline void fixture_put(struct agent_fixture *fixture, const char *name, const char *text)
{
	char path[PATH_SIZE];

	cr_assert_eq(path_join(path, fixture->extracts, name, NULL), ERROR_NONE);
	cr_assert_eq(file_write_atomically(path, slice_from_text(text), 0600, NULL), ERROR_NONE);
}

static inline void fixture_open_outbox(struct agent_fixture *fixture)
{
	struct problem problem = {0};

	cr_assert_eq(outbox_open(&fixture->outbox, fixture->folder.path, false, &problem), ERROR_NONE, "%s", problem.sentence);
}

static inline void agent_fixture_open(struct agent_fixture *fixture)
{
	char keys[PATH_SIZE];

	log_set_level(LOG_ERROR);
	*fixture = (struct agent_fixture){.folder = temporary_folder_make()};
	arena_init(&fixture->arena, FIXTURE_ARENA_BYTES);
	temporary_path(&fixture->folder, "extracts", fixture->extracts);
	temporary_path(&fixture->folder, "keys", keys);
	cr_assert_eq(folder_make(fixture->extracts, 0700, NULL), ERROR_NONE);
	cr_assert_eq(folder_make(keys, 0700, NULL), ERROR_NONE);
	cr_assert_eq(keys_generate(&fixture->keys, FIXTURE_COUNCIL, NULL), ERROR_NONE);
	cr_assert_eq(keys_save(&fixture->keys, keys, NULL), ERROR_NONE);
	fixture_put(fixture, "workers.csv", FIXTURE_WORKERS);
	fixture_put(fixture, "posts.csv", FIXTURE_POSTS);
	fixture_open_outbox(fixture);
}

static inline void agent_fixture_close(struct agent_fixture *fixture)
{
	outbox_close(fixture->outbox);
	arena_fini(&fixture->arena);
	temporary_folder_remove(&fixture->folder);
}

/* The draft of the month from the extracts as they are now, in the fixture's arena. */
static inline enum error fixture_draft(struct agent_fixture *fixture, struct month month, struct draft *out, struct problem *problem)
{
	struct reading *reading = reading_new(READING_BUDGET_BYTES);
	enum error error;

	cr_assert_not_null(reading);
	error = extracts_read(fixture->extracts, reading, problem);
	if (!error)
		error = draft_make(reading_register(reading), FIXTURE_COUNCIL, month, fixture->outbox, &fixture->arena, out, problem);
	reading_free(reading);
	return error;
}

/* Approves the month as the extracts have it now; the draft that was approved. */
static inline struct draft fixture_approve_because(struct agent_fixture *fixture, struct month month, enum revision_reason reason)
{
	struct approver approver = {&fixture->keys, "Head of Performance", FIXTURE_NOW_S, reason};
	struct problem problem = {0};
	struct draft draft;

	cr_assert_eq(fixture_draft(fixture, month, &draft, &problem), ERROR_NONE, "%s", problem.sentence);
	cr_assert_eq(draft_approve(&draft, fixture->outbox, &approver, &problem), ERROR_NONE, "%s", problem.sentence);
	return draft;
}

static inline struct draft fixture_approve(struct agent_fixture *fixture, struct month month)
{
	return fixture_approve_because(fixture, month, REVISION_REASON_NONE);
}

static inline struct outbox_entry fixture_entry(struct agent_fixture *fixture, struct month month, uint32_t revision)
{
	struct outbox_entry entry;

	cr_assert_eq(outbox_find(fixture->outbox, month, revision, &fixture->arena, &entry, NULL), ERROR_NONE, "no revision %u", revision);
	return entry;
}

static inline bool fixture_has_entry(struct agent_fixture *fixture, struct month month, uint32_t revision)
{
	struct outbox_entry entry;

	return outbox_find(fixture->outbox, month, revision, &fixture->arena, &entry, NULL) == ERROR_NONE;
}

/* An answer to what is in the outbox: an acknowledgement, or a refusal with `code`. */
static inline struct outbox_answer fixture_answer(struct agent_fixture *fixture, struct month month, uint32_t revision, uint32_t code)
{
	struct outbox_entry entry = fixture_entry(fixture, month, revision);
	struct outbox_answer answer = {.month = month, .revision = revision, .envelope_hash = digest_sha256(entry.envelope)};

	if (code)
		answer.refusal = (struct refusal){.code = code, .sentence = SLICE_LITERAL("not like this"), .field = SLICE_LITERAL("measures")};
	else
		answer.receipt = SLICE_LITERAL("a receipt's frame");
	return answer;
}

static inline void fixture_settle(struct agent_fixture *fixture, struct month month, uint32_t revision, uint32_t code)
{
	struct outbox_answer answer = fixture_answer(fixture, month, revision, code);

	cr_assert_eq(outbox_settle(fixture->outbox, &answer, 1, FIXTURE_NOW_S, NULL), ERROR_NONE);
}
