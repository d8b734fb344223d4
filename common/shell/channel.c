/*
 * How the two libraries meet. ZMQ_FD becomes readable only when something changes, so it alone cannot be trusted; ZMQ_EVENTS can, and is asked in
 * every turn of the loop:
 *
 *   prepare   ZMQ_EVENTS says that there is something to receive?  then start a no-op idle, so that the loop does not block
 *   (poll)    the loop sleeps on ZMQ_FD; the callback does nothing: that the loop woke is enough
 *   check     stop the idle, receive up to the budget, hand it to the user; what is left is seen by the next prepare
 *
 * Failure modes: a user that closes the channel in a callback (is_closing is asked after each one); a multipart with too many parts (received to
 * its end, counted, not kept); a queue that is full (ERROR_AGAIN, nothing blocks); the loop closing while the socket has unsent messages (LINGER 0:
 * what was not acknowledged is sent again by whoever owns it).
 */
#include "common/shell/channel.h"

#include <errno.h>
#include <string.h>
#include <zmq.h>

#include "common/memory.h"
#include "common/shell/files.h"
#include "common/text.h"

/* A draft name in the headers of 4.3.4; the library takes the number. */
#ifndef ZMQ_ZAP_ENFORCE_DOMAIN
#define ZMQ_ZAP_ENFORCE_DOMAIN 93
#endif

enum {
	HANDSHAKE_INTERVAL_MS = 10000,
	CONNECT_TIMEOUT_MS = 10000,
	HEARTBEAT_INTERVAL_MS = 5000,
	HEARTBEAT_TIMEOUT_MS = 15000,
	ENDPOINT_SIZE = 256,
	HANDLES_MAX = 5,
};

struct channel {
	void *socket;
	void *zmq_context;
	void *monitor; /* PAIR that receives the socket's events; NULL: not watched */
	struct channel_callbacks callbacks;
	void (*on_event)(void *context, enum channel_event event);
	void *context;
	uv_prepare_t prepare;
	uv_check_t check;
	uv_idle_t idle;
	uv_poll_t poll;
	uv_poll_t monitor_poll;
	unsigned open_handles;
	bool is_closing;
};

void *channel_context_new(void)
{
	return zmq_ctx_new();
}

void channel_context_free(void *zmq_context)
{
	int rc;

	do
		rc = zmq_ctx_term(zmq_context);
	while (rc < 0 && errno == EINTR);
}

static enum error zmq_problem(struct problem *problem, const char *doing, const char *endpoint)
{
	int number = errno;

	if (number == EADDRINUSE)
		return problem_set(problem, ERROR_EXISTS, endpoint, " is in use by another process; stop it or choose another port");
	if (number == EADDRNOTAVAIL || number == ENODEV)
		return problem_set(problem, ERROR_INVALID, endpoint, " is not an address of this machine; choose one that is");
	if (number == EINVAL || number == EPROTONOSUPPORT)
		return problem_set(problem, ERROR_INVALID, endpoint, " is not an address such as tcp://127.0.0.1:5555");
	return problem_set(problem, error_from_errno(number), "cannot ", doing, " ", endpoint, ": ", zmq_strerror(number));
}

static int set_number(void *socket, int option, int value)
{
	return zmq_setsockopt(socket, option, &value, sizeof(value));
}

static int set_limits(void *socket, const struct channel_options *options)
{
	int64_t bytes_max = (int64_t)options->message_bytes_max;
	int failed = set_number(socket, ZMQ_LINGER, 0);

	failed |= zmq_setsockopt(socket, ZMQ_MAXMSGSIZE, &bytes_max, sizeof(bytes_max));
	failed |= set_number(socket, ZMQ_SNDHWM, options->send_queue_max);
	failed |= set_number(socket, ZMQ_RCVHWM, options->receive_queue_max);
	failed |= set_number(socket, ZMQ_HANDSHAKE_IVL, HANDSHAKE_INTERVAL_MS);
	failed |= set_number(socket, ZMQ_HEARTBEAT_IVL, HEARTBEAT_INTERVAL_MS);
	failed |= set_number(socket, ZMQ_HEARTBEAT_TIMEOUT, HEARTBEAT_TIMEOUT_MS);
	if (options->kind == CHANNEL_ROUTER)
		failed |= set_number(socket, ZMQ_ROUTER_MANDATORY, 1);
	if (options->kind == CHANNEL_DEALER) {
		failed |= set_number(socket, ZMQ_IMMEDIATE, 1);
		failed |= set_number(socket, ZMQ_CONNECT_TIMEOUT, CONNECT_TIMEOUT_MS);
		failed |= set_number(socket, ZMQ_RECONNECT_IVL, -1);
	}
	return failed;
}

