/* Figures for operators: the server's own and the collector's health page, as Prometheus text; and the short answer of a health check. */
#pragma once

#include "collector/web/site.h"

/* GET /metrics */
void metrics_answer(struct site *site, struct http_answer *answer);
/* GET /healthz: 200 while a store is open and readable, else 503 with a sentence. */
void healthz_answer(struct site *site, struct http_answer *answer);
