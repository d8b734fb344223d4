#include "collector/core/event_batch.h"

#include "tests/support/event_samples.h"
#include "tests/support/event_unpacking.h"

/* docs/store.md describes these bytes. */
Test(event_batch, has_these_bytes)
{
	static const uint8_t head[] = {1, 0, 0, 0x4e, 0xb4}; /* format, 2025-03-01 */
	static const uint8_t rest[] = {
		0,    0,    0, 6, 'O',  'f',  's', 't', 'e', 'd',  0,    0, 0, 2,       /* two events */
		0x01, 0x55, 0, 0, 0x4c, 0x5c, 1,   0,   0,   0x4c, 0x86, 4, 4, 4, 4, 0, /* 341, 2023-07-10, published 2023-08-21, inadequate */
		0x01, 0x56, 0, 0, 0x4c, 0x5c, 1,   0,   0,   0x4c, 0x86, 2, 2, 2, 2, 0,
	};
	const struct event events[] = {inspection(341, day(2023, 7, 10), JUDGEMENT_INADEQUATE), inspection(342, day(2023, 7, 10), JUDGEMENT_GOOD)};
	struct arena arena;
	struct slice bytes;

	arena_init(&arena, EVENT_SAMPLES_BUDGET_BYTES);
	bytes = batch_bytes(events, 2, day(2025, 3, 1), 7, &arena);
	cr_assert_eq(bytes.size, sizeof head + DIGEST_SIZE + sizeof rest);
	cr_expect_arr_eq(bytes.data, head, sizeof head);
	cr_expect_eq(bytes.data[sizeof head], 7);
	cr_expect_arr_eq(bytes.data + sizeof head + DIGEST_SIZE, rest, sizeof rest);
	arena_fini(&arena);
}

Test(event_batch, comes_back_as_it_was)
{
	struct event events[] = {inspection(341, day(2023, 7, 10), JUDGEMENT_INADEQUATE), inspection(342, day(2023, 7, 10), JUDGEMENT_GOOD)};
	struct event_batch back;
	struct arena arena;
	struct slice bytes, again;

	events[1].published.days = EVENT_DAY_UNKNOWN;
	arena_init(&arena, EVENT_SAMPLES_BUDGET_BYTES);
	bytes = batch_bytes(events, 2, day(2025, 3, 1), 7, &arena);
	cr_expect(event_batch_is_sound(bytes, false));
	cr_expect_not(event_batch_is_sound(bytes, true));
	cr_assert_eq(event_batch_unpack(bytes, &arena, &back), ERROR_NONE);
	cr_assert_eq(back.head.count, 2);
	cr_expect_eq(back.head.edition.days, day(2025, 3, 1).days);
	cr_expect_eq(back.head.file_hash.bytes[31], 7);
	for (unsigned i = 0; i < 2; i++) {
		cr_expect(event_says_same(&back.events[i], &events[i]));
		cr_expect(slice_equal(back.events[i].source, SLICE_LITERAL("Ofsted")));
	}
	cr_assert_eq(event_batch_pack(&back, &arena, &again), ERROR_NONE);
	cr_expect(slice_equal(bytes, again));
	arena_fini(&arena);
}

Test(event_batch, of_withdrawals_comes_back)
{
	const struct event_key keys[] = {key_of(341, day(2023, 7, 10), EVENT_DIRECTION), key_of(342, day(2020, 7, 10), EVENT_NEW_LEADERSHIP)};
	struct event_withdrawal withdrawal = {.edition = day(2025, 3, 1), .count = 2, .keys = keys};
	struct event_batch_reader batch;
	struct arena arena;
	struct slice bytes;
	struct event event;
	bool has_event;

	arena_init(&arena, EVENT_SAMPLES_BUDGET_BYTES);
	cr_assert_eq(event_withdrawal_pack(&withdrawal, &arena, &bytes), ERROR_NONE);
	cr_expect(event_batch_is_sound(bytes, true));
	cr_expect_not(event_batch_is_sound(bytes, false));
	cr_assert_eq(event_batch_begin(bytes, true, &batch), ERROR_NONE);
	cr_expect_eq(batch.head.edition.days, day(2025, 3, 1).days);
	for (unsigned i = 0; i < 2; i++) {
		cr_assert_eq(event_batch_next(&batch, &event, &has_event), ERROR_NONE);
		cr_assert(has_event);
		cr_expect_eq(event_key_compare(&event.key, &keys[i]), 0);
	}
	cr_assert_eq(event_batch_next(&batch, &event, &has_event), ERROR_NONE);
	cr_expect_not(has_event);
	arena_fini(&arena);
}

