/*
 * The shape of what travels: ranges and limits of every field, in one place for both directions. Knows nothing of generated code. Private to proto/.
 */
#pragma once

#include "proto/wire.h"

/* The end of the year 9999: later times have no date that a page could show. */
#define WIRE_TIME_MAX_S INT64_C(253402300799)

/* Sticky: the first failure stays. ERROR_LIMIT when a field is longer or larger than its limit, ERROR_MALFORMED when it is not what it should be. */
struct wire_check {
	enum error error;
	const char *field; /* static storage */
};

void check_init(struct wire_check *check);
void check_fail(struct wire_check *check, enum error error, const char *field);
void check_range(struct wire_check *check, const char *field, uint64_t value, uint64_t minimum, uint64_t maximum);

void check_return(struct wire_check *check, const struct council_return *source);
/* Measures ascending by number, each once. A packer owes it; a receiver leaves it to the collector, which has a code for it. */
void check_measure_order(struct wire_check *check, const struct council_return *source);
void check_envelope(struct wire_check *check, const struct envelope *source);
void check_message(struct wire_check *check, const struct message *source);
