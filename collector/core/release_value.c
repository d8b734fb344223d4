#include "collector/core/release_value.h"

#include "collector/core/check.h"
#include "common/decimal.h"
#include "proto/catalogue.h"
#include "proto/status.h"

#define SYMBOLS "the symbols c, z, x, u, k, low, : and -"

struct symbol_spelling {
	const char *text;
	enum symbol symbol;
};

static enum symbol symbol_of(struct slice text)
{
	static const struct symbol_spelling spellings[] = {
		{"c", SYMBOL_C}, {"z", SYMBOL_Z},   {"x", SYMBOL_X}, {"u", SYMBOL_U},
		{"k", SYMBOL_K}, {"low", SYMBOL_K}, {":", SYMBOL_X}, {"-", SYMBOL_X},
	};

	for (unsigned i = 0; i < sizeof spellings / sizeof spellings[0]; i++)
		if (slice_equal_ignoring_case(text, slice_from_text(spellings[i].text)))
			return spellings[i].symbol;
	return SYMBOL_NONE;
}

/* Of a number that does not fit: whether it is for the decimals that are not 0. */
static bool has_more_decimals(struct slice text, unsigned digits)
{
	struct slice decimals = text;

	slice_split(&decimals, '.');
	for (size_t i = digits; i < decimals.size; i++)
		if (decimals.data[i] != '0')
			return true;
	return false;
}

/* Of a number that was read as far as `error` says. */
static const char *number_fault(struct slice text, unsigned digits, enum error error, int64_t value)
{
	if (text.data[0] == '-' && (error || value < 0))
		return "a negative number";
	if (error && has_more_decimals(text, digits))
		return digits ? "a number with more decimals than it can have" : "not a whole number";
	if (error || value > PLAUSIBLE_MAX * decimal_power(digits))
		return "a number that is too large";
	return NULL;
}

const char *release_value_parse(struct slice text, uint16_t measure, struct return_measure *out)
{
	unsigned digits = measure_digits(catalogue_measure(measure));
	struct return_measure figure = {.number = measure, .symbol = (uint8_t)symbol_of(text)};
	const char *fault;
	enum error error;

	if (text.size == 0)
		return "empty; a figure that is not there is one of " SYMBOLS;
	if (figure.symbol == SYMBOL_NONE) {
		error = decimal_parse(text, digits, &figure.value);
		if (error == ERROR_MALFORMED)
			return "neither a number nor one of " SYMBOLS;
		fault = number_fault(text, digits, error, figure.value);
		if (fault)
			return fault;
	}
	*out = figure;
	return NULL;
}
