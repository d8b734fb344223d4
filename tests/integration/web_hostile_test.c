/* bellwether-web against peers that are slow, greedy or do not keep to the protocol. */
#include "tests/support/web_fixture.h"

#define API "/api/v1/rankings?indicator=vacancy_rate_fte&month=2021-09&area=England"

static struct fixture serve(struct web *web, const char *const *more)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_register(&fixture, 342, 1);

	fixture_store(&fixture, &keys, month_from(2021, 9), 0);
	*web = web_begin(&fixture, more);
	return fixture;
}

/* Every status line is a refusal (the library sends its own twice), and nothing of another request's answer is there. */
static bool is_only_refused(const struct reply *reply)
{
	for (const char *at = strstr(reply->bytes, "HTTP/1.1 "); at; at = strstr(at + 1, "HTTP/1.1 "))
		if (at[9] != '4' && at[9] != '5')
			return false;
	return !strstr(reply->bytes, "bellwether_web_");
}

static unsigned status_count(const struct reply *reply)
{
	unsigned count = 0;

	for (const char *at = strstr(reply->bytes, "HTTP/1.1 "); at; at = strstr(at + 1, "HTTP/1.1 "))
		count++;
	return count;
}

static void expect_alive(const struct web *web)
{
	struct reply reply = web_get(web, API);

	cr_expect_eq(reply.status, 200);
	reply_free(&reply);
}

/* What stands behind an announced body is never taken for a request. */
Test(web_hostile, bodies_are_refused_and_end_the_connection)
{
	static const char *const headers[] = {
		"Content-Length: 5\r\n",
		"Content-Length: 500\r\n",
		"Content-Length: 18446744073709551615\r\n",
		"Content-Length: 5\r\nContent-Length: 5\r\n",
		"Content-Length: 0\r\nContent-Length: 44\r\n",
		"Content-Length: 0\r\nContent-Length: 0\r\n",
		"Transfer-Encoding: chunked\r\n",
		"Transfer-Encoding: identity\r\n",
		"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
		"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
		"transfer-encoding: xchunked\r\n",
		"Transfer-Encoding : chunked\r\n",
		"Content-Length: -1\r\n",
		"Content-Length: +5\r\n",
		"Content-Length: 5, 5\r\n",
		"Content-Length: 0x5\r\n",
		"Content-Length:\r\n",
		"Expect: 100-continue\r\nContent-Length: 5\r\n",
	};
	static const char *const methods[] = {"GET", "HEAD", "POST", "PUT"};
	struct web web;
	struct fixture fixture = serve(&web, NULL);

	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]) * 4; i++) {
		const char *header = headers[i / 4], *method = methods[i % 4];
		char bytes[1024];
		struct reply reply;

		snprintf(bytes, sizeof(bytes), "%s / HTTP/1.1\r\nHost: test\r\n%s\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: smuggled\r\n\r\n",
			 method, header);
		reply = web_ask(&web, bytes);
		cr_expect(reply.status == 400 || reply.status == 405 || reply.status == 413 || reply.status == 0, "%s with %s: %u", method, header,
			  reply.status);
		cr_expect(is_only_refused(&reply), "%s with %s:\n%s", method, header, reply.bytes);
		reply_free(&reply);
	}
	expect_alive(&web);
	web_end(&web);
	fixture_end(&fixture);
}

Test(web_hostile, a_body_of_nothing_is_no_body)
{
	struct web web;
	struct fixture fixture = serve(&web, NULL);
	struct reply reply = web_request(&web, "GET", API, "Content-Length: 0\r\n");

	cr_expect_eq(reply.status, 200);
	reply_free(&reply);
	web_end(&web);
	fixture_end(&fixture);
}

Test(web_hostile, pipelined_requests_are_answered_in_order)
{
	struct web web;
	struct fixture fixture = serve(&web, NULL);
	struct reply reply = web_ask(&web, "GET /style.css HTTP/1.1\r\nHost: test\r\n\r\nGET /nothing HTTP/1.1\r\nHost: test\r\n\r\n"
					   "GET /healthz HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");

	cr_expect_eq(status_count(&reply), 3);
	cr_expect_lt(strstr(reply.bytes, "text/css"), strstr(reply.bytes, "404"));
	cr_expect_lt(strstr(reply.bytes, "404"), strstr(reply.bytes, "\"status\":\"ok\""));
	reply_free(&reply);
	web_end(&web);
	fixture_end(&fixture);
}

