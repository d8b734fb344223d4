#include "collector/core/event_listing.h"

#include <jansson.h>

#include "tests/support/event_samples.h"

enum { LIST_BYTES_MAX = 1 << 20 };

/* A list's inspection, one of it that was replaced, a direction by hand, and a withdrawal. */
static void records_make(struct event_record records[static 4])
{
	memset(records, 0, 4 * sizeof(*records));
	records[0] =
		(struct event_record){.event = inspection(341, day(2023, 3, 13), JUDGEMENT_INADEQUATE), .edition = day(2024, 5, 14), .sequence = 1};
	records[1] = (struct event_record){.event = inspection(341, day(2023, 3, 13), JUDGEMENT_REQUIRES_IMPROVEMENT),
					   .edition = day(2025, 5, 14),
					   .sequence = 2,
					   .recorded_at_s = 1764028800,
					   .stands = true};
	records[2] = (struct event_record){
		.event = {.key = key_of(341, day(2023, 9, 1), EVENT_DIRECTION), .source = SLICE_LITERAL("Department for Education <DfE>")},
		.edition = day(2025, 11, 25),
		.sequence = 3,
		.is_by_hand = true,
		.stands = true};
	records[3] = (struct event_record){.event = {.key = key_of(840, day(2024, 9, 1), EVENT_NEW_LEADERSHIP)},
					   .edition = day(2025, 11, 25),
					   .sequence = 4,
					   .is_by_hand = true,
					   .is_withdrawal = true};
	records[1].event.judgements[JUDGED_CARE_LEAVERS] = JUDGEMENT_GOOD;
}

static const char *member(json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

Test(event_listing, as_json_has_every_member)
{
	struct event_record records[4];
	json_t *root, *events, *event;
	struct text text;

	records_make(records);
	text_init_growing(&text, LIST_BYTES_MAX);
	event_list_write_json(records, 4, &text);
	root = json_loadb(text.data, text.size, JSON_REJECT_DUPLICATES, NULL);
	cr_assert_not_null(root, "%s", text.data);
	events = json_object_get(root, "events");
	cr_assert_eq(json_array_size(events), 4);
	event = json_array_get(events, 1);
	cr_expect_str_eq(member(event, "council"), "341");
	cr_expect_str_eq(member(event, "name"), "Liverpool");
	cr_expect_str_eq(member(event, "date"), "2023-03-13");
	cr_expect_str_eq(member(event, "kind"), "inspection_standard");
	cr_expect_str_eq(member(event, "title"), "standard inspection");
	cr_expect_str_eq(member(json_object_get(event, "judgements"), "overall"), "requires_improvement");
	cr_expect_str_eq(member(json_object_get(event, "judgements"), "care_leavers"), "good");
	cr_expect_str_eq(member(event, "published"), "2023-04-24");
	cr_expect_str_eq(member(event, "source"), "Ofsted");
	cr_expect_str_eq(member(event, "edition"), "2025-05-14");
	cr_expect_eq(json_integer_value(json_object_get(event, "sequence")), 2);
	cr_expect_str_eq(member(event, "recorded_at"), "2025-11-25T00:00:00Z");
	cr_expect(json_is_true(json_object_get(event, "stands")));
	cr_expect(json_is_false(json_object_get(event, "by_hand")));
	cr_expect(json_is_null(json_object_get(json_object_get(json_array_get(events, 0), "judgements"), "care_leavers")));
	cr_expect(json_is_false(json_object_get(json_array_get(events, 0), "stands")));
	event = json_array_get(events, 2);
	cr_expect(json_is_null(json_object_get(event, "judgements")));
	cr_expect(json_is_null(json_object_get(event, "published")));
	cr_expect(json_is_true(json_object_get(event, "by_hand")));
	event = json_array_get(events, 3);
	cr_expect(json_is_true(json_object_get(event, "withdrawn")));
	cr_expect(json_is_null(json_object_get(event, "source")));
	cr_expect_str_eq(member(root, "attribution"), EVENT_ATTRIBUTION);
	json_decref(root);
	text_fini(&text);
}

Test(event_listing, names_ofsted_only_where_its_inspections_are)
{
	struct event_record records[4];
	struct text text;

	records_make(records);
	text_init_growing(&text, LIST_BYTES_MAX);
	event_list_write_json(&records[2], 1, &text);
	cr_expect_not_null(strstr(text.data, "\"attribution\":null"), "%s", text.data);
	text_fini(&text);
	text_init_growing(&text, LIST_BYTES_MAX);
	event_list_write_json(records, 0, &text);
	cr_expect_str_eq(text.data, "{\"events\":[],\"attribution\":null}");
	text_fini(&text);
}

Test(event_listing, as_a_table)
{
	struct event_record records[4];
	struct arena arena;
	struct text text;

	records_make(records);
	arena_init(&arena, EVENT_SAMPLES_BUDGET_BYTES);
	text_init_growing(&text, LIST_BYTES_MAX);
	cr_assert_eq(event_list_write(records, 4, 100, &arena, &text), ERROR_NONE);
	cr_expect_str_eq(text.data, "date       council             event                               overall\n"
				    "2023-03-13 Liverpool (341)     standard inspection                 no longer stands\n"
				    "2023-03-13 Liverpool (341)     standard inspection                 requires improvement to be good\n"
				    "2023-09-01 Liverpool (341)     statutory direction\n"
				    "2024-09-01 County Durham (840) new director of children's services withdrawal\n"
				    "\n"
				    "4 records. Inspections: Ofsted, Crown copyright, Open Government Licence v3.0.\n");
	text_fini(&text);
	arena_fini(&arena);
}

Test(event_listing, in_detail)
{
	struct event_record records[4];
	struct text text;

	records_make(records);
	text_init_growing(&text, LIST_BYTES_MAX);
	event_list_write_details(&records[1], 2, 80, &text);
	cr_expect_str_eq(text.data, "2023-03-13  Liverpool (341): standard inspection. Judgements: overall\n"
				    "effectiveness requires improvement to be good; impact of leaders on social work\n"
				    "practice requires improvement to be good; children who need help and protection\n"
				    "requires improvement to be good; children in care requires improvement to be\n"
				    "good; care leavers good. Published 2023-04-24. Source: Ofsted. Entry 2 of the\n"
				    "chain of events, recorded 2025-11-25.\n"
				    "\n"
				    "2023-09-01  Liverpool (341): statutory direction. Source: Department for\n"
				    "Education <DfE> (entered by hand). Entry 3 of the chain of events, recorded\n"
				    "1970-01-01.\n"
				    "\n"
				    "2 events. Inspections: Ofsted, Crown copyright, Open Government Licence v3.0.\n");
	text_fini(&text);
}
