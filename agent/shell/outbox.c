#include "agent/shell/outbox.h"

#include "agent/shell/outbox_record.h"
#include "common/cursor.h"
#include "common/memory.h"
#include "common/shell/environment.h"
#include "common/shell/files.h"
#include "common/text.h"

enum {
	TABLE_META,
	TABLE_ENTRIES,
	MAP_BYTES = 1 << 28, /* address space; a month's return takes about 2 KiB */
	ENVELOPE_BUDGET_BYTES = UNPACK_BUDGET_BYTES,
	MONTH_BUDGET_BYTES = 16 << 20, /* every revision that a month may have, read once */
};

static const char *const table_names[] = {"meta", "entries"};
static const struct slice format_key = {(const uint8_t *)"format", 6};

struct outbox {
	struct environment *environment;
	char folder[PATH_SIZE];
};

static enum error outbox_problem(const struct outbox *outbox, enum error error, struct problem *problem)
{
	switch (error) {
	case ERROR_NO_SPACE:
		return problem_set(problem, error, "there is no space left for the outbox in ", outbox->folder, "; make space, then try again");
	case ERROR_CORRUPT:
		return problem_set(problem, error, "the outbox in ", outbox->folder,
				   " is damaged; keep a copy of the folder and restore it from a backup");
	case ERROR_NO_MEMORY:
		return problem_set(problem, error, "there is not enough memory to read the outbox in ", outbox->folder);
	case ERROR_NONE:
	case ERROR_INVALID:
	case ERROR_MALFORMED:
	case ERROR_LIMIT:
	case ERROR_NOT_FOUND:
	case ERROR_EXISTS:
	case ERROR_AGAIN:
	case ERROR_TIMEOUT:
	case ERROR_IO:
	case ERROR_CLOSED:
		break;
	}
	return problem_set(problem, error, "the outbox in ", outbox->folder, " cannot be used: ", error_name(error));
}

static void record_put(struct transaction *transaction, const struct outbox_entry *entry)
{
	uint8_t key_bytes[RECORD_KEY_SIZE];
	struct slice key = record_key(entry->month, entry->revision, key_bytes), record;
	uint8_t *buffer;

	if (transaction->error)
		return;
	buffer = memory_new(RECORD_BYTES_MAX, 1);
	if (!buffer) {
		transaction->error = ERROR_NO_MEMORY;
		return;
	}
	record = record_write(key, entry, buffer, RECORD_BYTES_MAX);
	if (record.size)
		table_put(transaction, TABLE_ENTRIES, key, record);
	else
		transaction->error = ERROR_LIMIT;
	memory_free(buffer);
}

static enum error format_problem(const struct outbox *outbox, uint32_t format, struct problem *problem)
{
	char number[16], ours[16];
	struct text text;

	text_init_fixed(&text, number, sizeof(number));
	text_put_u64(&text, format);
	text_init_fixed(&text, ours, sizeof(ours));
	text_put_u64(&text, OUTBOX_FORMAT);
	return problem_set(problem, ERROR_CORRUPT, "the outbox in ", outbox->folder, " is of format ", number, ", and this program reads format ",
			   ours, "; use the version of bellwether-agent that wrote it");
}

/* Writes the format into a new outbox, and refuses one of another format. */
static enum error format_check(struct outbox *outbox, bool read_only, struct problem *problem)
{
	struct transaction transaction;
	struct slice value;
	uint8_t bytes[4];
	uint32_t format = OUTBOX_FORMAT;
	enum error error;

	transaction_begin(&transaction, outbox->environment, !read_only);
	if (table_find(&transaction, TABLE_META, format_key, &value)) {
		struct reader reader;

		reader_init(&reader, value);
		format = reader_u32(&reader);
	} else if (!read_only) {
		struct writer writer;

		writer_init(&writer, bytes, sizeof(bytes));
		writer_u32(&writer, OUTBOX_FORMAT);
		table_put(&transaction, TABLE_META, format_key, writer_done(&writer));
	}
	error = transaction_commit(&transaction);
	if (error)
		return outbox_problem(outbox, error, problem);
	return format == OUTBOX_FORMAT ? ERROR_NONE : format_problem(outbox, format, problem);
}

enum error outbox_open(struct outbox **out, const char *state, bool read_only, struct problem *problem)
{
	struct outbox *outbox = memory_new(1, sizeof(*outbox));
	struct environment_options options = {.map_bytes = MAP_BYTES,
					      .tables = table_names,
					      .table_count = sizeof(table_names) / sizeof(table_names[0]),
					      .read_only = read_only,
					      .data_mode = 0600,
					      .lock_mode = 0600};
	enum error error;

