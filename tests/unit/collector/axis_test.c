#include "collector/core/axis.h"

#include <criterion/criterion.h>

Test(axis, ends_at_a_round_number_that_holds_the_maximum)
{
	static const struct {
		int64_t maximum, step;
		unsigned steps;
	} rows[] = {
		{0, 1, 1},
		{1, 1, 1},
		{5, 1, 5},
		{6, 2, 3},
		{10, 2, 5},
		{11, 5, 3},
		{25, 5, 5},
		{26, 10, 3},
		{310, 100, 4},
		{500, 100, 5},
		{501, 200, 3},
		{1000, 200, 5},
		{1001, 500, 3},
		{6219, 2000, 4},
		{999, 200, 5},
		{-3, 1, 1},
		{INT64_MAX, INT64_MAX / 5, 5},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct axis axis = axis_for(rows[i].maximum);

		cr_expect_eq(axis.step, rows[i].step, "%ld: step %ld", (long)rows[i].maximum, (long)axis.step);
		cr_expect_eq(axis.steps, rows[i].steps, "%ld: %u steps", (long)rows[i].maximum, axis.steps);
	}
}

Test(axis, every_maximum_fits_and_fills_more_than_half)
{
	for (int64_t maximum = 3; maximum < 20000; maximum++) {
		struct axis axis = axis_for(maximum);
		int64_t end = axis.step * (int64_t)axis.steps;

		cr_assert(end >= maximum && end - axis.step < maximum && maximum * 2 >= end, "%ld on %ld", (long)maximum, (long)end);
	}
}

Test(axis, positions_are_exact_and_stay_inside)
{
	static const struct {
		int64_t value;
		const char *position;
	} rows[] = {{0, "0"}, {1, "0.25"}, {100, "25"}, {133, "33.25"}, {400, "100"}, {401, "100"}, {-1, "0"}};
	struct axis axis = {.step = 100, .steps = 4};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char buffer[16];
		struct text text;

		text_init_fixed(&text, buffer, sizeof(buffer));
		axis_put_position(&text, &axis, rows[i].value);
		cr_expect_str_eq(buffer, rows[i].position);
	}
}
