/*
 * Opening goes down the table of steps in service_run, closing goes back up. In the loop there are a timer of one second, two signals and the link.
 *
 *   RUNNING --- signal; publish: all answered, or time up ---> CLOSING --- link and handles closed ---> the loop ends
 */
#include "agent/shell/service.h"

#include <signal.h>
#include <string.h>
#include <uv.h>

#include "agent/shell/link.h"
#include "agent/shell/service_status.h"
#include "common/log.h"
#include "common/shell/files.h"

enum { POLL_MS = 1000, SIGNAL_COUNT = 2 };

struct service {
	const struct service_options *options;
	struct lock lock;
	struct secret_keys keys;
	struct public_keys collector;
	struct outbox *outbox;
	struct standing *standing;
	uv_loop_t loop;
	struct link *link;
	uv_timer_t poll_timer, deadline_timer;
	uv_signal_t signals[SIGNAL_COUNT];
	bool is_closing, is_timed_out, has_written;
	enum delivery_link link_state; /* as it was last seen, and since when */
	int64_t link_since_s;
	struct service_status written; /* what is in the status file */
	struct problem complaint;      /* what was last wrong with the outbox */
};

static void service_close(struct service *service)
{
	if (service->is_closing)
		return;
	service->is_closing = true;
	uv_close((uv_handle_t *)&service->poll_timer, NULL);
	uv_close((uv_handle_t *)&service->deadline_timer, NULL);
	for (unsigned i = 0; i < SIGNAL_COUNT; i++)
		uv_close((uv_handle_t *)&service->signals[i], NULL);
	link_close(service->link);
}

static void on_signal(uv_signal_t *handle, int number)
{
	log_line(LOG_INFO, "agent", "stopping on %s", number == SIGINT ? "SIGINT" : "SIGTERM");
	service_close(handle->data);
}

static void on_deadline(uv_timer_t *timer)
{
	struct service *service = timer->data;

	service->is_timed_out = true;
	service_close(service);
}

/* Notices what was approved by a command beside us; a problem is logged once, and the next second tries again. */
static void offer(struct service *service)
{
	struct problem problem = {0};

	if (link_offer(service->link, &problem) && strcmp(problem.sentence, service->complaint.sentence) != 0)
		log_line(LOG_ERROR, "agent", "%s", problem.sentence);
	service->complaint = problem;
}

static bool is_written(const struct service *service, const struct service_status *status)
{
	const struct service_status *written = &service->written;

	return service->has_written && written->link == status->link && written->since_s == status->since_s &&
	       strcmp(written->collector, status->collector) == 0 && strcmp(written->trouble, status->trouble) == 0;
}

static void status_refresh(struct service *service)
{
	struct service_status status = {0};
	struct link_report report;

	link_report(service->link, &report);
	if (report.state != service->link_state || service->link_since_s == 0)
		service->link_since_s = clock_now_s(service->options->clock);
	service->link_state = report.state;
	status.link = report.state;
	status.since_s = service->link_since_s;
	slice_copy_text(slice_from_text(service->options->endpoint), status.collector, sizeof(status.collector));
	slice_copy_text(slice_from_text(report.trouble), status.trouble, sizeof(status.trouble));
	if (is_written(service, &status))
		return;
	service->written = status;
	service->has_written = true;
	/* Only a report: when it cannot be written, the returns still go. */
	if (service_status_write(service->options->state, &status, NULL) != ERROR_NONE)
		log_line(LOG_WARNING, "agent", "the status file cannot be written");
}

static bool all_answered(struct service *service)
{
	struct link_report report;

	link_report(service->link, &report);
	return report.open_count == 0;
}

static void on_poll(uv_timer_t *timer)
{
	struct service *service = timer->data;
	const struct clock wall = {0};

	if (service->standing)
		standing_tend(service->standing, clock_now_s(service->options->clock), clock_now_s(&wall));
	uv_update_time(&service->loop);
	offer(service);
	status_refresh(service);
}

static void on_link_change(void *context)
{
	struct service *service = context;

	if (service->options->until_delivered && !service->is_closing && all_answered(service)) {
		offer(service); /* more than delivery holds at a time may have been waiting */
		if (all_answered(service))
			service_close(service);
	}
}

static void on_link_closed(void *context)
{
	(void)context; /* the loop ends by itself when its last handle has closed */
}

static enum error state_open(struct service *service, struct problem *problem)
{
	const struct service_options *options = service->options;
	char run[PATH_SIZE], keys[PATH_SIZE], lock[PATH_SIZE];
	enum error error = path_join(keys, options->state, "keys", problem);

