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

/* What stands below a figure of an area's councils that is not of one indicator. */
struct area_about {
	const char *what;     /* "Headline indicators" */
	const char *coverage; /* a sentence: how many councils' figures these are; NULL for none */
	const char *remark;   /* sentences; NULL for none */
};

/* "Headline indicators, North West, September 2021, by councils’ own returns. 22 of 23 councils have figures. As of ..." */
const char *figure_area_about(struct composer *composer, const struct question *question, const struct area_about *about, const char *as_of);
/* "22 of 23 councils have figures." */
const char *figure_coverage(struct composer *composer, unsigned count, unsigned expected);
