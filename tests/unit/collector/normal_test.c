#include "collector/core/normal.h"

#include "tests/unit/collector/references.h"

/* The values by which the paper lets an implementation be checked, and common ones to their digits. */
Test(normal, quantiles_as_published_with_the_algorithm)
{
	static const struct {
		double probability, z;
	} table[] = {
		{0.25, -0.6744897501960817},
		{0.001, -3.090232306167814},
		{1e-20, -9.262340089798408},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		expect_close(normal_quantile(table[i].probability), table[i].z, 1e-15);
	cr_assert_eq(normal_quantile(0.5), 0);
	expect_close(normal_critical(0.95), 1.959963984540054L, 1e-15);
	expect_close(normal_critical(0.998), 3.090232306167813L, 2e-15);
	expect_close(normal_critical(0.99), 2.575829303548901L, 2e-15);
}

static long double reference_tail(long double z)
{
	return erfcl(z / sqrtl(2)) / 2;
}

Test(normal, tails_against_long_double)
{
	for (double z = -8; z <= 37; z += 0.0625)
		expect_close(normal_tail(z), reference_tail(z), 1.5e-15);
	for (double z = 0.01; z < 10; z += 0.3)
		expect_close(normal_tail(z), reference_tail(z), 1.5e-15);
	cr_assert_eq(normal_tail(60), 0);
	cr_assert_eq(normal_tail(0), 0.5);
}

/* The quantile is where the tail says that it is: one step of Newton's method in long double stays where it is. */
Test(normal, quantiles_against_the_tail)
{
	for (double probability = 1e-300; probability < 0.5; probability *= 1.7) {
		double z = normal_quantile(probability);
		long double density = expl(-(long double)z * z / 2) / sqrtl(2 * acosl(-1));
		long double step = (reference_tail(-(long double)z) - probability) / density;

		cr_assert(fabsl(step) <= 2e-15L * fabs(z), "%g: %g is off by %Lg", probability, z, step);
	}
	for (double probability = 0.03125; probability < 0.5; probability += 0.03125)
		expect_close(normal_quantile(1 - probability), -normal_quantile(probability), 1e-15);
}
