#include "collector/core/chart_since.h"

#include "collector/core/words.h"

/* Of the readings before `index`, from the newest one on. */
static void before_find(const struct control_chart *chart, unsigned index, unsigned side, struct chart_since *since)
{
	bool is_row = true;

	while (index-- > 0) {
		bool is_beyond = chart->marks[index].part_of & side;

		if (!chart->values[index].is_known)
			continue;
		is_row &= is_beyond;
		since->in_a_row += is_row;
		if (!is_row && is_beyond && !since->has_before) {
			since->has_before = true;
			since->before = chart->months[index];
		}
	}
}

struct chart_since chart_since_of(const struct control_chart *chart, struct month month)
{
	struct chart_since since = {.is_outside = false};
	unsigned last = chart->count - 1, side;

	if (chart->phase_count == 0 || chart->count == 0 || month_compare(chart->months[last], month) != 0)
		return since;
	side = chart->marks[last].part_of & (XMR_ABOVE | XMR_BELOW);
	if (!side)
		return since;
	since = (struct chart_since){.is_outside = true, .is_high = side & XMR_ABOVE, .in_a_row = 1};
	before_find(chart, last, side, &since);
	for (unsigned index = 0; index < chart->count; index++)
		since.known += chart->values[index].is_known;
	return since;
}

void chart_since_put(struct text *text, const struct control_chart *chart, const struct chart_since *since)
{
	bool is_monthly = chart->source != SOURCE_OFFICIAL;

	if (!since->is_outside)
		return;
	text_put(text, since->is_high ? "above its limits for the " : "below its limits for the ");
	if (since->in_a_row > 1) {
		words_put_ordinal(text, since->in_a_row);
		text_put(text, is_monthly ? " month in a row" : " time in a row");
	} else if (since->has_before) {
		text_put(text, "first time since ");
		text_put_month_name(text, since->before);
	} else {
		text_put(text, "first time in all ");
		text_put_u64(text, since->known);
		text_put(text, is_monthly ? " months held" : " releases held");
	}
}
