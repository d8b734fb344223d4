/* Places: where a synthetic looked-after child lives, by chance in about England's proportions, and where it lives next. */
#pragma once

#include "deploy/demo_data/care_story.h"

/* What a place must suit. */
struct care_situation {
	int32_t age_days;
	bool is_unaccompanied;
	bool has_care_order; /* only then may the child live with its parents */
	int32_t over_20_miles_percent;
};

struct care_place care_place_choose(struct chance *chance, const struct care_situation *situation);
struct care_place care_place_adoptive(struct chance *chance, int32_t over_20_miles_percent);
bool care_place_is_adoptive(const struct care_place *place);
/* How long a child lives in one place: a quarter move within months, half stay for years. */
int32_t care_place_days(struct chance *chance);
