#include "deploy/demo_data/element.h"

/* Compact documents have a line for each child of the second level, so that an editor can open them. */
enum { LINE_DEPTH = 2 };

static void end_line(const struct element_writer *writer)
{
	if (writer->is_indented || writer->depth <= LINE_DEPTH)
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
	put_tag(writer, "</", name);
	end_line(writer);
}

static void value_open(struct element_writer *writer, const char *name)
{
	begin_line(writer);
	put_tag(writer, "<", name);
}

static void value_close(struct element_writer *writer, const char *name)
{
	put_tag(writer, "</", name);
	end_line(writer);
}

void element_value(struct element_writer *writer, const char *name, const char *value)
{
	value_open(writer, name);
	text_put(writer->text, value);
	value_close(writer, name);
}

void element_number(struct element_writer *writer, const char *name, int64_t value)
{
	value_open(writer, name);
	text_put_i64(writer->text, value);
	value_close(writer, name);
}

void element_date(struct element_writer *writer, const char *name, struct date date)
{
	value_open(writer, name);
	text_put_date(writer->text, date);
	value_close(writer, name);
}
