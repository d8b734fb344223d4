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

static void choose_indicators(struct question *question)
{
	if (question->indicator_count > 0)
		return;
	for (unsigned index = 0; index < INDICATORS_FIRST; index++)
		question->indicators[question->indicator_count++] = headline_at(index).indicator;
}

static struct month within(struct month month, const struct page_months *months)
{
	if (month_compare(month, months->first) < 0)
		return months->first;
	return month_compare(month, months->last) > 0 ? months->last : month;
}

/* What was not asked for: the last two years of returns, or all of releases. There are figures between the first and the last month only. */
static void choose_months(struct question *question, const struct page_facts *facts)
{
	struct page_months months = page_months(facts, question);

	if (!question->has_last)
		question->last = months.last;
	if (months.are_there)
		question->last = within(question->last, &months);
	if (!question->has_first)
		question->first = question->source == SOURCE_OFFICIAL ? months.first : month_add(question->last, -MONTHS_FIRST);
	if (months.are_there)
		question->first = within(question->first, &months);
	if (month_compare(question->first, question->last) > 0)
		question->first = question->last;
	question->has_first = question->has_last = question->has_month = true;
	question->month = question->last;
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
	const struct question *question = making->request->question;
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
	struct page_request complete = *request;
	struct compare_making making = {&complete, view ? &view->frame : NULL, composer};

	(void)problem;
	if (!view)
		return composer->error;
	choose_indicators(&question);
	choose_months(&question, request->facts);
	complete.question = &question;
	frame_make(&view->frame, &complete, composer, "Compare");
	describe(view, &question, composer);
	compare_choice_make(view, &complete, composer);
	out->view = view;
	out->render = render;
	return make_figures(&making, view, out);
}
