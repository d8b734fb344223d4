/* What dashboards/templates/data.html reads. */
#pragma once

#include "collector/pages/frame.h"

struct data_view {
	struct page_frame frame;
	const char *summary;
	struct figure tables;     /* of whole pages */
	struct figure indicators; /* of each indicator */
	struct figure councils;   /* of each council */
	struct figure feeds;      /* the API's answers */
};

void data_html(struct text *out, const struct data_view *view);
