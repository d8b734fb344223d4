/* Published lines: the form that the demo's published tables have in common: "council,date,measure,value", below a head of comments. */
#pragma once

#include <stdint.h>

#include "common/error.h"
#include "common/month.h"
#include "common/slice.h"

struct published_line {
	uint16_t council;
	struct date date;
	struct slice measure, value; /* into the table's text */
};

/*
 * Hands each line to `take`, which returns NULL, or what is wrong with it ("names no measure ..."). Lines that begin with # and empty ones are passed
 * over. ERROR_MALFORMED, with the line's number and what is wrong, otherwise, and when there is no line at all.
 */
enum error published_lines_read(struct slice text, const char *(*take)(void *context, const struct published_line *line), void *context,
				struct problem *problem) MUST_CHECK;
