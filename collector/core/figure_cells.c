#include "collector/core/figure_cells.h"

#include "collector/core/extent.h"
#include "collector/core/words.h"
#include "proto/status.h"

enum { CELL_BYTES_MAX = 64 };

void terminal_table_put_value(struct terminal_table *table, const struct indicator *indicator, const struct indicator_value *value)
{
	char bytes[CELL_BYTES_MAX];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	if (value->symbol)
		text_put(&text, symbol_text(value->symbol));
	else
		indicator_put_value(&text, indicator, value->value);
	terminal_table_put(table, text_slice(&text));
}

void terminal_table_put_england(struct terminal_table *table, const struct indicator *indicator, const struct column_summary *england)
{
	if (extent_is_england(england))
		terminal_table_put_value(table, indicator, &england->pooled.value);
	else
		terminal_table_put_text(table, "–");
}

void terminal_table_put_change(struct terminal_table *table, const struct indicator *indicator, bool is_known, int64_t change)
{
	char bytes[CELL_BYTES_MAX];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	if (is_known)
		words_put_change(&text, indicator, change);
	else
		text_put(&text, "–");
	terminal_table_put(table, text_slice(&text));
}

void terminal_table_put_date(struct terminal_table *table, int64_t seconds)
{
	char bytes[CELL_BYTES_MAX];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	text_put_date(&text, date_of_time(seconds));
	terminal_table_put(table, text_slice(&text));
}
