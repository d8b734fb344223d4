/* An answer's bytes, shared by the cache and by the connections that are sending them; freed with the last holder. One thread. */
#pragma once

#include "common/slice.h"
#include "common/text.h"

struct body;

/* Takes what was built in a growing text, which is empty afterwards; NULL when there is no memory (the text is then as it was). */
struct body *body_take(struct text *text);
/* Borrows `bytes`, which must live for ever: a page's style. NULL when there is no memory. */
struct body *body_borrow(struct slice bytes);
struct body *body_hold(struct body *body);
/* NULL is allowed. */
void body_release(struct body *body);
struct slice body_slice(const struct body *body);
