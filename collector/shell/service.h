/* The collector as a service: holds the store's lock, takes returns until it is told to stop, and keeps the health page. */
#pragma once

#include <stddef.h>

#include "common/error.h"
#include "common/shell/clock.h"

struct service_options {
	const char *state;  /* folder */
	const char *listen; /* address of this machine */
	unsigned port;      /* 0: a free one, told in STATE/run/collector.port */
	size_t map_bytes;   /* 0: the store's default */
	struct clock clock;
};

/*
 * Runs until SIGTERM or SIGINT; then the batch in flight is finished, its receipts are sent, and it returns ERROR_NONE. ERROR_EXISTS: another collector
 * holds the store, or the port is in use. When the store fails while it runs, the process ends at once with that error's exit code.
 */
enum error collector_run(const struct service_options *options, struct problem *problem) MUST_CHECK;
