#include "agent/shell/commands.h"

#include <stdio.h>
#include <string.h>

#include "agent/shell/answer.h"
#include "agent/shell/approval.h"
#include "agent/shell/council_option.h"
#include "agent/shell/extracts.h"
#include "agent/shell/service.h"
#include "agent/shell/status.h"
#include "agent/shell/validate_command.h"
#include "common/memory.h"
#include "common/shell/files.h"

enum { MS = 1000 };

static const char *text_of(const struct command_call *call, const char *option)
{
	return options_text(&call->options, option);
}

static enum error keys_path(const char *state, char path[static PATH_SIZE], struct problem *problem)
{
	return path_join(path, state, "keys", problem);
}

/* The council that the state folder's keys are for. */
static enum error council_of_state(const char *state, uint16_t *out, struct problem *problem)
{
	char folder[PATH_SIZE], path[PATH_SIZE];
	struct public_keys keys = {0};
	enum error error = keys_path(state, folder, problem);

	if (!error)
		error = path_join(path, folder, "public.keys", problem);
	if (!error)
		error = keys_load_public(path, &keys, problem);
	if (error == ERROR_NOT_FOUND)
		return problem_set(problem, error, "there are no keys: ", path,
				   " does not exist; make them with the keygen command, or name the right state folder");
	if (!error)
		*out = keys.council;
	return error;
}

/* --council where it is given, else the keys' council; both must agree. */
static enum error council_choose(const struct command_call *call, uint16_t *out, struct problem *problem)
{
	const char *state = text_of(call, "state");
	const struct council *council;
	uint16_t of_keys = 0;
	enum error error;

	if (!text_of(call, "council") && !state)
		return problem_set(problem, ERROR_INVALID, "preview needs --council CODE, or --state DIR with the council's keys");
	if (!text_of(call, "council"))
		return council_of_state(state, out, problem);
	error = council_of_option(call, &council, problem);
	if (error)
		return error;
	/* A preview needs no keys; where there are some, they say whose state folder it is. */
	if (state && council_of_state(state, &of_keys, NULL) == ERROR_NONE && of_keys != council->code)
		return problem_set(problem, ERROR_INVALID, "the state folder's keys are of another council than the one given with --council");
	*out = council->code;
	return ERROR_NONE;
}

static enum error run_keygen(struct command_call *call, enum exit_code *code)
{
	struct problem *problem = &call->problem;
	const char *state = text_of(call, "state");
	const struct council *council;
	struct secret_keys keys = {0};
	char path[PATH_SIZE];
	enum error error = council_of_option(call, &council, problem);

	(void)code;
	if (!error)
		error = folder_make(state, 0700, problem);
	if (!error)
		error = keys_path(state, path, problem);
	if (!error)
		error = folder_make(path, 0700, problem);
	if (!error)
		error = keys_generate(&keys, council->code, problem);
	if (!error)
		error = keys_save(&keys, path, problem);
	keys_wipe(&keys);
	if (error)
		return error;
	printf("Keys for %s (%u) have been made.\n\n"
	       "Send this file to the operator of the collector, who registers it; it holds no secret:\n    %s/public.keys\n\n"
	       "Keep this one where it is, and tell nobody; whoever has it can sign for the council:\n    %s/secret.keys\n\n"
	       "Ask the operator for the collector's public key file and its address.\n",
	       council->name, (unsigned)council->code, path, path);
	return ERROR_NONE;
}

/* The council's extracts, read to the end; to be freed with reading_free. */
static enum error extracts_open(const struct command_call *call, uint16_t council, struct reading **out, struct problem *problem)
{
	struct reading *reading = reading_new(READING_BUDGET_BYTES);
	enum error error;

	if (!reading)
		return problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory to read the extracts");
	reading_set_council(reading, council);
	reading_set_today(reading, date_of_time(clock_now_s(&call->clock)));
	error = extracts_read_shown(text_of(call, "extracts"), reading, problem);
	if (error) {
		reading_free(reading);
		return error;
	}
	*out = reading;
	return ERROR_NONE;
}

/* The outbox for reading; *out is NULL when there is none yet. */
static enum error outbox_look(const char *state, struct outbox **out, struct problem *problem)
{
	enum error error = ERROR_NOT_FOUND;

	*out = NULL;
	if (state)
		error = outbox_open(out, state, true, problem);
	return error == ERROR_NOT_FOUND ? ERROR_NONE : error;
}

