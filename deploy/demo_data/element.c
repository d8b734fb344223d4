#include "deploy/demo_data/element.h"

static void end_line(const struct element_writer *writer)
{
	if (writer->is_indented || writer->depth <= writer->line_depth)
		text_put(writer->text, writer->has_crlf ? "\r\n" : "\n");
}

static void begin_line(const struct element_writer *writer)
{
	if (writer->is_indented)
		text_put_repeated(writer->text, "  ", writer->depth);
}

static void put_tag(const struct element_writer *writer, const char *before, const char *name)
{
	text_put(writer->text, before);
	text_put(writer->text, name);
	text_put_char(writer->text, '>');
}

void element_declare(struct element_writer *writer, bool is_marked)
{
	text_put(writer->text, is_marked ? "\xef\xbb\xbf" : "");
	text_put(writer->text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
	end_line(writer);
}

void element_open(struct element_writer *writer, const char *name)
{
	begin_line(writer);
	put_tag(writer, "<", name);
	writer->depth++;
	end_line(writer);
}

void element_close(struct element_writer *writer, const char *name)
{
	INVARIANT(writer->depth > 0);
	writer->depth--;
	begin_line(writer);
	element_end(writer, name);
}

struct text *element_begin(struct element_writer *writer, const char *name)
{
	begin_line(writer);
	put_tag(writer, "<", name);
	return writer->text;
}

void element_end(struct element_writer *writer, const char *name)
{
	put_tag(writer, "</", name);
	end_line(writer);
}

void element_value(struct element_writer *writer, const char *name, const char *value)
{
	text_put(element_begin(writer, name), value);
	element_end(writer, name);
}

void element_number(struct element_writer *writer, const char *name, int64_t value)
{
	text_put_i64(element_begin(writer, name), value);
	element_end(writer, name);
}

void element_date(struct element_writer *writer, const char *name, struct date date)
{
	if (date.days == INT32_MAX)
		return;
	text_put_date(element_begin(writer, name), date);
	element_end(writer, name);
}
