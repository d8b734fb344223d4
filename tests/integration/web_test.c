/* bellwether-web over a real store and real sockets: what each address answers. */
#include <jansson.h>

#include "tests/support/store_asking.h"
#include "tests/support/web_fixture.h"

#define API "/api/v1/rankings?indicator=vacancy_rate_fte&month=2021-09&area=North%20West"

/* Three councils of the North West with returns of two months; *web serves them. */
static struct fixture serve(struct web *web, struct council_keys keys[3])
{
	struct fixture fixture = fixture_begin();

	for (unsigned i = 0; i < 3; i++) {
		keys[i] = fixture_register(&fixture, (uint16_t)(340 + i), 1);
		fixture_store(&fixture, &keys[i], month_from(2021, 8), 0);
		fixture_store(&fixture, &keys[i], month_from(2021, 9), 1000000 * (int64_t)i);
	}
	*web = web_begin(&fixture, NULL);
	return fixture;
}

static void end(struct fixture *fixture, struct web *web)
{
	web_end(web);
	fixture_end(fixture);
}

Test(web, every_address_answers_with_its_type_and_the_security_headers)
{
	static const struct {
		const char *target, *type, *part;
		unsigned status;
	} rows[] = {
		{"/", "Content-Type: text/html; charset=utf-8\r\n", "North West, September 2021", 200},
		{"/region", "Content-Type: text/html; charset=utf-8\r\n", "North West, September 2021", 200},
		{"/indicator?month=2021-08&area=England", "Content-Type: text/html; charset=utf-8\r\n", "England, August 2021", 200},
		{"/indicator.csv?month=2021-08&figure=ranking", "Content-Type: text/csv; charset=utf-8\r\n", "council", 200},
		{"/indicator.csv?month=2021-08&figure=nothing", "Content-Type: text/plain; charset=utf-8\r\n", "no figure called nothing", 404},
		{"/find", "Content-Type: text/html; charset=utf-8\r\n", "<h1 class=\"govuk-heading-l bw-title\">Find a council", 200},
		{API, "Content-Type: application/json\r\n", "\"coverage\":{\"expected\":23,\"reported\":3}", 200},
		{"/healthz", "Content-Type: application/json\r\n", "\"status\":\"ok\"", 200},
		{"/metrics", "Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n", "bellwether_web_store_open 1\n", 200},
		{"/style.css", "Content-Type: text/css; charset=utf-8\r\n", ".govuk-table", 200},
		{"/bellwether.js", "Content-Type: text/javascript; charset=utf-8\r\n", "use strict", 200},
		{"/early.js", "Content-Type: text/javascript; charset=utf-8\r\n", "classList.add(\"js\")", 200},
		{"/bell.svg", "Content-Type: image/svg+xml\r\n", "<svg", 200},
		{"/nothing", "Content-Type: text/html; charset=utf-8\r\n", "There is no such page", 404},
		{"/api/v1/nothing", "Content-Type: application/problem+json\r\n", "\"status\":404", 404},
		{"/api/v1/openapi.json", "Content-Type: application/json\r\n", "\"openapi\": \"3.1.0\"", 200},
		{"/api/v1/problems", "Content-Type: application/json\r\n", "{\"type\":\"/api/v1/problems#parameter-missing\"", 200},
		{"//", "Content-Type: text/html; charset=utf-8\r\n", "There is no such page", 404},
		{"/%2e%2e/etc/passwd", "Content-Type: text/html; charset=utf-8\r\n", "There is no such page", 404},
		{"/rankings", "Content-Type: text/html; charset=utf-8\r\n", "There is no such page", 404},
		{"/bellwether.js?v=1", "Content-Type: text/plain; charset=utf-8\r\n", "no parameters", 400},
		{"/style.css?v=1", "Content-Type: text/plain; charset=utf-8\r\n", "no parameters", 400},
	};
	static const char *const headers[] = {
		"Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
		"form-action 'self'; frame-ancestors 'none'; base-uri 'none'\r\n",
		"X-Content-Type-Options: nosniff\r\n",
		"Referrer-Policy: no-referrer\r\n",
		"Cache-Control: no-cache\r\n",
	};
	struct council_keys keys[3];
	struct web web;
	struct fixture fixture = serve(&web, keys);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct reply reply = web_get(&web, rows[i].target);

		cr_expect_eq(reply.status, rows[i].status, "%s: %u", rows[i].target, reply.status);
		cr_expect(reply_has_header(&reply, rows[i].type), "%s: %s", rows[i].target, reply.bytes);
		cr_expect(strstr(reply.body, rows[i].part), "%s: %s", rows[i].target, reply.body);
		for (size_t j = 0; j < sizeof(headers) / sizeof(headers[0]); j++)
			cr_expect(reply_has_header(&reply, headers[j]), "%s lacks %s", rows[i].target, headers[j]);
		reply_free(&reply);
	}
	end(&fixture, &web);
}

