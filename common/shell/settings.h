/* Settings: text of `name = value` lines, as in configuration and key files. The only file that knows how such text is parsed. */
#pragma once

#include "common/error.h"
#include "common/slice.h"

enum { SETTINGS_BYTES_MAX = 64 << 10, SETTINGS_LINE_BYTES_MAX = 190 };

/* Takes one setting; `name` and `value` are trimmed and borrowed for the call. An error ends the reading. */
typedef enum error (*settings_take)(void *context, struct slice name, struct slice value, struct problem *problem);

/*
 * Calls `take` for each line. Empty lines and lines that begin with ; or # are passed over; so is what follows " ;" in a line. Sections, lines without
 * `=`, lines that begin with a blank and lines of more than SETTINGS_LINE_BYTES_MAX bytes are refused. `path` is named in every sentence, with the line.
 * On the caller's thread.
 */
enum error settings_parse(struct slice bytes, const char *path, settings_take take, void *context, struct problem *problem) MUST_CHECK;
