#include "dashboards/compiler/markup_context.h"

#include <string.h>

static bool is_letter(uint8_t byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_blank(uint8_t byte)
{
	return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

static void name_begin(char name[static MARKUP_NAME_BYTES_MAX])
{
	memset(name, 0, MARKUP_NAME_BYTES_MAX);
}

static void name_add(char name[static MARKUP_NAME_BYTES_MAX], uint8_t byte)
{
	size_t size = strlen(name);

	if (byte >= 'A' && byte <= 'Z')
		byte = (uint8_t)(byte - 'A' + 'a');
	if (size + 1 < MARKUP_NAME_BYTES_MAX)
		name[size] = (char)byte;
}

static const char *step_opening(struct markup_context *context, uint8_t byte)
{
	if (byte == '!') {
		context->place = MARKUP_COMMENT;
		context->dashes = 0;
		context->is_long_comment = false;
		return NULL;
	}
	if (!is_letter(byte) && byte != '/')
		return "a \"<\" that begins no element is written &lt;";
	context->place = MARKUP_TAG_NAME;
	name_begin(context->tag);
	name_add(context->tag, byte);
	return NULL;
}

static const char *close_tag(struct markup_context *context)
{
	if (strcmp(context->tag, "style") == 0)
		return "the content policy allows no inline style";
	context->is_script = strcmp(context->tag, "script") == 0;
	context->place = MARKUP_TEXT;
	return NULL;
}

static const char *step_tag(struct markup_context *context, uint8_t byte)
{
	if (byte == '>')
		return close_tag(context);
	if (is_blank(byte) || byte == '/') {
		context->place = MARKUP_TAG;
		return NULL;
	}
	context->place = MARKUP_ATTRIBUTE;
	name_begin(context->attribute);
	name_add(context->attribute, byte);
	return NULL;
}

static const char *check_attribute(const struct markup_context *context)
{
	if (strcmp(context->attribute, "style") == 0)
		return "the content policy allows no style attribute";
	if (strncmp(context->attribute, "on", 2) == 0)
		return "the content policy allows no handler in an attribute";
	return NULL;
}

static const char *step_attribute(struct markup_context *context, uint8_t byte)
{
	const char *reason;

	if (byte != '=' && byte != '>' && !is_blank(byte)) {
		name_add(context->attribute, byte);
		return NULL;
	}
	reason = check_attribute(context);
	if (reason)
		return reason;
	if (byte == '=') {
		context->place = MARKUP_EQUALS;
		return NULL;
	}
	return step_tag(context, byte);
}

static const char *step_equals(struct markup_context *context, uint8_t byte)
{
	if (byte != '"')
		return "an attribute's value stands between double quotes";
	context->place = MARKUP_VALUE;
	context->has_begun = false;
	return NULL;
}

static const char *step_value(struct markup_context *context, uint8_t byte)
{
	if (byte == '"')
		context->place = MARKUP_TAG;
	context->has_begun = true;
	return NULL;
}

/* "<!doctype html>" ends at ">", "<!-- -->" behind two dashes. */
static const char *step_comment(struct markup_context *context, uint8_t byte)
{
	if (byte == '-') {
		context->dashes++;
		context->is_long_comment |= context->dashes == 2;
		return NULL;
	}
	if (byte == '>' && (!context->is_long_comment || context->dashes >= 2))
		context->place = MARKUP_TEXT;
	context->dashes = 0;
	return NULL;
}

static const char *step_text(struct markup_context *context, uint8_t byte)
{
	if (byte == '<') {
		context->place = MARKUP_OPENING;
		return NULL;
	}
	return context->is_script ? "the content policy allows no inline script" : NULL;
}

const char *markup_step(struct markup_context *context, uint8_t byte)
{
	switch (context->place) {
	case MARKUP_TEXT:
		return step_text(context, byte);
	case MARKUP_OPENING:
		return step_opening(context, byte);
	case MARKUP_TAG_NAME:
		if (byte == '>' || is_blank(byte))
			return step_tag(context, byte);
		name_add(context->tag, byte);
		return NULL;
	case MARKUP_TAG:
		return step_tag(context, byte);
	case MARKUP_ATTRIBUTE:
		return step_attribute(context, byte);
	case MARKUP_EQUALS:
		return step_equals(context, byte);
	case MARKUP_VALUE:
		return step_value(context, byte);
	case MARKUP_COMMENT:
		return step_comment(context, byte);
	}
	return NULL;
}

void markup_put(struct markup_context *context)
{
	context->has_begun = true;
}

bool markup_is_same(const struct markup_context *a, const struct markup_context *b)
{
	return a->place == b->place && (a->place == MARKUP_TEXT || a->place == MARKUP_COMMENT || strcmp(a->tag, b->tag) == 0) &&
	       (a->place != MARKUP_VALUE || strcmp(a->attribute, b->attribute) == 0) && a->is_script == b->is_script;
}

bool markup_takes_value(const struct markup_context *context)
{
	return (context->place == MARKUP_TEXT && !context->is_script) || context->place == MARKUP_VALUE;
}

bool markup_begins_address(const struct markup_context *context)
{
	return context->place == MARKUP_VALUE && !context->has_begun &&
	       (strcmp(context->attribute, "href") == 0 || strcmp(context->attribute, "src") == 0 || strcmp(context->attribute, "action") == 0);
}
