/*
 * What a page gives to its template, as tables instead of functions: each name is a member of a struct and a way to write it. Pure. A struct that a
 * template can ask begins with a struct page_head; a list is an array of such structs.
 */
#pragma once

#include <stddef.h>

#include "collector/core/axis.h"
#include "collector/core/template.h"
#include "proto/catalogue.h"

enum page_kind {
	PAGE_TEXT,     /* const char * */
	PAGE_COUNT,    /* unsigned */
	PAGE_VALUE,    /* int64_t, a value of the indicator, with its sign when that is % */
	PAGE_CHANGE,   /* int64_t, a difference of values, with its sign */
	PAGE_POSITION, /* int64_t, where the value stands on the axis, in per cent */
	PAGE_WORDS,    /* written by `put` */
};

struct page_head;

struct page_value {
	const char *name;
	enum page_kind kind;
	size_t offset; /* of the member; 0 for PAGE_WORDS */
	void (*put)(const struct page_head *head, struct text *out);
};

struct page_section {
	const char *name;
	size_t count_offset; /* of an unsigned: how many items, 0 or 1 for a condition */
	size_t items_offset; /* of the pointer to the array; 0: a condition, inside which the same struct is asked */
	size_t item_size;
};

/* The names that one kind of struct has. */
struct page_table {
	const struct page_value *values;
	const struct page_section *sections;
	unsigned value_count, section_count;
};

/* How figures are written and drawn on this page. */
struct page_scale {
	const struct indicator *indicator;
	struct axis axis;
};

struct page_head {
	const struct page_table *table;
	const struct page_scale *scale; /* NULL when no value of the table needs it */
};

/* The struct that begins with `head`, as a template asks it; it must outlive the rendering. */
struct template_data page_data(const struct page_head *head);
