#include "common/working_days.h"

enum { JANUARY = 1, MAY = 5, JUNE = 6, AUGUST = 8, DECEMBER = 12, DAYS_PER_WEEK = 7, CHRISTMAS = 25 };

/* 1970-01-01 was a Thursday. */
enum weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

struct calendar_day {
	int year, number, day;
};

static enum weekday weekday_of(struct date day)
{
	int32_t weekday = (day.days % DAYS_PER_WEEK + THURSDAY) % DAYS_PER_WEEK;

	return (enum weekday)(weekday < 0 ? weekday + DAYS_PER_WEEK : weekday);
}

/* Holidays that were proclaimed for one year alone: those added, and the days to which one of the regular Mondays was moved. */
static const struct calendar_day proclaimed[] = {
	{1995, MAY, 8},                        /* early May, moved: 50 years of VE day */
	{1999, DECEMBER, 31},                  /* the millennium */
	{2002, JUNE, 3},      {2002, JUNE, 4}, /* Golden Jubilee, and spring moved */
	{2011, 4, 29},                         /* a royal wedding */
	{2012, JUNE, 4},      {2012, JUNE, 5}, /* spring moved, and Diamond Jubilee */
	{2020, MAY, 8},                        /* early May, moved: 75 years of VE day */
	{2022, JUNE, 2},      {2022, JUNE, 3}, /* spring moved, and Platinum Jubilee */
	{2022, 9, 19},                         /* a state funeral */
	{2023, MAY, 8},                        /* a coronation */
};

/* The regular Mondays that were no holidays, because they were moved. */
static const struct calendar_day moved[] = {
	{1995, MAY, 1}, {2002, MAY, 27}, {2012, MAY, 28}, {2020, MAY, 4}, {2022, MAY, 30},
};

static bool is_in(struct calendar_day day, const struct calendar_day *days, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (days[i].year == day.year && days[i].number == day.number && days[i].day == day.day)
			return true;
	return false;
}

/* The anonymous Gregorian computus: Nature, 20 April 1876, as in Meeus, "Astronomical Algorithms", chapter 8. */
struct date easter_sunday(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	int n = h + l - 7 * m + 114;
	struct date easter;

	INVARIANT(date_from(year, n / 31, n % 31 + 1, &easter) == ERROR_NONE);
	return easter;
}

static bool is_at_easter(struct date day, int year)
{
	int32_t distance;

	if (year < YEAR_MIN || year > YEAR_MAX)
		return false;
	distance = day.days - easter_sunday(year).days;
	return distance == -2 || distance == 1;
}

/* Early May on its first Monday, spring and summer on the last Mondays of May and August. */
static bool is_regular_monday(struct calendar_day day, enum weekday weekday)
{
	if (weekday != MONDAY || is_in(day, moved, sizeof(moved) / sizeof(moved[0])))
		return false;
	return (day.number == MAY && (day.day <= 7 || day.day > 24)) || (day.number == AUGUST && day.day > 24);
}

/* New Year's Day, or the Monday behind it when it falls on a weekend. */
static bool is_new_year(struct calendar_day day, enum weekday weekday)
{
	return day.number == JANUARY && (day.day == 1 || (weekday == MONDAY && day.day <= 3));
}

/* Christmas and Boxing Day; each that falls on a weekend has its substitute on the first day behind them that is neither weekend nor holiday. */
static bool is_christmas(struct calendar_day day, enum weekday weekday)
{
	if (day.number != DECEMBER)
		return false;
	switch (day.day - CHRISTMAS) {
	case 0:
	case 1:
		return true;
	case 2:
	case 3:
		return weekday == MONDAY || weekday == TUESDAY;
	default:
		return false;
	}
}

bool is_bank_holiday(struct date day)
{
	enum weekday weekday = weekday_of(day);
	struct calendar_day split;

	date_split(day, &split.year, &split.number, &split.day);
	return is_new_year(split, weekday) || is_at_easter(day, split.year) || is_regular_monday(split, weekday) || is_christmas(split, weekday) ||
	       is_in(split, proclaimed, sizeof(proclaimed) / sizeof(proclaimed[0]));
}

bool is_working_day(struct date day)
{
	return weekday_of(day) < SATURDAY && !is_bank_holiday(day);
}

struct date working_days_after(struct date from, unsigned count)
{
	struct date day = from;

	while (count) {
		day.days++;
		count -= is_working_day(day);
	}
	return day;
}
