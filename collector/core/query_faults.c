#include "collector/core/query_faults.h"

#include <string.h>

#include "collector/core/area_text.h"
#include "proto/catalogue.h"
#include "proto/councils.h"

#define UNUSABLE " cannot be used: "

enum {
	VALUE_BYTES_MAX = 64, /* longer ones are not compared with ids */
	NEAREST_COUNT = 3,
	INSERTED_COST = 1, /* a part of an id is nearer to it than a word with other letters */
	REMOVED_COST = 2,
	CODE_BYTES = 3,
};

static unsigned min_of(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* What it costs to make the id of the value, letter by letter (Wagner and Fischer 1974). `value` has at most VALUE_BYTES_MAX bytes. */
static unsigned edit_cost(struct slice value, const char *id)
{
	unsigned costs[VALUE_BYTES_MAX + 1];

	for (size_t i = 0; i <= value.size; i++)
		costs[i] = (unsigned)i * REMOVED_COST;
	for (; *id; id++) {
		unsigned diagonal = costs[0];

		costs[0] += INSERTED_COST;
		for (size_t i = 1; i <= value.size; i++) {
			unsigned replaced = diagonal + (value.data[i - 1] == (uint8_t)*id ? 0 : INSERTED_COST + REMOVED_COST);

			diagonal = costs[i];
			costs[i] = min_of(replaced, min_of(costs[i] + INSERTED_COST, costs[i - 1] + REMOVED_COST));
		}
	}
	return costs[value.size];
}

/* The indicator that is nearest of those that are not farther than the last one, in the catalogue's order. */
static const struct indicator *next_nearest(struct slice value, const struct indicator *const *before, unsigned before_count)
{
	const struct indicator *nearest = NULL;

	for (unsigned i = 0; i < catalogue_indicator_count(); i++) {
		const struct indicator *indicator = catalogue_indicator_at(i);
		bool is_taken = false;

		for (unsigned j = 0; j < before_count; j++)
			is_taken = is_taken || before[j] == indicator;
		if (!is_taken && (!nearest || edit_cost(value, indicator->id) < edit_cost(value, nearest->id)))
			nearest = indicator;
	}
	return nearest;
}

void indicator_put_fault(struct text *text, struct slice value)
{
	const struct indicator *nearest[NEAREST_COUNT];

	if (value.size == 0 || value.size > VALUE_BYTES_MAX)
		return;
	text_put(text, " must be the id of an indicator; the nearest to what was asked for are ");
	for (unsigned i = 0; i < NEAREST_COUNT; i++) {
		static const char *const between[NEAREST_COUNT] = {"", ", ", " and "};

		nearest[i] = next_nearest(value, nearest, i);
		text_put(text, between[i]);
		text_put(text, nearest[i]->id);
	}
	text_put(text, "; the definitions have them all");
}

/* NULL when no council is called so. */
static const struct council *council_named(struct slice value)
{
	for (unsigned i = 0; i < council_count(); i++)
		if (slice_equal_ignoring_case(value, slice_from_text(council_at(i)->name)))
			return council_at(i);
	return NULL;
}

static bool is_digits(struct slice text)
{
	for (size_t i = 0; i < text.size; i++)
		if (text.data[i] < '0' || text.data[i] > '9')
			return false;
	return text.size > 0;
}

static void put_name_has_code(struct text *text, const struct council *council)
{
	text_put(text, UNUSABLE);
	text_put(text, council->name);
	text_put(text, " is a council's name: its code is ");
	text_put_u64(text, council->code);
}

/* Of three digits that are no council's. */
static void put_no_council(struct text *text, struct slice code)
{
	text_put(text, UNUSABLE);
	text_put_slice(text, code);
	text_put(text, " is no council");
}

void council_put_fault(struct text *text, struct slice value)
{
	const struct council *named = council_named(value);

	if (named)
		put_name_has_code(text, named);
	else if (is_digits(value) && value.size == CODE_BYTES)
		put_no_council(text, value);
}

static bool is_list(struct slice value)
{
	for (size_t i = 0; i < value.size; i++)
		if (!strchr("0123456789, ", value.data[i]) || !value.data[i])
			return false;
	return value.size > 0;
}

/* Whether the code stands among the first `size` bytes of the list. */
static bool stands_before(struct slice list, size_t size, struct slice code)
{
	struct slice rest = slice_from(list.data, size);

	while (rest.size)
		if (slice_equal(slice_trim(slice_split(&rest, ',')), code))
			return true;
	return false;
}

/* What is wrong with one code of the list that begins at `offset`; false: nothing. */
static bool put_code_fault(struct text *text, struct slice list, size_t offset, struct slice code)
{
	const struct council *council;

	if (!is_digits(code) || code.size != CODE_BYTES) {
		text_put(text, UNUSABLE "it has to be councils' codes of three digits, each with a comma before the next, such as 340,341,342");
		return true;
	}
	if (council_parse(code, &council)) {
		put_no_council(text, code);
		return true;
	}
	if (!stands_before(list, offset, code))
		return false;
	text_put(text, UNUSABLE);
	text_put_slice(text, code);
	text_put(text, " stands in it twice");
	return true;
}

static void list_put_fault(struct text *text, struct slice list)
{
	struct slice rest = list;
	bool has_more = true;
	unsigned count = 0;

	for (; has_more; count++) {
		size_t before = rest.size, offset = list.size - rest.size;
		struct slice code = slice_split(&rest, ',');

		if (put_code_fault(text, list, offset, slice_trim(code)))
			return;
		has_more = code.size < before;
	}
	if (count > AREA_COUNCILS_MAX) {
		text_put(text, UNUSABLE "it names ");
		text_put_u64(text, count);
		text_put(text, " councils, and can name at most ");
		text_put_u64(text, AREA_COUNCILS_MAX);
	}
}

static void neighbours_put_fault(struct text *text, struct slice code)
{
	const struct council *council;

	if (is_digits(code) && code.size == CODE_BYTES && council_parse(code, &council)) {
		put_no_council(text, code);
	} else if (council_parse(code, &council)) {
		text_put(text, UNUSABLE "behind neighbours: stands the code of one council, such as neighbours:342");
	} else {
		text_put(text, UNUSABLE);
		text_put(text, council->name);
		text_put(text, " has no statistical neighbours");
	}
}

void area_put_fault(struct text *text, struct slice value)
{
	const struct slice neighbours = SLICE_LITERAL("neighbours:"), group = SLICE_LITERAL("group:");
	const struct council *named = council_named(value);

	if (named)
		put_name_has_code(text, named);
	else if (is_list(value))
		list_put_fault(text, value);
	else if (slice_starts_with(value, neighbours))
		neighbours_put_fault(text, slice_from(value.data + neighbours.size, value.size - neighbours.size));
	else if (slice_starts_with(value, group))
		text_put(text, UNUSABLE
			 "behind group: stands the id of a group, which begins with a small letter and has small letters, digits and dashes");
}
