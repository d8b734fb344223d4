/* Why a value that should name an indicator, a council or an area names none. Pure. */
#pragma once

#include "common/slice.h"
#include "common/text.h"

/*
 * Each puts the end of a sentence that began with the parameter's name: " cannot be used: 999 is no council". Nothing when there is no more to say than
 * what is allowed. The value is as it was typed; of it, only what is short and plain is said again.
 */
void indicator_put_fault(struct text *text, struct slice value); /* with the ids that are nearest to it */
void council_put_fault(struct text *text, struct slice value);
void area_put_fault(struct text *text, struct slice value);
