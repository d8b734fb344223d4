#include "collector/pages/data_page.h"

#include "collector/core/query.h"
#include "collector/core/topic.h"
#include "collector/pages/data_view.h"
#include "collector/pages/page_path.h"
#include "proto/indicator_kind.h"

static const struct data_file files[] = {
	{"region", "indicators", "Headline indicators",
	 "Every council’s headline indicators with bands and the change on the year, the area and England."},
	{"region", "map", "Tile map", "The council’s place on the tile map, its first headline indicator and its band."},
	{"region", "returns", "Who has reported", "The state of each council’s return, when it came, and the next step."},
	{"region", "corrections", "What was corrected",
	 "Figures that a later revision changed since the month before: what they were and are, and why."},
	{"compare", "values", "Side by side", "The councils of the area with several indicators beside each other; others are chosen on the page."},
	{"warnings", "warnings", "Early warnings",
	 "What was flagged: the figure, what it was before, how it was found and how rare that is by chance."},
	{"warnings", "together", "All indicators together", "How far each council moved for the worse over all of its indicators."},
	{"warnings", "followed", "What followed", "What followed joined signals in the history, and what came without them."},
};

enum { FILES = sizeof files / sizeof files[0], FILE_COLUMNS = 3, INDICATOR_COLUMNS = 6, COUNCIL_COLUMNS = 10, FEED_COLUMNS = 3 };

unsigned data_file_count(void)
{
	return FILES;
}

const struct data_file *data_file_at(unsigned index)
{
	INVARIANT(index < FILES);
	return &files[index];
}

static void render(struct text *out, const void *view)
{
	data_html(out, view);
}

static void add_link(struct figure *figure, const char *words, const char *path)
{
	struct figure_cell *cell = figure_add_words(figure, words);

	cell->path = path;
	cell->is_address = true;
}

static void begin(struct figure *figure, const struct page_request *request, struct composer *composer, const char *id, unsigned columns,
		  unsigned rows)
{
	figure_begin(figure, composer, FIGURE_TABLE, id, columns, rows);
	figure->csv_path = page_csv_path(composer, request, id);
}

static void make_tables(struct data_view *view, const struct page_request *request, struct composer *composer)
{
	struct figure *figure = &view->tables;

	begin(figure, request, composer, "tables", FILE_COLUMNS, FILES);
	figure->title = "Each table of the month is a file";
	figure->about = "Of the area and month that are chosen above.";
	figure_add_column(figure, "table", "text", "Table");
	figure_add_column(figure, "note", "text", "What it is");
	figure_add_column(figure, "csv", "text", "File");
	for (unsigned index = 0; index < FILES; index++) {
		const char *path = page_file_path(composer, files[index].page, request->question, files[index].figure);

		figure_add_row(figure, "table", files[index].figure, files[index].what);
		figure_add_words(figure, files[index].note);
		add_link(figure, "CSV", path);
	}
	figure_end(figure, NULL);
}

static void add_indicator(struct figure *figure, const struct page_request *request, const struct indicator *indicator)
{
	struct composer *composer = figure->composer;
	struct question question = *request->question;
	const char *definition;

	question.indicator = indicator;
	definition = page_path(composer, "definitions", &question);
	figure_add_row(figure, "indicator", indicator->id, indicator->label)->cells[0].path = definition;
	add_link(figure, "ranking", page_file_path(composer, "indicator", &question, "ranking"));
	if (indicator_kind(indicator) == INDICATOR_RATIO)
		figure_add_words(figure, "");
	else
		add_link(figure, "limits by size", page_file_path(composer, "indicator", &question, "funnel"));
	add_link(figure, "over time", page_file_path(composer, "indicator", &question, "trend"));
	add_link(figure, "ranking", page_data_path(composer, "rankings", &question));
	add_link(figure, "over time", page_data_path(composer, "series", &question));
}

static void make_indicators(struct data_view *view, const struct page_request *request, struct composer *composer)
{
	struct figure *figure = &view->indicators;
	unsigned count = catalogue_indicator_count();
	const struct indicator **indicators = composer_take(composer, count, sizeof(const struct indicator *));

	begin(figure, request, composer, "by-indicator", INDICATOR_COLUMNS, count);
	figure->title = "Each indicator has its councils’ figures as files";
	figure->about = "A ranking has each council’s figure, its interval by chance, ranks, band, numerator and denominator; limits by size, where "
			"chance has some, and months are of the same councils.";
	figure_add_column(figure, "indicator", "text", "Indicator");
	figure_add_column(figure, "ranking_csv", "text", "Ranking, CSV");
	figure_add_column(figure, "funnel_csv", "text", "Funnel, CSV");
	figure_add_column(figure, "trend_csv", "text", "Months, CSV");
	figure_add_column(figure, "ranking_json", "text", "Ranking, JSON");
	figure_add_column(figure, "series_json", "text", "Months, JSON");
	if (composer->error)
		return;
	topic_indicators(indicators);
	for (unsigned index = 0; index < count && !composer->error; index++)
		add_indicator(figure, request, indicators[index]);
	figure_end(figure, NULL);
}