static const char *draft_remark(const struct draft *draft)
{
	if (draft->is_withdrawing)
		return "Figures that have been approved as numbers are not available any more: approving this withdraws them.";
	switch (draft->kind) {
	case DRAFT_NEW:
		return "Nothing has been approved for this month yet.";
	case DRAFT_CORRECTION:
		return "These figures differ from what was approved: approving them makes a new revision, and --reason can say why.";
	case DRAFT_UNCHANGED:
		return "This return has been approved already.";
	case DRAFT_REFUSED_BEFORE:
		return "The collector has refused these figures before; `status` says why.";
	}
	return "";
}

/* What was read, on standard error, where no return could be made of it: the problem's sentence follows. */
static void files_explain(const struct reading *reading)
{
	struct text text;

	text_init_growing(&text, ANSWER_BYTES_MAX);
	preview_write_files(reading, &text);
	fwrite(text.data, 1, text.size, stderr);
	text_fini(&text);
}

/* The month's draft of the extracts in the folder; reading to be freed with reading_free, whatever is returned. */
static enum error draft_read(const struct command_call *call, uint16_t council, struct outbox *outbox, struct arena *arena, struct reading **reading,
			     struct draft *out, struct problem *problem)
{
	struct month month = {0};
	enum error error = extracts_open(call, council, reading, problem);

	if (error)
		return error;
	options_month(&call->options, "month", &month);
	error = draft_make(reading_register(*reading), council, month, outbox, arena, out, problem);
	if (error == ERROR_NOT_FOUND)
		files_explain(*reading);
	return error;
}

static enum error preview_print(const struct draft *draft, const struct reading *reading, bool with_remark, bool as_json, struct problem *problem)
{
	struct text text;

	text_init_growing(&text, ANSWER_BYTES_MAX);
	if (as_json) {
		preview_write_json(&draft->prepared, reading, &text);
		text_put(&text, "\n");
	} else {
		preview_write_text(&draft->prepared, reading, &text);
		if (with_remark) {
			text_put(&text, draft_remark(draft));
			text_put(&text, "\n");
		}
	}
	return answer_print(&text, problem);
}

static enum error run_preview(struct command_call *call, enum exit_code *code)
{
	struct problem *problem = &call->problem;
	const char *state = text_of(call, "state");
	struct outbox *outbox = NULL;
	struct reading *reading = NULL;
	struct arena arena;
	struct draft draft;
	uint16_t council = 0;
	enum error error;

	(void)code;
	arena_init(&arena, DRAFT_BUDGET_BYTES);
	error = council_choose(call, &council, problem);
	if (!error)
		error = outbox_look(state, &outbox, problem);
	if (!error)
		error = draft_read(call, council, outbox, &arena, &reading, &draft, problem);
	if (!error)
		error = preview_print(&draft, reading, state != NULL, options_flag(&call->options, "json"), problem);
	reading_free(reading);
	outbox_close(outbox);
	arena_fini(&arena);
	return error;
}

/* The hash that the person has seen is that of the draft, else the data, or what is asked for, has changed since. */
static enum error hash_check(const struct command_call *call, const struct draft *draft, struct problem *problem)
{
	const struct council_return *content = &draft->prepared.content;
	struct digest seen;
	char hex[DIGEST_HEX_SIZE], name[64];
	struct text text;

	INVARIANT(digest_from_hex(slice_from_text(text_of(call, "sha256")), &seen) == ERROR_NONE);
	if (digest_equal(&seen, &draft->prepared.hash))
		return ERROR_NONE;
	digest_to_hex(&draft->prepared.hash, hex);
	text_init_fixed(&text, name, sizeof(name));
	text_put(&text, "revision ");
	text_put_u64(&text, content->revision);
	text_put(&text, " of ");
	text_put_month_name(&text, content->month);
	return problem_set(problem, ERROR_NOT_FOUND,
			   "the data has changed since that preview, or it was of another month or made without --state: ", name,
			   " now has the SHA-256 ", hex, "; nothing was approved, look at the preview again");
}

/* Why a correction replaces what was sent, where it is said. */
static enum error reason_read(const struct command_call *call, enum revision_reason *out, struct problem *problem)
{
	const char *code = text_of(call, "reason");
	char known[PROBLEM_SENTENCE_SIZE];
	struct text text;

	*out = code ? revision_reason_find(slice_from_text(code)) : REVISION_REASON_NONE;
	if (!code || *out != REVISION_REASON_NONE)
		return ERROR_NONE;
	text_init_fixed(&text, known, sizeof(known));
	revision_reason_list(&text);
	return problem_set(problem, ERROR_INVALID, "--reason must be one of: ", known);
}

