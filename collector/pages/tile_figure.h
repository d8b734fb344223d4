/* The map of an area's councils as tiles, one indicator's bands on them. Pure. */
#pragma once

#include "collector/pages/glance.h"

/* "map", of one of the glance's columns; `as_of` ends its caption. Its table is folded below the picture. */
void tile_figure_make(struct figure *figure, const struct page_request *request, struct composer *composer, const struct glance *glance,
		      unsigned column, const char *as_of);
