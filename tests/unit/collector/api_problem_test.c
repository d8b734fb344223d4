#include "collector/core/api_problem.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <string.h>

static const char *written(const struct api_problem *problem)
{
	static char buffer[1024];
	struct text text;

	text_init_fixed(&text, buffer, sizeof(buffer));
	api_problem_write_json(problem, &text);
	cr_assert_eq(text.error, ERROR_NONE);
	return buffer;
}

Test(api_problem, has_the_members_of_rfc_9457_and_the_parameter)
{
	struct api_problem problem = {API_PROBLEM_PARAMETER_VALUE, "month", "The parameter month must be a \"month\"."};

	cr_expect_str_eq(written(&problem),
			 "{\"type\":\"/api/v1/problems#parameter-value\",\"title\":\"A parameter cannot have this value\",\"status\":400,"
			 "\"detail\":\"The parameter month must be a \\\"month\\\".\",\"parameter\":\"month\"}");
	problem = (struct api_problem){API_PROBLEM_STORE_BUSY, "", "Later."};
	cr_expect(strstr(written(&problem), "\"status\":503,\"detail\":\"Later.\",\"parameter\":null}"), "%s", written(&problem));
}

Test(api_problem, every_kind_has_a_type_and_a_status_of_its_own_list)
{
	char buffer[8192];
	struct text text;
	json_t *root, *list;

	text_init_fixed(&text, buffer, sizeof(buffer));
	api_problem_list_json(&text);
	cr_assert_eq(text.error, ERROR_NONE);
	root = json_loads(buffer, JSON_REJECT_DUPLICATES, NULL);
	cr_assert_not_null(root);
	list = json_object_get(root, "problems");
	cr_expect_eq(json_array_size(list), API_PROBLEM_COUNT - 1, "a page without figures is no problem of the API");
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *kind = json_array_get(list, i);
		const char *type = json_string_value(json_object_get(kind, "type"));

		cr_expect(strncmp(type, API_PROBLEMS_PATH "#", strlen(API_PROBLEMS_PATH) + 1) == 0, "%s", type);
		cr_expect_geq(json_integer_value(json_object_get(kind, "status")), 400);
		for (size_t j = 0; j < i; j++)
			cr_expect_str_neq(type, json_string_value(json_object_get(json_array_get(list, j), "type")));
	}
	json_decref(root);
}
