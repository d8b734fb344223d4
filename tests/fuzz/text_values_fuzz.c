/* Values as people and files spell them: nothing crashes, and whatever parses prints back as what parses to the same. */
#include <stddef.h>
#include <stdint.h>

#include "common/decimal.h"
#include "common/digest.h"
#include "common/json.h"
#include "common/month.h"
#include "common/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PRINTED_SIZE = 64, TIME_SIZE = 20 };

static void date_once(struct slice input)
{
	char printed[PRINTED_SIZE];
	struct text text;
	struct date date, again;

	if (date_parse(input, &date))
		return;
	text_init_fixed(&text, printed, sizeof(printed));
	text_put_date(&text, date);
	INVARIANT(text.error == ERROR_NONE);
	INVARIANT(date_parse(text_slice(&text), &again) == ERROR_NONE);
	INVARIANT(again.days == date.days);
	if (input.data[4] == '-')
		INVARIANT(slice_starts_with(input, text_slice(&text)));
}

static void month_once(struct slice input)
{
	char printed[PRINTED_SIZE];
	struct text text;
	struct month month, again;

	if (month_parse(input, &month))
		return;
	text_init_fixed(&text, printed, sizeof(printed));
	text_put_month(&text, month);
	INVARIANT(slice_equal(text_slice(&text), input));
	INVARIANT(month_from_number(month_to_number(month), &again) == ERROR_NONE);
	INVARIANT(month_compare(month, again) == 0);
	INVARIANT(month_compare(date_month(month_last_day(month)), month) == 0);
}

static void time_once(struct slice input)
{
	char printed[PRINTED_SIZE];
	struct text text;
	int64_t seconds, again;

	if (time_parse(input, &seconds))
		return;
	text_init_fixed(&text, printed, sizeof(printed));
	text_put_time(&text, seconds);
	INVARIANT(time_parse(text_slice(&text), &again) == ERROR_NONE);
	INVARIANT(again == seconds);
	if (input.size == TIME_SIZE)
		INVARIANT(slice_equal(text_slice(&text), input));
}

static void decimal_once(struct slice input, unsigned digits)
{
	char printed[PRINTED_SIZE];
	struct text text;
	int64_t value, again;

	if (decimal_parse(input, digits, &value))
		return;
	text_init_fixed(&text, printed, sizeof(printed));
	text_put_decimal(&text, value, digits, 0);
	INVARIANT(text.error == ERROR_NONE);
	INVARIANT(decimal_parse(text_slice(&text), digits, &again) == ERROR_NONE);
	INVARIANT(again == value);
	INVARIANT(decimal_round(value, digits, digits) == value);
}

static void digest_once(struct slice input)
{
	char printed[DIGEST_HEX_SIZE];
	struct digest digest;

	if (digest_from_hex(input, &digest))
		return;
	digest_to_hex(&digest, printed);
	INVARIANT(slice_equal_ignoring_case(slice_from_text(printed), input));
}

/* Any bytes may be a name: as JSON they are clean UTF-8, and as HTML nothing of them is markup. */
static void name_once(struct slice input)
{
	char printed[4096];
	struct text text;
	struct json json;
	struct slice parts = input;
	size_t size = 0;

	text_init_fixed(&text, printed, sizeof(printed));
	json_init(&json, &text);
	json_slice(&json, input);
	json_finish(&json);
	INVARIANT(text.error != ERROR_NONE || slice_is_clean_utf8(text_slice(&text)));
	text_init_fixed(&text, printed, sizeof(printed));
	text_put_html(&text, input);
	for (size_t i = 0; i < text.size; i++)
		INVARIANT(printed[i] != '<' && printed[i] != '>' && printed[i] != '"' && printed[i] != '\'');
	while (parts.size)
		size += slice_split(&parts, ',').size + 1;
	INVARIANT(size == input.size || size == input.size + 1);
	INVARIANT(slice_trim(input).size <= input.size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice input = slice_from(data, size);

	date_once(input);
	month_once(input);
	time_once(input);
	digest_once(input);
	name_once(input);
	for (unsigned digits = 0; digits <= DECIMAL_DIGITS_MAX; digits++)
		decimal_once(input, digits);
	return 0;
}
