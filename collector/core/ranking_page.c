#include "collector/core/ranking_page.h"

#include "collector/core/provenance.h"
#include "collector/core/query.h"
#include "collector/core/ranking_page_items.h"
#include "collector/core/ranking_sentences.h"
#include "collector/core/words.h"

/* Everything that dashboards/ranking.html can ask for outside its lists. Conditions are 0 or 1. */
struct page_state {
	struct page_head head;
	struct page_scale scale;
	const struct ranking *ranking;
	const char *indicator_label, *definition, *definition_source, *unit, *numerator_label, *rank_order;
	const char *area_name, *notice;
	int64_t pooled, first_quartile, median, third_quartile, middle_width, axis_end;
	unsigned expected, reported, included, band_counted, band_expected;
	unsigned has_notice, is_past, has_pooled, has_values, has_quartiles, has_bands, has_previous, has_next, lacks_returns, is_official,
		has_source;
	int step_months;
	unsigned row_count, ranked_count, tick_count, band_count, indicator_count, area_count, month_count;
	const struct page_row *rows;
	const struct page_tick *ticks;
	const struct page_band *bands;
	const struct page_option *indicators, *areas, *months;
};

static const struct ranking *ranking_of(const struct page_head *head)
{
	return ((const struct page_state *)(const void *)head)->ranking;
}

static void put_area_words(const struct page_head *head, struct text *out)
{
	words_put_area(out, ranking_of(head)->area);
}

static void put_band_area_words(const struct page_head *head, struct text *out)
{
	words_put_area(out, ranking_of(head)->band_area);
}

static void put_month_name(const struct page_head *head, struct text *out)
{
	text_put_month_name(out, ranking_of(head)->month);
}

static void put_summary(const struct page_head *head, struct text *out)
{
	words_put_summary(out, ranking_of(head));
}

static void put_extremes(const struct page_head *head, struct text *out)
{
	words_put_extremes(out, ranking_of(head));
}

static void put_title(const struct page_head *head, struct text *out)
{
	ranking_put_title(out, ranking_of(head));
}

static void put_coverage(const struct page_head *head, struct text *out)
{
	ranking_put_coverage(out, ranking_of(head));
}

static void put_order(const struct page_head *head, struct text *out)
{
	ranking_put_order(out, ranking_of(head));
}

static void put_symbols(const struct page_head *head, struct text *out)
{
	ranking_put_symbols(out, ranking_of(head));
}

static void put_whole(const struct page_head *head, struct text *out)
{
	ranking_put_whole(out, ranking_of(head));
}

static void put_pooled(const struct page_head *head, struct text *out)
{
	words_put_value(out, head->scale->indicator, ranking_of(head)->pooled.value.value);
}

static void put_denominator_label(const struct page_head *head, struct text *out)
{
	words_put_denominator(out, ranking_of(head)->indicator);
}

static void put_query(const struct page_head *head, const char *path, int months, const struct moment *moment, struct text *out)
{
	const struct ranking *ranking = ranking_of(head);
	struct question question = {
		.indicator = ranking->indicator,
		.has_month = true,
		.month = month_add(ranking->month, months),
		.area = ranking->area,
		.source = ranking->source,
		.moment = *moment,
	};
	struct query query = query_of(&question);

	text_put(out, path);
	text_put(out, "?");
	query_put(out, &query);
}

static void put_json_path(const struct page_head *head, struct text *out)
{
	put_query(head, "/api/v1/rankings", 0, &ranking_of(head)->moment, out);
}

static void put_moment(const struct page_head *head, struct text *out)
{
	moment_put(out, &ranking_of(head)->moment);
}

static void put_now_path(const struct page_head *head, struct text *out)
{
	put_query(head, "/rankings", 0, &(struct moment){0}, out);
}

static int step_of(const struct page_head *head)
{
	return ((const struct page_state *)(const void *)head)->step_months;
}

