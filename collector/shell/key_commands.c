/* The commands that change councils' keys. They work beside a running collector, which asks for the key with every message. */
#include "collector/shell/commands.h"

#include <stdio.h>
#include <string.h>

#include "collector/shell/key_session.h"
#include "common/shell/keys.h"
#include "proto/councils.h"

static enum error one_word(struct command_call *call, const char *what)
{
	if (call->word_count == 1)
		return ERROR_NONE;
	return problem_set(&call->problem, ERROR_INVALID, "exactly one word is expected: ", what);
}

static enum error public_keys_read(struct command_call *call, struct key_record *out)
{
	struct public_keys keys;
	const char *path = call->words[0];
	enum error error = keys_load_public(path, &keys, &call->problem);

	if (error)
		return error;
	if (keys.council == 0)
		return problem_set(&call->problem, ERROR_MALFORMED, path, " is a collector's key file; the one of a council's agent is wanted");
	if (!council_find(keys.council))
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

static enum error key_append(struct key_session *session, const struct key_record *key, struct command_call *call)
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

static enum error registration_perform(enum registration registration, struct key_session *session, const struct key_record *key,
				       struct command_call *call, enum exit_code *code)
{
	char id[KEY_ID_TEXT_SIZE];
	enum error error = ERROR_NONE;

	key_id_text(&key->id, id);
	switch (registration) {
	case REGISTERED_ALREADY:
		printf("The key %s of %s (%u) is registered already.\n", id, key_council_name(key->council), (unsigned)key->council);
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
			printf("Registered the key %s of %s (%u).\n", id, key_council_name(key->council), (unsigned)key->council);
		if (!error && registration == REGISTER_SECOND)
			printf("The council has another key in use. When it no longer needs that one, revoke it by its id (key list).\n");
		break;
	}
	return error;
}

enum error command_key_register(struct command_call *call, enum exit_code *code)
{
	struct key_session session = {.store = NULL};
	struct key_record key = {.council = 0}, *keys;
	unsigned count;
	enum error error = one_word(call, "the council's public key file");

	if (!error)
		error = public_keys_read(call, &key);
	if (error)
		return error;
	error = key_session_begin(&session, call, false);
	if (!error)
		error = key_session_keys(&session, 0, &keys, &count, &call->problem);
	if (!error)
		error = registration_perform(registration_decide(&key, keys, count), &session, &key, call, code);
	key_session_end(&session);
	return error;
}

/* Whether the word names the key: by its council's code or by its id. */
static bool word_names(const char *word, const struct key_record *key)
{
	char id[KEY_ID_TEXT_SIZE], council[8];
	struct text text;

	key_id_text(&key->id, id);
	text_init_fixed(&text, council, sizeof(council));
	text_put_u64(&text, key->council);
	return strcmp(word, council) == 0 || slice_equal_ignoring_case(slice_from_text(word), slice_from_text(id));
}

static enum error keys_revoke(struct key_session *session, struct command_call *call, const struct key_record *keys, unsigned count,
			      unsigned *revoked)
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
	struct key_session session = {.store = NULL};
	struct key_record *keys;
	unsigned count, revoked = 0;
	enum error error = one_word(call, "a council's three-digit code, or a key's id as key list shows it");

	(void)code;
	if (error)
		return error;
	error = key_session_begin(&session, call, false);
	if (!error)
		error = key_session_keys(&session, 0, &keys, &count, &call->problem);
	if (!error)
		error = keys_revoke(&session, call, keys, count, &revoked);
	if (!error && !revoked)
		error = problem_set(&call->problem, ERROR_NOT_FOUND, "there is no key in use of that council or with that id; key list shows them");
	if (!error)
		printf("Revoked %u key%s. Messages signed with %s are refused from now on.\n", revoked, revoked == 1 ? "" : "s",
		       revoked == 1 ? "it" : "them");
	key_session_end(&session);
	return error;
}
