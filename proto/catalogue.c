#include "proto/catalogue.h"

#include <stddef.h>

#include "common/decimal.h"
#include "common/error.h"
#include "proto/edition.h"

static const struct measure measures[] = {
#define MEASURE(number, NAME, id, topic, unit, window, protection, total, breakdown, label, definition, source) \
	{(number),        id,          TOPIC_##topic, UNIT_##unit, WINDOW_##window, PROTECTION_##protection,    \
	 MEASURE_##total, (breakdown), label,         definition,  (source)},
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
#define CATALOGUE_HASH "79efd5952a0c6962463b4a464371aaec115f9bb0ad42b835426a5b3700f497f6"

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

/* Binary search: a unit test holds the rows in ascending order. */
const struct measure *catalogue_measure(uint16_t number)
{
	unsigned low = 0, high = MEASURE_COUNT;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (measures[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low < MEASURE_COUNT && measures[low].number == number ? &measures[low] : NULL;
}

unsigned catalogue_sent_count(void)
{
	unsigned count = MEASURE_COUNT;

	while (count > 0 && measures[count - 1].topic == TOPIC_REFERENCE)
		count--;
	return count;
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

unsigned catalogue_indicator_place(const struct indicator *indicator)
{
	ptrdiff_t place = indicator - indicators;

	INVARIANT(place >= 0 && place < INDICATOR_COUNT);
	return (unsigned)place;
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
	return unit == UNIT_FTE || unit == UNIT_DAYS_FTE;
}

unsigned measure_digits(const struct measure *measure)
{
	return unit_is_fte(measure->unit) ? FTE_DIGITS : 0;
}

unsigned measure_decimals_min(const struct measure *measure)
{
	return unit_is_fte(measure->unit) ? 2 : 0;
}

const char *measure_topic_name(enum measure_topic topic)
{
	static const char *const names[TOPIC_COUNT] = {
		[TOPIC_WORKFORCE] = "social work workforce",   [TOPIC_LOOKED_AFTER] = "looked-after children",
		[TOPIC_CHILDREN_IN_NEED] = "children in need", [TOPIC_COUNCIL] = "given by the council itself",
		[TOPIC_REFERENCE] = "reference data",
	};

	return topic < TOPIC_COUNT ? names[topic] : "unknown";
}

const char *measure_unit_name(enum measure_unit unit)
{
	static const char *const names[UNIT_COUNT] = {
		[UNIT_FTE] = "full-time equivalent",
		[UNIT_PEOPLE] = "people",
		[UNIT_CASES] = "cases",
		[UNIT_DAYS_FTE] = "full-time equivalent days",
		[UNIT_CHILDREN] = "children",
		[UNIT_YOUNG_PEOPLE] = "young people",
		[UNIT_EPISODES] = "episodes",
		[UNIT_PLANS] = "plans",
		[UNIT_REFERRALS] = "referrals",
		[UNIT_ASSESSMENTS] = "assessments",
		[UNIT_ENQUIRIES] = "enquiries",
		[UNIT_CONFERENCES] = "conferences",
		[UNIT_DAYS] = "days",
		[UNIT_ITEMS] = "items",
		[UNIT_POUNDS] = "pounds",
	};

	return unit < UNIT_COUNT ? names[unit] : "unknown";
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

/* All that are accepted. No measure has changed its meaning yet: the second edition has new ones beside those of the first. */
static const struct edition editions[] = {
	{"07c9677a65f600bb756dc3dfd4675cdcea24ec67c32d7af9a4731239670dd936", NULL}, /* the workforce's measures alone */
	{CATALOGUE_HASH, NULL},
};

enum { EDITION_COUNT = sizeof editions / sizeof editions[0] };

unsigned catalogue_version_count(void)
{
	return EDITION_COUNT;
}

unsigned catalogue_version(const struct digest *hash)
{
	for (unsigned number = 1; number <= EDITION_COUNT; number++) {
		struct digest known;

		INVARIANT(digest_from_hex(slice_from_text(editions[number - 1].hash), &known) == ERROR_NONE);
		if (digest_equal(hash, &known))
			return number;
	}
	return 0;
}

bool catalogue_is_accepted(const struct digest *hash)
{
	return catalogue_version(hash) != 0;
}

bool catalogue_changed_between(unsigned a, unsigned b, uint16_t measure)
{
	return edition_changed_between(editions, EDITION_COUNT, a, b, measure);
}
