/* What a control chart says, in a few words. Pure; strings are static or in the composer's arena. */
#pragma once

#include "collector/core/control_chart.h"
#include "collector/pages/composer.h"

/* "above its limits, seven or more above the mean" of the bits of an xmr_mark; "" of none. */
const char *chart_signal_words(struct composer *composer, unsigned bits);
/* The first of them alone, which says most: for a picture, that has no room for all. Static storage. */
const char *chart_signal_word(unsigned bits);
/* "lay above the limits": a verb, of at most five words and for any number, for the first of the bits, which are not 0; static storage. */
const char *chart_signal_verb(unsigned bits);
/* "rose over the year": how the newest figure has changed; NULL when it or the one a year before is not known. Static storage. */
const char *chart_year_verb(const struct control_chart *chart);
/* Why no limits are drawn; NULL where they are. Static storage. */
const char *chart_caution(const struct control_chart *chart);
