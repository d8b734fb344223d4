/* The words below a figure's title: what is measured, where, when, whose figures they are, how many councils', and how new. Pure. */
#pragma once

#include "collector/core/ranking.h"
#include "collector/pages/frame.h"

/* "in %, by councils’ own returns": behind the name of what is measured. */
void figure_put_source(struct text *text, const struct indicator *indicator, enum cube_source source);
/* Of a figure that is of a ranking's councils: "Vacancy rate (FTE), North West, September 2021, in %, by councils’ own returns. 23 of 23 councils have
 * reported. As of ..."; `remark`, NULL for none, is a sentence before the last one. */
const char *figure_about(struct composer *composer, const struct ranking *ranking, const char *remark, const struct page_frame *frame);
/* The same of its councils' months from `first` up to the ranking's; how many councils that is of is said of the ranking's own. */
const char *figure_about_months(struct composer *composer, const struct ranking *ranking, struct month first, const char *remark,
				const struct page_frame *frame);
