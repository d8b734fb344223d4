/* The check: counts the children anew, by the definitions, and says which published figures they do not have. */
#pragma once

#include "common/text.h"
#include "deploy/demo_data/care.h"
#include "deploy/demo_data/children_published.h"
#include "deploy/demo_data/need.h"

/* The measure as the children of `care` and `need` have it on 31 March `date`, its flows over the year that ends then. */
int32_t children_count(const struct care *care, const struct need *need, enum children_measure measure, struct date date);
/* Appends one line for each published figure from `first` to `last` that the children do not have. */
void children_check(const struct children_council *council, const struct care *care, const struct need *need, struct date first, struct date last,
		    struct text *unmet);
