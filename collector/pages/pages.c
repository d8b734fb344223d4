#include "collector/pages/pages.h"

#include "collector/core/release_layout.h"
#include "collector/pages/compare_page.h"
#include "collector/pages/council_page.h"
#include "collector/pages/data_page.h"
#include "collector/pages/definitions_page.h"
#include "collector/pages/figure_csv.h"
#include "collector/pages/find_page.h"
#include "collector/pages/indicator_page.h"
#include "collector/pages/pack_page.h"
#include "collector/pages/page_months.h"
#include "collector/pages/region_page.h"
#include "collector/pages/warnings_page.h"

static const struct page pages[] = {
	{"region", "Region", ASK_MONTH | ASK_AREA | ASK_SOURCE | ASK_MOMENT, ASK_MONTH | ASK_AREA, false, region_page_make},
	{"indicator", "Indicator", ASK_INDICATOR | ASK_MONTH | ASK_AREA | ASK_COUNCIL | ASK_SOURCE | ASK_MOMENT, ASK_INDICATOR | ASK_MONTH | ASK_AREA,
	 false, indicator_page_make},
	{"council", "Council", ASK_COUNCIL | ASK_MONTH | ASK_AREA | ASK_INDICATOR | ASK_SOURCE | ASK_MOMENT, ASK_MONTH | ASK_INDICATOR, false,
	 council_page_make},
	{"compare", "Compare", ASK_INDICATORS | ASK_AREA | ASK_SPAN | ASK_SOURCE | ASK_MOMENT, ASK_AREA | ASK_SPAN, false, compare_page_make},
	{"warnings", "Early warnings", ASK_MONTH | ASK_AREA | ASK_SOURCE | ASK_MOMENT, ASK_MONTH | ASK_AREA, false, warnings_page_make},
	{"definitions", "Definitions", ASK_INDICATOR | ASK_MONTH | ASK_AREA | ASK_SOURCE | ASK_MOMENT, 0, true, definitions_page_make},
	{"data", "Data", ASK_MONTH | ASK_AREA | ASK_SOURCE | ASK_MOMENT, ASK_MONTH | ASK_AREA, false, data_page_make},
	{"pack", "Meeting pack", ASK_MONTH | ASK_AREA | ASK_SOURCE | ASK_MOMENT, ASK_MONTH | ASK_AREA, false, pack_page_make},
	{"find", NULL, ASK_FIND | ASK_MONTH | ASK_SOURCE | ASK_MOMENT, 0, true, find_page_make},
};

enum { PAGE_COUNT = sizeof pages / sizeof pages[0] };

unsigned page_count(void)
{
	return PAGE_COUNT;
}

const struct page *page_at(unsigned index)
{
	INVARIANT(index < PAGE_COUNT);
	return &pages[index];
}

const struct page *page_find(struct slice id)
{
	for (unsigned index = 0; index < PAGE_COUNT; index++)
		if (slice_equal(id, slice_from_text(pages[index].id)))
			return &pages[index];
	return NULL;
}

void page_content_add(struct page_content *content, const struct figure *figure)
{
	INVARIANT(content->figure_count < PAGE_FIGURES_MAX);
	content->figures[content->figure_count++] = figure;
}

/* A page of releases shows the newest month that is published, up to the one that was asked for. */
static void complete_official(const struct page_months *months, struct question *question)
{
	if (!question->has_month || month_compare(question->month, months->last) > 0)
		question->month = months->last;
	if (month_compare(question->month, months->first) < 0)
		question->month = months->first;
	while (question->indicator && month_number(question->month) != month_number(months->last))
		question->month = month_add(question->month, -1);
	question->has_month = true;
}

/* In no series that could be imported. */
static bool is_unpublished(const struct question *question)
{
	return question->source == SOURCE_OFFICIAL && question->indicator && !release_month_of_measure(question->indicator->numerator);
}

