#include "common/shell/files.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/temporary_folder.h"

static void write_text(const char *path, const char *text)
{
	struct problem problem = {0};

	cr_assert_eq(file_write_atomically(path, slice_from_text(text), 0640, &problem), ERROR_NONE, "%s", problem.sentence);
}

static enum error read_into(const char *path, size_t bytes_max, struct arena *arena, struct slice *out, struct problem *problem)
{
	arena_init(arena, 1 << 20);
	return file_read(path, bytes_max, arena, out, problem);
}

Test(files, path_join_puts_one_separator)
{
	char path[PATH_SIZE];

	cr_assert_eq(path_join(path, "/a/b", "c", NULL), ERROR_NONE);
	cr_assert_str_eq(path, "/a/b/c");
	cr_assert_eq(path_join(path, "/a/b/", "c", NULL), ERROR_NONE);
	cr_assert_str_eq(path, "/a/b/c");
}

Test(files, path_join_refuses_what_does_not_fit)
{
	char path[PATH_SIZE] = "untouched", folder[PATH_SIZE];
	struct problem problem = {0};

	memset(folder, 'a', sizeof(folder));
	folder[PATH_SIZE - 3] = '\0';
	cr_assert_eq(path_join(path, folder, "c", &problem), ERROR_NONE);
	cr_assert_eq(strlen(path), PATH_SIZE - 1);
	cr_assert_eq(path_join(path, folder, "cd", &problem), ERROR_LIMIT);
	cr_assert_eq(strlen(path), PATH_SIZE - 1, "written only on success");
}

Test(files, folder_make_makes_parents_and_accepts_what_is_there)
{
	struct temporary_folder folder = temporary_folder_make();
	char path[PATH_SIZE], file[PATH_SIZE];
	struct problem problem = {0};
	struct stat status;

	temporary_path(&folder, "one/two/three", path);
	cr_assert_eq(folder_make(path, 0750, &problem), ERROR_NONE, "%s", problem.sentence);
	cr_assert_eq(folder_make(path, 0750, &problem), ERROR_NONE);
	cr_assert_eq(stat(path, &status), 0);
	cr_assert(S_ISDIR(status.st_mode));
	write_text(temporary_path(&folder, "file", file), "x");
	cr_assert_eq(folder_make(file, 0750, &problem), ERROR_INVALID);
	cr_assert_not_null(strstr(problem.sentence, file));
	cr_assert_neq(folder_make("", 0750, &problem), ERROR_NONE);
	temporary_folder_remove(&folder);
}

Test(files, what_is_written_is_read_back)
{
	struct temporary_folder folder = temporary_folder_make();
	char path[PATH_SIZE];
	struct arena arena;
	struct slice bytes;
	struct stat status;

	umask(077); /* the mode is the one that was asked for */
	temporary_path(&folder, "file", path);
	write_text(path, "first");
	write_text(path, "second");
	cr_assert_eq(read_into(path, 6, &arena, &bytes, NULL), ERROR_NONE);
	cr_assert(slice_equal(bytes, SLICE_LITERAL("second")));
	arena_fini(&arena);
	cr_assert_eq(stat(path, &status), 0);
	cr_assert_eq(status.st_mode & 07777, 0640);
	temporary_folder_remove(&folder);
}

Test(files, a_read_has_its_limits)
{
	struct temporary_folder folder = temporary_folder_make();
	char path[PATH_SIZE], missing[PATH_SIZE];
	struct problem problem = {0};
	struct arena arena;
	struct slice bytes = SLICE_LITERAL("untouched");

	write_text(temporary_path(&folder, "file", path), "seven b");
	cr_assert_eq(read_into(path, 6, &arena, &bytes, &problem), ERROR_LIMIT);
	cr_assert_not_null(strstr(problem.sentence, path));
	arena_fini(&arena);
	cr_assert_eq(read_into(folder.path, 6, &arena, &bytes, &problem), ERROR_INVALID);
	arena_fini(&arena);
	cr_assert_eq(read_into(temporary_path(&folder, "missing", missing), 6, &arena, &bytes, &problem), ERROR_NOT_FOUND);
	cr_assert_not_null(strstr(problem.sentence, missing));
	arena_fini(&arena);
	cr_assert(slice_equal(bytes, SLICE_LITERAL("untouched")));
	temporary_folder_remove(&folder);
}

Test(files, nothing_is_left_beside_a_written_file)
{
	struct temporary_folder folder = temporary_folder_make();
	char path[PATH_SIZE];

	write_text(temporary_path(&folder, "file", path), "x");
	cr_assert_eq(file_write_atomically(folder.path, SLICE_LITERAL("x"), 0600, NULL), ERROR_IO, "a folder is in the way");
	cr_assert_eq(unlink(path), 0);
	cr_assert_eq(rmdir(folder.path), 0, "the folder must be empty");
}

Test(files, errno_becomes_an_error)
{
	static const struct {
		int number;
		enum error error;
	} cases[] = {{0, ERROR_NONE},           {ENOENT, ERROR_NOT_FOUND}, {ENOSPC, ERROR_NO_SPACE},
		     {EDQUOT, ERROR_NO_SPACE},  {EEXIST, ERROR_EXISTS},    {EADDRINUSE, ERROR_EXISTS},
		     {ENOMEM, ERROR_NO_MEMORY}, {EACCES, ERROR_IO},        {EIO, ERROR_IO}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		cr_assert_eq(error_from_errno(cases[i].number), cases[i].error, "case %zu", i);
}

Test(files, a_lock_is_held_by_one_and_names_its_holder)
{
	struct temporary_folder folder = temporary_folder_make();
	char path[PATH_SIZE], pid[32];
	struct lock first = {-1}, second = {-1};
	struct problem problem = {0};

	temporary_path(&folder, "lock", path);
	cr_assert_eq(lock_take(&first, path, "the outbox", &problem), ERROR_NONE, "%s", problem.sentence);
	cr_assert_eq(lock_take(&second, path, "the outbox", &problem), ERROR_EXISTS);
	snprintf(pid, sizeof(pid), "pid %d", (int)getpid());
	cr_assert_not_null(strstr(problem.sentence, pid), "%s", problem.sentence);
	cr_assert_not_null(strstr(problem.sentence, "the outbox"));
	cr_assert_eq(second.descriptor, -1);
	cr_assert_eq(lock_owner(path), getpid());
	lock_release(&first);
	cr_assert_eq(lock_owner(path), 0);
	lock_release(&first);
	cr_assert_eq(lock_take(&second, path, "the outbox", &problem), ERROR_NONE);
	lock_release(&second);
	temporary_folder_remove(&folder);
}

Test(files, a_lock_ends_with_its_process)
{
	struct temporary_folder folder = temporary_folder_make();
	char path[PATH_SIZE], own[32];
	struct lock lock = {-1};
	int status;
	pid_t child;

	temporary_path(&folder, "lock", path);
	child = fork();
	if (child == 0)
		_exit(lock_take(&lock, path, "it", NULL) == ERROR_NONE ? 0 : 1);
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert_eq(status, 0);
	cr_assert_eq(lock_owner(path), 0, "its pid is still in the file, but it has gone");
	snprintf(own, sizeof(own), "%d\n", (int)getpid());
	write_text(path, own);
	cr_assert_eq(lock_owner(path), 0, "its pid is now another process's, which holds nothing");
	cr_assert_eq(lock_take(&lock, path, "it", NULL), ERROR_NONE);
	lock_release(&lock);
	temporary_folder_remove(&folder);
}
