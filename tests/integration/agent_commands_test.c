/* The agent's commands as a person calls them: what they print, and the codes that they end with. */
#include "agent/shell/commands.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/log.h"
#include "tests/support/agent_fixture.h"

enum { ARGUMENTS_MAX = 24, OUTPUT_SIZE = 65536 };

struct outcome {
	int code;
	char out[OUTPUT_SIZE], err[OUTPUT_SIZE];
};

static void take_output(FILE *file, int saved, int descriptor, char out[static OUTPUT_SIZE])
{
	size_t size;

	dup2(saved, descriptor);
	close(saved);
	rewind(file);
	size = fread(out, 1, OUTPUT_SIZE - 1, file);
	out[size] = '\0';
	fclose(file);
}

/* Calls the program with the arguments, which end with NULL. */
static const struct outcome *agent(const char *first, ...)
{
	static struct outcome outcome;
	char *arguments[ARGUMENTS_MAX] = {"bellwether-agent"};
	FILE *out = tmpfile(), *err = tmpfile();
	int count = 1, saved_out, saved_err;
	va_list list;

	va_start(list, first);
	for (const char *argument = first; argument; argument = va_arg(list, const char *))
		arguments[count++] = strdup(argument);
	va_end(list);
	fflush(stdout);
	fflush(stderr);
	saved_out = dup(STDOUT_FILENO);
	saved_err = dup(STDERR_FILENO);
	dup2(fileno(out), STDOUT_FILENO);
	dup2(fileno(err), STDERR_FILENO);
	outcome.code = command_main(&agent_program, count, arguments);
	fflush(stdout);
	fflush(stderr);
	take_output(out, saved_out, STDOUT_FILENO, outcome.out);
	take_output(err, saved_err, STDERR_FILENO, outcome.err);
	while (count > 1)
		free(arguments[--count]);
	return &outcome;
}

static void expect(const struct outcome *outcome, int code, const char *part)
{
	cr_assert_eq(outcome->code, code, "exit code %d: %s%s", outcome->code, outcome->out, outcome->err);
	cr_assert(strstr(outcome->out, part) || strstr(outcome->err, part), "'%s' is not in: %s%s", part, outcome->out, outcome->err);
}

/* A council's folders: extracts, and the place where the state will be. */
struct site {
	struct temporary_folder folder;
	char extracts[PATH_SIZE], state[PATH_SIZE], collector_keys[PATH_SIZE];
};

static void put_extract(const struct site *place, const char *name, const char *text)
{
	char path[PATH_SIZE];

	cr_assert_eq(path_join(path, place->extracts, name, NULL), ERROR_NONE);
	cr_assert_eq(file_write_atomically(path, slice_from_text(text), 0600, NULL), ERROR_NONE);
}

static struct site site_make(void)
{
	struct site place = {.folder = temporary_folder_make()};
	struct secret_keys collector;
	char folder[PATH_SIZE];

	log_set_level(LOG_ERROR);
	temporary_path(&place.folder, "extracts", place.extracts);
	temporary_path(&place.folder, "state", place.state);
	temporary_path(&place.folder, "collector", folder);
	temporary_path(&place.folder, "collector/public.keys", place.collector_keys);
	cr_assert_eq(folder_make(place.extracts, 0700, NULL) || folder_make(folder, 0700, NULL), 0);
	cr_assert_eq(keys_generate(&collector, 0, NULL), ERROR_NONE);
	cr_assert_eq(keys_save(&collector, folder, NULL), ERROR_NONE);
	put_extract(&place, "workers.csv", FIXTURE_WORKERS);
	put_extract(&place, "posts.csv", FIXTURE_POSTS);
	return place;
}

/* The hash that a preview shows. */
static void preview_hash(const struct site *place, char hash[static 65])
{
	const struct outcome *outcome =
		agent("preview", "--council", "342", "--month", "2021-09", "--extracts", place->extracts, "--json", "--state", place->state, NULL);
	json_t *root;

	cr_assert_eq(outcome->code, EXIT_CODE_OK, "%s", outcome->err);
	root = json_loads(outcome->out, 0, NULL);
	cr_assert_not_null(root, "%s", outcome->out);
	cr_assert(slice_copy_text(slice_from_text(json_string_value(json_object_get(root, "sha256"))), hash, 65));
	json_decref(root);
}

static const struct outcome *approve(const struct site *place, const char *hash)
{
	return agent("approve", "--month", "2021-09", "--sha256", hash, "--role", "Head of Performance", "--extracts", place->extracts, "--state",
		     place->state, "--now", "2021-12-01", NULL);
}

