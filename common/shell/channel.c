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

#include "common/memory.h"
#include "common/shell/channel_socket.h"
#include "common/shell/files.h"

enum { HANDLES_WITHOUT_MONITOR = 4 };

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

	if (socket_has_work(channel->socket) || socket_has_work(channel->monitor))
		uv_idle_start(&channel->idle, idle_nothing);
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

		if (!socket_receive(channel->socket, part))
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

/* Hands on one connection event. False when there is none. */
static bool event_receive(struct channel *channel)
{
	enum channel_event event;
	enum socket_event received = socket_receive_event(channel->monitor, &event);

	if (received == SOCKET_EVENT_OURS)
		channel->on_event(channel->context, event);
	return received != SOCKET_EVENT_NONE;
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
	channel->socket = socket_make(zmq_context, options);
	if (!channel->socket) {
		error = socket_problem(problem, "make", "a socket");
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

enum error channel_bind(struct channel *channel, const char *endpoint, unsigned *port, struct problem *problem)
{
	socket_choose_family(channel->socket, endpoint);
	if (zmq_bind(channel->socket, endpoint) != 0)
		return socket_problem(problem, "listen at", endpoint);
	if (port)
		*port = socket_port(channel->socket);
	return ERROR_NONE;
}

enum error channel_connect(struct channel *channel, const char *endpoint, struct problem *problem)
{
	socket_choose_family(channel->socket, endpoint);
	if (zmq_connect(channel->socket, endpoint) != 0)
		return socket_problem(problem, "connect to", endpoint);
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

enum error channel_watch(struct channel *channel, void (*on_event)(void *context, enum channel_event event), struct problem *problem)
{
	void *monitor;

	INVARIANT(!channel->monitor);
	monitor = socket_watch(channel->zmq_context, channel->socket);
	if (!monitor)
		return socket_problem(problem, "watch", "a socket");
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
	if (channel->monitor)
		socket_unwatch(channel->socket, channel->monitor);
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
	if (channel->open_handles > HANDLES_WITHOUT_MONITOR)
		uv_close((uv_handle_t *)&channel->monitor_poll, handle_closed);
}
