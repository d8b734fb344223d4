/* The catalogue's canonical text, over which its hash is taken. Private to proto/ and its tests. */
#pragma once

#include "proto/catalogue.h"

/* The most bytes that one row's canonical text has. */
enum { CATALOGUE_ROW_BYTES_MAX = 4096 };

/*
 * A row as one line: its kind and every column in the table's order, each behind a tab, and a newline. Enumerations are written by name, so that the
 * text does not depend on the compiler; columns hold no control characters (a unit test holds the rows to it), so that no two rows look alike.
 */
void measure_canonical(const struct measure *measure, struct text *text);
void indicator_canonical(const struct indicator *indicator, struct text *text);
/* SHA-256 over all lines: measures ascending by number, then indicators ascending by id, whatever the order of the rows. */
struct digest catalogue_hash_of(const struct measure *measures, unsigned measure_count, const struct indicator *indicators, unsigned indicator_count);
