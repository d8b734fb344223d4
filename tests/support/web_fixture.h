/* A bellwether-web process over a store of the test's own, and a client that speaks bytes: what the integration tests of the web begin with. */
#pragma once

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>

#include "common/shell/clock.h"
#include "tests/support/store_fixture.h"

enum { WAIT_MS = 15000, REPLY_BYTES_MAX = 1 << 20 };

struct web {
	char run[PATH_SIZE];
	pid_t pid;
	unsigned port;
};

struct reply {
	unsigned status; /* 0: the connection ended without one */
	char *bytes;     /* head and body as they came, NUL-terminated; owned */
	const char *body;
	size_t size, body_size;
};

static inline void pause_briefly(void)
{
	struct timespec time = {.tv_nsec = 10 * 1000 * 1000};

	nanosleep(&time, NULL);
}

/* Starts the program; `more` are further arguments, ended by NULL. */
static inline pid_t web_spawn(const char *state, const char *run, const char *const *more)
{
	char program[PATH_SIZE];
	const char *arguments[32] = {program, "--state", state, "--run", run};
	unsigned count = 5;
	pid_t pid;

	cr_assert_eq(path_join(program, BELLWETHER_BINARY_DIR, "collector/bellwether-web", NULL), ERROR_NONE);
	while (more && *more)
		arguments[count++] = *more++;
	cr_assert_lt(count, 32);
	pid = fork();
	cr_assert_geq(pid, 0);
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that fails half way leaves no process */
		execv(program, (char *const *)(uintptr_t)arguments);
		_exit(127);
	}
	return pid;
}

/* The exit code, or -1 when it does not end in time (then it is killed). */
static inline int web_wait(pid_t pid)
{
	uint64_t until = clock_monotonic_ms() + WAIT_MS;
	int status = 0;

	while (waitpid(pid, &status, WNOHANG) == 0) {
		if (clock_monotonic_ms() > until) {
			kill(pid, SIGKILL);
			waitpid(pid, &status, 0);
			return -1;
		}
		pause_briefly();
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The port that a server with this run folder writes when it listens. */
static inline unsigned web_port(const char *run)
{
	uint64_t until = clock_monotonic_ms() + WAIT_MS;
	char path[PATH_SIZE];
	unsigned port = 0;
	FILE *file;

	cr_assert_eq(path_join(path, run, "web.port", NULL), ERROR_NONE);
	while (!(file = fopen(path, "r"))) {
		cr_assert_lt(clock_monotonic_ms(), until, "the server does not start");
		pause_briefly();
	}
	cr_assert_eq(fscanf(file, "%u", &port), 1);
	fclose(file);
	return port;
}

/* Serves the fixture's store; `run_name` is a folder of the server's own in the fixture's. */
static inline struct web web_begin_as(const struct fixture *fixture, const char *run_name, const char *const *more)
{
	static const char *const any_port[] = {"--port", "0", "--deadline-seconds", "1", NULL};
	struct web web = {0};

	temporary_path(&fixture->folder, run_name, web.run);
	web.pid = web_spawn(fixture->folder.path, web.run, more ? more : any_port);
	web.port = web_port(web.run);
	return web;
}

static inline struct web web_begin(const struct fixture *fixture, const char *const *more)
{
	return web_begin_as(fixture, "web", more);
}

static inline void web_end(struct web *web)
{
	kill(web->pid, SIGTERM);
	cr_assert_eq(web_wait(web->pid), 0);
}

static inline int web_connect(const struct web *web)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)web->port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	cr_assert_geq(descriptor, 0);
	cr_assert_eq(connect(descriptor, (struct sockaddr *)&address, sizeof(address)), 0, "%s", strerror(errno));
	return descriptor;
}

static inline void web_send(int descriptor, const char *bytes)
{
	size_t size = strlen(bytes);

	while (size > 0) {
		ssize_t sent = send(descriptor, bytes, size, MSG_NOSIGNAL);

		if (sent <= 0)
			return;
		bytes += sent;
		size -= (size_t)sent;
	}
}

/* Everything that comes until the other side closes; fails the test when it does not in time. */
static inline struct reply web_receive_all(int descriptor)
{
	uint64_t until = clock_monotonic_ms() + WAIT_MS;
	struct reply reply = {.bytes = calloc(1, REPLY_BYTES_MAX + 1)};
	ssize_t got;

	cr_assert_not_null(reply.bytes);
	do {
		struct pollfd poll_one = {.fd = descriptor, .events = POLLIN};

		cr_assert(poll(&poll_one, 1, WAIT_MS) == 1 && clock_monotonic_ms() < until, "no end of the reply");
		got = recv(descriptor, reply.bytes + reply.size, REPLY_BYTES_MAX - reply.size, 0);
		reply.size += got > 0 ? (size_t)got : 0;
	} while (got > 0);
	reply.body = strstr(reply.bytes, "\r\n\r\n");
	reply.body = reply.body ? reply.body + 4 : reply.bytes + reply.size;
	reply.body_size = reply.size - (size_t)(reply.body - reply.bytes);
	sscanf(reply.bytes, "HTTP/1.1 %u", &reply.status);
	close(descriptor);
	return reply;
}

/* Sends bytes as they are, and reads to the end. */
static inline struct reply web_ask(const struct web *web, const char *bytes)
{
	int descriptor = web_connect(web);

	web_send(descriptor, bytes);
	return web_receive_all(descriptor);
}

/* One request with its own connection; `headers` end each with CRLF. */
static inline struct reply web_request(const struct web *web, const char *method, const char *target, const char *headers)
{
	char bytes[4096];

	snprintf(bytes, sizeof(bytes), "%s %s HTTP/1.1\r\nHost: test\r\nConnection: close\r\n%s\r\n", method, target, headers);
	return web_ask(web, bytes);
}

static inline struct reply web_get(const struct web *web, const char *target)
{
	return web_request(web, "GET", target, "");
}

static inline void reply_free(struct reply *reply)
{
	free(reply->bytes);
}

/* Whether the head has this line; its end may be left out. */
static inline bool reply_has_header(const struct reply *reply, const char *line)
{
	const char *found = strcasestr(reply->bytes, line);

	return found && found < reply->body && found > reply->bytes && found[-1] == '\n';
}

/* The value of a header as a copy, valid until the next call; "" when there is none. */
static inline const char *reply_header(const struct reply *reply, const char *name)
{
	static char value[256];
	const char *found = strcasestr(reply->bytes, name);
	size_t size;

	value[0] = '\0';
	if (!found || found >= reply->body)
		return value;
	found += strlen(name) + 2;
	size = strcspn(found, "\r\n");
	cr_assert_lt(size, sizeof(value));
	memcpy(value, found, size);
	value[size] = '\0';
	return value;
}