	if (!outbox)
		return problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory to open the outbox");
	error = path_join(outbox->folder, state, "outbox", problem);
	if (!error && !read_only)
		error = folder_make(outbox->folder, 0700, problem);
	options.folder = outbox->folder;
	if (!error)
		error = environment_open(&outbox->environment, &options, problem);
	if (!error)
		error = format_check(outbox, read_only, problem);
	if (error) {
		outbox_close(outbox);
		return error;
	}
	*out = outbox;
	return ERROR_NONE;
}

void outbox_close(struct outbox *outbox)
{
	if (!outbox)
		return;
	environment_close(outbox->environment);
	memory_free(outbox);
}

enum error outbox_each(struct outbox *outbox, enum error (*visit)(void *context, const struct outbox_entry *entry), void *context,
		       struct problem *problem)
{
	struct transaction transaction;
	struct walk walk;
	enum error visited = ERROR_NONE;

	transaction_begin(&transaction, outbox->environment, false);
	for (bool found = walk_begin(&walk, &transaction, TABLE_ENTRIES, (struct slice){0}); found && !visited; found = walk_next(&walk)) {
		struct outbox_entry entry;

		transaction.error = record_read(walk.key, walk.value, &entry);
		if (transaction.error)
			break;
		visited = visit(context, &entry);
	}
	walk_end(&walk);
	if (transaction.error)
		outbox_problem(outbox, transaction.error, problem);
	transaction_end(&transaction);
	return transaction.error ? transaction.error : visited;
}

/* Copies what the entry borrows; false when the arena has no more. */
static bool entry_copy(struct outbox_entry *entry, struct arena *arena)
{
	struct slice *const parts[] = {&entry->envelope, &entry->receipt, &entry->sentence, &entry->field};

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		struct slice copy = arena_copy(arena, *parts[i]);

		if (parts[i]->size && !copy.data)
			return false;
		*parts[i] = copy;
	}
	return true;
}

enum error outbox_find(struct outbox *outbox, struct month month, uint32_t revision, struct arena *arena, struct outbox_entry *out,
		       struct problem *problem)
{
	struct transaction transaction;
	struct outbox_entry entry;
	uint8_t key_bytes[RECORD_KEY_SIZE];
	struct slice key = record_key(month, revision, key_bytes), record;
	bool is_there;

	transaction_begin(&transaction, outbox->environment, false);
	is_there = table_find(&transaction, TABLE_ENTRIES, key, &record);
	if (is_there)
		transaction.error = record_read(key, record, &entry);
	if (is_there && !transaction.error && !entry_copy(&entry, arena))
		transaction.error = ERROR_NO_MEMORY;
	transaction_end(&transaction);
	if (transaction.error)
		return outbox_problem(outbox, transaction.error, problem);
	if (!is_there)
		return ERROR_NOT_FOUND;
	*out = entry;
	return ERROR_NONE;
}

/* The bytes of the return in the entry's envelope, in the arena, and the key that signed it. */
static enum error entry_return(const struct outbox_entry *entry, struct arena *arena, struct slice *out, struct key_id *key)
{
	struct arena scratch;
	struct envelope envelope;
	const char *field;
	enum error error;

	arena_init(&scratch, ENVELOPE_BUDGET_BYTES);
	error = wire_unpack_envelope(entry->envelope, &scratch, &envelope, &field);
	if (error == ERROR_MALFORMED || error == ERROR_LIMIT)
		error = ERROR_CORRUPT; /* we have packed it ourselves */
	if (!error) {
		*out = arena_copy(arena, envelope.return_bytes);
		error = out->data ? ERROR_NONE : ERROR_NO_MEMORY;
		*key = envelope.key;
	}
	arena_fini(&scratch);
	return error;
}

/* Walks the month's revisions upwards: those before the first refused one stand. */
static enum error standing_take(struct outbox_standing *standing, const struct outbox_entry *entry, struct arena *arena)
{
	struct key_id key;

	if (standing->refused_bytes.size)
		return ERROR_NONE;
	if (entry->state == OUTBOX_REFUSED)
		return entry_return(entry, arena, &standing->refused_bytes, &standing->refused_key);
	standing->previous = standing->hash;
	standing->revision = entry->revision;
	standing->state = entry->state;
	return entry_return(entry, arena, &standing->return_bytes, &key);
}

