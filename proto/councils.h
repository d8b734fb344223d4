/*
 * The council table: every English council with children's services that exists or existed since 2017, keyed by the DfE's three-digit code. ONS
 * codes are dated attributes and names are labels: nothing joins on them.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/month.h"
#include "common/slice.h"
#include "common/text.h"

enum { COUNCIL_COUNT_MAX = 200, NEIGHBOUR_COUNT = 10, SUCCESSOR_COUNT_MAX = 2, FORMER_ONS_COUNT_MAX = 3 };

enum london_part { LONDON_NOT, LONDON_INNER, LONDON_OUTER };

struct council {
	uint16_t code;           /* 342 */
	const char *name;        /* as the DfE's lookups have it: "St. Helens" */
	const char *type;        /* ILB, OLB, MD, UA, SC */
	const char *region_code; /* "E12000002" */
	const char *region_name; /* "North West" */
	enum london_part london;
	const char *ons_code;                               /* now, or the last one: "E08000013" */
	const char *ons_codes_before[FORMER_ONS_COUNT_MAX]; /* NULL-filled */
	struct date valid_from;                             /* INT32_MIN days: always */
	struct date valid_to;                               /* last day; INT32_MAX days: still */
	uint16_t successors[SUCCESSOR_COUNT_MAX];           /* codes, 0-filled */
	uint16_t joint_with;                                /* the council with which it makes one workforce return; 0: none */
	uint16_t neighbours[NEIGHBOUR_COUNT];               /* statistical neighbours, nearest first; all 0 when the model has none */
};

unsigned council_count(void);
/* In ascending order of code; static storage. */
const struct council *council_at(unsigned index);
/* Its place in that order: council_at(council_index(council)) is the council. */
unsigned council_index(const struct council *council);
/* NULL when there is none. */
const struct council *council_find(uint16_t code);
/* "342"; ERROR_MALFORMED when it is not three digits, ERROR_NOT_FOUND when no council has it. */
enum error council_parse(struct slice text, const struct council **out) MUST_CHECK;
/* Those that are not there on every date, or have their workforce in common with another, ascending by code; how many. All others are always there, alone. */
unsigned council_exceptions(const struct council *out[static COUNCIL_COUNT_MAX]);
bool council_exists_on(const struct council *council, struct date date);

/* The councils that it took the place of, ascending by code; how many. */
enum { PREDECESSOR_COUNT_MAX = 4 };
unsigned council_predecessors(const struct council *council, const struct council *out[static PREDECESSOR_COUNT_MAX]);

/* The last three are made for a question, and have their members listed. */
enum area_kind { AREA_ENGLAND, AREA_REGION, AREA_INNER_LONDON, AREA_OUTER_LONDON, AREA_NEIGHBOURS, AREA_GROUP, AREA_LIST };

struct area {
	enum area_kind kind;
	const char *code;        /* as it stands in addresses: "E92000001", "E13000001", "neighbours:342", "group:liverpool-city-region", "340,341" */
	const char *name;        /* "England", "Inner London", "St. Helens and its statistical neighbours", "Liverpool City Region", "2 councils" */
	unsigned member_count;   /* of the last three kinds */
	const uint16_t *members; /* codes, ascending */
};

/* The areas that are always there: England, its regions, Inner and Outer London. */
unsigned area_count(void);
const struct area *area_at(unsigned index);
/* By name or E-code, any case; NULL when there is none. Static storage. */
const struct area *area_find(struct slice text);
/* The areas' names in a sentence: "England, North East, North West, ...". */
void area_list(struct text *text);
/*
 * Whether the council belongs to the area (London is Inner and Outer); says nothing about dates. A council that was replaced belongs to a list when all
 * of its successors do, so that what is pooled over them stays continuous.
 */
bool area_has(const struct area *area, const struct council *council);
/* The council's region; static storage. */
const struct area *council_region(const struct council *council);
/* All councils that ever belonged to the area, ascending by code; how many. */
unsigned area_councils(const struct area *area, const struct council *out[static COUNCIL_COUNT_MAX]);
/* Whether both are the same question: the same code. */
bool area_equal(const struct area *a, const struct area *b);