Test(agent_commands, keys_are_made_once)
{
	struct site place = site_make();
	char path[PATH_SIZE];

	expect(agent("keygen", "--council", "342", "--state", place.state, NULL), EXIT_CODE_OK, "Keys for St. Helens (342) have been made.");
	cr_assert_eq(access(temporary_path(&place.folder, "state/keys/public.keys", path), R_OK), 0);
	expect(agent("keygen", "--council", "342", "--state", place.state, NULL), EXIT_CODE_BUSY, "never overwritten");
	expect(agent("keygen", "--council", "999", "--state", place.state, NULL), EXIT_CODE_INPUT, "no English council");
	expect(agent("keygen", "--council", "342", NULL), EXIT_CODE_USAGE, "needs --state");
	temporary_folder_remove(&place.folder);
}

Test(agent_commands, a_preview_needs_no_keys_and_leaves_nothing)
{
	struct site place = site_make();

	expect(agent("preview", "--council", "342", "--month", "2021-09", "--extracts", place.extracts, NULL), EXIT_CODE_OK, "SHA-256");
	cr_assert_neq(access(place.state, F_OK), 0);
	expect(agent("preview", "--month", "2021-09", "--extracts", place.extracts, NULL), EXIT_CODE_USAGE, "needs --council");
	expect(agent("preview", "--council", "34", "--month", "2021-09", "--extracts", place.extracts, NULL), EXIT_CODE_INPUT, "three digits");
	expect(agent("preview", "--council", "342", "--month", "2021-13", "--extracts", place.extracts, NULL), EXIT_CODE_USAGE,
	       "--month takes a month");
	expect(agent("preview", "--council", "342", "--month", "2020-01", "--extracts", place.extracts, NULL), EXIT_CODE_INPUT,
	       "January 2020 cannot be computed");
	expect(agent("preview", "--council", "342", "--month", "2021-09", "--extracts", "/nowhere", NULL), EXIT_CODE_INPUT, "does not exist");
	temporary_folder_remove(&place.folder);
}

Test(agent_commands, validate_looks_at_files_and_folders)
{
	struct site place = site_make();
	char path[PATH_SIZE];

	expect(agent("validate", place.extracts, NULL), EXIT_CODE_OK, "0 errors, 0 warnings, 0 notes");
	expect(agent("validate", "--extracts", place.extracts, NULL), EXIT_CODE_OK, "social work workforce         August 2021 to October 2021");
	put_extract(&place, "bad.csv", FIXTURE_POSTS_HEADER "2021-09-01,9,1,1,21,1.5,3\n");
	expect(agent("validate", temporary_path(&place.folder, "extracts/bad.csv", path), NULL), EXIT_CODE_FAILED,
	       "bad.csv, row 2, column A (month)");
	expect(agent("validate", path, "--json", NULL), EXIT_CODE_FAILED,
	       "\"file\":\"bad.csv\",\"row\":2,\"column\":\"A\",\"column_name\":\"month\"");
	expect(agent("validate", NULL), EXIT_CODE_USAGE, "needs the files or folders");
	expect(agent("validate", "/nowhere", NULL), EXIT_CODE_INPUT, "/nowhere does not exist");
	expect(agent("validate", path, "--month", "2021-09", NULL), EXIT_CODE_USAGE, "does not take --month");
	temporary_folder_remove(&place.folder);
}

#define CENSUS_OF(council)                                                                                                                     \
	"<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2022</Year><ReferenceDate>2022-03-31</ReferenceDate>"           \
	"</CollectionDetails><Source><LEA>" council "</LEA></Source></Header><Children><Child><ChildIdentifiers><LAchildID>SYNTH1</LAchildID>" \
	"<PersonBirthDate>2015-05-05</PersonBirthDate></ChildIdentifiers><CINdetails><CINreferralDate>2021-05-01</CINreferralDate>"            \
	"<ReferralSource>1A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>0</ReferralNFA></CINdetails></Child></Children>" \
	"</Message>"

Test(agent_commands, files_of_another_council_are_found_out)
{
	struct site place = site_make();

	put_extract(&place, "census.xml", CENSUS_OF("343"));
	expect(agent("validate", place.extracts, NULL), EXIT_CODE_OK, "0 errors, 0 warnings, 0 notes");
	expect(agent("validate", place.extracts, "--council", "343", NULL), EXIT_CODE_OK, "0 errors, 0 warnings, 0 notes");
	expect(agent("validate", place.extracts, "--council", "342", NULL), EXIT_CODE_FAILED, "council_is_another, 1 time");
	expect(agent("validate", place.extracts, "--council", "999", NULL), EXIT_CODE_INPUT, "no English council");
	expect(agent("preview", "--council", "342", "--month", "2021-09", "--extracts", place.extracts, NULL), EXIT_CODE_OK,
	       "a file of this subject says that it is of another council");
	cr_assert_null(strstr(agent("preview", "--council", "343", "--month", "2021-09", "--extracts", place.extracts, NULL)->out,
			      "says that it is of another council"));
	put_extract(&place, "census_2021.xml", CENSUS_OF("342"));
	expect(agent("validate", place.extracts, NULL), EXIT_CODE_FAILED, "councils_differ, 1 time");
	temporary_folder_remove(&place.folder);
}