	if (!error)
		error = keys_load_secret(keys, &service->keys, problem);
	if (!error)
		error = keys_load_public(options->collector_keys, &service->collector, problem);
	if (!error && service->collector.council)
		error = problem_set(problem, ERROR_MALFORMED, options->collector_keys,
				    " is an agent's key file; name the one that the collector's operator gave you");
	if (!error && !service->keys.public_part.council)
		error = problem_set(problem, ERROR_MALFORMED, "the keys in ", keys,
				    " are a collector's; make an agent's with keygen in a state folder of its own");
	if (!error)
		error = path_join(run, options->state, "run", problem);
	if (!error)
		error = folder_make(run, 0700, problem);
	if (!error)
		error = service_lock_path(options->state, lock, problem);
	if (!error)
		error = lock_take(&service->lock, lock, "this state folder", problem);
	if (!error)
		error = outbox_open(&service->outbox, options->state, false, problem);
	return error;
}

static void state_close(struct service *service)
{
	outbox_close(service->outbox);
	if (service->lock.descriptor >= 0)
		service_status_remove(service->options->state);
	lock_release(&service->lock);
	keys_wipe(&service->keys);
}

static enum error standing_open(struct service *service, struct problem *problem)
{
	if (!service->options->standing)
		return ERROR_NONE;
	service->standing = standing_new(service->options->standing, &service->keys, service->outbox);
	return service->standing ? ERROR_NONE : problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory for the standing approval");
}

static enum error link_make(struct service *service, struct problem *problem)
{
	struct link_options options = {.loop = &service->loop,
				       .endpoint = service->options->endpoint,
				       .keys = &service->keys,
				       .collector = &service->collector,
				       .outbox = service->outbox,
				       .clock = service->options->clock,
				       .retry_max_ms = service->options->retry_max_ms,
				       .on_change = on_link_change,
				       .on_closed = on_link_closed,
				       .context = service};

	return link_open(&service->link, &options, problem);
}

static void handles_start(struct service *service)
{
	static const int numbers[SIGNAL_COUNT] = {SIGTERM, SIGINT};

	uv_timer_init(&service->loop, &service->poll_timer);
	uv_timer_init(&service->loop, &service->deadline_timer);
	service->poll_timer.data = service;
	service->deadline_timer.data = service;
	if (service->options->until_delivered)
		uv_timer_start(&service->deadline_timer, on_deadline, service->options->timeout_ms, 0);
	uv_timer_start(&service->poll_timer, on_poll, 0, POLL_MS);
	for (unsigned i = 0; i < SIGNAL_COUNT; i++) {
		uv_signal_init(&service->loop, &service->signals[i]);
		service->signals[i].data = service;
		uv_signal_start(&service->signals[i], on_signal, numbers[i]);
	}
}

/* The loop, from the first connection to the last closed handle. */
static void loop_run(struct service *service)
{
	signal(SIGPIPE, SIG_IGN); /* a log whose reader has gone must not end us */
	handles_start(service);
	offer(service);
	if (service->options->until_delivered && all_answered(service))
		service_close(service); /* there is nothing to send */
	else
		link_start(service->link);
	uv_run(&service->loop, UV_RUN_DEFAULT);
}

static void outcome_take(const struct service *service, struct service_outcome *out)
{
	struct link_report report;

	link_report(service->link, &report);
	*out = (struct service_outcome){.acknowledged = report.acknowledged,
					.refused = report.refused,
					.open_count = report.open_count,
					.is_timed_out = service->is_timed_out};
	/* Nothing is heard of a name that cannot be resolved, nor of a machine that swallows what it gets. */
	if (report.state != DELIVERY_LINK_ESTABLISHED && !report.trouble[0])
		report.trouble = "nothing answers at its address; check the name and the port";
	slice_copy_text(slice_from_text(report.trouble), out->trouble, sizeof(out->trouble));
}

enum error service_run(const struct service_options *options, struct service_outcome *out, struct problem *problem)
{
	struct service service = {.options = options, .lock = {-1}};
	bool has_loop = false;
	enum error error = endpoint_check(options->endpoint, problem);

	if (error)
		return error;
	error = state_open(&service, problem);
	if (!error)
		error = standing_open(&service, problem);
	if (error)
		goto out;
	has_loop = uv_loop_init(&service.loop) == 0;
	error = has_loop ? link_make(&service, problem) : problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory for the event loop");
	if (error)
		goto out;
	log_line(LOG_INFO, "agent", "started for council %u", (unsigned)service.keys.public_part.council);
	loop_run(&service);
	outcome_take(&service, out);
	log_line(LOG_INFO, "agent", "stopped");
out:
	link_free(service.link);
	if (has_loop)
		INVARIANT(uv_loop_close(&service.loop) == 0);
	standing_free(service.standing);
	state_close(&service);
	return error;
}
