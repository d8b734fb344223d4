#include "deploy/demo_data/days.h"

enum { WEEKDAY_SATURDAY = 5, BIRTH_DAY_FIRST = 2, BIRTH_DAY_LAST = 27, BIRTH_STEPS_MAX = 21 };

/* 0 is a Monday: 1 January 1970 was a Thursday. */
static int32_t weekday(int32_t days)
{
	int32_t rest = (days + 3) % 7;

	return rest < 0 ? rest + 7 : rest;
}

struct date day_of_work(struct chance *chance, int32_t low, int32_t high)
{
	int32_t days = high <= low ? low : (int32_t)chance_between(chance, low, high);
	int32_t past_friday = weekday(days) - (WEEKDAY_SATURDAY - 1);

	if (past_friday > 0 && days - past_friday >= low)
		days -= past_friday;
	else if (past_friday > 0 && days + 3 - past_friday <= high)
		days += 3 - past_friday;
	return (struct date){days};
}

static bool is_birth_day(int32_t days)
{
	int year, number, day;

	date_split((struct date){days}, &year, &number, &day);
	return weekday(days) >= WEEKDAY_SATURDAY && day >= BIRTH_DAY_FIRST && day <= BIRTH_DAY_LAST;
}

struct date day_of_birth(struct chance *chance, int32_t low, int32_t high)
{
	int32_t days = high <= low ? low : (int32_t)chance_between(chance, low, high);
	int32_t down = days, up = days;

	/* Never more than eight days from one birth day to the next. */
	for (int32_t step = 0; step < BIRTH_STEPS_MAX; step++) {
		if (down >= low && is_birth_day(down))
			return (struct date){down};
		if (up <= high && is_birth_day(up))
			return (struct date){up};
		down--;
		up++;
	}
	INVARIANT(false);
	return (struct date){days};
}

int collection_year(struct date date)
{
	struct month month = date_month(date);

	return month_year(month) + (month_number(month) > 3 ? 1 : 0);
}

struct date collection_eve(int year)
{
	return month_last_day(month_from(year - 1, 3));
}
