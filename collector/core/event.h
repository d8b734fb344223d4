/*
 * Events: what happened to a council's children's services on a day, such as an inspection with its judgements. An event says nothing of any person:
 * new leadership is a kind, never a name, and there is no free text but the source.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/month.h"
#include "common/slice.h"

/* From events.def; the numbers are the ledger's. */
enum event_kind {
	EVENT_NONE = 0,
#define EVENT(number, NAME, id, title, is_inspection) EVENT_##NAME = (number),
#include "collector/core/events.def"
#undef EVENT
};

enum judgement {
	JUDGEMENT_NONE = 0, /* not judged, or not known */
#define JUDGEMENT(number, NAME, id, title) JUDGEMENT_##NAME = (number),
#include "collector/core/events.def"
#undef JUDGEMENT
};

enum judged_area {
#define JUDGED_AREA(NAME, id, title) JUDGED_##NAME,
#include "collector/core/events.def"
#undef JUDGED_AREA
	JUDGED_AREA_COUNT,
};

enum { EVENT_YEAR_MIN = 1990, EVENT_SOURCE_BYTES_MAX = 120, EVENT_DAY_UNKNOWN = 0 /* days: before any event */ };

/* What tells events apart: of the same council, day and kind there is one. */
struct event_key {
	uint16_t council;
	struct date date; /* when it began */
	enum event_kind kind;
};

struct event {
	struct event_key key;
	uint8_t judgements[JUDGED_AREA_COUNT]; /* enum judgement; all JUDGEMENT_NONE unless it is an inspection */
	struct date published;                 /* of the report; EVENT_DAY_UNKNOWN days when it is not known */
	struct slice source;                   /* who says so: "Ofsted"; 1 to EVENT_SOURCE_BYTES_MAX bytes; borrowed */
};

/* "inspection_short"; NULL for EVENT_NONE and unknown numbers. Static storage, as of all below. */
const char *event_kind_id(unsigned kind);
/* "short inspection" */
const char *event_kind_title(unsigned kind);
bool event_kind_is_inspection(unsigned kind);
/* By its id, any case; EVENT_NONE when there is none. */
enum event_kind event_kind_find(struct slice id);
/* No kind has a higher number. */
unsigned event_kind_max(void);

/* "requires_improvement"; NULL for JUDGEMENT_NONE and unknown numbers. */
const char *judgement_id(unsigned judgement);
/* "requires improvement to be good" */
const char *judgement_title(unsigned judgement);
/* By its id or its title, any case; JUDGEMENT_NONE when there is none. */
enum judgement judgement_find(struct slice text);
/* `area` < JUDGED_AREA_COUNT. */
const char *judged_area_id(unsigned area);
const char *judged_area_title(unsigned area);
/* By its id, any case; JUDGED_AREA_COUNT when there is none. */
unsigned judged_area_find(struct slice id);

/* By council, date, kind: < 0, 0, > 0. */
int event_key_compare(const struct event_key *a, const struct event_key *b);
/* From EVENT_YEAR_MIN to YEAR_MAX. */
bool event_day_is_sound(struct date date);
/* Whether the council is in the table, the day within the years, and the kind known. */
bool event_key_is_sound(const struct event_key *key);
/* Printable UTF-8 of 1 to EVENT_SOURCE_BYTES_MAX bytes without blanks around it, and no link: links die, and a page would have to trust them. */
bool event_source_is_sound(struct slice source);
/* All that holds of every event: key, source, judgements only of inspections, published no earlier than it happened. */
bool event_is_sound(const struct event *event);
/* Whether it could be known on the day: its report was published, or it had happened where no day of publication is known. */
bool event_is_known_on(const struct event *event, struct date day);
/* Whether they say the same of the same key; the source does not matter. */
bool event_says_same(const struct event *a, const struct event *b);
