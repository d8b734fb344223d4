/*
 * Progress on a terminal while extracts are read: which file of how many, rows, speed and the time left, in one line that is gone when the reading
 * ends. Only on a terminal, and only when the reading takes longer than half a second. The clock comes in from outside, in milliseconds.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/text.h"

enum { PROGRESS_AFTER_MS = 500, PROGRESS_EVERY_MS = 200, PROGRESS_LINE_SIZE = 128 };

struct progress {
	int descriptor; /* of the terminal; -1: nothing is shown */
	uint64_t started_ms, shown_ms;
	bool is_shown;
	unsigned file, files; /* the one that is being read, from 1, and all of them */
	uint64_t rows;        /* read so far */
	uint64_t bytes, bytes_all;
};

/* Shows on the descriptor if it is a terminal. `files` and `bytes_all` are what there is to read. */
void progress_begin(struct progress *progress, int descriptor, unsigned files, uint64_t bytes_all, uint64_t now_ms);
/* Whether a line is wanted at this moment. */
bool progress_is_due(const struct progress *progress, uint64_t now_ms);
/* "file 3 of 11, 1234567 rows, 85.3 MB/s, 12 s left" */
void progress_put_line(const struct progress *progress, uint64_t now_ms, struct text *text);
/* Writes the line where one is due. */
void progress_show(struct progress *progress, uint64_t now_ms);
/* Erases what was shown. */
void progress_end(struct progress *progress);
