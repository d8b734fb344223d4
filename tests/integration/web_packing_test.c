/* bellwether-web and clients that take gzip, or do not: what comes over the socket, byte by byte. */
#include "tests/support/store_asking.h"
#include "tests/support/unpacking.h"
#include "tests/support/web_fixture.h"

#define API        "/api/v1/rankings?indicator=vacancy_rate_fte&month=2021-09&area=North%20West"
#define TAKES_GZIP "Accept-Encoding: gzip, deflate, br\r\n"

static struct fixture serve(struct web *web)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_register(&fixture, 342, 1);

	fixture_store(&fixture, &keys, month_from(2021, 9), 0);
	*web = web_begin(&fixture, NULL);
	return fixture;
}

static void end(struct fixture *fixture, struct web *web)
{
	web_end(web);
	fixture_end(fixture);
}

/* The packed answer says that it is one, is far smaller, and unpacks to the plain one. */
static void expect_packed(const struct reply *packed, const struct reply *plain, const char *target)
{
	static char out[REPLY_BYTES_MAX];
	size_t size;

	cr_expect_eq(packed->status, plain->status, "%s", target);
	cr_expect(reply_has_header(packed, "Content-Encoding: gzip\r\n"), "%s", target);
	cr_expect(reply_has_header(packed, "Vary: Accept-Encoding\r\n"), "%s", target);
	cr_expect_lt(packed->body_size, plain->body_size * 2 / 3, "%s", target);
	size = unpack(packed->body, packed->body_size, out, sizeof(out));
	cr_expect(slice_equal(slice_from(out, size), slice_from(plain->body, plain->body_size)), "%s", target);
}

/* The same head, and no body. */
static void expect_head(const struct web *web, const char *target, const struct reply *got)
{
	struct reply head = web_request(web, "HEAD", target, TAKES_GZIP);
	char length[32];

	snprintf(length, sizeof(length), "%zu", got->body_size);
	cr_expect_eq(head.status, got->status, "%s", target);
	cr_expect_eq(head.body_size, 0, "%s", target);
	cr_expect_str_eq(reply_header(&head, "Content-Length"), length, "%s", target);
	cr_expect_str_eq(reply_header(&head, "Content-Encoding"), "gzip", "%s", target);
	reply_free(&head);
}

Test(web_packing, what_is_long_is_packed_for_whom_takes_it)
{
	static const char *const targets[] = {
		"/", "/indicator?area=England", API, "/style.css", "/bellwether.js", "/api/v1/openapi.json", "/api/v1/problems", "/nothing"};
	struct web web;
	struct fixture fixture = serve(&web);

	for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++) {
		/* Packed before anyone has asked for it plain, then kept, then plain. */
		struct reply first = web_request(&web, "GET", targets[i], TAKES_GZIP), second = web_request(&web, "GET", targets[i], TAKES_GZIP);
		struct reply plain = web_get(&web, targets[i]);

		cr_expect_not(reply_has_header(&plain, "Content-Encoding:"), "%s", targets[i]);
		cr_expect(reply_has_header(&plain, "Vary: Accept-Encoding\r\n"), "%s", targets[i]);
		expect_packed(&first, &plain, targets[i]);
		expect_packed(&second, &plain, targets[i]);
		expect_head(&web, targets[i], &first);
		reply_free(&first);
		reply_free(&second);
		reply_free(&plain);
	}
	end(&fixture, &web);
}

Test(web_packing, what_is_short_or_not_wanted_so_stays_plain)
{
	static const struct {
		const char *target, *headers;
	} rows[] = {
		{"/bell.svg", TAKES_GZIP},
		{"/healthz", TAKES_GZIP},
		{"/early.js", TAKES_GZIP},
		{"/", "Accept-Encoding: br\r\n"},
		{"/", "Accept-Encoding:\r\n"},
		{"/", "Accept-Encoding: gzip;q=0, *\r\n"},
		{"/", "Accept-Encoding: identity, gzip;q=0.5\r\n"},
	};
	struct web web;
	struct fixture fixture = serve(&web);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct reply plain = web_get(&web, rows[i].target), reply = web_request(&web, "GET", rows[i].target, rows[i].headers);

		cr_expect_eq(reply.status, 200);
		cr_expect_not(reply_has_header(&reply, "Content-Encoding:"), "%s %s", rows[i].target, rows[i].headers);
		cr_expect(reply_has_header(&reply, "Vary: Accept-Encoding\r\n"));
		cr_expect_str_eq(reply.body, plain.body);
		reply_free(&plain);
		reply_free(&reply);
	}
	end(&fixture, &web);
}

