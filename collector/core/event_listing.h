/* Events as they are shown: as members of the JSON of every answer that has events, and as the list that `event list` prints. */
#pragma once

#include "collector/core/event_fold.h"
#include "common/json.h"
#include "common/text.h"

/* Who must be named wherever Ofsted's inspections are shown. */
#define EVENT_ATTRIBUTION "Inspections: Ofsted, Crown copyright, Open Government Licence v3.0."

/* The event's members, inside an object that the caller has begun: council, name, date, kind, title, judgements, published, source. */
void json_event(struct json *json, const struct event *event);
/* "inadequate" for an inspection, "" for what has no judgement. */
const char *event_overall(const struct event *event);

/* {"events": [...], "attribution": "..."}: the event's members, and edition, sequence, recorded_at, by_hand, withdrawn, stands of its record. */
void event_list_write_json(const struct event_record *records, size_t count, struct text *text);
/* A line for each record. Memory from `arena`. ERROR_NO_MEMORY; ERROR_LIMIT: the text is full. */
enum error event_list_write(const struct event_record *records, size_t count, unsigned width, struct arena *arena, struct text *text) MUST_CHECK;
/* The same with all five judgements, the source and the entry of each, for a list that is short. */
void event_list_write_details(const struct event_record *records, size_t count, unsigned width, struct text *text);
