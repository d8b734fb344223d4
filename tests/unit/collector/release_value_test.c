#include "collector/core/release_value.h"

#include <criterion/criterion.h>
#include <string.h>

#include "collector/core/check.h"
#include "proto/catalogue.h"
#include "proto/status.h"

Test(release_value, numbers_and_symbols_are_read)
{
	static const struct {
		const char *text;
		uint16_t measure;
		enum symbol symbol;
		int64_t value;
	} table[] = {
		{"7", MEASURE_CPP_STARTED_12M, SYMBOL_NONE, 7},
		{"7.00", MEASURE_CPP_STARTED_12M, SYMBOL_NONE, 7},
		{"-0", MEASURE_CPP_STARTED_12M, SYMBOL_NONE, 0},
		{"10000000", MEASURE_CPP_STARTED_12M, SYMBOL_NONE, PLAUSIBLE_MAX},
		{"7.123456", MEASURE_INPOST_FTE, SYMBOL_NONE, 7123456},
		{"Low", MEASURE_INPOST_FTE, SYMBOL_K, 0},
		{"-", MEASURE_INPOST_FTE, SYMBOL_X, 0},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct return_measure figure = {0};

		cr_assert_null(release_value_parse(slice_from_text(table[i].text), table[i].measure, &figure), "%s", table[i].text);
		cr_expect_eq(figure.number, table[i].measure);
		cr_expect_eq(figure.symbol, table[i].symbol, "%s", table[i].text);
		cr_expect_eq(figure.value, table[i].value, "%s", table[i].text);
	}
}

Test(release_value, what_is_wrong_is_said)
{
	static const struct {
		const char *text;
		uint16_t measure;
		const char *fault;
	} table[] = {
		{"", MEASURE_INPOST_FTE, "empty"},
		{"-5", MEASURE_INPOST_FTE, "negative"},
		{"-0.5", MEASURE_INPOST_FTE, "negative"},
		{"-99999999999999999999", MEASURE_INPOST_FTE, "negative"},
		{"99999999999999999999", MEASURE_INPOST_FTE, "too large"},
		{"99999999999999999999", MEASURE_CPP_STARTED_12M, "too large"},
		{"10000000.000001", MEASURE_INPOST_FTE, "too large"},
		{"10000001", MEASURE_CPP_STARTED_12M, "too large"},
		{"1.23456789", MEASURE_INPOST_FTE, "more decimals than it can have"},
		{"1.5", MEASURE_CPP_STARTED_12M, "not a whole number"},
		{"5x", MEASURE_INPOST_FTE, "neither a number nor one of the symbols"},
		{"-c", MEASURE_INPOST_FTE, "neither a number nor one of the symbols"},
		{"1e3", MEASURE_INPOST_FTE, "neither a number nor one of the symbols"},
		{"1 000", MEASURE_INPOST_FTE, "neither a number nor one of the symbols"},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct return_measure figure = {.value = 42};
		const char *fault = release_value_parse(slice_from_text(table[i].text), table[i].measure, &figure);

		cr_assert_not_null(fault, "%s", table[i].text);
		cr_expect(strstr(fault, table[i].fault), "%s: %s", table[i].text, fault);
		cr_expect_eq(figure.value, 42, "%s: nothing is set", table[i].text);
	}
}
