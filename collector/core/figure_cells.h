/* Figures as cells of a terminal's table. */
#pragma once

#include "collector/core/column.h"
#include "collector/core/terminal.h"

/* "19.6", or the symbol in a value's place. */
void terminal_table_put_value(struct terminal_table *table, const struct indicator *indicator, const struct indicator_value *value);
/* England's sum; a dash where too few of its councils have reported to call it so. */
void terminal_table_put_england(struct terminal_table *table, const struct indicator *indicator, const struct column_summary *england);
/* "+1.4", or a dash when there is none. */
void terminal_table_put_change(struct terminal_table *table, const struct indicator *indicator, bool is_known, int64_t change);
/* "2021-09-30" of a time in seconds since 1970, UTC. */
void terminal_table_put_date(struct terminal_table *table, int64_t seconds);
