/*
 * The editions of the catalogue, by which the returns of one month may have been made side by side. Private to proto/ and its tests; the others ask
 * catalogue.h.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* An edition's number is its place in the list, from 1, the oldest. It is stored with each return, so an edition that is listed stays where it is. */
struct edition {
	const char *hash;        /* 64 hexadecimal digits */
	const uint16_t *changed; /* measures whose meaning is another than in the edition before, up to a MEASURE_NONE; NULL: none */
};

/*
 * Whether the measure's meaning is another in edition `a` than in `b`, whichever is older. Of an edition that is not known (0, or above `count`) nothing
 * is known: it differs from every other one.
 */
bool edition_changed_between(const struct edition *editions, unsigned count, unsigned a, unsigned b, uint16_t measure);
