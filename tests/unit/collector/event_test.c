#include "collector/core/event.h"

#include "tests/support/event_samples.h"

Test(event, words_come_back)
{
	for (unsigned i = 1; i <= event_kind_max(); i++) {
		cr_assert_not_null(event_kind_id(i));
		cr_expect_eq(event_kind_find(slice_from_text(event_kind_id(i))), i);
		cr_expect_eq(event_kind_is_inspection(i), i == EVENT_INSPECTION_STANDARD || i == EVENT_INSPECTION_SHORT);
	}
	cr_expect_null(event_kind_id(EVENT_NONE));
	cr_expect_null(event_kind_id(event_kind_max() + 1));
	cr_expect_eq(event_kind_find(SLICE_LITERAL("")), EVENT_NONE);
	cr_expect_eq(judgement_find(SLICE_LITERAL("Requires Improvement to be good")), JUDGEMENT_REQUIRES_IMPROVEMENT);
	cr_expect_eq(judgement_find(SLICE_LITERAL("requires_improvement")), JUDGEMENT_REQUIRES_IMPROVEMENT);
	cr_expect_eq(judgement_find(SLICE_LITERAL("")), JUDGEMENT_NONE);
	for (unsigned i = 0; i < JUDGED_AREA_COUNT; i++)
		cr_expect_eq(judged_area_find(slice_from_text(judged_area_id(i))), i);
	cr_expect_eq(judged_area_find(SLICE_LITERAL("")), JUDGED_AREA_COUNT);
}

Test(event, is_sound_or_not)
{
	static const char *const bad_sources[] = {"",
						  " Ofsted",
						  "Ofsted ",
						  "Ofsted\n",
						  "Ofsted\x1b[2J",
						  "\xff",
						  "see https://example.org/report",
						  "123456789012345678901234567890123456789012345678901234567890"
						  "1234567890123456789012345678901234567890123456789012345678901"};
	struct event sound = inspection(342, day(2023, 7, 10), JUDGEMENT_GOOD), event;

	cr_expect(event_is_sound(&sound));
	event = sound;
	event.published.days = EVENT_DAY_UNKNOWN;
	cr_expect(event_is_sound(&event));
	event = sound;
	event.published = event.key.date;
	cr_expect(event_is_sound(&event));
	event.published.days--;
	cr_expect_not(event_is_sound(&event), "published before it was");
	event = sound;
	event.key.council = 999;
	cr_expect_not(event_is_sound(&event));
	event = sound;
	event.key.kind = EVENT_NONE;
	cr_expect_not(event_is_sound(&event));
	event = sound;
	event.key.date = event.published = day(1989, 12, 31);
	cr_expect_not(event_is_sound(&event));
	event = sound;
	event.judgements[JUDGED_CARE_LEAVERS] = JUDGEMENT_INADEQUATE + 1;
	cr_expect_not(event_is_sound(&event));
	event = sound;
	event.key.kind = EVENT_FOCUSED_VISIT;
	cr_expect_not(event_is_sound(&event), "a visit is not judged");
	memset(event.judgements, JUDGEMENT_NONE, sizeof event.judgements);
	cr_expect(event_is_sound(&event));
	for (size_t i = 0; i < sizeof bad_sources / sizeof bad_sources[0]; i++) {
		event = sound;
		event.source = slice_from_text(bad_sources[i]);
		cr_expect_not(event_is_sound(&event), "source %zu", i);
	}
}

Test(event, keys_are_ordered)
{
	const struct event_key keys[] = {
		key_of(341, day(2024, 1, 1), EVENT_DIRECTION),
		key_of(342, day(2023, 1, 1), EVENT_DIRECTION),
		key_of(342, day(2023, 1, 2), EVENT_INSPECTION_STANDARD),
		key_of(342, day(2023, 1, 2), EVENT_DIRECTION),
	};

	for (int i = 0; i < 4; i++)
		for (int j = 0; j < 4; j++) {
			int order = event_key_compare(&keys[i], &keys[j]);

			cr_expect_eq((order > 0) - (order < 0), (i > j) - (i < j), "%d %d", i, j);
		}
}
