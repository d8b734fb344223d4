#include "collector/core/difference.h"

#include <float.h>
#include <math.h>

#include "collector/core/mass.h"

bool sample_is_valid(enum sample_kind kind, struct sample sample)
{
	return sample.total > 0 && sample.count >= 0 && isfinite(sample.total) && isfinite(sample.count) &&
	       (kind == SAMPLE_RATE || sample.count <= sample.total);
}

static struct interval interval_of(enum sample_kind kind, struct sample sample, double confidence)
{
	return kind == SAMPLE_RATE ? interval_rate(sample.count, sample.total, confidence) : interval_wilson(sample.count, sample.total, confidence);
}

struct interval difference_interval(enum sample_kind kind, struct sample a, struct sample b, double confidence)
{
	struct interval of_a, of_b;
	double value_a, value_b;

	if (!sample_is_valid(kind, a) || !sample_is_valid(kind, b))
		return (struct interval){.is_known = false};
	of_a = interval_of(kind, a, confidence);
	of_b = interval_of(kind, b, confidence);
	value_a = a.count / a.total;
	value_b = b.count / b.total;
	return (struct interval){
		.is_known = true,
		.low = value_a - value_b - hypot(value_a - of_a.low, of_b.high - value_b),
		.high = value_a - value_b + hypot(of_a.high - value_a, value_b - of_b.low),
	};
}

/* log(total! / (count! (total - count)!)). */
static double log_choose(double total, double count)
{
	return log_factorial(total) - log_factorial(count) - log_factorial(total - count);
}

static double weight_of(enum sample_kind kind, const struct contender *contender, double count)
{
	if (kind == SAMPLE_RATE)
		return count * log(contender->total) - log_factorial(count);
	return log_choose(contender->total, count);
}

struct contender contender_of(enum sample_kind kind, struct sample sample)
{
	struct contender contender = {.value = sample.count / sample.total, .total = sample.total};

	/* 0.3 of 0.4 posts is at most 1 of 1. */
	if (kind == SAMPLE_PROPORTION)
		contender.total = fmax(ceil(sample.count), round(sample.total));
	contender.as_higher.count = floor(sample.count);
	contender.as_lower.count = ceil(sample.count);
	contender.as_higher.weight = weight_of(kind, &contender, contender.as_higher.count);
	contender.as_lower.weight = weight_of(kind, &contender, contender.as_lower.count);
	return contender;
}

/* Given the sum of both counts: the masses of the higher one's count from what was seen upwards, each by its ratio to the one before. */
struct tail {
	double log_first;
	double count;  /* of the higher one, where the ratio is taken */
	double sum;    /* of both */
	double higher; /* totals */
	double lower;
	enum sample_kind kind;
};

static double tail_ratio(const struct tail *tail, double count)
{
	double rest = tail->sum - count;

	if (tail->kind == SAMPLE_RATE)
		return rest / (count + 1) * tail->higher / tail->lower;
	return (tail->higher - count) * rest / ((count + 1) * (tail->lower - rest + 1));
}

/* The masses fall quicker and quicker: the first is less than all together, and with a steady ratio they would be more. All are at most 1. */
static double tail_log_sum(const struct tail *tail, struct tail_range range)
{
	double term = 1, sum = 1;
	double most = tail->log_first - log1p(-tail_ratio(tail, tail->count));

	if (tail->log_first > range.high)
		return tail->log_first;
	if (most < range.low)
		return most;
	for (unsigned i = 0; term > sum * DBL_EPSILON; i++) {
		term *= tail_ratio(tail, tail->count + i);
		sum += term;
	}
	return fmin(0, tail->log_first + log(sum));
}

double contender_log_tail(enum sample_kind kind, const struct contender *higher, const struct contender *lower, struct tail_range range)
{
	struct tail tail = {.count = higher->as_higher.count, .higher = higher->total, .lower = lower->total, .kind = kind};

	tail.sum = tail.count + lower->as_lower.count;
	/* Rounded towards each other they may have met, or passed. */
	if (!(tail.count / tail.higher > lower->as_lower.count / tail.lower))
		return 0;
	tail.log_first = higher->as_higher.weight + lower->as_lower.weight;
	if (kind == SAMPLE_RATE)
		tail.log_first += log_factorial(tail.sum) - tail.sum * log(tail.higher + tail.lower);
	else
		tail.log_first -= log_choose(tail.higher + tail.lower, tail.sum);
	return tail_log_sum(&tail, range);
}

double difference_tail(enum sample_kind kind, struct sample a, struct sample b)
{
	static const struct tail_range any = {-INFINITY, 0};
	struct contender of_a, of_b;

	if (!sample_is_valid(kind, a) || !sample_is_valid(kind, b))
		return 1;
	of_a = contender_of(kind, a);
	of_b = contender_of(kind, b);
	if (of_a.value > of_b.value)
		return exp(contender_log_tail(kind, &of_a, &of_b, any));
	return of_b.value > of_a.value ? exp(contender_log_tail(kind, &of_b, &of_a, any)) : 1;
}
