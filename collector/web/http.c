/*
 * A request's way: accepted (deadline set) -> head received (deadline set anew) -> answer sent (deadline set anew for the next request) -> ...
 * Whatever misses its deadline has its socket shut down; the library sees the end of the connection and lets go of it. Bytes that trickle in move no
 * deadline, as the library's own timeout would let them.
 */
#include "collector/web/http.h"

#include <microhttpd.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "collector/core/etag.h"
#include "collector/web/deadlines.h"
#include "collector/web/http_message.h"
#include "collector/web/listen.h"
#include "collector/web/packing.h"
#include "common/memory.h"
#include "common/shell/clock.h"

/* One connection, and the request that it is in. */
struct connection {
	struct deadline deadline; /* first, so that a due deadline is its connection */
	int descriptor;
	bool has_head; /* of the current request */
	struct http_request request;
	size_t target_size;
	char target[HTTP_TARGET_BYTES_MAX];
};

struct http {
	struct MHD_Daemon *daemon;
	uv_poll_t poll;
	uv_timer_t wake;  /* when the library wants to run although nothing is readable */
	uv_timer_t shear; /* cuts connections that are due */
	unsigned open_handles;
	struct deadlines deadlines;
	struct http_counts counts;
	unsigned port;
	http_handler *handler;
	void *context;
};

static void run(struct http *http);

static void on_wake(uv_timer_t *timer)
{
	run(timer->data);
}

static void on_readable(uv_poll_t *poll, int status, int events)
{
	(void)status;
	(void)events;
	run(poll->data);
}

static void run(struct http *http)
{
	MHD_UNSIGNED_LONG_LONG wait_ms;

	MHD_run(http->daemon);
	if (MHD_get_timeout(http->daemon, &wait_ms) == MHD_YES)
		uv_timer_start(&http->wake, on_wake, wait_ms, 0);
	else
		uv_timer_stop(&http->wake);
}

/* The deadlines are in order, so that a steady beat finds all that are due without looking at the others. */
static void on_shear(uv_timer_t *timer)
{
	struct http *http = timer->data;
	struct deadline *due;

	while ((due = deadlines_take_due(&http->deadlines, clock_monotonic_ms()))) {
		struct connection *connection = (struct connection *)(void *)due;

		shutdown(connection->descriptor, SHUT_RDWR);
		http->counts.cut++;
	}
	run(http);
}

static struct connection *connection_of(struct MHD_Connection *handle)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(handle, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	return info ? info->socket_context : NULL;
}

static void on_connection(void *context, struct MHD_Connection *handle, void **socket_context, enum MHD_ConnectionNotificationCode code)
{
	struct http *http = context;
	struct connection *connection = *socket_context;
	const union MHD_ConnectionInfo *info;

	if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
		if (connection)
			deadlines_remove(&http->deadlines, &connection->deadline);
		memory_free(connection);
		*socket_context = NULL;
		http->counts.connections_now--;
		return;
	}
	http->counts.connections++;
	http->counts.connections_now++;
	info = MHD_get_connection_info(handle, MHD_CONNECTION_INFO_CONNECTION_FD);
	connection = memory_new(1, sizeof *connection);
	*socket_context = connection;
	if (connection) {
		connection->descriptor = info->connect_fd;
		deadlines_set(&http->deadlines, &connection->deadline, clock_monotonic_ms());
	} else {
		shutdown(info->connect_fd, SHUT_RDWR);
	}
}

/* The target before the library takes it apart: what a route is given is exactly what came. */
static void *on_target(void *context, const char *target, struct MHD_Connection *handle)
{
	struct connection *connection = connection_of(handle);
	size_t size = strlen(target);

	(void)context;
	if (!connection)
		return NULL;
	connection->has_head = false;
	connection->request = (struct http_request){.is_too_long = size > sizeof connection->target};
	/* The beginning of one that is too long still says who asks: a program or a person. */
	connection->target_size = connection->request.is_too_long ? sizeof connection->target : size;
	memcpy(connection->target, target, connection->target_size);
	return connection;
}

/* An answer that was not made ready, in the form that the client takes. One that has it already is told so by the tag that it knows. */
static void choose_form(const struct http_request *request, struct http_answer *answer)
{
	if (!request->takes_gzip)
		return;
	if (answer->status == 304 && etag_is_named_weak(request->if_none_match, answer->etag))
		etag_weaken(answer->etag);
	else
		packing_pack(answer);
}

static enum MHD_Result answer_request(struct http *http, struct connection *connection, struct MHD_Connection *handle)
{
	struct http_answer answer = {0};
	struct MHD_Response *response;
	enum MHD_Result result;

	http->handler(http->context, &connection->request, &answer);
	if (answer.ready)
		return MHD_queue_response(handle, answer.status, http_ready_response(answer.ready));
	choose_form(&connection->request, &answer);
	response = http_message_write(&answer, connection->request.has_body || connection->request.is_malformed);
	if (!response) {
		body_release(answer.body);
		return MHD_NO;
	}
	result = MHD_queue_response(handle, answer.status, response);
	MHD_destroy_response(response);
	return result;
}

