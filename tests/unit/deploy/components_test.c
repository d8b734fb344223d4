#include "deploy/demo_data/components.h"

#include <criterion/criterion.h>
#include <inttypes.h>

#include "tests/unit/deploy/published_table.h"

static struct published_table table;

/* Tenths of a ratio, half up: schoolbook long division, apart from the program's own arithmetic. */
static int64_t tenths_of(int64_t part, int64_t whole)
{
	int64_t hundredths = part * 100 / whole;

	return (hundredths / 10) + (hundredths % 10 >= 5 ? 1 : 0);
}

static void check_rate(const struct published_council *council, unsigned census, enum published_measure rate, int64_t part, int64_t whole)
{
	const struct published_value *published = &council->values[census][rate];

	if (published->kind == VALUE_UNRELIABLE)
		return;
	if (published->kind == VALUE_NOT_APPLICABLE)
		cr_assert_eq(whole, 0, "council %u census %u %s", council->code, census, published_measure_id(rate));
	else
		cr_assert_eq(tenths_of(part, whole), published->tenths, "council %u census %u %s: %" PRId64 " / %" PRId64, council->code, census,
			     published_measure_id(rate), part, whole);
}

static void check_component(const struct published_council *council, unsigned census, enum published_measure measure, int64_t hundredths)
{
	if (council->values[census][measure].kind == VALUE_UNRELIABLE) {
		cr_assert_eq(hundredths, 0);
		return;
	}
	cr_assert_eq((hundredths + 5) / 10, council->values[census][measure].tenths, "council %u census %u %s: %" PRId64, council->code, census,
		     published_measure_id(measure), hundredths);
}

Test(components, every_council_and_census_comes_out_exactly)
{
	unsigned found_count = 0;

	published_read(&table);
	for (unsigned i = 0; i < table.council_count * CENSUS_COUNT; i++) {
		const struct published_council *council = &table.councils[i / CENSUS_COUNT];
		unsigned census = i % CENSUS_COUNT, year = CENSUS_YEAR_FIRST + census;
		struct components found;
		const int64_t *v = found.values;

		if (census < council->first || census > council->last)
			continue;
		cr_assert_eq(components_search(council->values[census], census, &found), ERROR_NONE, "council %u census %u", council->code, census);
		for (unsigned component = 0; component < COMPONENT_COUNT; component++)
			cr_assert_eq(found.is_missing[component], component == COMPONENT_DAYS_LOST && council->code == 343 && year == 2023);
		found_count++;
		check_component(council, census, PUBLISHED_INPOST_FTE, v[COMPONENT_INPOST]);
		check_component(council, census, PUBLISHED_VACANCY_FTE, v[COMPONENT_VACANCY]);
		check_component(council, census, PUBLISHED_AGENCY_FTE, v[COMPONENT_AGENCY]);
		check_component(council, census, PUBLISHED_AGENCY_COVER_FTE, v[COMPONENT_AGENCY_COVER]);
		check_component(council, census, PUBLISHED_LEAVERS_FTE, v[COMPONENT_LEAVERS]);
		check_component(council, census, PUBLISHED_CASE_HOLDERS_FTE, v[COMPONENT_CASE_HOLDERS]);
		check_component(council, census, PUBLISHED_WORKING_DAYS_LOST_FTE, v[COMPONENT_DAYS_LOST]);
		check_rate(council, census, PUBLISHED_VACANCY_RATE_FTE, 100 * v[COMPONENT_VACANCY], v[COMPONENT_VACANCY] + v[COMPONENT_INPOST]);
		check_rate(council, census, PUBLISHED_TURNOVER_RATE_FTE, 100 * v[COMPONENT_LEAVERS], v[COMPONENT_INPOST]);
		check_rate(council, census, PUBLISHED_TURNOVER_RATE_HEADCOUNT, 100 * v[COMPONENT_LEAVERS_HEADCOUNT], v[COMPONENT_INPOST_HEADCOUNT]);
		check_rate(council, census, PUBLISHED_AGENCY_RATE_FTE, 100 * v[COMPONENT_AGENCY], v[COMPONENT_AGENCY] + v[COMPONENT_INPOST]);
		check_rate(council, census, PUBLISHED_AGENCY_COVER_RATE_FTE, 100 * v[COMPONENT_AGENCY_COVER], v[COMPONENT_AGENCY]);
		check_rate(council, census, PUBLISHED_VACANCY_AGENCY_COVER_RATE_FTE, 100 * v[COMPONENT_AGENCY_COVER], v[COMPONENT_VACANCY]);
		check_rate(council, census, PUBLISHED_CASELOAD_FTE, v[COMPONENT_CASES], v[COMPONENT_CASE_HOLDERS]);
		check_rate(council, census, PUBLISHED_ABSENCE_RATE_FTE, 100 * v[COMPONENT_DAYS_LOST],
			   (year == 2020 || year == 2024 ? 254 : 253) * v[COMPONENT_INPOST]);
	}
	cr_assert_eq(found_count, 210);
}

