#include "collector/pages/compare_page.h"

#include "collector/core/words.h"
#include "collector/pages/compare_choice.h"
#include "collector/pages/compare_figures.h"
#include "collector/pages/headline.h"
#include "collector/pages/page_months.h"
#include "collector/pages/page_path.h"

enum { INDICATORS_FIRST = 3, MONTHS_FIRST = 24 };

static void render(struct text *out, const void *view)
{
	compare_html(out, view);
}

/* What was not asked for: the first headlines, and the last two years of returns, or all of releases. */
static void complete(struct question *question, const struct page_facts *facts)
{
	struct page_months months = page_months(facts, question);

	for (unsigned index = 0; question->indicator_count < INDICATORS_FIRST && index < INDICATORS_FIRST; index++) {
		if (index == 0 && question->indicator_count > 0)
			break;
		question->indicators[question->indicator_count++] = headline_at(index).indicator;
	}
	if (!question->has_last)
		question->last = question->has_first && !months.are_there ? question->first : months.last;
	if (!question->has_first)
		question->first = question->source == SOURCE_OFFICIAL ? months.first : month_add(question->last, -MONTHS_FIRST);
	if (!question->has_first && months.are_there && month_compare(question->first, months.first) < 0)
		question->first = month_compare(months.first, question->last) <= 0 ? months.first : question->last;
	question->has_first = question->has_last = true;
}

static void describe(struct compare_view *view, const struct question *question, struct composer *composer)
{
	struct text *text = composer_begin(composer);

	text_put(text, question->area->name);
	text_put(text, ", ");
	text_put_month_name(text, question->first);
	text_put(text, " to ");
	text_put_month_name(text, question->last);
	view->where = composer_end(composer);
	view->summary =
		"Choose councils, indicators and months. The address of this page is what is chosen: keep it, or send it, to come back to the same "
		"comparison.";
}

static enum error make_figures(const struct compare_making *making, struct compare_view *view, struct page_content *out)
{
	const struct question *question = making->question;
	enum error error = compare_values_make(making, &view->values);

	if (error)
		return error;
	page_content_add(out, &view->values);
	view->figures = composer_take(making->composer, question->indicator_count, sizeof *view->figures);
	for (unsigned index = 0; index < question->indicator_count && !making->composer->error; index++) {
		error = compare_months_make(making, question->indicators[index], &view->figures[index]);
		if (error)
			return error;
		page_content_add(out, &view->figures[view->figures_count++]);
	}
	return ERROR_NONE;
}

enum error compare_page_make(const struct page_request *request, struct composer *composer, struct page_content *out, struct problem *problem)
{
	struct compare_view *view = composer_take(composer, 1, sizeof *view);
	struct question question = *request->question;
	struct compare_making making = {request, &question, view ? &view->frame : NULL, composer};

	(void)problem;
	if (!view)
		return composer->error;
	complete(&question, request->facts);
	question.has_month = true;
	question.month = question.last;
	making.request = &(struct page_request){request->page, request->background, &question, request->facts, request->arena};
	frame_make(&view->frame, making.request, composer, "Compare");
	describe(view, &question, composer);
	compare_choice_make(view, making.request, &question, composer);
	out->view = view;
	out->render = render;
	return make_figures(&making, view, out);
}