static void put_previous_path(const struct page_head *head, struct text *out)
{
	put_query(head, "/rankings", -step_of(head), &ranking_of(head)->moment, out);
}

static void put_next_path(const struct page_head *head, struct text *out)
{
	put_query(head, "/rankings", step_of(head), &ranking_of(head)->moment, out);
}

static void put_previous_month(const struct page_head *head, struct text *out)
{
	text_put_month_name(out, month_add(ranking_of(head)->month, -step_of(head)));
}

static void put_next_month(const struct page_head *head, struct text *out)
{
	text_put_month_name(out, month_add(ranking_of(head)->month, step_of(head)));
}

static void put_change_unit(const struct page_head *head, struct text *out)
{
	words_put_change_unit(out, ranking_of(head)->indicator);
}

static void put_open(const struct page_head *head, struct text *out)
{
	ranking_put_open(out, ranking_of(head));
}

static void put_certainty(const struct page_head *head, struct text *out)
{
	ranking_put_certainty_key(out, ranking_of(head));
}

static void put_definitions(const struct page_head *head, struct text *out)
{
	ranking_put_definitions(out, ranking_of(head));
}

static void put_source(const struct page_head *head, struct text *out)
{
	ranking_put_source(out, ranking_of(head));
}

static const struct page_value page_values[] = {
	{"indicator_label", PAGE_TEXT, offsetof(struct page_state, indicator_label), NULL},
	{"definition", PAGE_TEXT, offsetof(struct page_state, definition), NULL},
	{"definition_source", PAGE_TEXT, offsetof(struct page_state, definition_source), NULL},
	{"unit", PAGE_TEXT, offsetof(struct page_state, unit), NULL},
	{"change_unit", PAGE_WORDS, 0, put_change_unit},
	{"numerator_label", PAGE_TEXT, offsetof(struct page_state, numerator_label), NULL},
	{"denominator_label", PAGE_WORDS, 0, put_denominator_label},
	{"rank_order", PAGE_TEXT, offsetof(struct page_state, rank_order), NULL},
	{"area_name", PAGE_TEXT, offsetof(struct page_state, area_name), NULL},
	{"area_words", PAGE_WORDS, 0, put_area_words},
	{"band_area_words", PAGE_WORDS, 0, put_band_area_words},
	{"month_name", PAGE_WORDS, 0, put_month_name},
	{"notice", PAGE_TEXT, offsetof(struct page_state, notice), NULL},
	{"title", PAGE_WORDS, 0, put_title},
	{"coverage", PAGE_WORDS, 0, put_coverage},
	{"order", PAGE_WORDS, 0, put_order},
	{"symbols", PAGE_WORDS, 0, put_symbols},
	{"summary", PAGE_WORDS, 0, put_summary},
	{"extremes", PAGE_WORDS, 0, put_extremes},
	{"whole", PAGE_WORDS, 0, put_whole},
	{"pooled", PAGE_VALUE, offsetof(struct page_state, pooled), NULL},
	{"pooled_with_unit", PAGE_WORDS, 0, put_pooled},
	{"pooled_position", PAGE_POSITION, offsetof(struct page_state, pooled), NULL},
	{"first_quartile", PAGE_VALUE, offsetof(struct page_state, first_quartile), NULL},
	{"first_quartile_position", PAGE_POSITION, offsetof(struct page_state, first_quartile), NULL},
	{"median", PAGE_VALUE, offsetof(struct page_state, median), NULL},
	{"median_position", PAGE_POSITION, offsetof(struct page_state, median), NULL},
	{"third_quartile", PAGE_VALUE, offsetof(struct page_state, third_quartile), NULL},
	{"middle_width", PAGE_POSITION, offsetof(struct page_state, middle_width), NULL},
	{"axis_end", PAGE_VALUE, offsetof(struct page_state, axis_end), NULL},
	{"expected", PAGE_COUNT, offsetof(struct page_state, expected), NULL},
	{"reported", PAGE_COUNT, offsetof(struct page_state, reported), NULL},
	{"included", PAGE_COUNT, offsetof(struct page_state, included), NULL},
	{"band_counted", PAGE_COUNT, offsetof(struct page_state, band_counted), NULL},
	{"band_expected", PAGE_COUNT, offsetof(struct page_state, band_expected), NULL},
	{"json_path", PAGE_WORDS, 0, put_json_path},
	{"moment", PAGE_WORDS, 0, put_moment},
	{"now_path", PAGE_WORDS, 0, put_now_path},
	{"previous_path", PAGE_WORDS, 0, put_previous_path},
	{"previous_month", PAGE_WORDS, 0, put_previous_month},
	{"next_path", PAGE_WORDS, 0, put_next_path},
	{"next_month", PAGE_WORDS, 0, put_next_month},
	{"source_words", PAGE_WORDS, 0, put_source},
	{"open", PAGE_WORDS, 0, put_open},
	{"certainty", PAGE_WORDS, 0, put_certainty},
	{"definitions", PAGE_WORDS, 0, put_definitions},
};

