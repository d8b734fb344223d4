#include "collector/core/template.h"

#include <string.h>

/*
 * text --"{{"--> tag --> value -----------+
 *   ^                |-> section begin ---|
 *   |                |-> section end -----|   (back to its body while there are items)
 *   |                `-> remark ----------|
 *   +-------------------------------------+
 *
 * One pass over the source with a stack of open sections; an absent section's body is walked with nothing asked and nothing written.
 */
struct frame {
	struct slice name;
	size_t body;           /* where its body begins */
	unsigned index, count; /* the item being rendered, of how many */
	bool is_skipped;
	struct template_data around; /* the data outside the section, which gives the items */
};

struct renderer {
	struct slice source;
	size_t position;
	struct template_data data; /* what is asked now */
	struct frame frames[TEMPLATE_DEPTH_MAX];
	unsigned depth;
	struct text *out;
	struct problem *problem;
};

struct tag {
	char sigil; /* '#', '^', '/', '!', or 0 for a value */
	struct slice name;
};

static enum error fail(const struct renderer *renderer, enum error error, const char *reason, struct slice name)
{
	char line_buffer[24], name_buffer[TEMPLATE_NAME_BYTES_MAX + 1];
	struct text line;
	uint64_t number = 1;

	for (size_t index = 0; index < renderer->position; index++)
		number += renderer->source.data[index] == '\n';
	text_init_fixed(&line, line_buffer, sizeof line_buffer);
	text_put_u64(&line, number);
	if (!slice_copy_text(name, name_buffer, sizeof name_buffer))
		name_buffer[0] = '\0';
	return problem_set(renderer->problem, error, "template, line ", line_buffer, ": ", reason, name_buffer);
}

static bool is_skipping(const struct renderer *renderer)
{
	return renderer->depth > 0 && renderer->frames[renderer->depth - 1].is_skipped;
}

/* The position of the two bytes `pair` at or after `from`, or the source's end. */
static size_t find_pair(struct slice source, size_t from, char pair)
{
	while (from + 1 < source.size) {
		const uint8_t *found = memchr(source.data + from, pair, source.size - from - 1);

		if (!found)
			break;
		from = (size_t)(found - source.data);
		if (source.data[from + 1] == (uint8_t)pair)
			return from;
		from++;
	}
	return source.size;
}

static enum error render_text(struct renderer *renderer)
{
	size_t end = find_pair(renderer->source, renderer->position, '{');
	struct slice text = slice_from(renderer->source.data + renderer->position, end - renderer->position);

	if (find_pair(text, 0, '}') < text.size)
		return fail(renderer, ERROR_MALFORMED, "}} without {{", slice_from_text(""));
	if (!is_skipping(renderer))
		text_put_slice(renderer->out, text);
	renderer->position = end;
	return ERROR_NONE;
}

