#include "collector/web/server.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>
#include <uv.h>

#include "collector/web/routes.h"
#include "common/log.h"
#include "common/shell/files.h"

enum {
	LOOK_MS = 250,          /* between two looks at the store's file */
	DESCRIPTORS_SPARE = 64, /* for the store, the loop and files, beside connections */
	RUN_FOLDER_MODE = 0755,
	PORT_FILE_MODE = 0644,
};

struct server {
	const struct server_options *options;
	struct site site;
	bool has_site, has_loop, has_watchers, is_stopping;
	char collector_run[PATH_SIZE], pid_path[PATH_SIZE], port_path[PATH_SIZE];
	struct lock lock;
	unsigned connections_max;
	uv_loop_t loop;
	struct http *http;
	uv_signal_t terminate, interrupt;
	uv_timer_t look;
	enum error error; /* that ended it */
	struct problem *problem;
};

/* Closes whatever is open in the loop, which then runs out. */
static void stop(struct server *server)
{
	if (server->is_stopping)
		return;
	server->is_stopping = true;
	server->site.http = NULL;
	if (server->http)
		http_close(server->http);
	if (!server->has_watchers)
		return;
	uv_close((uv_handle_t *)&server->terminate, NULL);
	uv_close((uv_handle_t *)&server->interrupt, NULL);
	uv_close((uv_handle_t *)&server->look, NULL);
}

static void on_signal(uv_signal_t *watcher, int number)
{
	(void)number;
	log_line(LOG_INFO, "web", "stopping");
	stop(watcher->data);
}

static void on_look(uv_timer_t *timer)
{
	struct server *server = timer->data;

	server->error = site_look(&server->site, server->problem);
	if (server->error)
		stop(server);
}

/* As many descriptors as the system allows, and no more connections than they are enough for. */
static enum error begin_process(struct server *server, struct problem *problem)
{
	struct rlimit files;

	if (signal(SIGPIPE, SIG_IGN) == SIG_ERR || getrlimit(RLIMIT_NOFILE, &files) != 0)
		return problem_set(problem, ERROR_IO, "the system does not let this process be set up");
	files.rlim_cur = files.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur / 2 < DESCRIPTORS_SPARE)
		return problem_set(
			problem, ERROR_IO,
			"the system gives this process too few file descriptors; raise the limit (ulimit -n, or LimitNOFILE= of the unit)");
	server->connections_max = server->options->connections_max;
	if (files.rlim_cur - DESCRIPTORS_SPARE < server->connections_max) {
		server->connections_max = (unsigned)files.rlim_cur - DESCRIPTORS_SPARE;
		log_line(LOG_WARNING, "web", "the limit of file descriptors allows %u connections only", server->connections_max);
	}
	return ERROR_NONE;
}

static enum error begin_run_folder(struct server *server, struct problem *problem)
{
	const char *run = server->options->run;
	enum error error;

	server->lock.descriptor = -1;
	if (!run)
		return ERROR_NONE;
	error = folder_make(run, RUN_FOLDER_MODE, problem);
	if (!error)
		error = path_join(server->pid_path, run, "web.pid", problem);
	if (!error)
		error = path_join(server->port_path, run, "web.port", problem);
	return error ? error : lock_take(&server->lock, server->pid_path, "this run folder", problem);
}

static enum error begin_site(struct server *server, struct problem *problem)
{
	const struct server_options *options = server->options;
	enum error error = ERROR_NONE;

	if (!options->collector_run)
		error = path_join(server->collector_run, options->state, "run", problem);
	else if (!slice_copy_text(slice_from_text(options->collector_run), server->collector_run, sizeof server->collector_run))
		error = problem_set(problem, ERROR_INVALID, "the path of --collector-run is too long");
	if (!error)
		error = site_init(&server->site, options->state, server->collector_run, &options->clock, problem);
	if (error)
		return error;
	server->has_site = true;
	error = site_look(&server->site, problem);
	if (!error && !server->site.watch.store)
		log_line(LOG_INFO, "store", "waiting: %s", server->site.watch.problem.sentence);
	return error;
}

static enum error begin_loop(struct server *server, struct problem *problem)
{
	if (uv_loop_init(&server->loop))
		return problem_set(problem, ERROR_IO, "the system does not give this process an event loop");
	server->has_loop = true;
	if (uv_signal_init(&server->loop, &server->terminate) || uv_signal_init(&server->loop, &server->interrupt) ||
	    uv_timer_init(&server->loop, &server->look))
		return problem_set(problem, ERROR_IO, "the system does not let this process watch for signals");
	server->has_watchers = true;
	server->terminate.data = server->interrupt.data = server->look.data = server;
	if (uv_signal_start(&server->terminate, on_signal, SIGTERM) || uv_signal_start(&server->interrupt, on_signal, SIGINT) ||
	    uv_timer_start(&server->look, on_look, LOOK_MS, LOOK_MS))
		return problem_set(problem, ERROR_IO, "the system does not let this process watch for signals");
	return ERROR_NONE;
}

static enum error begin_http(struct server *server, struct problem *problem)
{
	struct http_options options = {
		.address = server->options->listen,
		.port = server->options->port,
		.connections_max = server->connections_max,
		.deadline_ms = server->options->deadline_ms,
	};
	enum error error = http_open(&server->http, &server->loop, &options, routes_answer, &server->site, problem);

	if (!error)
		server->site.http = server->http;
	return error;
}

static enum error begin_port_file(struct server *server, struct problem *problem)
{
	char buffer[16];
	struct text text;
	enum error error = ERROR_NONE;

	text_init_fixed(&text, buffer, sizeof buffer);
	text_put_u64(&text, http_port(server->http));
	text_put(&text, "\n");
	if (server->options->run)
		error = file_write_atomically(server->port_path, text_slice(&text), PORT_FILE_MODE, problem);
	if (!error)
		log_line(LOG_INFO, "web", "listening at %s, port %u", server->options->listen, http_port(server->http));
	return error;
}

/* In this order; each relies on those before it. */
static enum error (*const begin_steps[])(struct server *server, struct problem *problem) = {
	begin_process, begin_run_folder, begin_site, begin_loop, begin_http, begin_port_file,
};

static void end(struct server *server)
{
	stop(server);
	if (server->has_loop) {
		uv_run(&server->loop, UV_RUN_DEFAULT);
		INVARIANT(uv_loop_close(&server->loop) == 0);
	}
	if (server->has_site)
		site_fini(&server->site);
	if (server->lock.descriptor >= 0) {
		(void)unlink(server->port_path);
		lock_release(&server->lock);
	}
}

enum error server_run(const struct server_options *options, struct problem *problem)
{
	static struct server server; /* large, and there is one a process */
	enum error error = ERROR_NONE;

	server = (struct server){.options = options, .problem = problem, .lock = {-1}};
	for (size_t index = 0; index < sizeof begin_steps / sizeof begin_steps[0] && !error; index++)
		error = begin_steps[index](&server, problem);
	if (!error)
		uv_run(&server.loop, UV_RUN_DEFAULT);
	end(&server);
	return error ? error : server.error;
}
