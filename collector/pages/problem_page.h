/* The page that says why there is no other, and what to do. Pure. */
#pragma once

#include "common/arena.h"
#include "common/text.h"

/* `title` and `sentence` say what is wrong and what to do, `notice` what every showing of this store's figures must say ("" for nothing). ERROR_NO_MEMORY, ERROR_LIMIT. */
enum error problem_page_write(const char *title, const char *sentence, const char *notice, struct arena *arena, struct text *out) MUST_CHECK;
