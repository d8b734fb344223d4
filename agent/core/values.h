/* Values: what the cells of any table are read as. Each returns RULE_NONE, or why the text is no such value; *out is written only then. */
#pragma once

#include <stdbool.h>

#include "agent/core/rules.h"
#include "common/error.h"
#include "common/month.h"
#include "common/slice.h"

/* 2021-09-30 or 30/09/2021; a midnight behind it is passed over. */
enum rule value_date(struct slice text, struct date *out) MUST_CHECK;
/* 2021-09 */
enum rule value_month(struct slice text, struct month *out) MUST_CHECK;
/* 0, 1, true or false, in any case. */
enum rule value_flag(struct slice text, bool *out) MUST_CHECK;
