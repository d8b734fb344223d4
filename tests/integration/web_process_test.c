/* bellwether-web as a process: how it starts, waits, refuses to start, and ends. */
#include "tests/support/web_fixture.h"

#define API "/api/v1/rankings?indicator=vacancy_rate_fte&month=2021-09&area=England"

static unsigned status_of(const struct web *web, const char *target)
{
	struct reply reply = web_get(web, target);
	unsigned status = reply.status;

	reply_free(&reply);
	return status;
}

Test(web_process, waits_for_the_store_and_says_so)
{
	struct fixture fixture = {.folder = temporary_folder_make()};
	struct web web = web_begin(&fixture, NULL);
	struct reply reply = web_get(&web, "/healthz");
	uint64_t until;

	cr_expect_eq(reply.status, 503);
	cr_expect(strstr(reply.body, "There is no store to read yet"), "%s", reply.body);
	cr_expect(reply_has_header(&reply, "Retry-After: 5\r\n"));
	cr_expect_not(strstr(reply.body, fixture.folder.path), "no path of the machine");
	reply_free(&reply);
	cr_expect_eq(status_of(&web, "/"), 503);
	cr_expect_eq(status_of(&web, API), 503);
	cr_expect_eq(status_of(&web, "/metrics"), 200);
	cr_expect_eq(status_of(&web, "/style.css"), 200);

	cr_assert_eq(store_create(fixture.folder.path, "A test.", NULL), ERROR_NONE);
	until = clock_monotonic_ms() + WAIT_MS;
	while (status_of(&web, "/healthz") != 200) {
		cr_assert_lt(clock_monotonic_ms(), until);
		pause_briefly();
	}
	reply = web_get(&web, "/");
	cr_expect_eq(reply.status, 200);
	cr_expect(strstr(reply.body, "No council has sent a return yet") && strstr(reply.body, "A test."));
	reply_free(&reply);
	cr_expect_eq(status_of(&web, API), 200);
	cr_expect_eq(status_of(&web, "/nothing"), 404);
	web_end(&web);
	temporary_folder_remove(&fixture.folder);
}

Test(web_process, ends_cleanly_and_leaves_no_port_file)
{
	struct fixture fixture = fixture_begin();
	struct web web = web_begin(&fixture, NULL);
	char path[PATH_SIZE];
	int idle = web_connect(&web);

	cr_expect_eq(status_of(&web, "/healthz"), 200);
	web_end(&web);
	cr_assert_eq(path_join(path, web.run, "web.port", NULL), ERROR_NONE);
	cr_expect_neq(access(path, F_OK), 0);
	close(idle);
	fixture_end(&fixture);
}

Test(web_process, refuses_to_start_with_a_documented_exit_code)
{
	struct fixture fixture = fixture_begin();
	struct web web = web_begin(&fixture, NULL);
	char port[16], run[PATH_SIZE];
	const char *const same_port[] = {"--port", port, NULL};
	static const char *const any_port[] = {"--port", "0", NULL};
	static const char *const no_address[] = {"--port", "0", "--listen", "localhost.", NULL};
	static const char *const foreign_address[] = {"--port", "0", "--listen", "192.0.2.1", NULL};
	static const char *const unknown[] = {"--keys", "here", NULL};

	snprintf(port, sizeof(port), "%u", web.port);
	temporary_path(&fixture.folder, "run-of-another", run);
	cr_expect_eq(web_wait(web_spawn(fixture.folder.path, run, same_port)), 4, "the port is in use");
	cr_expect_eq(web_wait(web_spawn(fixture.folder.path, web.run, any_port)), 4, "the run folder is in use");
	cr_expect_eq(web_wait(web_spawn(fixture.folder.path, run, no_address)), 2);
	cr_expect_eq(web_wait(web_spawn(fixture.folder.path, run, foreign_address)), 2);
	cr_expect_eq(web_wait(web_spawn(fixture.folder.path, run, unknown)), 2);
	cr_expect_eq(status_of(&web, "/healthz"), 200, "the first one goes on");
	web_end(&web);
	fixture_end(&fixture);
}

