#include "collector/web/routes.h"

#include "collector/core/etag.h"
#include "collector/pages/pages.h"
#include "collector/web/metrics.h"
#include "collector/web/page_answering.h"
#include "collector/web/pages.h"
#include "collector/web/problems.h"

enum { PROBLEMS_BYTES_MAX = 16 << 10 };

struct route_row {
	const char *path;
	enum form form; /* of its problems */
	bool takes_query;
	void (*answer)(struct site *site, const struct http_request *request, struct http_answer *answer);
	const struct slice *file; /* which the answer is, instead */
	const char *type;         /* of the file */
};

#define API_FOLDER "/api/v1/"

/* The first page of the navigation. */
static void answer_home(struct site *site, const struct http_request *request, struct http_answer *answer)
{
	struct answer_kind kind = answering_page(page_at(0));

	answering_answer(site, &kind, request, answer);
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

/* It is of the program, too. */
static void answer_problems(struct site *site, const struct http_request *request, struct http_answer *answer)
{
	struct text text;

	(void)site;
	text_init_growing(&text, PROBLEMS_BYTES_MAX);
	api_problem_list_json(&text);
	etag_make(answer->etag, slice_from_text(""), 0, text_slice(&text));
	answer->status = etag_matches(request->if_none_match, answer->etag) ? 304 : 200;
	if (answer->status == 200) {
		answer->type = "application/json";
		answer->body = text.error ? NULL : body_take(&text);
	}
	if (answer->status == 200 && !answer->body)
		*answer = (struct http_answer){.status = 503, .retry_after_s = 1};
	text_fini(&text);
}

/* What is a file has no function of its own. */
static const struct route_row routes[ROUTE_ANSWERS] = {
	[ROUTE_HOME] = {"/", FORM_PAGE, true, answer_home, NULL, NULL},
	[ROUTE_API_PROBLEMS] = {API_PROBLEMS_PATH, FORM_DATA, false, answer_problems, NULL, NULL},
	[ROUTE_API_OPENAPI] = {API_FOLDER "openapi.json", FORM_DATA, false, NULL, &page_openapi_json, "application/json"},
	[ROUTE_HEALTHZ] = {"/healthz", FORM_DATA, false, answer_healthz, NULL, NULL},
	[ROUTE_METRICS] = {"/metrics", FORM_TEXT, false, answer_metrics, NULL, NULL},
	[ROUTE_STYLE] = {"/style.css", FORM_TEXT, false, NULL, &page_style_css, "text/css; charset=utf-8"},
	[ROUTE_SCRIPT] = {"/bellwether.js", FORM_TEXT, false, NULL, &page_bellwether_js, "text/javascript; charset=utf-8"},
	[ROUTE_EARLY_SCRIPT] = {"/early.js", FORM_TEXT, false, NULL, &page_early_js, "text/javascript; charset=utf-8"},
	[ROUTE_PICTURE] = {"/bell.svg", FORM_TEXT, false, NULL, &page_bell_svg, "image/svg+xml"},
};

/* A file that is part of the program: its tag is its content's. Kept at the first request, so that it is packed once. */
static bool keep_file(struct site *site, unsigned route)
{
	struct http_answer answer = {.status = 200, .type = routes[route].type, .body = body_borrow(*routes[route].file)};
	bool is_kept;

	if (!answer.body)
		return false;
	etag_make(answer.etag, slice_from_text(""), 0, *routes[route].file);
	is_kept = variants_keep(&site->files[route], &answer);
	body_release(answer.body);
	return is_kept;
}

static void answer_file(struct site *site, unsigned route, const struct http_request *request, struct http_answer *answer)
{
	struct variants *file = &site->files[route];

	if (!file->plain.ready && !keep_file(site, route)) {
		*answer = (struct http_answer){.status = 503, .retry_after_s = 1};
		return;
	}
	if (request->takes_gzip)
		variants_pack(file, routes[route].file->size);
	*answer = *variants_choose(file, request->takes_gzip);
	if (etag_matches(request->if_none_match, answer->etag))
		http_answer_unchanged(answer);
}

/* "/region", and "/region.csv" for its figures as files. */
static unsigned find_page(struct slice path)
{
	const struct slice end = SLICE_LITERAL(".csv");
	struct slice name = slice_from(path.data + 1, path.size - 1);
	bool is_file = name.size > end.size && slice_equal(slice_from(name.data + name.size - end.size, end.size), end);

	if (is_file)
		name.size -= end.size;
	for (unsigned index = 0; index < page_count(); index++)
		if (slice_equal(name, slice_from_text(page_at(index)->id)))
			return (is_file ? ROUTE_FILES : ROUTE_PAGES) + index;
	return ROUTE_NONE;
}

/* The answers of answers.h stand in the API's folder by their names. */
static unsigned find_answer(struct slice path)
{
	const struct slice folder = SLICE_LITERAL(API_FOLDER);

	if (!slice_starts_with(path, folder))
		return ROUTE_NONE;
	for (unsigned index = 0; index < answer_count(); index++) {
		if (slice_equal(slice_from(path.data + folder.size, path.size - folder.size), slice_from_text(answer_at(index)->name)))
			return ROUTE_ANSWERS + index;
	}
	return ROUTE_NONE;
}

static unsigned route_find(struct slice path)
{
	unsigned route;

	for (unsigned index = 0; index < ROUTE_NONE; index++) {
		if (slice_equal(path, slice_from_text(routes[index].path)))
			return index;
	}
	if (path.size == 0)
		return ROUTE_NONE;
	route = find_page(path);
	return route == ROUTE_NONE ? find_answer(path) : route;
}

/* What a route beyond the fixed ones answers with. */
static struct answer_kind kind_of(unsigned route)
{
	if (route >= ROUTE_FILES)
		return answering_file(page_at(route - ROUTE_FILES));
	if (route >= ROUTE_PAGES)
		return answering_page(page_at(route - ROUTE_PAGES));
	return answering_data(answer_at(route - ROUTE_ANSWERS));
}

static bool takes_query(unsigned route)
{
	return route >= ROUTE_ANSWERS || routes[route].takes_query;
}

/* How a path wants to be told of a problem, although it may not be ours. */
static enum form form_of(unsigned route, struct slice path)
{
	if (route < ROUTE_NONE)
		return routes[route].form;
	if (route >= ROUTE_ANSWERS)
		return kind_of(route).form;
	return slice_starts_with(path, SLICE_LITERAL("/api/")) ? FORM_DATA : FORM_PAGE;
}

/* The reason why a request is not even looked at; a problem without a detail: there is none. */
static struct api_problem decide(const struct http_request *request, unsigned route)
{
	if (request->is_malformed)
		return (struct api_problem){API_PROBLEM_REQUEST_MALFORMED, NULL,
					    "The head of this request does not keep to HTTP: one Host header, no blanks in names or in the address."};
	if (request->is_too_long)
		return (struct api_problem){API_PROBLEM_ADDRESS_TOO_LONG, NULL,
					    "The address is longer than any that this server has: it may have 1,152 bytes."};
	if (route == ROUTE_NONE)
		return (struct api_problem){API_PROBLEM_ADDRESS_UNKNOWN, NULL,
					    "Nothing stands at this address. Begin with the region, or look for a council."};
	if (request->method == HTTP_OTHER)
		return (struct api_problem){API_PROBLEM_METHOD_REFUSED, NULL, "This address can only be read: use GET or HEAD."};
	if (request->has_body)
		return (struct api_problem){API_PROBLEM_BODY_REFUSED, NULL,
					    "Requests to this server have no body: leave out content-length and transfer-encoding."};
	if (!takes_query(route) && request->query.size > 0)
		return (struct api_problem){API_PROBLEM_PARAMETER_UNKNOWN, NULL, "This address takes no parameters."};
	return (struct api_problem){0};
}

void routes_answer(void *context, const struct http_request *request, struct http_answer *answer)
{
	struct site *site = context;
	unsigned route = route_find(request->path);
	struct api_problem problem = decide(request, route);

	if (problem.detail) {
		problem_answer(&problem, form_of(route, request->path), NULL, site_notice(site), answer);
		answer->allow = problem.kind == API_PROBLEM_METHOD_REFUSED ? "GET, HEAD" : NULL;
	} else if (route >= ROUTE_ANSWERS) {
		struct answer_kind kind = kind_of(route);

		answering_answer(site, &kind, request, answer);
	} else if (routes[route].file) {
		answer_file(site, route, request, answer);
	} else {
		routes[route].answer(site, request, answer);
	}
	site_count(site, route, answer->status);
}
