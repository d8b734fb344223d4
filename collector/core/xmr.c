#include "collector/core/xmr.h"

#include <stddef.h>

__extension__ typedef __int128 i128;

static const int64_t value_max = INT64_C(1) << 53;

/* Sums over a baseline, from which its limits follow exactly: the mean is values / count, the mean moving range ranges / range_count. */
struct sums {
	i128 values;
	i128 ranges;
	double numerators;
	int64_t count;
	int64_t range_count;
};

/* A phase and all that is needed to judge a reading of it. */
struct judge {
	const struct xmr_reading *readings;
	struct xmr_mark *marks;
	const struct xmr_phase *phase;
	const struct sums *sums;
};

static struct sums sums_of(const struct xmr_reading *readings, const struct xmr_phase *phase, unsigned length)
{
	struct sums sums = {.count = 0};

	for (unsigned i = phase->begin; i < phase->end && (length == 0 || sums.count < length); i++) {
		if (!readings[i].is_known)
			continue;
		sums.values += readings[i].value;
		sums.numerators += readings[i].count;
		sums.count++;
		if (i > phase->begin && readings[i - 1].is_known) {
			int64_t range = readings[i].value - readings[i - 1].value;

			sums.ranges += range < 0 ? -range : range;
			sums.range_count++;
		}
	}
	return sums;
}

static enum xmr_state state_of(const struct sums *sums)
{
	if (sums->count < XMR_READINGS_MIN || sums->range_count < XMR_RANGES_MIN)
		return XMR_TOO_SHORT;
	if (sums->ranges == 0)
		return XMR_CONSTANT;
	if (!(sums->numerators >= (double)(XMR_COUNT_MIN * sums->count)))
		return XMR_SPARSE;
	/* The standard deviation is the mean moving range / 1.128. */
	return sums->ranges * 1000 < (i128)sums->range_count * 1128 ? XMR_COARSE : XMR_JUDGED;
}

static void phase_fill(struct xmr_phase *phase, const struct sums *sums)
{
	double reach;

	phase->baseline_count = (unsigned)sums->count;
	phase->range_count = (unsigned)sums->range_count;
	phase->state = state_of(sums);
	phase->mean = sums->count > 0 ? (double)sums->values / (double)sums->count : 0;
	phase->moving_range_mean = sums->range_count > 0 ? (double)sums->ranges / (double)sums->range_count : 0;
	phase->has_limits = phase->state != XMR_TOO_SHORT && phase->state != XMR_CONSTANT;
	reach = phase->has_limits ? phase->moving_range_mean * XMR_LIMIT_HUNDREDTHS / 100 : 0;
	phase->low = phase->mean - reach;
	phase->high = phase->mean + reach;
}

/* Which side of the mean (-1, 0, 1), and how far out: 0 within two thirds of the way to the limit, 1 in the outer third, 2 beyond the limit. */
struct position {
	int side;
	int zone;
};

static struct position position_of(const struct judge *judge, unsigned index)
{
	const struct sums *sums = judge->sums;
	i128 distance = (i128)judge->readings[index].value * sums->count - sums->values;
	struct position position = {.side = (distance > 0) - (distance < 0)};
	i128 thirds = (distance < 0 ? -distance : distance) * sums->range_count * 100 * 3;
	i128 limit = sums->ranges * sums->count * XMR_LIMIT_HUNDREDTHS;

	position.zone = (thirds > 2 * limit) + (thirds > 3 * limit);
	return position;
}

static void pattern_mark(struct judge *judge, unsigned first, unsigned last, uint8_t flag)
{
	for (unsigned i = first; i <= last; i++)
		judge->marks[i].part_of |= flag;
	judge->marks[last].completes |= flag;
}

static void limits_mark(struct judge *judge, unsigned index)
{
	struct position position = position_of(judge, index);

	if (position.zone == 2)
		pattern_mark(judge, index, index, position.side > 0 ? XMR_ABOVE : XMR_BELOW);
}

/* Which way a reading goes from the one before it. */
static int step_of(const struct judge *judge, unsigned index)
{
	int64_t before = judge->readings[index - 1].value, now = judge->readings[index].value;

	return (now > before) - (now < before);
}

