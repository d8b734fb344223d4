/* The workforce part of the register: who was in which post on which day, and the monthly posts table. Person-level, as all of the register. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "agent/core/findings.h"
#include "agent/core/sheet.h"
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
	uint8_t role;         /* OrgRole, 1 to 6; 0: none, or not a known code */
	uint8_t origin;       /* StartOrigin; 0: none */
	uint8_t destination;  /* LeaverDestination; 0: none */
	uint8_t file;         /* which file the row came from, as the reading numbers them */
	uint32_t line;        /* and where in it */

	/* Of a census's worker alone, which are summed up once it is known which rows count. */
	bool holds_cases;    /* with an FTE of their own */
	uint8_t cases_state; /* enum figure_state, as the next */
	uint8_t lost_state;
	int64_t cases;
	int64_t days_lost; /* millionths */
};

enum { REASON_LEAVE_MOVED_WITHIN = 7 };

enum { ROLE_TEAM_MANAGER = 3, ROLE_LAST = 6, ORIGIN_NEWLY_QUALIFIED = 1, ORIGIN_COUNCIL = 2, DESTINATION_COUNCIL = 1 };

/* What a file says of workers beside the posts: without the column, nothing can be said of any. */
struct worker_columns {
	bool has_role, has_origin, has_destination;
};

/*
 * When more than this share of the worker rows was refused, no figure is computed from them. Refused rows are posts that the figures miss: at this share,
 * spread like the others, in post is short by 5% and a vacancy rate of 20% too high by 0.8 points, less than councils move from one year to the next.
 * Beyond it, bad rows could carry a council over a quartile.
 */
enum { REFUSED_ROWS_PERCENT_MAX = 5 };

/* When of more than this share of a window's leavers no FTE is known, their FTE is not computed. */
enum { UNKNOWN_FTE_PERCENT_MAX = 5 };

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

enum figure_state { FIGURE_EMPTY, FIGURE_REFUSED, FIGURE_UNRELIABLE, FIGURE_GIVEN };

struct month_row {
	struct month month;
	uint8_t file; /* where it came from */
	uint32_t line;
	enum figure_state states[FIGURE_COUNT];
	int64_t values[FIGURE_COUNT]; /* millionths for FTE and days, whole numbers for cases and headcount */
};

/*
 * A workforce census: its workers and figures as they were on one day. Its figures are FIGURE_EMPTY until workforce_census_add puts something there. A
 * census is good for the month of its day alone.
 */
struct census {
	uint8_t file;
	bool has_day;     /* it says of which day it is */
	bool is_repeated; /* another file is of the same day; this one is not used */
	struct date day;
	struct worker_columns columns;
	uint64_t refused_rows;
	enum figure_state states[FIGURE_COUNT];
	int64_t values[FIGURE_COUNT];
	unsigned first_post, post_count; /* among the workforce's census posts, once closed */
};

struct workforce;

struct workforce *workforce_new(size_t budget_bytes) MUST_CHECK;
void workforce_free(struct workforce *workforce);
/* Copies what it needs. ERROR_LIMIT: over the budget; ERROR_NO_MEMORY. Rows are added before workforce_close. */
enum error workforce_add_post(struct workforce *workforce, const struct post *post) MUST_CHECK;
/* ERROR_EXISTS when the month is there already (the first row stays); ERROR_LIMIT, ERROR_NO_MEMORY. */
enum error workforce_add_month(struct workforce *workforce, const struct month_row *row) MUST_CHECK;
/* What was seen in which file. */
void workforce_saw_workers_table(struct workforce *workforce, uint8_t file);
/* Of the workers table that is being read, or of the census. */
void workforce_saw_columns(struct workforce *workforce, uint8_t file, struct worker_columns columns);
void workforce_saw_posts_table(struct workforce *workforce, uint8_t file);
void workforce_count_refused_worker_row(struct workforce *workforce, uint8_t file);
/* An agency row without a start date: it stands in no month. */
void workforce_count_undated_agency_row(struct workforce *workforce, uint8_t file);
/* A census begins: its posts and figures follow, before any other file's. */
void workforce_open_census(struct workforce *workforce, uint8_t file);
/* It says that it is of another council than the agent's own. */
void workforce_census_is_of_another(struct workforce *workforce, uint8_t file);
void workforce_census_set_day(struct workforce *workforce, uint8_t file, struct date day);
void workforce_census_count_refused(struct workforce *workforce, uint8_t file);
/* As workforce_add_post. */
enum error workforce_add_census_post(struct workforce *workforce, const struct post *post) MUST_CHECK;
/* Adds to a figure of the census, or says that a part of it could not be read. */
void workforce_census_add(struct workforce *workforce, uint8_t file, enum month_figure figure, enum figure_state state, int64_t value);
/* NULL: the file is no census. */
const struct census *workforce_census(struct workforce *workforce, uint8_t file);
/* The file turned out to be unreadable: nothing of it counts. Before workforce_close. */
void workforce_forget_file(struct workforce *workforce, uint8_t file);

