/*
 * The care store: the children of the SSDA903 and what the figures need of them, compactly: 28 bytes a row, whatever the file says beside. Pupil numbers,
 * ethnic groups and mothers are not kept, and of a placement's postcode only a digest: what is not taken in cannot get out. Person-level: it never leaves the agent's process
 * (invariant 1).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "agent/core/care_codes.h"
#include "agent/core/findings.h"
#include "common/error.h"
#include "common/month.h"
#include "common/slice.h"

/* Days as the store has them: from 1 January 1900 (day 1) to 31 March 2079, the end of a collection year; 0: none. */
enum { CARE_DAY_NONE = 0, CARE_DAY_MAX = 65469, CARE_DAY_OPEN = UINT16_MAX };

/* False: the date lies beyond them; *out is not written then. */
bool care_day_from(struct date date, uint16_t *out);
/* `day` is neither none nor open. */
struct date care_day_date(uint16_t day);

/*
 * Collection years run from 1 April to 31 March and are named, as the guides do, by the year of their 31 March; as bytes they count from 1900.
 * 0: not known. No day is of the last one, so that every day's year has a next.
 */
enum { CARE_YEAR_BASE = 1900, CARE_YEARS_COUNT = 181 };

uint8_t care_year_of(uint16_t day);
uint8_t care_year_of_month(struct month month);
uint16_t care_year_first_day(uint8_t year);

enum care_kind {
	CARE_EPISODE,
	CARE_REVIEW,
	CARE_MISSING,
	CARE_PLACED,        /* the decision that a child should be placed for adoption */
	CARE_SOCIAL_WORKER, /* a social worker's time with a child */
	CARE_LEAVER,        /* how a care leaver is doing at a birthday */
	CARE_UNACCOMPANIED, /* until `end` */
	CARE_CHILD,         /* of headers: no records, but files have the kind */
	CARE_KINDS_COUNT,
};

enum care_distance { DISTANCE_UNKNOWN, DISTANCE_WITHIN_20_MILES, DISTANCE_OVER_20_MILES };

/* What the care leavers' table says of one of the questions. */
enum care_answer { ANSWER_UNKNOWN, ANSWER_YES, ANSWER_NO };

/* A row. `start` and `end` are days; an episode is open on day D when start <= D < end. */
struct care_record {
	uint32_t next; /* of the same child: number + 1; 0: none */
	uint32_t line;
	uint16_t start, end;
	uint8_t kind, file, year;
	uint8_t distance; /* enum care_distance, of an episode */
	union {
		struct {
			uint8_t new_episode, legal_status, need, place, provider, ceased; /* codes */
			bool is_closed_by_year;                                           /* its end is not in the files: see care_merge.h */
			uint16_t urn, postcode; /* digests of the placement's URN and PL_POST: which are the same, not where they are; 0: not known */
		} episode;
		struct {
			uint8_t in_touch, accommodation, activity; /* enum care_answer */
			bool is_left_out;                          /* died, or went home: in no figure */
		} leaver;
		struct {
			bool is_absence; /* away from the placement without authorisation (A), not missing (M) */
		} missing;
		uint32_t worker; /* a digest: which are the same, not who they are */
	};
};

struct care_child {
	uint32_t head; /* its first record: number + 1; 0: none */
	uint32_t header_line;
	uint16_t birth; /* day; CARE_DAY_NONE: not known */
	uint8_t birth_file, header_file;
	bool has_header;
	uint8_t sex, header_year; /* a code; a collection year or 0 */
};

enum { CARE_FILES_MAX = 256, CARE_COLUMNS_MAX = 24 };

/* What a file came with. */
struct care_file {
	bool has[CARE_KINDS_COUNT]; /* the file is, or has, a table of the kind */
	bool has_year_column, has_distance;
	bool has_other_council,
		has_left_out; /* rows of a council that is not that of the rows before; of another than the agent's own, and left out */
	bool is_set;          /* XML: one file is the whole set of tables */
	uint8_t year;         /* as the dates tell, once care_years_settle has been called; 0: not known */
	uint32_t rows_read[CARE_KINDS_COUNT], rows_refused[CARE_KINDS_COUNT];
	/* The latest date of something that happened; how many rows have one in its year, and the latest before that year. */
	uint16_t latest, latest_before;
	uint16_t year_first, year_end; /* the days of the latest one's year: from the first up to the end, which is of the next */
	uint32_t latest_count, dates_count;
	uint16_t columns[CARE_COLUMNS_MAX]; /* where the table's columns stand, from 1, by column of its layout; 0: nowhere, or XML */
	/* Owned; NULL: none. What tells the year of a table without dates, by collection year: of care leavers, how many had their 17th birthday in it; of
	 * unaccompanied children, once care_years_settle has been called, how many have an episode in it, and in year 0 how many have any. */
	uint32_t *witnesses;
};

struct care_store;

/* NULL when there is no memory. */
struct care_store *care_store_new(size_t budget_bytes) MUST_CHECK;
void care_store_free(struct care_store *store);

/* The child of an identifier, new or known. ERROR_INVALID: no identifier; ERROR_LIMIT: over the budget; ERROR_NO_MEMORY. */
enum error care_store_child(struct care_store *store, struct slice id, uint32_t *child) MUST_CHECK;
/* Copies the record and links it to the child; `next` is the store's. ERROR_LIMIT, ERROR_NO_MEMORY. */
enum error care_store_add(struct care_store *store, uint32_t child, const struct care_record *record) MUST_CHECK;
/* A birth date; the first one that is known stays. Returns false when it differs from that. */
bool care_store_birth(struct care_store *store, uint32_t child, uint16_t birth, uint8_t file);
/* A care leaver's birthdays tell the year of a file without dates. ERROR_NO_MEMORY. */
enum error care_store_birthday(struct care_store *store, uint8_t file, uint16_t birth) MUST_CHECK;
/* Makes room for the witnesses of a file without dates. ERROR_NO_MEMORY. */
enum error care_store_witnesses(struct care_store *store, uint8_t file) MUST_CHECK;
/* The day on which the files are read; without it every day has come. */
void care_store_set_today(struct care_store *store, struct date today);
bool care_store_has_come(const struct care_store *store, uint16_t day);
/* Something happened on the day: files are told apart by their latest. */
void care_store_saw_day(struct care_store *store, uint8_t file, uint16_t day);
/* The council that a row's label means, `own` first; 0: none that is known. */
uint16_t care_store_council(struct care_store *store, struct slice label, uint16_t own);
/* Whether rows name the same council, by its code or a digest of what stands there, as the first that named one. */
bool care_store_is_council(struct care_store *store, uint32_t digest, uint8_t file);
/* Takes back everything that came from the file. */
void care_store_forget_file(struct care_store *store, uint8_t file);

struct care_file *care_store_file(struct care_store *store, uint8_t file);
const struct care_file *care_store_file_view(const struct care_store *store, uint8_t file);
uint32_t care_store_child_count(const struct care_store *store);
struct care_child *care_store_child_at(const struct care_store *store, uint32_t child);
uint32_t care_store_record_count(const struct care_store *store);
struct care_record *care_store_record_at(const struct care_store *store, uint32_t number);
/* The record behind a link (`head` or `next`); NULL: none. */
struct care_record *care_store_linked(const struct care_store *store, uint32_t link);
size_t care_store_bytes(const struct care_store *store);