/* Readings in a row that ended with the one before, and what they have in common: a side of the mean, or a direction. */
struct row {
	int way;
	unsigned length;
};

static void side_row_take(struct judge *judge, unsigned index, struct row *row)
{
	int side = position_of(judge, index).side;

	row->length = side == row->way ? row->length + 1 : 1;
	row->way = side;
	if (side != 0 && row->length >= XMR_RUN)
		pattern_mark(judge, index + 1 - XMR_RUN, index, side > 0 ? XMR_RUN_HIGH : XMR_RUN_LOW);
}

/* A row of directions begins with the reading that the first step leaves. */
static void step_row_take(struct judge *judge, unsigned index, bool has_before, struct row *row)
{
	int way = has_before ? step_of(judge, index) : 0;

	row->length = way == 0 ? 1 : way == row->way ? row->length + 1 : 2;
	row->way = way;
	if (row->length >= XMR_RUN)
		pattern_mark(judge, index + 1 - XMR_RUN, index, way > 0 ? XMR_RISING : XMR_FALLING);
}

/* The three readings that end with `index`: all on one side, two or more of them in the outer third. The reading completes it that shows a new one. */
static void three_mark(struct judge *judge, unsigned index)
{
	int sides = 0;
	unsigned near = 0;
	uint8_t flag;

	for (unsigned i = index - 2; i <= index; i++) {
		struct position position = position_of(judge, i);

		sides += position.side;
		near += position.zone == 1;
	}
	if (near < 2 || (sides != 3 && sides != -3))
		return;
	flag = sides > 0 ? XMR_NEAR_HIGH : XMR_NEAR_LOW;
	for (unsigned i = index - 2; i <= index; i++) {
		if (position_of(judge, i).zone != 1 || (judge->marks[i].part_of & flag))
			continue;
		judge->marks[i].part_of |= flag;
		judge->marks[index].completes |= flag;
	}
}

static void phase_judge(struct judge *judge)
{
	struct row sides = {0, 0}, steps = {0, 0};
	unsigned known = 0; /* in a row, up to here */

	for (unsigned i = judge->phase->begin; i < judge->phase->end; i++) {
		if (!judge->readings[i].is_known) {
			sides = steps = (struct row){0, 0};
			known = 0;
			continue;
		}
		known++;
		limits_mark(judge, i);
		side_row_take(judge, i, &sides);
		step_row_take(judge, i, known > 1, &steps);
		if (known >= 3)
			three_mark(judge, i);
	}
}

static enum error input_check(const struct xmr_reading *readings, unsigned count, const struct xmr_baseline *baselines, unsigned baseline_count)
{
	if (count > XMR_READINGS_MAX)
		return ERROR_LIMIT;
	if (baseline_count == 0 || baselines[0].begin != 0)
		return ERROR_INVALID;
	for (unsigned i = 1; i < baseline_count; i++)
		if (baselines[i].begin <= baselines[i - 1].begin || baselines[i].begin >= count)
			return ERROR_INVALID;
	for (unsigned i = 0; i < count; i++)
		if (readings[i].is_known && (readings[i].value > value_max || readings[i].value < -value_max))
			return ERROR_LIMIT;
	return ERROR_NONE;
}

enum error xmr_make(const struct xmr_reading *readings, unsigned count, const struct xmr_baseline *baselines, unsigned baseline_count,
		    struct xmr_phase *phases, struct xmr_mark *marks)
{
	enum error error = input_check(readings, count, baselines, baseline_count);

	if (error)
		return error;
	for (unsigned i = 0; i < count; i++)
		marks[i] = (struct xmr_mark){0, 0};
	for (unsigned i = 0; i < baseline_count; i++) {
		struct sums sums;
		struct judge judge = {readings, marks, &phases[i], &sums};

		phases[i] = (struct xmr_phase){.begin = baselines[i].begin, .end = i + 1 < baseline_count ? baselines[i + 1].begin : count};
		sums = sums_of(readings, &phases[i], baselines[i].length);
		phase_fill(&phases[i], &sums);
		if (phases[i].state == XMR_JUDGED)
			phase_judge(&judge);
	}
	return ERROR_NONE;
}
