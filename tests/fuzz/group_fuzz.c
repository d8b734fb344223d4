/* A stored group, as a damaged disk may give it back: what is sound is packed to the very same bytes, and the groups stay in order. */
#include <stdlib.h>
#include <string.h>

#include "collector/core/group.h"

enum { BUDGET_BYTES = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fold_check(struct slice body, const struct group *group, struct arena *arena)
{
	static struct group_fold fold;
	const struct group *found;
	struct group *all;
	unsigned count;
	enum error error;

	group_fold_init(&fold, arena);
	error = group_fold_take(&fold, body);
	if (!error)
		error = group_fold_all(&fold, &all, &count);
	INVARIANT(!error);
	for (unsigned i = 1; i < count; i++)
		INVARIANT(strcmp(all[i - 1].id, all[i].id) < 0);
	found = group_find(all, count, slice_from_text(group->id));
	INVARIANT((found && found->is_saved) == (group->council_count > 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice body = slice_from(data, size), again;
	struct group group;
	struct arena arena;
	enum error error;

	arena_init(&arena, BUDGET_BYTES);
	error = group_unpack(body, &arena, &group);
	INVARIANT((error == ERROR_NONE) == group_bytes_are_sound(body));
	if (!error) {
		error = group_pack(&group, &arena, &again);
		INVARIANT(!error && slice_equal(again, body));
		fold_check(body, &group, &arena);
	}
	arena_fini(&arena);
	return 0;
}
