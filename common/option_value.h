/* The values of options: what each kind takes. Used by common/options.c alone. */
#pragma once

#include "common/options.h"

/* Whether `text` is a value of the option's kind; `out`, all but is_set, is of use only then. */
bool option_value_parse(const struct option *option, struct slice text, struct option_value *out) MUST_CHECK;
/* What the option takes, for a sentence: "a whole number from 1 to 64". */
void option_put_what_it_takes(const struct option *option, struct text *text);
