/* What the indicator's page says of single councils: of the one in focus in full, of all ranks below. Pure. */
#pragma once

#include "collector/core/ranking.h"
#include "collector/pages/indicator_view.h"

/* The council in focus: nothing when the ranking has none. */
void indicator_focus_describe(struct indicator_view *view, const struct page_request *request, const struct ranking *ranking,
			      struct composer *composer);
/* What is to be known of every rank; rows of which there is nothing to be known are left out. */
void indicator_ranks_describe(struct indicator_view *view, const struct page_request *request, const struct ranking *ranking,
			      struct composer *composer);
