/* Listings: the files at a path, those of a folder or the one that it is. Subfolders and names that begin with a dot are not among them. */
#pragma once

#include <dirent.h>

#include "agent/core/reading.h"
#include "common/error.h"

struct listing {
	DIR *stream;                      /* of the folder; NULL: one file */
	const char *path;                 /* borrowed */
	char (*names)[READING_NAME_SIZE]; /* of the folder's files, in byte order */
	unsigned name_count;
};

/* ERROR_NOT_FOUND: there is nothing at the path; ERROR_LIMIT: more files than a reading takes. End with listing_close. */
enum error listing_open(struct listing *listing, const char *path, struct problem *problem) MUST_CHECK;
/* The same for a folder only: the extracts folder, as the sentences call it. */
enum error listing_open_folder(struct listing *listing, const char *folder, struct problem *problem) MUST_CHECK;
void listing_close(struct listing *listing);
unsigned listing_count(const struct listing *listing);
/* Relative to listing_folder, for openat and its kin. */
const char *listing_name(const struct listing *listing, unsigned index);
int listing_folder(const struct listing *listing);
