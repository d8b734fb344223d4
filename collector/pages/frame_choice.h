/* The form's lists, by what the page takes. Private to frame.c. */
#pragma once

#include "collector/pages/frame.h"

void choice_make(struct page_choice *choice, const struct page_request *request, struct composer *composer);
