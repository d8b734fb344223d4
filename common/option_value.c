#include "common/option_value.h"

#include "common/digest.h"

/* Paths may be in any encoding, so only control characters are refused. */
static bool is_path(struct slice text)
{
	for (size_t i = 0; i < text.size; i++)
		if (text.data[i] < 0x20 || text.data[i] == 0x7f)
			return false;
	return true;
}

static bool flag_parse(struct slice text, int64_t *out)
{
	bool is_true = slice_equal(text, SLICE_LITERAL("true"));

	*out = is_true;
	return is_true || slice_equal(text, SLICE_LITERAL("false"));
}

static bool count_parse(const struct option *option, struct slice text, int64_t *out)
{
	size_t index = text.size > 0 && text.data[0] == '-';
	bool is_negative = index > 0;
	int64_t value = 0;

	if (index == text.size)
		return false;
	for (; index < text.size; index++) {
		int digit = text.data[index] - '0';

		if (digit < 0 || digit > 9 || __builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, is_negative ? -digit : digit, &value))
			return false;
	}
	*out = value;
	return value >= option->minimum && value <= option->maximum;
}

static bool digest_parse(struct slice text)
{
	struct digest digest;

	return digest_from_hex(text, &digest) == ERROR_NONE;
}

bool option_value_parse(const struct option *option, struct slice text, struct option_value *out)
{
	*out = (struct option_value){.has_value = true};
	if (text.size == 0 || !slice_copy_text(text, out->text, sizeof(out->text)))
		return false;
	switch (option->kind) {
	case OPTION_FLAG:
		return flag_parse(text, &out->count);
	case OPTION_TEXT:
		return slice_is_printable(text);
	case OPTION_PATH:
		return is_path(text);
	case OPTION_COUNT:
		return count_parse(option, text, &out->count);
	case OPTION_MONTH:
		return month_parse(text, &out->month) == ERROR_NONE;
	case OPTION_TIME:
		return time_parse(text, &out->count) == ERROR_NONE;
	case OPTION_DIGEST:
		return digest_parse(text);
	}
	return false;
}

void option_put_what_it_takes(const struct option *option, struct text *text)
{
	switch (option->kind) {
	case OPTION_FLAG:
		text_put(text, "true or false");
		break;
	case OPTION_TEXT:
		text_put(text, "a text of 1 to 1,023 bytes in UTF-8 without control characters");
		break;
	case OPTION_PATH:
		text_put(text, "a path of 1 to 1,023 bytes without control characters");
		break;
	case OPTION_COUNT:
		text_put(text, "a whole number from ");
		text_put_i64(text, option->minimum);
		text_put(text, " to ");
		text_put_i64(text, option->maximum);
		break;
	case OPTION_MONTH:
		text_put(text, "a month such as 2021-09, of the years 1900 to 2199");
		break;
	case OPTION_TIME:
		text_put(text, "a time in UTC such as 2026-11-23T02:31:09Z, or a date such as 2026-11-23");
		break;
	case OPTION_DIGEST:
		text_put(text, "64 hexadecimal digits");
		break;
	}
}
