#include "deploy/demo_data/workforce.h"

enum {
	BIRTH_YEAR_FIRST = 1957,
	BIRTH_YEARS = 38,
	BIRTH_DAY_FIRST = 2,
	BIRTH_DAYS_A_MONTH = 26,
	BIRTH_DATES = BIRTH_YEARS * 12 * BIRTH_DAYS_A_MONTH,
	BIRTH_STRIDE = 5003, /* has no factor in common with BIRTH_DATES: every date comes once before one comes again */
	BIRTH_COUNCIL_STEP = 529,
};

enum error workforce_init(struct workforce *workforce, struct arena *arena)
{
	struct worker_row *rows = arena_take(arena, WORKFORCE_ROWS_MAX, sizeof(*rows));

	if (rows == NULL)
		return ERROR_NO_MEMORY;
	*workforce = (struct workforce){.rows = rows};
	return ERROR_NONE;
}

unsigned workforce_add(struct workforce *workforce, const struct worker_row *row)
{
	if (workforce->count == WORKFORCE_ROWS_MAX)
		workforce->error = ERROR_LIMIT;
	else
		workforce->count++;
	workforce->rows[workforce->count - 1] = *row;
	return workforce->count - 1;
}

void workforce_at(const struct workforce *workforce, struct date date, bool is_agency, int64_t *fte, unsigned *heads)
{
	*fte = 0;
	*heads = 0;
	for (unsigned i = 0; i < workforce->count; i++) {
		const struct worker_row *row = &workforce->rows[i];

		if (row->is_agency == is_agency && row_is_held_on(row, date)) {
			*fte += row->fte;
			*heads += 1;
		}
	}
}

bool row_is_held_on(const struct worker_row *row, struct date day)
{
	return row->start.days <= day.days && row->end.days > day.days;
}

bool row_in_span(const struct worker_row *row, const struct span *span, struct worker_row *out)
{
	if (row->start.days > span->last.days || row->end.days <= span->before.days)
		return false;
	*out = *row;
	if (row->end.days > span->last.days) {
		out->end.days = INT32_MAX;
		out->destination = 0;
		out->reason = 0;
	}
	return true;
}

void person_put(struct text *text, uint16_t council, unsigned person)
{
	text_put(text, "SYNTH");
	text_put_u64(text, council);
	for (unsigned power = 100000; power > 0; power /= 10)
		text_put_char(text, (char)('0' + person / power % 10));
}

struct date person_birth_date(uint16_t council, unsigned person)
{
	unsigned place = (council * BIRTH_COUNCIL_STEP + person) % BIRTH_DATES * BIRTH_STRIDE % BIRTH_DATES;
	unsigned year = BIRTH_YEAR_FIRST + place / (12 * BIRTH_DAYS_A_MONTH);
	unsigned month = 1 + place / BIRTH_DAYS_A_MONTH % 12;
	unsigned day = BIRTH_DAY_FIRST + place % BIRTH_DAYS_A_MONTH;
	struct date date;

	INVARIANT(date_from((int)year, (int)month, (int)day, &date) == ERROR_NONE);
	return date;
}
