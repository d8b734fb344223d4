/* The small file STATE/run/status, by which the service tells how its link is, and the lock file beside it. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "agent/core/delivery.h"
#include "common/error.h"
#include "common/shell/files.h"

/* STATE/run/status: written by the service, read by whoever asks. */
struct service_status {
	enum delivery_link link;
	int64_t since_s;     /* when the link's state began */
	char collector[256]; /* the address */
	char trouble[256];   /* why there is no session; "" */
};

/* The lock file of the state folder, which holds the running service's pid. */
enum error service_lock_path(const char *state, char path[static PATH_SIZE], struct problem *problem) MUST_CHECK;
enum error service_status_write(const char *state, const struct service_status *status, struct problem *problem) MUST_CHECK;
/* False when no service runs, or it has not said anything yet. */
bool service_status_read(const char *state, struct service_status *out);
void service_status_remove(const char *state);
const char *link_state_name(enum delivery_link link); /* "established" */
