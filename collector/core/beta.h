/* The incomplete beta function: tails of the binomial and of Student's distribution. Pure. */
#pragma once

/*
 * The regularised incomplete beta function of a, b > 0 at `x`, 0 to 1; `missing` is 1 - x with its own digits. The chance that of a + b - 1 draws, each
 * with the chance x, `a` or more succeed (for whole numbers). 1e-13 relative for a + b to 10^6. Continued fraction: DLMF 8.17.22 (Didonato and Morris, 1992).
 */
double beta_lower(double a, double b, double x, double missing);
/* The chance of `count` or more, and of `count` or fewer, of `total` (which may be a sum of part-time posts), 0 <= count, `probability` 0 to 1. */
double binomial_at_least(double count, double total, double probability);
double binomial_at_most(double count, double total, double probability);
/* P(|T| > |t|) of Student's T with `degrees` > 0, which may be a fraction: I of degrees / (degrees + t^2) at degrees / 2 and 1/2 (DLMF 8.17, Student 1908). */
double student_two_sided(double t, double degrees);
