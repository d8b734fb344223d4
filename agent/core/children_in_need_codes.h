/* The CIN census's codes that bear on figures, and how they are grouped (Department for Education, "Children in need census: guide"). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/slice.h"

enum referral_source { SOURCE_OTHER, SOURCE_INDIVIDUAL, SOURCE_SCHOOLS, SOURCE_HEALTH, SOURCE_POLICE, SOURCE_COUNCIL, SOURCE_COUNT };
enum primary_need { NEED_OTHER, NEED_ABUSE, NEED_DISABILITY, NEED_COUNT };
enum abuse_category { CATEGORY_UNKNOWN, CATEGORY_NEGLECT, CATEGORY_PHYSICAL, CATEGORY_SEXUAL, CATEGORY_EMOTIONAL, CATEGORY_MULTIPLE, CATEGORY_COUNT };

/*
 * The group of a code; letters of either case. False, and the group for what is not known, when the code is none of the census's. The sets of 2017 to
 * 2026 are taken as one: no code of these tables was found to have come or gone in between.
 */
bool referral_source_of(struct slice code, uint8_t *group);
bool primary_need_of(struct slice code, uint8_t *group);
bool abuse_category_of(struct slice code, uint8_t *group);
/* Nothing is grouped by the reason for closure; it is only known or not. */
bool is_closure_reason(struct slice code);
/* Whether the reason is that an assessment found the child not to be in need. */
bool is_denied_by(struct slice code);
