#include "deploy/demo_data/days.h"

#include <criterion/criterion.h>

static struct date day(int year, int month, int number)
{
	struct date date;

	cr_assert_eq(date_from(year, month, number, &date), ERROR_NONE);
	return date;
}

Test(days, of_a_collection_year)
{
	static const struct {
		int year, month, day, collection;
	} rows[] = {{2020, 3, 31, 2020}, {2020, 4, 1, 2021}, {2019, 4, 1, 2020}, {2020, 12, 31, 2021}, {2021, 1, 1, 2021}};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_assert_eq(collection_year(day(rows[i].year, rows[i].month, rows[i].day)), rows[i].collection, "row %zu", i);
	cr_assert_eq(collection_eve(2021).days, day(2020, 3, 31).days);
}

/* 0 is a Monday: 3 January 2000 was one. */
static int weekday(struct date date)
{
	return (int)(((date.days - day(2000, 1, 3).days) % 7 + 7) % 7);
}

Test(days, of_birth_are_on_weekends_and_within_months)
{
	struct chance chance;

	chance_init(&chance, 1, 1);
	for (int32_t low = day(1998, 1, 1).days; low < day(2025, 1, 1).days; low += 13) {
		struct date born = day_of_birth(&chance, low, low + 21);
		int year, month, number;

		date_split(born, &year, &month, &number);
		cr_assert(born.days >= low && born.days <= low + 21);
		cr_assert(number >= 2 && number <= 27, "the %d", number);
		cr_assert(weekday(born) >= 5);
	}
}

Test(days, of_work_keep_their_bounds)
{
	struct chance chance;

	chance_init(&chance, 1, 1);
	for (int32_t low = day(2019, 1, 1).days; low < day(2022, 1, 1).days; low++) {
		struct date three = day_of_work(&chance, low, low + 2);

		cr_assert(three.days >= low && three.days <= low + 2 && weekday(three) < 5);
		cr_assert_eq(day_of_work(&chance, low, low).days, low);
		cr_assert_eq(day_of_work(&chance, low, low - 9).days, low);
	}
}
