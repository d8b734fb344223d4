#include "collector/pages/region_rates.h"

#include "collector/core/words.h"
#include "collector/pages/page_path.h"

static const char *value_words(struct composer *composer, const struct indicator *indicator, int64_t value)
{
	words_put_short(composer_begin(composer), indicator, value);
	return composer_end(composer);
}

/* "cases per worker, 23 of 24 councils" */
static const char *extent_words(struct composer *composer, const struct glance_column *column)
{
	const struct column_summary *sum = &column->row->field.summary;
	struct text *text = composer_begin(composer);

	if (column->row->indicator->unit[0] != '%') {
		text_put(text, column->row->indicator->unit);
		text_put(text, ", ");
	}
	text_put_u64(text, sum->pooled.included);
	text_put(text, " of ");
	text_put_u64(text, sum->expected);
	text_put(text, sum->expected == 1 ? " council" : " councils");
	return composer_end(composer);
}

/* "England 16.7% (published, September 2021)" */
static const char *england_words(struct composer *composer, const struct glance_column *column, enum cube_source source)
{
	const struct column *england = column->england;
	struct text *text;

	if (!england || england->england.pooled.value.symbol)
		return NULL;
	text = composer_begin(composer);
	text_put(text, "England ");
	words_put_short(text, england->indicator, england->england.pooled.value.value);
	if (england->source != source) {
		text_put(text, " (published, ");
		text_put_month_name(text, england->month);
		text_put_char(text, ')');
	}
	return composer_end(composer);
}

static struct region_rate rate_of(const struct page_request *request, struct composer *composer, const struct glance_column *column)
{
	const struct indicator *indicator = column->row->indicator;
	struct glance_change change = glance_area_change(column);
	struct question question = *request->question;
	bool has_england = request->question->area->kind != AREA_ENGLAND;

	question.indicator = indicator;
	return (struct region_rate){
		.label = column->headline.label,
		.path = page_path(composer, "indicator", &question),
		.value = value_words(composer, indicator, column->row->field.summary.pooled.value.value),
		.arrow = glance_change_arrow(&change),
		.arrow_words = glance_change_words(composer, indicator, &change),
		.tone = glance_change_tone(indicator, &change),
		.extent = extent_words(composer, column),
		.england = has_england ? england_words(composer, column, request->question->source) : NULL,
	};
}

void region_rates_make(struct region_view *view, const struct page_request *request, struct composer *composer, const struct glance *glance)
{
	view->rates = composer_take(composer, headline_count(), sizeof *view->rates);
	for (unsigned index = 0; index < glance->matrix.row_count && !composer->error; index++) {
		const struct glance_column *column = &glance->columns[index];
		const struct pooled *pooled = &column->row->field.summary.pooled;

		if (!pooled->value.symbol)
			view->rates[view->rates_count++] = rate_of(request, composer, column);
	}
}
