/*
 * The tables of the early warnings: what is flagged, councils by all of their indicators together, and what followed joined signals in the history held.
 * Pure; in the composer's arena. Title, about and address are set by whoever shows them.
 */
#pragma once

#include "collector/core/alerts.h"
#include "collector/pages/page.h"

/* One row for each flagged test, in order of rank. */
void warnings_figure_flagged(struct figure *figure, const struct page_request *request, struct composer *composer, const struct alerts *alerts);
/* One row for each council of the area with a test of an indicator that has a good direction, most for the worse first. */
void warnings_figure_together(struct figure *figure, const struct page_request *request, struct composer *composer, const struct alerts *alerts);
/* One row for each joined signal and kind of trouble: how often trouble came within two years with it, and without it. */
void warnings_figure_followed(struct figure *figure, struct composer *composer, const struct alerts *alerts);
