/* Which returns replaced an earlier one: found in the index of revisions, without the ledger. */
#include "collector/shell/store.h"
#include "collector/shell/store_tables.h"

struct gathering {
	struct store_view *view;
	uint64_t after, upto;
	struct correction *list; /* with room for every revision */
	unsigned count;
};

static void revision_take(struct gathering *gathering, const struct walk *walk)
{
	struct correction *found = &gathering->list[gathering->count];
	struct store_revision revision = {.position = 0};
	struct slice body;

	store_view_fail(gathering->view, store_read_revision_key(walk->key, found));
	/* Most are first ones, and their bodies need not be looked at. */
	if (gathering->view->error || found->revision < 2)
		return;
	store_view_fail(gathering->view, record_open(walk->value, &body));
	if (!gathering->view->error)
		store_view_fail(gathering->view, store_read_revision(body, &revision));
	found->position = revision.position;
	gathering->count += revision.position > gathering->after && revision.position <= gathering->upto;
}

static void swap(struct correction *a, struct correction *b)
{
	struct correction moving = *a;

	*a = *b;
	*b = moving;
}

/* Lets the one at `root` sink to its place in the heap of the first `count`, in which the newest lies deepest. */
static void sink(struct correction *list, unsigned root, unsigned count)
{
	for (unsigned child = 2 * root + 1; child < count; root = child, child = 2 * root + 1) {
		if (child + 1 < count && list[child + 1].position < list[child].position)
			child++;
		if (list[root].position <= list[child].position)
			return;
		swap(&list[root], &list[child]);
	}
}

/* The newest first. They come by council and month, and there can be thousands of a history that was sent anew. */
static void sort(struct correction *list, unsigned count)
{
	for (unsigned i = count / 2; i-- > 0;)
		sink(list, i, count);
	for (unsigned last = count; last-- > 1;) {
		swap(&list[0], &list[last]);
		sink(list, 0, last);
	}
}

enum error store_corrections(struct store_view *view, uint64_t after, uint64_t upto, struct arena *arena, struct correction **corrections,
			     unsigned *count)
{
	struct gathering found = {.view = view, .after = after, .upto = upto};
	uint64_t room = table_count(&view->transaction, TABLE_REVISIONS) + 1; /* the last place is where one is read to and left */
	struct walk walk;

	if (store_view_error(view))
		return store_view_error(view);
	found.list = arena_take(arena, room, sizeof(*found.list));
	if (!found.list)
		return ERROR_NO_MEMORY;
	for (bool more = walk_begin(&walk, &view->transaction, TABLE_REVISIONS, slice_from(NULL, 0)); more && !view->error; more = walk_next(&walk))
		revision_take(&found, &walk);
	walk_end(&walk);
	if (store_view_error(view))
		return store_view_error(view);
	sort(found.list, found.count);
	*corrections = found.list;
	*count = found.count;
	return ERROR_NONE;
}