/* St. Helens 2021: the absence rate of 5.3 needs fewer in post than the published 143.3 stands for at its middle. */
Test(components, moves_off_the_middle_where_a_rate_needs_it)
{
	struct components found;

	published_read(&table);
	cr_assert_eq(components_search(published_find(&table, 342)->values[5], 5, &found), ERROR_NONE);
	cr_assert_eq(found.values[COMPONENT_INPOST], 14327);
	cr_assert_eq(found.values[COMPONENT_VACANCY], 3500);
}

Test(components, fails_where_no_figures_exist)
{
	static const struct {
		enum published_measure measure;
		struct published_value value;
	} impossible[] = {
		{PUBLISHED_VACANCY_RATE_FTE, {VALUE_NUMBER, 300}},
		{PUBLISHED_ABSENCE_RATE_FTE, {VALUE_NUMBER, 51}},
		{PUBLISHED_TURNOVER_RATE_HEADCOUNT, {VALUE_NUMBER, 225}},
		{PUBLISHED_CASELOAD_FTE, {VALUE_NUMBER, 182}},
		{PUBLISHED_AGENCY_COVER_RATE_FTE, {VALUE_NOT_APPLICABLE, 0}},
		{PUBLISHED_INPOST_FTE, {VALUE_UNRELIABLE, 0}},
		{PUBLISHED_WORKING_DAYS_LOST_FTE, {VALUE_UNRELIABLE, 0}}, /* while its rate is there */
		{PUBLISHED_LEAVERS_FTE, {VALUE_NUMBER, 371}},             /* of 37 people, and not 24.3% */
		{PUBLISHED_CASES, {VALUE_NUMBER, 14105}},
		{PUBLISHED_INPOST_HEADCOUNT, {VALUE_NUMBER, 1430}},
	};

	published_read(&table);
	for (size_t i = 0; i < sizeof(impossible) / sizeof(impossible[0]); i++) {
		struct published_council council = *published_find(&table, 342);
		struct components found;

		council.values[5][impossible[i].measure] = impossible[i].value;
		cr_assert_eq(components_search(council.values[5], 5, &found), ERROR_NOT_FOUND, "row %zu", i);
	}
}

Test(components, a_rate_published_as_u_is_no_constraint)
{
	struct published_council council;
	struct components found;

	published_read(&table);
	council = *published_find(&table, 342);
	council.values[5][PUBLISHED_VACANCY_RATE_FTE] = (struct published_value){VALUE_UNRELIABLE, 0};
	cr_assert_eq(components_search(council.values[5], 5, &found), ERROR_NONE);
}

/* Every FTE of case holders that rounds to the published one and gives the published caseload, nearest first, and no other. */
Test(components, list_what_case_holders_can_be)
{
	struct components found;
	const struct published_value *values;
	int64_t holders, seen[16];
	unsigned count = 0;

	published_read(&table);
	values = published_find(&table, 342)->values[5];
	cr_assert_eq(components_search(values, 5, &found), ERROR_NONE);
	while (components_case_holders(values, &found, count, &holders)) {
		cr_assert_eq((holders + 5) / 10, 771);
		cr_assert_eq(tenths_of(141000, holders), 183, "%" PRId64, holders);
		for (unsigned i = 0; i < count; i++)
			cr_assert_neq(seen[i], holders);
		seen[count++] = holders;
	}
	cr_assert_eq(count, 10);
	cr_assert_eq(seen[0], 7710);
	cr_assert_eq(seen[9], 7705);
}
