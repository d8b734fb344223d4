/* The agent's service as a process of its own: run and publish, approvals beside it, signals and kills. */
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "agent/shell/commands.h"
#include "agent/shell/service_status.h"
#include "tests/support/agent_fixture.h"
#include "tests/support/small_collector.h"

enum { DEADLINE_MS = 60000, TURN_MS = 20, ARGUMENTS_MAX = 24 };

struct world {
	struct agent_fixture fixture;
	struct small_collector collector;
	char collector_keys[PATH_SIZE];
	uv_loop_t loop;
	uv_timer_t turn;
	pid_t agent;
};

/* A port that nobody has now. The agent must be forked before anything listens: the library's sockets do not survive a fork. */
static void endpoint_choose(char *out, size_t room)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
	socklen_t size = sizeof(address);
	int probe = socket(AF_INET, SOCK_STREAM, 0);

	cr_assert_eq(bind(probe, (struct sockaddr *)&address, size), 0);
	cr_assert_eq(getsockname(probe, (struct sockaddr *)&address, &size), 0);
	close(probe);
	snprintf(out, room, "tcp://127.0.0.1:%u", ntohs(address.sin_port));
}

static void world_open(struct world *world)
{
	char folder[PATH_SIZE];

	memset(world, 0, sizeof(*world));
	agent_fixture_open(&world->fixture);
	cr_assert_eq(keys_generate(&world->collector.keys, 0, NULL), ERROR_NONE);
	cr_assert_eq(folder_make(temporary_path(&world->fixture.folder, "collector", folder), 0700, NULL), ERROR_NONE);
	cr_assert_eq(keys_save(&world->collector.keys, folder, NULL), ERROR_NONE);
	temporary_path(&world->fixture.folder, "collector/public.keys", world->collector_keys);
	endpoint_choose(world->collector.endpoint, sizeof(world->collector.endpoint));
}

/* Starts `command` with what it always needs and `more`, which ends with NULL. */
static void agent_start(struct world *world, const char *command, const char *const *more)
{
	const char *always[] = {"bellwether-agent",
				command,
				"--state",
				world->fixture.folder.path,
				"--collector",
				world->collector.endpoint,
				"--collector-keys",
				world->collector_keys,
				"--retry-max-seconds",
				"1",
				NULL};
	char *arguments[ARGUMENTS_MAX];
	int count = 0;

	for (const char *const *word = always; *word; word++)
		arguments[count++] = strdup(*word);
	for (; more && *more; more++)
		arguments[count++] = strdup(*more);
	outbox_close(world->fixture.outbox); /* a store is not carried into another process */
	world->agent = fork();
	cr_assert_geq(world->agent, 0);
	if (world->agent == 0)
		_exit(command_main(&agent_program, count, arguments));
	while (count)
		free(arguments[--count]);
	fixture_open_outbox(&world->fixture);
}

