#include "agent/core/disclosure.h"

#include <criterion/criterion.h>

#include "proto/wire.h"

Test(disclosure, the_policy_has_a_name_that_fits_the_wire)
{
	cr_assert(slice_equal(disclosure_policy(), SLICE_LITERAL("workforce-open-1")));
	cr_assert_leq(disclosure_policy().size, POLICY_BYTES_MAX);
}

Test(disclosure, open_measures_may_leave_and_protected_counts_may_not)
{
	struct measure measure = *catalogue_measure(MEASURE_INPOST_FTE);

	cr_assert_eq(measure.protection, PROTECTION_OPEN);
	cr_assert(disclosure_permits(&measure));
	measure.protection = PROTECTION_COUNTS;
	cr_assert_not(disclosure_permits(&measure));
}
