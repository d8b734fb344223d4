/* Which path is answered by what. */
#pragma once

#include "collector/web/site.h"

/* An http_handler over a struct site. */
void routes_answer(void *context, const struct http_request *request, struct http_answer *answer);
