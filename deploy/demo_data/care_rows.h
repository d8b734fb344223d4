/* Rows: what a child's story says in each table of a set. */
#pragma once

#include "deploy/demo_data/care_set.h"

/* Whether something that lasts from `start` to `end` belongs into the set: it has begun, and had not ended before the year. */
bool care_set_touches(const struct care_set *set, struct date start, struct date end);

void header_row(struct care_set *set, const struct child *child, bool is_unaccompanied);
void episode_rows(struct care_set *set, const struct care_story *story);
void review_rows(struct care_set *set, const struct care_story *story);
void unaccompanied_row(struct care_set *set, const struct care_story *story);
void adoption_rows(struct care_set *set, const struct care_story *story);
void previous_row(struct care_set *set, const struct care_story *story);
void missing_rows(struct care_set *set, const struct care_story *story);
void social_worker_rows(struct care_set *set, const struct care_story *story);
/* Whether the child left care at 16 or later and has its 17th to 21st birthday in the year. */
bool care_leaver_row(struct care_set *set, const struct care_story *story);
