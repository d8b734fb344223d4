/*
 * The service: the loop of `run` and `publish`. It holds the state folder's lock, keeps the link, notices what is approved beside it, tends a standing
 * approval, and writes STATE/run/status at most once a second.
 */
#pragma once

#include "agent/shell/standing.h"
#include "common/shell/clock.h"

struct service_options {
	const char *state;          /* the state folder */
	const char *endpoint;       /* tcp://HOST:PORT */
	const char *collector_keys; /* the collector's public key file */
	uint64_t retry_max_ms;
	const struct clock *clock;
	const struct standing_options *standing; /* NULL: no standing approval */
	bool until_delivered;                    /* publish: end when everything has its answer */
	uint64_t timeout_ms;                     /* of publish */
};

struct service_outcome {
	uint64_t acknowledged, refused; /* during this run */
	unsigned open_count;            /* still without an answer */
	bool is_timed_out;
	char trouble[PROBLEM_SENTENCE_SIZE]; /* why there was no session, when there was none */
};

/*
 * Runs until SIGTERM or SIGINT, or until publish has its answers or its time is up. ERROR_EXISTS: another instance holds the state folder. Opens and
 * closes everything itself; call it once in a process.
 */
enum error service_run(const struct service_options *options, struct service_outcome *out, struct problem *problem) MUST_CHECK;
