#include "collector/pages/definitions_page.h"

#include "collector/core/topic.h"
#include "collector/pages/definition_facts.h"
#include "collector/pages/page_path.h"
#include "proto/status.h"

static void render(struct text *out, const void *view)
{
	definitions_html(out, view);
}

static void add_indicator(struct figure *figure, const struct indicator *indicator, const struct page_request *request)
{
	struct composer *composer = figure->composer;
	struct question question = *request->question;
	const char *path;

	question.indicator = indicator;
	path = page_path(composer, "definitions", &question);
	figure_add_row(figure, "indicator", indicator->id, indicator->label)->cells[0].path = path;
	figure_add_words(figure, indicator->definition);
	figure_add_words(figure, indicator->unit);
	figure_add_words(figure, definition_polarity(indicator));
}

/* The topic's figure, from indicator `first` of those by topic on; the index behind its last one. */
static unsigned make_topic(struct definition_topic *topic, const struct indicator *const *indicators, unsigned first,
			   const struct page_request *request, struct composer *composer)
{
	static const char *const anchors[] = {"workforce", "looked-after", "in-need", "council", "reference"};
	static const char *const objects[] = {"the workforce", "looked-after children", "children in need", "what councils count themselves",
					      "what others are divided by"};
	enum measure_topic number = topic_of(indicators[first]);
	struct figure *figure = &topic->figure;
	unsigned index = first;

	topic->name = measure_topic_name(number);
	topic->anchor = anchors[number];
	figure_begin(figure, composer, FIGURE_TABLE, anchors[number], 4, catalogue_indicator_count());
	figure->about = "Each indicator’s page says how it is made, what it leaves out, and how it differs from what is published.";
	figure->csv_path = page_csv_path(composer, request, figure->id);
	figure_add_column(figure, "indicator", "text", "Indicator");
	figure_add_column(figure, "definition", "text", "What it is");
	figure_add_column(figure, "unit", "text", "Unit");
	figure_add_column(figure, "polarity", "text", "Which way is good");
	while (index < catalogue_indicator_count() && topic_of(indicators[index]) == number && !composer->error)
		add_indicator(figure, indicators[index++], request);
	figure->title = composer_join(composer, composer_count(composer, index - first),
				      index - first == 1 ? " indicator describes " : " indicators describe ", objects[number]);
	figure_end(figure, NULL);
	return index;
}

static void make_topics(struct definitions_view *view, const struct page_request *request, struct composer *composer, struct page_content *out)
{
	unsigned count = catalogue_indicator_count();
	const struct indicator **indicators = composer_take(composer, count, sizeof(const struct indicator *));

	view->topics = composer_take(composer, TOPIC_COUNT, sizeof *view->topics);
	if (composer->error)
		return;
	topic_indicators(indicators);
	for (unsigned index = 0; index < count && !composer->error;) {
		struct definition_topic *topic = &view->topics[view->topics_count++];

		index = make_topic(topic, indicators, index, request, composer);
		page_content_add(out, &topic->figure);
	}
}

/* What stands in a figure's place. */
static void add_symbols(struct definitions_view *view, struct composer *composer)
{
	view->facts = composer_take(composer, SYMBOL_K, sizeof *view->facts);
	for (enum symbol symbol = SYMBOL_C; symbol <= SYMBOL_K && !composer->error; symbol++)
		view->facts[view->facts_count++] = (struct definition_fact){symbol_text(symbol), symbol_meaning(symbol), false};
}

static void make_one(struct definitions_view *view, const struct page_request *request, struct composer *composer, struct page_content *out)
{

	view->is_one = true;
	view->ranking_path = page_path(composer, "indicator", request->question);
	definition_facts_make(view, request->question->indicator, composer);
	view->parts.csv_path = page_csv_path(composer, request, view->parts.id);
	frame_add_crumb(&view->frame, composer, "/definitions", "Definitions");
	page_content_add(out, &view->parts);
}

enum error definitions_page_make(const struct page_request *request, struct composer *composer, struct page_content *out, struct problem *problem)
{
	struct definitions_view *view = composer_take(composer, 1, sizeof *view);
	const struct indicator *indicator = request->question->indicator;

	(void)problem;
	if (!view)
		return composer->error;
	frame_make(&view->frame, request, composer, indicator ? indicator->label : "Definitions");
	if (indicator)
		make_one(view, request, composer, out);
	else
		make_topics(view, request, composer, out);
	if (!indicator)
		add_symbols(view, composer);
	out->view = view;
	out->render = render;
	return ERROR_NONE;
}
