/*
 * A small strict logic-less template: {{name}} escaped for HTML, {{#name}}...{{/name}} for lists and conditions, {{^name}}...{{/name}} for their absence,
 * {{! a remark }}. Nothing is unescaped, nothing is looked up in an enclosing scope, an unknown name is an error. docs/templates.md has the grammar.
 */
#pragma once

#include <stdbool.h>

#include "common/error.h"
#include "common/slice.h"
#include "common/text.h"

enum {
	TEMPLATE_BYTES_MAX = 256 << 10,
	TEMPLATE_DEPTH_MAX = 8, /* sections in one another */
	TEMPLATE_NAME_BYTES_MAX = 40,
	TEMPLATE_VALUE_BYTES_MAX = 4096, /* one value, before it is escaped */
};

/* Data for a template: the page gives values by asking for names. */
struct template_data {
	const void *context;
	/* Writes the value of `name` (unescaped, the template escapes it); false: there is no such name. */
	bool (*value)(const void *context, struct slice name, struct text *out);
	/* The section `name`: *count items (0: absent); false: there is no such name. */
	bool (*section)(const void *context, struct slice name, unsigned *count);
	/* The data of item `index` of the section. Inside it only this data is asked: for a mere condition, give the same data again. */
	struct template_data (*item)(const void *context, struct slice name, unsigned index);
};

/*
 * Appends to `out`. ERROR_MALFORMED with line and reason in `problem`: unknown name, section not closed, too deep. ERROR_LIMIT: the template, a value or
 * the output is larger than its limit. After an error what stands in `out` is not to be shown.
 */
enum error template_render(struct slice source, const struct template_data *data, struct text *out, struct problem *problem) MUST_CHECK;
