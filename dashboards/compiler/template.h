/*
 * The compiler of page templates: HTML with {{name}}, {{#list}}, {{?condition}}, {{^absence}} and {{>part}} becomes a C function over a plain struct, so
 * that a name which the struct has not is an error of the build. docs/templates.md has the grammar. Pure.
 */
#pragma once

#include <stdbool.h>

#include "common/error.h"
#include "common/slice.h"
#include "common/text.h"

enum {
	TEMPLATE_BYTES_MAX = 256 << 10, /* one file */
	TEMPLATE_DEPTH_MAX = 16,        /* sections and parts in one another */
	TEMPLATE_NAME_BYTES_MAX = 80,
	TEMPLATE_OUTPUT_BYTES_MAX = 8 << 20,
};

/* A template's or part's file. Borrowed. */
struct template_file {
	struct slice bytes;
	const char *path; /* as error messages name it */
};

/* Where parts come from. */
struct template_parts {
	void *context;
	/* False: there is no part of this name. What is found stays until the compilation has ended. */
	bool (*find)(void *context, struct slice name, struct template_file *out);
};

/*
 * Appends to `out` the C source of `void NAME_html(struct text *out, const struct NAME_view *view)`, which includes collector/pages/NAME_view.h.
 * ERROR_MALFORMED with path, line and reason in `problem`: a tag that is none, a section not closed, a value where escaping would not make it safe, an
 * inline script or style, no such part; ERROR_LIMIT: too large or too deep. After an error what stands in `out` is not to be used.
 */
enum error template_compile(struct slice name, const struct template_file *file, const struct template_parts *parts, struct text *out,
			    struct problem *problem) MUST_CHECK;
