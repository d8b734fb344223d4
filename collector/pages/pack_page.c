#include "collector/pages/pack_page.h"

#include "collector/core/words.h"
#include "collector/pages/corrections_figure.h"
#include "collector/pages/glance_figure.h"
#include "collector/pages/glance_key.h"
#include "collector/pages/pack_parts.h"
#include "collector/pages/page_path.h"
#include "collector/pages/returns_figure.h"
#include "collector/pages/warning_control.h"

static void render(struct text *out, const void *view)
{
	pack_html(out, view);
}

void pack_figure_offer(const struct pack_making *making, struct figure *figure)
{
	figure->csv_path = page_csv_path(making->composer, making->request, figure->id);
	page_content_add(making->content, figure);
}

static void frame_page(const struct pack_making *making)
{
	const struct question *question = making->request->question;
	struct composer *composer = making->composer;
	struct pack_view *view = making->view;

	view->area = question->area->name;
	text_put_month_name(composer_begin(composer), question->month);
	view->month = composer_end(composer);
	view->source = question->source == SOURCE_OFFICIAL ? "published releases" : "councils’ own returns";
	view->where = composer_join(composer, view->area, ", ", view->month, ", by ", view->source);
	frame_make(&view->frame, making->request, composer, composer_join(composer, "Meeting pack, ", view->area, ", ", view->month));
	view->as_of = view->frame.as_of_short[0] ? view->frame.as_of_short : NULL;
}

static const char *rest_say(struct composer *composer, const struct warning_list *list)
{
	unsigned rest = list->total - list->warnings_count;

	return rest ? composer_join(composer, composer_count(composer, rest), " more stand on the page of the early warnings.") : NULL;
}

static enum error warnings_make(const struct pack_making *making)
{
	const struct pack_view *view = making->view;
	const struct alerts *alerts = making->alerts;
	struct composer *composer = making->composer;
	enum error error = warning_list_make(making->request, composer, alerts, PACK_WARNINGS_MAX, &making->view->list);

	if (error)
		return error;
	making->view->summary = alerts->made > 0 ? warning_control_say(composer, alerts) : warning_absence_say(composer, alerts);
	making->view->caution = alerts_caution(alerts);
	making->view->rest = rest_say(composer, &view->list);
	making->view->warnings_path = page_path(composer, "warnings", making->request->question);
	return ERROR_NONE;
}

/* Sparklines would be too small on paper to say anything. */
static void trends_drop(struct figure *figure)
{
	for (unsigned row = 0; row < figure->rows_count; row++)
		for (unsigned cell = 0; cell < figure->rows[row].cells_count; cell++)
			figure->rows[row].cells[cell].trend = NULL;
}

static void glance_add(const struct pack_making *making)
{
	struct pack_view *view = making->view;

	glance_figure_make(&view->indicators, making->request, making->composer, making->glance, view->frame.as_of_short);
	trends_drop(&view->indicators);
	view->indicators.about =
		composer_join(making->composer, "Headline indicators, ", view->where, ". ", glance_key_bands(&making->glance->matrix),
			      " Arrows: the change on the year. ", view->frame.as_of_short);
	view->indicators.is_part = true;
	view->indicators.is_sortable = false;
	pack_figure_offer(making, &view->indicators);
}

/* Of the headline indicators that the area has figures of. */
static void definitions_make(const struct pack_making *making)
{
	const struct glance *glance = making->glance;
	struct pack_view *view = making->view;

	view->definitions = composer_take(making->composer, glance->matrix.row_count, sizeof *view->definitions);
	for (unsigned index = 0; index < glance->matrix.row_count && !making->composer->error; index++) {
		const struct indicator *indicator = glance->columns[index].headline.indicator;

		view->definitions[view->definitions_count++] = (struct pack_definition){indicator->label, indicator->definition};
	}
}

static enum error reporting_add(const struct pack_making *making)
{
	const struct page_request *request = making->request;
	struct composer *composer = making->composer;
	struct pack_view *view = making->view;
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
	returns_figure_make(&view->returns, request, composer, &reporting, view->frame.as_of_short);
	corrections_figure_make(&view->corrections, request, composer, &reporting, view->frame.as_of_short);
	view->returns.is_part = view->corrections.is_part = true;
	view->returns.is_folded = false;
	pack_figure_offer(making, &view->returns);
	pack_figure_offer(making, &view->corrections);
	return ERROR_NONE;
}

static enum error parts_make(const struct pack_making *making)
{
	enum error error = warnings_make(making);

	if (!error)
		error = pack_recent_make(making);
	if (error)
		return error;
	glance_add(making);
	definitions_make(making);
	error = pack_rankings_make(making);
	if (!error)
		error = pack_councils_make(making);
	return error ? error : reporting_add(making);
}

enum error pack_page_make(const struct page_request *request, struct composer *composer, struct page_content *out, struct problem *problem)
{
	struct pack_view *view = composer_take(composer, 1, sizeof *view);
	struct alerts alerts;
	struct glance glance;
	struct pack_making making = {request, composer, out, view, &alerts, &glance, problem};
	enum error error;

	if (!view)
		return composer->error;
	error = alerts_make(request->background, request->question, request->arena, &alerts);
	if (!error)
		error = glance_make(request, &glance);
	if (error)
		return error;
	frame_page(&making);
	out->view = view;
	out->render = render;
	return parts_make(&making);
}
