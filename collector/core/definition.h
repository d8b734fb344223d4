/* Whether two figures of an indicator are made by the same definition. Pure. */
#pragma once

#include <stdbool.h>

#include "proto/catalogue.h"

enum definition_match {
	DEFINITION_SAME,
	DEFINITION_OTHER_VERSION, /* of another version of the catalogue, in which the indicator's measures mean the same */
	DEFINITION_OTHER_MEANING, /* a measure of the indicator means something else in it */
	DEFINITION_UNKNOWN,       /* which version one of them was made with is not known any more */
};

/* Of two versions, as catalogue_version numbers them and a cell has them; 0 is not known, and 0 of both (as of releases) is the same. */
enum definition_match definition_match(const struct indicator *indicator, unsigned a, unsigned b);
/* Whether the two must not be compared without saying so: one means something else, or nobody knows. */
bool definition_is_other(enum definition_match match);
/* "made with another version of the definitions, in which ..."; NULL of DEFINITION_SAME. */
const char *definition_words(enum definition_match match);
/* "same", "other_version", "other_meaning", "unknown": of feeds. */
const char *definition_name(enum definition_match match);
