#include "collector/web/rankings.h"

#include "collector/core/ranking_page.h"
#include "collector/core/release_layout.h"
#include "collector/web/pages.h"
#include "common/log.h"

enum { YEAR_MONTHS = 12 };

/* The months of the year in which the indicator is published, as first and last of those that the releases cover; false when there are none. */
static bool published_months(const struct site_facts *facts, const struct indicator *indicator, struct month *first, struct month *last)
{
	unsigned number = release_month_of_measure(indicator->numerator);

	if (!facts->has_official || number == 0)
		return false;
	*first = facts->official_first;
	*last = facts->official_last;
	while (month_number(*first) != (int)number)
		*first = month_add(*first, 1);
	while (month_number(*last) != (int)number)
		*last = month_add(*last, -1);
	return month_compare(*first, *last) <= 0;
}

/* A page of releases shows the newest month that is published, up to the one that was asked for. False: there is none. */
static bool complete_official(const struct site_facts *facts, struct question *question, struct api_problem *problem)
{
	struct month first, last;

	if (!published_months(facts, question->indicator, &first, &last)) {
		*problem = (struct api_problem){
			API_PROBLEM_NO_FIGURES, NULL,
			"No release of these figures has been imported. Published series are imported with: bellwether-collector import"};
		return false;
	}
	if (!question->has_month || month_compare(question->month, last) > 0)
		question->month = last;
	if (month_compare(question->month, first) < 0)
		question->month = first;
	while (month_number(question->month) != month_number(last))
		question->month = month_add(question->month, -1);
	question->has_month = true;
	return true;
}

static bool complete_month(const struct site_facts *facts, struct question *question, struct api_problem *problem)
{
	if (question->source == SOURCE_OFFICIAL)
		return complete_official(facts, question, problem);
	if (question->has_month)
		return true;
	if (!facts->has_months) {
		*problem = (struct api_problem){API_PROBLEM_NO_FIGURES, NULL,
						"No council has sent a return yet. As soon as the first one has, its ranking stands here."};
		return false;
	}
	question->month = facts->last;
	question->has_month = true;
	return true;
}

/* What a page was not asked for. False: there is no month to show. */
static bool complete(const struct site *site, struct query *query, struct api_problem *problem)
{
	const struct site_facts *facts = &site->facts;
	struct question *question = &query->question;

	if (!question->indicator)
		question->indicator = query_default_indicator();
	if (!query->has_area)
		query->area = area_text_of(facts->area);
	query->has_area = true;
	/* Before the first return a page has what was published, when that is there. */
	if (!query->has_source && !facts->has_months && facts->has_official)
		question->source = SOURCE_OFFICIAL;
	query->has_source = true;
	return complete_month(facts, question, problem);
}

static enum error write_page(struct site *site, const struct question *question, struct text *text, struct problem *problem)
{
	struct ranking ranking;
	struct ranking_page page = {
		.ranking = &ranking,
		.first = site->facts.first,
		.last = site->facts.last,
		.has_months = site->facts.has_months,
		.step_months = 1,
		.groups = site->cube.background.groups,
		.group_count = site->cube.background.group_count,
	};
	enum error error = ranking_make(&site->cube.background, question, &site->arena, &ranking);

	if (error)
		return error;
	if (ranking.source == SOURCE_OFFICIAL) {
		page.has_months = published_months(&site->facts, ranking.indicator, &page.first, &page.last);
		page.step_months = YEAR_MONTHS;
	}
	error = ranking_page_write(&page, page_ranking_html, &site->arena, text, problem);
	if (error)
		log_line(LOG_ERROR, "page", "%s", problem->sentence);
	return error;
}

/* The first page and the page of rankings are one answer, with one tag. */
struct answer_kind rankings_page(void)
{
	return (struct answer_kind){
		.path = SLICE_LITERAL("/rankings"),
		.form = FORM_PAGE,
		.takes = {.allowed = ASK_INDICATOR | ASK_MONTH | ASK_AREA | ASK_SOURCE | ASK_MOMENT},
		.complete = complete,
		.write_page = write_page,
	};
}