Test(web_process, more_than_one_serves_the_same_store)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_register(&fixture, 342, 1);
	struct web first = web_begin_as(&fixture, "first", NULL);
	struct web second = web_begin_as(&fixture, "second", NULL);
	char etag[64];
	struct reply a, b;

	fixture_store(&fixture, &keys, month_from(2021, 9), 0);
	a = web_get(&first, API);
	b = web_get(&second, API);
	cr_expect_eq(a.status, 200);
	cr_expect_str_eq(a.body, b.body);
	strcpy(etag, reply_header(&a, "ETag"));
	cr_expect_str_eq(etag, reply_header(&b, "ETag"), "a reader may be sent to either");
	reply_free(&a);
	reply_free(&b);
	web_end(&first);
	web_end(&second);
	fixture_end(&fixture);
}

/* Flips a byte behind every copy of the key in the data file; returns how many there were. */
static unsigned damage(const char *path, const uint8_t *key, size_t size)
{
	int descriptor = open(path, O_RDWR | O_CLOEXEC);
	off_t end = lseek(descriptor, 0, SEEK_END);
	unsigned count = 0;

	for (off_t at = 0; at + (off_t)size + 24 < end; at++) {
		uint8_t found[16], byte;

		cr_assert_eq(pread(descriptor, found, size, at), (ssize_t)size);
		if (memcmp(found, key, size) != 0)
			continue;
		cr_assert_eq(pread(descriptor, &byte, 1, at + (off_t)size + 20), 1);
		byte ^= 0x10;
		cr_assert_eq(pwrite(descriptor, &byte, 1, at + (off_t)size + 20), 1);
		count++;
	}
	close(descriptor);
	return count;
}

Test(web_process, a_damaged_record_is_not_shown)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_register(&fixture, 342, 1);
	char path[PATH_SIZE];
	uint8_t key[CUBE_KEY_SIZE];
	struct web web;
	struct reply reply;

	fixture_store(&fixture, &keys, month_from(2021, 9), 0);
	cube_key(SOURCE_RETURNS, month_from(2021, 9), 342, key);
	cr_assert_geq(damage(temporary_path(&fixture.folder, "store/data.mdb", path), key, sizeof(key)), 1);
	web = web_begin(&fixture, NULL);
	reply = web_get(&web, API);
	cr_expect_eq(reply.status, 500);
	cr_expect(strstr(reply.body, "The store is damaged"), "%s", reply.body);
	cr_expect_not(strstr(reply.body, "councils"));
	cr_expect_not(reply_has_header(&reply, "ETag:"));
	reply_free(&reply);
	reply = web_get(&web, "/indicator?month=2021-09&area=England");
	cr_expect_eq(reply.status, 500);
	cr_expect_not(strstr(reply.body, "<table"));
	reply_free(&reply);
	cr_expect_eq(status_of(&web, "/healthz"), 503);
	web_end(&web);
	fixture_end(&fixture);
}

/* An operator must not have to ask in the right moment. */
Test(web_process, a_damaged_store_stays_one_when_other_months_are_whole)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_register(&fixture, 342, 1);
	char path[PATH_SIZE];
	uint8_t key[CUBE_KEY_SIZE];
	struct web web;
	struct reply reply;

	fixture_store(&fixture, &keys, month_from(2019, 3), 0);
	fixture_store(&fixture, &keys, month_from(2021, 9), 0);
	cube_key(SOURCE_RETURNS, month_from(2019, 3), 342, key);
	cr_assert_geq(damage(temporary_path(&fixture.folder, "store/data.mdb", path), key, sizeof(key)), 1);
	web = web_begin(&fixture, NULL);
	cr_expect_eq(status_of(&web, "/healthz"), 200, "nobody has looked at the damaged record yet");
	cr_expect_eq(status_of(&web, "/indicator?month=2019-03&area=England"), 500);
	cr_expect_eq(status_of(&web, API), 200);
	cr_expect_eq(status_of(&web, "/healthz"), 503);
	reply = web_get(&web, "/metrics");
	cr_expect(strstr(reply.body, "\nbellwether_web_store_damaged 1\n"), "%s", reply.body);
	reply_free(&reply);
	web_end(&web);
	fixture_end(&fixture);
}
