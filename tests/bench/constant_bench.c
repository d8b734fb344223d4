/*
 * The peer of the HTTP measurement: libmicrohttpd, driven as bellwether-web drives it (epoll without a thread of its own, one process), answering every
 * request with the same bytes.
 *
 * Usage: constant_bench FILE [HEADER-BYTES]: serves the file's bytes on a free port of 127.0.0.1, prints the port, ends when standard input closes.
 */
#include <arpa/inet.h>
#include <microhttpd.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BODY_ROOM = 1 << 20 };

static enum MHD_Result answer(void *context, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
			      const char *upload, size_t *upload_size, void **request)
{
	static char begun;

	(void)url, (void)method, (void)version, (void)upload, (void)upload_size;
	if (*request == NULL) { /* an answer in the first call would close the connection */
		*request = &begun;
		return MHD_YES;
	}
	return MHD_queue_response(connection, MHD_HTTP_OK, context);
}

int main(int argc, char **argv)
{
	static char body[BODY_ROOM];
	FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
	if (file == NULL) {
		fprintf(stderr, "usage: constant_bench FILE\n");
		return 2;
	}
	size_t size = fread(body, 1, sizeof body, file);
	fclose(file);
	struct MHD_Response *response = MHD_create_response_from_buffer(size, body, MHD_RESPMEM_PERSISTENT);
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	struct MHD_Daemon *daemon = MHD_start_daemon(MHD_USE_EPOLL, 0, NULL, NULL, answer, response, MHD_OPTION_SOCK_ADDR,
						     (struct sockaddr *)&address, MHD_OPTION_CONNECTION_LIMIT, 512U, MHD_OPTION_END);
	if (daemon == NULL || response == NULL) {
		fprintf(stderr, "constant_bench: the server did not start\n");
		return 1;
	}
	const union MHD_DaemonInfo *port = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
	const union MHD_DaemonInfo *descriptor = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD);
	if (port == NULL || descriptor == NULL)
		return 1;
	printf("%u\n", (unsigned)port->port);
	fflush(stdout);
	struct pollfd watched[2] = {{.fd = descriptor->epoll_fd, .events = POLLIN}, {.fd = STDIN_FILENO, .events = POLLIN}};
	while (poll(watched, 2, 100) >= 0 && watched[1].revents == 0)
		MHD_run(daemon);
	MHD_stop_daemon(daemon);
	MHD_destroy_response(response);
	return 0;
}
