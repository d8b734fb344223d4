/* The API's description against the tables that it describes. What the answers look like is tests/api's question. */
#include <criterion/criterion.h>
#include <jansson.h>
#include <string.h>

#include "collector/core/query_parameters.h"
#include "collector/web/pages.h"

static json_t *description(void)
{
	json_error_t error;
	json_t *root = json_loadb((const char *)page_openapi_json.data, page_openapi_json.size, JSON_REJECT_DUPLICATES, &error);

	cr_assert_not_null(root, "line %d: %s", error.line, error.text);
	return root;
}

/* The object that {"$ref": "#/components/parameters/..."} points at. */
static const json_t *parameter_of(const json_t *root, const json_t *reference)
{
	static const char folder[] = "#/components/parameters/";
	const char *path = json_string_value(json_object_get(reference, "$ref"));

	cr_assert(path && strncmp(path, folder, strlen(folder)) == 0);
	return json_object_get(json_object_get(json_object_get(root, "components"), "parameters"), path + strlen(folder));
}

/* The description's parameter of this name in the list; NULL when it has none. */
static const json_t *parameter_find(const json_t *root, const json_t *list, const char *name)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *parameter = parameter_of(root, json_array_get(list, i));

		cr_assert_not_null(parameter);
		if (strcmp(json_string_value(json_object_get(parameter, "name")), name) == 0)
			return parameter;
	}
	return NULL;
}

static void check_parameters(const json_t *root, const struct answer *answer, const json_t *list)
{
	unsigned count = 0;

	for (unsigned i = 0; i < QUERY_PARAMETER_COUNT; i++) {
		const struct query_parameter *parameter = &query_parameters[i];
		const json_t *described = parameter_find(root, list, parameter->name);
		bool is_taken = answer->allowed & (unsigned)parameter->takes_it;

		count += is_taken;
		cr_expect_eq(described != NULL, is_taken, "%s of %s", parameter->name, answer->name);
		if (described)
			cr_expect_eq(json_is_true(json_object_get(described, "required")), (answer->required & (unsigned)parameter->takes_it) != 0,
				     "%s of %s", parameter->name, answer->name);
	}
	cr_expect_eq(json_array_size(list), count, "%s has parameters that there are not", answer->name);
}

Test(openapi, describes_every_answer_with_its_parameters)
{
	json_t *root = description();
	const json_t *paths = json_object_get(root, "paths");

	for (unsigned i = 0; i < answer_count(); i++) {
		const struct answer *answer = answer_at(i);
		char path[64] = "/api/v1/";
		const json_t *operation;

		strncat(path, answer->name, sizeof(path) - strlen(path) - 1);
		operation = json_object_get(json_object_get(paths, path), "get");
		cr_expect_not_null(operation, "%s is not described", path);
		if (operation)
			check_parameters(root, answer, json_object_get(operation, "parameters"));
	}
	cr_expect_eq(json_object_size(paths), answer_count() + 2, "and the kinds of problems, and itself");
	json_decref(root);
}