static const struct page_section page_sections[] = {
	{"has_notice", offsetof(struct page_state, has_notice), 0, 0},
	{"is_past", offsetof(struct page_state, is_past), 0, 0},
	{"has_pooled", offsetof(struct page_state, has_pooled), 0, 0},
	{"has_values", offsetof(struct page_state, has_values), 0, 0},
	{"has_quartiles", offsetof(struct page_state, has_quartiles), 0, 0},
	{"has_bands", offsetof(struct page_state, has_bands), 0, 0},
	{"has_previous", offsetof(struct page_state, has_previous), 0, 0},
	{"has_next", offsetof(struct page_state, has_next), 0, 0},
	{"lacks_returns", offsetof(struct page_state, lacks_returns), 0, 0},
	{"is_official", offsetof(struct page_state, is_official), 0, 0},
	{"has_source", offsetof(struct page_state, has_source), 0, 0},
	{"rows", offsetof(struct page_state, row_count), offsetof(struct page_state, rows), sizeof(struct page_row)},
	{"ranked_rows", offsetof(struct page_state, ranked_count), offsetof(struct page_state, rows), sizeof(struct page_row)},
	{"ticks", offsetof(struct page_state, tick_count), offsetof(struct page_state, ticks), sizeof(struct page_tick)},
	{"bands", offsetof(struct page_state, band_count), offsetof(struct page_state, bands), sizeof(struct page_band)},
	{"indicators", offsetof(struct page_state, indicator_count), offsetof(struct page_state, indicators), sizeof(struct page_option)},
	{"areas", offsetof(struct page_state, area_count), offsetof(struct page_state, areas), sizeof(struct page_option)},
	{"months", offsetof(struct page_state, month_count), offsetof(struct page_state, months), sizeof(struct page_option)},
};

static const struct page_table page_table = {page_values, page_sections, sizeof page_values / sizeof page_values[0],
					     sizeof page_sections / sizeof page_sections[0]};

static void state_describe(struct page_state *state, const struct ranking *ranking)
{
	const struct indicator *indicator = ranking->indicator;

	state->indicator_label = indicator->label;
	state->definition = indicator->definition;
	state->definition_source = indicator->source;
	state->unit = indicator->unit;
	state->numerator_label = catalogue_measure(indicator->numerator)->label;
	state->rank_order = indicator->polarity == POLARITY_LOW_IS_GOOD ? "1 is the lowest" : "1 is the highest";
	state->area_name = ranking->area->name;
	state->notice = ranking->notice;
	state->has_notice = ranking->notice[0] != '\0';
	state->is_past = !moment_is_now(&ranking->moment);
	state->expected = ranking->expected;
	state->reported = ranking->reported;
	state->is_official = ranking->source == SOURCE_OFFICIAL;
	state->has_source = ranking_needs_attribution(ranking);
	state->lacks_returns = !state->is_official && ranking->reported < ranking->expected;
	state->included = ranking->pooled.included;
	state->band_counted = ranking->band_counted;
	state->band_expected = ranking->band_expected;
}

