/* Stored bodies of events, as a damaged disk may give them back: what is sound is read as it is and folded without a crash. The first byte is the kind. */
#include <stdlib.h>

#include "collector/core/event_fold.h"
#include "tests/support/event_unpacking.h"

enum { BUDGET_BYTES = 4 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void batch_check(struct slice body, struct arena *arena)
{
	struct event_batch batch;
	struct slice again;
	enum error error = event_batch_unpack(body, arena, &batch);

	INVARIANT((error == ERROR_NONE) == event_batch_is_sound(body, false));
	if (error)
		return;
	error = event_batch_pack(&batch, arena, &again);
	INVARIANT(!error && slice_equal(again, body));
}

/* The same body twice, the second time as a later entry: each event stands by that one, or is withdrawn. */
static void fold_check(struct slice body, bool is_withdrawal, struct arena *arena)
{
	struct event_fold fold;
	struct event_record *list;
	size_t count;
	enum error error;

	event_fold_init(&fold, arena);
	error = event_fold_take(&fold, is_withdrawal, 1, 0, body);
	INVARIANT((error == ERROR_NONE) == event_batch_is_sound(body, is_withdrawal));
	if (error)
		return;
	error = event_fold_take(&fold, is_withdrawal, 2, 0, body);
	INVARIANT(!error);
	event_fold_finish(&fold);
	error = event_fold_standing(&fold, 0, arena, &list, &count);
	INVARIANT(!error && count == (is_withdrawal ? 0 : fold.count / 2));
	for (size_t i = 0; i < count; i++)
		INVARIANT(list[i].sequence == 2 && event_fold_find(&fold, &list[i].event.key)->sequence == 2);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice body = slice_from(data, size);
	struct arena arena;
	bool is_withdrawal;

	if (size == 0)
		return 0;
	is_withdrawal = data[0] & 1;
	body = slice_from(data + 1, size - 1);
	arena_init(&arena, BUDGET_BYTES);
	if (!is_withdrawal)
		batch_check(body, &arena);
	fold_check(body, is_withdrawal, &arena);
	arena_fini(&arena);
	return 0;
}
