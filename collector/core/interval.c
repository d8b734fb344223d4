#include "collector/core/interval.h"

#include <math.h>

#include "collector/core/gamma.h"
#include "collector/core/normal.h"

static const double scaled_max = 9007199254740992.0; /* 2^53 */

struct interval interval_wilson(double count, double total, double confidence)
{
	double z = normal_critical(confidence);
	double below = 2 * (total + z * z);
	double centre = 2 * count + z * z;
	double reach;

	if (!(total > 0 && count >= 0 && count <= total))
		return (struct interval){.is_known = false};
	reach = z * sqrt(z * z + 4 * count * (total - count) / total);
	/* The ends at 0 and 1 are exact; rounding would leave a speck below 0. */
	return (struct interval){
		.is_known = true,
		.low = count <= 0 ? 0 : (centre - reach) / below,
		.high = count >= total ? 1 : (centre + reach) / below,
	};
}

struct interval interval_garwood(double events, double confidence)
{
	double tail = (1 - confidence) / 2;

	if (!(events >= 0))
		return (struct interval){.is_known = false};
	return (struct interval){
		.is_known = true,
		.low = events > 0 ? gamma_quantile(events, tail) : 0,
		.high = gamma_quantile_upper(events + 1, tail),
	};
}

/* count x (1 - 1 / (9 count) + z / (3 root of count))^3, Wilson and Hilferty's chi-square. */
static double byar_limit(double count, double z)
{
	double root = 1 - 1 / (9 * count) + z / (3 * sqrt(count));

	return count * root * root * root;
}

struct interval interval_byar(double events, double confidence)
{
	double z = normal_critical(confidence);

	if (!(events >= 0))
		return (struct interval){.is_known = false};
	return (struct interval){
		.is_known = true,
		.low = events > 0 ? fmax(0, byar_limit(events, -z)) : 0,
		.high = byar_limit(events + 1, z),
	};
}

struct interval interval_rate(double events, double exposure, double confidence)
{
	struct interval interval;

	if (!(exposure > 0))
		return (struct interval){.is_known = false};
	interval = events < INTERVAL_BYAR_FROM ? interval_garwood(events, confidence) : interval_byar(events, confidence);
	interval.low /= exposure;
	interval.high /= exposure;
	return interval;
}

bool interval_scaled(const struct interval *interval, double scale, int64_t *low, int64_t *high)
{
	double scaled_low = round(interval->low * scale), scaled_high = round(interval->high * scale);

	if (!interval->is_known || !(fabs(scaled_low) <= scaled_max && fabs(scaled_high) <= scaled_max))
		return false;
	*low = (int64_t)scaled_low;
	*high = (int64_t)scaled_high;
	return true;
}
