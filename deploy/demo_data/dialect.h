/* Dialects: how one council's systems write their files. No two suppliers agree, and the agent must read them all. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum worker_column {
	WORKER_AGENCY,
	WORKER_PERSON,
	WORKER_BIRTH_DATE,
	WORKER_FTE,
	WORKER_ROLE,
	WORKER_START,
	WORKER_ORIGIN,
	WORKER_END,
	WORKER_DESTINATION,
	WORKER_REASON,
	WORKER_TEAM, /* a column of the council's own, which the agent does not know */
	WORKER_COLUMNS,
};

enum header_case { HEADER_AS_SPECIFIED, HEADER_LOWER, HEADER_UPPER };

struct dialect {
	const char *note; /* the text of a notes.txt that lies beside the files; NULL: none */
	enum worker_column columns[WORKER_COLUMNS];
	size_t column_count;
	enum header_case header_case;
	bool has_byte_order_mark;
	bool has_crlf;
	bool has_day_first_dates; /* 30/09/2021, else 2021-09-30 */
	bool has_short_numbers;   /* 1 and 0.8, else 1.00 and 0.80 */
	bool quotes_all;          /* every cell in quotation marks */
	bool says_null;           /* the word NULL for an empty cell */
	bool has_blanks;          /* spaces at the end of cells, not of the header's */
	bool has_no_final_newline;
	bool has_blank_last_row;
	bool has_sparse_agency_rows; /* without registration number, birth date and role; in the census without dates too */
	/* Of the census's XML alone. */
	bool has_indentation;
	bool has_extra_elements; /* such as the agent has no use for */
	bool has_zero_leavers;   /* FTE 0 for who has left, and the hours in FTE30 */
	bool has_earlier_fte30;  /* FTE30 is of the census before */
};

/* The dialect of the `index`th council; static storage. */
const struct dialect *dialect_of(unsigned index);
