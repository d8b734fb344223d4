#include "collector/shell/queue.h"

#include <criterion/criterion.h>
#include <string.h>

#include "common/memory.h"

static const struct slice peer = {(const uint8_t *)"\0peer", 5};

static struct queue *queue_made(void)
{
	struct queue *queue = memory_new(1, sizeof(*queue));

	cr_assert_not_null(queue);
	queue_init(queue);
	return queue;
}

static void queue_unmade(struct queue *queue)
{
	queue_fini(queue);
	memory_free(queue);
}

Test(queue, what_goes_in_comes_out_in_order_as_a_copy)
{
	struct queue *queue = queue_made();
	char text[] = "first";
	struct queued *queued;

	cr_assert_eq(queue_push(queue, 342, peer, slice_from_text(text), "127.0.0.1"), ERROR_NONE);
	text[0] = 'X';
	cr_assert_eq(queue_push(queue, 343, peer, SLICE_LITERAL("second"), ""), ERROR_NONE);
	queued = queue_pop(queue);
	cr_assert_not_null(queued);
	cr_expect(slice_equal(queued->envelope_bytes, SLICE_LITERAL("first")));
	cr_expect(slice_equal(queued->peer, peer));
	cr_expect_str_eq(queued->peer_address, "127.0.0.1");
	cr_expect_eq(queued->council, 342);
	queued_free(queued);
	queued = queue_pop(queue);
	cr_expect(slice_equal(queued->envelope_bytes, SLICE_LITERAL("second")));
	queued_free(queued);
	cr_expect_null(queue_pop(queue));
	queue_unmade(queue);
}

Test(queue, one_council_cannot_fill_it_for_the_others)
{
	struct queue *queue = queue_made();

	for (unsigned i = 0; i < QUEUE_COUNCIL_COUNT_MAX; i++)
		cr_assert_eq(queue_push(queue, 342, peer, SLICE_LITERAL("x"), ""), ERROR_NONE);
	cr_expect_eq(queue_push(queue, 342, peer, SLICE_LITERAL("x"), ""), ERROR_AGAIN);
	cr_expect_eq(queue_push(queue, 343, peer, SLICE_LITERAL("x"), ""), ERROR_NONE);
	queued_free(queue_pop(queue));
	cr_expect_eq(queue_push(queue, 342, peer, SLICE_LITERAL("x"), ""), ERROR_NONE, "a place that is free again can be taken");
	queue_unmade(queue);
}

Test(queue, it_is_bounded_in_number_over_many_rounds)
{
	struct queue *queue = queue_made();
	unsigned pushed = 0;

	for (int round = 0; round < 3; round++) {
		while (!queue_push(queue, (uint16_t)(100 + pushed % 800), peer, SLICE_LITERAL("x"), ""))
			pushed++;
		cr_expect_eq(queue->count, QUEUE_COUNT_MAX);
		for (unsigned i = 0; i < QUEUE_COUNT_MAX / 3; i++)
			queued_free(queue_pop(queue));
	}
	cr_expect_eq(queue->count_max, QUEUE_COUNT_MAX);
	queue_unmade(queue);
}

Test(queue, it_is_bounded_in_bytes)
{
	struct queue *queue = queue_made();
	static uint8_t large[1 << 20];
	unsigned pushed = 0;

	while (!queue_push(queue, (uint16_t)(100 + pushed), peer, slice_from(large, sizeof(large)), ""))
		pushed++;
	cr_expect_eq(pushed, QUEUE_BYTES_MAX / sizeof(large));
	queue_unmade(queue);
}

Test(queue, without_memory_it_is_as_it_was)
{
	struct queue *queue = queue_made();

	memory_fail_at(1);
	cr_expect_eq(queue_push(queue, 342, peer, SLICE_LITERAL("x"), ""), ERROR_NO_MEMORY);
	memory_fail_at(0);
	cr_expect_eq(queue->count, 0);
	cr_expect_eq(queue->bytes, 0);
	queue_unmade(queue);
}
