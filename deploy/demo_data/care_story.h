/* A story: what happened to one synthetic child in care: who it is, its episodes and its reviews, by the code sets of the SSDA903 return. */
#pragma once

#include "deploy/demo_data/care.h"
#include "deploy/demo_data/child.h"

enum { STORY_EPISODES_MAX = 64, STORY_REVIEWS_MAX = 64, STORY_PERIODS_MAX = 4 };

/* Where the stories of one council come from. */
struct care_teller {
	const struct care *care; /* borrowed, sorted */
	uint64_t seed;
	uint16_t council;
	int32_t over_20_miles_percent;
	struct date horizon; /* the last day that the periods know of */
};

enum care_exit { EXIT_NONE, EXIT_HOME, EXIT_ADOPTION, EXIT_GUARDIANSHIP, EXIT_ARRANGEMENT, EXIT_ADULT, EXIT_OTHER };

struct care_place {
	uint8_t kind; /* of the table of places */
	const char *provider;
	uint16_t tenths_of_miles; /* from home */
	uint16_t post;            /* of 0 to 999, for a postcode that no place has */
};

struct care_episode {
	struct date start, end;
	char reason_new; /* S, L, P or B */
	const char *legal_status;
	struct care_place place;
	const char *reason_ceased; /* X1 or why care ended; NULL: it has not */
	const char *reason_change; /* why the child moved at its end; NULL: it did not */
};

struct care_story {
	struct child child;
	const struct care_period *periods; /* borrowed */
	unsigned period_count;
	enum care_exit exits[STORY_PERIODS_MAX];
	char need; /* '1' to '8' */
	unsigned episode_count;
	struct care_episode episodes[STORY_EPISODES_MAX];
	unsigned review_count;
	struct date reviews[STORY_REVIEWS_MAX];
};

/* Tells the story of the child whose periods begin at index `first`; the index of the next child's. The same story whenever it is told. */
unsigned care_story_tell(const struct care_teller *teller, unsigned first, struct care_story *out);
/* The code of the place in the return of collection year `year`: supported accommodation is H5 and P2 before 2025, K3 since. */
const char *care_place_code(const struct care_place *place, int year);
/* The day on which the child was placed for adoption, in the period that ended so; INT32_MAX days: never. */
struct date care_story_placed_for_adoption(const struct care_story *story);
