#include "collector/core/population.h"

enum { APRIL = 4, JUNE = 6, MONTHS_PER_YEAR = 12 };

bool indicator_needs_population(const struct indicator *indicator)
{
	return indicator->denominator[0] == MEASURE_POPULATION_0_17 || indicator->denominator[1] == MEASURE_POPULATION_0_17;
}

struct month population_month(struct month month)
{
	int number = month_number(month);

	/* By adding: the estimate for the first months that there can be is of a June before them. */
	return month_add(month, JUNE - number - (number >= APRIL ? 0 : MONTHS_PER_YEAR));
}

void population_join(struct cube_record *records, unsigned count, const struct cube_record *references, unsigned reference_count)
{
	unsigned at = 0;

	for (unsigned i = 0; i < count; i++) {
		while (at < reference_count && references[at].council < records[i].council)
			at++;
		records[i].reference = at < reference_count && references[at].council == records[i].council ? &references[at] : NULL;
	}
}
