#include "agent/shell/status.h"

#include "agent/shell/service_status.h"
#include "common/json.h"
#include "proto/councils.h"
#include "proto/refusal.h"
#include "proto/revision_reason.h"

enum { ENTRY_BUDGET_BYTES = 2 * UNPACK_BUDGET_BYTES, REVISION_COLUMNS = 9, STATE_COLUMNS = 14, TIME_COLUMNS = 22 };

/* One entry of the outbox with what its envelope and receipt say, borrowed from `arena`. */
struct entry_view {
	const struct outbox_entry *entry;
	struct envelope envelope;
	struct digest return_hash;
	bool has_receipt;
	struct receipt receipt;
};

static const char *state_name(enum outbox_state state)
{
	switch (state) {
	case OUTBOX_APPROVED:
		return "approved";
	case OUTBOX_ACKNOWLEDGED:
		return "acknowledged";
	case OUTBOX_REFUSED:
		return "refused";
	}
	return "unknown";
}

/* Unpacks what the entry holds. */
static enum error entry_view(const struct outbox_entry *entry, struct arena *arena, struct entry_view *out)
{
	struct entry_view view = {.entry = entry};
	struct message message;
	const char *field;

	if (wire_unpack_envelope(entry->envelope, arena, &view.envelope, &field))
		return ERROR_CORRUPT;
	view.return_hash = digest_sha256(view.envelope.return_bytes);
	if (entry->receipt.size) {
		if (wire_unpack_message(entry->receipt, arena, &message, &field) || message.kind != MESSAGE_RECEIPT)
			return ERROR_CORRUPT;
		view.has_receipt = true;
		view.receipt = message.receipt;
	}
	*out = view;
	return ERROR_NONE;
}

static void put_entry_text(struct text *text, const struct entry_view *view)
{
	const struct outbox_entry *entry = view->entry;
	char buffer[32];
	struct text number, time;

	text_init_fixed(&number, buffer, sizeof(buffer));
	text_put_u64(&number, entry->revision);
	text_put_month(text, entry->month);
	text_put(text, "  ");
	text_put_padded(text, text_slice(&number), REVISION_COLUMNS, false);
	text_put_padded(text, slice_from_text(state_name(entry->state)), STATE_COLUMNS, false);
	text_init_fixed(&time, buffer, sizeof(buffer));
	text_put_time(&time, view->envelope.approved_at_s);
	text_put_padded(text, text_slice(&time), TIME_COLUMNS, false);
	if (view->has_receipt) {
		text_put(text, "number ");
		text_put_u64(text, view->receipt.sequence);
		text_put(text, " of the council's chain");
	} else if (entry->state == OUTBOX_REFUSED) {
		const char *id = refusal_id(entry->refusal_code);

		text_put(text, id ? id : "unknown code");
		text_put(text, ": ");
		text_put_slice(text, entry->sentence);
	} else {
		text_put(text, "waits to be sent or answered");
	}
	if (revision_reason_sentence(view->envelope.reason)) {
		text_put(text, "; ");
		text_put(text, revision_reason_sentence(view->envelope.reason));
	}
	text_put(text, "\n");
}

static void put_hex(struct json *json, const char *key, const struct digest *digest)
{
	char hex[DIGEST_HEX_SIZE];

	digest_to_hex(digest, hex);
	json_key(json, key);
	json_text(json, hex);
}

static void put_time(struct json *json, const char *key, int64_t seconds)
{
	char buffer[32];
	struct text text;

	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put_time(&text, seconds);
	json_key(json, key);
	json_text(json, buffer);
}

static void put_receipt_json(struct json *json, const struct entry_view *view)
{
	json_key(json, "receipt");
	if (!view->has_receipt) {
		json_none(json);
		return;
	}
	json_object_begin(json);
	json_key(json, "sequence");
	json_i64(json, (int64_t)view->receipt.sequence);
	put_hex(json, "entry_hash", &view->receipt.entry_hash);
	put_time(json, "recorded_at", view->receipt.recorded_at_s);
	json_object_end(json);
}

static void put_refusal_json(struct json *json, const struct outbox_entry *entry)
{
	json_key(json, "refusal");
	if (entry->state != OUTBOX_REFUSED) {
		json_none(json);
		return;
	}
	json_object_begin(json);
	json_key(json, "code");
	json_text(json, refusal_id(entry->refusal_code));
	json_key(json, "sentence");
	json_slice(json, entry->sentence);
	json_key(json, "field");
	json_slice(json, entry->field);
	json_object_end(json);
}

