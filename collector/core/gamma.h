/* The incomplete gamma function and its inverse: tails of the Poisson and chi-square distributions. Pure. */
#pragma once

/*
 * The regularised incomplete gamma functions, shape > 0, x >= 0: lower P = the chance that a Poisson count of mean x is `shape` or more (for a whole
 * shape), upper Q = 1 - P = that it is less. Each with its own digits, 1e-13 relative for shapes to 10^6. Series below shape + 1, continued fraction
 * above: Abramowitz and Stegun 6.5.29 and 6.5.31. The work grows with the root of the shape.
 */
double gamma_lower(double shape, double x);
double gamma_upper(double shape, double x);
/*
 * The x at which P is `probability`, and the x at which Q is, in (0, 1). Half the chi-square quantile of 2 x shape degrees of freedom. 1e-13 relative.
 */
double gamma_quantile(double shape, double probability);
double gamma_quantile_upper(double shape, double probability);
