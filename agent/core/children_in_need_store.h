/* What the children-in-need part holds; for its own files alone. */
#pragma once

#include "agent/core/child_index.h"
#include "agent/core/children_in_need.h"
#include "agent/core/chunk_list.h"

#define NEED_CHILD_NONE UINT32_MAX

struct need_file {
	struct need_census census;
	struct month first, last_month; /* that it covers; none when last_month is before first */
	uint32_t refused;
	uint16_t newness; /* by which closing ranks files: 1 is the oldest, 0 is no census */
	bool is_census;
	bool has_successor; /* a newer census covers the month after its last one, and none its last one itself */
};

/* While a census is read: whose records come, and where those of the open child and the open case begin. */
enum need_child_state {
	NEED_CHILD_EXPECTED, /* its identifiers have not come yet: its records wait with NEED_CHILD_NONE */
	NEED_CHILD_KNOWN,
	NEED_CHILD_NAMELESS, /* they have come, without an identifier: its records are refused */
};

struct need_reading {
	enum need_child_state state;
	uint32_t child;
	uint32_t child_begins[NEED_KIND_COUNT];
	uint32_t case_begins[NEED_KIND_COUNT];
};

struct children_in_need {
	size_t budget_bytes;
	struct child_index *children; /* owned */
	struct chunk_list deaths;     /* struct date by child; NEED_DAY_OPEN: not known to have died */
	struct chunk_list lists[NEED_KIND_COUNT];
	struct need_file files[FINDINGS_FILES_MAX];
	unsigned file_count; /* files from here on are none of ours */
	struct need_reading reading;
	bool is_closed;
};

/* The newest census that covers the month; NULL when none does. After the files were ranked. */
const struct need_file *need_file_of_month(const struct children_in_need *part, struct month month);
/* REASON_NONE when each of the `months` months that end with `month` is covered. */
enum reason need_window_obstacle(const struct children_in_need *part, struct month month, int months);
/* Whether the record says what was so in a month of which `newness` is the newest census. */
bool need_record_tells(const struct children_in_need *part, const struct need_record *record, uint16_t newness);
/* Cases or plans that are open at the end of the month, by the newest census that covers it. */
uint32_t need_open_count(const struct children_in_need *part, enum need_kind kind, struct month month);
/* By what makes two records one: the child and the start; where no start is known, the end. */
int need_key_compare(const struct need_record *a, const struct need_record *b);
/* The last day that the record's own census tells of. */
struct date need_census_end(const struct children_in_need *part, const struct need_record *record);
/* Whether a case or plan was open then. */
bool need_is_open_at_end(const struct children_in_need *part, const struct need_record *record);
/* Of a list that is sorted and not yet merged: marks the records that a newer census has with another start (NEED_REPLACED). */
void need_corrections_mark(struct children_in_need *part, enum need_kind kind);
/* Ranks the files by reference date, then by number: what comes later is newer. */
void need_files_rank(struct children_in_need *part);
/* 2021 for April 2020 to March 2021. */
int need_collection_year(struct date day);
/* The same day `months` months earlier, or the last day of that month. */
struct date need_months_before(struct date day, int months);
