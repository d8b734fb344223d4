/* Funnels: how far councils of different sizes may lie from a common rate by chance, and by chance and their usual differences. Pure. */
#pragma once

#include "collector/core/difference.h"
#include "common/arena.h"

/* What a funnel is drawn about. */
struct funnel {
	enum sample_kind kind;
	unsigned count;          /* councils */
	double target;           /* pooled: sum of numerators over sum of denominators */
	double dispersion;       /* mean square of the winsorised z: about 1 where chance is all */
	double variance_between; /* of councils beyond chance (tau squared); 0 where chance is enough */
};

/*
 * From the councils' samples, all of them valid. The target is their pooled rate. Over-dispersion: z of each against the target, the lowest tenth set to
 * the lowest z of the rest and the highest tenth to the highest (10% winsorising), and from these the method of moments of DerSimonian and Laird (1986):
 * Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24 (2005), A.3. On the scale of the figure itself.
 * Needs 8 bytes a council of the arena; time grows with their square. ERROR_INVALID for fewer than two councils, a sample that is not valid, or a
 * target without variation (none at all, or of proportions all); ERROR_NO_MEMORY.
 */
enum error funnel_make(enum sample_kind kind, const struct sample *samples, unsigned count, struct arena *arena, struct funnel *out) MUST_CHECK;
/*
 * Between which a council with the denominator `total` > 0 lies with `confidence` (0.95, 0.998 by custom) when only chance moves it off the target.
 * Exact binomial or Poisson limits, interpolated between the counts as the paper has it (A.1.1), cut off at 0 and for proportions at 1.
 */
struct interval funnel_limits(const struct funnel *funnel, double total, double confidence);
/* The same by chance and the variance between councils: target -/+ z x root of both, cut off; funnel_limits where that variance is 0. */
struct interval funnel_limits_dispersed(const struct funnel *funnel, double total, double confidence);

/* How far a council is out. */
struct funnel_score {
	double z;           /* standard errors from the target, by chance alone */
	double p;           /* two-sided, exact: twice the smaller tail, at most 1 */
	double z_dispersed; /* with the variance between councils */
	double p_dispersed; /* by the normal distribution; p where that variance is 0 */
};

/* Of a valid sample. */
struct funnel_score funnel_score(const struct funnel *funnel, struct sample sample);
