/* Which returns of different catalogues can be compared. */
#include "proto/edition.h"

#include <criterion/criterion.h>

#include "proto/catalogue.h"

static const uint16_t second[] = {MEASURE_CASES, MEASURE_NONE}, fourth[] = {MEASURE_INPOST_FTE, MEASURE_CASES, MEASURE_NONE};
static const struct edition editions[] = {{"", NULL}, {"", second}, {"", NULL}, {"", fourth}};

enum { COUNT = sizeof(editions) / sizeof(editions[0]) };

Test(edition, a_change_lies_between_the_editions_before_and_behind_it)
{
	static const struct {
		unsigned a, b;
		uint16_t measure;
		bool is_changed;
	} table[] = {
		{1, 1, MEASURE_CASES, false},       {1, 2, MEASURE_CASES, true},
		{2, 2, MEASURE_CASES, false},       {2, 3, MEASURE_CASES, false},
		{1, 3, MEASURE_CASES, true},        {3, 4, MEASURE_CASES, true},
		{1, 3, MEASURE_INPOST_FTE, false},  {1, 4, MEASURE_INPOST_FTE, true},
		{1, 4, MEASURE_VACANCY_FTE, false}, {0, 4, MEASURE_VACANCY_FTE, true}, /* nothing is known of it */
		{0, 0, MEASURE_VACANCY_FTE, false}, {4, COUNT + 1, MEASURE_VACANCY_FTE, true},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		cr_expect_eq(edition_changed_between(editions, COUNT, table[i].a, table[i].b, table[i].measure), table[i].is_changed, "row %zu", i);
		cr_expect_eq(edition_changed_between(editions, COUNT, table[i].b, table[i].a, table[i].measure), table[i].is_changed, "row %zu", i);
	}
}

/* The numbers are stored with each return. */
Test(edition, catalogues_keep_their_numbers)
{
	struct digest workforce, now = catalogue_hash(), other = digest_sha256(SLICE_LITERAL("no catalogue"));

	cr_assert_eq(digest_from_hex(SLICE_LITERAL("07c9677a65f600bb756dc3dfd4675cdcea24ec67c32d7af9a4731239670dd936"), &workforce), ERROR_NONE);
	cr_expect_eq(catalogue_version(&workforce), 1);
	cr_expect_eq(catalogue_version(&now), 2);
	cr_expect_eq(catalogue_version(&other), 0);
	cr_expect(catalogue_is_accepted(&workforce) && catalogue_is_accepted(&now) && !catalogue_is_accepted(&other));
	cr_expect_not(catalogue_changed_between(1, 2, MEASURE_INPOST_FTE), "the workforce's measures mean what they did");
	cr_expect(catalogue_changed_between(0, 2, MEASURE_INPOST_FTE));
}