Test(web_packing, several_lines_of_the_header_are_one)
{
	struct web web;
	struct fixture fixture = serve(&web);
	struct reply taken = web_request(&web, "GET", "/", "Accept-Encoding: gzip\r\nAccept-Encoding: br\r\n");
	struct reply refused = web_request(&web, "GET", "/", "Accept-Encoding: gzip;q=0.5\r\nAccept-Encoding: identity\r\n");

	cr_expect(reply_has_header(&taken, "Content-Encoding: gzip\r\n"));
	cr_expect_not(reply_has_header(&refused, "Content-Encoding:"));
	reply_free(&taken);
	reply_free(&refused);
	end(&fixture, &web);
}

/* Asks with the tag; the tag of the 304 that comes, or "" for another status. */
static const char *unchanged(const struct web *web, const char *target, const char *tag, const char *headers)
{
	char lines[256];
	struct reply reply;
	const char *given;

	snprintf(lines, sizeof(lines), "If-None-Match: %s\r\n%s", tag, headers);
	reply = web_request(web, "GET", target, lines);
	given = reply.status == 304 ? reply_header(&reply, "ETag") : "";
	cr_expect_not(reply_has_header(&reply, "Content-Encoding:") && reply.status == 304);
	cr_expect(reply.status != 304 || reply.body_size == 0);
	reply_free(&reply);
	return given;
}

Test(web_packing, a_tag_is_known_again_in_either_form)
{
	static const char *const targets[] = {"/", API, "/bellwether.js", "/bell.svg"};
	struct web web;
	struct fixture fixture = serve(&web);

	for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++) {
		struct reply plain = web_get(&web, targets[i]), packed = web_request(&web, "GET", targets[i], TAKES_GZIP);
		char strong[64], given[64];

		strcpy(strong, reply_header(&plain, "ETag"));
		strcpy(given, reply_header(&packed, "ETag"));
		cr_expect_eq(strong[0], '"');
		if (reply_has_header(&packed, "Content-Encoding:")) {
			cr_expect_eq(given[0], 'W', "%s: the same tag for other bytes is a weak one", targets[i]);
			cr_expect_str_eq(given + 2, strong);
		} else {
			cr_expect_str_eq(given, strong);
		}
		cr_expect_str_eq(unchanged(&web, targets[i], given, TAKES_GZIP), given, "%s", targets[i]);
		cr_expect_str_eq(unchanged(&web, targets[i], strong, ""), strong, "%s", targets[i]);
		cr_expect_str_neq(unchanged(&web, targets[i], strong, TAKES_GZIP), "", "%s", targets[i]);
		cr_expect_str_eq(unchanged(&web, targets[i], given, ""), strong, "%s: a client that takes plain bytes alone", targets[i]);
		cr_expect_str_eq(unchanged(&web, targets[i], "W/\"other\"", TAKES_GZIP), "", "%s", targets[i]);
		reply_free(&plain);
		reply_free(&packed);
	}
	end(&fixture, &web);
}

/* A client that has it already, before the answer was ever rendered by this process. */
Test(web_packing, a_tag_from_before_the_restart_is_echoed_as_it_was)
{
	struct web web;
	struct fixture fixture = serve(&web);
	struct reply packed = web_request(&web, "GET", "/", TAKES_GZIP);
	char given[64];

	strcpy(given, reply_header(&packed, "ETag"));
	web_end(&web);
	web = web_begin_as(&fixture, "again", NULL);
	cr_expect_str_eq(unchanged(&web, "/", given, TAKES_GZIP), given);
	cr_expect_str_eq(unchanged(&web, "/", given + 2, TAKES_GZIP), given + 2);
	reply_free(&packed);
	end(&fixture, &web);
}
