#include "collector/core/sparkline.h"

#include <criterion/criterion.h>

Test(sparkline, from_lowest_to_highest_with_gaps)
{
	static const struct {
		struct sparkline_value values[9];
		unsigned count;
		int64_t minimum, maximum;
		const char *written;
	} table[] = {
		{{{true, 0}, {true, 1}, {true, 2}, {true, 3}, {true, 4}, {true, 5}, {true, 6}, {true, 7}, {true, 8}}, 9, 0, 8, "▁▂▃▄▅▆▇██"},
		{{{true, 136}, {false, 0}, {true, 196}}, 3, 100, 196, "▄·█"},
		{{{true, 5}, {true, 5}}, 2, 5, 5, "▄▄"},
		{{{false, 0}}, 1, 0, 0, "·"},
		{{{true, INT64_MAX}, {true, INT64_MIN}}, 2, INT64_MIN, INT64_MAX, "█▁"},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		char buffer[64];
		struct text text;

		text_init_fixed(&text, buffer, sizeof(buffer));
		sparkline_put(&text, table[i].values, table[i].count, table[i].minimum, table[i].maximum);
		cr_expect_str_eq(buffer, table[i].written, "row %zu: %s", i, buffer);
	}
}
