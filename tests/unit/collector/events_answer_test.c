#include "collector/core/events_answer.h"

#include <jansson.h>

#include "tests/support/event_samples.h"

enum { ANSWER_BYTES_MAX = 1 << 16 };

/* Three in 2021, of Liverpool, Sefton and Leeds. */
static json_t *answered(const struct question *question)
{
	struct event events[] = {
		inspection(343, day(2021, 3, 31), JUDGEMENT_INADEQUATE),
		{.key = key_of(341, day(2021, 4, 1), EVENT_DIRECTION)},
		inspection(383, day(2021, 4, 30), JUDGEMENT_GOOD),
	};
	struct background background = {.notice = "A test.", .events = events, .event_count = 3};
	struct problem problem = {0};
	struct text text;
	json_t *root;

	text_init_growing(&text, ANSWER_BYTES_MAX);
	cr_assert_eq(events_answer(&background, question, NULL, &text, &problem), ERROR_NONE);
	root = json_loadb(text.data, text.size, JSON_REJECT_DUPLICATES, NULL);
	cr_assert_not_null(root, "%s", text.data);
	text_fini(&text);
	return root;
}

/* The codes of the answer's events: "343,341". */
static const char *codes(const json_t *root)
{
	static char list[64];
	const json_t *events = json_object_get(root, "events");

	list[0] = '\0';
	for (size_t i = 0; i < json_array_size(events); i++) {
		strcat(list, i ? "," : "");
		strcat(list, json_string_value(json_object_get(json_array_get(events, i), "council")));
	}
	return list;
}

Test(events_answer, are_those_of_the_council_the_area_and_the_months)
{
	struct {
		struct question question;
		const char *codes;
		bool has_attribution;
	} rows[] = {
		{{.area = NULL}, "343,341,383", true},
		{{.council = council_find(341)}, "341", false},
		{{.council = council_find(342)}, "", false},
		{{.area = area_find(SLICE_LITERAL("North West"))}, "343,341", true},
		{{.has_first = true, .first = month_from(2021, 4)}, "341,383", true},
		{{.has_last = true, .last = month_from(2021, 3)}, "343", true},
		{{.has_first = true, .first = month_from(2021, 4), .has_last = true, .last = month_from(2021, 4)}, "341,383", true},
		{{.area = area_find(SLICE_LITERAL("North West")), .has_first = true, .first = month_from(2021, 4)}, "341", false},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		json_t *root = answered(&rows[i].question);

		cr_expect_str_eq(codes(root), rows[i].codes, "row %zu: %s", i, codes(root));
		cr_expect_eq(json_is_string(json_object_get(root, "attribution")), rows[i].has_attribution, "row %zu", i);
		cr_expect_str_eq(json_string_value(json_object_get(root, "notice")), "A test.");
		json_decref(root);
	}
}

Test(events_answer, repeats_what_was_asked)
{
	struct question question = {.council = council_find(343), .has_first = true, .first = month_from(2021, 1)};
	json_t *root = answered(&question);

	cr_expect_str_eq(json_string_value(json_object_get(root, "name")), "Sefton");
	cr_expect(json_is_null(json_object_get(root, "area")));
	cr_expect_str_eq(json_string_value(json_object_get(root, "from")), "2021-01");
	cr_expect(json_is_null(json_object_get(root, "to")));
	cr_expect_str_eq(json_string_value(json_object_get(json_array_get(json_object_get(root, "events"), 0), "date")), "2021-03-31");
	json_decref(root);
}
