#include "collector/pages/council_parts.h"

#include "collector/core/words.h"
#include "collector/pages/page_path.h"

const char *council_month(struct composer *composer, struct month month)
{
	text_put_month_name(composer_begin(composer), month);
	return composer_end(composer);
}

const char *council_day(struct composer *composer, struct date date)
{
	words_put_day(composer_begin(composer), date);
	return composer_end(composer);
}

const char *council_beside_path(const struct council_making *making, const struct council *council)
{
	struct question question = *council_question(making);

	question.council = council;
	if (area_equal(question.area, council_region(council)) || !area_has(question.area, council))
		question.area = NULL;
	return page_path(making->composer, "council", &question);
}

const char *council_ranking_path(const struct council_making *making, const struct indicator *indicator)
{
	struct question question = *council_question(making);

	question.indicator = indicator;
	return page_path(making->composer, "indicator", &question);
}

const char *council_chart_path(const struct council_making *making, const struct indicator *indicator)
{
	struct question question = *council_question(making);
	const char *path;

	if (indicator == question.indicator)
		return "#chart";
	question.indicator = indicator;
	if (area_equal(question.area, council_region(question.council)))
		question.area = NULL;
	path = page_path(making->composer, "council", &question);
	return composer_join(making->composer, path, "#chart");
}

void council_figure_finish(const struct council_making *making, struct figure *figure, const char *lead, const char *empty)
{
	figure->about = composer_join(making->composer, lead, " ", making->view->frame.as_of_short);
	figure->csv_path = page_csv_path(making->composer, making->request, figure->id);
	figure_end(figure, empty);
	page_content_add(making->content, figure);
}