static int set_curve(void *socket, const struct channel_options *options)
{
	int failed;

	if (!options->curve_secret)
		return 0;
	failed = zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, options->curve_secret, 32);
	if (options->curve_server_public) {
		failed |= zmq_setsockopt(socket, ZMQ_CURVE_PUBLICKEY, options->curve_public, 32);
		return failed | zmq_setsockopt(socket, ZMQ_CURVE_SERVERKEY, options->curve_server_public, 32);
	}
	failed |= set_number(socket, ZMQ_CURVE_SERVER, 1);
	failed |= zmq_setsockopt(socket, ZMQ_ZAP_DOMAIN, options->zap_domain, strlen(options->zap_domain));
	return failed | set_number(socket, ZMQ_ZAP_ENFORCE_DOMAIN, 1);
}

static int socket_kind(enum channel_kind kind)
{
	switch (kind) {
	case CHANNEL_ROUTER:
		return ZMQ_ROUTER;
	case CHANNEL_DEALER:
		return ZMQ_DEALER;
	case CHANNEL_REP:
		return ZMQ_REP;
	case CHANNEL_PAIR:
		return ZMQ_PAIR;
	}
	return -1;
}

static bool has_work(void *socket)
{
	int events = 0;
	size_t size = sizeof(events);

	return socket && zmq_getsockopt(socket, ZMQ_EVENTS, &events, &size) == 0 && (events & ZMQ_POLLIN);
}

static void idle_nothing(uv_idle_t *idle)
{
	(void)idle;
}

static void poll_nothing(uv_poll_t *poll, int status, int events)
{
	(void)poll;
	(void)status;
	(void)events;
}

static void before_blocking(uv_prepare_t *prepare)
{
	struct channel *channel = prepare->data;

	if (has_work(channel->socket) || has_work(channel->monitor))
		uv_idle_start(&channel->idle, idle_nothing);
}

/* Receives one part; its bytes stay in `part` until it is closed. False when there is none. */
static bool part_receive(void *socket, zmq_msg_t *part)
{
	int rc;

	zmq_msg_init(part);
	do
		rc = zmq_msg_recv(part, socket, ZMQ_DONTWAIT);
	while (rc < 0 && errno == EINTR);
	if (rc < 0)
		zmq_msg_close(part);
	return rc >= 0;
}

static void copy_property(zmq_msg_t *part, const char *name, char *out, size_t room)
{
	const char *value = zmq_msg_gets(part, name);

	if (value)
		slice_copy_text(slice_from_text(value), out, room);
}

/* Receives a whole message, hands it over and lets go of it. False when there is none. */
static bool parcel_receive(struct channel *channel)
{
	zmq_msg_t parts[CHANNEL_PARTS_MAX];
	struct parcel parcel = {0};
	unsigned kept = 0;
	bool more = true;

	while (more) {
		zmq_msg_t surplus;
		zmq_msg_t *part = kept < CHANNEL_PARTS_MAX ? &parts[kept] : &surplus;

		if (!part_receive(channel->socket, part))
			break;
		more = zmq_msg_more(part);
		parcel.part_count++;
		if (part == &surplus) {
			zmq_msg_close(part);
			continue;
		}
		parcel.parts[kept++] = slice_from(zmq_msg_data(part), zmq_msg_size(part));
	}
	if (kept && !more) {
		copy_property(&parts[kept - 1], "User-Id", parcel.user, sizeof(parcel.user));
		copy_property(&parts[kept - 1], "Peer-Address", parcel.peer_address, sizeof(parcel.peer_address));
		channel->callbacks.on_parcel(channel->context, &parcel);
	}
	for (unsigned i = 0; i < kept; i++)
		zmq_msg_close(&parts[i]);
	return kept > 0;
}

