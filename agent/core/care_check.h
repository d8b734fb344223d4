/* Care check: what the rows of a child say against each other. Findings only; no row is changed. */
#pragma once

#include "agent/core/care_store.h"
#include "agent/core/care_years.h"
#include "agent/core/findings.h"

/* After care_merge. */
void care_check(const struct care_store *store, const struct care_years *years, struct findings *findings);
