#include "collector/web/site.h"

#include "collector/core/query.h"
#include "collector/pages/pages.h"
#include "common/log.h"

const unsigned site_statuses[SITE_STATUS_COUNT] = {200, 303, 304, 400, 404, 405, 413, 414, 500, 503, 0};

enum error site_init(struct site *site, const char *state, const char *collector_run, const struct clock *clock, struct problem *problem)
{
	*site = (struct site){.collector_run = collector_run, .clock = *clock};
	arena_init(&site->arena, SITE_REQUEST_BUDGET_BYTES);
	INVARIANT(answer_count() <= SITE_ANSWERS_MAX && page_count() <= SITE_PAGES_MAX);
	cache_init(&site->cache);
	store_cube_init(&site->cube);
	allowance_init(&site->past, uv_hrtime() / 1000);
	return store_watch_init(&site->watch, state, problem);
}

void site_fini(struct site *site)
{
	cache_clear(&site->cache);
	for (unsigned route = 0; route < ROUTE_NONE; route++)
		variants_drop(&site->files[route]);
	store_cube_fini(&site->cube);
	arena_fini(&site->arena);
	store_watch_close(&site->watch);
}

/* The area of the newest month's councils, when they are all of one region. */
static enum error default_area(struct site *site, struct store_view *view, struct month newest, const struct area **out)
{
	struct cube_record *records;
	unsigned count;
	enum error error = store_month(view, SOURCE_RETURNS, newest, &site->arena, &records, &count);

	if (!error)
		*out = query_default_area(records, count);
	return error;
}

enum error site_refresh(struct site *site, struct store_view *view)
{
	uint64_t position = store_position(view);
	struct site_facts *facts = &site->facts;
	enum error error = ERROR_NONE;

	if (facts->are_known && facts->position == position)
		return ERROR_NONE;
	facts->are_known = false;
	facts->position = position;
	store_notice(view, facts->notice);
	facts->pages.has_months = store_months(view, SOURCE_RETURNS, &facts->pages.first, &facts->pages.last);
	facts->pages.has_official = store_months(view, SOURCE_OFFICIAL, &facts->pages.official_first, &facts->pages.official_last);
	facts->pages.area = query_default_area(NULL, 0);
	if (facts->pages.has_months)
		error = default_area(site, view, facts->pages.last, &facts->pages.area);
	facts->are_known = !error;
	return error;
}

/* So that pages without figures, which read no ranking, have the notice as well. */
static void facts_begin(struct site *site)
{
	struct store_view view;
	enum error error, view_error;

	store_view_begin(&view, site->watch.store);
	error = site_refresh(site, &view);
	view_error = store_view_end(&view);
	arena_reset(&site->arena);
	if (error || view_error)
		log_line(LOG_WARNING, "store", "it was opened and could not be read: %s", error_name(view_error ? view_error : error));
}

enum error site_look(struct site *site, struct problem *problem)
{
	bool has_changed;
	enum error error = store_watch_look(&site->watch, &has_changed, problem);

	if (!has_changed)
		return error;
	cache_clear(&site->cache);
	site->facts.are_known = false;
	site->is_damaged = false;
	if (site->watch.store) {
		log_line(LOG_INFO, "store", "open, read only");
		facts_begin(site);
	} else {
		log_line(LOG_WARNING, "store", "%s", site->watch.problem.sentence);
	}
	return error;
}

const char *site_notice(const struct site *site)
{
	return site->watch.store ? site->facts.notice : "";
}

void site_count(struct site *site, unsigned route, unsigned status)
{
	unsigned index = 0;

	while (site_statuses[index] != 0 && site_statuses[index] != status)
		index++;
	site->requests[route][index]++;
}
