#include "collector/shell/arrival.h"

#include <criterion/criterion.h>
#include <string.h>

#include "proto/catalogue.h"

static struct slice packed(const struct message *message, struct arena *arena)
{
	struct slice bytes;

	cr_assert_eq(wire_pack_message(message, arena, &bytes), ERROR_NONE);
	return bytes;
}

static struct slice hello_of(uint32_t version, struct arena *arena)
{
	struct message message = {.kind = MESSAGE_HELLO, .hello = {version, SLICE_LITERAL("0.1.0"), catalogue_hash()}};

	return packed(&message, arena);
}

static struct slice submit_of(struct slice envelope, struct arena *arena)
{
	struct message message = {.kind = MESSAGE_SUBMIT, .submit = envelope};

	return packed(&message, arena);
}

static struct slice refusal_of(struct arena *arena)
{
	struct message message = {.kind = MESSAGE_REFUSAL, .refusal = {.code = REFUSAL_TOO_BUSY, .sentence = SLICE_LITERAL("x")}};

	return packed(&message, arena);
}

static struct parcel parcel_of(const char *user, unsigned part_count, struct slice frame)
{
	struct parcel parcel = {.part_count = part_count};

	for (unsigned i = 0; i < part_count && i < CHANNEL_PARTS_MAX; i++)
		parcel.parts[i] = i == 0 ? SLICE_LITERAL("peer") : frame;
	cr_assert(slice_copy_text(slice_from_text(user), parcel.user, sizeof(parcel.user)));
	return parcel;
}

Test(arrival, a_parcel_is_decided_from_its_parts)
{
	static uint8_t large[FRAME_BYTES_MAX + 1];
	struct arena arena;

	arena_init(&arena, ARRIVAL_BUDGET_BYTES);
	{
		struct slice hello = hello_of(PROTOCOL_VERSION, &arena), submit = submit_of(SLICE_LITERAL("an envelope"), &arena);
		struct slice truncated = slice_from(submit.data, submit.size - 1);
		const struct {
			const char *user;
			unsigned part_count;
			struct slice frame;
			enum arrival_kind kind;
			enum refusal_code refusal;
		} rows[] = {
			{"342", 2, hello, ARRIVAL_HELLO, REFUSAL_NONE},
			{"342", 2, submit, ARRIVAL_SUBMIT, REFUSAL_NONE},
			{"342", 2, hello_of(PROTOCOL_VERSION + 1, &arena), ARRIVAL_REFUSE, REFUSAL_PROTOCOL_VERSION},
			{"342", 2, truncated, ARRIVAL_REFUSE, REFUSAL_MALFORMED},
			{"342", 2, SLICE_LITERAL("\xff\xff\xff garbage"), ARRIVAL_REFUSE, REFUSAL_MALFORMED},
			{"342", 2, slice_from(NULL, 0), ARRIVAL_REFUSE, REFUSAL_MALFORMED},
			{"342", 2, refusal_of(&arena), ARRIVAL_REFUSE, REFUSAL_MALFORMED},
			{"342", 1, hello, ARRIVAL_REFUSE, REFUSAL_PART_COUNT},
			{"342", 3, hello, ARRIVAL_REFUSE, REFUSAL_PART_COUNT},
			{"342", 10000, hello, ARRIVAL_REFUSE, REFUSAL_PART_COUNT},
			{"342", 2, slice_from(large, sizeof(large)), ARRIVAL_REFUSE, REFUSAL_FRAME_TOO_LARGE},
			{"342", 2, slice_from(large, FRAME_BYTES_MAX), ARRIVAL_REFUSE, REFUSAL_LIMIT_EXCEEDED},
			{"", 2, submit, ARRIVAL_REFUSE, REFUSAL_UNKNOWN_KEY},
			{"999", 2, submit, ARRIVAL_REFUSE, REFUSAL_UNKNOWN_KEY},
			{"342 ", 2, submit, ARRIVAL_REFUSE, REFUSAL_UNKNOWN_KEY},
		};

		for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
			struct parcel parcel = parcel_of(rows[i].user, rows[i].part_count, rows[i].frame);
			struct arena scratch;
			struct arrival arrival;

			arena_init(&scratch, ARRIVAL_BUDGET_BYTES);
			arrival = arrival_decide(&parcel, &scratch);
			cr_expect_eq(arrival.kind, rows[i].kind, "row %u", i);
			if (rows[i].kind == ARRIVAL_REFUSE)
				cr_expect_eq(arrival.refusal, rows[i].refusal, "row %u: %s", i, refusal_id(arrival.refusal));
			arena_fini(&scratch);
		}
	}
	arena_fini(&arena);
}

Test(arrival, a_submission_is_of_the_sessions_council)
{
	struct arena arena;
	struct arrival arrival;
	struct parcel parcel;

	arena_init(&arena, ARRIVAL_BUDGET_BYTES);
	parcel = parcel_of("343", 2, submit_of(SLICE_LITERAL("an envelope"), &arena));
	arrival = arrival_decide(&parcel, &arena);
	cr_expect_eq(arrival.council, 343);
	cr_expect(slice_equal(arrival.envelope_bytes, SLICE_LITERAL("an envelope")));
	cr_expect(slice_equal(arrival.peer, SLICE_LITERAL("peer")));
	arena_fini(&arena);
}
