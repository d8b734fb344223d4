/* How sure an indicator's figures are by chance alone: which statistics fit it, and its figures as they take them. Pure. */
#pragma once

#include "collector/core/compare.h"
#include "collector/core/difference.h"

/* Of every interval around a figure or a difference. */
#define CERTAINTY_CONFIDENCE 0.95
/* The chance that of all pairs of a ranking any is told apart that is the same in truth. */
#define CERTAINTY_PAIRS_ERROR 0.05

/* Whether the indicator is a proportion or a rate: no interval fits the others. */
bool certainty_fits(const struct indicator *indicator);
enum sample_kind certainty_sample_kind(const struct indicator *indicator); /* only of those that it fits */
/* "Wilson score", "exact Poisson below 10 events, Byar's approximation from 10"; NULL where none fits. */
const char *certainty_method(const struct indicator *indicator);
/* Which interval it is and what it says, or why there is none: a whole sentence. */
const char *certainty_sentence(const struct indicator *indicator);
/* How many units of a value (10^-decimals) one of numerator / denominator is: 1000 for a percentage with one decimal. */
double certainty_scale(const struct indicator *indicator);
/* Numerator and denominator in whole FTE, children or days. False where none fits or they make no sample, as a part larger than its whole. */
bool certainty_sample(const struct indicator *indicator, const struct indicator_value *value, struct sample *out);
/*
 * Around numerator / denominator, at CERTAINTY_CONFIDENCE: Wilson's for a proportion, for a rate the exact Poisson interval below ten events and Byar's
 * from there. Not known where none fits.
 */
struct interval certainty_interval(const struct indicator *indicator, const struct indicator_value *value);
