/*
 * Areas as addresses and command lines name them: "North West", "E12000002", "neighbours:342", "group:liverpool-city-region", "340,341,342". Reading one needs
 * no store; the area with its members is made when a question is answered. Pure.
 */
#pragma once

#include "collector/core/group.h"
#include "common/arena.h"
#include "common/error.h"
#include "common/slice.h"
#include "common/text.h"
#include "proto/councils.h"

enum { AREA_COUNCILS_MAX = 64 };

struct area_text {
	enum area_kind kind;
	const struct area *named;             /* of an area that is always there; NULL else, and of no area at all */
	unsigned council_count;               /* 0 of an area that is always there, and of a group */
	char group[GROUP_ID_BYTES_MAX + 1];   /* AREA_GROUP: its id */
	uint16_t councils[AREA_COUNCILS_MAX]; /* AREA_NEIGHBOURS: the one whose neighbours; AREA_LIST: ascending */
};

/* Of an area that is always there. */
struct area_text area_text_of(const struct area *area);
/*
 * The name or E-code of an area that is always there, in any case; "neighbours:" and the code of a council that has statistical neighbours;
 * "group:" and the id of a group, which need not be known yet; or codes of up to AREA_COUNCILS_MAX different councils with commas, and blanks if any, between them. False:
 * it is none of these.
 */
bool area_text_parse(struct slice text, struct area_text *out);
/* Adds the codes of `more` to `list`; false when one of them is no list of codes, or there is no room for all. What is there already is not added twice. */
bool area_text_add(struct area_text *list, const struct area_text *more);
/* The end of a sentence that says what can be parsed. */
void area_text_put_allowed(struct text *text);
/* In the one form, which is the area's code: "E12000002", "neighbours:342", "340,341". */
void area_text_put(struct text *text, const struct area_text *area);
/*
 * The area with its members; one that is not always there is made in the arena, but for a group's name and members, which are borrowed. A council's
 * neighbours are with it in their area. `groups` ascend by id. ERROR_NOT_FOUND: there is no such group; ERROR_NO_MEMORY.
 */
enum error area_text_make(const struct area_text *text, const struct group *groups, unsigned group_count, struct arena *arena,
			  const struct area **out) MUST_CHECK;
