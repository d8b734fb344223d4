/* The commands about councils' keys. They work beside a running collector, which asks for the key with every message. */
#include "collector/shell/commands.h"

#include <stdio.h>
#include <string.h>

#include "collector/shell/store.h"
#include "common/json.h"
#include "common/shell/keys.h"
#include "proto/councils.h"

enum { KEYS_BUDGET_BYTES = 8 << 20, OUTPUT_BYTES_MAX = 4 << 20, KEY_ID_TEXT_SIZE = 2 * KEY_ID_SIZE + 1 };

/* A store that is open for one command, and the command's memory. */
struct session {
	struct store *store;
	struct arena arena;
};

static enum error session_begin(struct session *session, struct command_call *call, bool read_only)
{
	struct store_options options = {.folder = options_text(&call->options, "state"), .read_only = read_only};

	arena_init(&session->arena, KEYS_BUDGET_BYTES);
	return store_open(&session->store, &options, &call->problem);
}

static void session_end(struct session *session)
{
	store_close(session->store);
	arena_fini(&session->arena);
}

static enum error keys_read(struct session *session, uint16_t council, struct key_record **keys, unsigned *count, struct problem *problem)
{
	struct store_view view;
	enum error error, view_error;

	store_view_begin(&view, session->store);
	error = store_keys(&view, council, &session->arena, keys, count);
	view_error = store_view_end(&view);
	if (!error)
		error = view_error;
	if (error)
		problem_set(problem, error, "the keys cannot be read (", error_name(error), "); run verify");
	return error;
}

static void id_text(const struct key_id *id, char out[static KEY_ID_TEXT_SIZE])
{
	struct text text;

	text_init_fixed(&text, out, KEY_ID_TEXT_SIZE);
	text_put_hex(&text, slice_from(id->bytes, KEY_ID_SIZE));
}

static enum error one_word(struct command_call *call, const char *what)
{
	if (call->word_count == 1)
		return ERROR_NONE;
	return problem_set(&call->problem, ERROR_INVALID, "exactly one word is expected: ", what);
}

static enum error public_keys_read(struct command_call *call, struct key_record *out, const struct council **council)
{
	struct public_keys keys;
	const char *path = call->words[0];
	enum error error = keys_load_public(path, &keys, &call->problem);

	if (error)
		return error;
	if (keys.council == 0)
		return problem_set(&call->problem, ERROR_MALFORMED, path, " is a collector's key file; the one of a council's agent is wanted");
	*council = council_find(keys.council);
	if (!*council)
		return problem_set(&call->problem, ERROR_NOT_FOUND, path, " is of a council that does not exist; check its code");
	*out = (struct key_record){.council = keys.council, .id = signing_key_id(&keys.signing), .signing = keys.signing};
	memcpy(out->curve, keys.curve, PUBLIC_KEY_SIZE);
	return ERROR_NONE;
}

enum registration { REGISTER_NEW, REGISTER_SECOND, REGISTERED_ALREADY, REGISTER_REVOKED, REGISTER_CLASHING };

/* What registering `key` would mean beside the keys that there are. */
static enum registration registration_decide(const struct key_record *key, const struct key_record *keys, unsigned count)
{
	enum registration registration = REGISTER_NEW;

	for (unsigned i = 0; i < count; i++) {
		bool is_same_id = key_id_equal(&keys[i].id, &key->id), is_same_curve = memcmp(keys[i].curve, key->curve, PUBLIC_KEY_SIZE) == 0;

		if (is_same_id && is_same_curve && keys[i].council == key->council)
			return keys[i].is_revoked ? REGISTER_REVOKED : REGISTERED_ALREADY;
		if (is_same_id || is_same_curve)
			return REGISTER_CLASHING;
		if (keys[i].council == key->council && !keys[i].is_revoked)
			registration = REGISTER_SECOND;
	}
	return registration;
}

static enum error key_append(struct session *session, const struct key_record *key, struct command_call *call)
{
	struct store_batch batch;
	enum error error = store_probe(session->store);

