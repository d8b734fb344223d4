/*
 * HTTP: libmicrohttpd in a libuv loop, and the rules that hold for every request before a route sees it: absolute deadlines, no bodies, a limit of
 * connections, the security headers. The library runs no thread of its own: its epoll descriptor is polled by the loop.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

#include "collector/web/body.h"
#include "common/error.h"
#include "common/slice.h"

enum {
	HTTP_TARGET_BYTES_MAX = 1152, /* path and query; a longer one is answered with 414 */
	HTTP_HEADER_BYTES_MAX = 16 << 10,
	HTTP_ETAG_SIZE = 40, /* with quotes and NUL */
	HTTP_FILE_NAME_SIZE = 256,
};

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_OTHER };

/* A request as a route sees it; borrowed until the answer is given. */
struct http_request {
	enum http_method method;
	bool is_too_long;   /* the target did not fit; path and query are empty */
	bool is_malformed;  /* its head breaks the protocol in a way that two programs could read differently; the connection ends with the answer */
	bool has_body;      /* it announces one, which is never read; the connection ends with the answer */
	struct slice path;  /* as it came, not decoded: "/api/v1/rankings" */
	struct slice query; /* behind the question mark, as it came */
	struct slice if_none_match;
	bool takes_gzip; /* its Accept-Encoding allows it */
};

struct http_answer {
	struct http_ready
		*ready; /* such an answer, made ready before: it is sent, and has the body; borrowed until the handler returns. NULL: none */
	unsigned status;
	const char *type;                    /* "text/html; charset=utf-8"; NULL without a body */
	const char *encoding;                /* of the body: "gzip"; NULL: plain */
	struct body *body;                   /* given to the server; NULL: none */
	char etag[HTTP_ETAG_SIZE];           /* "" for none */
	char file_name[HTTP_FILE_NAME_SIZE]; /* of a download: letters, digits, dashes and full stops; "" for none */
	const char *location;                /* of 303; borrowed until the next request; NULL for none */
	const char *allow;                   /* methods, for 405; NULL for none */
	unsigned retry_after_s;              /* for 503; 0 for none */
};

/* Turns an answer that would be sent into one that says that the reader has it already: only its tag stays. It has no body of its own. */
void http_answer_unchanged(struct http_answer *answer);

/* An answer with a body, made ready to be sent many times. One thread. */
struct http_ready;

/* Holds the answer's body as well. NULL when there is no memory. */
struct http_ready *http_ready_new(const struct http_answer *answer);
/* What is being sent goes on. NULL is allowed. */
void http_ready_free(struct http_ready *ready);
/* Its body, borrowed. */
struct body *http_ready_body(const struct http_ready *ready);

struct http_options {
	const char *address;
	unsigned port; /* 0: a free one */
	unsigned connections_max;
	uint64_t deadline_ms; /* to receive a request's head, and again to send its answer */
};

struct http_counts {
	uint64_t connections; /* accepted since the start */
	uint64_t connections_now;
	uint64_t cut; /* by their deadline */
	uint64_t bodies_refused;
};

struct http;

/* Must fill in the whole answer. On the loop's thread; must not block. */
typedef void http_handler(void *context, const struct http_request *request, struct http_answer *answer);

/* Listens. ERROR_EXISTS: the port is in use. */
enum error http_open(struct http **out, uv_loop_t *loop, const struct http_options *options, http_handler *handler, void *context,
		     struct problem *problem) MUST_CHECK;
unsigned http_port(const struct http *http);
struct http_counts http_counts(const struct http *http);
/* Closes every connection; the memory is freed when the loop has closed the handles. */
void http_close(struct http *http);
