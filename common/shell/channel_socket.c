#include "common/shell/channel_socket.h"

#include <errno.h>
#include <string.h>

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

enum error socket_problem(struct problem *problem, const char *doing, const char *endpoint)
{
	int number = errno;

	if (number == EADDRINUSE)
		return problem_set(problem, ERROR_EXISTS, endpoint, " is in use by another process; stop it or choose another port");
	/* A host's name, where an address is wanted, fails with EAGAIN. */
	if (number == EADDRNOTAVAIL || number == ENODEV || number == EAGAIN)
		return problem_set(problem, ERROR_INVALID, endpoint, " is not an address of this machine; give one that is, in numbers");
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

void *socket_make(void *zmq_context, const struct channel_options *options)
{
	void *socket = zmq_socket(zmq_context, socket_kind(options->kind));
	int number;

	if (!socket || (!set_limits(socket, options) && !set_curve(socket, options)))
		return socket;
	number = errno;
	zmq_close(socket);
	errno = number;
	return NULL;
}

bool socket_has_work(void *socket)
{
	int events = 0;
	size_t size = sizeof(events);

	return socket && zmq_getsockopt(socket, ZMQ_EVENTS, &events, &size) == 0 && (events & ZMQ_POLLIN);
}

bool socket_receive(void *socket, zmq_msg_t *part)
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

int socket_descriptor(void *socket)
{
	int descriptor = -1;
	size_t size = sizeof(descriptor);

	return zmq_getsockopt(socket, ZMQ_FD, &descriptor, &size) == 0 ? descriptor : -1;
}

unsigned socket_port(void *socket)
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

void socket_choose_family(void *socket, const char *endpoint)
{
	if (strchr(endpoint, '['))
		set_number(socket, ZMQ_IPV6, 1);
}

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
enum socket_event socket_receive_event(void *monitor, enum channel_event *out)
{
	zmq_msg_t part;
	uint16_t number = 0;

	if (!socket_receive(monitor, &part))
		return SOCKET_EVENT_NONE;
	if (zmq_msg_size(&part) >= sizeof(number))
		memcpy(&number, zmq_msg_data(&part), sizeof(number));
	while (zmq_msg_more(&part)) {
		zmq_msg_close(&part);
		if (!socket_receive(monitor, &part))
			return SOCKET_EVENT_OTHER;
	}
	zmq_msg_close(&part);
	return event_from_zmq(number, out) ? SOCKET_EVENT_OURS : SOCKET_EVENT_OTHER;
}

void *socket_watch(void *zmq_context, void *socket)
{
	char endpoint[ENDPOINT_SIZE];
	struct text text;
	void *monitor = zmq_socket(zmq_context, ZMQ_PAIR);
	int number;

	if (!monitor)
		return NULL;
	text_init_fixed(&text, endpoint, sizeof(endpoint));
	text_put(&text, "inproc://monitor-"); /* an address of its own for each socket's events */
	text_put_u64(&text, (uintptr_t)socket);
	if (!set_number(monitor, ZMQ_LINGER, 0) && !zmq_socket_monitor(socket, endpoint, ZMQ_EVENT_ALL) && !zmq_connect(monitor, endpoint))
		return monitor;
	number = errno;
	zmq_close(monitor);
	errno = number;
	return NULL;
}

void socket_unwatch(void *socket, void *monitor)
{
	zmq_socket_monitor(socket, NULL, 0);
	zmq_close(monitor);
}