Test(web_hostile, what_is_not_http_is_refused)
{
	static const char *const requests[] = {
		"GARBAGE\r\n\r\n",
		"GET / HTTP/1.1\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
		"GET / HTTP/1.1\r\nHost : a\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nX Y: b\r\n\r\n",
		"GET / x HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET http://a/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
		"GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET / HTTP/9.9\r\nHost: test\r\nConnection: close\r\n\r\n",
		"\x16\x03\x01\x02\x01\x01\r\n\r\n",
		"GET /\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: test\r\nX: \x01\r\nConnection: close\r\n\r\n",
		"\r\n\r\n\r\n",
	};
	struct web web;
	struct fixture fixture = serve(&web, NULL);

	for (size_t i = 0; i < sizeof(requests) / sizeof(requests[0]); i++) {
		struct reply reply = web_ask(&web, requests[i]);

		cr_expect(is_only_refused(&reply), "%s:\n%s", requests[i], reply.bytes);
		reply_free(&reply);
		expect_alive(&web);
	}
	web_end(&web);
	fixture_end(&fixture);
}

Test(web_hostile, long_addresses_and_heads_are_refused)
{
	static const size_t sizes[] = {1100, 1153, 5000}; /* over the query's limit, the target's, and well over */
	static char bytes[32768];
	struct web web;
	struct fixture fixture = serve(&web, NULL);
	struct reply reply;

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		char target[8192];

		memset(target, 'x', sizes[i]);
		memcpy(target, "/indicator?", 11);
		target[sizes[i]] = '\0';
		snprintf(bytes, sizeof(bytes), "GET %s HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n", target);
		reply = web_ask(&web, bytes);
		cr_expect_eq(reply.status, 414, "%zu bytes: %u", sizes[i], reply.status);
		cr_expect(strstr(reply.bytes, "text/html"), "%s", reply.bytes);
		reply_free(&reply);
		memcpy(target, "/api/v1/rankings?", 17);
		snprintf(bytes, sizeof(bytes), "GET %s HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n", target);
		reply = web_ask(&web, bytes);
		cr_expect_eq(reply.status, 414, "%zu bytes of data: %u", sizes[i], reply.status);
		cr_expect(strstr(reply.bytes, "application/problem+json"), "%s", reply.bytes);
		reply_free(&reply);
	}
	memset(bytes, 'x', sizeof(bytes) - 1);
	memcpy(bytes, "GET / HTTP/1.1\r\nX: ", 19);
	reply = web_ask(&web, bytes);
	cr_expect(is_only_refused(&reply), "%s", reply.bytes);
	reply_free(&reply);
	expect_alive(&web);
	web_end(&web);
	fixture_end(&fixture);
}

/* How long the server lets a peer go on that sends a byte every 50 ms; it sees the end by a failing receive. */
static uint64_t ms_until_cut(const struct web *web, const char *bytes)
{
	uint64_t start = clock_monotonic_ms();
	int descriptor = web_connect(web);
	struct pollfd poll_one = {.fd = descriptor, .events = POLLIN};
	char byte;

	while (clock_monotonic_ms() < start + WAIT_MS) {
		if (*bytes)
			(void)!send(descriptor, bytes++, 1, MSG_NOSIGNAL);
		if (poll(&poll_one, 1, 50) == 1 && recv(descriptor, &byte, 1, 0) <= 0)
			break;
	}
	close(descriptor);
	return clock_monotonic_ms() - start;
}

Test(web_hostile, a_slow_head_is_cut_by_the_absolute_deadline)
{
	static const char *const slow[] = {
		"", /* nothing at all */
		"GET / HTTP/1.1\r\nHost: test\r\nX-One: "
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		"GET /xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
	};
	struct web web;
	struct fixture fixture = serve(&web, NULL);

	for (size_t i = 0; i < sizeof(slow) / sizeof(slow[0]); i++) {
		uint64_t took = ms_until_cut(&web, slow[i]);

		cr_expect(took >= 900 && took < 4000, "cut after %llu ms", (unsigned long long)took);
	}
	expect_alive(&web);
	web_end(&web);
	fixture_end(&fixture);
}

