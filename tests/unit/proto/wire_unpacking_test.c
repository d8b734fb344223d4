#include "proto/wire_unpacking.h"

#include <criterion/criterion.h>

#include "tests/unit/proto/wire_builder.h"

/* Declared here, as only wire.c includes generated code. */
extern const ProtobufCMessageDescriptor bellwether__return__descriptor;
extern const ProtobufCMessageDescriptor bellwether__message__descriptor;

static struct builder builder;

/* Parses a whole frame, past the smaller limits of returns and envelopes, and checks that it cost no more than the budget. */
static enum error parse(const ProtobufCMessageDescriptor *descriptor, size_t *taken_bytes)
{
	struct unpacking unpacking;
	const char *field;
	unpacking_begin(&unpacking, build_done(&builder), FRAME_BYTES_MAX, "frame");
	(void)unpacking_parse(&unpacking, descriptor);
	*taken_bytes = unpacking.arena.taken_bytes;
	cr_assert_leq(unpacking.arena.taken_bytes, UNPACK_BUDGET_BYTES);
	cr_assert_leq(unpacking.blocks, UNPACK_BLOCKS_MAX);
	return unpacking_end(&unpacking, &field);
}

/* Each measure is 4 bytes of the frame and about 70 of memory. */
Test(unpacking, a_frame_full_of_small_measures_stays_under_the_budget)
{
	size_t taken_bytes;
	builder.size = 0;
	while (builder.size + 4 <= FRAME_BYTES_MAX)
		build_sized(&builder, 8, SLICE_LITERAL("\x08\x01"));
	cr_assert_eq(parse(&bellwether__return__descriptor, &taken_bytes), ERROR_NO_MEMORY);
}

Test(unpacking, a_frame_full_of_empty_measures_stays_under_the_budget)
{
	size_t taken_bytes;
	builder.size = 0;
	while (builder.size + 2 <= FRAME_BYTES_MAX)
		build_sized(&builder, 8, SLICE_LITERAL(""));
	cr_assert_eq(parse(&bellwether__return__descriptor, &taken_bytes), ERROR_NO_MEMORY);
}

Test(unpacking, a_frame_full_of_unknown_fields_stays_under_the_budget)
{
	size_t taken_bytes;
	builder.size = 0;
	while (builder.size + 2 <= FRAME_BYTES_MAX)
		build_number(&builder, 15, 1);
	cr_assert_eq(parse(&bellwether__return__descriptor, &taken_bytes), ERROR_NO_MEMORY);
	cr_assert_eq(parse(&bellwether__message__descriptor, &taken_bytes), ERROR_NO_MEMORY);
}

Test(unpacking, a_frame_full_of_merging_parts_stays_under_the_budget)
{
	size_t taken_bytes;
	builder.size = 0;
	while (builder.size + 4 <= FRAME_BYTES_MAX)
		build_sized(&builder, MESSAGE_HELLO, SLICE_LITERAL("\x08\x01"));
	cr_assert_neq(parse(&bellwether__message__descriptor, &taken_bytes), ERROR_NONE);
}

/* Blocks run out before bytes do. */
Test(unpacking, blocks_have_a_budget_of_their_own)
{
	struct unpacking unpacking;
	const char *field;
	unpacking_begin(&unpacking, SLICE_LITERAL("x"), 1, "frame");
	for (unsigned i = 0; i < UNPACK_BLOCKS_MAX; i++)
		cr_assert_not_null(unpacking.allocator.alloc(unpacking.allocator.allocator_data, 1));
	cr_assert_null(unpacking.allocator.alloc(unpacking.allocator.allocator_data, 1));
	cr_assert(unpacking.is_used_up);
	cr_assert_eq(unpacking_end(&unpacking, &field), ERROR_NONE);
}

Test(unpacking, bytes_have_a_budget_of_their_own)
{
	struct unpacking unpacking;
	const char *field;
	unpacking_begin(&unpacking, SLICE_LITERAL("x"), 1, "frame");
	cr_assert_null(unpacking.allocator.alloc(unpacking.allocator.allocator_data, UNPACK_BUDGET_BYTES + 1));
	cr_assert_null(unpacking.allocator.alloc(unpacking.allocator.allocator_data, SIZE_MAX));
	cr_assert_not_null(unpacking.allocator.alloc(unpacking.allocator.allocator_data, UNPACK_BUDGET_BYTES));
	cr_assert_eq(unpacking_end(&unpacking, &field), ERROR_NONE);
}

Test(unpacking, the_first_failure_stays)
{
	struct unpacking unpacking;
	const char *field;
	struct slice slice = SLICE_LITERAL("text");
	unpacking_begin(&unpacking, SLICE_LITERAL("xyz"), 2, "frame");
	check_fail(&unpacking.check, ERROR_NO_MEMORY, "later");
	cr_assert_null(unpacking_parse(&unpacking, &bellwether__message__descriptor));
	unpacking_keep(&unpacking, &slice, NULL);
	cr_assert_eq(unpacking_end(&unpacking, &field), ERROR_LIMIT);
	cr_assert_str_eq(field, "frame");
}
