#include "deploy/demo_data/period.h"

/* The last month at whose end a council was there whose last day is `last_day`. */
static struct month last_whole_month(struct date last_day)
{
	struct month month = date_month(last_day);

	return month_last_day(month).days == last_day.days ? month : month_add(month, -1);
}

bool period_of_council(const struct period *period, const struct council *council, struct period *own)
{
	struct period out = *period;

	if (council->valid_from.days != INT32_MIN && month_compare(date_month(council->valid_from), out.from) > 0)
		out.from = date_month(council->valid_from);
	if (council->valid_to.days != INT32_MAX && month_compare(last_whole_month(council->valid_to), out.to) < 0)
		out.to = last_whole_month(council->valid_to);
	if (month_compare(out.from, out.to) > 0)
		return false;
	*own = out;
	return true;
}
