#include "common/month.h"

enum { MONTHS_PER_YEAR = 12, SECONDS_PER_DAY = 86400 };

static int64_t floor_divide(int64_t value, int64_t divisor)
{
	return value / divisor - (value % divisor < 0);
}

/*
 * Days since 1970-01-01. The year is taken to begin in March, so that the leap day comes last, and is counted within eras of 400 years, which
 * all have the same days: Howard Hinnant, "chrono-compatible low-level date algorithms".
 */
static int64_t days_from_civil(int64_t year, int number, int day)
{
	int64_t march_year = year - (number <= 2);
	int64_t era = floor_divide(march_year, 400);
	int64_t year_of_era = march_year - era * 400;
	int64_t day_of_year = (153 * (number + (number > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * 146097 + day_of_era - 719468;
}

static bool is_leap_year(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int number)
{
	static const int days[MONTHS_PER_YEAR] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return days[number - 1] + (number == 2 && is_leap_year(year));
}

struct month month_from(int year, int number)
{
	INVARIANT(year >= YEAR_MIN && year <= YEAR_MAX && number >= 1 && number <= MONTHS_PER_YEAR);
	return (struct month){year * MONTHS_PER_YEAR + number - 1};
}

int month_year(struct month month)
{
	return (int)floor_divide(month.index, MONTHS_PER_YEAR);
}

int month_number(struct month month)
{
	return month.index - month_year(month) * MONTHS_PER_YEAR + 1;
}

/* The value of `size` decimal digits at `index`; -1 when they are not digits or not there. */
static int digits_at(struct slice text, size_t index, size_t size)
{
	int value = 0;

	if (index > text.size || size > text.size - index)
		return -1;
	for (size_t i = index; i < index + size; i++) {
		if (text.data[i] < '0' || text.data[i] > '9')
			return -1;
		value = value * 10 + (text.data[i] - '0');
	}
	return value;
}

static bool byte_at(struct slice text, size_t index, uint8_t byte)
{
	return index < text.size && text.data[index] == byte;
}

static enum error month_checked(int year, int number, struct month *out)
{
	if (number < 1 || number > MONTHS_PER_YEAR)
		return ERROR_INVALID;
	if (year < YEAR_MIN || year > YEAR_MAX)
		return ERROR_LIMIT;
	*out = month_from(year, number);
	return ERROR_NONE;
}

enum error month_parse(struct slice text, struct month *out)
{
	int year = digits_at(text, 0, 4);
	int number = digits_at(text, 5, 2);

	if (text.size != 7 || year < 0 || number < 0 || !byte_at(text, 4, '-'))
		return ERROR_MALFORMED;
	return month_checked(year, number, out);
}

struct month month_add(struct month month, int months)
{
	struct month sum;

	INVARIANT(!__builtin_add_overflow(month.index, months, &sum.index));
	return sum;
}

int month_compare(struct month a, struct month b)
{
	return (a.index > b.index) - (a.index < b.index);
}

struct date month_first_day(struct month month)
{
	int64_t days = days_from_civil(month_year(month), month_number(month), 1);

	INVARIANT(days >= INT32_MIN && days <= INT32_MAX);
	return (struct date){(int32_t)days};
}

struct date month_last_day(struct month month)
{
	return (struct date){month_first_day(month_add(month, 1)).days - 1};
}

const char *month_name(struct month month)
{
	static const char *const names[MONTHS_PER_YEAR] = {"January", "February", "March",     "April",   "May",      "June",
							   "July",    "August",   "September", "October", "November", "December"};

	return names[month_number(month) - 1];
}

uint32_t month_to_number(struct month month)
{
	INVARIANT(month.index >= 0);
	return (uint32_t)month_year(month) * 100 + (uint32_t)month_number(month);
}

enum error month_from_number(uint32_t number, struct month *out)
{
	return month_checked((int)(number / 100), (int)(number % 100), out);
}

enum error date_from(int year, int number, int day, struct date *out)
{
	if (number < 1 || number > MONTHS_PER_YEAR || day < 1)
		return ERROR_INVALID;
	if (year < YEAR_MIN || year > YEAR_MAX)
		return ERROR_LIMIT;
	if (day > days_in_month(year, number))
		return ERROR_INVALID;
	*out = (struct date){(int32_t)days_from_civil(year, number, day)};
	return ERROR_NONE;
}

/* A date's numbers as they were written, and how many bytes they took; not yet a date that exists. */
struct written_date {
	int year, number, day;
	size_t size;
};

static bool iso_date_read(struct slice text, struct written_date *out)
{
	struct written_date date = {.year = digits_at(text, 0, 4), .number = digits_at(text, 5, 2), .day = digits_at(text, 8, 2), .size = 10};

	if (date.year < 0 || date.number < 0 || date.day < 0 || !byte_at(text, 4, '-') || !byte_at(text, 7, '-'))
		return false;
	*out = date;
	return true;
}

/* One or two digits and a slash at *index, which moves behind them; -1 when they are not there. */
static int slashed_number(struct slice text, size_t *index)
{
	size_t size = byte_at(text, *index + 1, '/') ? 1 : 2;
	int value = digits_at(text, *index, size);

	if (!byte_at(text, *index + size, '/'))
		return -1;
	*index += size + 1;
	return value;
}

static bool british_date_read(struct slice text, struct written_date *out)
{
	struct written_date date = {.size = 0};

	date.day = slashed_number(text, &date.size);
	if (date.day < 0)
		return false;
	date.number = slashed_number(text, &date.size);
	if (date.number < 0)
		return false;
	date.year = digits_at(text, date.size, 4);
	if (date.year < 0)
		return false;
	date.size += 4;
	*out = date;
	return true;
}

static bool is_midnight_or_nothing(struct slice time)
{
	return time.size == 0 || slice_equal(time, SLICE_LITERAL("T00:00:00")) || slice_equal(time, SLICE_LITERAL(" 00:00:00")) ||
	       slice_equal(time, SLICE_LITERAL(" 00:00"));
}

enum error date_parse(struct slice text, struct date *out)
{
	struct written_date date;

	if (!iso_date_read(text, &date) && !british_date_read(text, &date))
		return ERROR_MALFORMED;
	if (!is_midnight_or_nothing(slice_from(text.data + date.size, text.size - date.size)))
		return ERROR_MALFORMED;
	return date_from(date.year, date.number, date.day, out);
}

struct month date_month(struct date date)
{
	int year, number, day;

	date_split(date, &year, &number, &day);
	return (struct month){year * MONTHS_PER_YEAR + number - 1};
}

/* The inverse of days_from_civil, by the same source. */
void date_split(struct date date, int *year, int *number, int *day)
{
	int64_t days = (int64_t)date.days + 719468;
	int64_t era = floor_divide(days, 146097);
	int64_t day_of_era = days - era * 146097;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t march_month = (5 * day_of_year + 2) / 153;

	*day = (int)(day_of_year - (153 * march_month + 2) / 5 + 1);
	*number = (int)(march_month < 10 ? march_month + 3 : march_month - 9);
	*year = (int)(year_of_era + era * 400 + (*number <= 2));
}

struct date date_of_time(int64_t seconds)
{
	int64_t first = days_from_civil(0, 1, 1);
	int64_t last = days_from_civil(9999, 12, 31);
	int64_t days = floor_divide(seconds, SECONDS_PER_DAY);

	return (struct date){(int32_t)(days < first ? first : days > last ? last : days)};
}

enum error time_parse(struct slice text, int64_t *out)
{
	struct written_date written;
	struct date date;
	enum error error;
	int hour = digits_at(text, 11, 2);
	int minute = digits_at(text, 14, 2);
	int second = digits_at(text, 17, 2);
	bool is_date = text.size == 10;

	if (!iso_date_read(text, &written))
		return ERROR_MALFORMED;
	if (!is_date && (text.size != 20 || hour < 0 || minute < 0 || second < 0 || !byte_at(text, 10, 'T') || !byte_at(text, 13, ':') ||
			 !byte_at(text, 16, ':') || !byte_at(text, 19, 'Z')))
		return ERROR_MALFORMED;
	error = date_from(written.year, written.number, written.day, &date);
	if (error)
		return error;
	if (!is_date && (hour > 23 || minute > 59 || second > 59))
		return ERROR_INVALID;
	*out = (int64_t)date.days * SECONDS_PER_DAY + (is_date ? 0 : hour * 3600 + minute * 60 + second);
	return ERROR_NONE;
}
