/*
 * Standing approval: whenever the extracts folder has changed and come to rest, every month that can be computed and is new or different is approved in
 * the role that gave the standing approval. It replaces a person's look at each preview. A figure that was sent is never withdrawn by it (half a file, a
 * broken export): that takes a person.
 */
#pragma once

#include "agent/shell/approval.h"
#include "agent/shell/extracts.h"

struct standing_options {
	const char *role, *folder; /* borrowed for the life of the standing approval */
	struct month from, to;     /* the months that it covers, both included */
};

struct standing;

/* `keys` and `outbox` are borrowed. NULL when there is no memory. */
struct standing *standing_new(const struct standing_options *options, const struct secret_keys *keys, struct outbox *outbox) MUST_CHECK;
void standing_free(struct standing *standing);
/*
 * Looks at the folder and approves what is due: call it about once a second. `now_s` is written into the envelopes; `wall_s` is the machine's clock, by
 * which files are dated. Problems are logged, once each time they change, and tried again. Returns how many returns were approved. Blocks while it
 * reads; on the loop's thread.
 */
unsigned standing_tend(struct standing *standing, int64_t now_s, int64_t wall_s);
