#include "collector/shell/service.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <uv.h>

#include "collector/shell/intake.h"
#include "collector/shell/state.h"
#include "collector/shell/zap.h"
#include "common/exit_code.h"
#include "common/log.h"

enum {
	TICK_MS = 1000,
	USAGE_TICKS = 5,
	PROBE_TICKS = 5,
	TEND_TICKS = 15,
	ENDPOINT_SIZE = 160,
	/* A reader that lags by so many commits holds on to pages that the writer needs. */
	READER_LAG_MAX = 10000,
};

struct service {
	const struct service_options *options;
	struct lock lock;
	struct secret_keys keys;
	struct store *store;
	struct health_page *page;
	struct health health;
	struct audit *audit;
	uv_loop_t loop;
	bool has_loop;
	void *zmq_context;
	struct zap *zap;
	struct intake *intake;
	uv_signal_t terminate, interrupt;
	uv_timer_t tick;
	bool has_watchers;
	bool is_stopping;
	uint64_t ticks;
	bool has_warned_of_map, has_warned_of_reader;
	uint64_t handshakes_failed;  /* those that ZAP refused included */
	uint64_t handshakes_audited; /* those that failed before ZAP was asked */
};

static void watchers_close(struct service *service)
{
	if (!service->has_watchers)
		return;
	service->has_watchers = false;
	uv_close((uv_handle_t *)&service->terminate, NULL);
	uv_close((uv_handle_t *)&service->interrupt, NULL);
	uv_close((uv_handle_t *)&service->tick, NULL);
}

static void health_tell(struct service *service, enum health_state state)
{
	static const struct clock machine = {.is_fixed = false};

	if (!service->page)
		return;
	if (service->intake)
		intake_health(service->intake, &service->health);
	if (service->zap)
		service->health.sessions_refused = zap_refused_count(service->zap) + service->handshakes_audited;
	/* SERVING stands for what the intake says of itself. */
	if (state != HEALTH_SERVING)
		service->health.state = state;
	service->health.pid = getpid();
	service->health.updated_at_s = clock_now_s(&machine);
	health_write(service->page, &service->health);
}

static void on_zap_closed(void *context)
{
	struct service *service = context;

	service->zap = NULL;
}

static void on_intake_closed(void *context)
{
	struct service *service = context;

	service->intake = NULL;
	if (service->zap)
		zap_close(service->zap);
}

/* Closes whatever is open in the loop, which then runs out. */
static void service_stop(struct service *service)
{
	if (service->is_stopping)
		return;
	service->is_stopping = true;
	watchers_close(service);
	if (service->intake)
		intake_close(service->intake);
	else if (service->zap)
		zap_close(service->zap);
}

static void on_signal(uv_signal_t *watcher, int number)
{
	(void)number;
	log_line(LOG_INFO, "service", "stopping");
	service_stop(watcher->data);
}

/*
 * A handshake that ZAP refused fails, and is audited there with its address and reason. What fails besides (another mechanism, another server's key, no
 * handshake at all) is known by nothing but this.
 */
static void on_handshake_failed(void *context)
{
	struct service *service = context;
	struct audit_event event = {.time_s = clock_now_s(&service->options->clock), .event = "session_refused", .code = "handshake_failed"};

	service->handshakes_failed++;
	if (!service->zap || service->handshakes_failed <= zap_refused_count(service->zap) + service->handshakes_audited)
		return;
	service->handshakes_audited++;
	audit_write(service->audit, &event);
}

/* What is on the disk is not known, or not what was stored: nothing may be acknowledged any more, and a restart finds out. */
static void on_failed(void *context, enum error error)
{
	struct service *service = context;

	log_line(LOG_ERROR, "service", "the store failed (%s): stopping at once; start again, then run verify", error_name(error));
	health_tell(service, HEALTH_STOPPED);
	_exit((int)exit_code_for(error));
}

static void warn_once(bool *has_warned, bool is_so, const char *sentence)
{
	if (is_so && !*has_warned)
		log_line(LOG_WARNING, "store", "%s", sentence);
	*has_warned = is_so;
}