Test(agent_commands, what_was_previewed_is_approved_and_nothing_else)
{
	struct site place = site_make();
	char hash[65], later[65];

	agent("keygen", "--council", "342", "--state", place.state, NULL);
	preview_hash(&place, hash);
	expect(approve(&place, hash), EXIT_CODE_OK, "Approved: revision 1 of September 2021");
	preview_hash(&place, later);
	cr_assert_str_eq(hash, later, "the same bytes after the approval");
	expect(approve(&place, hash), EXIT_CODE_OK, "Nothing to do");
	put_extract(&place, "posts.csv", FIXTURE_POSTS_HEADER "2021-09,9,1,1,21,1.5,3\n");
	expect(approve(&place, hash), EXIT_CODE_INPUT, "the data has changed since that preview");
	expect(approve(&place, hash), EXIT_CODE_INPUT, "revision 2 of September 2021 now has the SHA-256");
	preview_hash(&place, later);
	expect(approve(&place, later), EXIT_CODE_OK, "revision 2 of September 2021");
	expect(agent("status", "--state", place.state, NULL), EXIT_CODE_OK, "waits to be sent");
	temporary_folder_remove(&place.folder);
}

Test(agent_commands, what_cannot_be_approved_says_why)
{
	struct site place = site_make();
	char hash[65];

	preview_hash(&place, hash);
	expect(approve(&place, hash), EXIT_CODE_INPUT, "there are no keys");
	expect(agent("status", "--state", place.state, NULL), EXIT_CODE_INPUT, "there are no keys");
	agent("keygen", "--council", "342", "--state", place.state, NULL);
	expect(approve(&place, "abc"), EXIT_CODE_USAGE, "64 hexadecimal digits");
	expect(agent("approve", "--month", "2021-09", "--sha256", hash, "--role", "   ", "--extracts", place.extracts, "--state", place.state, NULL),
	       EXIT_CODE_USAGE, "the role must be");
	expect(agent("approve", "--month", "2021-09", "--sha256", hash, "--role", "R", "--extracts", place.extracts, "--state", place.state, "--now",
		     "2021-09-30", NULL),
	       EXIT_CODE_INPUT, "has not ended");
	temporary_folder_remove(&place.folder);
}

Test(agent_commands, previews_know_whose_state_folder_it_is)
{
	struct site place = site_make();

	agent("keygen", "--council", "343", "--state", place.state, NULL);
	expect(agent("preview", "--month", "2021-09", "--extracts", place.extracts, "--state", place.state, NULL), EXIT_CODE_OK, "Sefton (343)");
	expect(agent("preview", "--council", "342", "--month", "2021-09", "--extracts", place.extracts, "--state", place.state, NULL),
	       EXIT_CODE_USAGE, "another council");
	temporary_folder_remove(&place.folder);
}

static const struct outcome *publish(const struct site *place)
{
	return agent("publish", "--state", place->state, "--collector", "tcp://127.0.0.1:1", "--collector-keys", place->collector_keys, "--timeout",
		     "1", NULL);
}

Test(agent_commands, publishing_says_when_nobody_answers)
{
	struct site place = site_make();
	char hash[65];

	agent("keygen", "--council", "342", "--state", place.state, NULL);
	expect(publish(&place), EXIT_CODE_OK, "0 acknowledged, 0 refused, 0 without an answer");
	preview_hash(&place, hash);
	approve(&place, hash);
	expect(publish(&place), EXIT_CODE_UNREACHABLE, "the collector cannot be reached");
	expect(agent("status", "--state", place.state, "--json", NULL), EXIT_CODE_OK, "\"state\":\"approved\"");
	temporary_folder_remove(&place.folder);
}

Test(agent_commands, a_second_instance_is_refused)
{
	struct site place = site_make();
	struct lock lock;
	char path[PATH_SIZE];

	agent("keygen", "--council", "342", "--state", place.state, NULL);
	publish(&place);
	cr_assert_eq(lock_take(&lock, temporary_path(&place.folder, "state/run/agent.pid", path), "it", NULL), ERROR_NONE);
	expect(publish(&place), EXIT_CODE_BUSY, "holds this state folder");
	lock_release(&lock);
	temporary_folder_remove(&place.folder);
}

