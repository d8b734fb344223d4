#include "dashboards/compiler/template.h"

#include <string.h>

#include "dashboards/compiler/markup_context.h"

/*
 * text --"{{"--> tag --> value ------------------------------+
 *   ^                |-> list, condition, absence: a block ---|
 *   |                |-> end of the innermost section --------|
 *   |                |-> part: its file, then back -----------|
 *   |                `-> remark ------------------------------|
 *   +---------------------------------------------------------+
 *
 * One pass. A section is a block of C; a list or a part over a member opens a scope, whose names are members of v1, v2, ...
 */
enum { PIECE_BYTES_MAX = 1000 }; /* of one string literal: compilers need not take more than 4095 */

struct section {
	char sigil; /* '#', '?', '^' */
	struct slice name;
	struct markup_context context; /* where it began */
	unsigned scope;                /* outside it */
};

struct compiler {
	const struct template_parts *parts;
	struct text *out;
	struct problem *problem;
	struct markup_context context;
	struct section sections[TEMPLATE_DEPTH_MAX];
	unsigned depth, part_depth;
	unsigned scope;       /* names are looked up in v<scope> */
	unsigned scope_count; /* that were opened at all: each has a number of its own */
};

/* A file on its way. */
struct reading {
	const struct template_file *file;
	size_t position;
	unsigned line;
};

struct tag {
	char sigil; /* '#', '?', '^', '/', '>', '!', or 0 for a value */
	struct slice name, member;
};

static enum error fail(const struct compiler *compiler, const struct reading *reading, enum error error, const char *reason, struct slice name)
{
	char line_buffer[24], name_buffer[TEMPLATE_NAME_BYTES_MAX + 1];
	struct text line;

	text_init_fixed(&line, line_buffer, sizeof line_buffer);
	text_put_u64(&line, reading->line);
	if (!slice_copy_text(name, name_buffer, sizeof name_buffer))
		name_buffer[0] = '\0';
	return problem_set(compiler->problem, error, reading->file->path, ":", line_buffer, ": ", reason, name_buffer);
}

static const struct slice no_name = {0};

static uint8_t byte_at(const struct reading *reading, size_t offset)
{
	size_t position = reading->position + offset;

	return position < reading->file->bytes.size ? reading->file->bytes.data[position] : '\0';
}

static bool is_at_end(const struct reading *reading)
{
	return reading->position >= reading->file->bytes.size;
}

static bool is_at_tag(const struct reading *reading)
{
	return byte_at(reading, 0) == '{' && byte_at(reading, 1) == '{';
}

static void put_literal_byte(struct text *out, uint8_t byte)
{
	if (byte == '\n') {
		text_put(out, "\\n");
	} else if (byte == '"' || byte == '\\' || byte == '?') { /* "??" could begin a trigraph */
		text_put_char(out, '\\');
		text_put_char(out, (char)byte);
	} else if (byte < ' ' || byte > '~') {
		text_put_char(out, '\\');
		text_put_char(out, (char)('0' + (byte >> 6)));
		text_put_char(out, (char)('0' + (byte >> 3 & 7)));
		text_put_char(out, (char)('0' + (byte & 7)));
	} else {
		text_put_char(out, (char)byte);
	}
}

/* The text up to the next tag, in pieces. */
static enum error compile_text(struct compiler *compiler, struct reading *reading)
{
	size_t count = 0;

	while (!is_at_end(reading) && !is_at_tag(reading)) {
		uint8_t byte = byte_at(reading, 0);
		const char *reason = markup_step(&compiler->context, byte);

		if (byte == '}' && byte_at(reading, 1) == '}')
			reason = "}} without {{";
		if (byte == '\0')
			reason = "a NUL byte";
		if (reason)
			return fail(compiler, reading, ERROR_MALFORMED, reason, no_name);
		text_put(compiler->out, count == 0 ? "\ttext_put(out, \"" : "");
		put_literal_byte(compiler->out, byte);
		reading->line += byte == '\n';
		reading->position++;
		if (++count == PIECE_BYTES_MAX) {
			text_put(compiler->out, "\");\n");
			count = 0;
		}
	}
	if (count > 0)
		text_put(compiler->out, "\");\n");
	return ERROR_NONE;
}

/* Names of members, with dots between them. */
static bool is_name(struct slice name)
{
	bool begins = true;

	if (name.size == 0 || name.size > TEMPLATE_NAME_BYTES_MAX)
		return false;
	for (size_t index = 0; index < name.size; index++) {
		uint8_t byte = name.data[index];
		bool is_letter = byte >= 'a' && byte <= 'z';
		bool is_other = (byte >= '0' && byte <= '9') || byte == '_';

		if (byte == '.' ? begins : !(is_letter || (is_other && !begins)))
			return false;
		begins = byte == '.';
	}
	return !begins;
}

/* A part's file is called without dots. */
static bool is_part_name(struct slice name)
{
	return is_name(name) && !memchr(name.data, '.', name.size);
}

