/* The command `event import`. It works beside a running collector, as `import` does. */
#include <stdio.h>

#include "collector/core/inspection_reading.h"
#include "collector/shell/commands.h"
#include "collector/shell/note_session.h"
#include "common/shell/files.h"

enum { NOTES_BYTES_MAX = 1 << 20, DAY_SIZE = 16 };

/* What became of a file's events beside those that stood before. */
struct import_outcome {
	unsigned added, changed, same;
	unsigned older;   /* a record that knows more stands */
	unsigned missing; /* inspections of earlier lists that this one does not have, and that still stand */
};

/* One file on its way into the ledger. */
struct import {
	struct note_session *session;
	struct arena arena; /* of the file */
	const char *path;
	struct event_batch batch;
	struct inspection_report report;
	struct import_outcome outcome;
	int64_t imported_at_s; /* when the same file was imported already */
};

struct search {
	const struct digest *file_hash;
	bool is_found;
	int64_t recorded_at_s;
};

static enum error search_visit(void *context, const struct entry *entry)
{
	struct search *search = context;
	struct event_batch_reader batch;
	enum error error;

	if (entry->kind != ENTRY_EVENTS)
		return ERROR_NONE;
	error = event_batch_begin(entry->body, false, &batch);
	if (error || search->is_found || !digest_equal(&batch.head.file_hash, search->file_hash))
		return error;
	search->is_found = true;
	search->recorded_at_s = entry->recorded_at_s;
	return ERROR_NONE;
}

/* How one event of the file stands, before and after the file. */
static void event_tell(struct import_outcome *outcome, const struct event *event, const struct event_record *before, const struct event_record *after,
		       uint64_t sequence)
{
	if (!after || after->sequence != sequence)
		outcome->older++;
	else if (!before)
		outcome->added++;
	else if (event_says_same(&before->event, event))
		outcome->same++;
	else
		outcome->changed++;
}

static bool is_missing(const struct event_record *record, uint64_t sequence, struct date edition)
{
	return record->stands && !record->is_by_hand && record->sequence != sequence && record->edition.days <= edition.days;
}

static void outcome_tell(struct import *import, const struct event_fold *before, const struct event_fold *after, uint64_t sequence)
{
	for (uint32_t i = 0; i < import->batch.head.count; i++) {
		const struct event *event = &import->batch.events[i];

		event_tell(&import->outcome, event, event_fold_find(before, &event->key), event_fold_find(after, &event->key), sequence);
	}
	for (size_t i = 0; i < after->count; i++)
		import->outcome.missing += is_missing(&after->list[i], sequence, import->batch.head.edition);
}

/* Asks and appends in one transaction, so that two imports beside each other cannot both take the file. ERROR_EXISTS: it is there. */
static enum error batch_append(void *context, struct store_batch *batch)
{
	struct import *import = context;
	struct search search = {.file_hash = &import->batch.head.file_hash};
	struct event_fold before, after;
	struct slice body = {NULL, 0};
	uint64_t sequence = 0;
	enum error error = store_notes(&batch->view, EVENTS_CHAIN, UINT64_MAX, search_visit, &search);

	if (!error && search.is_found) {
		import->imported_at_s = search.recorded_at_s;
		return ERROR_EXISTS;
	}
	if (!error)
		error = store_events(&batch->view, UINT64_MAX, batch->arena, &before);
	if (!error)
		error = event_batch_pack(&import->batch, batch->arena, &body);
	if (!error)
		error = store_append_note(batch, ENTRY_EVENTS, body, clock_now_s(&import->session->call->clock), &sequence);
	if (!error)
		error = store_events(&batch->view, UINT64_MAX, batch->arena, &after);
	if (!error)
		outcome_tell(import, &before, &after, sequence);
	return error;
}

static const char *day_text(struct date date, char buffer[static DAY_SIZE])
{
	struct text text;

	text_init_fixed(&text, buffer, DAY_SIZE);
	text_put_date(&text, date);
	return text.data;
}

