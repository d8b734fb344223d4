/* The page of one council: its profile, its charts, its neighbours, what happened to it, and what it sent. Pure. */
#pragma once

#include "collector/pages/page.h"

/* As struct page's make. Without a council, or with one that is not of the area: a page to choose one from. */
enum error council_page_make(const struct page_request *request, struct composer *composer, struct page_content *out,
			     struct problem *problem) MUST_CHECK;
