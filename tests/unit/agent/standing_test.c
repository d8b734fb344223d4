#include "agent/shell/standing.h"

#include <time.h>

#include "proto/refusal.h"
#include "tests/support/agent_fixture.h"

enum { LATER_S = 100 }; /* long enough for files to have come to rest */

static struct standing *standing_open(struct agent_fixture *fixture, struct month from, struct month to)
{
	struct standing_options options = {"Standing role", fixture->extracts, from, to};
	struct standing *standing = standing_new(&options, &fixture->keys, fixture->outbox);

	cr_assert_not_null(standing);
	return standing;
}

static unsigned tend(struct standing *standing)
{
	return standing_tend(standing, FIXTURE_NOW_S, time(NULL) + LATER_S);
}

Test(standing, every_month_that_can_be_computed_is_approved_once)
{
	struct agent_fixture fixture;
	struct standing *standing;
	struct envelope envelope;
	const char *field;

	agent_fixture_open(&fixture);
	standing = standing_open(&fixture, month_add(fixture_september, -12), month_add(fixture_september, 12));
	cr_assert_eq(tend(standing), 3, "August to October have rows");
	cr_assert_eq(wire_unpack_envelope(fixture_entry(&fixture, fixture_september, 1).envelope, &fixture.arena, &envelope, &field), ERROR_NONE);
	cr_assert(slice_equal(envelope.approver_role, SLICE_LITERAL("Standing role")));
	cr_assert_eq(tend(standing), 0);
	standing_free(standing);
	standing = standing_open(&fixture, month_add(fixture_september, -12), month_add(fixture_september, 12));
	cr_assert_eq(tend(standing), 0, "nor after a restart");
	standing_free(standing);
	agent_fixture_close(&fixture);
}

Test(standing, only_its_months_are_approved)
{
	struct agent_fixture fixture;
	struct standing *standing;

	agent_fixture_open(&fixture);
	standing = standing_open(&fixture, fixture_september, fixture_september);
	cr_assert_eq(tend(standing), 1);
	cr_assert(fixture_has_entry(&fixture, fixture_september, 1));
	standing_free(standing);
	agent_fixture_close(&fixture);
}

Test(standing, a_change_makes_a_new_revision_of_its_month)
{
	struct agent_fixture fixture;
	struct standing *standing;

	agent_fixture_open(&fixture);
	standing = standing_open(&fixture, fixture_september, month_add(fixture_september, 1));
	cr_assert_eq(tend(standing), 2);
	fixture_put(&fixture, "posts.csv", FIXTURE_POSTS_HEADER "2021-08,2,1,1,20,1.5,3\n2021-09,9,1,1,21,1.5,3\n2021-10,4,1,1,22,1.5,3\n");
	cr_assert_eq(tend(standing), 1);
	cr_assert(fixture_has_entry(&fixture, fixture_september, 2));
	cr_assert_not(fixture_has_entry(&fixture, month_add(fixture_september, 1), 2));
	standing_free(standing);
	agent_fixture_close(&fixture);
}

Test(standing, files_that_are_being_written_are_waited_for)
{
	struct agent_fixture fixture;
	struct standing *standing;
	int64_t now_s = time(NULL);

	agent_fixture_open(&fixture);
	standing = standing_open(&fixture, fixture_september, fixture_september);
	cr_assert_eq(standing_tend(standing, FIXTURE_NOW_S, now_s), 0, "written just now");
	fixture_put(&fixture, "posts.csv", FIXTURE_POSTS FIXTURE_POSTS);
	cr_assert_eq(standing_tend(standing, FIXTURE_NOW_S, now_s), 0, "and again");
	cr_assert_eq(standing_tend(standing, FIXTURE_NOW_S, now_s), 1, "unchanged between two looks");
	standing_free(standing);
	agent_fixture_close(&fixture);
}

