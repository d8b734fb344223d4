/* Councils that once had the pattern that this one has now, and what followed there. */
#include <math.h>

#include "collector/core/similar.h"
#include "collector/core/words.h"
#include "collector/pages/council_parts.h"
#include "collector/pages/headline.h"

enum { COLUMNS_BEFORE = 3, DISTANCE_DIGITS = 2, DISTANCE_HUNDRED = 100 };

static void add_columns(struct figure *figure, const struct similar *similar)
{
	figure_add_column(figure, "council", "text", "Council");
	figure_add_column(figure, "month", "month", "Pattern up to");
	figure_add_column(figure, "distance", "number", "Distance")->remark = "0 is the same pattern";
	for (unsigned index = 0; index < similar->indicator_count; index++)
		figure_add_column(figure, similar->indicators[index]->id, "number", headline_label(similar->indicators[index]))->remark =
			"the year after";
}

/* "+2.1", and of what to what. */
static void add_outcome(const struct council_making *making, const struct indicator *indicator, const struct similar_outcome *outcome)
{
	struct composer *composer = making->composer;
	struct figure *figure = &making->view->similar;
	int64_t change = outcome->after - outcome->before;
	struct figure_cell *cell;
	const char *words, *before, *after;

	if (!outcome->is_known) {
		figure_add_nothing(figure, "");
		return;
	}
	words_put_change(composer_begin(composer), indicator, change);
	words = composer_end(composer);
	words_put_short(composer_begin(composer), indicator, outcome->before);
	before = composer_end(composer);
	words_put_short(composer_begin(composer), indicator, outcome->after);
	after = composer_end(composer);
	cell = figure_add_number(figure, change, indicator->decimals, indicator->decimals);
	cell->text = words;
	cell->remark = composer_join(composer, before, " to ", after);
}

static void add_match(const struct council_making *making, const struct similar *similar, const struct similar_match *match)
{
	struct composer *composer = making->composer;
	struct figure *figure = &making->view->similar;
	const char *code = composer_count(composer, match->council->code);
	struct question question = *council_question(making);
	struct council_making then = *making;
	struct page_request request = *making->request;
	struct figure_row *row;

	question.month = match->month;
	request.question = &question;
	then.request = &request;
	row = figure_add_row(figure, "council", code, match->council->name);
	if (row->cells)
		row->cells[0].path = council_beside_path(&then, match->council);
	figure_add_words(figure, council_month(composer, match->month));
	figure_add_number(figure, (int64_t)floor(match->distance * DISTANCE_HUNDRED + 0.5), DISTANCE_DIGITS, DISTANCE_DIGITS);
	for (unsigned index = 0; index < similar->indicator_count; index++)
		add_outcome(making, similar->indicators[index], &match->outcomes[index]);
}

static const char *title_of(const struct council_making *making, const struct similar *similar)
{
	if (similar->match_count == 0)
		return "No council is known to have had its pattern";
	return composer_join(making->composer, similar->match_count == 1 ? "One council" : composer_count(making->composer, similar->match_count),
			     similar->match_count == 1 ? " once had its pattern" : " councils once had its pattern");
}

enum error council_similar_make(const struct council_making *making)
{
	struct question question = *council_question(making);
	struct figure *figure = &making->view->similar;
	const char *month = council_month(making->composer, question.month);
	struct similar similar;
	enum error error;

	question.indicator = NULL;
	error = similar_make(making->request->background, &question, making->request->arena, &similar);
	if (error)
		return error;
	figure_begin(figure, making->composer, FIGURE_TABLE, "similar", COLUMNS_BEFORE + similar.indicator_count, similar.match_count);
	add_columns(figure, &similar);
	for (unsigned index = 0; index < similar.match_count && !making->composer->error; index++)
		add_match(making, &similar, &similar.matches[index]);
	figure->title = title_of(making, &similar);
	similar_put_caution(composer_begin(making->composer), &similar);
	making->view->similar_note = composer_end(making->composer);
	council_figure_finish(making, figure,
			      composer_join(making->composer, "The pattern of ", similar.council->name, " up to ", month,
					    ", set against England’s councils of each month."),
			      "There is nothing to list.");
	return ERROR_NONE;
}
