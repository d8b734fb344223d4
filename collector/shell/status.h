/* The status of a collector: how its service is, who has sent which month with which revision and when. Read from the health page and the store. */
#pragma once

#include "collector/shell/health.h"
#include "collector/shell/store.h"

struct status_row {
	uint16_t council;
	const char *name;
	bool has_key; /* one that is in use */
	bool has_reported;
	uint32_t revision; /* the rest only when it has reported */
	uint64_t sequence;
	int64_t recorded_at_s;
};

struct status_month {
	struct month month;
	unsigned reported;
};

struct status {
	bool has_page; /* a collector has run here */
	bool is_alive; /* the process that wrote the page is there */
	struct health health;
	uint64_t position;
	char notice[STORE_NOTICE_BYTES_MAX + 1];
	unsigned month_count;
	struct status_month *months; /* those with a return, ascending; in the arena */
	bool has_month;
	struct month month;      /* the one that the rows are of */
	const struct area *area; /* NULL: the councils that have a key or have reported */
	unsigned row_count;
	struct status_row *rows; /* ascending by council; in the arena */
};

struct status_options {
	const char *state;
	bool has_month;
	struct month month;      /* without one: the newest that has a return */
	const struct area *area; /* NULL: see above */
};

enum error collector_status_read(const struct status_options *options, struct arena *arena, struct status *out, struct problem *problem) MUST_CHECK;
/* "serving", "disk full", "not running", ... */
const char *collector_status_state(const struct status *status);
void collector_status_write_json(const struct status *status, struct text *text);
void collector_status_write_terminal(const struct status *status, struct text *text);
