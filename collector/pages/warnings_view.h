/* What dashboards/templates/warnings.html reads. */
#pragma once

#include "collector/pages/frame.h"
#include "collector/pages/warning_list.h"

struct warnings_view {
	struct page_frame frame;
	const char *where;           /* "North West, October 2021" */
	const char *summary;         /* how many are flagged, and how many would be by chance; or why nothing was tested */
	const char *caution;         /* what the store's notice means for warnings; NULL for none */
	const char *tests, *control; /* what was looked at, and over what false alarms are controlled; NULL when nothing was */
	const char *data_path;
	const char *none; /* why there is no warning; NULL when there is one */
	const char *rest; /* how many are not in the list; NULL: all are */
	struct warning_list list;
	struct figure flagged, together, followed;
	const char *record; /* what the history of joined signals is made of */
};

void warnings_html(struct text *out, const struct warnings_view *view);