static void usage_follow(struct service *service)
{
	struct health *health = &service->health;
	struct environment_usage usage;

	if (store_usage(service->store, &usage))
		return;
	health->map_bytes = usage.map_bytes;
	health->used_bytes = usage.used_bytes;
	health->readers = usage.readers;
	health->oldest_reader_lag = usage.oldest_reader_lag;
	warn_once(&service->has_warned_of_map, usage.used_bytes > usage.map_bytes / 10 * 8,
		  "four fifths of the store's map are used: start with a larger --map-mib soon");
	warn_once(&service->has_warned_of_reader, usage.oldest_reader_lag > READER_LAG_MAX,
		  "a reader holds on to old pages of the store, which grows meanwhile: restart the web server");
}

static void on_tick(uv_timer_t *timer)
{
	struct service *service = timer->data;

	service->ticks++;
	if (service->ticks % PROBE_TICKS == 0)
		intake_probe(service->intake);
	if (service->ticks % TEND_TICKS == 0 && store_tend(service->store))
		log_line(LOG_INFO, "store", "readers that had died were cleared");
	if (service->ticks % USAGE_TICKS == 0)
		usage_follow(service);
	health_tell(service, HEALTH_SERVING);
}

static enum error begin_process(struct service *service, struct problem *problem)
{
	struct rlimit none = {0, 0};

	(void)service;
	/* A core would hold the secret keys. */
	if (setrlimit(RLIMIT_CORE, &none) != 0 || signal(SIGPIPE, SIG_IGN) == SIG_ERR)
		return problem_set(problem, ERROR_IO, "the system does not let this process be set up");
	return ERROR_NONE;
}

static enum error begin_store(struct service *service, struct problem *problem)
{
	const struct service_options *options = service->options;
	struct store_options store_options = {.folder = options->state, .upgrades = true, .map_bytes = options->map_bytes};
	char path[PATH_SIZE];
	enum error error = path_join(path, options->state, STATE_LOCK, problem);

	if (!error)
		error = lock_take(&service->lock, path, "the collector's store", problem);
	if (error == ERROR_NOT_FOUND)
		return problem_set(problem, error, "there is no collector's state in ", options->state,
				   " yet; make it with: bellwether-collector init --state ", options->state);
	return error ? error : store_open(&service->store, &store_options, problem);
}

static enum error begin_keys(struct service *service, struct problem *problem)
{
	char path[PATH_SIZE];
	enum error error = path_join(path, service->options->state, STATE_KEYS, problem);

	return error ? error : keys_load_secret(path, &service->keys, problem);
}

static enum error begin_records(struct service *service, struct problem *problem)
{
	char run[PATH_SIZE], audit[PATH_SIZE];
	enum error error = path_join(run, service->options->state, STATE_RUN, problem);

	if (!error)
		error = path_join(audit, service->options->state, STATE_AUDIT, problem);
	if (!error)
		error = health_create(&service->page, run, problem);
	if (error)
		return error;
	health_tell(service, HEALTH_STARTING);
	return audit_open(&service->audit, audit, AUDIT_BYTES_MAX, problem);
}

static enum error begin_loop(struct service *service, struct problem *problem)
{
	if (uv_loop_init(&service->loop))
		return problem_set(problem, ERROR_IO, "the system does not give this process an event loop");
	service->has_loop = true;
	service->zmq_context = channel_context_new();
	if (!service->zmq_context)
		return problem_set(problem, ERROR_IO, "the system does not give this process sockets");
	return ERROR_NONE;
}

static enum error begin_zap(struct service *service, struct problem *problem)
{
	struct zap_options options = {
		.loop = &service->loop,
		.zmq_context = service->zmq_context,
		.store = service->store,
		.audit = service->audit,
		.clock = service->options->clock,
		.on_closed = on_zap_closed,
		.context = service,
	};

	return zap_open(&service->zap, &options, problem);
}

static enum error port_write(struct service *service, unsigned port, struct problem *problem)
{
	char path[PATH_SIZE], buffer[16];
	struct text text;
	enum error error = path_join(path, service->options->state, STATE_PORT, problem);

	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put_u64(&text, port);
	text_put_char(&text, '\n');
	return error ? error : file_write_atomically(path, text_slice(&text), 0644, problem);
}

