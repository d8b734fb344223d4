#include "collector/pages/sparkline.h"

#include "collector/core/ranking.h"
#include "collector/core/words.h"

enum { YEAR_MONTHS = 12 };

int sparkline_step(enum cube_source source)
{
	return source == SOURCE_OFFICIAL ? YEAR_MONTHS : 1;
}

void sparkline_add(struct sparkline *line, const struct indicator_value *value)
{
	INVARIANT(line->count < SPARKLINE_POINTS_MAX);
	line->points[line->count++] = value ? *value : (struct indicator_value){.symbol = SYMBOL_X};
}

void sparkline_add_reporter(struct sparkline *line, const struct reporter *newest, const struct reporter *then)
{
	bool is_alike =
		newest->cell && then->cell && reporter_is_same(newest, then) && !cell_is_other(line->indicator, then->cell, newest->cell->catalogue);

	sparkline_add(line, is_alike ? &then->cell->value : NULL);
}

static unsigned known_count(const struct sparkline *line)
{
	unsigned known = 0;

	for (unsigned place = 0; place < line->count; place++)
		known += !line->points[place].symbol;
	return known;
}

const char *sparkline_values(const struct sparkline *line, struct composer *composer)
{
	struct text *text;

	if (known_count(line) < 2)
		return NULL;
	text = composer_begin(composer);
	for (unsigned place = 0; place < line->count; place++) {
		text_put(text, place ? " " : "");
		if (line->points[place].symbol)
			text_put_char(text, '-');
		else
			indicator_put_value(text, line->indicator, line->points[place].value);
	}
	return composer_end(composer);
}

unsigned sparkline_first(const struct sparkline *line)
{
	unsigned place = 0;

	while (place < line->count && line->points[place].symbol)
		place++;
	INVARIANT(place < line->count);
	return place;
}

struct month sparkline_month(const struct sparkline *line, unsigned place)
{
	return month_add(line->last, -line->step * (int)(line->count - 1 - place));
}

void sparkline_mark(const struct sparkline *line, struct figure_cell *cell, struct composer *composer)
{
	struct text *text;
	unsigned first;

	cell->trend = sparkline_values(line, composer);
	if (!cell->trend)
		return;
	first = sparkline_first(line);
	text = composer_begin(composer);
	text_put(text, "from ");
	words_put_short(text, line->indicator, line->points[first].value);
	text_put(text, " in ");
	text_put_month_name(text, sparkline_month(line, first));
	cell->trend_words = composer_end(composer);
}
