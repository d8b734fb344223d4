/* The command `import`. It works beside a running collector, as the commands about keys do. */
#include "collector/shell/commands.h"

#include <stdio.h>

#include "collector/core/release_reading.h"
#include "collector/shell/key_session.h"
#include "common/shell/files.h"

enum { IMPORT_BATCH_BYTES_MAX = 512 << 20, SUMMARY_BYTES_MAX = 600, DISAGREEMENTS_BYTES_MAX = 1 << 20 };

/* One file on its way into the ledger. */
struct import {
	struct command_call *call;
	struct store *store;
	struct arena arena;       /* of the file */
	struct arena batch_arena; /* of the transaction */
	const char *path;
	bool is_refused; /* the file; the next one may be sound */
	struct release release;
	struct release_report report;
	struct release_listing before; /* when the same file was imported already */
	bool has_gap;
	struct release_gap gap; /* between it and the newest release before */
};

static enum error full_problem(struct command_call *call)
{
	return problem_set(&call->problem, ERROR_NO_SPACE, "the disk or the store's map is full; the file was not imported");
}

/* What the newest release of the series has, and this one does not. In the batch, before it is appended. */
static enum error gap_look(struct import *import, struct store_view *view)
{
	struct release newest;
	enum error error = store_release_newest(view, import->release.head.dataset, &import->batch_arena, &newest);

	import->has_gap = !error && release_gap_find(&import->release, &newest, &import->gap);
	return error == ERROR_NOT_FOUND ? ERROR_NONE : error;
}

/* Asks and appends in one transaction, so that two imports beside each other cannot both take the file. ERROR_EXISTS: it is there. */
static enum error release_append(struct import *import)
{
	struct store_batch batch;
	uint64_t sequence;
	enum error error;

	store_batch_begin(&batch, import->store, &import->batch_arena);
	error = store_release_of_file(&batch.view, &import->release.head.file_hash, &import->before);
	if (error == ERROR_NOT_FOUND) {
		error = gap_look(import, &batch.view);
		if (!error)
			error = store_append_release(&batch, &import->release, clock_now_s(&import->call->clock), &sequence);
	} else if (!error) {
		error = ERROR_EXISTS;
	}
	if (!error)
		return store_batch_commit(&batch);
	store_batch_abort(&batch);
	return error;
}

static void put_release(struct text *text, const struct release_head *head)
{
	const struct dataset *dataset = dataset_find(head->dataset);

	text_put(text, dataset->title);
	text_put(text, ", to ");
	text_put_month_name(text, head->vintage);
}

static void print_before(const struct import *import)
{
	char buffer[SUMMARY_BYTES_MAX];
	struct text text;

	text_init_fixed(&text, buffer, sizeof buffer);
	put_release(&text, &import->before.head);
	text_put(&text, ": this very file was imported on ");
	text_put_date(&text, date_of_time(import->before.recorded_at_s));
	text_put(&text, " already; nothing has changed.");
	printf("%s: %s\n", import->path, buffer);
}

static void print_gap(const struct import *import)
{
	char month[SUMMARY_BYTES_MAX];
	struct text text;

	text_init_fixed(&text, month, sizeof month);
	text_put_month_name(&text, import->gap.month);
	printf("  Warning: it has %u %s for %s, and the newest release of this series before it has %u. Is the file whole?\n", import->gap.councils,
	       import->gap.councils == 1 ? "council" : "councils", month, import->gap.other_councils);
}

static void print_imported(const struct import *import)
{
	const struct release_report *report = &import->report;
	struct release_extent extent = release_extent(&import->release);
	char buffer[SUMMARY_BYTES_MAX];
	struct text text;

	text_init_fixed(&text, buffer, sizeof buffer);
	put_release(&text, &import->release.head);
	printf("%s: imported: %s: %llu figures of %u councils in %u %s.\n", import->path, buffer, (unsigned long long)extent.figures, extent.councils,
	       extent.months, extent.months == 1 ? "period" : "periods");
	if (report->summary_rows || report->other_rows)
		printf("  Not taken: %llu rows of England and regions, which are worked out from councils, and %llu rows of figures that are not in "
		       "the "
		       "catalogue.\n",
		       (unsigned long long)report->summary_rows, (unsigned long long)report->other_rows);
	if (report->disagreeing_rows)
		printf("  %llu rows disagree with the table of councils, as listed above.\n", (unsigned long long)report->disagreeing_rows);
	if (import->has_gap)
		print_gap(import);
}

