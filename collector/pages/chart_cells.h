/* What tables of charts have in common: limits, what many councils make together, and what happened on the time axis. Pure. */
#pragma once

#include "collector/core/column.h"
#include "collector/core/event.h"
#include "collector/core/xmr.h"
#include "collector/pages/figure.h"

/* The columns of a phase's limits: mean, lower, upper, and which signal a month completes. */
void chart_add_limit_columns(struct figure *figure);
/* Their cells; `completes` is of the month's xmr_mark. */
void chart_add_limits(struct figure *figure, const struct indicator *indicator, const struct xmr_phase *phase, unsigned completes);
/* The pooled figure; an empty cell where there is none, or it is not to be said. */
void chart_add_together(struct figure *figure, const struct indicator *indicator, const struct column_summary *summary, bool is_said);
/* A row of the time axis: "Standard inspection: inadequate", with its day. */
void chart_add_event(struct figure *figure, const struct event *event);