/* Whether the library's event means one of ours. */
static bool event_from_zmq(uint16_t number, enum channel_event *out)
{
	switch (number) {
	case ZMQ_EVENT_CONNECTED:
	case ZMQ_EVENT_ACCEPTED:
		*out = CHANNEL_CONNECTED;
		return true;
	case ZMQ_EVENT_HANDSHAKE_SUCCEEDED:
		*out = CHANNEL_HANDSHAKE_DONE;
		return true;
	case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL:
	case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL:
	case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH:
		*out = CHANNEL_HANDSHAKE_FAILED;
		return true;
	case ZMQ_EVENT_DISCONNECTED:
	case ZMQ_EVENT_CLOSED:
		*out = CHANNEL_DISCONNECTED;
		return true;
	default:
		return false;
	}
}

/* An event is two parts: its number and value, then the address. */
static bool event_receive(struct channel *channel)
{
	enum channel_event event;
	zmq_msg_t part;
	uint16_t number = 0;

	if (!part_receive(channel->monitor, &part))
		return false;
	if (zmq_msg_size(&part) >= sizeof(number))
		memcpy(&number, zmq_msg_data(&part), sizeof(number));
	while (zmq_msg_more(&part)) {
		zmq_msg_close(&part);
		if (!part_receive(channel->monitor, &part))
			return true;
	}
	zmq_msg_close(&part);
	if (event_from_zmq(number, &event))
		channel->on_event(channel->context, event);
	return true;
}

static void after_blocking(uv_check_t *check)
{
	struct channel *channel = check->data;
	unsigned budget = CHANNEL_RECEIVE_BUDGET;

	uv_idle_stop(&channel->idle);
	if (channel->monitor)
		while (!channel->is_closing && budget && event_receive(channel))
			budget--;
	budget = CHANNEL_RECEIVE_BUDGET;
	while (!channel->is_closing && budget && parcel_receive(channel))
		budget--;
}

static int socket_descriptor(void *socket)
{
	int descriptor = -1;
	size_t size = sizeof(descriptor);

	return zmq_getsockopt(socket, ZMQ_FD, &descriptor, &size) == 0 ? descriptor : -1;
}

static bool poll_start(struct channel *channel, uv_loop_t *loop, uv_poll_t *poll, void *socket)
{
	if (uv_poll_init(loop, poll, socket_descriptor(socket)) != 0)
		return false;
	poll->data = channel;
	channel->open_handles++;
	INVARIANT(uv_poll_start(poll, UV_READABLE, poll_nothing) == 0);
	return true;
}

static void watchers_start(struct channel *channel, uv_loop_t *loop)
{
	uv_prepare_init(loop, &channel->prepare);
	uv_check_init(loop, &channel->check);
	uv_idle_init(loop, &channel->idle);
	channel->prepare.data = channel;
	channel->check.data = channel;
	channel->idle.data = channel;
	channel->open_handles += 3;
	uv_prepare_start(&channel->prepare, before_blocking);
	uv_check_start(&channel->check, after_blocking);
}

enum error channel_open(struct channel **out, uv_loop_t *loop, void *zmq_context, const struct channel_options *options,
			const struct channel_callbacks *callbacks, void *context, struct problem *problem)
{
	struct channel *channel = memory_new(1, sizeof(*channel));
	enum error error;

	if (!channel)
		return problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory for a socket");
	channel->callbacks = *callbacks;
	channel->context = context;
	channel->zmq_context = zmq_context;
	channel->socket = zmq_socket(zmq_context, socket_kind(options->kind));
	if (!channel->socket || set_limits(channel->socket, options) || set_curve(channel->socket, options)) {
		error = zmq_problem(problem, "make", "a socket");
		goto failed;
	}
	/* The last step that can fail: the handles that follow can only be closed through the loop. */
	if (!poll_start(channel, loop, &channel->poll, channel->socket)) {
		error = problem_set(problem, ERROR_IO, "cannot watch a socket: the system has no room for another one");
		goto failed;
	}
	watchers_start(channel, loop);
	*out = channel;
	return ERROR_NONE;
failed:
	if (channel->socket)
		zmq_close(channel->socket);
	memory_free(channel);
	return error;
}

/* The number behind the last colon; 0 for addresses without one. */
static unsigned endpoint_port(void *socket)
{
	char endpoint[ENDPOINT_SIZE];
	size_t size = sizeof(endpoint);
	unsigned port = 0;
	const char *at;

	if (zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, endpoint, &size) != 0)
		return 0;
	at = strrchr(endpoint, ':');
	for (at = at ? at + 1 : ""; *at >= '0' && *at <= '9' && port < 65536; at++)
		port = port * 10 + (unsigned)(*at - '0');
	return port;
}

