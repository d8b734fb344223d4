/* Events for tests; invented, though Ofsted inspects as they say. */
#pragma once

#include <criterion/criterion.h>
#include <string.h>

#include "collector/core/event_fold.h"

enum { EVENT_SAMPLES_BUDGET_BYTES = 32 << 20 };

static inline struct date day(int year, int month, int number)
{
	struct date date = {0};

	cr_assert_eq(date_from(year, month, number, &date), ERROR_NONE);
	return date;
}

static inline struct event_key key_of(uint16_t council, struct date date, enum event_kind kind)
{
	return (struct event_key){.council = council, .date = date, .kind = kind};
}

/* An inspection with the same judgement of everything but care leavers. */
static inline struct event inspection(uint16_t council, struct date date, enum judgement judgement)
{
	struct event event = {.key = key_of(council, date, EVENT_INSPECTION_STANDARD), .source = SLICE_LITERAL("Ofsted")};

	memset(event.judgements, (int)judgement, JUDGED_CARE_LEAVERS);
	event.published = (struct date){date.days + 42};
	return event;
}

/* A batch's bytes; the file's hash is made of `file`, 0 for none. */
static inline struct slice batch_bytes(const struct event *events, uint32_t count, struct date edition, uint8_t file, struct arena *arena)
{
	struct event_batch batch = {.head = {.edition = edition, .source = SLICE_LITERAL("Ofsted"), .count = count}, .events = events};
	struct slice bytes = {NULL, 0};

	memset(batch.head.file_hash.bytes, file, DIGEST_SIZE);
	cr_assert_eq(event_batch_pack(&batch, arena, &bytes), ERROR_NONE);
	return bytes;
}

static inline struct slice withdrawal_bytes(struct event_key key, struct date edition, struct arena *arena)
{
	struct event_withdrawal withdrawal = {.edition = edition, .count = 1, .keys = &key};
	struct slice bytes = {NULL, 0};

	cr_assert_eq(event_withdrawal_pack(&withdrawal, arena, &bytes), ERROR_NONE);
	return bytes;
}
