#include "collector/core/certainty.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct indicator *found(const char *id)
{
	const struct indicator *indicator = catalogue_indicator_find(slice_from_text(id));

	cr_assert_not_null(indicator, "%s", id);
	return indicator;
}

/* Of counts as they are stored: FTE in millionths. In units of the value. */
Test(certainty, each_kind_has_its_interval)
{
	static const struct {
		const char *id;
		int64_t numerator, denominator;
		bool is_known;
		int64_t low, high;
	} table[] = {
		/* Wilson's, 15 of 148: 0.0624 and 0.1605, Newcombe (1998). */
		{"vacancy_rate_fte", 15000000, 148000000, true, 62, 160},
		{"repeat_cpp_percent", 15, 148, true, 62, 160},
		{"repeat_cpp_percent", 0, 20, true, 0, 161},
		/* Exact Poisson, 5 events: 1.6235 and 11.6683; Byar, 100 events: 81.36 and 121.63. In 10,000 children. */
		{"cpp_rate_per_10000", 5, 10000, true, 16, 117},
		{"cla_rate_per_10000", 100, 10000, true, 81, 122},
		{"cpp_rate_per_10000", 0, 10000, true, 0, 37},
		/* More than its whole, as two files can say. */
		{"repeat_cpp_percent", 21, 20, false, 0, 0},
		{"turnover_rate_fte", 15000000, 148000000, false, 0, 0},
		{"caseload_fte", 300, 20000000, false, 0, 0},
		{"absence_rate_fte", 300000000, 20000000, false, 0, 0},
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		const struct indicator *indicator = found(table[i].id);
		struct indicator_value value = {.has_parts = true, .numerator = table[i].numerator, .denominator = table[i].denominator};
		struct interval interval = certainty_interval(indicator, &value);
		int64_t low = 0, high = 0;

		cr_expect_eq(interval.is_known, table[i].is_known, "row %zu", i);
		if (!table[i].is_known)
			continue;
		cr_expect(interval_scaled(&interval, certainty_scale(indicator), &low, &high));
		cr_expect_eq(low, table[i].low, "row %zu: %lld", i, (long long)low);
		cr_expect_eq(high, table[i].high, "row %zu: %lld", i, (long long)high);
	}
}

Test(certainty, a_symbol_has_none)
{
	struct indicator_value value = {.symbol = SYMBOL_C, .numerator = 1000000, .denominator = 2000000};

	cr_expect_not(certainty_interval(found("vacancy_rate_fte"), &value).is_known);
}

Test(certainty, says_which_interval_it_is)
{
	cr_expect_str_eq(certainty_method(found("vacancy_rate_fte")), "Wilson score");
	cr_expect_not_null(strstr(certainty_method(found("cla_rate_per_10000")), "Byar"));
	cr_expect_null(certainty_method(found("turnover_rate_fte")));
	cr_expect_not_null(strstr(certainty_sentence(found("turnover_rate_fte")), "There are no intervals"));
}
