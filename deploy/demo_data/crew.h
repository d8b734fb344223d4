/*
 * A crew: the people in post on the way from one census to the next, the council's own or the agencies'. It lets them join, leave and change hours,
 * and settles their hours so that the sums at the census are exact.
 */
#pragma once

#include <stdbool.h>

#include "deploy/demo_data/chance.h"
#include "deploy/demo_data/workforce.h"

enum { CREW_MAX = 1024, FTE_MIN = 10, FTE_MAX = 100 };

/* How a post ends: its holder leaves the council, moves within it (reason 7: no leaver), or an agency's assignment is over (no reason is given). */
enum departure { DEPARTURE_LEAVES, DEPARTURE_MOVES, DEPARTURE_AGENCY };

struct member {
	unsigned row;    /* of the workforce: the person's present post */
	bool is_settled; /* the post was there at the last census: other hours need another post */
	bool is_leaving; /* leaves before the next census */
};

struct crew {
	struct workforce *workforce; /* borrowed; carries the sticky error */
	struct chance *chance;       /* borrowed */
	uint16_t council;
	bool is_agency;
	unsigned opening; /* the census with which the crew begins */
	unsigned census;  /* events fall on weekdays after the census before it, and before it; at the opening: before it, years ago too */
	unsigned count;
	struct member members[CREW_MAX];
};

void crew_init(struct crew *crew, struct workforce *workforce, struct chance *chance, uint16_t council, unsigned opening, bool is_agency);
/* The next census becomes the one that is worked towards; all who are in post are settled. */
void crew_next_census(struct crew *crew);
/* `heads` new people begin. */
void crew_join(struct crew *crew, unsigned heads);
/* People begin and leave again before the census: no census sees them. */
void crew_pass_through(struct crew *crew, unsigned heads);
/* Ends the post of the member at `index` < count, who is no longer of the crew. */
void crew_leave(struct crew *crew, unsigned index, enum departure departure);
/*
 * The same for one who has a second post of `fte` hundredths in between and leaves the council from that one: after the first has ended as `first`
 * says, who leaves comes back weeks later, who moves within the council goes on the same day with other hours.
 */
void crew_leave_second_post(struct crew *crew, unsigned index, enum departure first, int64_t fte);
/* Chooses `heads` <= count members to leave before the next census, with an FTE as near to `fte` (hundredths) as it goes. */
void crew_choose_leaving(struct crew *crew, unsigned heads, int64_t fte);
/*
 * Gives the members that are leaving, or those that are not, hours that sum up to exactly `fte` hundredths. Who began since the last census gets
 * other hours; who was there before ends the post (moved within the council) and begins another one on the same day. ERROR_NOT_FOUND when so many
 * people cannot have that sum.
 */
enum error crew_settle(struct crew *crew, bool is_leaving, int64_t fte) MUST_CHECK;
