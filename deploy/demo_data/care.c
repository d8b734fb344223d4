#include "deploy/demo_data/care.h"

enum error care_init(struct care *care, struct arena *arena)
{
	struct care_period *periods = arena_take(arena, CARE_PERIODS_MAX, sizeof(*periods));

	if (periods == NULL)
		return ERROR_NO_MEMORY;
	*care = (struct care){.periods = periods};
	return ERROR_NONE;
}

unsigned care_add(struct care *care, const struct care_period *period)
{
	if (care->count == CARE_PERIODS_MAX)
		care->error = ERROR_LIMIT;
	else
		care->count++;
	care->periods[care->count - 1] = *period;
	return care->count - 1;
}

static bool comes_before(const struct care_period *a, const struct care_period *b)
{
	return a->child != b->child ? a->child < b->child : a->start.days < b->start.days;
}

/* Insertion sort with shrinking steps: nearly sorted as they are, and no memory. */
void care_sort(struct care *care)
{
	static const unsigned steps[] = {1750, 701, 301, 132, 57, 23, 10, 4, 1}; /* Ciura's */

	for (unsigned s = 0; s < sizeof(steps) / sizeof(steps[0]); s++) {
		for (unsigned i = steps[s]; i < care->count; i++) {
			struct care_period moving = care->periods[i];
			unsigned place = i;

			for (; place >= steps[s] && comes_before(&moving, &care->periods[place - steps[s]]); place -= steps[s])
				care->periods[place] = care->periods[place - steps[s]];
			care->periods[place] = moving;
		}
	}
}

bool care_period_holds(const struct care_period *period, struct date date)
{
	return period->start.days <= date.days && period->end.days > date.days;
}

unsigned care_at(const struct care *care, struct date date, bool only_unaccompanied)
{
	unsigned count = 0;

	for (unsigned i = 0; i < care->count; i++)
		count += care_period_holds(&care->periods[i], date) && (!only_unaccompanied || care->periods[i].is_unaccompanied);
	return count;
}
