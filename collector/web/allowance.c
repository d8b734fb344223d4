#include "collector/web/allowance.h"

void allowance_init(struct allowance *allowance, uint64_t now_us)
{
	*allowance = (struct allowance){.at_us = now_us, .left_us = ALLOWANCE_MAX_US};
}

bool allowance_has(struct allowance *allowance, uint64_t now_us)
{
	uint64_t passed_us = now_us > allowance->at_us ? now_us - allowance->at_us : 0;
	uint64_t room_us = (uint64_t)(ALLOWANCE_MAX_US - allowance->left_us);
	uint64_t earned_us = passed_us / 100 * ALLOWANCE_PERCENT;

	allowance->left_us += (int64_t)(earned_us < room_us ? earned_us : room_us);
	allowance->at_us += passed_us;
	return allowance->left_us > 0;
}

void allowance_take(struct allowance *allowance, uint64_t taken_us)
{
	if (taken_us > ALLOWANCE_FREE_US)
		allowance->left_us -= (int64_t)(taken_us - ALLOWANCE_FREE_US);
}
