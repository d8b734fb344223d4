#include "collector/pages/council_page.h"

#include "collector/pages/council_choosing.h"
#include "collector/pages/council_parts.h"
#include "collector/pages/page_path.h"

static void render(struct text *out, const void *view)
{
	council_html(out, view);
}

static void name_page(const struct council_making *making)
{
	const struct question *question = council_question(making);
	struct question chart = *question;
	struct council_view *view = making->view;
	struct composer *composer = making->composer;

	view->name = question->council->name;
	view->month = council_month(composer, question->month);
	view->where = composer_join(composer, question->council->region_name, ", council ", composer_count(composer, question->council->code),
				    question->source == SOURCE_OFFICIAL ? ", published releases" : ", its own returns");
	frame_make(&view->frame, making->request, composer, composer_join(composer, view->name, ", ", view->month));
	frame_offer_councils(&view->frame, making->request, composer, NULL);
	view->profile_json = page_data_path(composer, "profiles", question);
	chart.area = NULL;
	view->chart_json = page_data_path(composer, "xmr", &chart);
}

static void add_crumbs(const struct council_making *making)
{
	struct question question = *council_question(making);
	struct page_frame *frame = &making->view->frame;

	question.council = NULL;
	frame_add_crumb(frame, making->composer, page_path(making->composer, "region", &question), question.area->name);
}

/* One part after the other, in the order in which they are read. */
static enum error make_parts(const struct council_making *making)
{
	static enum error (*const parts[])(const struct council_making *) = {
		council_summary_make,        council_profile_make, council_charts_make, council_neighbours_make,
		council_reconciliation_make, council_returns_make, council_similar_make};
	enum error error = ERROR_NONE;

	for (size_t index = 0; index < sizeof parts / sizeof parts[0] && !error && !making->composer->error; index++)
		error = parts[index](making);
	council_inspections_make(making);
	return error;
}

static enum error make(const struct page_request *request, struct composer *composer, struct page_content *out, struct problem *problem)
{
	struct council_view *view = composer_take(composer, 1, sizeof *view);
	struct profile profile;
	struct council_making making = {request, composer, out, view, &profile, problem};
	enum error error;

	if (!view)
		return composer->error;
	error = profile_make(request->background, request->question, request->arena, &profile, problem);
	if (error)
		return error;
	name_page(&making);
	add_crumbs(&making);
	error = make_parts(&making);
	view->is_listed = view->profiles_count > 0;
	out->view = view;
	out->render = render;
	return error;
}

enum error council_page_make(const struct page_request *request, struct composer *composer, struct page_content *out, struct problem *problem)
{
	struct question question = *request->question;
	struct page_request seen = *request;

	seen.question = &question;
	if (!question.area)
		question.area = question.council ? council_region(question.council) : request->facts->area;
	if (!question.council || !area_has(question.area, question.council))
		return council_choosing_make(&seen, composer, out);
	return make(&seen, composer, out, problem);
}
