#include "proto/councils.h"

#include <string.h>

#include "common/error.h"

/* Codes and names of the regions. Source: Office for National Statistics, Crown copyright, Open Government Licence v3.0. */
#define CODE_NORTH_EAST               "E12000001"
#define CODE_NORTH_WEST               "E12000002"
#define CODE_YORKSHIRE_AND_THE_HUMBER "E12000003"
#define CODE_EAST_MIDLANDS            "E12000004"
#define CODE_WEST_MIDLANDS            "E12000005"
#define CODE_EAST_OF_ENGLAND          "E12000006"
#define CODE_LONDON                   "E12000007"
#define CODE_SOUTH_EAST               "E12000008"
#define CODE_SOUTH_WEST               "E12000009"
#define NAME_NORTH_EAST               "North East"
#define NAME_NORTH_WEST               "North West"
#define NAME_YORKSHIRE_AND_THE_HUMBER "Yorkshire and The Humber"
#define NAME_EAST_MIDLANDS            "East Midlands"
#define NAME_WEST_MIDLANDS            "West Midlands"
#define NAME_EAST_OF_ENGLAND          "East of England"
#define NAME_LONDON                   "London"
#define NAME_SOUTH_EAST               "South East"
#define NAME_SOUTH_WEST               "South West"

static const struct area areas[] = {
	{.kind = AREA_ENGLAND, .code = "E92000001", .name = "England"},
	{.kind = AREA_REGION, .code = CODE_NORTH_EAST, .name = NAME_NORTH_EAST},
	{.kind = AREA_REGION, .code = CODE_NORTH_WEST, .name = NAME_NORTH_WEST},
	{.kind = AREA_REGION, .code = CODE_YORKSHIRE_AND_THE_HUMBER, .name = NAME_YORKSHIRE_AND_THE_HUMBER},
	{.kind = AREA_REGION, .code = CODE_EAST_MIDLANDS, .name = NAME_EAST_MIDLANDS},
	{.kind = AREA_REGION, .code = CODE_WEST_MIDLANDS, .name = NAME_WEST_MIDLANDS},
	{.kind = AREA_REGION, .code = CODE_EAST_OF_ENGLAND, .name = NAME_EAST_OF_ENGLAND},
	{.kind = AREA_REGION, .code = CODE_LONDON, .name = NAME_LONDON},
	{.kind = AREA_REGION, .code = CODE_SOUTH_EAST, .name = NAME_SOUTH_EAST},
	{.kind = AREA_REGION, .code = CODE_SOUTH_WEST, .name = NAME_SOUTH_WEST},
	{.kind = AREA_INNER_LONDON, .code = "E13000001", .name = "Inner London"},
	{.kind = AREA_OUTER_LONDON, .code = "E13000002", .name = "Outer London"},
};

enum { AREA_COUNT = sizeof areas / sizeof areas[0] };

/* INDEX_342 and so on: a council's place in the table, by which the rows of neighbours.def find it. */
enum {
#define COUNCIL(code, name, type, region, london, ons_code, ons_codes_before, valid_from, valid_to, successors, joint_with) INDEX_##code,
#include "proto/councils.def"
#undef COUNCIL
	COUNCIL_COUNT,
};
_Static_assert((unsigned)COUNCIL_COUNT <= (unsigned)COUNCIL_COUNT_MAX, "the council table has outgrown its limit");

/*
 * Days from 1970-01-01 to a date from March to December, as a constant: years are counted from 1 March, so that the leap day comes last. The table
 * needs constants, and every reorganisation took effect on 1 April; a unit test compares each with date_from().
 */
#define DAY(year, month, day) ((year)*365 + (year) / 4 - (year) / 100 + (year) / 400 + (153 * ((month)-3) + 2) / 5 + (day)-1 - 719468)
#define ALWAYS                INT32_MIN
#define STILL                 INT32_MAX
#define ALONE                 0
#define LIST(...)             __VA_ARGS__

