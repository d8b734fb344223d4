#include "collector/core/definition.h"

#include <stddef.h>

enum definition_match definition_match(const struct indicator *indicator, unsigned a, unsigned b)
{
	const uint16_t measures[] = {indicator->numerator, indicator->denominator[0], indicator->denominator[1]};

	if (a == b)
		return DEFINITION_SAME;
	if (a == 0 || b == 0)
		return DEFINITION_UNKNOWN;
	for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++)
		if (measures[i] != MEASURE_NONE && catalogue_changed_between(a, b, measures[i]))
			return DEFINITION_OTHER_MEANING;
	return DEFINITION_OTHER_VERSION;
}

bool definition_is_other(enum definition_match match)
{
	return match == DEFINITION_OTHER_MEANING || match == DEFINITION_UNKNOWN;
}

const char *definition_words(enum definition_match match)
{
	switch (match) {
	case DEFINITION_SAME:
		break;
	case DEFINITION_OTHER_VERSION:
		return "made with another version of the definitions, in which this indicator means the same";
	case DEFINITION_OTHER_MEANING:
		return "made with another version of the definitions, in which this indicator means something else";
	case DEFINITION_UNKNOWN:
		return "made with a version of the definitions that is not known any more";
	}
	return NULL;
}

const char *definition_name(enum definition_match match)
{
	static const char *const names[] = {
		[DEFINITION_SAME] = "same",
		[DEFINITION_OTHER_VERSION] = "other_version",
		[DEFINITION_OTHER_MEANING] = "other_meaning",
		[DEFINITION_UNKNOWN] = "unknown",
	};

	return names[match];
}
