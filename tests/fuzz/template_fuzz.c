/* Any bytes as a template, over data that has values, lists and conditions: never a crash, and nothing of a value comes out unescaped. */
#include <string.h>

#include "collector/core/template.h"

enum { OUTPUT_BYTES_MAX = 1 << 20 };

static const char escaped[] = "&lt;&gt;&amp;&quot;&#39;{{a}}";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Names are a to d for values, l for a list of three, y and n for conditions. */
static bool value(const void *context, struct slice name, struct text *out)
{
	(void)context;
	if (name.size != 1 || name.data[0] < 'a' || name.data[0] > 'd')
		return false;
	text_put(out, "\x01<>&\"'{{a}}");
	return true;
}

static bool section(const void *context, struct slice name, unsigned *count)
{
	(void)context;
	if (name.size != 1 || !strchr("lyn", name.data[0]))
		return false;
	*count = name.data[0] == 'l' ? 3 : name.data[0] == 'y';
	return true;
}

static struct template_data item(const void *context, struct slice name, unsigned index)
{
	INVARIANT(name.size == 1 && index < 3);
	return (struct template_data){context, value, section, item};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct template_data page = {NULL, value, section, item};
	struct problem problem = {0};
	struct text out;
	enum error error;

	text_init_growing(&out, OUTPUT_BYTES_MAX);
	error = template_render(slice_from(data, size), &page, &out, &problem);
	INVARIANT(error == ERROR_NONE || problem.sentence[0] != '\0');
	INVARIANT(error == ERROR_NONE || problem.error == error);
	/* A value begins with a byte of its own (unless the template has it too); what follows it is escaped. */
	if (!error && (size == 0 || !memchr(data, 1, size))) {
		for (size_t at = 0; at < out.size; at++)
			INVARIANT(out.data[at] != 1 || strncmp(out.data + at + 1, escaped, sizeof(escaped) - 1) == 0);
	}
	text_fini(&out);
	return 0;
}
