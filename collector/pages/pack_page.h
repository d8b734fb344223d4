/* The meeting pack: an area's month as one document to be printed and taken into the room. Pure. */
#pragma once

#include "collector/pages/page.h"

/* As struct page's make. */
enum error pack_page_make(const struct page_request *request, struct composer *composer, struct page_content *out,
			  struct problem *problem) MUST_CHECK;
