/* Drafts: one worker's row on its way to a post, whether it comes from the workers table or from a workforce census. */
#pragma once

#include "agent/core/layout.h"

/* The columns of both. Those behind WORKER_TABLE_COLUMNS are the census's alone. */
enum worker_column {
	WORKER_AGENCY,
	WORKER_PERSON,
	WORKER_FTE,
	WORKER_START,
	WORKER_END,
	WORKER_REASON,
	WORKER_REQUIRED_COLUMNS,
	WORKER_ROLE = WORKER_REQUIRED_COLUMNS,
	WORKER_ORIGIN,
	WORKER_DESTINATION,
	WORKER_TABLE_COLUMNS,
	WORKER_FTE30 = WORKER_TABLE_COLUMNS,
	WORKER_CASES,
	WORKER_DAYS_LOST,
	WORKER_CENSUS_COLUMNS,
};

/*
 * Of the other columns (PersonBirthDate and the like) none bears on a measure, so that they are not read: what is not taken in cannot get out.
 */
#define WORKER_TABLE_NAMES                                                                                                         \
	[WORKER_AGENCY] = "AgencyWorker", [WORKER_PERSON] = "SWENo", [WORKER_FTE] = "FTE", [WORKER_START] = "RoleStartDate",       \
	[WORKER_END] = "RoleEndDate", [WORKER_REASON] = "ReasonLeave", [WORKER_ROLE] = "OrgRole", [WORKER_ORIGIN] = "StartOrigin", \
	[WORKER_DESTINATION] = "LeaverDestination"

struct worker_draft {
	struct post post;
	bool has_start;
	bool has_fte;
	bool has_unknown_reason;
};

/* Reads the cells of the columns below WORKER_TABLE_COLUMNS; a cell that cannot be read refuses the row. */
struct worker_draft worker_draft_read(struct row *row);
/* Which of the optional columns the row has. */
struct worker_columns worker_draft_columns(const struct row *row);
bool worker_draft_has_ended(const struct worker_draft *draft);
/* What both forms say of a draft whose cells could be read. */
void worker_draft_check(struct row *row, const struct worker_draft *draft);
/* An FTE or another amount in millionths, not negative; RULE_NONE, or why it is none. */
enum rule worker_fte_parse(struct slice text, int64_t *out);
