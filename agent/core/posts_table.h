/* The posts table: what no worker row holds, one month a row: vacancies, agency cover, cases, case holders, working days lost. */
#pragma once

#include "agent/core/layout.h"

extern const struct layout posts_layout;