Test(event_batch, that_is_not_sound_is_not_packed)
{
	const struct event good = inspection(342, day(2023, 7, 10), JUDGEMENT_GOOD), earlier = inspection(342, day(2023, 7, 9), JUDGEMENT_GOOD);
	struct event pair[2] = {good, earlier};
	struct event_batch batch = {.head = {.edition = day(2025, 3, 1), .source = SLICE_LITERAL("Ofsted"), .count = 2}, .events = pair};
	struct event_withdrawal withdrawal = {.edition = day(2025, 3, 1), .count = 0};
	struct arena arena;
	struct slice bytes;

	arena_init(&arena, EVENT_SAMPLES_BUDGET_BYTES);
	cr_expect_eq(event_batch_pack(&batch, &arena, &bytes), ERROR_INVALID, "not ascending");
	pair[1] = good;
	cr_expect_eq(event_batch_pack(&batch, &arena, &bytes), ERROR_INVALID, "twice");
	batch.head.count = 0;
	cr_expect_eq(event_batch_pack(&batch, &arena, &bytes), ERROR_INVALID, "empty");
	batch.head.count = 1;
	batch.head.source = SLICE_LITERAL("DfE");
	cr_expect_eq(event_batch_pack(&batch, &arena, &bytes), ERROR_INVALID, "of another source");
	batch.head.source = good.source;
	batch.head.edition.days = 0;
	cr_expect_eq(event_batch_pack(&batch, &arena, &bytes), ERROR_INVALID, "without an edition");
	cr_expect_eq(event_withdrawal_pack(&withdrawal, &arena, &bytes), ERROR_INVALID);
	arena_fini(&arena);
}

/* Every byte changed in turn, and every shorter piece: refused, or sound and packed to the very same bytes again. */
Test(event_batch, damaged_bytes_are_refused_or_read_as_they_are)
{
	const struct event events[] = {inspection(341, day(2023, 7, 10), JUDGEMENT_INADEQUATE), inspection(342, day(2023, 7, 10), JUDGEMENT_GOOD)};
	uint8_t copy[256];
	unsigned refused = 0, taken = 0;
	struct arena arena;
	struct slice bytes, again;
	struct event_batch back;

	arena_init(&arena, EVENT_SAMPLES_BUDGET_BYTES);
	bytes = batch_bytes(events, 2, day(2025, 3, 1), 7, &arena);
	cr_assert_lt(bytes.size, sizeof copy);
	for (size_t size = 0; size < bytes.size; size++)
		cr_expect_not(event_batch_is_sound(slice_from(bytes.data, size), false), "%zu bytes", size);
	for (size_t i = 0; i < bytes.size * 256; i++) {
		memcpy(copy, bytes.data, bytes.size);
		copy[i / 256] = (uint8_t)(i % 256);
		if (!event_batch_is_sound(slice_from(copy, bytes.size), false)) {
			refused++;
			cr_expect_eq(event_batch_unpack(slice_from(copy, bytes.size), &arena, &back), ERROR_CORRUPT);
			continue;
		}
		taken++;
		cr_assert_eq(event_batch_unpack(slice_from(copy, bytes.size), &arena, &back), ERROR_NONE);
		cr_assert_eq(event_batch_pack(&back, &arena, &again), ERROR_NONE);
		cr_expect(slice_equal(again, slice_from(copy, bytes.size)));
		arena.taken_bytes = 0;
	}
	cr_expect(refused > 5000 && taken > 5000, "%u %u", refused, taken);
	memcpy(copy, bytes.data, bytes.size);
	cr_expect_not(event_batch_is_sound(slice_from(copy, bytes.size + 1), false), "something left over");
	arena_fini(&arena);
}
