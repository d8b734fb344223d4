#include "agent/core/care_years.h"

#include "agent/core/care_dating.h"

enum { APRIL = 4 };

/* What the file's tables are good for, in the year that the file itself is of. */
static void tables_note(struct care_years *years, const struct care_file *file)
{
	for (unsigned kind = 0; kind < CARE_KINDS_COUNT; kind++) {
		if (!file->has[kind] || file->has_year_column)
			continue;
		if (file->year)
			years->has[kind][file->year] = true;
		else if (!file->rows_read[kind])
			years->has_undated[kind] = true;
	}
	if (file->has_distance && file->year && !file->has_year_column)
		years->has_distance[file->year] = true;
}

/* The latest day of the year on which something happened. What an extract says of days after its year does not belong to it. */
static void day_note(struct care_years *years, uint8_t year, uint16_t day)
{
	if (day < years->first_day[year + 1] && day > years->last_day[year])
		years->last_day[year] = day;
}

/* A file whose rows say their years was made when its latest date was known: what it says of the years before is whole. */
static void days_note(struct care_years *years, const struct care_store *store, const struct care_record *record)
{
	const struct care_file *file = care_store_file_view(store, record->file);
	uint16_t next_year, latest;

	if (!record->year || record->kind == CARE_UNACCOMPANIED || record->kind == CARE_LEAVER)
		return;
	if (care_store_has_come(store, record->start))
		day_note(years, record->year, record->start);
	if (care_store_has_come(store, record->end))
		day_note(years, record->year, record->end);
	if (!file->has_year_column)
		return;
	next_year = years->first_day[record->year + 1];
	latest = care_dating_latest(file);
	day_note(years, record->year, latest < next_year ? latest : (uint16_t)(next_year - 1));
}

/* Rows that say their year themselves say it for their tables as well. */
static void row_note(struct care_years *years, const struct care_file *file, const struct care_record *record)
{
	if (!file->has_year_column || !record->year)
		return;
	years->has[record->kind][record->year] = true;
	years->has_distance[record->year] |= file->has_distance;
}

static void rows_note(struct care_years *years, const struct care_store *store)
{
	for (uint32_t i = 0; i < care_store_record_count(store); i++) {
		const struct care_record *record = care_store_record_at(store, i);

		row_note(years, care_store_file_view(store, record->file), record);
	}
}

/* A care leaver's row has no date but its year: each year's is another one. */
static void records_settle(struct care_years *years, struct care_store *store)
{
	for (uint32_t i = 0; i < care_store_record_count(store); i++) {
		struct care_record *record = care_store_record_at(store, i);
		const struct care_file *file = care_store_file_view(store, record->file);

		if (!record->year)
			record->year = file->year;
		if (record->kind == CARE_LEAVER && record->year)
			record->start = care_year_first_day(record->year);
		days_note(years, store, record);
		row_note(years, file, record);
	}
}

static void neighbours_settle(struct care_years *years)
{
	uint8_t next = 0, previous = 0;

	for (unsigned year = 1; year < CARE_YEARS_COUNT; year++) {
		years->previous[year] = previous;
		previous = years->has[CARE_EPISODE][year] ? (uint8_t)year : previous;
	}
	for (unsigned year = CARE_YEARS_COUNT; year-- > 0;) {
		years->next[year] = next;
		next = year && years->has[CARE_EPISODE][year] ? (uint8_t)year : next;
	}
	years->first_year = next;
	years->last_year = previous;
}

static struct month year_first_month(uint8_t year)
{
	return month_from(CARE_YEAR_BASE + year - 1, APRIL);
}

/* Each year's set covers it up to the month of its latest day. */
static void coverage_settle(struct care_years *years)
{
	neighbours_settle(years);
	for (unsigned year = 1; year < CARE_YEARS_COUNT; year++) {
		uint16_t last = years->last_day[year];

		years->last_month[year] = last == CARE_DAY_NONE ? month_from(CARE_YEAR_BASE, 1) : date_month(care_day_date(last));
	}
}

struct care_years care_years_settle(struct care_store *store)
{
	struct care_years years = {.first_year = 0};

	for (unsigned year = 1; year < CARE_YEARS_COUNT; year++)
		years.first_day[year] = care_year_first_day((uint8_t)year);
	rows_note(&years, store);
	care_dating_by_dates(store);
	for (unsigned i = 0; i < CARE_FILES_MAX; i++)
		if (care_store_file_view(store, (uint8_t)i)->year)
			tables_note(&years, care_store_file_view(store, (uint8_t)i));
	care_dating_by_birthdays(store, years.has[CARE_EPISODE]);
	care_dating_by_children(store, years.has[CARE_EPISODE]);
	for (unsigned i = 0; i < CARE_FILES_MAX; i++)
		tables_note(&years, care_store_file_view(store, (uint8_t)i));
	records_settle(&years, store);
	coverage_settle(&years);
	return years;
}

bool care_years_cover(const struct care_years *years, struct month month)
{
	uint8_t year = care_year_of_month(month);

	if (!year || !years->has[CARE_EPISODE][year])
		return false;
	return month_compare(month, years->last_month[year]) <= 0;
}

bool care_years_cover_window(const struct care_years *years, struct month month, int months)
{
	for (int i = 0; i < months; i++)
		if (!care_years_cover(years, month_add(month, -i)))
			return false;
	return true;
}

bool care_years_have(const struct care_years *years, enum care_kind kind, struct month month, int months)
{
	for (int i = 0; i < months; i++) {
		uint8_t year = care_year_of_month(month_add(month, -i));

		if (!year || (!years->has[kind][year] && !years->has_undated[kind]))
			return false;
	}
	return true;
}

bool care_years_span(const struct care_years *years, struct month *first, struct month *last)
{
	bool has_any = false;

	for (unsigned year = 1; year < CARE_YEARS_COUNT; year++) {
		struct month april = year_first_month((uint8_t)year);

		if (!care_years_cover(years, april))
			continue;
		*first = has_any ? *first : april;
		*last = years->last_month[year];
		has_any = true;
	}
	return has_any;
}

uint16_t care_years_since(const struct care_years *years, enum care_kind kind, struct month month)
{
	uint8_t year = care_year_of_month(month), first = 0;

	while (year && (years->has[kind][year] || (years->has_undated[kind] && years->has[CARE_EPISODE][year])))
		first = year--;
	return first ? care_year_first_day(first) : CARE_DAY_NONE;
}
