/* The command `releases`. */
#include "collector/shell/commands.h"

#include <stdio.h>

#include "collector/shell/store.h"
#include "common/json.h"

enum { LIST_BUDGET_BYTES = 64 << 20, LIST_BYTES_MAX = 4 << 20, SHORT_TEXT_SIZE = 24 };

static void put_release_json(struct json *json, const struct release_listing *release)
{
	const struct dataset *dataset = dataset_find(release->head.dataset);
	char buffer[DIGEST_HEX_SIZE];
	struct text text;

	json_object_begin(json);
	json_key(json, "series");
	json_text(json, dataset->id);
	json_key(json, "title");
	json_text(json, dataset->title);
	json_key(json, "vintage");
	text_init_fixed(&text, buffer, sizeof buffer);
	text_put_month(&text, release->head.vintage);
	json_text(json, buffer);
	json_key(json, "first");
	text_init_fixed(&text, buffer, sizeof buffer);
	text_put_month(&text, release->extent.first);
	json_text(json, buffer);
	json_key(json, "sequence");
	json_i64(json, (int64_t)release->sequence);
	json_key(json, "imported_at");
	text_init_fixed(&text, buffer, sizeof buffer);
	text_put_time(&text, release->recorded_at_s);
	json_text(json, buffer);
	json_key(json, "sha256");
	digest_to_hex(&release->head.file_hash, buffer);
	json_text(json, buffer);
	json_key(json, "councils");
	json_i64(json, release->extent.councils);
	json_key(json, "periods");
	json_i64(json, release->extent.months);
	json_key(json, "figures");
	json_i64(json, (int64_t)release->extent.figures);
	json_object_end(json);
}

static void put_release_lines(struct text *text, const struct release_listing *release)
{
	char hash[DIGEST_HEX_SIZE];

	digest_to_hex(&release->head.file_hash, hash);
	text_put(text, dataset_find(release->head.dataset)->title);
	text_put(text, "\n  ");
	text_put_month(text, release->extent.first);
	text_put(text, " to ");
	text_put_month(text, release->head.vintage);
	text_put(text, ", ");
	text_put_u64(text, release->extent.months);
	text_put(text, release->extent.months == 1 ? " period, " : " periods, ");
	text_put_u64(text, release->extent.councils);
	text_put(text, " councils, ");
	text_put_u64(text, release->extent.figures);
	text_put(text, " figures; imported ");
	text_put_time(text, release->recorded_at_s);
	text_put(text, "\n  SHA-256 ");
	text_put(text, hash);
	text_put(text, "\n");
}

static void put_json(struct text *text, const struct release_listing *list, unsigned count)
{
	struct json json;

	json_init(&json, text);
	json_object_begin(&json);
	json_key(&json, "releases");
	json_array_begin(&json);
	for (unsigned i = 0; i < count; i++)
		put_release_json(&json, &list[i]);
	json_array_end(&json);
	json_object_end(&json);
	json_finish(&json);
	text_put(text, "\n");
}

static enum error print_releases(struct command_call *call, const struct release_listing *list, unsigned count)
{
	enum error error = ERROR_NONE;
	struct text text;

	text_init_growing(&text, LIST_BYTES_MAX);
	if (options_flag(&call->options, "json")) {
		put_json(&text, list, count);
	} else {
		if (count == 0)
			text_put(&text, "No published series was imported yet: bellwether-collector import FILE... --state DIR\n");
		for (unsigned i = 0; i < count; i++)
			put_release_lines(&text, &list[i]);
	}
	if (text.error)
		error = problem_set(&call->problem, text.error, "there is not enough memory to list the releases");
	else
		fwrite(text.data, 1, text.size, stdout);
	text_fini(&text);
	return error;
}

enum error command_releases(struct command_call *call, enum exit_code *code)
{
	struct store_options options = {.folder = options_text(&call->options, "state"), .read_only = true};
	struct release_listing *list = NULL;
	struct store_view view;
	struct store *store;
	struct arena arena;
	unsigned count = 0;
	enum error error = store_open(&store, &options, &call->problem), view_error;

	(void)code;
	if (error)
		return error;
	arena_init(&arena, LIST_BUDGET_BYTES);
	store_view_begin(&view, store);
	error = store_releases(&view, &arena, &list, &count);
	view_error = store_view_end(&view);
	store_close(store);
	if (view_error)
		error = view_error;
	if (error)
		problem_set(&call->problem, error, "the releases cannot be read (", error_name(error), "); run verify");
	else
		error = print_releases(call, list, count);
	arena_fini(&arena);
	return error;
}
