#include "agent/core/ssda903.h"

#include "agent/core/looked_after.h"
#include "agent/core/values.h"
#include "common/decimal.h"

enum { YEAR_TEXT_SIZE = 4, YEAR_SHORT_SIZE = 2, CENTURY = 100 };

/* Where the columns stand is the same for every row of a CSV file. */
static void columns_note(struct care_file *file, const struct row *row, unsigned child_column)
{
	const struct layout *layout = row->header->layout;

	if (row->header->is_record || file->columns[child_column])
		return;
	for (unsigned i = 0; i < layout->column_count && i < CARE_COLUMNS_MAX; i++)
		file->columns[i] = row_has_column(row, i) ? (uint16_t)(row->header->places[i] + 1) : 0;
}

bool care_year_parse(struct slice text, uint8_t *out)
{
	struct slice first = slice_from(text.data, text.size < YEAR_TEXT_SIZE ? text.size : YEAR_TEXT_SIZE), rest;
	int64_t year, end;

	if (first.size < YEAR_TEXT_SIZE || decimal_parse(first, 0, &year))
		return false;
	rest = slice_from(text.data + YEAR_TEXT_SIZE, text.size - YEAR_TEXT_SIZE);
	if (rest.size) {
		if (rest.data[0] != '/' && rest.data[0] != '-' && rest.data[0] != '_')
			return false;
		rest = slice_from(rest.data + 1, rest.size - 1);
		if ((rest.size != YEAR_SHORT_SIZE && rest.size != YEAR_TEXT_SIZE) || decimal_parse(rest, 0, &end))
			return false;
		year++;
		if (end != (rest.size == YEAR_TEXT_SIZE ? year : year % CENTURY))
			return false;
	}
	year -= CARE_YEAR_BASE;
	if (year < 1 || year >= CARE_YEARS_COUNT - 1)
		return false;
	*out = (uint8_t)year;
	return true;
}

struct slice care_row_text(struct care_row *care, unsigned column)
{
	struct slice text = {NULL, 0};
	enum rule fault = row_has_column(care->row, column) ? row_cell(care->row, column, &text) : RULE_NONE;

	if (fault)
		row_remark(care->row, column, fault);
	return text;
}

static void year_read(struct care_row *care, struct care_file *file, unsigned column)
{
	struct slice text = care_row_text(care, column);

	if (!row_has_column(care->row, column) || text.size == 0)
		return;
	if (care_year_parse(text, &care->record.year))
		file->has_year_column = true;
	else
		row_remark(care->row, column, RULE_CARE_YEAR_MALFORMED);
}

bool care_row_begin(struct care_row *care, struct row *row, struct council_register *reg, unsigned child_column, unsigned year_column,
		    enum error *error)
{
	struct care_store *store = looked_after_store(reg->looked_after);
	struct care_file *file = care_store_file(store, row->file);
	struct slice id;
	enum rule fault;

	*error = ERROR_NONE;
	if (row->is_refused)
		return false;
	*care = (struct care_row){.row = row, .store = store, .record.file = row->file};
	care->record.line = row->line > UINT32_MAX ? UINT32_MAX : (uint32_t)row->line;
	columns_note(file, row, child_column);
	fault = row_cell(row, child_column, &id);
	if (!fault && id.size == 0)
		fault = RULE_CARE_CHILD_EMPTY;
	if (fault) {
		row_refuse(row, child_column, fault);
		return false;
	}
	*error = care_store_child(store, id, &care->child);
	if (*error == ERROR_INVALID) {
		*error = ERROR_NONE;
		row_refuse(row, child_column, RULE_CARE_CHILD_TOO_LONG);
		return false;
	}
	year_read(care, file, year_column);
	return !*error;
}

enum error care_row_finish(struct care_row *care)
{
	if (care->record.end == CARE_DAY_NONE)
		care->record.end = CARE_DAY_OPEN;
	return care_store_add(care->store, care->child, &care->record);
}

enum error care_row_counted(const struct row *row, struct council_register *reg, enum care_kind kind, enum error error)
{
	struct care_file *file = care_store_file(looked_after_store(reg->looked_after), row->file);

	if (row->is_refused)
		file->rows_refused[kind]++;
	else
		file->rows_read[kind]++;
	return error;
}

static enum rule day_parse(struct slice text, uint16_t *day)
{
	struct date date;
	enum rule fault = value_date(text, &date);

	if (!fault && !care_day_from(date, day))
		fault = RULE_CARE_DATE_OUT_OF_RANGE;
	return fault;
}

static uint16_t day_read(struct care_row *care, unsigned column, bool is_optional)
{
	struct slice text = {NULL, 0};
	uint16_t day = CARE_DAY_NONE;
	enum rule fault = row_has_column(care->row, column) ? row_cell(care->row, column, &text) : RULE_NONE;

	if (!fault && text.size)
		fault = day_parse(text, &day);
	if (fault && is_optional)
		row_refuse_cell(care->row, column, fault);
	else if (fault)
		row_refuse(care->row, column, fault);
	return day;
}

uint16_t care_row_day(struct care_row *care, unsigned column)
{
	return day_read(care, column, false);
}

uint16_t care_row_optional_day(struct care_row *care, unsigned column)
{
	return day_read(care, column, true);
}

uint8_t care_row_code(struct care_row *care, unsigned column, enum care_code_set set)
{
	uint8_t code = care_code_find(set, care_row_text(care, column));

	if (code == CODE_UNKNOWN)
		row_remark(care->row, column, RULE_CARE_CODE_UNKNOWN);
	return code;
}

void care_row_birth(struct care_row *care, unsigned column)
{
	uint16_t birth = care_row_optional_day(care, column);

	if (!care_store_birth(care->store, care->child, birth, care->record.file))
		row_remark(care->row, column, RULE_CARE_BIRTH_DATE_DIFFERS);
}

void care_row_saw_day(struct care_row *care, unsigned column, uint16_t day)
{
	if (day == CARE_DAY_NONE || day == CARE_DAY_OPEN)
		return;
	if (!care_store_has_come(care->store, day))
		row_remark(care->row, column, RULE_CARE_DATE_IN_FUTURE);
	else
		care_store_saw_day(care->store, care->record.file, day);
}