static enum error draft_sign(const struct command_call *call, const struct draft *draft, struct outbox *outbox, const struct secret_keys *keys,
			     enum revision_reason reason, struct problem *problem)
{
	struct approver approver = {keys, text_of(call, "role"), clock_now_s(&call->clock), reason};
	const struct council_return *content = &draft->prepared.content;
	enum error error;

	if (draft->kind == DRAFT_UNCHANGED) {
		printf("Nothing to do: this return is approved already, as revision %u of %s %d.\n", content->revision, month_name(content->month),
		       month_year(content->month));
		return ERROR_NONE;
	}
	error = draft_approve(draft, outbox, &approver, problem);
	if (!error)
		printf("Approved: revision %u of %s %d is in the outbox. `publish` sends it now, a running agent within a second.\n",
		       content->revision, month_name(content->month), month_year(content->month));
	return error;
}

static enum error run_approve(struct command_call *call, enum exit_code *code)
{
	struct problem *problem = &call->problem;
	const char *state = text_of(call, "state");
	struct secret_keys keys = {0};
	struct outbox *outbox = NULL;
	struct reading *reading = NULL;
	char path[PATH_SIZE];
	struct arena arena;
	struct draft draft;
	enum revision_reason reason;
	enum error error;

	(void)code;
	arena_init(&arena, DRAFT_BUDGET_BYTES);
	error = role_check(text_of(call, "role"), problem);
	if (!error)
		error = reason_read(call, &reason, problem);
	if (!error)
		error = keys_path(state, path, problem);
	if (!error)
		error = keys_load_secret(path, &keys, problem);
	if (!error)
		error = outbox_open(&outbox, state, false, problem);
	if (!error)
		error = draft_read(call, keys.public_part.council, outbox, &arena, &reading, &draft, problem);
	if (!error)
		error = hash_check(call, &draft, problem);
	if (!error)
		error = draft_sign(call, &draft, outbox, &keys, reason, problem);
	keys_wipe(&keys);
	reading_free(reading);
	outbox_close(outbox);
	arena_fini(&arena);
	return error;
}

static void service_options_take(const struct command_call *call, struct service_options *out)
{
	*out = (struct service_options){.state = text_of(call, "state"),
					.endpoint = text_of(call, "collector"),
					.collector_keys = text_of(call, "collector-keys"),
					.retry_max_ms = (uint64_t)options_count(&call->options, "retry-max-seconds") * MS,
					.clock = &call->clock};
}

static enum error run_publish(struct command_call *call, enum exit_code *code)
{
	struct service_options options;
	struct service_outcome outcome = {0};
	enum error error;

	service_options_take(call, &options);
	options.until_delivered = true;
	options.timeout_ms = (uint64_t)options_count(&call->options, "timeout") * MS;
	error = service_run(&options, &outcome, &call->problem);
	if (error)
		return error;
	printf("%llu acknowledged, %llu refused, %u without an answer\n", (unsigned long long)outcome.acknowledged,
	       (unsigned long long)outcome.refused, outcome.open_count);
	if (outcome.open_count && outcome.is_timed_out)
		return problem_set(&call->problem, ERROR_TIMEOUT, "the collector did not answer in time", outcome.trouble[0] ? ": " : "",
				   outcome.trouble, "; what is approved stays in the outbox, and `publish` may be called again");
	if (outcome.open_count)
		return problem_set(&call->problem, ERROR_CLOSED, "stopped before every return had its answer; what is approved stays in the outbox");
	if (outcome.refused)
		*code = EXIT_CODE_FAILED; /* `status` shows the codes and sentences */
	return ERROR_NONE;
}

/* A standing approval is whole or not there. --extracts alone may come from a configuration file that serves `preview` and `approve` as well. */
static enum error standing_take(const struct command_call *call, struct standing_options *out, bool *is_given, struct problem *problem)
{
	bool has_from = options_month(&call->options, "from", &out->from), has_to = options_month(&call->options, "to", &out->to);

	out->role = text_of(call, "standing-approval");
	out->folder = text_of(call, "extracts");
	*is_given = out->role != NULL;
	if (!out->role && (has_from || has_to))
		return problem_set(problem, ERROR_INVALID, "--from and --to belong to a standing approval; add --standing-approval ROLE");
	if (!out->role)
		return ERROR_NONE;
	if (!has_from || !has_to || !out->folder)
		return problem_set(problem, ERROR_INVALID, "a standing approval needs --extracts DIR, --from MONTH and --to MONTH");
	if (month_compare(out->from, out->to) > 0)
		return problem_set(problem, ERROR_INVALID, "--from must not be later than --to");
	return role_check(out->role, problem);
}

