/*
 * The children-in-need part of the register: episodes of need, child protection plans, assessments and section 47 enquiries, as the CIN censuses of
 * several years tell them. Person-level: it never leaves the agent's process (invariant 1).
 *
 * A census covers the months from April of its collection year to the last one that ends by its reference date. Files overlap: the same referral (child
 * and date of referral), plan (child and start), assessment and enquiry in a newer census replace what an older one says. A month is told by the newest
 * census that covers it: what only an older one holds does not count in it. So a case that was open at the end of one census and is not in the next is
 * not carried on for ever, and a month's figures are those of its own census, with what later ones have put right. Where a later one has put a start
 * right, it does not have the record of the older one, but another that is alike: that one counts in its place, in the older one's months too.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "agent/core/findings.h"
#include "agent/core/sheet.h"
#include "common/error.h"
#include "common/month.h"
#include "proto/status.h"

struct children_in_need;

struct children_in_need *children_in_need_new(size_t budget_bytes) MUST_CHECK;
void children_in_need_free(struct children_in_need *part);
/* The file turned out to be unreadable: nothing of it counts. Before children_in_need_close. */
void children_in_need_forget_file(struct children_in_need *part, uint8_t file);
/*
 * After the last row, before any question; again is harmless. Merges the files, and says what their rows mean to each other: cases and plans that
 * vanish or overlap, events after death, stocks that do not reconcile with flows.
 */
enum error children_in_need_close(struct children_in_need *part, struct findings *findings) MUST_CHECK;
/* REASON_NONE when the month's stocks can be computed; else why not. */
enum reason children_in_need_obstacle(const struct children_in_need *part, struct month month);
/* First and last month that can be computed; false: none. There may be gaps between them. */
bool children_in_need_months(const struct children_in_need *part, struct month *first, struct month *last);
/* Puts every measure of its topic into the sheet: a value, or a symbol with a reason. */
void children_in_need_measure(const struct children_in_need *part, struct month month, struct sheet *sheet);

/*
 * What the census's reader puts in. ERROR_LIMIT: over the budget; ERROR_NO_MEMORY; ERROR_INVALID for an identifier that is empty or longer than
 * CHILD_ID_BYTES_MAX.
 */

/* What a file's header says. */
struct need_census {
	struct date last; /* the reference date: up to when it tells */
	uint16_t council; /* the 3-digit code, 0 when it is not given */
	bool is_another;  /* `council` is not the agent's own */
	bool is_dated;    /* `last` was there; without it the file covers no month */
};

enum need_kind { NEED_EPISODE, NEED_PLAN, NEED_ASSESSMENT, NEED_ENQUIRY, NEED_KIND_COUNT };

enum { NEED_DAY_UNKNOWN = INT32_MIN, NEED_DAY_OPEN = INT32_MAX };

enum need_flag {
	NEED_NO_ACTION = 1, /* episode: a referral that led to no further action */
	NEED_REPEAT = 2,    /* plan: the child had one before; episode: referred within twelve months of another, which closing finds out */
	NEED_ON_TIME = 4,   /* assessment, enquiry: authorised, or the conference held, in time; closing finds out */
	NEED_OUTSIDE = 8,   /* enquiry: none, but a conference that came out of no enquiry that is known */
	NEED_DENIED = 16,   /* episode: closed because an assessment found the child not to be in need (RC8) */
	NEED_REPLACED = 32, /* a newer census has another in its place, which counts alone; closing finds out, and drops it */
};

/* One record of any kind. */
struct need_record {
	uint32_t child;
	struct date start; /* referral, plan's or assessment's or enquiry's start; NEED_DAY_UNKNOWN */
	struct date end;   /* closure, plan's end, authorisation, conference; NEED_DAY_OPEN: none yet */
	uint32_t line;     /* in its file, for findings */
	uint8_t file;
	uint8_t group; /* episode: enum referral_source; plan: enum abuse_category */
	uint8_t need;  /* episode: enum primary_need */
	uint8_t flags; /* enum need_flag */
};

void children_in_need_saw_census(struct children_in_need *part, uint8_t file, const struct need_census *census);
enum error children_in_need_child(struct children_in_need *part, struct slice id, uint32_t *child) MUST_CHECK;
void children_in_need_died(struct children_in_need *part, uint32_t child, struct date day);
enum error children_in_need_add(struct children_in_need *part, enum need_kind kind, const struct need_record *record) MUST_CHECK;
void children_in_need_count_refused(struct children_in_need *part, uint8_t file);
uint32_t children_in_need_count(const struct children_in_need *part, enum need_kind kind);
/* Borrowed; before closing it may be written, and records stay in the order in which they came. */
struct need_record *children_in_need_at(const struct children_in_need *part, enum need_kind kind, uint32_t index);

/*
 * When more than this share of the records was refused, no figure is computed from them: refused records are cases that the figures miss, as
 * REFUSED_ROWS_PERCENT_MAX has it for the workforce.
 */
enum { REFUSED_RECORDS_PERCENT_MAX = 5 };
