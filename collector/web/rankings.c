#include "collector/web/rankings.h"

#include <string.h>

#include "collector/core/etag.h"
#include "collector/core/ranking_page.h"
#include "collector/core/release_layout.h"
#include "collector/web/pages.h"
#include "common/log.h"

enum { TARGET_SIZE = 256, YEAR_MONTHS = 12 };

/* One question on its way to an answer. */
struct asking {
	struct site *site;
	enum form form;
	struct query query;
	struct cache_key key;
	bool is_rendered; /* the answer is new, and worth keeping */
	struct http_answer *answer;
};

static void refuse(const struct asking *asking, unsigned status, const char *parameter, const char *sentence)
{
	struct refusal_answer refusal = {.status = status, .parameter = parameter, .sentence = sentence};

	problem_answer(&refusal, asking->form, site_notice(asking->site), asking->answer);
}

/* Reads what is asked. False: it was refused. */
static bool read_query(struct asking *asking, struct slice text)
{
	struct query_fault fault = {0};
	enum error error = query_parse(text, &asking->query, &fault);

	if (!error && asking->form == FORM_DATA)
		error = query_require_all(&asking->query, &fault);
	if (error)
		refuse(asking, error == ERROR_LIMIT ? 414 : 400, fault.parameter, fault.problem.sentence);
	return !error;
}

/* The months of the year in which the indicator is published, as first and last of those that the releases cover; false when there are none. */
static bool published_months(const struct site_facts *facts, const struct indicator *indicator, struct month *first, struct month *last)
{
	unsigned number = release_month_of_measure(indicator->numerator);

	if (!facts->has_official || number == 0)
		return false;
	*first = facts->official_first;
	*last = facts->official_last;
	while (month_number(*first) != (int)number)
		*first = month_add(*first, 1);
	while (month_number(*last) != (int)number)
		*last = month_add(*last, -1);
	return month_compare(*first, *last) <= 0;
}

/* A page of releases shows the newest month that is published, up to the one that was asked for. False: there is none, and the answer says so. */
static bool complete_official(struct asking *asking)
{
	struct query *query = &asking->query;
	struct month first, last;

	if (!published_months(&asking->site->facts, query->indicator, &first, &last)) {
		refuse(asking, 200, NULL,
		       "No release of these figures has been imported. Published series are imported with: bellwether-collector import");
		return false;
	}
	if (!query->has_month || month_compare(query->month, last) > 0)
		query->month = last;
	if (month_compare(query->month, first) < 0)
		query->month = first;
	while (month_number(query->month) != month_number(last))
		query->month = month_add(query->month, -1);
	query->has_month = true;
	return true;
}

/* What a page was not asked for. False: there is no month to show, and the answer says so. */
static bool complete_query(struct asking *asking)
{
	const struct site_facts *facts = &asking->site->facts;
	struct query *query = &asking->query;

	if (!query->indicator)
		query->indicator = query_default_indicator();
	if (!query->area)
		query->area = facts->area;
	/* Before the first return a page has what was published, when that is there. */
	if (!query->has_source && !facts->has_months && facts->has_official && asking->form == FORM_PAGE)
		query->source = SOURCE_OFFICIAL;
	if (query->source == SOURCE_OFFICIAL && asking->form == FORM_PAGE)
		return complete_official(asking);
	if (query->has_month)
		return true;
	if (!facts->has_months) {
		refuse(asking, 200, NULL, "No council has sent a return yet. As soon as the first one has, its ranking stands here.");
		return false;
	}
	query->month = facts->last;
	query->has_month = true;
	return true;
}

static void make_etag(const struct asking *asking, char out[static ETAG_SIZE])
{
	const struct store_identity *identity = &asking->site->watch.identity;
	const struct query *query = &asking->query;
	char buffer[TARGET_SIZE];
	struct text target;

	text_init_fixed(&target, buffer, sizeof buffer);
	text_put(&target, asking->form == FORM_PAGE ? "/rankings?" : "/api/v1/rankings?");
	query_put(&target, query->indicator, query->month, query->area, query->source);
	etag_make(out, slice_from(identity, sizeof *identity), asking->site->facts.position, text_slice(&target));
}

static enum error write_answer(const struct asking *asking, const struct ranking *ranking, struct text *text)
{
	struct site *site = asking->site;
	struct ranking_page page = {
		.ranking = ranking, .first = site->facts.first, .last = site->facts.last, .has_months = site->facts.has_months, .step_months = 1};
	struct problem problem = {0};
	enum error error;

