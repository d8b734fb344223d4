#include "collector/core/normal.h"

#include <math.h>
#include <stddef.h>

#include "common/error.h"

double normal_tail(double z)
{
	/* 1/sqrt(2) as the sum of two doubles, and 2/sqrt(pi). */
	static const double root = 0.70710678118654752440, root_rest = -4.833646656726456726e-17, slope = 1.12837916709551257390;
	double argument = z * root;
	/* What rounding the argument lost: in the far tail it would cost z x z of the last digit. */
	double lost = fma(z, root, -argument) + z * root_rest;

	return 0.5 * (erfc(argument) - slope * exp(-argument * argument) * lost);
}

/* Numerator and denominator of a rational approximation, each of degree 7, lowest power first. */
struct rational {
	double above[8];
	double below[8];
};

static double rational_at(const struct rational *rational, double x)
{
	double above = 0, below = 0;

	for (size_t i = 8; i-- > 0;) {
		above = above * x + rational->above[i];
		below = below * x + rational->below[i];
	}
	return above / below;
}

static const struct rational central = {
	{3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4, 4.5921953931549871457e+4,
	 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3},
	{1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3, 2.1213794301586595867e+4, 3.9307895800092710610e+4,
	 2.8729085735721942674e+4, 5.2264952788528545610e+3},
};
static const struct rational outer = {
	{1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0, 1.27045825245236838258e0,
	 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4},
	{1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2,
	 5.47593808499534494600e-4, 1.05075007164441684324e-9},
};
static const struct rational far = {
	{6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1, 2.65321895265761230930e-2,
	 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7},
	{1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5,
	 1.42151175831644588870e-7, 2.04426310338993978564e-15},
};

double normal_quantile(double probability)
{
	double centred = probability - 0.5;
	double root, size;

	INVARIANT(probability > 0 && probability < 1);
	if (fabs(centred) <= 0.425)
		return centred * rational_at(&central, 0.180625 - centred * centred);
	root = sqrt(-log(centred < 0 ? probability : 1 - probability));
	size = root <= 5 ? rational_at(&outer, root - 1.6) : rational_at(&far, root - 5);
	return centred < 0 ? -size : size;
}

double normal_critical(double confidence)
{
	return -normal_quantile((1 - confidence) / 2);
}