static bool is_name(struct slice name)
{
	if (name.size == 0 || name.size > TEMPLATE_NAME_BYTES_MAX || name.data[0] < 'a' || name.data[0] > 'z')
		return false;
	for (size_t index = 0; index < name.size; index++) {
		uint8_t byte = name.data[index];

		if (!((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_'))
			return false;
	}
	return true;
}

/* Whether the tag from `begin` to `end` is a line of its own, whose line end then goes with it. */
static bool is_alone(struct slice source, size_t begin, size_t end)
{
	return (begin == 0 || source.data[begin - 1] == '\n') && end < source.size && source.data[end] == '\n';
}

/* From "{{" to behind "}}". */
static enum error read_tag(struct renderer *renderer, struct tag *tag)
{
	size_t begin = renderer->position + 2;
	size_t end = find_pair(renderer->source, begin, '}');
	struct slice inside;

	if (end == renderer->source.size)
		return fail(renderer, ERROR_MALFORMED, "{{ is not closed", slice_from_text(""));
	inside = slice_from(renderer->source.data + begin, end - begin);
	tag->sigil = 0;
	if (inside.size > 0 && memchr("#^/!", inside.data[0], 4)) {
		tag->sigil = (char)inside.data[0];
		inside = slice_from(inside.data + 1, inside.size - 1);
	}
	tag->name = inside;
	if (tag->sigil != '!' && !is_name(inside))
		return fail(renderer, ERROR_MALFORMED, "a name is made of a to z, 0 to 9 and _, and stands right between the braces",
			    slice_from_text(""));
	renderer->position = end + 2;
	if (tag->sigil && is_alone(renderer->source, begin - 2, renderer->position))
		renderer->position++;
	return ERROR_NONE;
}

static enum error render_value(struct renderer *renderer, struct slice name)
{
	char buffer[TEMPLATE_VALUE_BYTES_MAX];
	struct text value;

	if (is_skipping(renderer))
		return ERROR_NONE;
	text_init_fixed(&value, buffer, sizeof buffer);
	if (!renderer->data.value(renderer->data.context, name, &value))
		return fail(renderer, ERROR_MALFORMED, "there is no value called ", name);
	if (value.error)
		return fail(renderer, value.error, "this value is too long: ", name);
	text_put_html(renderer->out, text_slice(&value));
	return ERROR_NONE;
}

static enum error begin_section(struct renderer *renderer, struct slice name, bool is_inverted)
{
	struct frame *frame = &renderer->frames[renderer->depth];
	unsigned count = 0;

	if (renderer->depth == TEMPLATE_DEPTH_MAX)
		return fail(renderer, ERROR_MALFORMED, "too many sections in one another at ", name);
	if (!is_skipping(renderer) && !renderer->data.section(renderer->data.context, name, &count))
		return fail(renderer, ERROR_MALFORMED, "there is no section called ", name);
	*frame = (struct frame){.name = name, .body = renderer->position, .count = is_inverted ? 1 : count, .around = renderer->data};
	frame->is_skipped = is_skipping(renderer) || (is_inverted ? count > 0 : count == 0);
	renderer->depth++;
	if (!frame->is_skipped && !is_inverted)
		renderer->data = frame->around.item(frame->around.context, name, 0);
	return ERROR_NONE;
}

static enum error end_section(struct renderer *renderer, struct slice name)
{
	struct frame *frame;

	if (renderer->depth == 0)
		return fail(renderer, ERROR_MALFORMED, "this section was not begun: ", name);
	frame = &renderer->frames[renderer->depth - 1];
	if (!slice_equal(frame->name, name))
		return fail(renderer, ERROR_MALFORMED, "the section that ends here was begun as ", frame->name);
	if (!frame->is_skipped && ++frame->index < frame->count) {
		renderer->data = frame->around.item(frame->around.context, name, frame->index);
		renderer->position = frame->body;
		return ERROR_NONE;
	}
	renderer->data = frame->around;
	renderer->depth--;
	return ERROR_NONE;
}

static enum error render_tag(struct renderer *renderer)
{
	struct tag tag = {0};
	enum error error = read_tag(renderer, &tag);

	if (error)
		return error;
	switch (tag.sigil) {
	case '#':
	case '^':
		return begin_section(renderer, tag.name, tag.sigil == '^');
	case '/':
		return end_section(renderer, tag.name);
	case '!':
		return ERROR_NONE;
	default:
		return render_value(renderer, tag.name);
	}
}

enum error template_render(struct slice source, const struct template_data *data, struct text *out, struct problem *problem)
{
	struct renderer renderer = {.source = source, .data = *data, .out = out, .problem = problem};
	enum error error = ERROR_NONE;

	if (source.size > TEMPLATE_BYTES_MAX)
		return problem_set(problem, ERROR_LIMIT, "the template is too long");
	while (!error && !out->error && renderer.position < source.size) {
		error = render_text(&renderer);
		if (!error && renderer.position < source.size)
			error = render_tag(&renderer);
	}
	if (error)
		return error;
	if (out->error)
		return problem_set(problem, out->error, "the page is larger than its limit, or there is no memory for it");
	if (renderer.depth > 0)
		return fail(&renderer, ERROR_MALFORMED, "this section is not closed: ", renderer.frames[renderer.depth - 1].name);
	return ERROR_NONE;
}
