/* The events and groups that the store's notes make. */
#pragma once

#include "collector/core/note.h"
#include "collector/shell/store.h"

/*
 * Folds the chain of events up to the sequence `upto` (UINT64_MAX: all), finished, everything in the arena. ERROR_CORRUPT: an entry is damaged, has
 * vanished, or is not what its kind must be; ERROR_LIMIT, ERROR_NO_MEMORY. Errors are the view's.
 */
enum error store_events(struct store_view *view, uint64_t upto, struct arena *arena, struct event_fold *out) MUST_CHECK;
/* Known and saved groups, ascending by id, in the arena; errors likewise. */
enum error store_groups(struct store_view *view, uint64_t upto, struct arena *arena, struct group **list, unsigned *count) MUST_CHECK;