Test(web, data_is_the_ranking_of_the_store)
{
	struct council_keys keys[3];
	struct web web;
	struct fixture fixture = serve(&web, keys);
	struct reply reply = web_get(&web, API);
	struct store_view view;
	struct question question;
	struct ranking ranking;
	struct text text;
	json_t *root;

	store_view_begin(&view, fixture.store);
	question = (struct question){
		.indicator = catalogue_indicator_find(SLICE_LITERAL("vacancy_rate_fte")),
		.month = month_from(2021, 9),
		.area = area_find(SLICE_LITERAL("North West")),
		.source = SOURCE_RETURNS,
	};
	cr_assert_eq(store_ranking(&view, &question, &fixture.arena, &ranking), ERROR_NONE);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	text_init_growing(&text, REPLY_BYTES_MAX);
	ranking_write_json(&ranking, &text);
	cr_expect_str_eq(reply.body, text.data);
	root = json_loads(reply.body, JSON_REJECT_DUPLICATES, NULL);
	cr_assert_not_null(root);
	cr_expect_eq(json_array_size(json_object_get(root, "councils")), 23);
	cr_expect_str_eq(json_string_value(json_object_get(root, "notice")), "Figures of a test.");
	json_decref(root);
	text_fini(&text);
	reply_free(&reply);
	end(&fixture, &web);
}

Test(web, bad_parameters_are_named)
{
	static const struct {
		const char *query, *parameter, *part, *type;
	} rows[] = {
		{"", "indicator", "is missing", "parameter-missing"},
		{"?indicator=vacancy_rate_fte&area=England", "month", "is missing", "parameter-missing"},
		{"?indicator=vacancy_rate_fte&month=2021-09", "area", "is missing", "parameter-missing"},
		{"?indicator=x&month=2021-09&area=England", "indicator", "the nearest to what was asked for are", "parameter-value"},
		{"?indicator=vacancy_rate_fte&month=09/2021&area=England", "month", "such as 2021-09", "parameter-value"},
		{"?indicator=vacancy_rate_fte&month=2021-09&area=Narnia", "area", "England, North East", "parameter-value"},
		{"?indicator=vacancy_rate_fte&month=2021-09&area=England&month=2021-09", "month", "more than once", "parameter-repeated"},
		{"?indicator=vacancy_rate_fte&month=2021-09&area=England&x=1", NULL, "not known", "parameter-unknown"},
	};
	struct council_keys keys[3];
	struct web web;
	struct fixture fixture = serve(&web, keys);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char target[256];
		struct reply reply;
		json_t *root;

		snprintf(target, sizeof(target), "/api/v1/rankings%s", rows[i].query);
		reply = web_get(&web, target);
		root = json_loads(reply.body, 0, NULL);
		cr_expect_eq(reply.status, 400, "%s: %u", target, reply.status);
		cr_assert_not_null(root, "%s: %s", target, reply.body);
		cr_expect_eq(json_integer_value(json_object_get(root, "status")), 400);
		cr_expect(strstr(json_string_value(json_object_get(root, "type")), rows[i].type), "%s: %s", target, reply.body);
		cr_expect(json_is_string(json_object_get(root, "title")));
		if (rows[i].parameter)
			cr_expect_str_eq(json_string_value(json_object_get(root, "parameter")), rows[i].parameter, "%s", target);
		else
			cr_expect(json_is_null(json_object_get(root, "parameter")));
		cr_expect(strstr(json_string_value(json_object_get(root, "detail")), rows[i].part), "%s: %s", target, reply.body);
		json_decref(root);
		reply_free(&reply);
	}
	end(&fixture, &web);
}

