/* The register: who was in which post on which day, and the monthly posts table. Person-level: it never leaves the agent's process (invariant 1). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/arena.h"
#include "common/error.h"
#include "common/month.h"
#include "common/slice.h"

/* One row of the workers table: one post held by one person, or one agency worker's assignment. */
struct post {
	struct slice person; /* SWENo, in the register's arena; empty only for agency rows */
	struct date start;
	struct date end; /* INT32_MAX days: open */
	int64_t fte;     /* millionths, 0 to 1,000,000 */
	bool is_agency;
	uint8_t reason_leave; /* the code; 0: none; 7: moved within the council */
	uint16_t file;        /* which file the row came from, as the reader numbers them */
};

enum { REASON_LEAVE_MOVED_WITHIN = 7 };

/* One row of the posts table: a month's figures that no worker row holds. Each with whether it was there. */
enum month_figure {
	FIGURE_VACANCIES_FTE,
	FIGURE_AGENCY_COVER_FTE,
	FIGURE_AGENCY_COVER_HEADCOUNT,
	FIGURE_CASES,
	FIGURE_CASE_HOLDERS_FTE,
	FIGURE_WORKING_DAYS_LOST_FTE,
	FIGURE_COUNT,
};

enum figure_state { FIGURE_EMPTY, FIGURE_REFUSED, FIGURE_GIVEN };

struct month_row {
	struct month month;
	enum figure_state states[FIGURE_COUNT];
	int64_t values[FIGURE_COUNT]; /* millionths for FTE and days, whole numbers for cases and headcount */
};

struct council_register;

struct council_register *register_new(size_t budget_bytes) MUST_CHECK;
void register_free(struct council_register *reg);
/* Copies what it needs. ERROR_LIMIT: over the budget; ERROR_NO_MEMORY. Rows are added before register_close. */
enum error register_add_post(struct council_register *reg, const struct post *post) MUST_CHECK;
/* ERROR_EXISTS when the month is there already (the first row stays); ERROR_LIMIT, ERROR_NO_MEMORY. */
enum error register_add_month(struct council_register *reg, const struct month_row *row) MUST_CHECK;
void register_saw_workers_table(struct council_register *reg);
void register_saw_posts_table(struct council_register *reg);
void register_count_refused_worker_row(struct council_register *reg);
/* An agency row without a start date: it stands in no month. */
void register_count_undated_agency_row(struct council_register *reg);

/* A place in the register's rows, to take back those of a file that turns out to be unreadable. */
struct register_mark {
	unsigned post_count;
	unsigned month_count;
	uint64_t refused_worker_rows;
	uint64_t undated_agency_rows;
	bool has_workers;
	bool has_posts;
};

struct register_mark register_mark(const struct council_register *reg);
/* Forgets everything that came after the mark. Before register_close. */
void register_rewind(struct council_register *reg, const struct register_mark *mark);

/*
 * Call after the last row, before any question; again is harmless. Sorts; counts once a post that several files hold alike; and gives a post that
 * has ended with FTE 0, as some systems write leavers, the person's last known FTE: that of their latest own post before it with an FTE.
 */
enum error register_close(struct council_register *reg) MUST_CHECK;

/* What was noticed about the rows as a whole. */
struct register_findings {
	uint64_t refused_worker_rows;
	uint64_t undated_agency_rows;
	uint64_t last_known_fte_posts; /* ended with FTE 0; the last known one is used */
	uint64_t unknown_fte_posts;    /* ended with FTE 0, and none is known: 0 is used */
	uint64_t repeated_posts;       /* rows that another file holds too; left out */
	uint64_t conflicting_posts;    /* posts that two files describe differently; both are kept, and the figures cannot be trusted */
};

struct register_findings register_findings(const struct council_register *reg);

bool register_has_workers(const struct council_register *reg);
bool register_has_posts(const struct council_register *reg);
/* Posts ordered by person, then start, then end. */
unsigned register_post_count(const struct council_register *reg);
const struct post *register_post_at(const struct council_register *reg, unsigned index);
/* NULL when the posts table has no row for the month. */
const struct month_row *register_month(const struct council_register *reg, struct month month);
/* First and last month of the posts table; false when it is empty. */
bool register_months(const struct council_register *reg, struct month *first, struct month *last);