/*
 * Call after the last row, before any question; again is harmless. Sorts; counts once a post that a file, or several, hold alike; and gives a post that
 * has ended with FTE 0, as some systems write leavers, the person's last known FTE: that of their latest own post before it with an FTE.
 */
enum error workforce_close(struct workforce *workforce, struct findings *findings) MUST_CHECK;

/* What was noticed about the rows as a whole. */
struct workforce_findings {
	uint64_t refused_worker_rows;
	uint64_t undated_agency_rows;
	uint64_t last_known_fte_posts; /* ended with FTE 0; the last known one is used */
	uint64_t unknown_fte_posts;    /* ended with FTE 0, and none is known: 0 is used */
	uint64_t repeated_posts;       /* rows that another file holds too; left out */
	uint64_t conflicting_posts;    /* posts that two files describe differently; both are kept, and the figures cannot be trusted */
};

struct workforce_findings workforce_findings(const struct workforce *workforce);

/* Which optional columns the workers tables have between them. */
struct worker_columns workforce_columns(const struct workforce *workforce);
bool workforce_has_workers(const struct workforce *workforce);
bool workforce_has_posts(const struct workforce *workforce);
/* Posts ordered by person, then start, then end. */
unsigned workforce_post_count(const struct workforce *workforce);
const struct post *workforce_post_at(const struct workforce *workforce, unsigned index);
/* Of the censuses' posts, each census's by itself ordered as the others. Once closed. */
const struct post *workforce_census_post_at(const struct workforce *workforce, unsigned index);
/* NULL when the posts table has no row for the month. */
const struct month_row *workforce_month(const struct workforce *workforce, struct month month);
/* First and last month that the posts table or a census has; false when there is none. */
bool workforce_months(const struct workforce *workforce, struct month *first, struct month *last);
/* Why no month's figures can be computed at all, whatever the files have: one of them is of another council. */
enum reason workforce_council_obstacle(const struct workforce *workforce);
/* REASON_NONE when the month's figures can be computed, all or some. */
enum reason workforce_obstacle(const struct workforce *workforce, struct month month);
/* Why what the workers' rows tell of such a month cannot be computed, though its posts row can be used; REASON_NONE: it can. */
enum reason workforce_lack(const struct workforce *workforce, struct month month);
/*
 * Puts every workforce measure of the month into the sheet. After workforce_close.
 *
 * In post on day D: not agency, start <= D and (no end, or end > D). Agency on day D: the same for agency rows; a person counts once, a row without a
 * SWENo as one person. Windows are (W, D]: D the month's last day, W the last day of the month before, or of the month one year earlier.
 *
 * Leavers: people in any post on W who hold none on D. Their FTE is that of each post they left in the window, W < end <= D, with a reason other than
 * 7; their headcount is the people with at least one such post. So who is still or again in post at the end leaves neither FTE nor head, who came and
 * went inside the window was never there, and who moved within the council first and left afterwards left the second post.
 *
 * Starters mirror this: people in no post on W who are in one on D; FTE of the posts they hold on D, all of which began in the window.
 *
 * Figures of the workers table need the month's row of the posts table, which says that the extract covers the month; those over twelve months need
 * the rows of all twelve. They are `x` when more than REFUSED_ROWS_PERCENT_MAX of the worker rows were refused, when two files describe a post
 * differently, or when the workers table has no row that can be used. Agency figures are `x` when there are agency rows and not one has a date.
 *
 * A month that has no row in the posts table but a census is taken from the census, by the same rules; it holds its year's leavers, so that it needs
 * no other months. Cases are the sum of Cases30 of all workers, case holders' FTE that of workers with at least one case and an FTE, agency included,
 * and days lost the sum of WorkingDaysLost of the council's own. Agency rows without dates count on the census's day.
 *
 * Breakdowns: by OrgRole; starters by the StartOrigin of the first of the posts that they hold, leavers by the LeaverDestination of the last that they
 * left. Without the column they are `x`.
 */
void workforce_measure(const struct workforce *workforce, struct month month, struct sheet *sheet);
