/* The command `key list`. */
#include "collector/shell/commands.h"

#include <stdio.h>

#include "collector/shell/key_session.h"
#include "common/json.h"

enum { OUTPUT_BYTES_MAX = 4 << 20, NAME_COLUMNS = 30 };

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
	key_id_text(&key->id, buffer);
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
	text_put_padded(text, slice_from_text(name), NAME_COLUMNS, false);
	text_put_hex(text, slice_from(key->id.bytes, KEY_ID_SIZE));
	text_put(text, "  ");
	text_put_time(text, key->registered_at_s);
	if (key->is_revoked) {
		text_put(text, "  revoked ");
		text_put_time(text, key->revoked_at_s);
	}
	text_put(text, "\n");
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
	if (count == 0 && !as_json)
		text_put(&text, "No key is registered yet: bellwether-collector key register FILE --state DIR\n");
	for (unsigned i = 0; i < count; i++) {
		if (as_json)
			put_key_json(&json, &keys[i], key_council_name(keys[i].council));
		else
			put_key_line(&text, &keys[i], key_council_name(keys[i].council));
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
	struct key_session session = {.store = NULL};
	struct key_record *keys;
	unsigned count;
	enum error error = key_session_begin(&session, call, true);

	(void)code;
	if (!error)
		error = key_session_keys(&session, 0, &keys, &count, &call->problem);
	if (!error)
		error = print_keys(call, keys, count);
	key_session_end(&session);
	return error;
}