static void say_no_figures(const struct question *question, struct api_problem *problem)
{
	if (is_unpublished(question)) {
		*problem = (struct api_problem){API_PROBLEM_NO_FIGURES, NULL,
						"No published series has this indicator: it is made of councils’ own returns alone. Choose "
						"“councils’ own returns” instead of “published releases”."};
		return;
	}
	*problem = (struct api_problem){
		API_PROBLEM_NO_FIGURES, NULL,
		question->source == SOURCE_OFFICIAL
			? "No release of these figures has been imported. Published series are imported with: bellwether-collector import"
			: "No council has sent a return yet. The alliance's operator lets councils in by their agents' keys and imports published "
			  "series."};
}

static bool complete_month(const struct page_facts *facts, struct question *question, struct api_problem *problem)
{
	struct page_months months = page_months(facts, question);

	if (!months.are_there) {
		say_no_figures(question, problem);
		return false;
	}
	if (question->source == SOURCE_OFFICIAL)
		complete_official(&months, question);
	else if (!question->has_month)
		question->month = months.last;
	question->has_month = true;
	return true;
}

bool page_complete(const struct page *page, const struct page_facts *facts, struct query *query, struct api_problem *problem)
{
	struct question *question = &query->question;

	if (page->filled & ASK_INDICATOR && !question->indicator)
		question->indicator = query_default_indicator();
	if (page->filled & ASK_AREA && !query->has_area) {
		query->area = area_text_of(facts->area);
		query->has_area = true;
	}
	/* Before the first return a page has what was published, when that is there. */
	if (page->allowed & ASK_SOURCE && !query->has_source && !facts->has_months && facts->has_official)
		question->source = SOURCE_OFFICIAL;
	if (page->allowed & ASK_SOURCE)
		query->has_source = true;
	if (question->source != SOURCE_OFFICIAL)
		question->moment.has_vintage = false;
	if (page->filled & ASK_SPAN && !page_months(facts, question).are_there) {
		say_no_figures(question, problem);
		return false;
	}
	/* A council's page has more than one indicator's chart. */
	if (page->make == council_page_make && is_unpublished(question))
		question->indicator = query_default_indicator();
	return !(page->filled & ASK_MONTH) || complete_month(facts, question, problem);
}

bool page_locate(const struct page *page, const struct question *question, struct composer *composer, const char **out)
{
	return page->make == find_page_make && find_page_locate(question, composer, out);
}

static enum error make(const struct page_request *request, struct composer *composer, struct page_content *content, struct problem *problem)
{
	enum error error;

	composer_init(composer, request->arena);
	error = request->page->make(request, composer, content, problem);
	if (error || !composer->error)
		return error;
	if (composer->error == ERROR_LIMIT)
		return problem_set(problem, ERROR_MALFORMED, "a string of the page ", request->page->id, " is too long");
	return composer->error;
}

enum error page_write(const struct page_request *request, struct text *text, struct problem *problem)
{
	struct composer composer;
	struct page_content content = {0};
	enum error error = make(request, &composer, &content, problem);

	if (error)
		return error;
	content.render(text, content.view);
	if (text->error == ERROR_INVALID)
		return problem_set(problem, ERROR_MALFORMED, "the page ", request->page->id, " lacks a value of its template");
	return text->error;
}

enum error page_write_csv(const struct page_request *request, const char *figure, struct text *text, struct problem *problem)
{
	struct composer composer;
	struct page_content content = {0};
	enum error error = make(request, &composer, &content, problem);

	if (error)
		return error;
	for (unsigned index = 0; index < content.figure_count; index++) {
		if (!slice_equal(slice_from_text(content.figures[index]->id), slice_from_text(figure)))
			continue;
		figure_write_csv(content.figures[index], request->background->notice, text);
		return text->error;
	}
	return problem_set(problem, ERROR_NOT_FOUND, "This page has no figure called ", figure, ", or it has nothing to show here.");
}
