/* Many tests at once: p values corrected for their number, and the false alarms to expect. Pure. */
#pragma once

#include <stdint.h>

enum multiplicity {
	/* The chance of one false alarm or more is at most the level: */
	MULTIPLICITY_BONFERRONI,
	MULTIPLICITY_HOLM, /* Holm, Scandinavian Journal of Statistics 6 (1979): never less than Bonferroni's */
	/* The share of false ones among the alarms is at most the level on average: */
	MULTIPLICITY_BENJAMINI_HOCHBERG,  /* JRSS B 57 (1995): for tests that are independent or vary with each other */
	MULTIPLICITY_BENJAMINI_YEKUTIELI, /* Annals of Statistics 29 (2001): whatever their dependence */
};

/* One test of many. */
struct multiple_test {
	double p;
	double adjusted; /* set here: the smallest level at which it is an alarm */
	uint32_t index;  /* the caller's: whose test it is */
};

/*
 * Sorts the tests by p, of equal ones by index, and sets `adjusted` of each. `made` >= count is the number of tests that were made: those that are not
 * in the list stand for p = 1, so that a caller may leave out what is no alarm anyway. In place; time grows as count x log(count).
 */
void multiplicity_adjust(enum multiplicity method, struct multiple_test *tests, unsigned count, unsigned made);
/* How many of `made` tests of councils without any change come out at `level` or below on average, whatever their dependence. */
double multiplicity_false_alarms(unsigned made, double level);