static void print_disagreements(const struct import *import)
{
	struct text text;

	text_init_growing(&text, DISAGREEMENTS_BYTES_MAX);
	release_report_write(&import->report, import->path, &text);
	if (text.size)
		fwrite(text.data, 1, text.size, stdout);
	text_fini(&text);
}

/* What is wrong with a file, whatever it is, is refused; without memory nothing can be said of the file. */
static enum error file_take(struct import *import)
{
	struct date today = date_of_time(clock_now_s(&import->call->clock));
	struct problem *problem = &import->call->problem;
	struct slice file;
	enum error error = file_read(import->path, RELEASE_FILE_BYTES_MAX, &import->arena, &file, problem);

	if (!error)
		error = release_read(file, import->path, today, &import->arena, &import->release, &import->report, problem);
	import->is_refused = error && error != ERROR_NO_MEMORY;
	return import->is_refused ? ERROR_MALFORMED : error;
}

static enum error file_import(struct import *import)
{
	enum error error = file_take(import);

	if (error)
		return error;
	print_disagreements(import);
	error = release_append(import);
	if (error == ERROR_EXISTS) {
		print_before(import);
		return ERROR_NONE;
	}
	if (error == ERROR_NO_SPACE)
		return full_problem(import->call);
	if (error)
		return problem_set(&import->call->problem, error, import->path, " cannot be imported (", error_name(error), "); run verify");
	print_imported(import);
	return ERROR_NONE;
}

static enum error refused_problem(struct command_call *call, unsigned refused)
{
	char counts[64];
	struct text text;

	if (call->word_count == 1)
		return ERROR_MALFORMED; /* its own sentence says it all */
	text_init_fixed(&text, counts, sizeof counts);
	if (refused == call->word_count)
		return problem_set(&call->problem, ERROR_MALFORMED, "no file was imported, for the reasons above");
	text_put_u64(&text, refused);
	text_put(&text, " of ");
	text_put_u64(&text, call->word_count);
	return problem_set(&call->problem, ERROR_MALFORMED, counts, " files ", refused == 1 ? "was" : "were",
			   " not imported, for the reasons above; the others were");
}

/* Why one of several files was refused, behind what was said of those before it. */
static void print_refusal(const struct command_call *call)
{
	if (call->word_count == 1)
		return;
	fflush(stdout);
	fprintf(stderr, "%s: %s\n", call->program, call->problem.sentence);
}

/* Each file is a transaction of its own: one that is refused keeps no other from being imported. */
static enum error files_import(struct import *import)
{
	struct command_call *call = import->call;
	unsigned refused = 0;

	for (unsigned i = 0; i < call->word_count; i++) {
		enum error error;

		import->path = call->words[i];
		arena_reset(&import->arena);
		arena_reset(&import->batch_arena);
		error = file_import(import);
		if (error && !import->is_refused)
			return error;
		if (error)
			print_refusal(call);
		refused += import->is_refused;
	}
	return refused ? refused_problem(call, refused) : ERROR_NONE;
}

enum error command_import(struct command_call *call, enum exit_code *code)
{
	struct import import = {.call = call};
	enum error error;

	(void)code;
	if (call->word_count == 0)
		return problem_set(&call->problem, ERROR_INVALID, "at least one file is expected");
	error = session_open_to_write(options_text(&call->options, "state"), &import.store, &call->problem);
	if (error)
		return error;
	arena_init(&import.arena, RELEASE_BUDGET_BYTES);
	arena_init(&import.batch_arena, IMPORT_BATCH_BYTES_MAX);
	error = files_import(&import);
	arena_fini(&import.batch_arena);
	arena_fini(&import.arena);
	store_close(import.store);
	return error;
}
