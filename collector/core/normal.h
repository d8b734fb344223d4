/* The standard normal distribution: its tail and its quantile, to the last digits of a double. Pure. */
#pragma once

/* P(Z > z) for a standard normal Z, any finite z; 1e-15 relative to where it falls below the smallest double (z about 38). By erfc. */
double normal_tail(double z);
/*
 * The z below which Z lies with `probability`, in (0, 1); 1e-15 relative. For a probability near 1 ask for the negative of the quantile of what is
 * missing to 1, which loses no digits. Wichura, "Algorithm AS 241: The percentage points of the normal distribution", Applied Statistics 37
 * (1988), routine PPND16.
 */
double normal_quantile(double probability);
/* The z that a two-sided interval of `confidence`, in (0, 1), takes on either side: 1.96 for 0.95. */
double normal_critical(double confidence);
