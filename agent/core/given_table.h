/* The given table: month,measure,value, for what no statutory file holds. */
#pragma once

#include "agent/core/layout.h"

extern const struct layout given_layout;