static enum error begin_intake(struct service *service, struct problem *problem)
{
	char endpoint[ENDPOINT_SIZE];
	struct text text;
	struct intake_options options = {
		.loop = &service->loop,
		.zmq_context = service->zmq_context,
		.store = service->store,
		.keys = &service->keys,
		.audit = service->audit,
		.clock = service->options->clock,
		.endpoint = endpoint,
		.on_failed = on_failed,
		.on_handshake_failed = on_handshake_failed,
		.on_closed = on_intake_closed,
		.context = service,
	};
	const char *listen = service->options->listen;
	bool is_bare_v6 = listen[0] != '[' && strchr(listen, ':');
	unsigned port = 0;
	enum error error;

	text_init_fixed(&text, endpoint, sizeof(endpoint));
	text_put(&text, is_bare_v6 ? "tcp://[" : "tcp://");
	text_put(&text, listen);
	text_put(&text, is_bare_v6 ? "]:" : ":");
	text_put_u64(&text, service->options->port);
	if (text.error)
		return problem_set(problem, ERROR_INVALID, "the address to listen at is too long; give one such as 127.0.0.1");
	error = intake_open(&service->intake, &options, &port, problem);
	if (!error)
		error = port_write(service, port, problem);
	if (!error)
		log_line(LOG_INFO, "service", "listening at %s, port %u", listen, port);
	return error;
}

static enum error begin_watchers(struct service *service, struct problem *problem)
{
	bool has_failed = uv_signal_init(&service->loop, &service->terminate) || uv_signal_init(&service->loop, &service->interrupt) ||
			  uv_timer_init(&service->loop, &service->tick);

	if (has_failed)
		return problem_set(problem, ERROR_IO, "the system does not let this process watch for signals");
	service->has_watchers = true;
	service->terminate.data = service->interrupt.data = service->tick.data = service;
	if (uv_signal_start(&service->terminate, on_signal, SIGTERM) || uv_signal_start(&service->interrupt, on_signal, SIGINT) ||
	    uv_timer_start(&service->tick, on_tick, TICK_MS, TICK_MS))
		return problem_set(problem, ERROR_IO, "the system does not let this process watch for signals");
	usage_follow(service);
	health_tell(service, HEALTH_SERVING);
	return ERROR_NONE;
}

/* In this order; each relies on those before it. */
static enum error (*const begin_steps[])(struct service *service, struct problem *problem) = {
	begin_process, begin_store, begin_keys, begin_records, begin_loop, begin_zap, begin_intake, begin_watchers,
};

static void loop_end(struct service *service)
{
	if (!service->has_loop)
		return;
	service_stop(service);
	uv_run(&service->loop, UV_RUN_DEFAULT);
	if (uv_loop_close(&service->loop))
		log_line(LOG_WARNING, "service", "something was left open in the loop");
	if (service->zmq_context)
		channel_context_free(service->zmq_context);
}

static void port_remove(struct service *service)
{
	char path[PATH_SIZE];

	if (!path_join(path, service->options->state, STATE_PORT, NULL))
		unlink(path);
}

static void service_end(struct service *service)
{
	loop_end(service);
	if (service->page) {
		health_tell(service, HEALTH_STOPPED);
		port_remove(service);
	}
	health_close(service->page);
	audit_close(service->audit);
	store_close(service->store);
	keys_wipe(&service->keys);
	lock_release(&service->lock);
}

enum error collector_run(const struct service_options *options, struct problem *problem)
{
	struct service service = {.options = options, .lock = {-1}};
	enum error error = ERROR_NONE;

	for (unsigned i = 0; i < sizeof(begin_steps) / sizeof(begin_steps[0]) && !error; i++)
		error = begin_steps[i](&service, problem);
	if (!error) {
		uv_run(&service.loop, UV_RUN_DEFAULT);
		log_line(LOG_INFO, "service", "stopped");
	}
	service_end(&service);
	return error;
}
