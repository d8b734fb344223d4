#include "collector/shell/status.h"

#include <unistd.h>

#include "collector/shell/state.h"
#include "tests/support/store_fixture.h"

/* What `status` says of a collector whose health page is this. */
static const char *state_said(struct fixture *fixture, struct health health)
{
	struct status_options options = {.state = fixture->folder.path};
	struct problem problem = {0};
	struct health_page *page;
	struct status status;
	char run[PATH_SIZE];

	cr_assert_eq(health_create(&page, temporary_path(&fixture->folder, STATE_RUN, run), &problem), ERROR_NONE, "%s", problem.sentence);
	health_write(page, &health);
	health_close(page);
	cr_assert_eq(collector_status_read(&options, &fixture->arena, &status, &problem), ERROR_NONE, "%s", problem.sentence);
	return collector_status_state(&status);
}

static struct fixture fixture_at_rest(void)
{
	struct fixture fixture = fixture_begin();

	store_close(fixture.store); /* a process may have the store open once only */
	fixture.store = NULL;
	cr_assert_eq(state_make(fixture.folder.path, NULL), ERROR_NONE);
	return fixture;
}

/* After a power cut the page says "serving", and its pid may be any program's: who holds the lock decides. */
Test(status, a_collector_runs_while_it_holds_its_lock)
{
	struct health serving = {.state = HEALTH_SERVING, .pid = getpid()};
	struct fixture fixture = fixture_at_rest();
	struct lock lock;
	char path[PATH_SIZE];

	cr_expect_str_eq(state_said(&fixture, serving), "not running", "this process lives, but is no collector");
	cr_assert_eq(lock_take(&lock, temporary_path(&fixture.folder, STATE_LOCK, path), "it", NULL), ERROR_NONE);
	cr_expect_str_eq(state_said(&fixture, serving), "serving");
	serving.state = HEALTH_DISK_FULL;
	cr_expect_str_eq(state_said(&fixture, serving), "disk full");
	lock_release(&lock);
	cr_expect_str_eq(state_said(&fixture, serving), "not running");
	fixture_end(&fixture);
}

Test(status, a_collector_that_was_stopped_is_said_to_be)
{
	struct health stopped = {.state = HEALTH_STOPPED, .pid = getpid()};
	struct fixture fixture = fixture_at_rest();

	cr_expect_str_eq(state_said(&fixture, stopped), "stopped");
	fixture_end(&fixture);
}
