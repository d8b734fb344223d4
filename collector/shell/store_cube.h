/*
 * The store's cube as comparisons ask it, at a moment. Columns, series and months are read once and kept until the moment's commit position or vintage
 * changes, so that England's quartiles and pooled sums are worked out once. Populations are those of the moment's position, of any vintage. One thread.
 */
#pragma once

#include "collector/core/question.h"
#include "collector/shell/store.h"

enum {
	STORE_CUBE_KEPT_BYTES = 128 << 20,   /* above this all is forgotten when a question begins */
	STORE_CUBE_BUDGET_BYTES = 512 << 20, /* of one question and what is kept */
};

struct store_cube {
	struct cube_view view; /* valid between begin and end */
	struct background background;
	struct store_view *store;        /* of the question that is being answered; borrowed */
	struct store *kept_of;           /* whose figures are kept */
	struct store_moment kept_moment; /* always with a position */
	uint64_t kept_newest;            /* the store's position when it was read: a correction can withhold what was known at any moment */
	struct store_cube_kept *kept;    /* in the arena; NULL: nothing */
	struct arena arena;
};

void store_cube_init(struct store_cube *cube);
void store_cube_fini(struct store_cube *cube);
/*
 * Begins a question at a moment; all that is handed out until the next begin stays valid. ERROR_NOT_FOUND: the moment lies before the store's first
 * entry, or behind its last one (of positions). Errors of the store stick to the view as well.
 */
enum error store_cube_begin(struct store_cube *cube, struct store_view *view, const struct moment *moment) MUST_CHECK;
