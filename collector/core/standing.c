#include "collector/core/standing.h"

#include <stddef.h>

#include "collector/core/extent.h"

/* How many of the ascending values are below `value`, or, with `or_equal`, not above it. */
static unsigned count_below(const struct field *field, int64_t value, bool or_equal)
{
	unsigned low = 0;
	unsigned high = field->summary.counted;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (field->values[middle] < value || (or_equal && field->values[middle] == value))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* England's cut points in the release of the month; where the release is missing, or too small to speak of England, the area's, if they can be cut there. */
static enum error bands_find(const struct cube_view *cube, const struct area *area, struct field *field)
{
	const struct column *column = field->column;
	const struct column *official = column;
	enum error error = ERROR_NONE;

	if (quartiles_cut_bands(field->summary.counted, field->summary.expected)) {
		field->bands = field->summary.quartiles;
		field->band_area = area;
	}
	if (column->source != SOURCE_OFFICIAL)
		error = cube_column(cube, SOURCE_OFFICIAL, column->indicator, column->month, &official);
	if (error || official->england.counted == 0 || !extent_is_england(&official->england))
		return error;
	field->has_england_bands = true;
	field->band_area = area_find(SLICE_LITERAL("England"));
	field->bands = official->england.quartiles;
	return ERROR_NONE;
}

enum error field_make(const struct cube_view *cube, const struct column *column, const struct area *area, struct arena *arena, struct field *out)
{
	int64_t *values = arena_take(arena, council_count(), sizeof(*values));
	struct field field = {.column = column, .values = values};
	enum error error;

	if (!values)
		return ERROR_NO_MEMORY;
	column_sum(column, area, values, &field.summary);
	error = bands_find(cube, area, &field);
	if (!error)
		*out = field;
	return error;
}

struct standing field_standing(const struct field *field, const struct cell *cell)
{
	enum polarity polarity = field->column->indicator->polarity;
	struct standing standing = {.rank = 0};
	int64_t value;

	if (!cell || cell->value.symbol)
		return standing;
	value = cell->value.value;
	standing.from_highest = field->summary.counted - count_below(field, value, true) + 1;
	standing.rank = polarity == POLARITY_LOW_IS_GOOD ? count_below(field, value, false) + 1 : standing.from_highest;
	standing.band = quartile_band(&field->bands, polarity, value);
	return standing;
}