/* From "{{" to behind "}}". */
static enum error read_tag(struct compiler *compiler, struct reading *reading, struct tag *tag)
{
	size_t begin = reading->position;
	size_t end = begin + 2;
	struct slice bytes = reading->file->bytes;
	struct slice inside;
	bool is_alone;

	while (end + 1 < bytes.size && !(bytes.data[end] == '}' && bytes.data[end + 1] == '}'))
		end++;
	if (end + 1 >= bytes.size)
		return fail(compiler, reading, ERROR_MALFORMED, "{{ is not closed", no_name);
	inside = slice_from(bytes.data + begin + 2, end - begin - 2);
	*tag = (struct tag){0};
	if (inside.size > 0 && memchr("#?^/>!", inside.data[0], 6)) {
		tag->sigil = (char)inside.data[0];
		inside = slice_from(inside.data + 1, inside.size - 1);
	}
	tag->member = inside;
	if (tag->sigil == '>')
		tag->name = slice_split(&tag->member, ' ');
	else
		tag->name = inside;
	if (tag->sigil != '!' &&
	    !(tag->sigil == '>' ? is_part_name(tag->name) && (tag->member.size == 0 || is_name(tag->member)) : is_name(tag->name)))
		return fail(compiler, reading, ERROR_MALFORMED,
			    "a name is made of a to z, 0 to 9 and _, with dots between members, and stands right between the braces", no_name);
	for (size_t index = begin; index < end; index++)
		reading->line += bytes.data[index] == '\n';
	reading->position = end + 2;
	/* A tag that is alone on its line takes the line's end with it. */
	is_alone = tag->sigil && (begin == 0 || bytes.data[begin - 1] == '\n') && byte_at(reading, 0) == '\n';
	reading->line += is_alone;
	reading->position += is_alone;
	return ERROR_NONE;
}

static void put_place(struct compiler *compiler, const struct reading *reading)
{
	text_put(compiler->out, "#line ");
	text_put_u64(compiler->out, reading->line);
	text_put(compiler->out, " \"");
	text_put(compiler->out, reading->file->path);
	text_put(compiler->out, "\"\n");
}

/* "v2->name" */
static void put_member(struct compiler *compiler, struct slice name)
{
	text_put(compiler->out, "v");
	text_put_u64(compiler->out, compiler->scope);
	text_put(compiler->out, "->");
	text_put_slice(compiler->out, name);
}

static enum error compile_value(struct compiler *compiler, const struct reading *reading, struct slice name)
{
	if (!markup_takes_value(&compiler->context))
		return fail(compiler, reading, ERROR_MALFORMED, "a value may stand in text or in an attribute's quotes only: ", name);
	put_place(compiler, reading);
	text_put(compiler->out, markup_begins_address(&compiler->context) ? "\trender_address(out, " : "\trender_value(out, ");
	put_member(compiler, name);
	text_put(compiler->out, ");\n");
	markup_put(&compiler->context);
	return ERROR_NONE;
}

/* A scope over the struct that `expression` and the member give: "&v0->member" or "&v0->list[i1]". */
static void open_scope(struct compiler *compiler, struct slice name, bool is_list)
{
	unsigned number = ++compiler->scope_count;
	struct text *out = compiler->out;

	text_put(out, "\tconst __typeof__(");
	text_put(out, is_list ? "*" : "");
	put_member(compiler, name);
	text_put(out, ") *const v");
	text_put_u64(out, number);
	text_put(out, " = &");
	put_member(compiler, name);
	if (is_list) {
		text_put(out, "[i");
		text_put_u64(out, number);
		text_put(out, "]");
	}
	text_put(out, ";\n");
	compiler->scope = number;
}

static void open_list(struct compiler *compiler, struct slice name)
{
	struct text *out = compiler->out;
	unsigned number = compiler->scope_count + 1;

	text_put(out, "\tfor (unsigned i");
	text_put_u64(out, number);
	text_put(out, " = 0; i");
	text_put_u64(out, number);
	text_put(out, " < ");
	put_member(compiler, name);
	text_put(out, "_count; i");
	text_put_u64(out, number);
	text_put(out, "++) {\n");
	open_scope(compiler, name, true);
}

static enum error begin_section(struct compiler *compiler, const struct reading *reading, const struct tag *tag)
{
	if (compiler->depth == TEMPLATE_DEPTH_MAX)
		return fail(compiler, reading, ERROR_LIMIT, "too many sections in one another at ", tag->name);
	compiler->sections[compiler->depth++] =
		(struct section){.sigil = tag->sigil, .name = tag->name, .context = compiler->context, .scope = compiler->scope};
	put_place(compiler, reading);
	if (tag->sigil == '#') {
		open_list(compiler, tag->name);
		return ERROR_NONE;
	}
	text_put(compiler->out, tag->sigil == '?' ? "\tif (" : "\tif (!");
	put_member(compiler, tag->name);
	text_put(compiler->out, ") {\n");
	return ERROR_NONE;
}

