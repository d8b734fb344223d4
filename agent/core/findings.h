/* Findings: how often each rule was met in the files, and where first. Places, never what stands there. */
#pragma once

#include <stdint.h>

#include "agent/core/rules.h"
#include "common/error.h"

enum { FINDINGS_FILES_MAX = 256, FINDING_PLACES_MAX = 50 };

struct place {
	uint8_t file;            /* as the reading numbers them */
	uint64_t line;           /* of the row's or element's first line, from 1 */
	uint16_t column;         /* cell of a CSV row, from 1; 0: the whole row, or an element of XML */
	const char *column_name; /* as the table's specification has it, static; "" for the whole row */
};

struct findings;

/* NULL when there is no memory; it never needs more. */
struct findings *findings_new(void) MUST_CHECK;
void findings_free(struct findings *findings);
/* Counts it; the first FINDING_PLACES_MAX places of a rule are kept. */
void findings_add(struct findings *findings, enum rule rule, struct place place);
/* Everything that was said about the file. */
void findings_forget_file(struct findings *findings, uint8_t file);
uint64_t findings_count(const struct findings *findings, enum rule rule);
uint64_t findings_count_in(const struct findings *findings, enum rule rule, uint8_t file);
/* Of those that are kept; in the order in which they were added. */
unsigned findings_place_count(const struct findings *findings, enum rule rule);
struct place findings_place_at(const struct findings *findings, enum rule rule, unsigned index);