Test(standing, without_one_of_the_tables_nothing_is_approved)
{
	struct agent_fixture fixture;
	struct standing *standing;
	char path[PATH_SIZE];

	agent_fixture_open(&fixture);
	cr_assert_eq(unlink(temporary_path(&fixture.folder, "extracts/workers.csv", path)), 0);
	standing = standing_open(&fixture, fixture_september, fixture_september);
	cr_assert_eq(tend(standing), 0);
	cr_assert_not(fixture_has_entry(&fixture, fixture_september, 1));
	fixture_put(&fixture, "workers.csv", FIXTURE_WORKERS);
	cr_assert_eq(standing_tend(standing, FIXTURE_NOW_S, time(NULL) + 2 * LATER_S), 1, "it goes on by itself");
	standing_free(standing);
	agent_fixture_close(&fixture);
}

#define CENSUS_OF(council)                                                                                                                     \
	"<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2022</Year><ReferenceDate>2022-03-31</ReferenceDate>"           \
	"</CollectionDetails><Source><LEA>" council "</LEA></Source></Header><Children><Child><ChildIdentifiers><LAchildID>SYNTH1</LAchildID>" \
	"<PersonBirthDate>2015-05-05</PersonBirthDate><GenderCurrent>2</GenderCurrent></ChildIdentifiers><CINdetails>"                         \
	"<CINreferralDate>2021-05-01</CINreferralDate><ReferralSource>1A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode>"                \
	"<ReferralNFA>0</ReferralNFA></CINdetails></Child></Children></Message>"
#define CENSUS CENSUS_OF("342")

static void take_away(const struct agent_fixture *fixture, const char *name)
{
	char path[PATH_SIZE];

	cr_assert_eq(unlink(temporary_path(&fixture->folder, name, path)), 0);
}

Test(standing, a_council_may_give_files_of_one_subject_only)
{
	struct agent_fixture fixture;
	struct standing *standing;

	agent_fixture_open(&fixture);
	take_away(&fixture, "extracts/workers.csv");
	take_away(&fixture, "extracts/posts.csv");
	fixture_put(&fixture, "census.xml", CENSUS);
	standing = standing_open(&fixture, month_add(fixture_september, -12), fixture_september);
	cr_assert_eq(tend(standing), 6, "April to September are in the census");
	fixture_put(&fixture, "workers.csv", FIXTURE_WORKERS);
	fixture_put(&fixture, "posts.csv", FIXTURE_POSTS);
	cr_assert_eq(standing_tend(standing, FIXTURE_NOW_S, time(NULL) + 2 * LATER_S), 6,
		     "the workforce comes later: the posts table has August and September, and lacks the others' rows");
	cr_assert(fixture_has_entry(&fixture, fixture_september, 2));
	standing_free(standing);
	agent_fixture_close(&fixture);
}

Test(standing, another_councils_census_approves_nothing)
{
	struct agent_fixture fixture;
	struct standing *standing;

	agent_fixture_open(&fixture);
	take_away(&fixture, "extracts/workers.csv");
	take_away(&fixture, "extracts/posts.csv");
	fixture_put(&fixture, "census.xml", CENSUS_OF("343"));
	standing = standing_open(&fixture, month_add(fixture_september, -12), fixture_september);
	cr_assert_eq(tend(standing), 0);
	standing_free(standing);
	agent_fixture_close(&fixture);
}

Test(standing, a_subject_that_was_sent_is_not_withdrawn)
{
	struct agent_fixture fixture;
	struct standing *standing;

	agent_fixture_open(&fixture);
	fixture_put(&fixture, "census.xml", CENSUS);
	standing = standing_open(&fixture, fixture_september, fixture_september);
	cr_assert_eq(tend(standing), 1);
	take_away(&fixture, "extracts/census.xml");
	cr_assert_eq(standing_tend(standing, FIXTURE_NOW_S, time(NULL) + 2 * LATER_S), 0);
	cr_assert_not(fixture_has_entry(&fixture, fixture_september, 2));
	standing_free(standing);
	agent_fixture_close(&fixture);
}

Test(standing, nothing_that_is_known_is_nothing_to_approve)
{
	struct agent_fixture fixture;
	struct standing *standing;

	agent_fixture_open(&fixture);
	take_away(&fixture, "extracts/workers.csv");
	fixture_put(&fixture, "posts.csv", "a,b\n1,2\n");
	standing = standing_open(&fixture, fixture_september, fixture_september);
	cr_assert_eq(tend(standing), 0);
	cr_assert_not(fixture_has_entry(&fixture, fixture_september, 1));
	standing_free(standing);
	agent_fixture_close(&fixture);
}