enum error channel_bind(struct channel *channel, const char *endpoint, unsigned *port, struct problem *problem)
{
	if (zmq_bind(channel->socket, endpoint) != 0)
		return zmq_problem(problem, "listen at", endpoint);
	if (port)
		*port = endpoint_port(channel->socket);
	return ERROR_NONE;
}

enum error channel_connect(struct channel *channel, const char *endpoint, struct problem *problem)
{
	if (zmq_connect(channel->socket, endpoint) != 0)
		return zmq_problem(problem, "connect to", endpoint);
	return ERROR_NONE;
}

enum error channel_send(struct channel *channel, const struct slice *parts, unsigned part_count)
{
	INVARIANT(part_count > 0);
	if (channel->is_closing)
		return ERROR_CLOSED;
	for (unsigned i = 0; i < part_count; i++) {
		int flags = ZMQ_DONTWAIT | (i + 1 < part_count ? ZMQ_SNDMORE : 0);
		int rc;

		do
			rc = zmq_send(channel->socket, parts[i].size ? parts[i].data : (const uint8_t *)"", parts[i].size, flags);
		while (rc < 0 && errno == EINTR);
		if (rc >= 0)
			continue;
		/* Only the first part can be refused: the library takes a message whole or not at all. */
		INVARIANT(i == 0 || errno == ETERM);
		if (errno == EAGAIN)
			return ERROR_AGAIN;
		return errno == EHOSTUNREACH || errno == ETERM ? ERROR_CLOSED : error_from_errno(errno);
	}
	return ERROR_NONE;
}

/* An address of its own for each channel's events. */
static void monitor_endpoint(const struct channel *channel, char out[static ENDPOINT_SIZE])
{
	struct text text;
	uintptr_t place = (uintptr_t)channel;

	text_init_fixed(&text, out, ENDPOINT_SIZE);
	text_put(&text, "inproc://monitor-");
	text_put_u64(&text, place);
}

enum error channel_watch(struct channel *channel, void (*on_event)(void *context, enum channel_event event), struct problem *problem)
{
	char endpoint[ENDPOINT_SIZE];
	void *monitor;

	INVARIANT(!channel->monitor);
	monitor_endpoint(channel, endpoint);
	monitor = zmq_socket(channel->zmq_context, ZMQ_PAIR);
	if (!monitor)
		return zmq_problem(problem, "make", "a socket");
	if (set_number(monitor, ZMQ_LINGER, 0) || zmq_socket_monitor(channel->socket, endpoint, ZMQ_EVENT_ALL) || zmq_connect(monitor, endpoint)) {
		enum error error = zmq_problem(problem, "watch", "a socket");

		zmq_close(monitor);
		return error;
	}
	channel->on_event = on_event;
	channel->monitor = monitor;
	/* A watcher that did not start costs promptness only: the events are asked for in each turn of the loop. */
	if (!poll_start(channel, channel->poll.loop, &channel->monitor_poll, monitor))
		return problem_set(problem, ERROR_IO, "cannot watch a socket: the system has no room for another one");
	return ERROR_NONE;
}

static void handle_closed(uv_handle_t *handle)
{
	struct channel *channel = handle->data;
	void (*on_closed)(void *) = channel->callbacks.on_closed;
	void *context = channel->context;

	if (--channel->open_handles)
		return;
	if (channel->monitor) {
		zmq_socket_monitor(channel->socket, NULL, 0);
		zmq_close(channel->monitor);
	}
	zmq_close(channel->socket);
	memory_free(channel);
	if (on_closed)
		on_closed(context);
}

void channel_close(struct channel *channel)
{
	INVARIANT(!channel->is_closing);
	channel->is_closing = true;
	uv_close((uv_handle_t *)&channel->poll, handle_closed);
	uv_close((uv_handle_t *)&channel->prepare, handle_closed);
	uv_close((uv_handle_t *)&channel->check, handle_closed);
	uv_close((uv_handle_t *)&channel->idle, handle_closed);
	if (channel->open_handles > 4)
		uv_close((uv_handle_t *)&channel->monitor_poll, handle_closed);
}
