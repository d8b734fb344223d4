/* Wrapping: sentences in lines that a terminal of 100 columns shows whole. */
#pragma once

#include "common/text.h"

enum { WRAPPING_COLUMNS = 100 };

/* The words of `sentence` from `column` on, where the line stands already, broken before WRAPPING_COLUMNS and indented to `column`; ends the line. */
void text_put_wrapped(struct text *text, struct slice sentence, size_t column);
