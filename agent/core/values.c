#include "agent/core/values.h"

enum rule value_date(struct slice text, struct date *out)
{
	enum error error = date_parse(text, out);

	if (error == ERROR_INVALID)
		return RULE_DATE_IMPOSSIBLE;
	if (error == ERROR_LIMIT)
		return RULE_DATE_OUT_OF_RANGE;
	return error ? RULE_DATE_MALFORMED : RULE_NONE;
}

enum rule value_month(struct slice text, struct month *out)
{
	return month_parse(text, out) ? RULE_MONTH_MALFORMED : RULE_NONE;
}

enum rule value_flag(struct slice text, bool *out)
{
	bool is_true = slice_equal(text, SLICE_LITERAL("1")) || slice_equal_ignoring_case(text, SLICE_LITERAL("true"));

	if (!is_true && !slice_equal(text, SLICE_LITERAL("0")) && !slice_equal_ignoring_case(text, SLICE_LITERAL("false")))
		return RULE_FLAG_MALFORMED;
	*out = is_true;
	return RULE_NONE;
}
