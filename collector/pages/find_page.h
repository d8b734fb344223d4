/* The search for a council: the councils that what was typed may mean, or all of them. Pure. */
#pragma once

#include "collector/pages/page.h"

/* Errors as struct page's make. */
enum error find_page_make(const struct page_request *request, struct composer *composer, struct page_content *out, struct problem *problem);
/*
 * Whether one council is meant without doubt, and no region is called so; *out is then the address of its page, in the composer's arena. False after the
 * composer's error.
 */
bool find_page_locate(const struct question *question, struct composer *composer, const char **out);
