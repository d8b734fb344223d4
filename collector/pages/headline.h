/*
 * The headline indicators: the ten that a regional alliance looks at first, of its workforce, of children looked after and of children in need. Where a
 * page has no room for all indicators it shows these. Pure.
 */
#pragma once

#include "proto/catalogue.h"

struct headline {
	const struct indicator *indicator;
	const char *label; /* short, for a column's head: "Vacancy rate" */
};

unsigned headline_count(void);
/* index < headline_count(), workforce first; of the catalogue, in static storage. */
struct headline headline_at(unsigned index);
/* The indicator's short label where it has one, else its label in the catalogue; static storage. */
const char *headline_label(const struct indicator *indicator);
