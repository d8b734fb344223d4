/* The workforce's own: what its halves (rows in, questions out) share. */
#pragma once

#include "agent/core/workforce.h"

/* What is counted by file, so that a file can be forgotten. */
struct file_tally {
	bool has_workers, has_posts;
	bool is_of_another; /* council than the agent's own */
	struct worker_columns columns;
	uint64_t refused_worker_rows, undated_agency_rows;
};

struct workforce {
	struct post *posts; /* owned; their persons lie in the arena */
	unsigned post_count, post_room;
	struct month_row *months; /* owned; as they came */
	unsigned month_count, month_room;
	struct census censuses[FINDINGS_FILES_MAX]; /* as they came, and by day once closed */
	unsigned census_count;
	struct post *census_posts; /* owned; those of a census lie together */
	unsigned census_post_count, census_post_room;
	struct arena persons;
	size_t budget_bytes;
	struct file_tally files[FINDINGS_FILES_MAX];
	bool is_closed;
	struct workforce_findings findings;
};

/* Makes room for one more row. ERROR_LIMIT, ERROR_NO_MEMORY. */
enum error workforce_grow(struct workforce *workforce, void **rows, unsigned count, unsigned *room, size_t size) MUST_CHECK;
/* A post whose person lies in the arena. */
enum error workforce_own_post(struct workforce *workforce, const struct post *post, struct post *out) MUST_CHECK;
/* Once the posts tables' rows are closed: orders and checks the censuses. */
void workforce_close_censuses(struct workforce *workforce, struct findings *findings);
void workforce_forget_census(struct workforce *workforce, uint8_t file);
/* The census that is used for the month; NULL: none. */
const struct census *workforce_census_of(const struct workforce *workforce, struct month month);
/* The month's measures from one of the two sources, whatever the other has. */
void workforce_measure_tables(const struct workforce *workforce, struct month month, struct sheet *sheet);
void workforce_measure_census(const struct workforce *workforce, const struct census *census, struct sheet *sheet);
/* The census's posts; NULL when it has none. */
struct post *workforce_census_posts(const struct workforce *workforce, const struct census *census);