	/* Without room for what the council will send, it is not let in. A revocation takes what space there is. */
	if (error == ERROR_NO_SPACE)
		return problem_set(&call->problem, error, "the disk or the store's map is full; nothing was registered");
	store_batch_begin(&batch, session->store, &session->arena);
	error = store_append_key(&batch, key, clock_now_s(&call->clock));
	if (error)
		store_batch_abort(&batch);
	else
		error = store_batch_commit(&batch);
	if (error == ERROR_NO_SPACE)
		return problem_set(&call->problem, error, "the disk or the store's map is full; nothing was registered");
	if (error == ERROR_LIMIT)
		return problem_set(&call->problem, error, "the council has had 64 keys, and can have no more");
	return error ? problem_set(&call->problem, error, "the key cannot be registered (", error_name(error), ")") : ERROR_NONE;
}

static enum error registration_perform(enum registration registration, struct session *session, const struct key_record *key,
				       const struct council *council, struct command_call *call, enum exit_code *code)
{
	char id[KEY_ID_TEXT_SIZE];
	enum error error = ERROR_NONE;

	id_text(&key->id, id);
	switch (registration) {
	case REGISTERED_ALREADY:
		printf("The key %s of %s (%u) is registered already.\n", id, council->name, (unsigned)council->code);
		break;
	case REGISTER_REVOKED:
		fprintf(stderr, "%s: the key %s has been revoked and cannot come back; have the council make new keys\n", call->program, id);
		*code = EXIT_CODE_FAILED;
		break;
	case REGISTER_CLASHING:
		fprintf(stderr, "%s: one of the keys in the file is registered in another pair; have the council make new keys\n", call->program);
		*code = EXIT_CODE_FAILED;
		break;
	case REGISTER_NEW:
	case REGISTER_SECOND:
		error = key_append(session, key, call);
		if (!error)
			printf("Registered the key %s of %s (%u).\n", id, council->name, (unsigned)council->code);
		if (!error && registration == REGISTER_SECOND)
			printf("The council has another key in use. When it no longer needs that one, revoke it by its id (key list).\n");
		break;
	}
	return error;
}

enum error command_key_register(struct command_call *call, enum exit_code *code)
{
	struct session session = {.store = NULL};
	const struct council *council;
	struct key_record key, *keys;
	unsigned count;
	enum error error = one_word(call, "the council's public key file");

	if (!error)
		error = public_keys_read(call, &key, &council);
	if (error)
		return error;
	error = session_begin(&session, call, false);
	if (!error)
		error = keys_read(&session, 0, &keys, &count, &call->problem);
	if (!error)
		error = registration_perform(registration_decide(&key, keys, count), &session, &key, council, call, code);
	session_end(&session);
	return error;
}

static void put_key_json(struct json *json, const struct key_record *key, const char *name)
{
	char buffer[40];
	struct text text;

	json_object_begin(json);
	json_key(json, "council");
	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put_u64(&text, key->council);
	json_text(json, buffer);
	json_key(json, "name");
	json_text(json, name);
	json_key(json, "id");
	id_text(&key->id, buffer);
	json_text(json, buffer);
	json_key(json, "registered_at");
	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put_time(&text, key->registered_at_s);
	json_text(json, buffer);
	json_key(json, "revoked_at");
	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put_time(&text, key->revoked_at_s);
	json_text(json, key->is_revoked ? buffer : NULL);
	json_object_end(json);
}

static void put_key_line(struct text *text, const struct key_record *key, const char *name)
{
	text_put_u64(text, key->council);
	text_put(text, "  ");
	text_put_padded(text, slice_from_text(name), 30, false);
	text_put_hex(text, slice_from(key->id.bytes, KEY_ID_SIZE));
	text_put(text, "  ");
	text_put_time(text, key->registered_at_s);
	if (key->is_revoked) {
		text_put(text, "  revoked ");
		text_put_time(text, key->revoked_at_s);
	}
	text_put(text, "\n");
}

