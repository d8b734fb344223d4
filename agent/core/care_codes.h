/*
 * The code sets of the SSDA903 that bear on a figure: what a code means for the groups of the measures, and in which collection years it was one.
 * Source: the Department for Education's guides to the SSDA903 collection, 2016/17 to 2025/26.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/slice.h"

enum care_code_set {
	CODES_NEW_EPISODE,  /* RNE: S L P T B U */
	CODES_LEGAL_STATUS, /* LS */
	CODES_NEED,         /* CIN: N1 to N8 */
	CODES_PLACE,        /* PLACE */
	CODES_PROVIDER,     /* PLACE_PROVIDER */
	CODES_CEASED,       /* REC */
	CODES_SEX,          /* SEX */
	CODE_SETS_COUNT,
};

/* Instead of a code: the cell was blank, or holds what no year's guide knows. All others are places in the set, from 1. */
enum { CODE_BLANK = 0, CODE_UNKNOWN = 255 };

/* What the figures ask of a code; each set has its own groups. GROUP_OTHER also stands for blank and unknown codes. */
enum care_group {
	GROUP_OTHER,
	/* RNE */
	GROUP_STARTS,        /* S */
	GROUP_NEW_PLACEMENT, /* P, B: another placement with other carers */
	GROUP_SAME_CARERS,   /* L, T, U: another legal status, or another type of placement with the same carers */
	/* LS */
	GROUP_SHORT_BREAK,     /* V3, V4: not looked after */
	GROUP_SECTION_20,      /* V2 */
	GROUP_CARE_ORDER,      /* C1, C2 */
	GROUP_PLACEMENT_ORDER, /* E1, D1 */
	/* CIN */
	GROUP_ABUSE,
	GROUP_FAMILY,
	GROUP_ABSENT_PARENTING,
	/* PLACE */
	GROUP_FOSTER,
	GROUP_KINSHIP,
	GROUP_RESIDENTIAL,
	GROUP_WITH_PARENTS,
	GROUP_SUPPORTED,
	GROUP_FOR_ADOPTION,
	GROUP_TEMPORARY, /* T0 to T4 */
	/* PLACE_PROVIDER */
	GROUP_OWN,
	GROUP_OTHER_COUNCIL,
	GROUP_PRIVATE,
	GROUP_VOLUNTARY,
	/* REC */
	GROUP_CONTINUES, /* X1 */
	GROUP_ADOPTED,
	GROUP_SPECIAL_GUARDIANSHIP,
	GROUP_HOME,
	GROUP_DIED,
	GROUPS_COUNT,
};

/* A cell's code; letters of either case. */
uint8_t care_code_find(enum care_code_set set, struct slice text);
enum care_group care_code_group(enum care_code_set set, uint8_t code);
/* Whether the code was in the guide of the collection year that ends on 31 March of `year`; a blank one always, an unknown one never. */
bool care_code_is_of_year(enum care_code_set set, uint8_t code, int year);
/* "C2"; "" for a blank or unknown code. Static storage. */
const char *care_code_text(enum care_code_set set, uint8_t code);
