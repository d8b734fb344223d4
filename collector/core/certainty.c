#include "collector/core/certainty.h"

#include "common/decimal.h"
#include "proto/indicator_kind.h"

bool certainty_fits(const struct indicator *indicator)
{
	return indicator_kind(indicator) != INDICATOR_RATIO;
}

static enum sample_kind sample_kind_of(enum indicator_kind kind)
{
	return kind == INDICATOR_RATE ? SAMPLE_RATE : SAMPLE_PROPORTION;
}

enum sample_kind certainty_sample_kind(const struct indicator *indicator)
{
	return sample_kind_of(indicator_kind(indicator));
}

const char *certainty_method(const struct indicator *indicator)
{
	switch (indicator_kind(indicator)) {
	case INDICATOR_PROPORTION:
		return "Wilson score";
	case INDICATOR_RATE:
		return "exact Poisson below 10 events, Byar's approximation from 10";
	case INDICATOR_RATIO:
		break;
	}
	return NULL;
}

const char *certainty_sentence(const struct indicator *indicator)
{
	switch (indicator_kind(indicator)) {
	case INDICATOR_PROPORTION:
		return "Intervals are 95% ones by Wilson's score method; a full-time post counts as one.";
	case INDICATOR_RATE:
		return "Intervals are 95% ones: exact Poisson below 10 events, Byar's approximation from 10.";
	case INDICATOR_RATIO:
		break;
	}
	return "There are no intervals: the figure is not a part of one whole nor a count in a population, and no usual interval fits it.";
}

double certainty_scale(const struct indicator *indicator)
{
	return (double)indicator->multiplier * (double)decimal_power(indicator->decimals);
}

static double whole_units(uint16_t number, int64_t value)
{
	return (double)value / (double)decimal_power(measure_digits(catalogue_measure(number)));
}

static bool sample_make(const struct indicator *indicator, enum indicator_kind kind, const struct indicator_value *value, struct sample *out)
{
	struct sample sample;

	if (value->symbol || kind == INDICATOR_RATIO)
		return false;
	sample.count = whole_units(indicator->numerator, value->numerator);
	sample.total = whole_units(indicator->denominator[0], value->denominator);
	if (!sample_is_valid(sample_kind_of(kind), sample))
		return false;
	*out = sample;
	return true;
}

bool certainty_sample(const struct indicator *indicator, const struct indicator_value *value, struct sample *out)
{
	return sample_make(indicator, indicator_kind(indicator), value, out);
}

struct interval certainty_interval(const struct indicator *indicator, const struct indicator_value *value)
{
	enum indicator_kind kind = indicator_kind(indicator);
	struct sample sample;

	if (!sample_make(indicator, kind, value, &sample))
		return (struct interval){.is_known = false};
	if (kind == INDICATOR_RATE)
		return interval_rate(sample.count, sample.total, CERTAINTY_CONFIDENCE);
	return interval_wilson(sample.count, sample.total, CERTAINTY_CONFIDENCE);
}
