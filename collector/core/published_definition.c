#include "collector/core/published_definition.h"

#include "collector/core/release_layout.h"

/* Where our definition is not the published series' own: it can explain a difference that nothing else does. */
struct definition_difference {
	uint16_t measure;
	const char *sentence;
};

static const struct definition_difference definition_differences[] = {
	{MEASURE_LEAVERS_FTE_12M,
	 "Returns do not count as a leaver who is still or again in any post of the council at the end of the twelve months."},
	{MEASURE_LEAVERS_HEADCOUNT_12M,
	 "Returns do not count as a leaver who is still or again in any post of the council at the end of the twelve months."},
	{MEASURE_STARTERS_HEADCOUNT_12M, "Returns do not count as a starter who was in any post of the council when the twelve months began."},
};

const char *published_difference(const struct indicator *indicator)
{
	for (size_t i = 0; i < sizeof(definition_differences) / sizeof(definition_differences[0]); i++)
		if (definition_differences[i].measure == indicator->numerator)
			return definition_differences[i].sentence;
	return NULL;
}

const struct dataset *published_series(const struct indicator *indicator)
{
	const struct dataset *best = NULL;

	for (unsigned i = 0; i < dataset_count(); i++) {
		const struct dataset *dataset = dataset_at(i);

		if (release_has_measure(dataset->number, indicator->numerator) && (!best || dataset->rank > best->rank))
			best = dataset;
	}
	return best;
}
