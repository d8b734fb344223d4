/* A sink: where the files of a council's extracts go, one by one. */
#pragma once

#include "common/error.h"
#include "common/slice.h"

struct sink {
	/* `name` and `bytes` live only as long as the call. */
	enum error (*take)(void *context, const char *name, struct slice bytes, struct problem *problem);
	void *context; /* borrowed */
};
