#include "collector/pages/figure.h"

#include "collector/core/ranking.h"
#include "collector/core/words.h"

static const char *const kind_names[] = {
	[FIGURE_TABLE] = "none",    [FIGURE_HEAT] = "heat",   [FIGURE_BARS] = "bars",           [FIGURE_FUNNEL] = "funnel",
	[FIGURE_SERIES] = "series", [FIGURE_LINES] = "lines", [FIGURE_MULTIPLES] = "multiples", [FIGURE_TILES] = "tiles",
};

void figure_begin(struct figure *figure, struct composer *composer, enum figure_kind kind, const char *id, unsigned columns_max, unsigned rows_max)
{
	*figure = (struct figure){
		.composer = composer,
		.id = id,
		.kind = kind_names[kind],
		.drawn = kind,
		.title = "",
		.about = "",
		.unit = "",
		.is_heat = kind == FIGURE_HEAT,
		.has_picture = kind != FIGURE_TABLE && kind != FIGURE_HEAT,
		.columns_max = columns_max,
		.rows_max = rows_max,
	};
	figure->columns = composer_take(composer, columns_max, sizeof *figure->columns);
	figure->rows = composer_take(composer, rows_max, sizeof *figure->rows);
}

void figure_measure(struct figure *figure, const struct indicator *indicator)
{
	figure->unit = indicator->unit;
	figure->decimals = indicator->decimals;
}

struct figure_column *figure_add_column(struct figure *figure, const char *name, const char *kind, const char *label)
{
	struct figure_column *column = &figure->spare_column;

	INVARIANT(figure->composer->error || figure->columns_count < figure->columns_max);
	if (!figure->composer->error)
		column = &figure->columns[figure->columns_count++];
	*column = (struct figure_column){.name = name, .kind = kind, .label = label, .is_number = kind[0] == 'n'};
	return column;
}

static struct figure_cell *add_cell(struct figure *figure, const char *text, const char *value)
{
	struct figure_cell *cell = &figure->spare_cell;
	struct figure_row *row;

	if (!figure->composer->error) {
		row = &figure->rows[figure->rows_count - 1];
		INVARIANT(row->cells_count < figure->columns_count);
		cell = &row->cells[row->cells_count++];
	}
	*cell = (struct figure_cell){.text = text, .value = value};
	return cell;
}

struct figure_row *figure_add_row(struct figure *figure, const char *role, const char *key, const char *head)
{
	struct figure_cell *cells = composer_take(figure->composer, figure->columns_count, sizeof *cells);
	struct figure_row *row = &figure->spare_row;

	INVARIANT(figure->composer->error || figure->rows_count < figure->rows_max);
	if (!figure->composer->error)
		row = &figure->rows[figure->rows_count++];
	*row = (struct figure_row){.role = role, .key = key, .cells = cells ? cells : &figure->spare_cell};
	add_cell(figure, head, NULL)->is_head = true;
	return row;
}

struct figure_cell *figure_add_words(struct figure *figure, const char *words)
{
	return add_cell(figure, words, NULL);
}

struct figure_cell *figure_add_value(struct figure *figure, const struct indicator *indicator, int64_t value)
{
	const char *text, *plain;

	words_put_short(composer_begin(figure->composer), indicator, value);
	text = composer_end(figure->composer);
	text_put_decimal(composer_begin(figure->composer), value, indicator->decimals, indicator->decimals);
	plain = composer_end(figure->composer);
	return add_cell(figure, text, plain);
}

struct figure_cell *figure_add_finer(struct figure *figure, const struct indicator *indicator, int64_t value)
{
	struct figure_cell *cell = figure_add_number(figure, value, indicator->decimals + 1U, indicator->decimals + 1U);

	if (indicator->unit[0] == '%')
		cell->text = composer_join(figure->composer, cell->value, "%");
	return cell;
}

struct figure_cell *figure_add_indicator_value(struct figure *figure, const struct indicator *indicator, const struct indicator_value *value)
{
	struct figure_cell *cell;

	if (!value->symbol)
		return figure_add_value(figure, indicator, value->value);
	cell = add_cell(figure, symbol_text(value->symbol), "");
	cell->remark = symbol_meaning(value->symbol);
	return cell;
}

struct figure_cell *figure_add_number(struct figure *figure, int64_t value, unsigned digits, unsigned decimals_min)
{
	const char *plain;

	text_put_decimal(composer_begin(figure->composer), value, digits, decimals_min);
	plain = composer_end(figure->composer);
	return add_cell(figure, plain, plain);
}

struct figure_cell *figure_add_nothing(struct figure *figure, const char *words)
{
	return add_cell(figure, words, "");
}

/* Sixteenths of a rem, as dashboards/scripts/heights.ts has them: a row of bars has 24, two panels of small multiples 96. */
static unsigned picture_height(const struct figure *figure)
{
	unsigned councils = 0, references = 0;

	for (unsigned index = 0; index < figure->rows_count; index++) {
		if (figure->rows[index].role[0] == 'c')
			councils++;
		else
			references++;
	}
	switch (figure->drawn) {
	case FIGURE_BARS:
		return 64 + 24 * councils + 22 * references;
	case FIGURE_MULTIPLES:
		return 40 + 96 * ((councils + 1) / 2);
	case FIGURE_FUNNEL:
		return 420;
	case FIGURE_SERIES:
		return 320;
	case FIGURE_LINES:
		return 360;
	case FIGURE_TILES:
		return 380;
	case FIGURE_TABLE:
	case FIGURE_HEAT:
		break;
	}
	return 0;
}

void figure_end(struct figure *figure, const char *empty)
{
	struct text *text;

	figure->empty = figure->rows_count == 0 ? empty : NULL;
	text = composer_begin(figure->composer);
	text_put_decimal(text, (int64_t)picture_height(figure) * 625, 4, 0); /* 1 / 16 = 0.0625 */
	text_put(text, "rem");
	figure->height = composer_end(figure->composer);
	if (!figure->picture_label)
		figure->picture_label = figure->title;
}