static void put_entry_json(struct json *json, const struct entry_view *view)
{
	const struct outbox_entry *entry = view->entry;
	char buffer[16];
	struct text month;

	text_init_fixed(&month, buffer, sizeof(buffer));
	text_put_month(&month, entry->month);
	json_object_begin(json);
	json_key(json, "month");
	json_text(json, buffer);
	json_key(json, "revision");
	json_i64(json, entry->revision);
	json_key(json, "state");
	json_text(json, state_name(entry->state));
	put_time(json, "approved_at", view->envelope.approved_at_s);
	json_key(json, "role");
	json_slice(json, view->envelope.approver_role);
	json_key(json, "reason");
	json_text(json, revision_reason_id(view->envelope.reason));
	put_hex(json, "sha256", &view->return_hash);
	if (entry->settled_at_s) {
		put_time(json, "settled_at", entry->settled_at_s);
	} else {
		json_key(json, "settled_at");
		json_none(json);
	}
	put_receipt_json(json, view);
	put_refusal_json(json, entry);
	json_object_end(json);
}

struct listing {
	struct text *text;
	struct json *json; /* NULL: as text */
};

static enum error entry_list(void *context, const struct outbox_entry *entry)
{
	struct listing *listing = context;
	struct entry_view view;
	struct arena arena;
	enum error error;

	arena_init(&arena, ENTRY_BUDGET_BYTES);
	error = entry_view(entry, &arena, &view);
	if (!error && listing->json)
		put_entry_json(listing->json, &view);
	else if (!error)
		put_entry_text(listing->text, &view);
	arena_fini(&arena);
	return error;
}

static enum error entries_list(struct outbox *outbox, struct listing *listing, struct problem *problem)
{
	struct problem cause = {0};
	enum error error = outbox ? outbox_each(outbox, entry_list, listing, &cause) : ERROR_NONE;

	if (!error && listing->text->error)
		return problem_set(problem, listing->text->error, "there is not enough memory for the list of returns");
	if (error && cause.error == ERROR_NONE)
		return problem_set(problem, error, "a return in the outbox cannot be read; restore the state folder from a backup");
	return error ? problem_set(problem, error, cause.sentence) : ERROR_NONE;
}

static void put_service_text(struct text *text, const char *state)
{
	struct service_status status;

	if (!service_status_read(state, &status)) {
		text_put(text, "The agent is not running here: `run` or `publish` sends what is approved.\n");
		return;
	}
	text_put(text, "Link to ");
	text_put(text, status.collector);
	text_put(text, ": ");
	text_put(text, link_state_name(status.link));
	text_put(text, " since ");
	text_put_time(text, status.since_s);
	if (status.trouble[0]) {
		text_put(text, " (");
		text_put(text, status.trouble);
		text_put(text, ")");
	}
	text_put(text, "\n");
}

enum error status_write_text(const char *state, uint16_t council, struct outbox *outbox, struct text *text, struct problem *problem)
{
	struct listing listing = {.text = text};
	const struct council *known = council_find(council);
	size_t before;
	enum error error;

	text_put(text, known ? known->name : "Council");
	text_put(text, " (");
	text_put_u64(text, council);
	text_put(text, ")\n");
	put_service_text(text, state);
	text_put(text, "\nmonth    revision state         approved              answer\n");
	before = text->size;
	error = entries_list(outbox, &listing, problem);
	if (!error && text->size == before)
		text_put(text, "Nothing has been approved yet.\n");
	return error;
}

static void put_service_json(struct json *json, const char *state)
{
	struct service_status status;
	bool is_running = service_status_read(state, &status);

	json_key(json, "running");
	json_bool(json, is_running);
	json_key(json, "link");
	if (!is_running) {
		json_none(json);
		return;
	}
	json_object_begin(json);
	json_key(json, "state");
	json_text(json, link_state_name(status.link));
	put_time(json, "since", status.since_s);
	json_key(json, "collector");
	json_text(json, status.collector);
	json_key(json, "trouble");
	json_text(json, status.trouble[0] ? status.trouble : NULL);
	json_object_end(json);
}

enum error status_write_json(const char *state, uint16_t council, struct outbox *outbox, struct text *text, struct problem *problem)
{
	struct json json;
	struct listing listing = {text, &json};
	char buffer[8];
	struct text code;
	enum error error;

	text_init_fixed(&code, buffer, sizeof(buffer));
	text_put_u64(&code, council);
	json_init(&json, text);
	json_object_begin(&json);
	json_key(&json, "council");
	json_text(&json, buffer);
	put_service_json(&json, state);
	json_key(&json, "returns");
	json_array_begin(&json);
	error = entries_list(outbox, &listing, problem);
	if (error)
		return error;
	json_array_end(&json);
	json_object_end(&json);
	json_finish(&json);
	text_put(text, "\n");
	return ERROR_NONE;
}
