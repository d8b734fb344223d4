#include "collector/core/recent_column.h"

#include <stddef.h>

#include "collector/core/extent.h"

static enum error published_find(const struct cube_view *cube, const struct indicator *indicator, struct month month, const struct column **out)
{
	const struct month *months;
	unsigned count;
	enum error error = cube_months(cube, SOURCE_OFFICIAL, &months, &count);

	*out = NULL;
	for (unsigned i = count; i-- > 0 && !error;) {
		const struct column *column;

		if (month_compare(months[i], month) > 0)
			continue;
		if (month.index - months[i].index >= RECENT_MONTHS_MAX)
			break;
		error = cube_column(cube, SOURCE_OFFICIAL, indicator, months[i], &column);
		if (error || column->england.reported == 0)
			continue;
		*out = column;
		break;
	}
	return error;
}

enum error recent_column(const struct cube_view *cube, enum cube_source source, const struct indicator *indicator, struct month month,
			 const struct column **out)
{
	return source == SOURCE_OFFICIAL ? published_find(cube, indicator, month, out) : cube_column(cube, source, indicator, month, out);
}

enum error recent_england(const struct cube_view *cube, const struct column *own, const struct column **out)
{
	const struct column *found = own;
	enum error error = ERROR_NONE;

	if (!extent_is_england(&own->england))
		error = published_find(cube, own->indicator, own->month, &found);
	if (!error)
		*out = found && extent_is_england(&found->england) ? found : NULL;
	return error;
}
