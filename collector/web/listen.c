#include "collector/web/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/shell/files.h"
#include "common/text.h"

enum { PORT_TEXT_SIZE = 12 };

static enum error address_resolve(const char *address, const char *port, struct addrinfo **out, struct problem *problem)
{
	struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE, .ai_socktype = SOCK_STREAM};

	if (getaddrinfo(address, port, &hints, out) != 0)
		return problem_set(problem, ERROR_INVALID, "--listen ", address, " is not a numeric address such as 127.0.0.1 or ::1");
	return ERROR_NONE;
}

static enum error bind_problem(int number, const char *address, const char *port, struct problem *problem)
{
	if (number == EADDRINUSE)
		return problem_set(problem, ERROR_EXISTS, "port ", port, " of ", address,
				   " is in use by another program: stop it, or choose another port with --port (0 for a free one)");
	if (number == EADDRNOTAVAIL)
		return problem_set(problem, ERROR_INVALID, "this machine has no address ", address, ": choose one of its own with --listen");
	return problem_set(problem, error_from_errno(number), "cannot listen at ", address, " port ", port, ": ", strerror(number));
}

static enum error port_of(int descriptor, unsigned *port)
{
	struct sockaddr_storage address = {0};
	socklen_t size = sizeof address;
	struct sockaddr_in ipv4;
	struct sockaddr_in6 ipv6;

	if (getsockname(descriptor, (struct sockaddr *)&address, &size) != 0)
		return ERROR_IO;
	memcpy(&ipv4, &address, sizeof ipv4);
	memcpy(&ipv6, &address, sizeof ipv6);
	*port = ntohs(address.ss_family == AF_INET6 ? ipv6.sin6_port : ipv4.sin_port);
	return ERROR_NONE;
}

static enum error listen_at(const struct addrinfo *info, int *descriptor)
{
	int on = 1;
	int made = socket(info->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (made < 0)
		return ERROR_IO;
	if (setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 || bind(made, info->ai_addr, info->ai_addrlen) != 0 ||
	    listen(made, SOMAXCONN) != 0) {
		int number = errno;

		close(made);
		errno = number;
		return ERROR_IO;
	}
	*descriptor = made;
	return ERROR_NONE;
}

enum error listen_open(const char *address, unsigned port, int *descriptor, unsigned *port_bound, struct problem *problem)
{
	char port_buffer[PORT_TEXT_SIZE];
	struct addrinfo *info;
	struct text port_text;
	enum error error;

	text_init_fixed(&port_text, port_buffer, sizeof port_buffer);
	text_put_u64(&port_text, port);
	error = address_resolve(address, port_buffer, &info, problem);
	if (error)
		return error;
	if (listen_at(info, descriptor) || port_of(*descriptor, port_bound))
		error = bind_problem(errno, address, port_buffer, problem);
	freeaddrinfo(info);
	return error;
}
