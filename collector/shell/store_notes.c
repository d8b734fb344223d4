#include "collector/shell/store_notes.h"

enum error store_events(struct store_view *view, uint64_t upto, struct arena *arena, struct event_fold *out)
{
	struct event_fold fold;
	enum error error;

	event_fold_init(&fold, arena);
	error = store_notes(view, EVENTS_CHAIN, upto, note_take_event, &fold);
	if (error)
		return error;
	event_fold_finish(&fold);
	*out = fold;
	return ERROR_NONE;
}

enum error store_groups(struct store_view *view, uint64_t upto, struct arena *arena, struct group **list, unsigned *count)
{
	struct group_fold *fold = arena_take(arena, 1, sizeof(*fold));
	enum error error;

	if (!fold)
		return ERROR_NO_MEMORY;
	group_fold_init(fold, arena);
	error = store_notes(view, GROUPS_CHAIN, upto, note_take_group, fold);
	return error ? error : group_fold_all(fold, list, count);
}
