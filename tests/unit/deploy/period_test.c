#include "deploy/demo_data/period.h"

#include <criterion/criterion.h>

static struct month month(int year, int number)
{
	return month_from(year, number);
}

/* The months at whose end a council exists: Cumbria ended with March 2023, and its successors began with April. */
Test(period, is_cut_to_the_council)
{
	static const struct {
		uint16_t code;
		int from_year, from, to_year, to;                 /* of the demo */
		int own_from_year, own_from, own_to_year, own_to; /* 0: none */
	} rows[] = {
		{342, 2019, 9, 2022, 9, 2019, 9, 2022, 9}, {909, 2017, 9, 2025, 9, 2017, 9, 2023, 3}, {909, 2017, 9, 2023, 3, 2017, 9, 2023, 3},
		{909, 2023, 3, 2023, 4, 2023, 3, 2023, 3}, {909, 2023, 4, 2025, 9, 0, 0, 0, 0},       {942, 2017, 9, 2025, 9, 2023, 4, 2025, 9},
		{943, 2023, 5, 2025, 9, 2023, 5, 2025, 9}, {943, 2017, 9, 2023, 4, 2023, 4, 2023, 4}, {942, 2019, 9, 2022, 9, 0, 0, 0, 0},
		{942, 2019, 9, 2023, 3, 0, 0, 0, 0},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct period demo = {month(rows[i].from_year, rows[i].from), month(rows[i].to_year, rows[i].to)}, own = {{0}, {0}};
		bool exists = period_of_council(&demo, council_find(rows[i].code), &own);

		cr_assert_eq(exists, rows[i].own_from != 0, "row %zu", i);
		if (!exists)
			continue;
		cr_assert_eq(month_compare(own.from, month(rows[i].own_from_year, rows[i].own_from)), 0, "row %zu", i);
		cr_assert_eq(month_compare(own.to, month(rows[i].own_to_year, rows[i].own_to)), 0, "row %zu", i);
	}
}
