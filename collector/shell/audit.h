/*
 * The audit: who was refused, when and why, in a log file of its own beside the store. One line an event, with names and codes only, never a value. It
 * has a size limit and one predecessor (audit.log.1), and a full disk costs lines, not service.
 */
#pragma once

#include <stdint.h>

#include "common/error.h"

enum { AUDIT_BYTES_MAX = 8 << 20 };

struct audit;

struct audit_event {
	int64_t time_s;
	const char *event;        /* "refused", "session_refused" */
	uint16_t council;         /* 0: not known */
	const char *code;         /* refusal_id and the like; NULL: none */
	const char *field;        /* the offending field; NULL or "": none */
	const char *peer_address; /* NULL or "": not known */
};

/* Opens `path` for appending, 0640. `bytes_max` is the size at which the file becomes the predecessor. */
enum error audit_open(struct audit **out, const char *path, uint64_t bytes_max, struct problem *problem) MUST_CHECK;
void audit_close(struct audit *audit);
/*
 * Writes one line. What cannot be written is counted, and the next line that can be is preceded by one that says how many were lost. One thread.
 */
void audit_write(struct audit *audit, const struct audit_event *event);
