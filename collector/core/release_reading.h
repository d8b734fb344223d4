/*
 * Reading a release: a published CSV file, to the canonical figures of one series. Known by its columns, never by its name. What cannot be taken ends in a
 * sentence with line and column; what disagrees with the council table is told line by line and changes nothing.
 */
#pragma once

#include "collector/core/release.h"
#include "collector/core/release_report.h"

enum {
	RELEASE_FILE_BYTES_MAX = 64 << 20,
	RELEASE_BUDGET_BYTES = 256 << 20, /* of the arena for one file */
};

/*
 * Reads a whole file; the release is in the arena. ERROR_MALFORMED: it is not a file of a known series, or damaged; ERROR_INVALID: it contradicts itself;
 * ERROR_LIMIT, ERROR_NO_MEMORY. `name` is the file's name for the sentence; a period
 * that has not ended before `today` is malformed.
 */
enum error release_read(struct slice file, const char *name, struct date today, struct arena *arena, struct release *out,
			struct release_report *report, struct problem *problem) MUST_CHECK;
