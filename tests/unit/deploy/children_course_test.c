#include "deploy/demo_data/care_course.h"
#include "deploy/demo_data/need_course.h"

#include "tests/unit/deploy/children_table.h"

static struct children_published table;

Test(children_course, of_care_is_the_published_one)
{
	unsigned years = 0, with_gap = 0;

	children_table_read(&table);
	for (unsigned i = 0; i < table.council_count; i++) {
		const struct children_council *council = &table.councils[i];
		struct care_course course;

		cr_assert_eq(care_course_build(council, &course), ERROR_NONE, "council %u", council->code);
		for (unsigned y = 0; y < course.count; y++) {
			const struct care_year *year = &course.years[y];
			int last = month_year(date_month(year->last));
			const int32_t *values = last > 2025 ? NULL : council->values[last - CHILDREN_YEAR_FIRST];
			int32_t started = year->new + year->passing + year->again_in + year->again_out;
			int32_t ceased = year->gone + year->passing + year->again_in + year->again_out;
			int32_t closing = year->opening + started - ceased + year->again_in - year->again_out;

			cr_assert(year->again_in == 0 || year->again_out == 0);
			cr_assert(year->unaccompanied_new <= year->new && year->unaccompanied_gone <= year->gone);
			if (y + 1 < course.count)
				cr_assert_eq(closing, course.years[y + 1].opening, "council %u %d", council->code, last);
			if (values == NULL)
				continue;
			cr_assert_eq(started, values[CHILDREN_CLA_STARTED], "council %u %d", council->code, last);
			cr_assert_eq(ceased, values[CHILDREN_CLA_CEASED], "council %u %d", council->code, last);
			cr_assert_eq(closing, values[CHILDREN_CLA], "council %u %d", council->code, last);
			years++;
			with_gap += year->again_in + year->again_out > 0;
		}
	}
	/* All dates but each council's first one; the successors of Cumbria have their opening state from the identity. */
	cr_assert_eq(years, 232 - 23);
	cr_assert_eq(with_gap, 177);
}

/* A council with `stock` children on 31 March 2016 and the given figures a year later. */
static struct children_council small_council(int32_t stock, int32_t started, int32_t ceased, int32_t closing)
{
	struct children_council council = {.code = 342};

	for (unsigned cell = 0; cell < CHILDREN_YEARS * CHILDREN_MEASURES; cell++)
		council.values[cell / CHILDREN_MEASURES][cell % CHILDREN_MEASURES] = CHILDREN_UNKNOWN;
	council.values[0][CHILDREN_CLA] = stock;
	council.values[1][CHILDREN_CLA_STARTED] = started;
	council.values[1][CHILDREN_CLA_CEASED] = ceased;
	council.values[1][CHILDREN_CLA] = closing;
	return council;
}

Test(children_course, of_care_has_returns_for_the_gap)
{
	static const struct {
		int32_t stock, started, ceased, closing, again_in, again_out;
		enum error error;
	} rows[] = {
		{100, 40, 40, 100, 0, 0, ERROR_NONE},      {100, 40, 40, 103, 3, 0, ERROR_NONE},
		{100, 40, 40, 98, 0, 2, ERROR_NONE},       {100, 2, 40, 65, 0, 0, ERROR_NOT_FOUND}, /* three come back, and only two start */
		{100, 40, 2, 141, 0, 0, ERROR_NOT_FOUND},                                           /* three come back, and only two leave */
		{100, 40, 120, 20, 0, 0, ERROR_NOT_FOUND},                                          /* more leave than are there */
		{2, 0, 0, 2, 0, 0, ERROR_NOT_FOUND},                                                /* fewer than are unaccompanied */
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct children_council council = small_council(rows[i].stock, rows[i].started, rows[i].ceased, rows[i].closing);
		struct care_course course;

		cr_assert_eq(care_course_build(&council, &course), rows[i].error, "row %zu", i);
		if (rows[i].error)
			continue;
		cr_assert_eq(course.count, 1, "row %zu", i);
		cr_assert_eq(course.years[0].again_in, rows[i].again_in, "row %zu", i);
		cr_assert_eq(course.years[0].again_out, rows[i].again_out, "row %zu", i);
	}
}

Test(children_course, of_need_is_the_published_one)
{
	unsigned years = 0, groups = 0;

	children_table_read(&table);
	for (unsigned i = 0; i < table.council_count; i++) {
		const struct children_council *council = &table.councils[i];
		struct need_course course;

		cr_assert_eq(need_course_build(council, &course), ERROR_NONE, "council %u", council->code);
		for (unsigned y = 0; y < course.count; y++) {
			const struct need_year *year = &course.years[y];
			int last = month_year(date_month(year->last));
			int32_t sum = 0;

			for (unsigned group = 0; group < NEED_DURATIONS; group++)
				sum += year->closing.durations[group];
			cr_assert_eq(sum, year->closing.plans, "council %u %d", council->code, last);
			if (last > 2025)
				continue;
			const int32_t *values = council->values[last - CHILDREN_YEAR_FIRST];

			cr_assert_eq(year->closing.cases, values[CHILDREN_CIN]);
			cr_assert_eq(year->closing.plans, values[CHILDREN_CPP]);
			cr_assert_eq(year->plans_started, values[CHILDREN_CPP_STARTED]);
			cr_assert_eq(year->plans_repeated, values[CHILDREN_CPP_REPEAT]);
			for (unsigned group = 0; group < NEED_DURATIONS; group++) {
				int32_t published = values[CHILDREN_CPP_UP_TO_3_MONTHS + group];

				groups += published != CHILDREN_UNKNOWN;
				cr_assert(published == CHILDREN_UNKNOWN || published == year->closing.durations[group]);
			}
			years++;
		}
	}
	cr_assert_eq(years, 232 - 23);
	cr_assert(groups > 800, "%u groups", groups);
}

Test(children_course, of_need_cannot_be_anything)
{
	static const struct {
		int32_t cases, plans, started, repeats, up_to_3, to_6, to_12, to_24, more;
	} rows[] = {
		{100, 120, 60, 5, 40, 40, 40, 0, 0}, /* more plans than children */
		{100, 40, 20, 30, 10, 5, 5, 10, 10}, /* more repeats than starts */
		{100, 40, 20, 5, 20, 10, 0, 10, 0},  /* more of under a year than started in it */
		{100, 40, 40, 5, 20, 10, 0, 0, 11},  /* the groups are not the sum */
		{100, 40, 10, 5, 5, 5, 0, 30, 0},    /* more of over a year than were there */
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct children_council council = small_council(10, 2, 2, 10);
		struct need_course course;
		const int32_t before[] = {100, 40, 40, 5, 10, 10, 5, 10, 5};
		const int32_t after[] = {rows[i].cases, rows[i].plans, rows[i].started, rows[i].repeats, rows[i].up_to_3,
					 rows[i].to_6,  rows[i].to_12, rows[i].to_24,   rows[i].more};

		memcpy(&council.values[0][CHILDREN_CIN], before, sizeof(before));
		memcpy(&council.values[1][CHILDREN_CIN], before, sizeof(before));
		cr_assert_eq(need_course_build(&council, &course), ERROR_NONE, "row %zu", i);
		memcpy(&council.values[1][CHILDREN_CIN], after, sizeof(after));
		cr_assert_eq(need_course_build(&council, &course), ERROR_NOT_FOUND, "row %zu", i);
	}
}
