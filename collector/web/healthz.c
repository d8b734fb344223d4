#include "collector/shell/health.h"
#include "collector/web/metrics.h"
#include "common/json.h"

enum { HEALTHZ_BYTES_MAX = 4 << 10 };

/* What the server can say of itself: NULL when it can answer. */
static const char *reason_to_refuse(struct site *site)
{
	struct store_view view;
	enum error error, view_error;

	if (!site->watch.store)
		return "There is no store to read yet: it is made by bellwether-collector init, and is opened within a second.";
	arena_reset(&site->arena);
	store_view_begin(&view, site->watch.store);
	error = site_refresh(site, &view);
	view_error = store_view_end(&view);
	if (error == ERROR_CORRUPT || view_error == ERROR_CORRUPT || site->is_damaged)
		return "The store is damaged: run bellwether-collector verify.";
	return error || view_error ? "The store cannot be read at the moment; the server's log has the reason." : NULL;
}

static void put_collector(struct json *json, const struct site *site)
{
	char buffer[32];
	struct text time;
	struct health_page *page;
	struct health health;

	json_key(json, "collector");
	if (health_open(&page, site->collector_run, NULL)) {
		json_none(json);
		return;
	}
	if (health_read(page, &health)) {
		json_none(json);
	} else {
		text_init_fixed(&time, buffer, sizeof buffer);
		text_put_time(&time, health.updated_at_s);
		json_object_begin(json);
		json_key(json, "state");
		json_text(json, health_state_name((enum health_state)health.state));
		json_key(json, "updated_at");
		json_slice(json, text_slice(&time));
		json_object_end(json);
	}
	health_close(page);
}

void healthz_answer(struct site *site, struct http_answer *answer)
{
	const char *reason = reason_to_refuse(site);
	struct json json;
	struct text text;

	text_init_growing(&text, HEALTHZ_BYTES_MAX);
	json_init(&json, &text);
	json_object_begin(&json);
	json_key(&json, "status");
	json_text(&json, reason ? "unavailable" : "ok");
	json_key(&json, "reason");
	json_text(&json, reason);
	json_key(&json, "version");
	json_text(&json, BELLWETHER_VERSION);
	json_key(&json, "position");
	if (site->facts.are_known)
		json_i64(&json, (int64_t)site->facts.position);
	else
		json_none(&json);
	put_collector(&json, site);
	json_object_end(&json);
	json_finish(&json);
	answer->status = reason ? 503 : 200;
	answer->retry_after_s = reason ? 5 : 0;
	answer->type = "application/json";
	answer->body = text.error ? NULL : body_take(&text);
	text_fini(&text);
}