Test(web, a_page_says_what_is_wrong_with_a_parameter_and_repeats_nothing)
{
	struct council_keys keys[3];
	struct web web;
	struct fixture fixture = serve(&web, keys);
	struct reply reply = web_get(&web, "/indicator?area=<script>alert(1)</script>");

	cr_expect_eq(reply.status, 400);
	cr_expect(strstr(reply.body, "The parameter area must be"));
	cr_expect_not(strstr(reply.body, "<script>"));
	cr_expect_not(strstr(reply.body, "alert"));
	cr_expect(strstr(reply.body, "Figures of a test."), "the notice stands on every page");
	reply_free(&reply);
	end(&fixture, &web);
}

Test(web, a_search_leads_to_the_one_council_that_is_meant)
{
	static const struct {
		const char *target, *location; /* NULL: a page */
	} rows[] = {
		{"/find?q=st+helens", "/council?council=342"},
		{"/find?q=E08000013&month=2021-09", "/council?council=342&month=2021-09"},
		{"/find?q=kingston", NULL},
		{"/find?q=%0d%0aLocation:%20http://example.org/", NULL},
	};
	struct council_keys keys[3];
	struct web web;
	struct fixture fixture = serve(&web, keys);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct reply reply = web_get(&web, rows[i].target), head = web_request(&web, "HEAD", rows[i].target, "");

		cr_expect_eq(reply.status, rows[i].location ? 303 : 200, "%s: %u", rows[i].target, reply.status);
		cr_expect_str_eq(reply_header(&reply, "\r\nLocation"), rows[i].location ? rows[i].location : "", "%s", rows[i].target);
		cr_expect_eq(head.status, reply.status);
		reply_free(&reply);
		reply_free(&head);
	}
	end(&fixture, &web);
}

Test(web, a_figures_file_is_kept_under_its_name)
{
	static const char line[] =
		"Content-Disposition: attachment; filename=\"bellwether-indicator-ranking-vacancy_rate_fte-north-west-2021-09.csv\"\r\n";
	static const char target[] = "/indicator.csv?figure=ranking&month=2021-09";
	struct council_keys keys[3];
	struct web web;
	struct fixture fixture = serve(&web, keys);

	for (int i = 0; i < 2; i++) {
		struct reply plain = web_get(&web, target), packed = web_request(&web, "GET", target, "Accept-Encoding: gzip\r\n");

		cr_expect(reply_has_header(&plain, line), "%s", plain.bytes);
		cr_expect(reply_has_header(&packed, line), "%s", packed.bytes);
		reply_free(&plain);
		reply_free(&packed);
	}
	end(&fixture, &web);
}

Test(web, only_get_and_head)
{
	static const char *const methods[] = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get"};
	struct council_keys keys[3];
	struct web web;
	struct fixture fixture = serve(&web, keys);

	for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++) {
		struct reply reply = web_request(&web, methods[i], API, "Content-Length: 0\r\n");

		cr_expect_eq(reply.status, 405, "%s: %u", methods[i], reply.status);
		cr_expect(reply_has_header(&reply, "Allow: GET, HEAD\r\n"), "%s", reply.bytes);
		reply_free(&reply);
	}
	end(&fixture, &web);
}