static enum error run_run(struct command_call *call, enum exit_code *code)
{
	struct service_options options;
	struct standing_options standing = {0};
	struct service_outcome outcome;
	bool is_given;
	enum error error = standing_take(call, &standing, &is_given, &call->problem);

	(void)code;
	if (error)
		return error;
	service_options_take(call, &options);
	options.standing = is_given ? &standing : NULL;
	return service_run(&options, &outcome, &call->problem);
}

static enum error run_status(struct command_call *call, enum exit_code *code)
{
	struct problem *problem = &call->problem;
	const char *state = text_of(call, "state");
	struct outbox *outbox = NULL;
	uint16_t council = 0;
	struct text text;
	enum error error = council_of_state(state, &council, problem);

	(void)code;
	text_init_growing(&text, ANSWER_BYTES_MAX);
	if (!error)
		error = outbox_look(state, &outbox, problem);
	if (!error && options_flag(&call->options, "json"))
		error = status_write_json(state, council, outbox, &text, problem);
	else if (!error)
		error = status_write_text(state, council, outbox, &text, problem);
	outbox_close(outbox);
	if (!error)
		return answer_print(&text, problem);
	text_fini(&text);
	return error;
}

static const struct option options[] = {
	{"council", OPTION_TEXT, "CODE", NULL, "the council: the DfE's three digits, such as 342", 0, 0},
	{"state", OPTION_PATH, "DIR", NULL, "the agent's state folder: keys, outbox, run", 0, 0},
	{"extracts", OPTION_PATH, "DIR", NULL, "the folder with the council's extract files", 0, 0},
	{"month", OPTION_MONTH, "MONTH", NULL, "the month of the return, such as 2021-09", 0, 0},
	{"json", OPTION_FLAG, NULL, NULL, "print JSON", 0, 0},
	{"sha256", OPTION_DIGEST, "HEX", NULL, "the hash that the preview showed: this return is signed and no other", 0, 0},
	{"role", OPTION_TEXT, "TEXT", NULL, "who approves: a role such as \"Head of Performance\", never a person's name", 0, 0},
	{"reason", OPTION_TEXT, "CODE", NULL,
	 "why a correction replaces what was sent: late_data, source_corrected, definition, suppression or other", 0, 0},
	{"collector", OPTION_TEXT, "tcp://HOST:PORT", NULL, "the collector's address", 0, 0},
	{"collector-keys", OPTION_PATH, "FILE", NULL, "the collector's public key file", 0, 0},
	{"timeout", OPTION_COUNT, "SECONDS", "60", "how long to wait for every answer", 1, 86400},
	{"retry-max-seconds", OPTION_COUNT, "SECONDS", "15", "the longest pause between two tries to reach the collector", 1, 60},
	{"standing-approval", OPTION_TEXT, "ROLE", NULL,
	 "approve every month that can be computed, whenever its figures are new or have changed, in the name of ROLE: this replaces a person's look "
	 "at each "
	 "preview, and the council answers for it",
	 0, 0},
	{"from", OPTION_MONTH, "MONTH", NULL, "first month of the standing approval", 0, 0},
	{"to", OPTION_MONTH, "MONTH", NULL, "last month of the standing approval", 0, 0},
};

static const struct command commands[] = {
	{"keygen", NULL, "Make the council's keys.", "!council !state", run_keygen},
	{"preview", NULL, "Show every figure of a month that would leave, and the hash of the exact bytes. Sends and stores nothing.",
	 "council !month !extracts state json", run_preview},
	{"validate", "FILES",
	 "Look at extract files, or at folders of them: what is wrong with them, by rule and cell, and which months they cover. Sends and stores "
	 "nothing.",
	 "council extracts json", run_validate},
	{"approve", NULL, "Sign the return that a preview showed, and put it into the outbox.", "!month !sha256 !role !extracts !state reason",
	 run_approve},
	{"publish", NULL, "Send what is approved, wait for the receipts, and end.", "!state !collector !collector-keys timeout retry-max-seconds",
	 run_publish},
	{"run", NULL, "Keep the link to the collector and send what is approved, until stopped.",
	 "!state !collector !collector-keys retry-max-seconds standing-approval from to extracts", run_run},
	{"status", NULL, "Show each return, its receipt or refusal, and the link.", "!state json", run_status},
};

const struct program agent_program = {
	.name = "bellwether-agent",
	.summary = "Computes a council's monthly figures from its own extract files and sends them, signed, to the region's collector.\n"
		   "Nothing about a person leaves the council: `preview` shows exactly what does.",
	.commands = commands,
	.command_count = sizeof(commands) / sizeof(commands[0]),
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
};
