#include "agent/core/sheet.h"

#include <criterion/criterion.h>

enum { ROOM = 512 };

Test(sheet, begins_with_every_measure_not_computed_in_order)
{
	static struct return_measure measures[ROOM];
	struct sheet sheet;

	sheet_init(&sheet, measures, ROOM);
	cr_assert_eq(sheet.count, catalogue_sent_count());
	for (unsigned i = 0; i < sheet.count; i++) {
		cr_assert_eq(measures[i].symbol, SYMBOL_X);
		cr_assert_eq(measures[i].reason, REASON_NOT_COMPUTED);
		cr_assert(i == 0 || measures[i - 1].number < measures[i].number);
	}
}

Test(sheet, what_was_put_last_stands)
{
	static struct return_measure measures[ROOM];
	struct sheet sheet;

	sheet_init(&sheet, measures, ROOM);
	sheet_put(&sheet, MEASURE_CASES, 2500);
	sheet_lack(&sheet, MEASURE_VACANCY_FTE, SYMBOL_U, REASON_CELL_REFUSED);
	cr_assert_eq(sheet_at(&sheet, MEASURE_CASES)->value, 2500);
	cr_assert_eq(sheet_at(&sheet, MEASURE_CASES)->symbol, SYMBOL_NONE);
	cr_assert_eq(sheet_at(&sheet, MEASURE_CASES)->reason, REASON_NONE);
	cr_assert_eq(sheet_at(&sheet, MEASURE_VACANCY_FTE)->symbol, SYMBOL_U);
	sheet_lack(&sheet, MEASURE_CASES, SYMBOL_X, REASON_CELL_EMPTY);
	cr_assert_eq(sheet_at(&sheet, MEASURE_CASES)->value, 0);
}
