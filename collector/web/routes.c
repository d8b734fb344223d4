#include "collector/web/routes.h"

#include "collector/core/etag.h"
#include "collector/web/metrics.h"
#include "collector/web/pages.h"
#include "collector/web/problems.h"
#include "collector/web/rankings.h"

struct route_row {
	const char *path;
	enum form form; /* of its problems */
	bool takes_query;
	void (*answer)(struct site *site, const struct http_request *request, struct http_answer *answer);
};

static void answer_page(struct site *site, const struct http_request *request, struct http_answer *answer)
{
	rankings_answer(site, request, FORM_PAGE, answer);
}

static void answer_data(struct site *site, const struct http_request *request, struct http_answer *answer)
{
	rankings_answer(site, request, FORM_DATA, answer);
}

static void answer_healthz(struct site *site, const struct http_request *request, struct http_answer *answer)
{
	(void)request;
	healthz_answer(site, answer);
}

static void answer_metrics(struct site *site, const struct http_request *request, struct http_answer *answer)
{
	(void)request;
	metrics_answer(site, answer);
}

/* A file that is part of the program: its tag is its content's. */
static void answer_file(struct slice file, const char *type, const struct http_request *request, struct http_answer *answer)
{
	etag_make(answer->etag, slice_from_text(""), 0, file);
	answer->status = etag_matches(request->if_none_match, answer->etag) ? 304 : 200;
	if (answer->status == 304)
		return;
	answer->type = type;
	answer->body = body_borrow(file);
	if (!answer->body)
		*answer = (struct http_answer){.status = 503, .retry_after_s = 1};
}

static void answer_style(struct site *site, const struct http_request *request, struct http_answer *answer)
{
	(void)site;
	answer_file(page_style_css, "text/css; charset=utf-8", request, answer);
}

static void answer_picture(struct site *site, const struct http_request *request, struct http_answer *answer)
{
	(void)site;
	answer_file(page_bell_svg, "image/svg+xml", request, answer);
}

static const struct route_row routes[ROUTE_NONE] = {
	[ROUTE_HOME] = {"/", FORM_PAGE, true, answer_page},
	[ROUTE_RANKINGS] = {"/rankings", FORM_PAGE, true, answer_page},
	[ROUTE_API_RANKINGS] = {"/api/v1/rankings", FORM_DATA, true, answer_data},
	[ROUTE_HEALTHZ] = {"/healthz", FORM_DATA, false, answer_healthz},
	[ROUTE_METRICS] = {"/metrics", FORM_TEXT, false, answer_metrics},
	[ROUTE_STYLE] = {"/style.css", FORM_TEXT, false, answer_style},
	[ROUTE_PICTURE] = {"/bell.svg", FORM_TEXT, false, answer_picture},
};

static enum route route_find(struct slice path)
{
	for (unsigned index = 0; index < ROUTE_NONE; index++) {
		if (slice_equal(path, slice_from_text(routes[index].path)))
			return (enum route)index;
	}
	return ROUTE_NONE;
}

/* How a path that is not ours wants to be told so. */
static enum form form_of(enum route route, struct slice path)
{
	if (route != ROUTE_NONE)
		return routes[route].form;
	return slice_starts_with(path, SLICE_LITERAL("/api/")) ? FORM_DATA : FORM_PAGE;
}

/* The reason why a request is not even looked at; status 0: there is none. */
static struct refusal_answer decide(const struct http_request *request, enum route route)
{
	if (request->is_malformed)
		return (struct refusal_answer){
			400, NULL, "The head of this request does not keep to HTTP: one Host header, no blanks in names or in the address."};
	if (request->is_too_long)
		return (struct refusal_answer){414, NULL, "The address is longer than any that this server has: it may have 640 bytes."};
	if (route == ROUTE_NONE)
		return (struct refusal_answer){404, NULL, "Nothing stands at this address. The newest ranking stands at the first page."};
	if (request->method == HTTP_OTHER)
		return (struct refusal_answer){405, NULL, "This address can only be read: use GET or HEAD."};
	if (request->has_body)
		return (struct refusal_answer){413, NULL, "Requests to this server have no body: leave out content-length and transfer-encoding."};
	if (!routes[route].takes_query && request->query.size > 0)
		return (struct refusal_answer){400, NULL, "This address takes no parameters."};
	return (struct refusal_answer){0};
}

void routes_answer(void *context, const struct http_request *request, struct http_answer *answer)
{
	struct site *site = context;
	enum route route = route_find(request->path);
	struct refusal_answer refusal = decide(request, route);

	if (refusal.status) {
		problem_answer(&refusal, form_of(route, request->path), site_notice(site), answer);
		answer->allow = refusal.status == 405 ? "GET, HEAD" : NULL;
	} else {
		routes[route].answer(site, request, answer);
	}
	site_count(site, route, answer->status);
}
