/*
 * The health page: a small file in the collector's run folder, allocated in full at start and mapped, so that the collector can say "disk full" when the
 * disk is full. The collector writes it; `status`, `bellwether-web` (healthz and metrics) and tests read it.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/error.h"

enum health_state { HEALTH_STARTING = 0, HEALTH_SERVING = 1, HEALTH_DISK_FULL = 2, HEALTH_STOPPED = 3 };

struct health {
	uint32_t state; /* enum health_state */
	int32_t pid;
	int64_t updated_at_s;
	uint64_t accepted, repeated, refused; /* submissions since start */
	uint64_t commits, commit_failures;
	uint64_t sessions_refused; /* that were not let in: by ZAP, or before it was asked */
	uint64_t queue_depth, queue_depth_max;
	uint64_t map_bytes, used_bytes, readers, oldest_reader_lag;
};

struct health_page;

/* Makes the page (the writer) or opens it (a reader: ERROR_NOT_FOUND when no collector has run here). */
enum error health_create(struct health_page **out, const char *run_folder, struct problem *problem) MUST_CHECK;
enum error health_open(struct health_page **out, const char *run_folder, struct problem *problem) MUST_CHECK;
void health_close(struct health_page *page);
/* A consistent copy in or out (a sequence lock). Writer: one thread. */
void health_write(struct health_page *page, const struct health *health);
enum error health_read(struct health_page *page, struct health *out) MUST_CHECK;
const char *health_state_name(enum health_state state); /* "serving", "disk full" */
