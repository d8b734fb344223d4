#include "deploy/demo_data/care_course.h"

enum {
	PASSING_SHARE = 8,               /* one in so many who start has left again at the year's end */
	UNACCOMPANIED_USUAL = 3,         /* where the number is not published, mostly because it is small */
	UNACCOMPANIED_GONE_PERCENT = 40, /* they come at 15 to 17 and leave at 18 */
};

static int32_t smaller(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

static int32_t larger(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

static int32_t known_or(int32_t value, int32_t otherwise)
{
	return value == CHILDREN_UNKNOWN ? otherwise : value;
}

/* Deals out a year's published flows; false when they cannot be. */
static bool year_flows(struct care_year *year, int32_t started, int32_t ceased, int32_t closing)
{
	int32_t gap = closing - (year->opening + started - ceased);

	year->again_in = larger(gap, 0);
	year->again_out = larger(-gap, 0);
	int32_t once_started = started - year->again_in - year->again_out;
	int32_t once_ceased = ceased - year->again_in - year->again_out;

	if (once_started < 0 || once_ceased < 0)
		return false;
	year->passing = smaller(once_started, once_ceased) / PASSING_SHARE;
	year->new = once_started - year->passing;
	year->gone = once_ceased - year->passing;
	return year->gone + year->again_out <= year->opening;
}

/* From `before` unaccompanied children to `after`; false when more of them would have to come or go than do. */
static bool year_unaccompanied(struct care_year *year, int32_t before, int32_t after)
{
	int32_t gone = larger(before * UNACCOMPANIED_GONE_PERCENT / 100, before - after);

	gone = smaller(gone, smaller(year->gone, before));
	year->unaccompanied_gone = gone;
	year->unaccompanied_new = after - before + gone;
	return year->unaccompanied_new >= 0 && year->unaccompanied_new <= year->new;
}

/* The first year with a figure of the looked after; CHILDREN_YEARS: none. */
static unsigned first_year(const struct children_council *council)
{
	unsigned first = 0;

	while (first < CHILDREN_YEARS && council->values[first][CHILDREN_CLA] == CHILDREN_UNKNOWN)
		first++;
	return first;
}

static unsigned last_year(const struct children_council *council)
{
	unsigned last = CHILDREN_YEARS - 1;

	while (last > 0 && council->values[last][CHILDREN_CLA] == CHILDREN_UNKNOWN)
		last--;
	return last;
}

/* The opening state, and the index of the first year to build. */
static unsigned open_course(const struct children_council *council, unsigned first, struct care_course *course)
{
	const int32_t *values = council->values[first];

	course->opening_unaccompanied = known_or(values[CHILDREN_CLA_UNACCOMPANIED], UNACCOMPANIED_USUAL);
	course->opening = values[CHILDREN_CLA];
	if (first == 0)
		return 1;
	course->opening += known_or(values[CHILDREN_CLA_CEASED], 0) - known_or(values[CHILDREN_CLA_STARTED], 0);
	return first;
}

/* The year that ends on 31 March of year `index`; the one after the last has the last one's flows. */
static bool add_year(const struct children_council *council, unsigned index, struct care_course *course, int32_t *stock, int32_t *unaccompanied)
{
	const int32_t *values = council->values[smaller((int32_t)index, CHILDREN_YEARS - 1)];
	bool is_invented = index == CHILDREN_YEARS;
	int32_t started = known_or(values[CHILDREN_CLA_STARTED], *stock / 3);
	int32_t ceased = known_or(values[CHILDREN_CLA_CEASED], *stock / 3);
	int32_t closing = is_invented ? *stock + started - ceased : known_or(values[CHILDREN_CLA], *stock + started - ceased);
	int32_t target = is_invented ? *unaccompanied : known_or(values[CHILDREN_CLA_UNACCOMPANIED], UNACCOMPANIED_USUAL);
	struct care_year *year = &course->years[course->count++];

	*year = (struct care_year){
		.eve = month_last_day(month_from(CHILDREN_YEAR_FIRST + (int)index - 1, 3)),
		.last = month_last_day(month_from(CHILDREN_YEAR_FIRST + (int)index, 3)),
		.opening = *stock,
	};
	if (!year_flows(year, started, ceased, closing) || !year_unaccompanied(year, *unaccompanied, target))
		return false;
	*stock = closing;
	*unaccompanied = target;
	return true;
}

enum error care_course_build(const struct children_council *council, struct care_course *out)
{
	unsigned first = first_year(council), last = last_year(council);
	struct care_course course = {.count = 0};

	if (first == CHILDREN_YEARS)
		return ERROR_NOT_FOUND;
	first = open_course(council, first, &course);
	last = last == CHILDREN_YEARS - 1 ? CHILDREN_YEARS : last;
	int32_t stock = course.opening, unaccompanied = course.opening_unaccompanied;

	if (stock < unaccompanied)
		return ERROR_NOT_FOUND;
	for (unsigned index = first; index <= last; index++) {
		if (!add_year(council, index, &course, &stock, &unaccompanied))
			return ERROR_NOT_FOUND;
	}
	*out = course;
	return ERROR_NONE;
}
