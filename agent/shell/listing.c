#include "agent/shell/listing.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "common/memory.h"
#include "common/shell/files.h"

static int names_compare(const void *a, const void *b)
{
	return strcmp(a, b);
}

static enum error folder_problem(const char *folder, int number, struct problem *problem)
{
	if (number == ENOTDIR)
		return problem_set(problem, ERROR_NOT_FOUND, folder, " is not a folder; name the one that holds the extract files with --extracts");
	if (number == ENOENT)
		return problem_set(problem, ERROR_NOT_FOUND, "the extracts folder ", folder,
				   " does not exist; make it, put the extract files into it, or name another one with --extracts");
	return problem_set(problem, error_from_errno(number), "the extracts folder ", folder, " cannot be read: ", strerror(number),
			   "; give this user read permission");
}

static bool is_subfolder(int descriptor, const char *name)
{
	struct stat status;

	return fstatat(descriptor, name, &status, 0) == 0 && S_ISDIR(status.st_mode);
}

static enum error name_add(struct listing *listing, const char *name, struct problem *problem)
{
	if (listing->name_count == READING_FILES_MAX)
		return problem_set(problem, ERROR_LIMIT,
				   "the extracts folder has more than 256 files; move those that do not belong there elsewhere");
	if (!slice_copy_text(slice_from_text(name), listing->names[listing->name_count], READING_NAME_SIZE))
		return problem_set(problem, ERROR_LIMIT, "the extracts folder has a file with a name of more than 255 bytes; rename it");
	listing->name_count++;
	return ERROR_NONE;
}

static enum error names_read(struct listing *listing, const char *folder, struct problem *problem)
{
	const struct dirent *entry;
	enum error error = ERROR_NONE;

	listing->names = memory_new(READING_FILES_MAX, sizeof(*listing->names));
	if (!listing->names)
		return problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory to list the extracts folder");
	errno = 0;
	while (!error && (entry = readdir(listing->stream)) != NULL) {
		if (entry->d_name[0] != '.' && !is_subfolder(dirfd(listing->stream), entry->d_name))
			error = name_add(listing, entry->d_name, problem);
		errno = 0;
	}
	if (!error && errno)
		error = folder_problem(folder, errno, problem);
	qsort(listing->names, listing->name_count, sizeof(*listing->names), names_compare);
	return error;
}

static enum error folder_list(struct listing *listing, const char *folder, struct problem *problem)
{
	enum error error;

	listing->stream = opendir(folder);
	if (!listing->stream)
		return folder_problem(folder, errno, problem);
	error = names_read(listing, folder, problem);
	if (error)
		listing_close(listing);
	return error;
}

enum error listing_open(struct listing *listing, const char *path, struct problem *problem)
{
	struct stat status;

	*listing = (struct listing){.path = path};
	if (stat(path, &status) != 0 && errno == ENOENT)
		return problem_set(problem, ERROR_NOT_FOUND, path, " does not exist; name files and folders that do");
	if (stat(path, &status) == 0 && !S_ISDIR(status.st_mode))
		return ERROR_NONE;
	return folder_list(listing, path, problem);
}

enum error listing_open_folder(struct listing *listing, const char *folder, struct problem *problem)
{
	*listing = (struct listing){.path = folder};
	return folder_list(listing, folder, problem);
}

void listing_close(struct listing *listing)
{
	memory_free(listing->names);
	if (listing->stream)
		closedir(listing->stream);
	*listing = (struct listing){.path = listing->path};
}

unsigned listing_count(const struct listing *listing)
{
	return listing->stream ? listing->name_count : 1;
}

const char *listing_name(const struct listing *listing, unsigned index)
{
	return listing->stream ? listing->names[index] : listing->path;
}

int listing_folder(const struct listing *listing)
{
	return listing->stream ? dirfd(listing->stream) : AT_FDCWD;
}
