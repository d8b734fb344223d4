/* The outbox's keys and records as bytes; docs/council-it.md does not promise them, OUTBOX_FORMAT does. */
#pragma once

#include "agent/shell/outbox.h"

enum {
	RECORD_KEY_SIZE = 8,
	RECORD_BYTES_MAX = RETURN_BYTES_MAX + 8192, /* the envelope, the answer, and their lengths */
};

/* Month and revision, big-endian, so that byte order is the order of time. */
struct slice record_key(struct month month, uint32_t revision, uint8_t key[static RECORD_KEY_SIZE]);
/* Writes the entry with its checksum into `room` bytes at `buffer`; the empty slice when it does not fit. */
struct slice record_write(struct slice key, const struct outbox_entry *entry, uint8_t *buffer, size_t room);
/* *out borrows from the record. ERROR_CORRUPT when it is not what was stored under this key. */
enum error record_read(struct slice key, struct slice record, struct outbox_entry *out) MUST_CHECK;
