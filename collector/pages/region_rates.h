/* The headline indicators of an area as a whole, beside England's. Pure. */
#pragma once

#include "collector/pages/glance.h"
#include "collector/pages/region_view.h"

/* Sets the view's rates: those of the glance's columns of which the area has a rate. */
void region_rates_make(struct region_view *view, const struct page_request *request, struct composer *composer, const struct glance *glance);
