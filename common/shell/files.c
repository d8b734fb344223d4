#include "common/shell/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/text.h"

enum { PID_TEXT_SIZE = 24 };

enum error error_from_errno(int number)
{
	switch (number) {
	case 0:
		return ERROR_NONE;
	case ENOENT:
	case ENOTDIR:
		return ERROR_NOT_FOUND;
	case ENOSPC:
	case EDQUOT:
		return ERROR_NO_SPACE;
	case EADDRINUSE:
	case EEXIST:
		return ERROR_EXISTS;
	case ENOMEM:
		return ERROR_NO_MEMORY;
	default:
		return ERROR_IO;
	}
}

/* "cannot read /a/b: No such file or directory; ...": what an officer can act on, from errno as it stands. */
static enum error errno_problem(struct problem *problem, const char *doing, const char *path)
{
	int number = errno;
	const char *remedy = "";

	if (number == EACCES || number == EPERM)
		remedy = "; give this user the permission, or use another folder";
	else if (number == ENOSPC || number == EDQUOT)
		remedy = "; make space, then try again";
	else if (number == ENOENT)
		remedy = "; check the path";
	return problem_set(problem, error_from_errno(number), "cannot ", doing, " ", path, ": ", strerror(number), remedy);
}

enum error path_join(char out[static PATH_SIZE], const char *folder, const char *name, struct problem *problem)
{
	size_t folder_size = strlen(folder), name_size = strlen(name);
	const char *separator = folder_size && folder[folder_size - 1] == '/' ? "" : "/";
	struct text path;

	if (folder_size > PATH_SIZE || name_size > PATH_SIZE || folder_size + strlen(separator) + name_size >= PATH_SIZE)
		return problem_set(problem, ERROR_LIMIT, "the path of ", name, " is longer than 1,023 bytes; use a shorter folder");
	text_init_fixed(&path, out, PATH_SIZE);
	text_put(&path, folder);
	text_put(&path, separator);
	text_put(&path, name);
	return ERROR_NONE;
}

static enum error folder_make_one(const char *path, mode_t mode, struct problem *problem)
{
	struct stat status;

	if (mkdir(path, mode) == 0)
		return ERROR_NONE;
	if (errno != EEXIST)
		return errno_problem(problem, "make the folder", path);
	if (stat(path, &status) != 0)
		return errno_problem(problem, "look at", path);
	if (!S_ISDIR(status.st_mode))
		return problem_set(problem, ERROR_INVALID, path, " is not a folder; remove it or use another path");
	return ERROR_NONE;
}

enum error folder_make(const char *path, mode_t mode, struct problem *problem)
{
	char part[PATH_SIZE];
	enum error error = ERROR_NONE;

	if (!slice_copy_text(slice_from_text(path), part, sizeof(part)) || part[0] == '\0')
		return problem_set(problem, ERROR_LIMIT, "the path of a folder is empty or longer than 1,023 bytes; use a shorter one");
	for (char *at = part + 1; *at && !error; at++) {
		if (*at != '/')
			continue;
		*at = '\0';
		error = folder_make_one(part, mode, problem);
		*at = '/';
	}
	return error ? error : folder_make_one(part, mode, problem);
}

/* All of `size` bytes at the descriptor, unless the file ends before; the bytes read, or -1 with errno. */
static ssize_t read_all(int descriptor, uint8_t *data, size_t size)
{
	size_t done = 0;

	while (done < size) {
		ssize_t count = read(descriptor, data + done, size - done);

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return -1;
		if (count == 0)
			break;
		done += (size_t)count;
	}
	return (ssize_t)done;
}

enum error file_read(const char *path, size_t bytes_max, struct arena *arena, struct slice *out, struct problem *problem)
{
	struct stat status;
	enum error error;
	uint8_t *data;
	ssize_t count;
	/* Not blocking, so that a pipe in the file's place is refused instead of waited for. */
	int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (descriptor < 0)
		return errno_problem(problem, "read", path);
	if (fstat(descriptor, &status) != 0) {
		error = errno_problem(problem, "read", path);
		goto out;
	}
	if (!S_ISREG(status.st_mode)) {
		error = problem_set(problem, ERROR_INVALID, path, " is not a regular file; name a file");
		goto out;
	}
	if ((uint64_t)status.st_size > bytes_max) {
		error = problem_set(problem, ERROR_LIMIT, path, " is larger than such a file may be; is it the right one?");
		goto out;
	}
	data = arena_take(arena, (size_t)status.st_size, 1);
	if (!data) {
		error = problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory to read ", path);
		goto out;
	}
	count = read_all(descriptor, data, (size_t)status.st_size);
	if (count < 0) {
		error = errno_problem(problem, "read", path);
		goto out;
	}
	*out = slice_from(data, (size_t)count);
	error = ERROR_NONE;
out:
	close(descriptor);
	return error;
}

static int write_all(int descriptor, struct slice bytes)
{
	while (bytes.size) {
		ssize_t count = write(descriptor, bytes.data, bytes.size);

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return -1;
		bytes = slice_from(bytes.data + count, bytes.size - (size_t)count);
	}
	return 0;
}

