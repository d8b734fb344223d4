#include "agent/core/given_table.h"

#include "agent/core/values.h"
#include "common/decimal.h"

enum { COLUMN_MONTH, COLUMN_MEASURE, COLUMN_VALUE, COLUMN_COUNT };

static enum rule measure_read(struct slice text, const struct measure **out)
{
	*out = catalogue_measure_find(text);
	if (!*out)
		return RULE_MEASURE_UNKNOWN;
	return (*out)->topic == TOPIC_REFERENCE ? RULE_MEASURE_NOT_SENT : RULE_NONE;
}

/*
 * A symbol in the value's place. `c` is for counts that are protected, `k` for amounts that can be so small that they round to 0: elsewhere they say
 * something that cannot be.
 */
static bool symbol_read(struct slice text, enum symbol *out)
{
	for (int symbol = SYMBOL_C; symbol <= SYMBOL_K; symbol++) {
		if (!slice_equal_ignoring_case(text, slice_from_text(symbol_text((enum symbol)symbol))))
			continue;
		*out = (enum symbol)symbol;
		return true;
	}
	return false;
}

static enum rule symbol_check(enum symbol symbol, const struct measure *measure)
{
	if (symbol == SYMBOL_C && measure->protection == PROTECTION_OPEN)
		return RULE_SYMBOL_C_SENSELESS;
	if (symbol == SYMBOL_K && measure_digits(measure) == 0)
		return RULE_SYMBOL_K_SENSELESS;
	return RULE_NONE;
}

static enum rule value_read(struct slice text, const struct measure *measure, struct given_row *out)
{
	enum symbol symbol = SYMBOL_X;
	enum error error;

	if (text.size == 0 || symbol_read(text, &symbol)) {
		out->symbol = (uint8_t)symbol;
		out->reason = text.size ? REASON_GIVEN_SYMBOL : REASON_GIVEN_EMPTY;
		return symbol_check(symbol, measure);
	}
	error = decimal_parse(text, measure_digits(measure), &out->value);
	if (error == ERROR_LIMIT)
		return measure_digits(measure) ? RULE_GIVEN_TOO_PRECISE : RULE_GIVEN_NOT_WHOLE;
	if (error)
		return RULE_GIVEN_MALFORMED;
	return out->value < 0 ? RULE_GIVEN_NEGATIVE : RULE_NONE;
}

/* Reads one cell; what is wrong with it refuses the row. False: it does. */
static bool cell_read(struct row *row, unsigned column, struct slice *text)
{
	enum rule fault = row_cell(row, column, text);

	if (fault)
		row_refuse(row, column, fault);
	return !fault;
}

static bool refused_for(struct row *row, unsigned column, enum rule fault)
{
	if (fault)
		row_refuse(row, column, fault);
	return fault != RULE_NONE;
}

static enum error given_row_read(struct row *row, struct council_register *reg)
{
	struct given_row given = {.file = row->file, .line = (uint32_t)row->line};
	const struct measure *measure = NULL;
	struct slice month, id, value;
	enum error error;

	if (row->is_refused || !cell_read(row, COLUMN_MONTH, &month) || !cell_read(row, COLUMN_MEASURE, &id) || !cell_read(row, COLUMN_VALUE, &value))
		return ERROR_NONE;
	if (refused_for(row, COLUMN_MONTH, value_month(month, &given.month)) || refused_for(row, COLUMN_MEASURE, measure_read(id, &measure)))
		return ERROR_NONE;
	given.measure = measure->number;
	if (refused_for(row, COLUMN_VALUE, value_read(value, measure, &given)))
		return ERROR_NONE;
	error = given_add(reg->given, &given);
	if (error != ERROR_EXISTS && error != ERROR_INVALID)
		return error;
	row_refuse(row, WHOLE_ROW, error == ERROR_EXISTS ? RULE_GIVEN_REPEATED : RULE_GIVEN_TOO_MANY);
	return ERROR_NONE;
}

const struct layout given_layout = {
	.kind = TABLE_GIVEN,
	.required_count = COLUMN_COUNT,
	.column_count = COLUMN_COUNT,
	.columns = {[COLUMN_MONTH] = "month", [COLUMN_MEASURE] = "measure", [COLUMN_VALUE] = "value"},
	.read = given_row_read,
};
