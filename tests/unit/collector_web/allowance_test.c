#include "collector/web/allowance.h"

#include <criterion/criterion.h>

enum { SECOND_US = 1000000, QUESTION_US = 250000 };

/* How many questions of a quarter of a second are answered when they are asked without a pause for so long. */
static unsigned answered_in(struct allowance *allowance, uint64_t *now_us, unsigned seconds)
{
	uint64_t end_us = *now_us + (uint64_t)seconds * SECOND_US;
	unsigned answered = 0;

	while (*now_us < end_us) {
		if (!allowance_has(allowance, *now_us)) {
			*now_us += 1000; /* the next one is refused at once */
			continue;
		}
		allowance_take(allowance, QUESTION_US + ALLOWANCE_FREE_US);
		*now_us += QUESTION_US;
		answered++;
	}
	return answered;
}

Test(allowance, the_past_has_a_share_of_the_time)
{
	struct allowance allowance;
	uint64_t now_us = 77 * (uint64_t)SECOND_US;
	unsigned first, later;

	allowance_init(&allowance, now_us);
	first = answered_in(&allowance, &now_us, 6);
	cr_expect(first >= 23 && first <= 26, "what was saved up: %u", first);
	answered_in(&allowance, &now_us, 60);
	later = answered_in(&allowance, &now_us, 100);
	cr_expect(later >= 98 && later <= 102, "a quarter of 100 seconds in quarters of a second: %u", later);
}

Test(allowance, what_is_saved_up_has_an_end)
{
	struct allowance allowance;

	allowance_init(&allowance, 0);
	cr_expect(allowance_has(&allowance, UINT64_MAX / 2));
	cr_expect_eq(allowance.left_us, ALLOWANCE_MAX_US);
	allowance_take(&allowance, ALLOWANCE_FREE_US);
	cr_expect_eq(allowance.left_us, ALLOWANCE_MAX_US);
	allowance_take(&allowance, 2 * (uint64_t)ALLOWANCE_MAX_US);
	cr_expect_not(allowance_has(&allowance, UINT64_MAX / 2), "it is owed");
	cr_expect_not(allowance_has(&allowance, UINT64_MAX / 2 - 1), "a clock that stood still");
	cr_expect(allowance_has(&allowance, UINT64_MAX / 2 + 5 * (uint64_t)ALLOWANCE_MAX_US));
}
