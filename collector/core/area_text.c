#include "collector/core/area_text.h"

#include <string.h>

#define NEIGHBOURS_MARK "neighbours:"
#define GROUP_MARK      "group:"

/* Of the longest code, a list of three digits and a comma each, and of the longest name, a council's with some words. */
enum { CODE_SIZE = AREA_COUNCILS_MAX * 4 + 1, NAME_SIZE = 128 };

struct area_text area_text_of(const struct area *area)
{
	return (struct area_text){.kind = area->kind, .named = area};
}

static bool parse_neighbours(struct slice text, struct area_text *out)
{
	const struct council *council;

	if (council_parse(text, &council) || council->neighbours[0] == 0)
		return false;
	*out = (struct area_text){.kind = AREA_NEIGHBOURS, .council_count = 1, .councils = {council->code}};
	return true;
}

static bool parse_group(struct slice id, struct area_text *out)
{
	struct area_text area = {.kind = AREA_GROUP};

	if (!group_id_is_sound(id) || !slice_copy_text(id, area.group, sizeof area.group))
		return false;
	*out = area;
	return true;
}

/* Puts the code in its place; false when it is there already or there is no room. */
static bool insert(uint16_t *codes, unsigned *count, unsigned room, uint16_t code)
{
	unsigned index = 0;

	while (index < *count && codes[index] < code)
		index++;
	if (*count == room || (index < *count && codes[index] == code))
		return false;
	memmove(codes + index + 1, codes + index, (*count - index) * sizeof *codes);
	codes[index] = code;
	(*count)++;
	return true;
}

static bool parse_list(struct slice text, struct area_text *out)
{
	struct area_text area = {.kind = AREA_LIST};
	bool has_more = true;

	while (has_more) {
		size_t before = text.size;
		struct slice code = slice_split(&text, ',');
		const struct council *council;

		if (council_parse(slice_trim(code), &council) || !insert(area.councils, &area.council_count, AREA_COUNCILS_MAX, council->code))
			return false;
		has_more = code.size < before;
	}
	*out = area;
	return true;
}

bool area_text_add(struct area_text *list, const struct area_text *more)
{
	if (list->kind != AREA_LIST || more->kind != AREA_LIST)
		return false;
	for (unsigned index = 0; index < more->council_count; index++) {
		bool is_there = false;

		for (unsigned place = 0; place < list->council_count; place++)
			is_there |= list->councils[place] == more->councils[index];
		if (!is_there && !insert(list->councils, &list->council_count, AREA_COUNCILS_MAX, more->councils[index]))
			return false;
	}
	return true;
}

/* What is behind the mark; false when the text has none. */
static bool take_mark(struct slice text, struct slice mark, struct slice *out)
{
	if (!slice_starts_with(text, mark))
		return false;
	*out = slice_from(text.data + mark.size, text.size - mark.size);
	return true;
}

bool area_text_parse(struct slice text, struct area_text *out)
{
	const struct area *named = area_find(text);
	struct slice rest;

	if (named) {
		*out = area_text_of(named);
		return true;
	}
	if (take_mark(text, SLICE_LITERAL(NEIGHBOURS_MARK), &rest))
		return parse_neighbours(rest, out);
	if (take_mark(text, SLICE_LITERAL(GROUP_MARK), &rest))
		return parse_group(rest, out);
	return parse_list(text, out);
}

void area_text_put_allowed(struct text *text)
{
	text_put(text, "the name or the E-code of one of these: ");
	area_list(text);
	text_put(text, "; or " NEIGHBOURS_MARK "342 (a council and its statistical neighbours), " GROUP_MARK
		       "liverpool-city-region, or councils' codes: 340,341,342");
}

void area_text_put(struct text *text, const struct area_text *area)
{
	if (area->named) {
		text_put(text, area->named->code);
		return;
	}
	if (area->kind == AREA_GROUP) {
		text_put(text, GROUP_MARK);
		text_put(text, area->group);
	} else if (area->kind == AREA_NEIGHBOURS) {
		text_put(text, NEIGHBOURS_MARK);
	}
	for (unsigned index = 0; index < area->council_count; index++) {
		if (index)
			text_put(text, ",");
		text_put_u64(text, area->councils[index]);
	}
}

static void put_name(struct text *text, const struct area_text *area)
{
	if (area->kind == AREA_NEIGHBOURS) {
		text_put(text, council_find(area->councils[0])->name);
		text_put(text, " and its statistical neighbours");
	} else if (area->council_count == 1) {
		text_put(text, council_find(area->councils[0])->name);
	} else {
		text_put_u64(text, area->council_count);
		text_put(text, " councils");
	}
}

/* The codes of its members, ascending. */
static unsigned put_members(const struct area_text *area, uint16_t *out)
{
	const struct council *council = council_find(area->councils[0]);
	unsigned count = 0;

	if (area->kind != AREA_NEIGHBOURS) {
		memcpy(out, area->councils, area->council_count * sizeof *out);
		return area->council_count;
	}
	insert(out, &count, AREA_COUNCILS_MAX, council->code);
	for (unsigned index = 0; index < NEIGHBOUR_COUNT && council->neighbours[index]; index++)
		insert(out, &count, AREA_COUNCILS_MAX, council->neighbours[index]);
	return count;
}

/* An area with its code. */
static enum error make_begin(const struct area_text *text, struct arena *arena, struct area **out)
{
	struct area *area = arena_take(arena, 1, sizeof *area);
	char *code = arena_take(arena, CODE_SIZE, 1);
	struct text written;

	if (!area || !code)
		return ERROR_NO_MEMORY;
	text_init_fixed(&written, code, CODE_SIZE);
	area_text_put(&written, text);
	*area = (struct area){.kind = text->kind, .code = code};
	*out = area;
	return ERROR_NONE;
}

static enum error add_group(const struct area_text *text, const struct group *groups, unsigned group_count, struct area *area)
{
	const struct group *group = group_find(groups, group_count, slice_from_text(text->group));

	if (!group)
		return ERROR_NOT_FOUND;
	area->name = group->name;
	area->members = group->councils;
	area->member_count = group->council_count;
	return ERROR_NONE;
}

static enum error add_councils(const struct area_text *text, struct arena *arena, struct area *area)
{
	uint16_t *members = arena_take(arena, AREA_COUNCILS_MAX, sizeof *members);
	char *name = arena_take(arena, NAME_SIZE, 1);
	struct text written;

	if (!members || !name)
		return ERROR_NO_MEMORY;
	text_init_fixed(&written, name, NAME_SIZE);
	put_name(&written, text);
	area->name = name;
	area->members = members;
	area->member_count = put_members(text, members);
	return ERROR_NONE;
}

enum error area_text_make(const struct area_text *text, const struct group *groups, unsigned group_count, struct arena *arena,
			  const struct area **out)
{
	struct area *area;
	enum error error;

	if (text->named) {
		*out = text->named;
		return ERROR_NONE;
	}
	error = make_begin(text, arena, &area);
	if (!error)
		error = text->kind == AREA_GROUP ? add_group(text, groups, group_count, area) : add_councils(text, arena, area);
	if (!error)
		*out = area;
	return error;
}
