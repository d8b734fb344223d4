/* Lists of posts: what the workforce does with its rows once all are there. Pure, in place, without memory of their own. */
#pragma once

#include "agent/core/workforce.h"

/* By person, start, end and all the rest: rows that are alike become neighbours, whatever the order of the files. The others need this order. */
void post_list_sort(struct post *posts, unsigned count);
/*
 * Of the rows of a person that are alike within one file, in role, too, one is kept; each that goes is a finding. A person's two posts differ in start,
 * FTE or role. Agency rows without a SWENo cannot be told apart and are all kept.
 */
void post_list_drop_doubled(struct post *posts, unsigned *count, struct findings *findings);
/* The same within one census, where start, FTE and role tell a post: of two with different ends the later one is kept. */
void post_list_drop_doubled_in_census(struct post *posts, unsigned *count, struct findings *findings);
/*
 * Rows that are alike but for the role are kept as the file has them that has most of them: in another file they are the same once more. Agency rows without a SWENo cannot be told apart and are all kept. Returns how many went.
 */
uint64_t post_list_drop_repeated(struct post *posts, unsigned *count) MUST_CHECK;
/*
 * How often a person has posts of one kind that began on one day and do not all come from one file: an older copy of it, most likely. Each is a
 * finding at the first row of the other file.
 */
uint64_t post_list_count_conflicts(const struct post *posts, unsigned count, struct findings *findings) MUST_CHECK;
/*
 * Gives each own post that has ended with FTE 0 the FTE of the person's latest own post before it that has one: *used of them; the *unknown others
 * stay at 0.
 */
void post_list_use_last_known_fte(struct post *posts, unsigned count, uint64_t *used, uint64_t *unknown);
/* The FTE of the person's latest own post that has one; 0: there is none. */
int64_t post_list_fte_of(const struct post *posts, unsigned count, struct slice person);
