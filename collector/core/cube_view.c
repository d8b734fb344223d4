#include "collector/core/cube_view.h"

enum error cube_column(const struct cube_view *cube, enum cube_source source, const struct indicator *indicator, struct month month,
		       const struct column **out)
{
	return cube->column(cube->context, source, indicator, month, out);
}

enum error cube_series(const struct cube_view *cube, enum cube_source source, const struct indicator *indicator, uint16_t council, struct month first,
		       struct month last, const struct cell *const **cells)
{
	INVARIANT(month_compare(first, last) <= 0);
	return cube->series(cube->context, source, indicator, council, first, last, cells);
}

enum error cube_months(const struct cube_view *cube, enum cube_source source, const struct month **months, unsigned *count)
{
	return cube->months(cube->context, source, months, count);
}

enum error cube_history(const struct cube_view *cube, enum cube_source source, const struct indicator *indicator, uint16_t council,
			struct month month, const struct cell_version **versions, unsigned *count)
{
	return cube->history(cube->context, source, indicator, council, month, versions, count);
}

enum error cube_has_release(const struct cube_view *cube, uint16_t measure, bool *out)
{
	return cube->has_release(cube->context, measure, out);
}

enum error cube_sendings(const struct cube_view *cube, struct month month, const struct sending **sendings, unsigned *count)
{
	return cube->sendings(cube->context, month, sendings, count);
}

enum error cube_corrections(const struct cube_view *cube, int64_t since_s, const struct correction **corrections, unsigned *count)
{
	return cube->corrections(cube->context, since_s, corrections, count);
}
