#include "collector/pages/chart_cells.h"

#include <math.h>

#include "collector/core/event_listing.h"
#include "collector/core/words.h"
#include "collector/pages/chart_words.h"

enum { LIMIT_DIGITS = 2, LIMIT_HUNDRED = 100 };

void chart_add_limit_columns(struct figure *figure)
{
	figure_add_column(figure, "mean", "number", "Mean");
	figure_add_column(figure, "lower", "number", "Lower limit");
	figure_add_column(figure, "upper", "number", "Upper limit");
	figure_add_column(figure, "signal", "text", "Signal");
}

/* A limit is worked out in doubles, and rounded once for each place that it stands in. */
static void add_limit(struct figure *figure, const struct indicator *indicator, double limit)
{
	struct figure_cell *cell;
	const char *words;

	words_put_short(composer_begin(figure->composer), indicator, (int64_t)floor(limit + 0.5));
	words = composer_end(figure->composer);
	cell = figure_add_number(figure, (int64_t)floor(limit * LIMIT_HUNDRED + 0.5), indicator->decimals + LIMIT_DIGITS, indicator->decimals);
	cell->text = words;
}

void chart_add_limits(struct figure *figure, const struct indicator *indicator, const struct xmr_phase *phase, unsigned completes)
{
	add_limit(figure, indicator, phase->mean);
	add_limit(figure, indicator, phase->low);
	add_limit(figure, indicator, phase->high);
	figure_add_words(figure, chart_signal_word(completes));
}

void chart_add_together(struct figure *figure, const struct indicator *indicator, const struct column_summary *summary, bool is_said)
{
	if (is_said && !summary->pooled.value.symbol)
		figure_add_value(figure, indicator, summary->pooled.value.value);
	else
		figure_add_nothing(figure, "");
}

static const char *event_words(struct composer *composer, const struct event *event)
{
	const char *title = event_kind_title(event->key.kind), *overall = event_overall(event);
	struct text *text = composer_begin(composer);

	text_put_char(text, (char)(title[0] - 'a' + 'A'));
	text_put(text, title + 1);
	text_put(text, overall[0] ? ": " : "");
	text_put(text, overall);
	return composer_end(composer);
}

void chart_add_event(struct figure *figure, const struct event *event)
{
	const char *words = event_words(figure->composer, event), *key, *day;
	struct figure_row *row;

	text_put_date(composer_begin(figure->composer), event->key.date);
	key = composer_end(figure->composer);
	words_put_day(composer_begin(figure->composer), event->key.date);
	day = composer_end(figure->composer);
	row = figure_add_row(figure, "event", key, words);
	if (row->cells)
		row->cells[0].remark = day;
	for (unsigned column = 1; column < figure->columns_count; column++)
		figure_add_words(figure, "");
}
