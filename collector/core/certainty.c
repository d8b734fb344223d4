#include "collector/core/certainty.h"

#include "common/decimal.h"
#include "proto/indicator_kind.h"

bool certainty_fits(const struct indicator *indicator)
{
	return indicator_kind(indicator) != INDICATOR_RATIO;
}

enum sample_kind certainty_sample_kind(const struct indicator *indicator)
{
	return indicator_kind(indicator) == INDICATOR_RATE ? SAMPLE_RATE : SAMPLE_PROPORTION;
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

bool certainty_sample(const struct indicator *indicator, const struct indicator_value *value, struct sample *out)
{
	struct sample sample;

	if (value->symbol || !certainty_fits(indicator))
		return false;
	sample.count = whole_units(indicator->numerator, value->numerator);
	sample.total = whole_units(indicator->denominator[0], value->denominator);
	if (!sample_is_valid(certainty_sample_kind(indicator), sample))
		return false;
	*out = sample;
	return true;
}

struct interval certainty_interval(const struct indicator *indicator, const struct indicator_value *value)
{
	struct sample sample;

	if (!certainty_sample(indicator, value, &sample))
		return (struct interval){.is_known = false};
	if (certainty_sample_kind(indicator) == SAMPLE_RATE)
		return interval_rate(sample.count, sample.total, CERTAINTY_CONFIDENCE);
	return interval_wilson(sample.count, sample.total, CERTAINTY_CONFIDENCE);
}
