/* Checks: what the workforce's files say of each other. Its findings are warnings: nothing is changed by them. */
#pragma once

#include "agent/core/workforce.h"

enum { UNBALANCED_PERCENT = 5, UNBALANCED_PEOPLE = 3 };

/* After everything else of workforce_close. */
void workforce_check(const struct workforce *workforce, struct findings *findings);
