#include "collector/core/beta.h"

#include "tests/unit/collector/references.h"

Test(beta, binomial_tails_against_sums)
{
	static const unsigned totals[] = {1, 2, 7, 30, 80};

	for (size_t i = 0; i < sizeof(totals) / sizeof(totals[0]); i++)
		for (unsigned count = 0; count <= totals[i]; count++)
			for (double p = 0.015625; p < 1; p += 0.0625) {
				long double at_least = reference_binomial_at_least(count, totals[i], p);

				expect_close(binomial_at_least(count, totals[i], p), at_least, 1e-13);
				if (at_least < 0.999L && count > 0)
					expect_close(binomial_at_most(count - 1, totals[i], p), 1 - at_least, 1e-13);
			}
}

Test(beta, ends)
{
	cr_assert_eq(binomial_at_least(0, 5, 0.3), 1);
	cr_assert_eq(binomial_at_least(6, 5, 0.3), 0);
	cr_assert_eq(binomial_at_most(5, 5, 0.3), 1);
	cr_assert_eq(binomial_at_most(-1, 5, 0.3), 0);
	cr_assert_eq(beta_lower(2, 3, 0, 1), 0);
	cr_assert_eq(beta_lower(2, 3, 1, 0), 1);
}

/* I(1/2, 1/2) is the arcsine law, I(a, 1) = x^a: parameters that no sum reaches. */
Test(beta, closed_forms)
{
	for (double x = 0.01; x < 1; x += 0.01) {
		expect_close(beta_lower(0.5, 0.5, x, 1 - x), 2 * asinl(sqrtl(x)) / acosl(-1), 1e-13);
		expect_close(beta_lower(3.25, 1, x, 1 - x), powl(x, 3.25L), 1e-13);
		expect_close(beta_lower(1, 7.5, x, 1 - x), 1 - powl(1 - (long double)x, 7.5L), 1e-13);
	}
}

Test(beta, is_continuous_in_part_time_posts)
{
	double before = binomial_at_least(10, 100, 0.1);

	for (double total = 100.125; total <= 101; total += 0.125) {
		double now = binomial_at_least(10, total, 0.1);

		cr_assert(now > before && now < before + 0.01);
		before = now;
	}
}

/* Student's distribution of one degree is Cauchy's, of two has a root; the 5% points of textbooks for 5, 10 and 30. */
Test(beta, student)
{
	for (double t = 0; t < 1000; t = 1.5 * t + 0.1) {
		expect_close(student_two_sided(t, 1), 1 - 2 * atanl(t) / acosl(-1), t < 30 ? 1e-12 : 1e-11);
		expect_close(student_two_sided(-t, 2), 1 - t / sqrtl(2 + (long double)t * t), t < 30 ? 1e-12 : 1e-8);
	}
	expect_printed(student_two_sided(2.571, 5), 0.05, 4);
	expect_printed(student_two_sided(2.228, 10), 0.05, 4);
	expect_printed(student_two_sided(2.042, 30), 0.05, 4);
	cr_assert_eq(student_two_sided(1e300, 5), 0);
}