static void print_notes(const struct import *import)
{
	struct text text;

	text_init_growing(&text, NOTES_BYTES_MAX);
	inspection_report_write(&import->report, import->path, &text);
	if (text.size)
		fwrite(text.data, 1, text.size, stdout);
	text_fini(&text);
	fflush(stdout); /* before what standard error has to say */
}

static void print_imported(const struct import *import)
{
	const struct import_outcome *outcome = &import->outcome;
	char day[DAY_SIZE];

	printf("%s: imported: %u events, as of %s: %u new, %u changed, %u as they were.\n", import->path, (unsigned)import->batch.head.count,
	       day_text(import->batch.head.edition, day), outcome->added, outcome->changed, outcome->same);
	if (outcome->older)
		printf("  %u of them %s not shown: what is recorded of them is newer than this list (event list --history).\n", outcome->older,
		       outcome->older == 1 ? "is" : "are");
	if (outcome->missing)
		printf("  %u %s of earlier lists %s not in this one and still %s; event withdraw takes one away.\n", outcome->missing,
		       outcome->missing == 1 ? "inspection" : "inspections", outcome->missing == 1 ? "is" : "are",
		       outcome->missing == 1 ? "stands" : "stand");
	if (import->report.left_out)
		printf("  %llu of %llu rows were left out, as listed above; correct them and import the file again.\n",
		       (unsigned long long)import->report.left_out, (unsigned long long)import->report.rows);
}

/* What is wrong with a file, whatever it is, is refused. */
static enum error file_take(struct import *import, bool *is_refused)
{
	struct command_call *call = import->session->call;
	struct date today = date_of_time(clock_now_s(&call->clock));
	struct slice file;
	enum error error = file_read(import->path, INSPECTION_FILE_BYTES_MAX, &import->arena, &file, &call->problem);

	import->report = (struct inspection_report){.rows = 0};
	if (!error)
		error = inspection_read(file, import->path, today, &import->arena, &import->batch, &import->report, &call->problem);
	print_notes(import);
	*is_refused = error && error != ERROR_NO_MEMORY;
	return error;
}

static enum error file_import(struct import *import, bool *is_refused)
{
	char day[DAY_SIZE];
	enum error error = file_take(import, is_refused);

	if (error)
		return error;
	error = note_session_write(import->session, batch_append, import, "the file was not imported");
	if (error == ERROR_EXISTS) {
		printf("%s: this very file was imported on %s already; nothing has changed.\n", import->path,
		       day_text(date_of_time(import->imported_at_s), day));
		return ERROR_NONE;
	}
	if (!error)
		print_imported(import);
	return error;
}

/* Each file is a transaction of its own: one that is refused keeps no other from being imported. */
static enum error files_import(struct import *import, enum exit_code *code)
{
	struct command_call *call = import->session->call;
	unsigned refused = 0;

	for (unsigned i = 0; i < call->word_count; i++) {
		bool is_refused = false;
		enum error error;

		import->path = call->words[i];
		import->outcome = (struct import_outcome){.added = 0};
		arena_reset(&import->arena);
		arena_reset(&import->session->arena);
		error = file_import(import, &is_refused);
		if (error && (!is_refused || call->word_count == 1))
			return is_refused ? ERROR_MALFORMED : error;
		if (error) {
			fflush(stdout);
			fprintf(stderr, "%s: %s\n", call->program, call->problem.sentence);
		}
		refused += is_refused;
		if (import->report.left_out)
			*code = EXIT_CODE_FAILED;
	}
	return refused ? problem_set(&call->problem, ERROR_MALFORMED, "not every file was imported, for the reasons above") : ERROR_NONE;
}

enum error command_event_import(struct command_call *call, enum exit_code *code)
{
	struct note_session session;
	struct import import = {.session = &session};
	enum error error;

	if (call->word_count == 0)
		return problem_set(&call->problem, ERROR_INVALID, "at least one file is expected: Ofsted's list of inspections, as CSV");
	error = note_session_begin(&session, call, false);
	arena_init(&import.arena, INSPECTION_FILE_BYTES_MAX + INSPECTION_BUDGET_BYTES);
	if (!error)
		error = files_import(&import, code);
	arena_fini(&import.arena);
	note_session_end(&session);
	return error;
}
