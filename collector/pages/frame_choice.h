/* The form's lists, by what the page takes. Private to frame.c. */
#pragma once

#include "collector/pages/frame.h"

enum { CHOICE_KEPT_MAX = 6 };

/* Which moment's knowledge the page shows, as fields of a form beside those that are kept already; `kept` has room for CHOICE_KEPT_MAX. */
void choice_keep_moment(struct page_kept *kept, unsigned *count, const struct moment *moment, struct composer *composer);
void choice_make(struct page_choice *choice, const struct page_request *request, struct composer *composer);
