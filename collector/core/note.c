#include "collector/core/note.h"

bool note_is_sound(enum entry_kind kind, struct slice body)
{
	if (kind == ENTRY_GROUP)
		return group_bytes_are_sound(body);
	return (kind == ENTRY_EVENTS || kind == ENTRY_EVENTS_WITHDRAWN) && event_batch_is_sound(body, kind == ENTRY_EVENTS_WITHDRAWN);
}

enum error note_take_event(void *context, const struct entry *entry)
{
	if (entry_kind_chain(entry->kind) != EVENTS_CHAIN)
		return ERROR_CORRUPT;
	return event_fold_take(context, entry->kind == ENTRY_EVENTS_WITHDRAWN, entry->sequence, entry->recorded_at_s, entry->body);
}

enum error note_take_group(void *context, const struct entry *entry)
{
	return entry->kind == ENTRY_GROUP ? group_fold_take(context, entry->body) : ERROR_CORRUPT;
}
