#include "collector/core/axis.h"

#include "common/decimal.h"

enum { POSITION_DIGITS = 2, POWER_MAX = 17 };

struct axis axis_for(int64_t maximum)
{
	static const int64_t factors[] = {1, 2, 5};

	for (unsigned power = 0; power <= POWER_MAX; power++) {
		for (unsigned index = 0; index < 3; index++) {
			int64_t step = factors[index] * decimal_power(power);

			if (maximum <= step * AXIS_STEPS_MAX)
				return (struct axis){.step = step, .steps = maximum <= 0 ? 1 : (unsigned)((maximum - 1) / step + 1)};
		}
	}
	return (struct axis){.step = INT64_MAX / AXIS_STEPS_MAX, .steps = AXIS_STEPS_MAX};
}

void axis_put_position(struct text *text, const struct axis *axis, int64_t value)
{
	int64_t end = axis->step * (int64_t)axis->steps;
	int64_t position;

	if (value > end)
		value = end;
	if (value < 0 || decimal_ratio(value, end, 100, POSITION_DIGITS, &position))
		position = 0;
	text_put_decimal(text, position, POSITION_DIGITS, 0);
}
