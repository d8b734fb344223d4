/* Any bytes as a template: never a crash, and what is compiled has balanced braces, no bytes but printable ASCII, and values only through render_. */
#include <string.h>

#include "dashboards/compiler/template.h"

enum { OUTPUT_BYTES_MAX = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One part, which has a value and a section. */
static bool find_part(void *context, struct slice name, struct template_file *out)
{
	(void)context;
	*out = (struct template_file){SLICE_LITERAL("<p class=\"{{a}}\">{{?b}}{{c.d}}{{/b}}</p>"), "part.html"};
	return slice_equal(name, SLICE_LITERAL("p"));
}

/* Braces outside of string literals. */
static void check_output(const struct text *out)
{
	bool is_quoted = false;
	int depth = 0;

	for (size_t at = 0; at < out->size; at++) {
		char byte = out->data[at];

		INVARIANT(byte == '\n' || byte == '\t' || (byte >= ' ' && byte <= '~'));
		INVARIANT(!is_quoted || byte != '\n');
		if (is_quoted && byte == '\\')
			at++;
		else if (byte == '"')
			is_quoted = !is_quoted;
		else if (!is_quoted)
			depth += (byte == '{') - (byte == '}');
		INVARIANT(depth >= 0);
	}
	INVARIANT(depth == 0 && !is_quoted);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct template_file file = {slice_from(data, size), "page.html"};
	struct template_parts parts = {NULL, find_part};
	struct problem problem = {0};
	struct text out;
	enum error error;

	text_init_growing(&out, OUTPUT_BYTES_MAX);
	error = template_compile(SLICE_LITERAL("page"), &file, &parts, &out, &problem);
	INVARIANT(error == ERROR_NONE || (problem.error == error && problem.sentence[0] != '\0'));
	if (!error)
		check_output(&out);
	text_fini(&out);
	return 0;
}