/* Member by member, so that the two files can fill in one table. */
static const struct council councils[COUNCIL_COUNT] = {
#define COUNCIL(number, title, kind, region, part, ons, ons_before, from, to, next, joint)                                                   \
	[INDEX_##number].code = (number), [INDEX_##number].name = (title), [INDEX_##number].type = #kind,                                    \
	[INDEX_##number].region_code = CODE_##region, [INDEX_##number].region_name = NAME_##region, [INDEX_##number].london = LONDON_##part, \
	[INDEX_##number].ons_code = (ons), [INDEX_##number].ons_codes_before = {LIST ons_before}, [INDEX_##number].valid_from.days = from,   \
	[INDEX_##number].valid_to.days = to, [INDEX_##number].successors = {LIST next}, [INDEX_##number].joint_with = (joint),
#include "proto/councils.def"
#undef COUNCIL
#define NEIGHBOURS(number, ...) [INDEX_##number].neighbours = {__VA_ARGS__},
#include "proto/neighbours.def"
#undef NEIGHBOURS
};

/* Rows of `is_in`, in which the councils of an area are found without asking each one: at the area's place in `areas`. */
enum {
	ROW_NORTH_EAST = 1,
	ROW_NORTH_WEST,
	ROW_YORKSHIRE_AND_THE_HUMBER,
	ROW_EAST_MIDLANDS,
	ROW_WEST_MIDLANDS,
	ROW_EAST_OF_ENGLAND,
	ROW_LONDON,
	ROW_SOUTH_EAST,
	ROW_SOUTH_WEST,
	ROW_INNER,
	ROW_OUTER,
	ROW_NOT = 0, /* in no part of London */
};

static const uint8_t is_in[AREA_COUNT][COUNCIL_COUNT] = {
#define COUNCIL(number, title, kind, region, part, ons, ons_before, from, to, next, joint) \
	[ROW_##region][INDEX_##number] = 1, [ROW_##part][INDEX_##number] = 1,
#include "proto/councils.def"
#undef COUNCIL
};

/* Councils that are not there on every date, or have their workforce in common with another. */
static const uint8_t is_exception[COUNCIL_COUNT] = {
#define COUNCIL(number, title, kind, region, part, ons, ons_before, from, to, next, joint) \
	[INDEX_##number] = (from) != ALWAYS || (to) != STILL || (joint) != ALONE,
#include "proto/councils.def"
#undef COUNCIL
};

/* The councils whose place in the row is not 0. */
static unsigned row_councils(const uint8_t row[static COUNCIL_COUNT], const struct council *out[static COUNCIL_COUNT_MAX])
{
	unsigned count = 0;

	for (const uint8_t *at = row; (at = memchr(at, 1, (size_t)(row + COUNCIL_COUNT - at))) != NULL; at++)
		out[count++] = &councils[at - row];
	return count;
}

unsigned council_exceptions(const struct council *out[static COUNCIL_COUNT_MAX])
{
	return row_councils(is_exception, out);
}

unsigned council_count(void)
{
	return COUNCIL_COUNT;
}

const struct council *council_at(unsigned index)
{
	INVARIANT(index < COUNCIL_COUNT);
	return &councils[index];
}

unsigned council_index(const struct council *council)
{
	return (unsigned)(council - councils);
}

const struct council *council_find(uint16_t code)
{
	unsigned low = 0;
	unsigned high = COUNCIL_COUNT;
	while (low < high) {
		unsigned middle = low + (high - low) / 2;
		if (councils[middle].code == code)
			return &councils[middle];
		if (councils[middle].code < code)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

enum error council_parse(struct slice text, const struct council **out)
{
	if (text.size != 3)
		return ERROR_MALFORMED;
	unsigned code = 0;
	for (size_t i = 0; i < text.size; i++) {
		if (text.data[i] < '0' || text.data[i] > '9')
			return ERROR_MALFORMED;
		code = code * 10 + (unsigned)(text.data[i] - '0');
	}
	const struct council *council = council_find((uint16_t)code);
	if (council == NULL)
		return ERROR_NOT_FOUND;
	*out = council;
	return ERROR_NONE;
}

bool council_exists_on(const struct council *council, struct date date)
{
	return council->valid_from.days <= date.days && date.days <= council->valid_to.days;
}

unsigned council_predecessors(const struct council *council, const struct council *out[static PREDECESSOR_COUNT_MAX])
{
	unsigned count = 0;

	for (unsigned i = 0; i < COUNCIL_COUNT; i++)
		for (unsigned j = 0; j < SUCCESSOR_COUNT_MAX; j++)
			if (councils[i].successors[j] == council->code && count < PREDECESSOR_COUNT_MAX)
				out[count++] = &councils[i];
	return count;
}

const struct area *council_region(const struct council *council)
{
	const struct area *region = area_find(slice_from_text(council->region_code));

	INVARIANT(region);
	return region;
}

unsigned area_count(void)
{
	return AREA_COUNT;
}

const struct area *area_at(unsigned index)
{
	INVARIANT(index < AREA_COUNT);
	return &areas[index];
}

const struct area *area_find(struct slice text)
{
	for (unsigned i = 0; i < AREA_COUNT; i++) {
		if (slice_equal_ignoring_case(slice_from_text(areas[i].name), text) ||
		    slice_equal_ignoring_case(slice_from_text(areas[i].code), text))
			return &areas[i];
	}
	return NULL;
}

void area_list(struct text *text)
{
	for (unsigned i = 0; i < AREA_COUNT; i++) {
		if (i > 0)
			text_put(text, ", ");
		text_put(text, areas[i].name);
	}
}

static bool has_member(const struct area *area, uint16_t code)
{
	unsigned low = 0;
	unsigned high = area->member_count;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (area->members[middle] < code)
			low = middle + 1;
		else
			high = middle;
	}
	return low < area->member_count && area->members[low] == code;
}

static bool has_all_successors(const struct area *area, const struct council *council)
{
	for (unsigned i = 0; i < SUCCESSOR_COUNT_MAX && council->successors[i]; i++)
		if (!has_member(area, council->successors[i]))
			return false;
	return council->successors[0] != 0;
}

bool area_has(const struct area *area, const struct council *council)
{
	switch (area->kind) {
	case AREA_ENGLAND:
		return true;
	case AREA_REGION:
		return slice_equal(slice_from_text(area->code), slice_from_text(council->region_code));
	case AREA_INNER_LONDON:
		return council->london == LONDON_INNER;
	case AREA_OUTER_LONDON:
		return council->london == LONDON_OUTER;
	case AREA_NEIGHBOURS:
	case AREA_GROUP:
	case AREA_LIST:
		return has_member(area, council->code) || has_all_successors(area, council);
	}
	return false;
}

/* NULL when the area is none of those that are always there, or all of England. */
static const uint8_t *row_of(const struct area *area)
{
	for (unsigned i = 1; i < AREA_COUNT; i++)
		if (area_equal(area, &areas[i]))
			return is_in[i];
	return NULL;
}

unsigned area_councils(const struct area *area, const struct council *out[static COUNCIL_COUNT_MAX])
{
	const uint8_t *row = row_of(area);
	unsigned count = 0;

	if (row)
		return row_councils(row, out);
	for (unsigned i = 0; i < COUNCIL_COUNT; i++)
		if (area_has(area, &councils[i]))
			out[count++] = &councils[i];
	return count;
}

bool area_equal(const struct area *a, const struct area *b)
{
	return slice_equal(slice_from_text(a->code), slice_from_text(b->code));
}
