#include "collector/pages/region_page.h"

#include "collector/core/words.h"
#include "collector/pages/glance_figure.h"
#include "collector/pages/page_path.h"
#include "collector/pages/pages.h"
#include "collector/pages/region_rates.h"
#include "collector/pages/region_view.h"
#include "collector/pages/region_warnings.h"

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
	region_rates_make(view, request, composer, &glance);
	page_content_add(out, &view->indicators);
	out->view = view;
	out->render = render;
	return ERROR_NONE;
}
