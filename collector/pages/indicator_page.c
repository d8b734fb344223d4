#include "collector/pages/indicator_page.h"

#include "collector/core/ranking_sentences.h"
#include "collector/core/recent_column.h"
#include "collector/core/words.h"
#include "collector/pages/funnel_figure.h"
#include "collector/pages/indicator_focus.h"
#include "collector/pages/indicator_reading.h"
#include "collector/pages/page_path.h"
#include "collector/pages/ranking_figure.h"
#include "collector/pages/trend_figure.h"

static const char caution[] = "A ranking gives every council a place, however little lies between them. The smaller a council is, the further chance "
			      "alone moves its figure.";

/* What the page is made of, in the request's arena. */
struct making {
	const struct page_request *request;
	struct composer *composer;
	struct question question; /* without a council that is not one of the area's */
	struct ranking ranking;
	struct funnel_chart chart;
	struct indicator_view *view;
	struct page_content *content;
};

static void render(struct text *out, const void *view)
{
	indicator_html(out, view);
}

/* A council that is not one of the area's cannot be in focus: the page is shown without, and says so. */
static enum error ranking_read(struct making *making, bool *has_stranger)
{
	const struct page_request *request = making->request;
	enum error error = ranking_make(request->background, &making->question, request->arena, &making->ranking);

	*has_stranger = error == ERROR_NOT_FOUND && making->question.council;
	if (!*has_stranger)
		return error;
	making->question.council = NULL;
	return ranking_make(request->background, &making->question, request->arena, &making->ranking);
}

static void describe_stranger(const struct making *making)
{
	const struct question *question = making->request->question;
	struct text *text = composer_begin(making->composer);

	text_put(text, question->council->name);
	text_put(text, " is not one of the councils of ");
	words_put_area(text, question->area);
	text_put(text, " in ");
	text_put_month_name(text, question->month);
	text_put(text, ", so no council is in focus.");
	making->view->focus_absence = composer_end(making->composer);
}

static void frame_page(const struct making *making)
{
	const struct question *question = making->request->question;
	struct indicator_view *view = making->view;
	struct text *text = composer_begin(making->composer);

	text_put(text, question->area->name);
	text_put(text, ", ");
	text_put_month_name(text, question->month);
	view->indicator = question->indicator->label;
	view->where = composer_end(making->composer);
	frame_make(&view->frame, making->request, making->composer, composer_join(making->composer, view->indicator, ", ", view->where));
	frame_offer_councils(&view->frame, making->request, making->composer, "no council in focus");
}

static void describe(const struct making *making)
{
	const struct ranking *ranking = &making->ranking;
	struct composer *composer = making->composer;
	struct indicator_view *view = making->view;

	words_put_summary(composer_begin(composer), ranking);
	view->summary = composer_end(composer);
	if (ranking->quartiles.is_known && ranking->counted >= QUARTER_COUNCILS_MIN) {
		words_put_extremes(composer_begin(composer), ranking);
		view->extremes = composer_end(composer);
	}
	if (ranking->counted) {
		ranking_put_quartiles(composer_begin(composer), ranking);
		view->distribution = composer_end(composer);
	}
	indicator_focus_describe(view, making->request, ranking, composer);
	indicator_ranks_describe(view, making->request, ranking, composer);
	indicator_reading_describe(view, ranking, composer);
	view->definition_path = page_path(composer, "definitions", &making->question);
	view->data_path = page_data_path(composer, "rankings", &making->question);
	view->funnel_data_path = page_data_path(composer, "funnel", &making->question);
}

static enum error add_ranking(const struct making *making)
{
	struct ranking_figure input = {
		.request = making->request, .ranking = &making->ranking, .frame = &making->view->frame, .rank_anchor = "rank-"};
	enum error error = recent_england(making->request->background->cube, making->ranking.column, &input.england);

	if (error)
		return error;
	ranking_figure_make(&making->view->ranking, making->composer, &input);
	page_content_add(making->content, &making->view->ranking);
	return ERROR_NONE;
}

static void add_funnel(const struct making *making)
{
	struct indicator_view *view = making->view;
	const struct funnel_figure input = {making->request, &making->ranking, &making->chart, &view->frame};

	view->caution = making->ranking.counted ? caution : NULL;
	funnel_put_words(composer_begin(making->composer), &making->chart);
	view->funnel_words = composer_end(making->composer);
	view->has_funnel = making->chart.has_funnel;
	if (!view->has_funnel)
		return;
	funnel_figure_make(&view->funnel, making->composer, &input);
	page_content_add(making->content, &view->funnel);
}

static enum error add_trend(const struct making *making)
{
	struct indicator_view *view = making->view;
	const struct trend_figure input = {making->request, &making->ranking, &view->frame};
	enum error error = trend_figure_make(&view->trend, making->composer, &input, &view->has_trend);

	if (!error && view->has_trend)
		page_content_add(making->content, &view->trend);
	return error;
}

enum error indicator_page_make(const struct page_request *request, struct composer *composer, struct page_content *out, struct problem *problem)
{
	struct making making = {.request = request, .composer = composer, .question = *request->question, .content = out};
	bool has_stranger = false;
	enum error error;

	(void)problem;
	making.view = composer_take(composer, 1, sizeof *making.view);
	if (!making.view)
		return composer->error;
	error = ranking_read(&making, &has_stranger);
	if (!error)
		error = funnel_chart_make(request->background, request->question, request->arena, &making.chart);
	if (error)
		return error;
	frame_page(&making);
	if (has_stranger)
		describe_stranger(&making);
	describe(&making);
	error = add_ranking(&making);
	if (error)
		return error;
	add_funnel(&making);
	error = add_trend(&making);
	out->view = making.view;
	out->render = render;
	return error;
}
