/*
 * Foreign text made harmless for a page: a council's name or somebody's note cannot turn the line around, hide a part of itself, or fill the screen. What
 * is not there to be seen is left out: controls, marks of direction, characters without width. Bytes that are no UTF-8 become U+FFFD, and what breaks a
 * line becomes a space.
 */
#pragma once

#include "common/text.h"

/* The most that a page shows of one value where it says no number of its own: more than any sentence of ours has. */
enum { INERT_CHARACTERS_MAX = 4000 };

/* At most `characters_max` (> 0) characters; a longer text ends in an ellipsis, which is one of them. */
void text_put_inert(struct text *text, struct slice slice, size_t characters_max);
/* At most INERT_CHARACTERS_MAX, escaped for HTML text and quoted attributes. */
void text_put_inert_html(struct text *text, struct slice slice);
