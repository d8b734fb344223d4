#include "collector/web/deadlines.h"

#include <criterion/criterion.h>
#include <stdlib.h>

Test(deadlines, come_due_in_order_and_once)
{
	struct deadlines deadlines;
	struct deadline a = {0}, b = {0}, c = {0};

	deadlines_init(&deadlines, 10);
	deadlines_set(&deadlines, &a, 100);
	deadlines_set(&deadlines, &b, 105);
	deadlines_set(&deadlines, &c, 105);
	cr_expect_null(deadlines_take_due(&deadlines, 109));
	cr_expect_eq(deadlines_take_due(&deadlines, 110), &a);
	cr_expect_null(deadlines_take_due(&deadlines, 114));
	cr_expect_eq(deadlines_take_due(&deadlines, 200), &b);
	cr_expect_eq(deadlines_take_due(&deadlines, 200), &c);
	cr_expect_null(deadlines_take_due(&deadlines, 200));
}

Test(deadlines, setting_again_moves_to_the_end)
{
	struct deadlines deadlines;
	struct deadline a = {0}, b = {0};

	deadlines_init(&deadlines, 10);
	deadlines_set(&deadlines, &a, 100);
	deadlines_set(&deadlines, &b, 101);
	deadlines_set(&deadlines, &a, 105);
	cr_expect_eq(deadlines_take_due(&deadlines, 112), &b);
	cr_expect_null(deadlines_take_due(&deadlines, 114));
	cr_expect_eq(deadlines_take_due(&deadlines, 115), &a);
}

Test(deadlines, a_removed_one_never_comes_due)
{
	struct deadlines deadlines;
	struct deadline deadline[3] = {{0}};

	for (int removed = 0; removed < 3; removed++) {
		deadlines_init(&deadlines, 10);
		for (int i = 0; i < 3; i++)
			deadlines_set(&deadlines, &deadline[i], 100);
		deadlines_remove(&deadlines, &deadline[removed]);
		deadlines_remove(&deadlines, &deadline[removed]);
		for (int i = 0; i < 3; i++)
			if (i != removed)
				cr_expect_eq(deadlines_take_due(&deadlines, 500), &deadline[i]);
		cr_expect_null(deadlines_take_due(&deadlines, 500));
		cr_expect(!deadlines.first && !deadlines.last);
	}
}

/* Against a plain array that is searched: the same ones come due, whatever is set and removed in between. */
Test(deadlines, agree_with_a_search)
{
	enum { COUNT = 20, TURNS = 20000, LENGTH_MS = 50 };

	struct deadlines deadlines;
	struct deadline items[COUNT] = {{0}};
	uint64_t due[COUNT] = {0}; /* 0: not set */
	unsigned seed = 7;
	uint64_t now = 1;

	deadlines_init(&deadlines, LENGTH_MS);
	for (int turn = 0; turn < TURNS; turn++) {
		int which = rand_r(&seed) % COUNT;
		struct deadline *taken;

		now += (uint64_t)(rand_r(&seed) % 5);
		if (rand_r(&seed) % 3 == 0) {
			deadlines_remove(&deadlines, &items[which]);
			due[which] = 0;
		} else {
			deadlines_set(&deadlines, &items[which], now);
			due[which] = now + LENGTH_MS;
		}
		while ((taken = deadlines_take_due(&deadlines, now))) {
			cr_assert(due[taken - items] != 0 && due[taken - items] <= now);
			due[taken - items] = 0;
		}
		for (int i = 0; i < COUNT; i++)
			cr_assert(due[i] == 0 || due[i] > now);
	}
}
