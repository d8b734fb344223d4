/*
 * Disclosure control: under which policy measures leave. The policy of this version is for workforce measures, which are not suppressed for size:
 * it passes open measures as they are, and nothing else.
 */
#pragma once

#include <stdbool.h>

#include "common/slice.h"
#include "proto/catalogue.h"

/* "workforce-open-1"; static storage. It travels with the return. */
struct slice disclosure_policy(void);
/* Whether the measure may leave under the policy: no measure may whose small counts are protected. */
bool disclosure_permits(const struct measure *measure);
