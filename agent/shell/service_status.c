#include "agent/shell/service_status.h"

#include <unistd.h>

#include "common/shell/settings.h"
#include "common/text.h"

enum { STATUS_BYTES_MAX = 4096, STATUS_BUDGET_BYTES = 2 * STATUS_BYTES_MAX };

const char *link_state_name(enum delivery_link link)
{
	switch (link) {
	case DELIVERY_LINK_WAITING:
		return "waiting";
	case DELIVERY_LINK_CONNECTING:
		return "connecting";
	case DELIVERY_LINK_ESTABLISHED:
		return "established";
	}
	return "unknown";
}

static enum error run_path(const char *state, const char *name, char path[static PATH_SIZE], struct problem *problem)
{
	char run[PATH_SIZE];
	enum error error = path_join(run, state, "run", problem);

	return error ? error : path_join(path, run, name, problem);
}

enum error service_lock_path(const char *state, char path[static PATH_SIZE], struct problem *problem)
{
	return run_path(state, "agent.pid", path, problem);
}

enum error service_status_write(const char *state, const struct service_status *status, struct problem *problem)
{
	char path[PATH_SIZE], buffer[STATUS_BYTES_MAX];
	struct text text;
	enum error error = run_path(state, "status", path, problem);

	if (error)
		return error;
	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put(&text, "link = ");
	text_put(&text, link_state_name(status->link));
	text_put(&text, "\nsince = ");
	text_put_time(&text, status->since_s);
	text_put(&text, "\ncollector = ");
	text_put(&text, status->collector);
	text_put(&text, "\ntrouble = ");
	text_put(&text, status->trouble);
	text_put(&text, "\n");
	return file_write_atomically(path, text_slice(&text), 0600, problem);
}

void service_status_remove(const char *state)
{
	char path[PATH_SIZE];

	if (run_path(state, "status", path, NULL) == ERROR_NONE)
		unlink(path);
}

static enum error status_line(void *context, struct slice name, struct slice value, struct problem *problem)
{
	struct service_status *status = context;

	(void)problem;
	if (slice_equal(name, SLICE_LITERAL("link"))) {
		while (status->link < DELIVERY_LINK_ESTABLISHED && !slice_equal(value, slice_from_text(link_state_name(status->link))))
			status->link++;
	} else if (slice_equal(name, SLICE_LITERAL("since"))) {
		return time_parse(value, &status->since_s);
	} else if (slice_equal(name, SLICE_LITERAL("collector"))) {
		slice_copy_text(value, status->collector, sizeof(status->collector));
	} else if (slice_equal(name, SLICE_LITERAL("trouble"))) {
		slice_copy_text(value, status->trouble, sizeof(status->trouble));
	}
	return ERROR_NONE;
}

bool service_status_read(const char *state, struct service_status *out)
{
	char lock[PATH_SIZE], path[PATH_SIZE];
	struct service_status status = {0};
	struct arena arena;
	struct slice bytes;
	bool is_read;

	if (service_lock_path(state, lock, NULL) || !lock_owner(lock) || run_path(state, "status", path, NULL))
		return false;
	arena_init(&arena, STATUS_BUDGET_BYTES);
	is_read = file_read(path, STATUS_BYTES_MAX, &arena, &bytes, NULL) == ERROR_NONE &&
		  settings_parse(bytes, path, status_line, &status, NULL) == ERROR_NONE;
	arena_fini(&arena);
	if (is_read)
		*out = status;
	return is_read;
}