/* Writes and syncs a new file; the part of it that a failure leaves is removed. */
static enum error file_write_new(const char *path, struct slice bytes, mode_t mode, struct problem *problem)
{
	int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
	enum error error = ERROR_NONE;

	if (descriptor < 0)
		return errno_problem(problem, "write", path);
	if (fchmod(descriptor, mode) != 0 || write_all(descriptor, bytes) != 0 || fsync(descriptor) != 0)
		error = errno_problem(problem, "write", path);
	if (close(descriptor) != 0 && !error)
		error = errno_problem(problem, "write", path);
	if (error)
		unlink(path);
	return error;
}

/* Makes the names in the folder of `path` durable. */
static enum error folder_sync(const char *path, struct problem *problem)
{
	char folder[PATH_SIZE];
	const char *slash = strrchr(path, '/');
	size_t size = slash ? (size_t)(slash - path) : 0;
	enum error error = ERROR_NONE;
	int descriptor;

	if (size == 0)
		memcpy(folder, slash ? "/" : ".", 2);
	else if (!slice_copy_text(slice_from(path, size), folder, sizeof(folder)))
		return problem_set(problem, ERROR_LIMIT, "the path ", path, " is longer than 1,023 bytes; use a shorter folder");
	descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (descriptor < 0)
		return errno_problem(problem, "open the folder", folder);
	if (fsync(descriptor) != 0)
		error = errno_problem(problem, "write to the folder", folder);
	close(descriptor);
	return error;
}

enum error file_write_atomically(const char *path, struct slice bytes, mode_t mode, struct problem *problem)
{
	char beside[PATH_SIZE];
	struct text name;
	enum error error;

	text_init_fixed(&name, beside, sizeof(beside));
	text_put(&name, path);
	text_put(&name, ".new");
	if (name.error)
		return problem_set(problem, ERROR_LIMIT, "the path ", path, " is longer than 1,000 bytes; use a shorter folder");
	unlink(beside); /* what a killed process left behind */
	error = file_write_new(beside, bytes, mode, problem);
	if (error)
		return error;
	if (rename(beside, path) != 0) {
		error = errno_problem(problem, "write", path);
		unlink(beside);
		return error;
	}
	return folder_sync(path, problem);
}

/* The pid that the lock's holder wrote, as digits; "unknown" when there is none yet. */
static void lock_holder(int descriptor, char holder[static PID_TEXT_SIZE])
{
	uint8_t bytes[PID_TEXT_SIZE];
	ssize_t count = pread(descriptor, bytes, sizeof(bytes) - 1, 0);
	size_t size = 0;

	while (count > 0 && size < (size_t)count && bytes[size] >= '0' && bytes[size] <= '9')
		size++;
	if (size == 0 || !slice_copy_text(slice_from(bytes, size), holder, PID_TEXT_SIZE))
		memcpy(holder, "unknown", sizeof("unknown"));
}

enum error lock_take(struct lock *lock, const char *path, const char *what, struct problem *problem)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	char pid[PID_TEXT_SIZE];
	struct text text;
	enum error error;
	int descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);

	lock->descriptor = -1;
	if (descriptor < 0)
		return errno_problem(problem, "open the lock file", path);
	if (fcntl(descriptor, F_OFD_SETLK, &whole) != 0) {
		if (errno == EAGAIN || errno == EACCES) {
			lock_holder(descriptor, pid);
			error = problem_set(problem, ERROR_EXISTS, "another process (pid ", pid, ") holds ", what, " (lock file ", path,
					    "); stop it first");
		} else {
			error = errno_problem(problem, "lock", path);
		}
		goto out;
	}
	text_init_fixed(&text, pid, sizeof(pid));
	text_put_i64(&text, getpid());
	text_put_char(&text, '\n');
	if (ftruncate(descriptor, 0) != 0 || lseek(descriptor, 0, SEEK_SET) != 0 || write_all(descriptor, text_slice(&text)) != 0) {
		error = errno_problem(problem, "write", path);
		goto out;
	}
	lock->descriptor = descriptor;
	return ERROR_NONE;
out:
	close(descriptor);
	return error;
}

/* The kernel is asked, because the pid in the file of a process that was killed may be another one's by now. */
pid_t lock_owner(const char *path)
{
	struct flock held = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	char holder[PID_TEXT_SIZE];
	int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	pid_t pid = 0;

	if (descriptor < 0)
		return 0;
	lock_holder(descriptor, holder);
	if (fcntl(descriptor, F_OFD_GETLK, &held) != 0 || held.l_type == F_UNLCK)
		holder[0] = '\0';
	close(descriptor);
	for (const char *at = holder; *at >= '0' && *at <= '9' && pid < 100000000; at++)
		pid = pid * 10 + (*at - '0');
	return pid;
}

void lock_release(struct lock *lock)
{
	if (lock->descriptor < 0)
		return;
	/* The file stays: were it removed, two processes could hold locks on two files of one name. An empty one says that nobody holds it. */
	if (ftruncate(lock->descriptor, 0) != 0)
		errno = 0;
	close(lock->descriptor);
	lock->descriptor = -1;
}
