#include "proto/indicator_kind.h"

/* What is counted varies as counts do; a sum of days or pounds does not. */
static bool is_count(const struct measure *measure)
{
	return measure->unit != UNIT_DAYS && measure->unit != UNIT_DAYS_FTE && measure->unit != UNIT_POUNDS;
}

static bool is_part_of(const struct measure *part, uint16_t whole)
{
	while (part && part->number != whole)
		part = catalogue_measure(part->total);
	return part != NULL;
}

enum indicator_kind indicator_kind(const struct indicator *indicator)
{
	const struct measure *above = catalogue_measure(indicator->numerator);
	const struct measure *below = catalogue_measure(indicator->denominator[0]);

	if (!is_count(above) || indicator->per != PER_ONE)
		return INDICATOR_RATIO;
	if (below->topic == TOPIC_REFERENCE)
		return INDICATOR_RATE;
	if (indicator->numerator == indicator->denominator[1] || is_part_of(above, below->number))
		return INDICATOR_PROPORTION;
	return above->unit == UNIT_ITEMS && below->unit == UNIT_ITEMS ? INDICATOR_PROPORTION : INDICATOR_RATIO;
}
