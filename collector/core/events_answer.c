#include "collector/core/events_answer.h"

#include "collector/core/event_listing.h"
#include "collector/core/json_parts.h"
#include "collector/core/provenance.h"

static bool is_asked(const struct question *question, const struct event *event)
{
	const struct council *council = council_find(event->key.council);
	int32_t day = event->key.date.days;

	if (question->council && question->council != council)
		return false;
	if (question->area && (!council || !area_has(question->area, council)))
		return false;
	if (question->has_first && day < month_first_day(question->first).days)
		return false;
	return !question->has_last || day <= month_last_day(question->last).days;
}

/* Whether one of the events is from an inspectorate's list. */
static bool needs_attribution(const struct background *background, const struct question *question)
{
	for (unsigned index = 0; index < background->event_count; index++)
		if (is_asked(question, &background->events[index]) && event_kind_is_inspection(background->events[index].key.kind))
			return true;
	return false;
}

static void put_head(struct json *json, const struct background *background, const struct question *question)
{
	json_council(json, question->council);
	json_key(json, "area");
	if (question->area)
		json_area(json, question->area);
	else
		json_none(json);
	json_month_or_none(json, "from", question->has_first, question->first);
	json_month_or_none(json, "to", question->has_last, question->last);
	json_provenance(json, &question->moment, needs_attribution(background, question) ? EVENT_ATTRIBUTION : NULL, background->notice);
}

enum error events_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			 struct problem *problem)
{
	struct json json;

	(void)arena;
	(void)problem;
	json_init(&json, text);
	json_object_begin(&json);
	put_head(&json, background, question);
	json_key(&json, "events");
	json_array_begin(&json);
	for (unsigned index = 0; index < background->event_count; index++) {
		const struct event *event = &background->events[index];

		if (!is_asked(question, event))
			continue;
		json_object_begin(&json);
		json_event(&json, event);
		json_object_end(&json);
	}
	json_array_end(&json);
	json_object_end(&json);
	json_finish(&json);
	return text->error;
}
