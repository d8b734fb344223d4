/* The commands about the store as a whole: init, run, verify. */
#include "collector/shell/commands.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "collector/shell/health.h"
#include "collector/shell/service.h"
#include "collector/shell/state.h"
#include "collector/shell/store.h"
#include "common/json.h"
#include "common/shell/files.h"
#include "common/shell/keys.h"

enum { PUBLIC_KEYS_BYTES_MAX = 4096, FINDINGS_BYTES_MAX = 1 << 20 };

/* Makes the keys unless an init that was cut short has made them. */
static enum error keys_make(const char *state, struct problem *problem)
{
	char folder[PATH_SIZE];
	struct secret_keys keys = {.curve_secret = {0}};
	enum error error = path_join(folder, state, STATE_KEYS, problem);

	if (error)
		return error;
	error = keys_load_secret(folder, &keys, problem);
	if (error == ERROR_NOT_FOUND) {
		error = keys_generate(&keys, 0, problem);
		if (!error)
			error = keys_save(&keys, folder, problem);
	}
	keys_wipe(&keys);
	return error;
}

/* The health page takes its place on the disk now, so that a collector can start, and say so, when the disk is full. */
static enum error page_make(const char *state, struct problem *problem)
{
	char run[PATH_SIZE];
	struct health_page *page;
	struct health stopped = {.state = HEALTH_STOPPED};
	enum error error = path_join(run, state, STATE_RUN, problem);

	if (!error)
		error = health_create(&page, run, problem);
	if (error)
		return error;
	health_write(page, &stopped);
	health_close(page);
	return ERROR_NONE;
}

static enum error print_public_keys(const char *state, struct problem *problem)
{
	char path[PATH_SIZE];
	struct arena arena;
	struct slice bytes;
	enum error error = path_join(path, state, STATE_PUBLIC_KEYS, problem);

	if (error)
		return error;
	arena_init(&arena, PUBLIC_KEYS_BYTES_MAX);
	error = file_read(path, PUBLIC_KEYS_BYTES_MAX, &arena, &bytes, problem);
	if (!error) {
		printf("The collector's state is in %s. Give every council this file, %s:\n\n", state, path);
		fwrite(bytes.data, 1, bytes.size, stdout);
	}
	arena_fini(&arena);
	return error;
}

enum error command_init(struct command_call *call, enum exit_code *code)
{
	const char *state = options_text(&call->options, "state");
	const char *notice = options_text(&call->options, "notice");
	enum error error = state_make(state, &call->problem);

	(void)code;
	/* The store comes behind the keys: while it is not there, the command can be repeated. */
	if (!error)
		error = keys_make(state, &call->problem);
	if (!error)
		error = store_create(state, notice ? notice : "", &call->problem);
	if (!error)
		error = page_make(state, &call->problem);
	return error ? error : print_public_keys(state, &call->problem);
}

enum error command_run(struct command_call *call, enum exit_code *code)
{
	struct service_options options = {
		.state = options_text(&call->options, "state"),
		.listen = options_text(&call->options, "listen"),
		.port = (unsigned)options_count(&call->options, "port"),
		.map_bytes = (size_t)options_count(&call->options, "map-mib") << 20,
		.clock = call->clock,
	};

	(void)code;
	return collector_run(&options, &call->problem);
}

static void print_verification(const struct verification *found, const struct text *findings, bool as_json)
{
	char buffer[512];
	struct text text;
	struct json json;

	if (!as_json) {
		fwrite(findings->data, 1, findings->size, stdout);
		printf("%llu chains, %llu entries, %llu cube records and %llu keys checked: ", (unsigned long long)found->chains,
		       (unsigned long long)found->entries, (unsigned long long)found->cube_records, (unsigned long long)found->keys);
		if (found->damaged)
			printf("%llu findings. Restore the newest backup that verifies.\n", (unsigned long long)found->damaged);
		else
			printf("all is well.\n");
		return;
	}
	text_init_fixed(&text, buffer, sizeof(buffer));
	json_init(&json, &text);
	json_object_begin(&json);
	json_key(&json, "chains");
	json_i64(&json, (int64_t)found->chains);
	json_key(&json, "entries");
	json_i64(&json, (int64_t)found->entries);
	json_key(&json, "cube_records");
	json_i64(&json, (int64_t)found->cube_records);
	json_key(&json, "keys");
	json_i64(&json, (int64_t)found->keys);
	json_key(&json, "damaged");
	json_i64(&json, (int64_t)found->damaged);
	json_object_end(&json);
	json_finish(&json);
	fwrite(findings->data, 1, findings->size, stderr);
	printf("%s\n", buffer);
}

/* Opened for writing, which it does not do: after a restore from a backup the lock file must be made, and readers cannot. */
static enum error store_check(struct command_call *call, enum exit_code *code)
{
	struct store_options options = {.folder = options_text(&call->options, "state")};
	struct verification found;
	struct text findings;
	struct store *store;
	enum error error = store_open(&store, &options, &call->problem);

	if (error)
		return error;
	text_init_growing(&findings, FINDINGS_BYTES_MAX);
	error = store_verify(store, &found, &findings);
	if (error)
		problem_set(&call->problem, error, "the store cannot be verified (", error_name(error), ")");
	else
		print_verification(&found, &findings, options_flag(&call->options, "json"));
	if (!error && found.damaged)
		*code = EXIT_CODE_FAILED;
	text_fini(&findings);
	store_close(store);
	return error;
}

/* Ends with the child's exit code; a child that fell over the store's pages says nothing any more. */
static enum error child_await(pid_t child, struct command_call *call, enum exit_code *code)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return problem_set(&call->problem, ERROR_IO, "the check cannot be waited for: ", strerror(errno));
	if (WIFEXITED(status)) {
		*code = (enum exit_code)WEXITSTATUS(status);
		return ERROR_NONE;
	}
	if (WTERMSIG(status) == SIGSEGV || WTERMSIG(status) == SIGBUS || WTERMSIG(status) == SIGABRT)
		return problem_set(&call->problem, ERROR_CORRUPT,
				   "the store is damaged: its pages cannot be walked to their end; restore the newest backup that verifies");
	return problem_set(&call->problem, ERROR_IO, "the check was interrupted");
}

/* LMDB does not survive all damage to its pages, so a child process walks them: whatever becomes of it, there is an answer. */
enum error command_verify(struct command_call *call, enum exit_code *code)
{
	pid_t child = fork();

	if (child < 0)
		return problem_set(&call->problem, ERROR_IO, "a process for the check cannot be made: ", strerror(errno));
	if (child > 0)
		return child_await(child, call, code);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	return store_check(call, code);
}
