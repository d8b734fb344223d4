#include "collector/pages/page_months.h"

#include "collector/core/release_layout.h"

enum { YEAR_MONTHS = 12 };

/* What a release is of lies before the month in which it came out. */
static struct page_months official_months(const struct page_facts *facts, const struct question *question)
{
	const struct moment *moment = &question->moment;
	int number = question->indicator ? (int)release_month_of_measure(question->indicator->numerator) : month_number(facts->official_last);
	struct page_months months = {.first = facts->official_first, .last = facts->official_last, .step = YEAR_MONTHS};

	if (!facts->has_official || number == 0)
		return months;
	while (month_number(months.first) != number)
		months.first = month_add(months.first, 1);
	if (moment->has_vintage && month_compare(moment->vintage, months.last) < 0)
		months.last = moment->vintage;
	while (month_number(months.last) != number)
		months.last = month_add(months.last, -1);
	months.are_there = month_compare(months.first, months.last) <= 0;
	return months;
}

struct page_months page_months(const struct page_facts *facts, const struct question *question)
{
	if (question->source == SOURCE_OFFICIAL)
		return official_months(facts, question);
	return (struct page_months){.are_there = facts->has_months, .first = facts->first, .last = facts->last, .step = 1};
}
