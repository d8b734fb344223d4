#include "collector/core/reporter.h"

unsigned reporters_of(const struct column *column, const struct area *area, struct reporter *out)
{
	struct date last_day = month_last_day(column->month);
	unsigned count = 0;

	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);
		bool is_in = area_has(area, council);
		const struct council *partner;

		if ((!is_in && !council->joint_with) || !council_exists_on(council, last_day))
			continue;
		partner = column_partner(column, council);
		if ((is_in || (partner && area_has(area, partner))) && !column_is_joint(column, council))
			out[count++] = (struct reporter){council, partner, column_find(column, council->code)};
	}
	return count;
}