/* It asks for far more than the sockets' buffers hold, and reads nothing. */
Test(web_hostile, a_reader_that_does_not_read_is_cut)
{
	static const char request[] = "GET /indicator?area=England HTTP/1.1\r\nHost: test\r\n\r\n";
	struct web web;
	struct fixture fixture = serve(&web, NULL);
	int descriptor = web_connect(&web);
	struct reply metrics;
	uint64_t until;

	fcntl(descriptor, F_SETFL, O_NONBLOCK);
	for (int i = 0; i < 2000; i++)
		(void)!send(descriptor, request, sizeof(request) - 1, MSG_NOSIGNAL);
	until = clock_monotonic_ms() + WAIT_MS;
	for (;;) {
		bool is_cut;

		metrics = web_get(&web, "/metrics");
		is_cut = strstr(metrics.body, "bellwether_web_connections_cut_total 1\n") && strstr(metrics.body, "bellwether_web_connections 1\n");
		reply_free(&metrics);
		if (is_cut)
			break;
		cr_assert_lt(clock_monotonic_ms(), until, "it is not cut");
		pause_briefly();
	}
	close(descriptor);
	web_end(&web);
	fixture_end(&fixture);
}

/* What is kept is forgotten, with every new return, while it is on its way to a reader who is in no hurry. */
Test(web_hostile, an_answer_is_sent_whole_although_it_is_forgotten_meanwhile)
{
	enum { REQUESTS = 200, RETURNS = 20 };
	static const char request[] = "GET " API " HTTP/1.1\r\nHost: test\r\n\r\n";
	static const char last[] = "GET " API " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n";
	static const char *const patient[] = {"--port", "0", "--deadline-seconds", "60", NULL};
	static char bytes[1 << 20];
	struct web web;
	struct fixture fixture = serve(&web, patient);
	struct council_keys keys = fixture_register(&fixture, 343, 1);
	struct reply whole = web_get(&web, API);
	int descriptor = web_connect(&web);
	size_t received = 0;
	ssize_t got;

	for (int i = 0; i < REQUESTS; i++)
		web_send(descriptor, i < REQUESTS - 1 ? request : last);
	for (int i = 0; i < RETURNS; i++) {
		struct reply reply;

		fixture_store(&fixture, &keys, month_from(2018 + i / 12, i % 12 + 1), 0);
		reply = web_get(&web, API);
		cr_expect_eq(reply.status, 200);
		reply_free(&reply);
		got = recv(descriptor, bytes, sizeof(bytes) / 4, 0);
		cr_assert_gt(got, 0);
		received += (size_t)got;
	}
	while ((got = recv(descriptor, bytes, sizeof(bytes), 0)) > 0)
		received += (size_t)got;
	cr_expect_eq(got, 0);
	cr_expect_geq(received, REQUESTS * whole.body_size, "%zu bytes of %d answers of %zu", received, REQUESTS, whole.body_size);
	reply_free(&whole);
	close(descriptor);
	web_end(&web);
	fixture_end(&fixture);
}

Test(web_hostile, idle_connections_are_shed_so_that_others_come_in)
{
	static const char *const few[] = {"--port", "0", "--deadline-seconds", "1", "--connections-max", "4", NULL};
	struct web web;
	struct fixture fixture = serve(&web, few);
	uint64_t start = clock_monotonic_ms(), took;
	int idle[8];

	for (int i = 0; i < 8; i++)
		idle[i] = web_connect(&web);
	expect_alive(&web);
	took = clock_monotonic_ms() - start;
	cr_expect(took >= 900 && took < 6000, "answered after %llu ms", (unsigned long long)took);
	for (int i = 0; i < 8; i++)
		close(idle[i]);
	web_end(&web);
	fixture_end(&fixture);
}

Test(web_hostile, many_idle_connections_do_not_slow_a_good_client)
{
	enum { IDLE = 600, QUESTIONS = 50 };
	static const char *const many[] = {"--port", "0", "--deadline-seconds", "20", NULL};
	struct web web;
	struct fixture fixture = serve(&web, many);
	uint64_t start, took;
	static int idle[IDLE];

	for (int i = 0; i < IDLE; i++) {
		idle[i] = web_connect(&web);
		web_send(idle[i], "GET /");
	}
	start = clock_monotonic_ms();
	for (int i = 0; i < QUESTIONS; i++)
		expect_alive(&web);
	took = clock_monotonic_ms() - start;
	cr_expect_lt(took, 50 * QUESTIONS, "%d questions took %llu ms", QUESTIONS, (unsigned long long)took);
	for (int i = 0; i < IDLE; i++)
		close(idle[i]);
	web_end(&web);
	fixture_end(&fixture);
}
