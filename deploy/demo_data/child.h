/* A child of the demo: synthetic, and seen to be so. */
#pragma once

#include <stdbool.h>

#include "common/text.h"
#include "deploy/demo_data/chance.h"

enum { CHILD_ID_SIZE = 24, CHILDHOOD_DAYS = 6570 /* a little less than eighteen years */ };

/* The identifiers' letter: whose they are. A pupil's number and a social worker's are identifiers too. */
enum child_kind { CHILD_IN_CARE = 'C', CHILD_IN_NEED = 'N', CHILD_LEFT_CARE = 'L', CHILD_PUPIL = 'U', CHILD_WORKER = 'W' };

struct child {
	enum child_kind kind;
	uint32_t number;
	struct date born;
	bool is_female;
	const char *ethnicity; /* the departments' four letters */
};

/* Like SYNTHC342000123: the council's code and the child's number, of this council and kind alone. */
void child_id(uint16_t council, const struct child *child, char out[static CHILD_ID_SIZE]);
/* Fills in sex and ethnicity. */
void child_describe(struct chance *chance, bool is_unaccompanied, struct child *child);
/* Chance of its own for one child and one topic. */
void child_chance(struct chance *chance, uint64_t seed, uint16_t council, enum child_kind kind, uint32_t number, unsigned topic);
