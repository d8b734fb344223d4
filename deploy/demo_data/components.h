/*
 * Components: the exact figures behind a council's published ones. Each is published to one decimal, and so is each rate of them; this finds
 * two-decimal figures that give all of them at once.
 */
#pragma once

#include <stdbool.h>

#include "common/error.h"
#include "deploy/demo_data/published.h"

/* In the order in which the search fixes them: what many rates depend on comes first. */
enum component {
	COMPONENT_INPOST_HEADCOUNT,
	COMPONENT_LEAVERS_HEADCOUNT,
	COMPONENT_AGENCY_HEADCOUNT,
	COMPONENT_CASES,
	COMPONENT_CASE_HOLDERS,
	COMPONENT_INPOST,
	COMPONENT_DAYS_LOST,
	COMPONENT_LEAVERS,
	COMPONENT_VACANCY,
	COMPONENT_AGENCY,
	COMPONENT_AGENCY_COVER,
	COMPONENT_COUNT,
};

/* All in hundredths, people and cases too. */
struct components {
	int64_t values[COMPONENT_COUNT];
	bool is_missing[COMPONENT_COUNT]; /* published without a figure; the value is 0 */
};

/*
 * Searches, nearest to the published components first, for values that give every published component and every published rate of `census` when
 * rounded half up as the Department for Education does; a rate published as u or x is no constraint, one published as z needs a denominator of 0; no
 * FTE is more than its headcount and no more agency workers cover than there are, but where it was published so: a person may leave two posts. Cases,
 * their holders, days lost, vacancies and cover may be missing (u or x), with the rates that are made of them. The absence rate is over 253 working
 * days, 254 when the year that ends with the census contains 29 February. `values` are the census's. ERROR_NOT_FOUND: there are no such values.
 */
enum error components_search(const struct published_value values[static PUBLISHED_COUNT], unsigned census, struct components *out) MUST_CHECK;
/*
 * The case holders' FTE depends on nothing but the cases: the `index`th of all that give the published FTE and caseload of `found`, nearest first, in
 * hundredths. False when there are no more.
 */
bool components_case_holders(const struct published_value values[static PUBLISHED_COUNT], const struct components *found, unsigned index,
			     int64_t *out);
