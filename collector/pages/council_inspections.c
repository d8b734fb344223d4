/* What happened to a council's children's services: inspections with their judgements, notices, directions. */
#include "collector/core/event_listing.h"
#include "collector/pages/council_parts.h"

enum { COLUMNS_BEFORE = 2, COLUMNS_BEHIND = 2 };

/* "Overall effectiveness" */
static const char *capitalised(struct composer *composer, const char *words)
{
	struct text *text = composer_begin(composer);

	text_put_char(text, words[0] >= 'a' && words[0] <= 'z' ? (char)(words[0] - 'a' + 'A') : words[0]);
	text_put(text, words + 1);
	return composer_end(composer);
}

static void add_columns(struct figure *figure)
{
	figure_add_column(figure, "event", "text", "Event");
	figure_add_column(figure, "date", "date", "Began");
	for (unsigned area = 0; area < JUDGED_AREA_COUNT; area++)
		figure_add_column(figure, judged_area_id(area), "text", capitalised(figure->composer, judged_area_title(area)));
	figure_add_column(figure, "published", "date", "Report published");
	figure_add_column(figure, "source", "text", "Source");
}

static const char *source_of(struct composer *composer, const struct event *event)
{
	text_put_slice(composer_begin(composer), event->source);
	return composer_end(composer);
}

static void add_row(const struct council_making *making, const struct event *event)
{
	struct composer *composer = making->composer;
	struct figure *figure = &making->view->inspections;
	bool is_inspection = event_kind_is_inspection(event->key.kind);
	const char *key;

	text_put_date(composer_begin(composer), event->key.date);
	key = composer_end(composer);
	figure_add_row(figure, "event", key, capitalised(composer, event_kind_title(event->key.kind)));
	figure_add_words(figure, council_day(composer, event->key.date));
	for (unsigned area = 0; area < JUDGED_AREA_COUNT; area++) {
		const char *judgement = judgement_title(event->judgements[area]);

		figure_add_words(figure, judgement ? judgement : is_inspection ? "not judged" : "");
	}
	figure_add_words(figure, event->published.days == EVENT_DAY_UNKNOWN ? "" : council_day(composer, event->published));
	figure_add_words(figure, source_of(composer, event));
}

/* "Its judgement then was “good”": by the newest inspection of which a report was out at the month's end. */
static const char *title_of(const struct council_making *making, const struct event *judged, unsigned count)
{
	if (!judged)
		return count ? "It had no overall judgement then" : "No inspection is known";
	return composer_join(making->composer, "Its judgement then was “", event_overall(judged), "”");
}

void council_inspections_make(const struct council_making *making)
{
	const struct background *background = making->request->background;
	const struct council *council = council_question(making)->council;
	struct figure *figure = &making->view->inspections;
	struct date last = month_last_day(council_question(making)->month);
	const char *day = council_day(making->composer, last);
	const struct event *judged = NULL;

	figure_begin(figure, making->composer, FIGURE_TABLE, "inspections", COLUMNS_BEFORE + JUDGED_AREA_COUNT + COLUMNS_BEHIND,
		     background->event_count);
	add_columns(figure);
	for (unsigned index = background->event_count; index-- > 0;) {
		const struct event *event = &background->events[index];

		if (event->key.council != council->code)
			continue;
		if (!judged && event_overall(event)[0] && event_is_known_on(event, last))
			judged = event;
		add_row(making, event);
	}
	figure->title = title_of(making, judged, figure->rows_count);
	council_figure_finish(making, figure,
			      composer_join(making->composer, council->name, ", newest first; “then” is ", day, ". ", EVENT_ATTRIBUTION),
			      "No inspection or other event of this council has been recorded here.");
}
