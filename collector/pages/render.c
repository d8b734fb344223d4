#include "collector/pages/render.h"

#include "common/inert.h"

static void refuse(struct text *text)
{
	if (!text->error)
		text->error = ERROR_INVALID;
}

void render_string(struct text *text, const char *value)
{
	if (value)
		text_put_inert_html(text, slice_from_text(value));
	else
		refuse(text);
}

void render_slice(struct text *text, struct slice value)
{
	text_put_inert_html(text, value);
}

void render_count(struct text *text, unsigned value)
{
	text_put_u64(text, value);
}

/* "//host" leads to another server. */
static bool is_address(struct slice value)
{
	bool is_here = value.size > 0 && (value.data[0] == '#' || (value.data[0] == '/' && (value.size == 1 || value.data[1] != '/')));

	return is_here || slice_starts_with(value, SLICE_LITERAL("https://"));
}

void render_address(struct text *text, const char *value)
{
	struct slice address = slice_from_text(value);

	if (is_address(address))
		text_put_html(text, address);
	else
		refuse(text);
}