Test(agent_commands, what_is_asked_of_the_service_must_make_sense)
{
	struct site place = site_make();
	const char *keys = place.collector_keys;

	agent("keygen", "--council", "342", "--state", place.state, NULL);
	expect(agent("run", "--state", place.state, "--collector", "127.0.0.1:5", "--collector-keys", keys, NULL), EXIT_CODE_USAGE,
	       "must look like tcp://");
	expect(agent("run", "--state", place.state, "--collector", "tcp://127.0.0.1:5", "--collector-keys", "/nowhere", NULL), EXIT_CODE_INPUT,
	       "/nowhere");
	expect(agent("run", "--state", place.state, "--collector", "tcp://127.0.0.1:5", "--collector-keys", keys, "--from", "2021-01", NULL),
	       EXIT_CODE_USAGE, "belong to a standing approval");
	expect(agent("run", "--state", place.state, "--collector", "127.0.0.1:5", "--collector-keys", keys, "--extracts", place.extracts, NULL),
	       EXIT_CODE_USAGE, "must look like tcp://"); /* the folder alone is fine: one configuration file may serve all commands */
	expect(agent("run", "--state", place.state, "--collector", "tcp://127.0.0.1:5", "--collector-keys", keys, "--standing-approval", "R", NULL),
	       EXIT_CODE_USAGE, "needs --extracts DIR");
	expect(agent("run", "--state", place.state, "--collector", "tcp://127.0.0.1:5", "--collector-keys", keys, "--standing-approval", "R",
		     "--extracts", place.extracts, "--from", "2021-02", "--to", "2021-01", NULL),
	       EXIT_CODE_USAGE, "must not be later");
	expect(agent("run", "--state", place.state, "--collector", "tcp://127.0.0.1:5", "--collector-keys", keys, "--retry-max-seconds", "0", NULL),
	       EXIT_CODE_USAGE, "from 1 to 60");
	temporary_folder_remove(&place.folder);
}

Test(agent_commands, the_help_says_what_a_standing_approval_replaces)
{
	expect(agent("help", "run", NULL), EXIT_CODE_OK, "replaces a person's");
	expect(agent("help", NULL), EXIT_CODE_OK, "preview");
	expect(agent("version", NULL), EXIT_CODE_OK, "bellwether-agent " BELLWETHER_VERSION);
}

Test(agent_commands, an_outbox_of_another_format_is_refused)
{
	struct site place = site_make();
	char path[PATH_SIZE], junk[8192];

	agent("keygen", "--council", "342", "--state", place.state, NULL);
	memset(junk, 'j', sizeof(junk));
	cr_assert_eq(folder_make(temporary_path(&place.folder, "state/outbox", path), 0700, NULL), ERROR_NONE);
	cr_assert_eq(file_write_atomically(temporary_path(&place.folder, "state/outbox/data.mdb", path), slice_from(junk, sizeof(junk)), 0600, NULL),
		     ERROR_NONE);
	expect(publish(&place), EXIT_CODE_INCOMPATIBLE, "damaged or of another version");
	temporary_folder_remove(&place.folder);
}

/* A bad row is told by its place; its cells stay inside (invariant 1). */
Test(agent_commands, no_output_holds_a_cell_of_the_workers_table)
{
	static const char *const needles[] = {"SW100001", "SW1IMPOSSIBLE", "31/02/2020", "1999-07-13"};
	struct site place = site_make();
	const struct outcome *outcome;

	put_extract(&place, "workers.csv",
		    "AgencyWorker,SWENo,FTE,RoleStartDate,RoleEndDate,ReasonLeave,PersonBirthDate\n"
		    "0,SW100001,1,2015-01-01,,,1999-07-13\n0,SW1IMPOSSIBLE,1,31/02/2020,,,1999-07-13\n");
	for (int as_json = 0; as_json < 2; as_json++) {
		outcome = agent("preview", "--council", "342", "--month", "2021-09", "--extracts", place.extracts, as_json ? "--json" : NULL, NULL);
		expect(outcome, EXIT_CODE_OK, "workers.csv");
		for (size_t i = 0; i < sizeof(needles) / sizeof(needles[0]); i++)
			cr_assert_not(strstr(outcome->out, needles[i]) || strstr(outcome->err, needles[i]), "%s leaks", needles[i]);
	}
	temporary_folder_remove(&place.folder);
}
