/* The web server as a service: waits for the store, listens, answers until it is told to stop. Holds no keys and writes nothing but its run files. */
#pragma once

#include <stdint.h>

#include "common/error.h"
#include "common/shell/clock.h"

struct server_options {
	const char *state;         /* the collector's state folder */
	const char *collector_run; /* the collector's run folder; NULL: STATE/run */
	const char *listen;        /* a numeric address of this machine */
	unsigned port;             /* 0: a free one */
	const char *run;           /* folder for web.pid and web.port; NULL: neither is written */
	unsigned connections_max;
	uint64_t deadline_ms;
	struct clock clock;
};

/*
 * Runs until SIGTERM or SIGINT. ERROR_EXISTS: the port is in use, or another web server has the run folder; ERROR_CORRUPT: the store is of another
 * version or damaged; ERROR_IO: it may not be read. A store that is not there yet is waited for.
 */
enum error server_run(const struct server_options *options, struct problem *problem) MUST_CHECK;
