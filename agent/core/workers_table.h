/* The workers table: the council's own workers' posts and agency workers' assignments, all history, one a row. */
#pragma once

#include "agent/core/layout.h"

/* A ReasonLeave that is not one of the numbered codes: kept, and like every code but 7 a leaver's. */
enum { REASON_LEAVE_UNKNOWN = 255 };

extern const struct layout workers_layout;