/* Called with the head of a request, then again when its (empty) body has ended. */
static enum MHD_Result on_request(void *context, struct MHD_Connection *handle, const char *url, const char *method, const char *version,
				  const char *upload, size_t *upload_size, void **request_context)
{
	struct http *http = context;
	struct connection *connection = *request_context;

	(void)url;
	(void)upload;
	if (!connection)
		return MHD_NO;
	if (*upload_size > 0)
		return MHD_NO;
	if (connection->has_head)
		return answer_request(http, connection, handle);
	connection->has_head = true;
	http_message_read(handle, method, version, slice_from(connection->target, connection->target_size), &connection->request);
	deadlines_set(&http->deadlines, &connection->deadline, clock_monotonic_ms());
	if (!connection->request.has_body)
		return MHD_YES;
	http->counts.bodies_refused++;
	return answer_request(http, connection, handle);
}

static void on_completed(void *context, struct MHD_Connection *handle, void **request_context, enum MHD_RequestTerminationCode code)
{
	struct http *http = context;
	struct connection *connection = *request_context;

	(void)handle;
	*request_context = NULL;
	if (connection && code == MHD_REQUEST_TERMINATED_COMPLETED_OK)
		deadlines_set(&http->deadlines, &connection->deadline, clock_monotonic_ms());
}

static void on_handle_closed(uv_handle_t *handle)
{
	struct http *http = handle->data;

	if (--http->open_handles == 0)
		memory_free(http);
}

/*
 * Not "strict": the library's own refusals are sent with two heads, and it looks at less than http_message.c does. Its timeout is off, because it starts
 * again at each byte.
 */
static struct MHD_Daemon *daemon_start(struct http *http, int descriptor, const struct http_options *options)
{
	return MHD_start_daemon(MHD_USE_EPOLL, 0, NULL, NULL, on_request, http, MHD_OPTION_LISTEN_SOCKET, descriptor, MHD_OPTION_CONNECTION_LIMIT,
				options->connections_max, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HTTP_HEADER_BYTES_MAX,
				MHD_OPTION_CONNECTION_TIMEOUT, 0U, MHD_OPTION_STRICT_FOR_CLIENT, 0, MHD_OPTION_NOTIFY_CONNECTION, on_connection, http,
				MHD_OPTION_URI_LOG_CALLBACK, on_target, http, MHD_OPTION_NOTIFY_COMPLETED, on_completed, http, MHD_OPTION_END);
}

static void loop_join(struct http *http, uv_loop_t *loop, const struct http_options *options)
{
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(http->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	uint64_t beat_ms = options->deadline_ms < 1000 ? options->deadline_ms / 4 + 1 : 250;

	http->poll.data = http->wake.data = http->shear.data = http;
	http->open_handles = 3;
	INVARIANT(uv_poll_init(loop, &http->poll, info->epoll_fd) == 0);
	INVARIANT(uv_timer_init(loop, &http->wake) == 0);
	INVARIANT(uv_timer_init(loop, &http->shear) == 0);
	INVARIANT(uv_poll_start(&http->poll, UV_READABLE, on_readable) == 0);
	INVARIANT(uv_timer_start(&http->shear, on_shear, beat_ms, beat_ms) == 0);
}

enum error http_open(struct http **out, uv_loop_t *loop, const struct http_options *options, http_handler *handler, void *context,
		     struct problem *problem)
{
	struct http *http = memory_new(1, sizeof *http);
	int descriptor = -1;
	enum error error;

	if (!http)
		return problem_set(problem, ERROR_NO_MEMORY, "there is no memory for the HTTP server");
	http->handler = handler;
	http->context = context;
	deadlines_init(&http->deadlines, options->deadline_ms);
	error = listen_open(options->address, options->port, &descriptor, &http->port, problem);
	if (error)
		goto out;
	http->daemon = daemon_start(http, descriptor, options);
	if (!http->daemon) {
		close(descriptor);
		error = problem_set(problem, ERROR_IO, "the HTTP server could not start");
		goto out;
	}
	loop_join(http, loop, options);
	*out = http;
	return ERROR_NONE;
out:
	memory_free(http);
	return error;
}

unsigned http_port(const struct http *http)
{
	return http->port;
}

struct http_counts http_counts(const struct http *http)
{
	return http->counts;
}

void http_close(struct http *http)
{
	uv_poll_stop(&http->poll);
	MHD_stop_daemon(http->daemon);
	uv_close((uv_handle_t *)&http->poll, on_handle_closed);
	uv_close((uv_handle_t *)&http->wake, on_handle_closed);
	uv_close((uv_handle_t *)&http->shear, on_handle_closed);
}
