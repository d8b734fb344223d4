/* What a row is compared with, in words. */
#include "collector/core/extent.h"
#include "collector/core/ranking_comparison.h"
#include "collector/core/ranking_row_sentences.h"
#include "collector/core/words.h"

static void put_signed(struct text *text, int64_t value, unsigned decimals)
{
	text_put(text, value > 0 ? "+" : value < 0 ? "\xe2\x88\x92" : "");
	text_put_decimal(text, value < 0 ? -value : value, decimals, decimals);
}

/* "+3.5 (−1.7 to +10.1)" */
static void put_difference(struct text *text, const struct ranking_beside *beside, unsigned decimals)
{
	put_signed(text, beside->difference, decimals);
	if (!beside->has_interval)
		return;
	text_put(text, " (");
	put_signed(text, beside->low, decimals);
	text_put(text, " to ");
	put_signed(text, beside->high, decimals);
	text_put(text, beside->low <= 0 && beside->high >= 0 ? ", which may be chance)" : ")");
}

static void put_rest(struct text *text, const struct ranking *ranking, const struct area *area, const struct ranking_beside *beside)
{
	if (!beside->is_known)
		return;
	if (text->size)
		text_put_char(text, ' ');
	text_put(text, "The rest of ");
	words_put_area(text, area);
	text_put(text, " (");
	text_put_u64(text, beside->included);
	text_put(text, " of ");
	text_put_u64(text, beside->expected);
	text_put(text, beside->expected == 1 ? " council): " : " councils): ");
	words_put_value(text, ranking->indicator, beside->value);
	text_put(text, ", the difference ");
	put_difference(text, beside, ranking->indicator->decimals);
	text_put_char(text, '.');
}

static void put_neighbours(struct text *text, const struct ranking *ranking, const struct ranking_comparison *comparison)
{
	const struct neighbour_summary *neighbours = &comparison->neighbours;
	unsigned decimals = neighbour_decimals(ranking->indicator);

	if (neighbours->count == 0)
		return;
	text_put(text, text->size ? " Its " : "Its ");
	text_put_u64(text, neighbours->expected);
	text_put(text, " statistical neighbours, ");
	text_put_u64(text, neighbours->count);
	text_put(text, " with a value: mean ");
	text_put_decimal(text, neighbours->mean, decimals, decimals);
	text_put(text, ", median ");
	text_put_decimal(text, neighbours->median, decimals, decimals);
	text_put(text, ", the difference to the mean ");
	put_difference(text, &comparison->mean, decimals);
	text_put_char(text, '.');
}

void ranking_put_comparison(struct text *text, const struct ranking *ranking, const struct ranking_row *row)
{
	struct ranking_comparison comparison;

	if (row->value.symbol)
		return;
	ranking_compare(ranking, row, &comparison);
	put_rest(text, ranking, ranking->area, &comparison.area);
	if (ranking->area->kind != AREA_ENGLAND && extent_is_england(&ranking->column->england))
		put_rest(text, ranking, area_find(SLICE_LITERAL("England")), &comparison.england);
	put_neighbours(text, ranking, &comparison);
}
