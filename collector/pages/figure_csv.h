/*
 * A figure's table as a file: CSV of RFC 4180 in UTF-8, columns by their names in small letters. Numbers are plain decimals; where there is none, the symbol
 * (c, z, x, u, k) stands in its place, or nothing. Pure.
 */
#pragma once

#include "collector/pages/figure.h"

/*
 * A text that a spreadsheet would take for a formula gets an apostrophe in front. What every showing of the figures must say stands in the first row of a
 * last column of its own, `notice`; "" for nothing.
 */
void figure_write_csv(const struct figure *figure, const char *notice, struct text *text);
