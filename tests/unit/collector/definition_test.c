#include "collector/core/definition.h"

#include <criterion/criterion.h>

/* In the two versions that there are, no measure has changed its meaning. */
Test(definition, versions_are_told_apart)
{
	static const struct {
		unsigned a, b;
		enum definition_match match;
		const char *name;
	} table[] = {
		{0, 0, DEFINITION_SAME, "same"},
		{2, 2, DEFINITION_SAME, "same"},
		{1, 2, DEFINITION_OTHER_VERSION, "other_version"},
		{2, 1, DEFINITION_OTHER_VERSION, "other_version"},
		{0, 2, DEFINITION_UNKNOWN, "unknown"},
		{1, 0, DEFINITION_UNKNOWN, "unknown"},
	};
	const struct indicator *indicator = catalogue_indicator_find(SLICE_LITERAL("vacancy_rate_fte"));

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		enum definition_match match = definition_match(indicator, table[i].a, table[i].b);

		cr_expect_eq(match, table[i].match, "row %zu", i);
		cr_expect_eq(definition_is_other(match), match == DEFINITION_UNKNOWN, "row %zu", i);
		cr_expect_str_eq(definition_name(match), table[i].name, "row %zu", i);
		cr_expect_eq(definition_words(match) == NULL, match == DEFINITION_SAME, "row %zu", i);
	}
}
