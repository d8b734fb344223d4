#include "collector/core/funnel.h"

#include <math.h>

#include "collector/core/beta.h"
#include "collector/core/gamma.h"
#include "collector/core/normal.h"

enum { WINSORISED_PARTS = 10 };

/* Of a figure with this denominator, when it has the target's rate. */
static double variance_within(const struct funnel *funnel, double total)
{
	return funnel->target * (funnel->kind == SAMPLE_RATE ? 1 : 1 - funnel->target) / total;
}

static double z_of(const struct funnel *funnel, struct sample sample, double variance_between)
{
	return (sample.count / sample.total - funnel->target) / sqrt(variance_within(funnel, sample.total) + variance_between);
}

static bool target_find(const struct sample *samples, struct funnel *funnel)
{
	double events = 0, total = 0;

	for (unsigned i = 0; i < funnel->count; i++) {
		if (!sample_is_valid(funnel->kind, samples[i]))
			return false;
		events += samples[i].count;
		total += samples[i].total;
	}
	funnel->target = events / total;
	return events > 0 && (funnel->kind == SAMPLE_RATE || events < total);
}

/* The mean square of ascending z, its lowest and highest tenths drawn in. */
static double dispersion_of(const double *ascending, unsigned count)
{
	unsigned drawn_in = count / WINSORISED_PARTS;
	double sum = 0;

	for (unsigned i = 0; i < count; i++) {
		double z = i < drawn_in ? ascending[drawn_in] : i >= count - drawn_in ? ascending[count - 1 - drawn_in] : ascending[i];

		sum += z * z;
	}
	return sum / count;
}

/* By weights that are one over the variance within. */
static double variance_between(const struct funnel *funnel, const struct sample *samples)
{
	double weights = 0, squares = 0;
	double excess = funnel->count * funnel->dispersion - (funnel->count - 1);

	for (unsigned i = 0; i < funnel->count; i++) {
		double weight = 1 / variance_within(funnel, samples[i].total);

		weights += weight;
		squares += weight * weight;
	}
	return fmax(0, excess / (weights - squares / weights));
}

enum error funnel_make(enum sample_kind kind, const struct sample *samples, unsigned count, struct arena *arena, struct funnel *out)
{
	struct funnel funnel = {.kind = kind, .count = count};
	double *ascending = arena_take(arena, count, sizeof(*ascending));

	if (!ascending)
		return ERROR_NO_MEMORY;
	if (count < 2 || !target_find(samples, &funnel))
		return ERROR_INVALID;
	for (unsigned i = 0; i < count; i++) {
		double z = z_of(&funnel, samples[i], 0);
		unsigned place = i;

		for (; place > 0 && ascending[place - 1] > z; place--)
			ascending[place] = ascending[place - 1];
		ascending[place] = z;
	}
	funnel.dispersion = dispersion_of(ascending, count);
	funnel.variance_between = variance_between(&funnel, samples);
	*out = funnel;
	return ERROR_NONE;
}

static double chance_at_most(const struct funnel *funnel, double total, double count)
{
	if (count < 0)
		return 0;
	return funnel->kind == SAMPLE_RATE ? gamma_upper(count + 1, total * funnel->target) : binomial_at_most(count, total, funnel->target);
}

static double chance_at_least(const struct funnel *funnel, double total, double count)
{
	if (count <= 0)
		return 1;
	return funnel->kind == SAMPLE_RATE ? gamma_lower(count, total * funnel->target) : binomial_at_least(count, total, funnel->target);
}

static double cut_off(const struct funnel *funnel, double limit)
{
	return funnel->kind == SAMPLE_RATE ? fmax(0, limit) : fmin(1, fmax(0, limit));
}

/* The smallest count that is not exceeded with `probability` or more, less the part of its mass that is more; over the total. */
static double limit_at(const struct funnel *funnel, double total, double probability)
{
	double reach = normal_quantile(probability) * sqrt(variance_within(funnel, total));
	double count = floor(fmax(0, (funnel->target + reach) * total));
	double here = chance_at_most(funnel, total, count), before = chance_at_most(funnel, total, count - 1);

	while (here < probability) {
		count += 1;
		before = here;
		here = chance_at_most(funnel, total, count);
	}
	while (before >= probability) {
		count -= 1;
		here = before;
		before = chance_at_most(funnel, total, count - 1);
	}
	return cut_off(funnel, (count - (here - probability) / (here - before)) / total);
}

struct interval funnel_limits(const struct funnel *funnel, double total, double confidence)
{
	double tail = (1 - confidence) / 2;

	if (!(total > 0 && isfinite(total)))
		return (struct interval){.is_known = false};
	return (struct interval){.is_known = true, .low = limit_at(funnel, total, tail), .high = limit_at(funnel, total, 1 - tail)};
}

struct interval funnel_limits_dispersed(const struct funnel *funnel, double total, double confidence)
{
	double reach;

	if (!(funnel->variance_between > 0 && total > 0))
		return funnel_limits(funnel, total, confidence);
	reach = normal_critical(confidence) * sqrt(variance_within(funnel, total) + funnel->variance_between);
	return (struct interval){
		.is_known = true,
		.low = cut_off(funnel, funnel->target - reach),
		.high = cut_off(funnel, funnel->target + reach),
	};
}

struct funnel_score funnel_score(const struct funnel *funnel, struct sample sample)
{
	struct funnel_score score = {.z = z_of(funnel, sample, 0), .z_dispersed = z_of(funnel, sample, funnel->variance_between)};
	double at_most = chance_at_most(funnel, sample.total, sample.count), at_least = chance_at_least(funnel, sample.total, sample.count);

	score.p = fmin(1, 2 * fmin(at_most, at_least));
	score.p_dispersed = funnel->variance_between > 0 ? 2 * normal_tail(fabs(score.z_dispersed)) : score.p;
	return score;
}
