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
	struct date end;     /* INT32_MAX days: open */
	int64_t fte;         /* millionths, 0 to 1,000,000 */
	bool is_agency;
	uint8_t reason_leave; /* the code; 0: none; 7: moved within the council */
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
/* Copies what it needs. ERROR_NO_MEMORY. */
enum error register_add_post(struct council_register *reg, const struct post *post) MUST_CHECK;
/* ERROR_EXISTS when the month is there already (the first row stays). */
enum error register_add_month(struct council_register *reg, const struct month_row *row) MUST_CHECK;
void register_saw_workers_table(struct council_register *reg);
void register_saw_posts_table(struct council_register *reg);
void register_count_refused_worker_row(struct council_register *reg);
/* Sorts and indexes; call once after the last row, before any question. */
enum error register_close(struct council_register *reg) MUST_CHECK;

bool register_has_workers(const struct council_register *reg);
bool register_has_posts(const struct council_register *reg);
/* Posts ordered by person, then start, then end. */
unsigned register_post_count(const struct council_register *reg);
const struct post *register_post_at(const struct council_register *reg, unsigned index);
/* NULL when the posts table has no row for the month. */
const struct month_row *register_month(const struct council_register *reg, struct month month);
/* First and last month of the posts table; false when it is empty. */
bool register_months(const struct council_register *reg, struct month *first, struct month *last);
