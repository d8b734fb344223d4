#include "collector/core/event.h"

#include <string.h>

#include "proto/councils.h"

struct kind_row {
	const char *id, *title;
	bool is_inspection;
};

struct word_row {
	const char *id, *title;
};

static const struct kind_row kinds[] = {
#define EVENT(number, NAME, id, title, is_inspection) [(number)] = {(id), (title), (is_inspection)},
#include "collector/core/events.def"
#undef EVENT
};

static const struct word_row judgements[] = {
#define JUDGEMENT(number, NAME, id, title) [(number)] = {(id), (title)},
#include "collector/core/events.def"
#undef JUDGEMENT
};

static const struct word_row areas[] = {
#define JUDGED_AREA(NAME, id, title) {(id), (title)},
#include "collector/core/events.def"
#undef JUDGED_AREA
};

enum { KIND_COUNT = sizeof kinds / sizeof kinds[0], JUDGEMENT_COUNT = sizeof judgements / sizeof judgements[0] };

const char *event_kind_id(unsigned kind)
{
	return kind < KIND_COUNT ? kinds[kind].id : NULL;
}

const char *event_kind_title(unsigned kind)
{
	return kind < KIND_COUNT ? kinds[kind].title : NULL;
}

bool event_kind_is_inspection(unsigned kind)
{
	return kind < KIND_COUNT && kinds[kind].is_inspection;
}

static bool is_word(const char *word, struct slice text)
{
	return word && slice_equal_ignoring_case(slice_from_text(word), text);
}

enum event_kind event_kind_find(struct slice id)
{
	for (unsigned i = 0; i < KIND_COUNT; i++)
		if (is_word(kinds[i].id, id))
			return (enum event_kind)i;
	return EVENT_NONE;
}

unsigned event_kind_max(void)
{
	return KIND_COUNT - 1;
}

const char *judgement_id(unsigned judgement)
{
	return judgement < JUDGEMENT_COUNT ? judgements[judgement].id : NULL;
}

const char *judgement_title(unsigned judgement)
{
	return judgement < JUDGEMENT_COUNT ? judgements[judgement].title : NULL;
}

enum judgement judgement_find(struct slice text)
{
	for (unsigned i = 0; i < JUDGEMENT_COUNT; i++)
		if (is_word(judgements[i].id, text) || is_word(judgements[i].title, text))
			return (enum judgement)i;
	return JUDGEMENT_NONE;
}

const char *judged_area_id(unsigned area)
{
	INVARIANT(area < JUDGED_AREA_COUNT);
	return areas[area].id;
}

const char *judged_area_title(unsigned area)
{
	INVARIANT(area < JUDGED_AREA_COUNT);
	return areas[area].title;
}

unsigned judged_area_find(struct slice id)
{
	unsigned area = 0;

	while (area < JUDGED_AREA_COUNT && !is_word(areas[area].id, id))
		area++;
	return area;
}

int event_key_compare(const struct event_key *a, const struct event_key *b)
{
	if (a->council != b->council)
		return a->council < b->council ? -1 : 1;
	if (a->date.days != b->date.days)
		return a->date.days < b->date.days ? -1 : 1;
	return (int)a->kind - (int)b->kind;
}

bool event_day_is_sound(struct date date)
{
	struct date first = month_first_day(month_from(EVENT_YEAR_MIN, 1)), last = month_last_day(month_from(YEAR_MAX, 12));

	return date.days >= first.days && date.days <= last.days;
}

bool event_key_is_sound(const struct event_key *key)
{
	return council_find(key->council) && event_kind_id(key->kind) && event_day_is_sound(key->date);
}

static bool has_link(struct slice text)
{
	static const char mark[] = "://";

	return memmem(text.data, text.size, mark, sizeof mark - 1) != NULL;
}

bool event_source_is_sound(struct slice source)
{
	return source.size > 0 && source.size <= EVENT_SOURCE_BYTES_MAX && slice_is_printable(source) && slice_trim(source).size == source.size &&
	       !has_link(source);
}

bool event_is_sound(const struct event *event)
{
	bool is_published = event->published.days != EVENT_DAY_UNKNOWN;

	if (!event_key_is_sound(&event->key) || !event_source_is_sound(event->source))
		return false;
	if (is_published && (!event_day_is_sound(event->published) || event->published.days < event->key.date.days))
		return false;
	for (unsigned i = 0; i < JUDGED_AREA_COUNT; i++)
		if (event->judgements[i] != JUDGEMENT_NONE && (!judgement_id(event->judgements[i]) || !event_kind_is_inspection(event->key.kind)))
			return false;
	return true;
}

bool event_is_known_on(const struct event *event, struct date day)
{
	struct date known = event->published.days == EVENT_DAY_UNKNOWN ? event->key.date : event->published;

	return known.days <= day.days;
}

bool event_says_same(const struct event *a, const struct event *b)
{
	return event_key_compare(&a->key, &b->key) == 0 && a->published.days == b->published.days &&
	       memcmp(a->judgements, b->judgements, sizeof a->judgements) == 0;
}