static void standing_read(struct transaction *transaction, struct month month, struct arena *arena, struct outbox_standing *out)
{
	uint8_t key_bytes[RECORD_KEY_SIZE];
	struct slice from = record_key(month, 0, key_bytes);
	struct walk walk;

	*out = (struct outbox_standing){0};
	for (bool found = walk_begin(&walk, transaction, TABLE_ENTRIES, from); found && !transaction->error; found = walk_next(&walk)) {
		struct outbox_entry entry;

		transaction->error = record_read(walk.key, walk.value, &entry);
		if (transaction->error || month_compare(entry.month, month) != 0)
			break;
		transaction->error = standing_take(out, &entry, arena);
		if (!transaction->error && out->return_bytes.size)
			out->hash = digest_sha256(out->return_bytes);
	}
	walk_end(&walk);
}

enum error outbox_standing(struct outbox *outbox, struct month month, struct arena *arena, struct outbox_standing *out, struct problem *problem)
{
	struct transaction transaction;
	struct outbox_standing standing = {0};

	transaction_begin(&transaction, outbox->environment, false);
	if (!transaction.error)
		standing_read(&transaction, month, arena, &standing);
	transaction_end(&transaction);
	if (transaction.error)
		return outbox_problem(outbox, transaction.error, problem);
	*out = standing;
	return ERROR_NONE;
}

/* Removes the month's revisions behind `revision`: they replaced one that was refused, and can never be taken. */
static void revisions_remove_behind(struct transaction *transaction, struct month month, uint32_t revision)
{
	uint8_t key_bytes[RECORD_KEY_SIZE];

	while (revision < UINT32_MAX && table_remove(transaction, TABLE_ENTRIES, record_key(month, revision + 1, key_bytes)))
		revision++;
}

enum error outbox_approve(struct outbox *outbox, struct month month, const struct outbox_standing *standing, struct slice envelope,
			  struct problem *problem)
{
	struct outbox_entry entry = {.month = month, .revision = standing->revision + 1, .state = OUTBOX_APPROVED, .envelope = envelope};
	struct transaction transaction;
	struct outbox_standing now = {0};
	struct arena arena;
	enum error error;

	arena_init(&arena, MONTH_BUDGET_BYTES);
	transaction_begin(&transaction, outbox->environment, true);
	if (!transaction.error)
		standing_read(&transaction, month, &arena, &now);
	if (!transaction.error && (now.revision != standing->revision || !digest_equal(&now.hash, &standing->hash)))
		transaction.error = ERROR_AGAIN;
	record_put(&transaction, &entry);
	revisions_remove_behind(&transaction, month, entry.revision);
	error = transaction_commit(&transaction);
	arena_fini(&arena);
	return error ? outbox_problem(outbox, error, problem) : ERROR_NONE;
}

static void answer_store(struct transaction *transaction, const struct outbox_answer *answer, int64_t now_s)
{
	uint8_t key_bytes[RECORD_KEY_SIZE];
	struct slice key = record_key(answer->month, answer->revision, key_bytes), record;
	struct outbox_entry entry;
	struct digest hash;

	if (!table_find(transaction, TABLE_ENTRIES, key, &record))
		return;
	transaction->error = record_read(key, record, &entry);
	if (transaction->error || entry.state == OUTBOX_ACKNOWLEDGED)
		return;
	hash = digest_sha256(entry.envelope);
	if (!digest_equal(&hash, &answer->envelope_hash))
		return;
	entry.settled_at_s = now_s;
	entry.state = OUTBOX_ACKNOWLEDGED;
	entry.receipt = answer->receipt;
	entry.refusal_code = answer->refusal.code;
	entry.sentence = entry.field = slice_from_text("");
	if (answer->refusal.code) {
		entry.state = OUTBOX_REFUSED;
		entry.receipt = slice_from_text("");
		entry.sentence = answer->refusal.sentence;
		entry.field = answer->refusal.field;
	}
	record_put(transaction, &entry);
}

enum error outbox_settle(struct outbox *outbox, const struct outbox_answer *answers, unsigned count, int64_t now_s, struct problem *problem)
{
	struct transaction transaction;
	enum error error;

	transaction_begin(&transaction, outbox->environment, true);
	for (unsigned i = 0; i < count; i++)
		answer_store(&transaction, &answers[i], now_s);
	error = transaction_commit(&transaction);
	return error ? outbox_problem(outbox, error, problem) : ERROR_NONE;
}
