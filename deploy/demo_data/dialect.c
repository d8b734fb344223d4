#include "deploy/demo_data/dialect.h"

#define USUAL_COLUMNS                                                                                    \
	.columns = {WORKER_AGENCY, WORKER_PERSON, WORKER_BIRTH_DATE, WORKER_FTE,         WORKER_ROLE,    \
		    WORKER_START,  WORKER_ORIGIN, WORKER_END,        WORKER_DESTINATION, WORKER_REASON}, \
	.column_count = 10

static const struct dialect dialects[] = {
	{USUAL_COLUMNS},
	{USUAL_COLUMNS, .has_byte_order_mark = true, .has_crlf = true, .has_indentation = true},
	{USUAL_COLUMNS, .has_day_first_dates = true, .has_earlier_fte30 = true},
	{.columns = {WORKER_PERSON, WORKER_START, WORKER_END, WORKER_REASON, WORKER_FTE, WORKER_AGENCY, WORKER_BIRTH_DATE},
	 .column_count = 7,
	 .has_short_numbers = true,
	 .has_zero_leavers = true},
	{USUAL_COLUMNS, .has_no_final_newline = true, .header_case = HEADER_LOWER},
	{.columns = {WORKER_TEAM, WORKER_PERSON, WORKER_BIRTH_DATE, WORKER_AGENCY, WORKER_ROLE, WORKER_FTE, WORKER_START, WORKER_END, WORKER_REASON},
	 .column_count = 9,
	 .has_day_first_dates = true,
	 .has_crlf = true,
	 .has_extra_elements = true},
	{USUAL_COLUMNS, .has_blank_last_row = true, .has_crlf = true, .has_zero_leavers = true},
	{USUAL_COLUMNS, .quotes_all = true, .has_indentation = true,
	 .note = "The workers' export runs on the last night of the month, the posts table is kept by hand.\n"},
	{USUAL_COLUMNS, .says_null = true, .header_case = HEADER_UPPER, .has_extra_elements = true, .has_earlier_fte30 = true},
	{USUAL_COLUMNS, .has_blanks = true, .has_short_numbers = true},
	{USUAL_COLUMNS, .has_sparse_agency_rows = true, .has_byte_order_mark = true},
};

const struct dialect *dialect_of(unsigned index)
{
	return &dialects[index % (sizeof(dialects) / sizeof(dialects[0]))];
}
