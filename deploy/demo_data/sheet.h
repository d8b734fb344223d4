/* A sheet: a table being written cell by cell, as a council's system writes it. */
#pragma once

#include "common/month.h"
#include "common/text.h"
#include "deploy/demo_data/dialect.h"

struct sheet {
	const struct dialect *dialect; /* borrowed */
	struct text *text;             /* borrowed; carries the sticky error */
	bool in_row;                   /* a cell stands in this row already */
	bool in_file;
	bool in_header;
};

void sheet_init(struct sheet *sheet, const struct dialect *dialect, struct text *text);
/* Begins a row; the cells of the header are the first one's. */
void sheet_row(struct sheet *sheet);
void sheet_header(struct sheet *sheet, const char *name);
void sheet_cell(struct sheet *sheet, const char *cell);
/* A negative number, of which there are none in these tables, is an empty cell; so it is for hundredths. */
void sheet_number(struct sheet *sheet, int64_t value);
/* 0 is an empty cell. */
void sheet_code(struct sheet *sheet, uint8_t code);
/* "2021-09", in every dialect. */
void sheet_month(struct sheet *sheet, struct month month);
void sheet_hundredths(struct sheet *sheet, int64_t value);
/* 30/09/2021 or 2021-09-30; nothing for INT32_MAX days. */
void date_put(struct text *text, struct date date, bool day_first);
/* INT32_MAX days is an empty cell. */
void sheet_date(struct sheet *sheet, struct date date);
/* Ends the file; `columns` is how many a blank last row has. */
void sheet_finish(const struct sheet *sheet, size_t columns);
