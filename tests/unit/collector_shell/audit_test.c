#include "collector/shell/audit.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "tests/support/temporary_folder.h"

enum { NOW_S = 1763856000, FILE_BYTES_MAX = 1 << 20 };

static struct audit *opened(const struct temporary_folder *folder, uint64_t bytes_max)
{
	char path[PATH_SIZE];
	struct problem problem = {0};
	struct audit *audit;

	cr_assert_eq(audit_open(&audit, temporary_path(folder, "audit.log", path), bytes_max, &problem), ERROR_NONE, "%s", problem.sentence);
	return audit;
}

/* The file's content as text, in the arena. */
static const char *content_of(const struct temporary_folder *folder, const char *name, struct arena *arena)
{
	char path[PATH_SIZE];
	struct slice bytes;
	char *text;

	cr_assert_eq(file_read(temporary_path(folder, name, path), FILE_BYTES_MAX, arena, &bytes, NULL), ERROR_NONE);
	text = arena_take(arena, bytes.size + 1, 1);
	memcpy(text, bytes.data, bytes.size);
	return text;
}

static const struct audit_event refused = {
	.time_s = NOW_S, .event = "refused", .council = 342, .code = "stale_revision", .field = "revision", .peer_address = "127.0.0.1"};

Test(audit, an_event_is_a_line_and_what_is_not_known_is_left_out)
{
	struct temporary_folder folder = temporary_folder_make();
	struct audit *audit = opened(&folder, AUDIT_BYTES_MAX);
	struct audit_event stranger = {
		.time_s = NOW_S + 1, .event = "session_refused", .code = "unknown_key", .field = "", .peer_address = "10.0.0.1"};
	struct arena arena;

	arena_init(&arena, FILE_BYTES_MAX);
	audit_write(audit, &refused);
	audit_write(audit, &stranger);
	audit_close(audit);
	cr_expect_str_eq(content_of(&folder, "audit.log", &arena),
			 "2025-11-23T00:00:00Z refused council=342 code=stale_revision field=revision peer=127.0.0.1\n"
			 "2025-11-23T00:00:01Z session_refused code=unknown_key peer=10.0.0.1\n");
	arena_fini(&arena);
	temporary_folder_remove(&folder);
}

Test(audit, a_word_cannot_end_the_line_or_the_word)
{
	struct temporary_folder folder = temporary_folder_make();
	struct audit *audit = opened(&folder, AUDIT_BYTES_MAX);
	struct audit_event event = {.time_s = NOW_S, .event = "refused", .peer_address = "a b\nc\x1b"};
	struct arena arena;

	arena_init(&arena, FILE_BYTES_MAX);
	audit_write(audit, &event);
	audit_close(audit);
	cr_expect_str_eq(content_of(&folder, "audit.log", &arena), "2025-11-23T00:00:00Z refused peer=a?b?c?\n");
	arena_fini(&arena);
	temporary_folder_remove(&folder);
}

Test(audit, it_goes_on_where_the_last_process_ended)
{
	struct temporary_folder folder = temporary_folder_make();
	struct arena arena;

	arena_init(&arena, FILE_BYTES_MAX);
	for (int i = 0; i < 2; i++) {
		struct audit *audit = opened(&folder, AUDIT_BYTES_MAX);

		audit_write(audit, &refused);
		audit_close(audit);
	}
	cr_expect_eq(strlen(content_of(&folder, "audit.log", &arena)), 2 * strlen("2025-11-23T00:00:00Z refused council=342 code=stale_revision "
										  "field=revision peer=127.0.0.1\n"));
	arena_fini(&arena);
	temporary_folder_remove(&folder);
}

Test(audit, it_keeps_its_limit_with_one_predecessor)
{
	enum { LIMIT = 1000, EVENTS = 100 };
	struct temporary_folder folder = temporary_folder_make();
	struct audit *audit = opened(&folder, LIMIT);
	char path[PATH_SIZE];
	struct stat now, before;

	for (int i = 0; i < EVENTS; i++)
		audit_write(audit, &refused);
	audit_close(audit);
	cr_assert_eq(stat(temporary_path(&folder, "audit.log", path), &now), 0);
	cr_assert_eq(stat(temporary_path(&folder, "audit.log.1", path), &before), 0);
	cr_expect_leq(now.st_size, LIMIT);
	cr_expect_leq(before.st_size, LIMIT);
	cr_expect_gt(before.st_size, LIMIT - 100);
	cr_expect_eq(now.st_mode & 0777, 0640);
	temporary_folder_remove(&folder);
}

Test(audit, lines_that_a_full_disk_has_cost_are_counted_and_told)
{
	struct temporary_folder folder = temporary_folder_make();
	struct audit *audit = opened(&folder, AUDIT_BYTES_MAX);
	struct rlimit was, small;
	struct arena arena;
	const char *content;

	arena_init(&arena, FILE_BYTES_MAX);
	audit_write(audit, &refused);
	/* A limit of the file size stands for the full disk: it cuts a line in the middle, too. */
	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(getrlimit(RLIMIT_FSIZE, &was), 0);
	small = was;
	small.rlim_cur = 100;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
	for (int i = 0; i < 3; i++)
		audit_write(audit, &refused);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &was), 0);
	audit_write(audit, &refused);
	audit_close(audit);
	content = content_of(&folder, "audit.log", &arena);
	cr_expect(strstr(content, "\n2025-11-23T00:00:00Z lost events=3\n2025-11-23T00:00:00Z refused council=342"), "%s", content);
	arena_fini(&arena);
	temporary_folder_remove(&folder);
}
