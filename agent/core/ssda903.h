/*
 * SSDA903: the tables of the looked-after return, as a CSV set and as XML: which columns each is known by, and what of a row is kept. The rows go to
 * the looked-after part's care store. Of a table that bears on no figure nothing is kept; it is only recognised.
 */
#pragma once

#include "agent/core/care_store.h"
#include "agent/core/layout.h"

/* Columns by layout, in the layouts' order. */
enum {
	EPISODES_CHILD,
	EPISODES_DECOM,
	EPISODES_RNE,
	EPISODES_LS,
	EPISODES_CIN,
	EPISODES_PLACE,
	EPISODES_PROVIDER,
	EPISODES_DEC,
	EPISODES_REC,
	EPISODES_REQUIRED,
	EPISODES_YEAR = EPISODES_REQUIRED,
	EPISODES_LA,
	EPISODES_DISTANCE,
	EPISODES_URN,
	EPISODES_POSTCODE,
	EPISODES_COLUMNS,
};

enum { CHILDREN_CHILD, CHILDREN_SEX, CHILDREN_DOB };

/* XML's header has the same, then more. */
enum {
	LEAVERS_CHILD,
	LEAVERS_DOB,
	LEAVERS_IN_TOUCH,
	LEAVERS_ACTIVITY,
	LEAVERS_ACCOMMODATION,
	LEAVERS_REQUIRED,
	LEAVERS_YEAR = LEAVERS_REQUIRED,
	LEAVERS_COLUMNS,
};

extern const struct layout episodes_layout;
extern const struct layout header_layout;
extern const struct layout reviews_layout;
extern const struct layout uasc_layout;
extern const struct layout missing_layout;
extern const struct layout placed_layout;
extern const struct layout social_workers_layout;
extern const struct layout leavers_layout;

/* A row of the SSDA903 on its way to the store. */
struct care_row {
	struct row *row;
	struct care_store *store;
	struct care_record record; /* file, line and year are filled in */
	uint32_t child;
};

/*
 * What the tables' readers share. `year_column` is the layout's YEAR. False: the row is refused, or *error is set; then the caller has nothing left to
 * do but to return *error.
 */
bool care_row_begin(struct care_row *care, struct row *row, struct council_register *reg, unsigned child_column, unsigned year_column,
		    enum error *error);
/* Puts the row's record into the store, and its days into the file's account of what happened when. */
enum error care_row_finish(struct care_row *care);
/* Counts the row, which is read, as one of the kind that was used or refused; returns `error`. */
enum error care_row_counted(const struct row *row, struct council_register *reg, enum care_kind kind, enum error error);
/* A day; CARE_DAY_NONE for an empty cell. What is no day refuses the row. */
uint16_t care_row_day(struct care_row *care, unsigned column);
/* The same where the rest of the row is of use without it. */
uint16_t care_row_optional_day(struct care_row *care, unsigned column);
/* A code; one that is in no year's guide is remarked and kept as unknown. */
uint8_t care_row_code(struct care_row *care, unsigned column, enum care_code_set set);
/* The text of a cell; empty where it cannot be read, which is remarked. */
struct slice care_row_text(struct care_row *care, unsigned column);
/* The birth date in a column that may be absent, for the child. */
void care_row_birth(struct care_row *care, unsigned column);
/* The header's row of a child; the first one stays. */
void care_header_add(struct care_row *care, unsigned sex_column);
/* A care leaver's answers, in the columns LEAVERS_IN_TOUCH and so on. `birth` is known. ERROR_LIMIT, ERROR_NO_MEMORY. */
enum error care_leaver_add(struct care_row *care, uint16_t birth);
/* "2020", "2019/20", "2019-20", "2019/2020": the collection year that ends in 2020, as the store has it. False: something else. */
bool care_year_parse(struct slice text, uint8_t *out);
/*
 * Something happened on the day that stands in the column: it tells of which year the file is and how far it goes. A day that has not come yet tells
 * nothing, and is said; CARE_DAY_NONE and CARE_DAY_OPEN are passed over.
 */
void care_row_saw_day(struct care_row *care, unsigned column, uint16_t day);