/* Where a section that may be left out, or come twice, leaves the markup: where it began, or behind another attribute of the same tag. */
static bool leaves_markup_alike(const struct markup_context *before, const struct markup_context *after)
{
	bool is_between = before->place == MARKUP_TAG || before->place == MARKUP_TAG_NAME;
	bool stays_between = after->place == MARKUP_TAG || after->place == MARKUP_ATTRIBUTE;

	return markup_is_same(before, after) || (is_between && stays_between && strcmp(before->tag, after->tag) == 0);
}

static enum error end_section(struct compiler *compiler, const struct reading *reading, struct slice name, unsigned depth_min)
{
	struct section *section;

	if (compiler->depth == depth_min)
		return fail(compiler, reading, ERROR_MALFORMED, "this section was not begun: ", name);
	section = &compiler->sections[compiler->depth - 1];
	if (!slice_equal(section->name, name))
		return fail(compiler, reading, ERROR_MALFORMED, "the section that ends here was begun as ", section->name);
	if (!leaves_markup_alike(&section->context, &compiler->context))
		return fail(compiler, reading, ERROR_MALFORMED, "this section ends at another place of the markup than it began: ", name);
	compiler->context = section->context;
	compiler->scope = section->scope;
	compiler->depth--;
	text_put(compiler->out, "\t}\n");
	return ERROR_NONE;
}

static enum error compile_file(struct compiler *compiler, const struct template_file *file);

static enum error include_part(struct compiler *compiler, const struct reading *reading, const struct tag *tag)
{
	unsigned scope = compiler->scope;
	struct template_file file;
	enum error error;

	if (compiler->part_depth == TEMPLATE_DEPTH_MAX)
		return fail(compiler, reading, ERROR_LIMIT, "too many parts in one another at ", tag->name);
	if (!compiler->parts->find(compiler->parts->context, tag->name, &file))
		return fail(compiler, reading, ERROR_MALFORMED, "there is no part called ", tag->name);
	compiler->part_depth++;
	put_place(compiler, reading);
	text_put(compiler->out, "\t{\n");
	if (tag->member.size > 0)
		open_scope(compiler, tag->member, false);
	error = compile_file(compiler, &file);
	text_put(compiler->out, "\t}\n");
	compiler->scope = scope;
	compiler->part_depth--;
	return error;
}

static enum error compile_tag(struct compiler *compiler, struct reading *reading, unsigned depth_min)
{
	struct reading here = *reading; /* where errors are placed */
	struct tag tag;
	enum error error = read_tag(compiler, reading, &tag);

	if (error)
		return error;
	switch (tag.sigil) {
	case '#':
	case '?':
	case '^':
		return begin_section(compiler, &here, &tag);
	case '/':
		return end_section(compiler, &here, tag.name, depth_min);
	case '>':
		return include_part(compiler, &here, &tag);
	case '!':
		return ERROR_NONE;
	default:
		return compile_value(compiler, &here, tag.name);
	}
}

/* What it begins it ends. */
static enum error compile_file(struct compiler *compiler, const struct template_file *file)
{
	struct reading reading = {.file = file, .line = 1};
	unsigned depth = compiler->depth;
	enum error error = ERROR_NONE;

	if (file->bytes.size > TEMPLATE_BYTES_MAX)
		return fail(compiler, &reading, ERROR_LIMIT, "the file is too long", no_name);
	while (!error && !is_at_end(&reading) && !compiler->out->error) {
		error = compile_text(compiler, &reading);
		if (!error && !is_at_end(&reading))
			error = compile_tag(compiler, &reading, depth);
	}
	if (!error && compiler->out->error)
		return fail(compiler, &reading, compiler->out->error, "the compiled page is too long", no_name);
	if (!error && compiler->depth > depth)
		return fail(compiler, &reading, ERROR_MALFORMED, "this section is not closed: ", compiler->sections[compiler->depth - 1].name);
	return error;
}

static void put_function_head(struct text *out, struct slice name)
{
	text_put(out, "#include \"collector/pages/");
	text_put_slice(out, name);
	text_put(out, "_view.h\"\n\n#include \"collector/pages/render.h\"\n\nvoid ");
	text_put_slice(out, name);
	text_put(out, "_html(struct text *out, const struct ");
	text_put_slice(out, name);
	text_put(out, "_view *view)\n{\n\tconst struct ");
	text_put_slice(out, name);
	text_put(out, "_view *const v0 = view;\n\n\t(void)v0;\n");
}

enum error template_compile(struct slice name, const struct template_file *file, const struct template_parts *parts, struct text *out,
			    struct problem *problem)
{
	struct compiler compiler = {.parts = parts, .out = out, .problem = problem};
	struct reading end = {.file = file, .line = 1};
	enum error error;

	if (!is_part_name(name))
		return fail(&compiler, &end, ERROR_INVALID, "a template's name is made of a to z, 0 to 9 and _", no_name);
	put_function_head(out, name);
	error = compile_file(&compiler, file);
	if (!error && compiler.context.place != MARKUP_TEXT)
		error = fail(&compiler, &end, ERROR_MALFORMED, "the page ends within a tag or a comment", no_name);
	text_put(out, "}\n");
	if (!error && out->error)
		error = fail(&compiler, &end, out->error, "the compiled page is too long", no_name);
	return error;
}
