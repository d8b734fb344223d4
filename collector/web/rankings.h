/* The page of a ranking, which is the first page as well: it fills in what was not asked for. */
#pragma once

#include "collector/web/answering.h"

struct answer_kind rankings_page(void);