static void add_council(struct figure *figure, const struct page_request *request, const struct council *council)
{
	struct composer *composer = figure->composer;
	struct question question = *request->question;
	const char *page;

	question.council = council;
	page = page_path(composer, "council", &question);
	figure_add_row(figure, "council", composer_count(composer, council->code), council->name)->cells[0].path = page;
	add_link(figure, "profile", page_file_path(composer, "council", &question, "profile"));
	add_link(figure, "months", page_file_path(composer, "council", &question, "chart"));
	add_link(figure, "neighbours", page_file_path(composer, "council", &question, "neighbours"));
	add_link(figure, "inspections", page_file_path(composer, "council", &question, "inspections"));
	add_link(figure, "returns", page_file_path(composer, "council", &question, "returns"));
	add_link(figure, "against published", page_file_path(composer, "council", &question, "reconciliation"));
	add_link(figure, "similar", page_file_path(composer, "council", &question, "similar"));
	add_link(figure, "profile", page_data_path(composer, "profiles", &question));
	add_link(figure, "against published", page_data_path(composer, "reconciliation", &question));
}

/* Those of the area that exist on the month's last day. */
static void make_councils(struct data_view *view, const struct page_request *request, struct composer *composer)
{
	struct figure *figure = &view->councils;
	const struct question *question = request->question;

	begin(figure, request, composer, "by-council", COUNCIL_COLUMNS, council_count());
	figure->title = "Each council has a page and files of its own";
	figure->about = "Councils of the area that exist at the end of the month. Months with limits are of the vacancy rate; the files of other "
			"indicators and "
			"topics stand on the council’s page. The JSON profile has every indicator with its rank, area, England and neighbours.";
	figure_add_column(figure, "council", "text", "Council");
	figure_add_column(figure, "profile_csv", "text", "Headlines, CSV");
	figure_add_column(figure, "chart_csv", "text", "Months with limits, CSV");
	figure_add_column(figure, "neighbours_csv", "text", "Neighbours, CSV");
	figure_add_column(figure, "inspections_csv", "text", "Inspections, CSV");
	figure_add_column(figure, "returns_csv", "text", "Returns, CSV");
	figure_add_column(figure, "reconciliation_csv", "text", "Reconciliation, CSV");
	figure_add_column(figure, "similar_csv", "text", "Similar councils, CSV");
	figure_add_column(figure, "profile_json", "text", "Profile, JSON");
	figure_add_column(figure, "reconciliation_json", "text", "Reconciliation, JSON");
	for (unsigned index = 0; index < council_count() && !composer->error; index++) {
		const struct council *council = council_at(index);

		if (area_has(question->area, council) && council_exists_on(council, month_last_day(question->month)))
			add_council(figure, request, council);
	}
	figure_end(figure, "No council of the area exists in this month.");
}

/* An example of each answer that the API has: with what is chosen, the first headline and the area's first council. */
static struct question example_of(const struct page_request *request)
{
	struct question question = *request->question;
	const struct council *councils[COUNCIL_COUNT_MAX];
	unsigned count = area_councils(question.area, councils);

	question.indicator = query_default_indicator();
	for (unsigned index = 0; index < count && !question.council; index++)
		if (council_exists_on(councils[index], month_last_day(question.month)))
			question.council = councils[index];
	return question;
}

static const char *feed_path(struct composer *composer, const struct answer *answer, struct question question)
{
	/* Some answer of a council or of an area, but not of both. */
	if (!(answer->required & ASK_COUNCIL) && answer->allowed & ASK_AREA)
		question.council = NULL;
	else if (answer->required & ASK_COUNCIL)
		question.area = NULL;
	return page_data_path(composer, answer->name, &question);
}

static void make_feeds(struct data_view *view, const struct page_request *request, struct composer *composer)
{
	struct figure *figure = &view->feeds;
	struct question example = example_of(request);

	begin(figure, request, composer, "feeds", FEED_COLUMNS, answer_count() + 1);
	figure->title = "Programs read the same figures from feeds";
	figure->about =
		"Every answer is JSON, says of when it is, and can be asked as of any earlier day. The description of the API has all parameters.";
	figure_add_column(figure, "feed", "text", "Feed");
	figure_add_column(figure, "note", "text", "What it is");
	figure_add_column(figure, "json", "text", "Example");
	for (unsigned index = 0; index < answer_count() && !composer->error; index++) {
		const struct answer *answer = answer_at(index);
		const char *path = feed_path(composer, answer, example);

		figure_add_row(figure, "feed", answer->name, composer_join(composer, "/api/v1/", answer->name));
		figure_add_words(figure, answer->title);
		add_link(figure, "JSON", path);
	}
	figure_add_row(figure, "feed", "openapi.json", "/api/v1/openapi.json");
	figure_add_words(figure, "The description of all of them (OpenAPI 3.1)");
	add_link(figure, "JSON", "/api/v1/openapi.json");
	figure_end(figure, NULL);
}

enum error data_page_make(const struct page_request *request, struct composer *composer, struct page_content *out, struct problem *problem)
{
	struct data_view *view = composer_take(composer, 1, sizeof *view);

	(void)problem;
	if (!view)
		return composer->error;
	frame_make(&view->frame, request, composer, "Data");
	view->summary = "Every table of these pages, and every feed, to take away. Files are CSV in UTF-8, one row a council or month, columns named "
			"in the first row; where "
			"a figure is missing the symbol c, z, x, u or k stands in its place.";
	make_tables(view, request, composer);
	make_indicators(view, request, composer);
	make_councils(view, request, composer);
	make_feeds(view, request, composer);
	page_content_add(out, &view->tables);
	page_content_add(out, &view->indicators);
	page_content_add(out, &view->councils);
	page_content_add(out, &view->feeds);
	out->view = view;
	out->render = render;
	return ERROR_NONE;
}
