/* The words around figures in a ranking: values, places, areas and changes in plain English. Pure. */
#pragma once

#include "collector/core/ranking.h"
#include "common/text.h"

/* "16.2%", "21.3 cases per worker" */
void words_put_value(struct text *text, const struct indicator *indicator, int64_t value);
/* "16.2%", but "21.3": where the unit is said already, only a percentage keeps its sign. */
void words_put_short(struct text *text, const struct indicator *indicator, int64_t value);
/* "30 September 2021" */
void words_put_day(struct text *text, struct date date);
/* "8th" */
void words_put_ordinal(struct text *text, unsigned number);
/* "the North West", "London" */
void words_put_area(struct text *text, const struct area *area);
/* "+1.4" or "−0.3", with a true minus sign; "0.0" for no change. */
void words_put_change(struct text *text, const struct indicator *indicator, int64_t change);
/* "higher", "lower", "no change" */
const char *words_of_change(int64_t change);
/* What values and changes are counted in: "in %", "in cases per worker", "per 10,000 children"; changes of percentages "in percentage points". */
void words_put_unit(struct text *text, const struct indicator *indicator);
void words_put_change_unit(struct text *text, const struct indicator *indicator);
/* "Vacancies (FTE) + Social workers in post (FTE)" */
void words_put_denominator(struct text *text, const struct indicator *indicator);
/* "lowest quarter", "third quarter", ...: which part of the councils a band is. */
const char *words_of_band(const struct indicator *indicator, char band);
/* The ranking in a sentence: how many councils, the pooled rate, where the middle half of them lies. */
void words_put_summary(struct text *text, const struct ranking *ranking);
/* "The highest was ..., the lowest ...; the median council is at ..."; only with quartiles. */
void words_put_extremes(struct text *text, const struct ranking *ranking);
