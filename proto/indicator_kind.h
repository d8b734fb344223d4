/* What an indicator's numerator is to its denominator, and with it how its figures vary by chance. */
#pragma once

#include "proto/catalogue.h"

enum indicator_kind {
	INDICATOR_PROPORTION, /* so many of a whole: vacancies of all posts, repeat plans of all plans */
	INDICATOR_RATE,       /* events or children in a population */
	INDICATOR_RATIO, /* neither: turnover and cover rates can be over 100%, caseload and absence are no counts of one whole; money and days */
};

/*
 * Read off the catalogue: a proportion when the numerator is one of the denominator's measures, or a part of the denominator along the totals, or both
 * count the items of one list that the council gives; a rate when the denominator is a population. Sums of days and of money are neither.
 */
enum indicator_kind indicator_kind(const struct indicator *indicator);
