/*
 * Who a row of a release is about. The three-digit code is the key; the ONS code and the name are labels that are compared with the council table,
 * and a disagreement is told and decides nothing.
 */
#pragma once

#include "common/slice.h"
#include "proto/councils.h"

struct reporter {
	const struct council *council, *joint; /* joint: of "314 / 318" the second; NULL: alone */
};

/* False: it is not the code of a council, or of two with " / " between. */
bool reporter_find(struct slice codes, struct reporter *out);
/* By the ONS code that a council has or had; alone. False: no council has had it. */
bool reporter_find_by_ons(struct slice ons_code, struct reporter *out);
/* Whether these are codes that the councils have or had, as many as there are councils. */
bool reporter_has_ons_codes(const struct reporter *reporter, struct slice ons_codes);
/* Whether these are the councils' names, in any of the spellings that the series use: "St Helens", "Bristol", "Kingston Upon Hull, City of". */
bool reporter_has_names(const struct reporter *reporter, struct slice names);
