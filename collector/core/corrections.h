/* What has been corrected since a day: the figures of an area that a later revision of a return has changed, newest first. Pure. */
#pragma once

#include "collector/core/question.h"
#include "common/arena.h"
#include "common/text.h"

enum {
	CORRECTIONS_FIGURES_MAX = 100, /* that are listed: what a meeting can look at */
	CORRECTIONS_RETURNS_MAX = 40,  /* that are looked into for them; a history that is sent anew has thousands */
};

struct corrected_figure {
	const struct council *council;
	const struct indicator *indicator;
	struct month month;
	struct cell before, after; /* as withholding.h lets them be shown */
	bool has_change;           /* both are numbers */
	int64_t change;            /* of the rounded values, in units of 10^-decimals */
	uint32_t revision;         /* that changed it */
	int64_t recorded_at_s;
	uint64_t position;
	const char *approver_role; /* borrowed from the cube */
	uint8_t reason;            /* enum revision_reason */
};

struct corrections {
	struct date since;     /* the last day that does not count */
	unsigned return_count; /* revisions of the area's returns recorded since */
	bool is_cut;           /* there may be more figures than are listed */
	unsigned figure_count;
	struct corrected_figure *figures; /* by the time of their revision, the newest first, then in the catalogue's order; in the arena */
};

/* Of councils of the area and months up to `last`, recorded after the end of the day `since`. ERROR_NO_MEMORY, and the cube's errors. */
enum error corrections_make(const struct background *background, const struct area *area, struct month last, struct date since, struct arena *arena,
			    struct corrections *out) MUST_CHECK;
/* "3 returns were corrected since 31 August 2021, which has changed 5 figures." as plain text without a line end. */
void corrections_put_summary(struct text *text, const struct corrections *corrections);
