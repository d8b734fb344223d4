#include "collector/core/chart_since.h"

#include "collector/core/words.h"

enum { EXTREME_MONTHS = 12, EXTREME_RELEASE_MONTHS = 36 };

/* The known readings before the last one: those in a row with it, and the newest of the others that are like it. */
static void before_find(const struct control_chart *chart, bool (*is_like)(const struct control_chart *, unsigned, bool), struct chart_since *since)
{
	bool is_row = true;

	since->in_a_row = 1;
	since->known = 1;
	for (unsigned index = chart->count - 1; index-- > 0;) {
		bool is_alike = is_like(chart, index, since->is_high);

		if (!chart->values[index].is_known)
			continue;
		since->known++;
		is_row &= is_alike;
		since->in_a_row += is_row;
		if (!is_row && is_alike && !since->has_before) {
			since->has_before = true;
			since->before = chart->months[index];
		}
	}
}

static bool is_beyond(const struct control_chart *chart, unsigned index, bool is_high)
{
	return chart->marks[index].part_of & (is_high ? XMR_ABOVE : XMR_BELOW);
}

static bool is_as_far(const struct control_chart *chart, unsigned index, bool is_high)
{
	int64_t last = chart->values[chart->count - 1].value, value = chart->values[index].value;

	return is_high ? value >= last : value <= last;
}

/* Whether the one before it is so long ago, or there are readings for so long and none is like it. */
static bool is_extreme(const struct control_chart *chart, const struct chart_since *since)
{
	struct month last = chart->months[chart->count - 1];
	struct month from = since->has_before ? since->before : chart->months[0];
	int months = chart->source == SOURCE_OFFICIAL ? EXTREME_RELEASE_MONTHS : EXTREME_MONTHS;

	return since->in_a_row == 1 && last.index - from.index >= months;
}

struct chart_since chart_since_of(const struct control_chart *chart, struct month month, bool is_high)
{
	struct chart_since limits = {CHART_SINCE_LIMITS, .is_high = is_high}, extreme = {CHART_SINCE_EXTREME, .is_high = is_high};

	if (chart->count == 0 || month_compare(chart->months[chart->count - 1], month) != 0)
		return (struct chart_since){.kind = CHART_SINCE_NOTHING};
	if (chart->phase_count > 0 && !control_chart_is_slow(chart) && is_beyond(chart, chart->count - 1, is_high)) {
		before_find(chart, is_beyond, &limits);
		return limits;
	}
	before_find(chart, is_as_far, &extreme);
	return is_extreme(chart, &extreme) ? extreme : (struct chart_since){.kind = CHART_SINCE_NOTHING};
}

static void put_all(struct text *text, const struct control_chart *chart, const char *lead, const struct chart_since *since)
{
	text_put(text, lead);
	text_put_u64(text, since->known);
	text_put(text, chart->source == SOURCE_OFFICIAL ? " releases held" : " months held");
}

static void put_limits(struct text *text, const struct control_chart *chart, const struct chart_since *since)
{
	text_put(text, since->is_high ? "above its limits for the " : "below its limits for the ");
	if (since->in_a_row > 1) {
		words_put_ordinal(text, since->in_a_row);
		text_put(text, chart->source == SOURCE_OFFICIAL ? " time in a row" : " month in a row");
	} else if (since->has_before) {
		text_put(text, "first time since ");
		text_put_month_name(text, since->before);
	} else {
		put_all(text, chart, "first time in all ", since);
	}
}

void chart_since_put(struct text *text, const struct control_chart *chart, const struct chart_since *since)
{
	switch (since->kind) {
	case CHART_SINCE_NOTHING:
		return;
	case CHART_SINCE_LIMITS:
		put_limits(text, chart, since);
		return;
	case CHART_SINCE_EXTREME:
		text_put(text, since->is_high ? "the highest " : "the lowest ");
		if (!since->has_before) {
			put_all(text, chart, "of all ", since);
			return;
		}
		text_put(text, "since ");
		text_put_month_name(text, since->before);
		return;
	}
}
