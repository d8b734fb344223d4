#include "collector/pages/region_page.h"

#include "collector/core/words.h"
#include "collector/pages/corrections_figure.h"
#include "collector/pages/glance_figure.h"
#include "collector/pages/page_months.h"
#include "collector/pages/page_path.h"
#include "collector/pages/region_rates.h"
#include "collector/pages/region_reports.h"
#include "collector/pages/region_view.h"
#include "collector/pages/region_warnings.h"
#include "collector/pages/returns_figure.h"
#include "collector/pages/tile_figure.h"

static void render(struct text *out, const void *view)
{
	region_html(out, view);
}

/* "October 2021, councils' own returns" */
static const char *where_of(const struct page_request *request, struct composer *composer)
{
	struct text *text = composer_begin(composer);

	text_put_month_name(text, request->question->month);
	text_put(text, request->question->source == SOURCE_OFFICIAL ? ", published releases" : ", councils\xe2\x80\x99 own returns");
	return composer_end(composer);
}

/* "North West, October 2021" */
static const char *title_of(const struct page_request *request, struct composer *composer)
{
	struct text *text = composer_begin(composer);

	text_put(text, request->question->area->name);
	text_put(text, ", ");
	text_put_month_name(text, request->question->month);
	return composer_end(composer);
}

/* Of the first headline indicator, where some council has it. */
static void add_map(struct region_view *view, const struct page_request *request, struct composer *composer, const struct glance *glance,
		    struct page_content *out)
{
	view->has_map = glance->matrix.row_count > 0 && glance->matrix.rows[0].field.summary.counted > 0;
	if (!view->has_map)
		return;
	tile_figure_make(&view->map, request, composer, glance, 0, view->frame.as_of_short);
	page_content_add(out, &view->map);
}

/* Where no council has sent anything there may still be what was published. */
static const char *official_path(const struct page_request *request, struct composer *composer)
{
	struct question question = *request->question;

	if (question.source == SOURCE_OFFICIAL || !request->facts->has_official)
		return NULL;
	question.source = SOURCE_OFFICIAL;
	return page_path(composer, request->page->id, &question);
}

/* A month before the first return, or behind the newest one, leads back to where there are figures. */
static void lead_to_newest(struct region_view *view, const struct page_request *request, struct composer *composer)
{
	struct question question = *request->question;
	struct page_months months = page_months(request->facts, &question);

	if (!months.are_there || month_compare(question.month, months.last) == 0)
		return;
	question.month = months.last;
	view->newest_path = page_path(composer, request->page->id, &question);
	view->newest_month = composer_month(composer, question.month);
}

static void add_links(struct region_view *view, const struct page_request *request, struct composer *composer)
{
	view->warnings_path = page_path(composer, "warnings", request->question);
	view->pack_path = page_path(composer, "pack", request->question);
	view->data_path = page_path(composer, "data", request->question);
	view->json_path = page_data_path(composer, "matrix", request->question);
}

/* Of returns only: in releases nobody is late. */
static enum error add_reporting(struct region_view *view, const struct page_request *request, struct composer *composer, struct page_content *out)
{
	struct reporting reporting;
	enum error error;

	if (request->question->source != SOURCE_RETURNS)
		return ERROR_NONE;
	error = reporting_make(request->background, request->question, request->arena, &reporting);
	if (error)
		return error;
	view->has_reporting = true;
	reporting_put_summary(composer_begin(composer), &reporting);
	view->reported = composer_end(composer);
	region_reports_make(view, request, composer, &reporting);
	returns_figure_make(&view->returns, request, composer, &reporting, view->frame.as_of_short);
	corrections_figure_make(&view->corrections, request, composer, &reporting, view->frame.as_of_short);
	page_content_add(out, &view->returns);
	page_content_add(out, &view->corrections);
	return ERROR_NONE;
}

enum error region_page_make(const struct page_request *request, struct composer *composer, struct page_content *out, struct problem *problem)
{
	struct region_view *view = composer_take(composer, 1, sizeof *view);
	struct glance glance;
	struct alerts alerts;
	enum error error;

	(void)problem;
	if (!view)
		return composer->error;
	error = glance_make(request, &glance);
	if (!error)
		error = alerts_make(request->background, request->question, request->arena, &alerts);
	if (!error)
		error = region_warnings_make(view, request, composer, &alerts);
	if (error)
		return error;
	frame_make(&view->frame, request, composer, title_of(request, composer));
	view->area = request->question->area->name;
	view->where = where_of(request, composer);
	glance_figure_make(&view->indicators, request, composer, &glance, view->frame.as_of_short);
	add_links(view, request, composer);
	region_rates_make(view, request, composer, &glance);
	page_content_add(out, &view->indicators);
	glance_key_make(&view->key, composer, &glance, &view->indicators);
	if (view->indicators.empty) {
		view->official_path = official_path(request, composer);
		lead_to_newest(view, request, composer);
	}
	add_map(view, request, composer, &glance, out);
	error = add_reporting(view, request, composer, out);
	if (error)
		return error;
	out->view = view;
	out->render = render;
	return ERROR_NONE;
}