	if (asking->form == FORM_DATA) {
		ranking_write_json(ranking, text);
		return text->error;
	}
	if (ranking->source == SOURCE_OFFICIAL) {
		page.has_months = published_months(&site->facts, ranking->indicator, &page.first, &page.last);
		page.step_months = YEAR_MONTHS;
	}
	error = ranking_page_write(&page, page_ranking_html, &site->arena, text, &problem);
	if (error)
		log_line(LOG_ERROR, "page", "%s", problem.sentence);
	return error;
}

/* Reads the store and renders, in the view; *body is the caller's. */
static enum error render(const struct asking *asking, struct store_view *view, struct body **body)
{
	const struct query *query = &asking->query;
	struct site *site = asking->site;
	uint64_t start_us = uv_hrtime() / 1000;
	struct ranking ranking;
	struct text text;
	struct question question = {
		.indicator = query->indicator, .has_month = true, .month = query->month, .area = query->area, .source = query->source};
	enum error error = store_cube_begin(&site->cube, view, &question.moment);

	if (!error)
		error = ranking_make(&site->cube.background, &question, &site->arena, &ranking);

	if (error)
		return error;
	text_init_growing(&text, SITE_ANSWER_BYTES_MAX);
	error = write_answer(asking, &ranking, &text);
	if (!error) {
		*body = body_take(&text);
		error = *body ? ERROR_NONE : ERROR_NO_MEMORY;
	}
	text_fini(&text);
	site->rendered++;
	site->rendering_us += uv_hrtime() / 1000 - start_us;
	return error;
}

/* The body, from the cache or rendered; nothing when the reader has it already. In the view. */
static enum error find_answer(struct asking *asking, struct store_view *view, struct slice if_none_match)
{
	struct site *site = asking->site;
	struct http_answer *answer = asking->answer;
	enum error error;

	make_etag(asking, answer->etag);
	answer->status = etag_matches(if_none_match, answer->etag) ? 304 : 200;
	if (answer->status == 304)
		return ERROR_NONE;
	asking->key = (struct cache_key){asking->form, asking->query.indicator, asking->query.month, asking->query.area, asking->query.source};
	answer->type = asking->form == FORM_PAGE ? "text/html; charset=utf-8" : "application/json";
	answer->body = cache_find(&site->cache, site->facts.position, &asking->key);
	if (answer->body)
		return ERROR_NONE;
	error = render(asking, view, &answer->body);
	asking->is_rendered = !error;
	return error;
}

/* No figure is shown that was read beside a damaged record. */
static void fail(const struct asking *asking, enum error error)
{
	body_release(asking->answer->body);
	*asking->answer = (struct http_answer){0};
	log_line(LOG_ERROR, "store", "a ranking could not be read: %s", error_name(error));
	if (error == ERROR_CORRUPT)
		refuse(asking, 500, NULL,
		       "The store is damaged, so that no figure of it is shown. The alliance's operator has to run: bellwether-collector verify");
	else if (error == ERROR_AGAIN || error == ERROR_NO_MEMORY)
		refuse(asking, 503, NULL, "The server has too much to do at the moment. Please try again in a few seconds.");
	else
		refuse(asking, 500, NULL, "The store cannot be read. The alliance's operator finds the reason in the server's log.");
}

void rankings_answer(struct site *site, const struct http_request *request, enum form form, struct http_answer *answer)
{
	struct asking asking = {.site = site, .form = form, .answer = answer};
	struct store_view view;
	bool is_complete = false;
	enum error error, view_error;

	if (!read_query(&asking, request->query))
		return;
	if (!site->watch.store) {
		refuse(&asking, 503, NULL, "The collector has not made its store yet, or it is being replaced. Please reload this page in a moment.");
		return;
	}
	arena_reset(&site->arena);
	store_view_begin(&view, site->watch.store);
	error = site_refresh(site, &view);
	if (!error)
		is_complete = complete_query(&asking);
	if (is_complete)
		error = find_answer(&asking, &view, request->if_none_match);
	view_error = store_view_end(&view);
	error = view_error ? view_error : error;
	site->is_damaged |= error == ERROR_CORRUPT;
	if (error)
		fail(&asking, error);
	else if (asking.is_rendered)
		cache_keep(&site->cache, &asking.key, answer->body);
}
