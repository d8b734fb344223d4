#include "collector/web/metrics.h"

#include <stddef.h>
#include <string.h>

#include "collector/core/answers.h"
#include "collector/pages/pages.h"
#include "collector/shell/health.h"

enum { METRICS_BYTES_MAX = 64 << 10 };

static const char *const route_names[ROUTE_ANSWERS] = {
	[ROUTE_HOME] = "/",
	[ROUTE_API_PROBLEMS] = "/api/v1/problems",
	[ROUTE_API_OPENAPI] = "/api/v1/openapi.json",
	[ROUTE_HEALTHZ] = "/healthz",
	[ROUTE_METRICS] = "/metrics",
	[ROUTE_STYLE] = "/style.css",
	[ROUTE_SCRIPT] = "/bellwether.js",
	[ROUTE_EARLY_SCRIPT] = "/early.js",
	[ROUTE_PICTURE] = "/bell.svg",
	[ROUTE_NONE] = "other",
};

static void put_head(struct text *text, const char *name, const char *kind, const char *help)
{
	text_put(text, "# HELP ");
	text_put(text, name);
	text_put(text, " ");
	text_put(text, help);
	text_put(text, "\n# TYPE ");
	text_put(text, name);
	text_put(text, " ");
	text_put(text, kind);
	text_put(text, "\n");
}

static void put_sample(struct text *text, const char *name, uint64_t value)
{
	text_put(text, name);
	text_put(text, " ");
	text_put_u64(text, value);
	text_put(text, "\n");
}

static void put_metric(struct text *text, const char *name, const char *kind, const char *help, uint64_t value)
{
	put_head(text, name, kind, help);
	put_sample(text, name, value);
}

static void put_route(struct text *text, unsigned route)
{
	if (route < ROUTE_ANSWERS) {
		text_put(text, route_names[route]);
		return;
	}
	if (route < ROUTE_PAGES) {
		text_put(text, "/api/v1/");
		text_put(text, answer_at(route - ROUTE_ANSWERS)->name);
		return;
	}
	text_put(text, "/");
	text_put(text, page_at(route - (route < ROUTE_FILES ? ROUTE_PAGES : ROUTE_FILES))->id);
	text_put(text, route < ROUTE_FILES ? "" : ".csv");
}

static void put_requests(struct text *text, const struct site *site)
{
	put_head(text, "bellwether_web_requests_total", "counter", "Requests answered, by route and status; status 0 is any other.");
	for (unsigned route = 0; route < ROUTE_COUNT; route++) {
		for (unsigned index = 0; index < SITE_STATUS_COUNT; index++) {
			if (site->requests[route][index] == 0)
				continue;
			text_put(text, "bellwether_web_requests_total{route=\"");
			put_route(text, route);
			text_put(text, "\",status=\"");
			text_put_u64(text, site_statuses[index]);
			text_put(text, "\"} ");
			text_put_u64(text, site->requests[route][index]);
			text_put(text, "\n");
		}
	}
}

static void put_own(struct text *text, const struct site *site)
{
	struct http_counts counts = site->http ? http_counts(site->http) : (struct http_counts){0};

	put_requests(text, site);
	put_metric(text, "bellwether_web_connections_total", "counter", "Connections accepted.", counts.connections);
	put_metric(text, "bellwether_web_connections", "gauge", "Connections open now.", counts.connections_now);
	put_metric(text, "bellwether_web_connections_cut_total", "counter", "Connections closed at their absolute deadline, idle ones included.",
		   counts.cut);
	put_metric(text, "bellwether_web_bodies_refused_total", "counter", "Requests refused because they announced a body.", counts.bodies_refused);
	put_metric(text, "bellwether_web_cache_hits_total", "counter", "Questions answered from the answers kept.", site->cache.hits);
	put_metric(text, "bellwether_web_cache_misses_total", "counter", "Questions whose answer was not kept.", site->cache.misses);
	put_metric(text, "bellwether_web_rendered_total", "counter", "Answers read and rendered.", site->rendered);
	put_metric(text, "bellwether_web_rendering_microseconds_total", "counter", "Time that reading and rendering took.", site->rendering_us);
	put_metric(text, "bellwether_web_store_open", "gauge", "1 while a store is open.", site->watch.store != NULL);
	put_metric(text, "bellwether_web_store_damaged", "gauge", "1 when a record that was read failed its checksum.", site->is_damaged);
	put_metric(text, "bellwether_web_store_position", "gauge", "Commit position of the last ranking read.", site->facts.position);
}

