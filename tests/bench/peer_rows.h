/* The rows of the peers' tables, in the order of their keys, so that they are loaded as fast as they can be. */
#pragma once

#include "tests/bench/peer_sql.h"

enum { ROW_COLUMNS_MAX = DATA_MEASURES + 4 };

/* One row: keys first. `cells` is borrowed for the call. */
typedef void (*row_take)(void *context, const int64_t *cells, unsigned count);

/* Key columns in front of the figures: month, region, council, and the measure before them in the long layout. */
unsigned rows_key_count(enum sql_layout layout);
/* All rows of figures_long or figures_wide. */
void rows_make(const struct data *data, enum sql_layout layout, row_take take, void *context);
