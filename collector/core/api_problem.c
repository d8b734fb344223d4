#include "collector/core/api_problem.h"

#include "common/json.h"

enum { TYPE_SIZE = 80, OK = 200 };

static const struct {
	const char *id;
	unsigned status;
	const char *title, *description;
} kinds[API_PROBLEM_COUNT] = {
#define PROBLEM(NAME, id, status, title, description) [API_PROBLEM_##NAME] = {id, status, title, description},
#include "collector/core/problem_kinds.def"
#undef PROBLEM
};

unsigned api_problem_status(enum api_problem_kind kind)
{
	return kinds[kind].status;
}

const char *api_problem_title(enum api_problem_kind kind)
{
	return kinds[kind].title;
}

/* The members that every problem of the kind has. */
static void put_kind(struct json *json, enum api_problem_kind kind)
{
	char type[TYPE_SIZE];
	struct text text;

	text_init_fixed(&text, type, sizeof type);
	text_put(&text, API_PROBLEMS_PATH "#");
	text_put(&text, kinds[kind].id);
	json_key(json, "type");
	json_slice(json, text_slice(&text));
	json_key(json, "title");
	json_text(json, kinds[kind].title);
	json_key(json, "status");
	json_i64(json, kinds[kind].status);
}

void api_problem_write_json(const struct api_problem *problem, struct text *text)
{
	const char *parameter = problem->parameter;
	struct json json;

	json_init(&json, text);
	json_object_begin(&json);
	put_kind(&json, problem->kind);
	json_key(&json, "detail");
	json_text(&json, problem->detail);
	json_key(&json, "parameter");
	json_text(&json, parameter && parameter[0] ? parameter : NULL);
	json_object_end(&json);
	json_finish(&json);
}

void api_problem_list_json(struct text *text)
{
	struct json json;

	json_init(&json, text);
	json_object_begin(&json);
	json_key(&json, "problems");
	json_array_begin(&json);
	for (unsigned kind = 0; kind < API_PROBLEM_COUNT; kind++) {
		if (kinds[kind].status == OK)
			continue;
		json_object_begin(&json);
		put_kind(&json, kind);
		json_key(&json, "description");
		json_text(&json, kinds[kind].description);
		json_object_end(&json);
	}
	json_array_end(&json);
	json_object_end(&json);
	json_finish(&json);
}
