/* Titles of figures: what the figure says, in few words. Pure. */
#pragma once

#include <stdbool.h>

#include "collector/pages/figure.h"

/* Whether it has at most FIGURE_TITLE_WORDS_MAX words; words are what blanks are between. */
bool figure_title_fits(const char *title);
/* The first of the titles that fits, from the one that says most to the one that says least: the last one when none does. `count` > 0. */
const char *figure_title_choose(const char *const *titles, unsigned count);
