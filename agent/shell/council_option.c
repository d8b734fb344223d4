#include "agent/shell/council_option.h"

enum error council_of_option(const struct command_call *call, const struct council **out, struct problem *problem)
{
	if (council_parse(slice_from_text(options_text(&call->options, "council")), out) != ERROR_NONE)
		return problem_set(problem, ERROR_NOT_FOUND,
				   "no English council has the code given with --council; codes are the DfE's three digits, such as 342");
	return ERROR_NONE;
}
