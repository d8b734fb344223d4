#include "collector/core/reporter.h"

#include <stddef.h>

/* The partner goes among the candidates, which are ascending by code. */
static void candidate_insert(const struct council **candidates, unsigned count, const struct council *partner)
{
	for (; count > 0 && candidates[count - 1]->code > partner->code; count--)
		candidates[count] = candidates[count - 1];
	candidates[count] = partner;
}

/* The area's councils, and those outside it with which they have a workforce in common. */
static unsigned candidates_find(const struct area *area, const struct council *out[static COUNCIL_COUNT_MAX])
{
	unsigned member_count = area_councils(area, out);
	const struct council *partners[COUNCIL_COUNT_MAX];
	unsigned partner_count = 0;

	for (unsigned i = 0; i < member_count; i++) {
		const struct council *partner = out[i]->joint_with ? council_find(out[i]->joint_with) : NULL;

		if (partner && !area_has(area, partner))
			partners[partner_count++] = partner;
	}
	for (unsigned i = 0; i < partner_count; i++)
		candidate_insert(out, member_count + i, partners[i]);
	return member_count + partner_count;
}

unsigned reporters_of(const struct column *column, const struct area *area, struct reporter *out)
{
	struct date last_day = month_last_day(column->month);
	const struct council *candidates[COUNCIL_COUNT_MAX];
	unsigned candidate_count = candidates_find(area, candidates);
	unsigned count = 0;

	for (unsigned i = 0; i < candidate_count; i++) {
		const struct council *council = candidates[i];
		const struct council *partner;

		if (!council_exists_on(council, last_day))
			continue;
		partner = column_partner(column, council);
		if (((partner && area_has(area, partner)) || area_has(area, council)) && !column_is_joint(column, council))
			out[count++] = (struct reporter){council, partner, column_find(column, council->code)};
	}
	return count;
}