struct health_metric {
	const char *name, *kind, *help;
	size_t offset;
};

static const struct health_metric health_metrics[] = {
	{"bellwether_collector_accepted_total", "counter", "Returns stored since the collector's start.", offsetof(struct health, accepted)},
	{"bellwether_collector_repeated_total", "counter", "Returns that were stored already.", offsetof(struct health, repeated)},
	{"bellwether_collector_refused_total", "counter", "Submissions refused.", offsetof(struct health, refused)},
	{"bellwether_collector_commits_total", "counter", "Transactions committed.", offsetof(struct health, commits)},
	{"bellwether_collector_commit_failures_total", "counter", "Transactions that failed.", offsetof(struct health, commit_failures)},
	{"bellwether_collector_sessions_refused_total", "counter", "Connections refused for their key.", offsetof(struct health, sessions_refused)},
	{"bellwether_collector_queue_depth", "gauge", "Submissions waiting.", offsetof(struct health, queue_depth)},
	{"bellwether_collector_queue_depth_max", "gauge", "Most submissions that were waiting at once.", offsetof(struct health, queue_depth_max)},
	{"bellwether_collector_map_bytes", "gauge", "Address space of the store.", offsetof(struct health, map_bytes)},
	{"bellwether_collector_used_bytes", "gauge", "Bytes of the store in use.", offsetof(struct health, used_bytes)},
	{"bellwether_collector_readers", "gauge", "Readers of the store.", offsetof(struct health, readers)},
	{"bellwether_collector_oldest_reader_lag", "gauge", "Transactions that the oldest reader is behind.",
	 offsetof(struct health, oldest_reader_lag)},
};

static enum error read_health(const struct site *site, struct health *out)
{
	struct health_page *page;
	enum error error = health_open(&page, site->collector_run, NULL);

	if (error)
		return error;
	error = health_read(page, out);
	health_close(page);
	return error;
}

static void put_states(struct text *text, const struct health *health)
{
	put_head(text, "bellwether_collector_state", "gauge", "1 for the state that the collector's health page says.");
	for (unsigned state = HEALTH_STARTING; state <= HEALTH_STOPPED; state++) {
		text_put(text, "bellwether_collector_state{state=\"");
		text_put(text, health_state_name((enum health_state)state));
		text_put(text, "\"} ");
		text_put_u64(text, health->state == state);
		text_put(text, "\n");
	}
}

static void put_collector(struct text *text, const struct site *site)
{
	struct health health;
	enum error error = read_health(site, &health);

	put_metric(text, "bellwether_collector_health_page", "gauge", "1 when the collector's health page could be read.", error == ERROR_NONE);
	if (error)
		return;
	put_states(text, &health);
	put_metric(text, "bellwether_collector_updated_seconds", "gauge", "When the health page was written, seconds since 1970.",
		   (uint64_t)(health.updated_at_s > 0 ? health.updated_at_s : 0));
	for (size_t index = 0; index < sizeof health_metrics / sizeof health_metrics[0]; index++) {
		const struct health_metric *metric = &health_metrics[index];
		uint64_t value;

		memcpy(&value, (const char *)&health + metric->offset, sizeof value);
		put_metric(text, metric->name, metric->kind, metric->help, value);
	}
}

void metrics_answer(struct site *site, struct http_answer *answer)
{
	struct text text;

	text_init_growing(&text, METRICS_BYTES_MAX);
	put_own(&text, site);
	put_collector(&text, site);
	answer->status = text.error ? 500 : 200;
	answer->type = "text/plain; version=0.0.4; charset=utf-8";
	answer->body = text.error ? NULL : body_take(&text);
	text_fini(&text);
}
