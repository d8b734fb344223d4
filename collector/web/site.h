/* What the routes share: the store as it is watched, rendered answers, and what is counted. One thread. */
#pragma once

#include "collector/pages/page.h"
#include "collector/shell/store_cube.h"
#include "collector/web/allowance.h"
#include "collector/web/cache.h"
#include "collector/web/http.h"
#include "collector/web/store_watch.h"
#include "collector/web/variants.h"
#include "common/arena.h"
#include "common/shell/clock.h"

enum {
	SITE_ANSWER_BYTES_MAX = 4 << 20, /* England's page has less than 400 KiB */
	SITE_ANSWERS_MAX = 32,
	SITE_PAGES_MAX = 16,
	SITE_REQUEST_BUDGET_BYTES = 16 << 20, /* memory of one request's records and rows */
};

enum route {
	ROUTE_HOME,
	ROUTE_API_PROBLEMS,
	ROUTE_API_OPENAPI,
	ROUTE_HEALTHZ,
	ROUTE_METRICS,
	ROUTE_STYLE,
	ROUTE_SCRIPT,
	ROUTE_EARLY_SCRIPT,
	ROUTE_PICTURE,
	ROUTE_NONE,
	ROUTE_ANSWERS,                                  /* and as many as answers.h has, at most SITE_ANSWERS_MAX */
	ROUTE_PAGES = ROUTE_ANSWERS + SITE_ANSWERS_MAX, /* and as many as pages.h has, at most SITE_PAGES_MAX */
	ROUTE_FILES = ROUTE_PAGES + SITE_PAGES_MAX,     /* of the same pages */
	ROUTE_COUNT = ROUTE_FILES + SITE_PAGES_MAX,
};

/* Statuses that are answered, as indexes of the counts. */
enum { SITE_STATUS_COUNT = 11 };
extern const unsigned site_statuses[SITE_STATUS_COUNT];

/* What the pages need to know of the store as of one position, so that it is not read for every request. */
struct site_facts {
	bool are_known;
	uint64_t position;
	struct page_facts pages;
	char notice[STORE_NOTICE_BYTES_MAX + 1];
};

struct site {
	struct store_watch watch;
	struct site_facts facts;
	struct cache cache;
	struct variants files[ROUTE_NONE]; /* the program's own that have been asked for, by route */
	struct store_cube cube;            /* what is kept of the store between requests */
	struct allowance past;             /* of the thread's time for questions about the past */
	struct arena arena;                /* of one request; reset before each */
	struct clock clock;
	const char *collector_run; /* where the collector's health page is */
	const struct http *http;   /* for its counts; NULL before it listens */
	bool is_damaged;           /* a record that was read failed its checksum; so it stays until another store takes its place */
	uint64_t requests[ROUTE_COUNT][SITE_STATUS_COUNT];
	uint64_t rendered, rendering_us; /* answers, and microseconds that they took together */
};

enum error site_init(struct site *site, const char *state, const char *collector_run, const struct clock *clock, struct problem *problem) MUST_CHECK;
void site_fini(struct site *site);
/* To be called at the start and from time to time: errors as store_watch_look's. */
enum error site_look(struct site *site, struct problem *problem) MUST_CHECK;
/* Reads the facts anew when the position has moved. In a view. */
enum error site_refresh(struct site *site, struct store_view *view) MUST_CHECK;
/* The notice of the store that is open, or ""; what it said last when its position has moved on. */
const char *site_notice(const struct site *site);
/* `route` < ROUTE_COUNT. */
void site_count(struct site *site, unsigned route, unsigned status);
