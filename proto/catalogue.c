#include "proto/catalogue.h"

#include <stddef.h>

#include "common/decimal.h"
#include "common/error.h"

static const struct measure measures[] = {
#define MEASURE(number, NAME, id, unit, window, protection, label, definition, source) \
	{(number), (id), UNIT_##unit, WINDOW_##window, PROTECTION_##protection, (label), (definition), (source)},
#include "proto/measures.def"
#undef MEASURE
};

static const struct indicator indicators[] = {
#define INDICATOR(id, numerator, denominator, added, per, multiplier, decimals, unit, polarity, label, definition, source) \
	{(id),                                                                                                             \
	 MEASURE_##numerator,                                                                                              \
	 {MEASURE_##denominator, MEASURE_##added},                                                                         \
	 PER_##per,                                                                                                        \
	 (multiplier),                                                                                                     \
	 (decimals),                                                                                                       \
	 (unit),                                                                                                           \
	 POLARITY_##polarity,                                                                                              \
	 (label),                                                                                                          \
	 (definition),                                                                                                     \
	 (source)},
#include "proto/indicators.def"
#undef INDICATOR
};

/*
 * The hash of the rows above. It is asked for with every return, and taking it costs as much as checking a signature; and so a new version of the
 * catalogue is one deliberate line. A unit test compares it with the rows and says what it should be.
 */
#define CATALOGUE_HASH "07c9677a65f600bb756dc3dfd4675cdcea24ec67c32d7af9a4731239670dd936"

enum { MEASURE_COUNT = sizeof measures / sizeof measures[0], INDICATOR_COUNT = sizeof indicators / sizeof indicators[0] };

unsigned catalogue_measure_count(void)
{
	return MEASURE_COUNT;
}

const struct measure *catalogue_measure_at(unsigned index)
{
	INVARIANT(index < MEASURE_COUNT);
	return &measures[index];
}

const struct measure *catalogue_measure(uint16_t number)
{
	for (unsigned i = 0; i < MEASURE_COUNT; i++) {
		if (measures[i].number == number)
			return &measures[i];
	}
	return NULL;
}

const struct measure *catalogue_measure_find(struct slice id)
{
	for (unsigned i = 0; i < MEASURE_COUNT; i++) {
		if (slice_equal(slice_from_text(measures[i].id), id))
			return &measures[i];
	}
	return NULL;
}

unsigned catalogue_indicator_count(void)
{
	return INDICATOR_COUNT;
}

const struct indicator *catalogue_indicator_at(unsigned index)
{
	INVARIANT(index < INDICATOR_COUNT);
	return &indicators[index];
}

const struct indicator *catalogue_indicator_find(struct slice id)
{
	for (unsigned i = 0; i < INDICATOR_COUNT; i++) {
		if (slice_equal(slice_from_text(indicators[i].id), id))
			return &indicators[i];
	}
	return NULL;
}

static bool unit_is_fte(enum measure_unit unit)
{
	switch (unit) {
	case UNIT_FTE:
	case UNIT_DAYS_FTE:
		return true;
	case UNIT_PEOPLE:
	case UNIT_CASES:
		return false;
	}
	return false;
}

unsigned measure_digits(const struct measure *measure)
{
	return unit_is_fte(measure->unit) ? FTE_DIGITS : 0;
}

unsigned measure_decimals_min(const struct measure *measure)
{
	return unit_is_fte(measure->unit) ? 2 : 0;
}

const char *measure_unit_name(enum measure_unit unit)
{
	switch (unit) {
	case UNIT_FTE:
		return "full-time equivalent";
	case UNIT_PEOPLE:
		return "people";
	case UNIT_CASES:
		return "cases";
	case UNIT_DAYS_FTE:
		return "full-time equivalent days";
	}
	return "unknown";
}

const char *measure_window_name(enum measure_window window)
{
	switch (window) {
	case WINDOW_STOCK:
		return "last day of the month";
	case WINDOW_MONTH:
		return "the month";
	case WINDOW_12M:
		return "twelve months";
	}
	return "unknown";
}

const char *polarity_name(enum polarity polarity)
{
	switch (polarity) {
	case POLARITY_LOW_IS_GOOD:
		return "low is good";
	case POLARITY_HIGH_IS_GOOD:
		return "high is good";
	case POLARITY_NONE:
		return "neither high nor low is good";
	}
	return "unknown";
}

struct digest catalogue_hash(void)
{
	struct digest hash;
	INVARIANT(digest_from_hex(SLICE_LITERAL(CATALOGUE_HASH), &hash) == ERROR_NONE);
	return hash;
}