static const char *name_of(uint16_t code)
{
	const struct council *council = council_find(code);

	return council ? council->name : "";
}

static enum error print_keys(struct command_call *call, const struct key_record *keys, unsigned count)
{
	bool as_json = options_flag(&call->options, "json");
	enum error error = ERROR_NONE;
	struct text text;
	struct json json;

	text_init_growing(&text, OUTPUT_BYTES_MAX);
	if (as_json) {
		json_init(&json, &text);
		json_object_begin(&json);
		json_key(&json, "keys");
		json_array_begin(&json);
	}
	for (unsigned i = 0; i < count; i++) {
		if (as_json)
			put_key_json(&json, &keys[i], name_of(keys[i].council));
		else
			put_key_line(&text, &keys[i], name_of(keys[i].council));
	}
	if (as_json) {
		json_array_end(&json);
		json_object_end(&json);
		json_finish(&json);
		text_put(&text, "\n");
	}
	if (text.error)
		error = problem_set(&call->problem, text.error, "there is not enough memory to list the keys");
	else
		fwrite(text.data, 1, text.size, stdout);
	text_fini(&text);
	return error;
}

enum error command_key_list(struct command_call *call, enum exit_code *code)
{
	struct session session = {.store = NULL};
	struct key_record *keys;
	unsigned count;
	enum error error = session_begin(&session, call, true);

	(void)code;
	if (!error)
		error = keys_read(&session, 0, &keys, &count, &call->problem);
	if (!error)
		error = print_keys(call, keys, count);
	session_end(&session);
	return error;
}

/* Whether the word names the key: by its council's code or by its id. */
static bool word_names(const char *word, const struct key_record *key)
{
	char id[KEY_ID_TEXT_SIZE], council[8];
	struct text text;

	id_text(&key->id, id);
	text_init_fixed(&text, council, sizeof(council));
	text_put_u64(&text, key->council);
	return strcmp(word, council) == 0 || slice_equal_ignoring_case(slice_from_text(word), slice_from_text(id));
}

static enum error keys_revoke(struct session *session, struct command_call *call, const struct key_record *keys, unsigned count, unsigned *revoked)
{
	struct store_batch batch;
	enum error error = ERROR_NONE;

	store_batch_begin(&batch, session->store, &session->arena);
	for (unsigned i = 0; i < count && !error; i++) {
		if (keys[i].is_revoked || !word_names(call->words[0], &keys[i]))
			continue;
		error = store_append_revocation(&batch, &keys[i].id, clock_now_s(&call->clock));
		++*revoked;
	}
	if (error || !*revoked)
		store_batch_abort(&batch);
	else
		error = store_batch_commit(&batch);
	if (error == ERROR_NO_SPACE)
		return problem_set(&call->problem, error, "the disk or the store's map is full; nothing was revoked");
	return error ? problem_set(&call->problem, error, "the key cannot be revoked (", error_name(error), ")") : ERROR_NONE;
}

enum error command_key_revoke(struct command_call *call, enum exit_code *code)
{
	struct session session = {.store = NULL};
	struct key_record *keys;
	unsigned count, revoked = 0;
	enum error error = one_word(call, "a council's three-digit code, or a key's id as key list shows it");

	(void)code;
	if (error)
		return error;
	error = session_begin(&session, call, false);
	if (!error)
		error = keys_read(&session, 0, &keys, &count, &call->problem);
	if (!error)
		error = keys_revoke(&session, call, keys, count, &revoked);
	if (!error && !revoked)
		error = problem_set(&call->problem, ERROR_NOT_FOUND, "there is no key in use of that council or with that id; key list shows them");
	if (!error)
		printf("Revoked %u key%s. Messages signed with %s are refused from now on.\n", revoked, revoked == 1 ? "" : "s",
		       revoked == 1 ? "it" : "them");
	session_end(&session);
	return error;
}