static void state_compare(struct page_state *state, const struct ranking *ranking)
{
	state->has_pooled = ranking->pooled.included > 0 && !ranking->pooled.value.symbol;
	state->has_values = ranking->quartiles.is_known;
	state->has_quartiles = ranking->quartiles.is_known && ranking->counted >= QUARTER_COUNCILS_MIN;
	state->has_bands = ranking->band_quartiles.is_known && ranking->counted > 0 && ranking->indicator->polarity != POLARITY_NONE;
	state->pooled = state->has_pooled ? ranking->pooled.value.value : 0;
	if (state->has_quartiles) {
		state->first_quartile = quartile_rounded(&ranking->quartiles, 0);
		state->median = quartile_rounded(&ranking->quartiles, 1);
		state->third_quartile = quartile_rounded(&ranking->quartiles, 2);
		state->middle_width = state->third_quartile - state->first_quartile;
		state->ranked_count = ranking->counted;
	}
	state->scale = (struct page_scale){ranking->indicator, axis_for(state->has_values ? ranking->maximum : 0)};
	state->axis_end = state->scale.axis.step * (int64_t)state->scale.axis.steps;
}

/* The months of the form: those that have returns, and the one that is shown. */
static enum error state_add_months(struct page_state *state, const struct ranking_page *page, struct arena *arena)
{
	struct month shown = page->ranking->month;
	bool is_outside = !page->has_months || month_compare(shown, page->first) < 0 || month_compare(shown, page->last) > 0 ||
			  (page->last.index - shown.index) % (int)page->step_months != 0;
	unsigned step = page->step_months;
	int64_t count = page->has_months ? ((int64_t)page->last.index - page->first.index) / step + 1 : 0;

	if (count > PAGE_MONTHS_MAX)
		count = PAGE_MONTHS_MAX;
	state->has_previous = page->has_months && month_compare(shown, page->first) > 0;
	state->has_next = page->has_months && month_compare(shown, page->last) < 0;
	state->month_count = (unsigned)count + (is_outside ? 1 : 0);
	state->step_months = (int)step;
	state->months = page_month_options(shown, page->last, (unsigned)count, step, is_outside, arena);
	return state->months ? ERROR_NONE : ERROR_NO_MEMORY;
}

static enum error state_add_lists(struct page_state *state, const struct ranking_page *page, struct arena *arena)
{
	const struct ranking *ranking = page->ranking;

	state->row_count = ranking->row_count;
	state->rows = page_rows(ranking, &state->scale, arena);
	state->tick_count = state->scale.axis.steps + 1;
	state->ticks = page_ticks(&state->scale, arena);
	state->band_count = PAGE_BAND_COUNT;
	state->bands = page_bands(&state->scale, arena);
	state->indicator_count = catalogue_indicator_count();
	state->indicators = page_indicator_options(ranking->indicator, arena);
	state->areas = page_area_options(ranking->area, page->groups, page->group_count, arena, &state->area_count);
	return state->rows && state->ticks && state->bands && state->indicators && state->areas ? ERROR_NONE : ERROR_NO_MEMORY;
}

enum error ranking_page_write(const struct ranking_page *page, struct slice source, struct arena *arena, struct text *out, struct problem *problem)
{
	struct page_state state = {.head = {&page_table, &state.scale}, .ranking = page->ranking};
	struct template_data data = page_data(&state.head);
	enum error error;

	state_describe(&state, page->ranking);
	state_compare(&state, page->ranking);
	error = state_add_lists(&state, page, arena);
	if (!error)
		error = state_add_months(&state, page, arena);
	if (error)
		return problem_set(problem, error, "there is not enough memory for the page");
	return template_render(source, &data, out, problem);
}
