/* A batch of events read back as it was packed, for tests: the programs read event by event. */
#pragma once

#include "collector/core/event_batch.h"

/* The events in the arena, the source borrowed from `bytes`. ERROR_CORRUPT, ERROR_NO_MEMORY. */
static inline enum error event_batch_unpack(struct slice bytes, struct arena *arena, struct event_batch *out)
{
	struct event_batch_reader batch;
	struct event *events;
	bool has_event = true;
	enum error error = event_batch_begin(bytes, false, &batch);

	if (error)
		return error;
	events = arena_take(arena, (size_t)batch.head.count + 1, sizeof(*events));
	if (!events)
		return ERROR_NO_MEMORY;
	while (!error && has_event)
		error = event_batch_next(&batch, &events[batch.read_count], &has_event);
	if (error)
		return error;
	*out = (struct event_batch){.head = batch.head, .events = events};
	return ERROR_NONE;
}