Test(web, head_is_get_without_the_body)
{
	static const char *const targets[] = {"/", API, "/healthz", "/style.css", "/nothing"};
	struct council_keys keys[3];
	struct web web;
	struct fixture fixture = serve(&web, keys);

	for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++) {
		struct reply get = web_get(&web, targets[i]);
		struct reply head = web_request(&web, "HEAD", targets[i], "");
		char length[64];

		snprintf(length, sizeof(length), "Content-Length: %zu\r\n", get.body_size);
		cr_expect_eq(head.status, get.status);
		cr_expect_eq(head.body_size, 0, "%s", targets[i]);
		cr_expect(reply_has_header(&head, length), "%s: %s", targets[i], head.bytes);
		reply_free(&get);
		reply_free(&head);
	}
	end(&fixture, &web);
}

static unsigned status_with_etag(const struct web *web, const char *target, const char *etag)
{
	char header[256];
	struct reply reply;
	unsigned status;

	snprintf(header, sizeof(header), "If-None-Match: %s\r\n", etag);
	reply = web_request(web, "GET", target, header);
	status = reply.status;
	if (status == 304) {
		cr_expect_eq(reply.body_size, 0);
		cr_expect_str_eq(reply_header(&reply, "ETag"), etag);
		cr_expect(reply_has_header(&reply, "Cache-Control: no-cache\r\n"));
	}
	reply_free(&reply);
	return status;
}

Test(web, an_answer_is_not_sent_twice_until_the_ledger_grows)
{
	static const char *const targets[] = {"/", "/indicator?month=2021-08", API, "/style.css"};
	struct council_keys keys[3];
	struct web web;
	struct fixture fixture = serve(&web, keys);
	struct council_keys other = fixture_register(&fixture, 343, 1);
	char etags[4][64];

	for (size_t i = 0; i < 4; i++) {
		struct reply reply = web_get(&web, targets[i]);

		strcpy(etags[i], reply_header(&reply, "ETag"));
		cr_expect_eq(strlen(etags[i]), 34, "%s: %s", targets[i], etags[i]);
		reply_free(&reply);
		cr_expect_eq(status_with_etag(&web, targets[i], etags[i]), 304, "%s", targets[i]);
		for (size_t j = 0; j < i; j++)
			cr_expect_eq(status_with_etag(&web, targets[i], etags[j]), 200, "%s with the tag of %s", targets[i], targets[j]);
	}
	fixture_store(&fixture, &other, month_from(2021, 9), 5);
	for (size_t i = 0; i < 4; i++)
		cr_expect_eq(status_with_etag(&web, targets[i], etags[i]), i < 3 ? 200 : 304, "%s", targets[i]);
	end(&fixture, &web);
}

Test(web, a_new_return_is_on_the_next_answer)
{
	struct council_keys keys[3];
	struct web web;
	struct fixture fixture = serve(&web, keys);
	struct council_keys other = fixture_register(&fixture, 343, 1);
	struct reply before = web_get(&web, API), after;

	cr_expect(strstr(before.body, "\"reported\":3}"));
	fixture_store(&fixture, &other, month_from(2021, 9), 5);
	after = web_get(&web, API);
	cr_expect(strstr(after.body, "\"reported\":4}"), "%s", after.body);
	reply_free(&before);
	reply_free(&after);
	end(&fixture, &web);
}

Test(web, counts_what_it_answers)
{
	struct council_keys keys[3];
	struct web web;
	struct fixture fixture = serve(&web, keys);
	struct reply reply;

	for (int i = 0; i < 3; i++) {
		reply = web_get(&web, API);
		reply_free(&reply);
	}
	reply = web_get(&web, "/nothing");
	reply_free(&reply);
	reply = web_get(&web, "/metrics");
	cr_expect(strstr(reply.body, "bellwether_web_requests_total{route=\"/api/v1/rankings\",status=\"200\"} 3\n"), "%s", reply.body);
	cr_expect(strstr(reply.body, "bellwether_web_requests_total{route=\"other\",status=\"404\"} 1\n"));
	cr_expect(strstr(reply.body, "bellwether_web_cache_hits_total 2\n"));
	cr_expect(strstr(reply.body, "bellwether_web_rendered_total 1\n"));
	cr_expect(strstr(reply.body, "bellwether_collector_health_page 0\n"));
	reply_free(&reply);
	end(&fixture, &web);
}
