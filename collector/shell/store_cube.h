/*
 * The store's cube as comparisons ask it, at a moment. Columns, series and months are read once and kept until the store's commit position moves, so that
 * England's quartiles and pooled sums are worked out once; of now, and beside it of one past moment, so that a question about the past does not cost the
 * next one about now. Populations are those of the moment's position, of any vintage. One thread.
 */
#pragma once

#include "collector/core/question.h"
#include "collector/shell/store.h"

enum {
	/* Of a moment: above this it is forgotten when the next question about it begins. Of now there is room for all of England's figures of five years. */
	STORE_CUBE_NOW_KEPT_BYTES = 256 << 20,
	STORE_CUBE_PAST_KEPT_BYTES = 128 << 20,
	/* Of a moment, with what one question adds to it. */
	STORE_CUBE_NOW_BYTES_MAX = 512 << 20,
	STORE_CUBE_PAST_BYTES_MAX = 256 << 20,
	STORE_CUBE_ASKED_BYTES_MAX = 64 << 20, /* of what is made for one question alone */
};

/* What is kept of one moment. */
struct store_knowledge {
	struct store *store;          /* whose figures they are */
	struct store_moment moment;   /* always with a position */
	uint64_t newest;              /* the store's position when it was read: a correction can withhold what was known at any moment */
	struct store_cube_kept *kept; /* in the arena; NULL: nothing */
	size_t kept_bytes_max;
	struct arena arena;
};

struct store_cube {
	struct cube_view view; /* valid between begin and end */
	struct background background;
	int64_t now_s; /* the clock, set by whoever asks before store_cube_begin; 0: none is known, and today is the day of the newest entry */
	struct store_view *store; /* of the question that is being answered; borrowed */
	struct store_knowledge now, past;
	struct store_knowledge *at; /* the question's: one of the two */
	struct arena asked;         /* what is handed out for this question and not kept */
};

void store_cube_init(struct store_cube *cube);
void store_cube_fini(struct store_cube *cube);
/* What is held at the moment. */
size_t store_cube_taken_bytes(const struct store_cube *cube);
/*
 * Begins a question at a moment; all that is handed out until the next begin stays valid. ERROR_NOT_FOUND: the moment lies before the store's first
 * entry, or behind its last one (of positions). Errors of the store stick to the view as well.
 */
enum error store_cube_begin(struct store_cube *cube, struct store_view *view, const struct moment *moment) MUST_CHECK;