/* How the agent ended: its exit code, or minus the signal. */
static int agent_wait(struct world *world)
{
	int status;

	cr_assert_eq(waitpid(world->agent, &status, 0), world->agent);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void turn(uv_timer_t *timer)
{
	(void)timer; /* that the loop turns is enough */
}

static void collector_start(struct world *world)
{
	cr_assert_eq(uv_loop_init(&world->loop), 0);
	uv_timer_init(&world->loop, &world->turn);
	uv_timer_start(&world->turn, turn, TURN_MS, TURN_MS);
	small_collector_open(&world->collector, &world->loop, &world->fixture.keys.public_part);
}

/* Serves until the condition holds. */
static void serve_until(struct world *world, bool (*is_so)(struct world *world))
{
	uint64_t deadline_ms = clock_monotonic_ms() + DEADLINE_MS;

	while (!is_so(world)) {
		cr_assert_lt(clock_monotonic_ms(), deadline_ms, "not in time: %u submissions", world->collector.submission_count);
		uv_run(&world->loop, UV_RUN_ONCE);
	}
}

static void world_close(struct world *world)
{
	small_collector_close(&world->collector);
	uv_close((uv_handle_t *)&world->turn, NULL);
	uv_run(&world->loop, UV_RUN_DEFAULT);
	cr_assert_eq(uv_loop_close(&world->loop), 0);
	small_collector_fini(&world->collector);
	agent_fixture_close(&world->fixture);
}

static bool is_connected(struct world *world)
{
	struct service_status status;

	return service_status_read(world->fixture.folder.path, &status) && status.link == DELIVERY_LINK_ESTABLISHED;
}

static bool september_is_acknowledged(struct world *world)
{
	return fixture_entry(&world->fixture, fixture_september, 1).state == OUTBOX_ACKNOWLEDGED;
}

static bool three_months_are_acknowledged(struct world *world)
{
	unsigned acknowledged = 0;

	for (int i = -1; i <= 1; i++) {
		struct outbox_entry entry;

		if (outbox_find(world->fixture.outbox, month_add(fixture_september, i), 1, &world->fixture.arena, &entry, NULL) == ERROR_NONE)
			acknowledged += entry.state == OUTBOX_ACKNOWLEDGED;
		arena_reset(&world->fixture.arena);
	}
	return acknowledged == 3;
}

static bool agent_has_ended(struct world *world)
{
	siginfo_t info = {0};

	return waitid(P_PID, (id_t)world->agent, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == world->agent;
}

Test(agent_service, what_is_approved_beside_it_is_sent, .timeout = 180)
{
	struct world world;
	struct service_status status;
	char lock[PATH_SIZE];

	world_open(&world);
	agent_start(&world, "run", NULL);
	collector_start(&world);
	serve_until(&world, is_connected);
	fixture_approve(&world.fixture, fixture_september);
	serve_until(&world, september_is_acknowledged);
	cr_assert_eq(world.collector.submission_count, 1);
	cr_assert_eq(service_lock_path(world.fixture.folder.path, lock, NULL), ERROR_NONE);
	cr_assert_eq(lock_owner(lock), world.agent);
	cr_assert_eq(kill(world.agent, SIGTERM), 0);
	cr_assert_eq(agent_wait(&world), EXIT_CODE_OK);
	cr_assert_eq(lock_owner(lock), 0);
	cr_assert_not(service_status_read(world.fixture.folder.path, &status));
	cr_assert_neq(access(temporary_path(&world.fixture.folder, "run/status", lock), F_OK), 0, "a stopped agent has no link to report");
	world_close(&world);
}

static void answer_nothing(struct small_collector *collector, struct slice peer, const struct receipt *good)
{
	(void)collector;
	(void)peer;
	(void)good;
}

static bool something_was_submitted(struct world *world)
{
	return world->collector.submission_count == 1;
}

Test(agent_service, a_killed_agent_sends_the_same_bytes_again, .timeout = 180)
{
	struct world world;

	world_open(&world);
	fixture_approve(&world.fixture, fixture_september);
	agent_start(&world, "run", NULL);
	collector_start(&world);
	world.collector.answer = answer_nothing;
	serve_until(&world, something_was_submitted);
	cr_assert_eq(kill(world.agent, SIGKILL), 0);
	cr_assert_eq(agent_wait(&world), -SIGKILL);
	world.collector.answer = small_collector_answer_well;
	agent_start(&world, "run", NULL);
	serve_until(&world, september_is_acknowledged);
	cr_assert_eq(world.collector.submission_count, 2);
	cr_assert(digest_equal(&world.collector.submitted[0], &world.collector.submitted[1]));
	cr_assert_eq(kill(world.agent, SIGINT), 0);
	cr_assert_eq(agent_wait(&world), EXIT_CODE_OK);
	world_close(&world);
}

Test(agent_service, a_standing_approval_sends_every_month, .timeout = 180)
{
	struct world world;

	world_open(&world);
	agent_start(&world, "run",
		    (const char *const[]){"--standing-approval", "Standing role", "--extracts", world.fixture.extracts, "--from", "2021-01", "--to",
					  "2021-12", "--now", "2022-03-01", NULL});
	collector_start(&world);
	serve_until(&world, three_months_are_acknowledged);
	cr_assert_eq(world.collector.submission_count, 3);
	cr_assert_eq(kill(world.agent, SIGTERM), 0);
	cr_assert_eq(agent_wait(&world), EXIT_CODE_OK);
	world_close(&world);
}

Test(agent_service, publishing_ends_when_everything_is_acknowledged, .timeout = 180)
{
	struct world world;

	world_open(&world);
	for (int i = -1; i <= 1; i++)
		fixture_approve(&world.fixture, month_add(fixture_september, i));
	agent_start(&world, "publish", NULL);
	collector_start(&world);
	serve_until(&world, agent_has_ended);
	cr_assert_eq(agent_wait(&world), EXIT_CODE_OK);
	cr_assert(three_months_are_acknowledged(&world));
	world_close(&world);
}

static void answer_no(struct small_collector *collector, struct slice peer, const struct receipt *good)
{
	small_collector_refusal(collector, peer, good, REFUSAL_VALUE_OUT_OF_RANGE, "vacancy_fte");
}

Test(agent_service, publishing_something_that_is_refused_fails, .timeout = 180)
{
	struct world world;

	world_open(&world);
	fixture_approve(&world.fixture, fixture_september);
	agent_start(&world, "publish", NULL);
	collector_start(&world);
	world.collector.answer = answer_no;
	serve_until(&world, agent_has_ended);
	cr_assert_eq(agent_wait(&world), EXIT_CODE_FAILED);
	cr_assert_eq(fixture_entry(&world.fixture, fixture_september, 1).state, OUTBOX_REFUSED);
	world_close(&world);
}
