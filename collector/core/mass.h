/* The probability of a count: Poisson and binomial masses, for real counts too, without the digits that a difference of logarithms loses. Pure. */
#pragma once

/* log(count!) = log of gamma(count + 1), count >= 0; 1e-15 relative to the larger of itself and 1. The C library's writes a global. */
double log_factorial(double count);
/*
 * mean^count x e^-mean / count!, count >= 0, mean >= 0. Loader, "Fast and accurate computation of binomial probabilities" (2000): by the error of
 * Stirling's formula and the deviance, so that large counts keep 1e-14 relative.
 */
double mass_poisson(double count, double mean);
/* The chance of `count` of `total` when each has the chance `probability`; `missing` is 1 - probability with its own digits. 0 <= count <= total. */
double mass_binomial(double count, double total, double probability, double missing);