Test(standing, a_figure_that_was_sent_is_not_withdrawn)
{
	struct agent_fixture fixture;
	struct standing *standing;

	agent_fixture_open(&fixture);
	standing = standing_open(&fixture, fixture_september, month_add(fixture_september, 1));
	cr_assert_eq(tend(standing), 2);
	fixture_put(&fixture, "posts.csv", FIXTURE_POSTS_HEADER "2021-08,2,1,1,20,1.5,3\n2021-09,,1,1,21,1.5,3\n2021-10,5,1,1,22,1.5,3\n");
	cr_assert_eq(tend(standing), 1, "October changed; September's vacancies are empty");
	cr_assert_not(fixture_has_entry(&fixture, fixture_september, 2));
	cr_assert(fixture_has_entry(&fixture, month_add(fixture_september, 1), 2));
	standing_free(standing);
	agent_fixture_close(&fixture);
}

Test(standing, a_missing_folder_is_waited_for)
{
	struct agent_fixture fixture;
	struct standing *standing;
	char elsewhere[PATH_SIZE];

	agent_fixture_open(&fixture);
	cr_assert_eq(rename(fixture.extracts, temporary_path(&fixture.folder, "elsewhere", elsewhere)), 0);
	standing = standing_open(&fixture, fixture_september, fixture_september);
	cr_assert_eq(tend(standing), 0);
	cr_assert_eq(rename(elsewhere, fixture.extracts), 0);
	cr_assert_eq(standing_tend(standing, FIXTURE_NOW_S, time(NULL) + 2 * LATER_S), 1);
	standing_free(standing);
	agent_fixture_close(&fixture);
}

/* A machine whose clock is set right, ten years back, goes on at once. */
Test(standing, a_clock_that_jumps_back_holds_nothing_up)
{
	enum { TEN_YEARS_S = 3652 * 86400 };
	struct agent_fixture fixture;
	struct standing *standing;
	char elsewhere[PATH_SIZE];
	int64_t before_s = time(NULL) - TEN_YEARS_S;

	agent_fixture_open(&fixture);
	cr_assert_eq(rename(fixture.extracts, temporary_path(&fixture.folder, "elsewhere", elsewhere)), 0);
	standing = standing_open(&fixture, fixture_september, fixture_september);
	cr_assert_eq(tend(standing), 0);
	cr_assert_eq(rename(elsewhere, fixture.extracts), 0);
	cr_assert_eq(standing_tend(standing, FIXTURE_NOW_S, before_s), 0, "it has to come to rest by this clock");
	cr_assert_eq(standing_tend(standing, FIXTURE_NOW_S, before_s + 1), 1);
	standing_free(standing);
	agent_fixture_close(&fixture);
}

Test(standing, a_month_is_approved_when_it_has_ended)
{
	struct agent_fixture fixture;
	struct standing *standing;

	agent_fixture_open(&fixture);
	standing = standing_open(&fixture, fixture_september, fixture_september);
	cr_assert_eq(standing_tend(standing, 1632960000, time(NULL) + LATER_S), 0, "30 September");
	cr_assert_eq(standing_tend(standing, 1633046400, time(NULL) + LATER_S), 1, "1 October, with the same files");
	standing_free(standing);
	agent_fixture_close(&fixture);
}

Test(standing, what_was_refused_is_not_pressed_but_another_key_may_try)
{
	struct agent_fixture fixture;
	struct standing *standing;

	agent_fixture_open(&fixture);
	standing = standing_open(&fixture, fixture_september, fixture_september);
	cr_assert_eq(tend(standing), 1);
	fixture_settle(&fixture, fixture_september, 1, REFUSAL_KEY_REVOKED);
	standing_free(standing);
	standing = standing_open(&fixture, fixture_september, fixture_september);
	cr_assert_eq(tend(standing), 0);
	standing_free(standing);
	cr_assert_eq(keys_generate(&fixture.keys, FIXTURE_COUNCIL, NULL), ERROR_NONE);
	standing = standing_open(&fixture, fixture_september, fixture_september);
	cr_assert_eq(tend(standing), 1);
	standing_free(standing);
	agent_fixture_close(&fixture);
}
