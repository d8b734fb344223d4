/* Council label: which council a cell means, by its three digits, its ONS code or its name, as people write them. */
#pragma once

#include <stdint.h>

#include "common/slice.h"

/* The council's three digits; `own` where its name fits, since names came back after reorganisations. 0: no council that is known. */
uint16_t council_label_find(struct slice label, uint16_t own);
