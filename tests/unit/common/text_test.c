#include "common/text.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>

#include "common/memory.h"

Test(text, fixed_text_is_terminated_from_the_start)
{
	char buffer[8] = "garbage";
	struct text text;

	text_init_fixed(&text, buffer, sizeof(buffer));
	cr_assert_str_eq(buffer, "");
	text_put(&text, "abc");
	text_put_char(&text, 'd');
	cr_assert_str_eq(buffer, "abcd");
	cr_assert_eq(text.size, 4);
	cr_assert_eq(text.error, ERROR_NONE);
	cr_assert(slice_equal(text_slice(&text), SLICE_LITERAL("abcd")));
}

Test(text, fixed_text_is_cut_at_its_room_and_stays_so)
{
	for (size_t room = 1; room <= 12; room++) {
		char buffer[16];
		struct text text;

		memset(buffer, 'g', sizeof(buffer));
		text_init_fixed(&text, buffer, room);
		text_put(&text, "abcdef");
		text_put(&text, "ghij");
		cr_assert_eq(text.error, room > 10 ? ERROR_NONE : ERROR_LIMIT, "room %zu", room);
		cr_assert_eq(text.size, room > 10 ? 10 : room - 1, "room %zu", room);
		cr_assert_eq(memcmp(buffer, "abcdefghij", text.size), 0, "room %zu", room);
		cr_assert_eq(buffer[text.size], '\0');
		for (size_t i = room; i < sizeof(buffer); i++)
			cr_assert_eq(buffer[i], 'g', "room %zu: byte %zu was written", room, i);
	}
}

Test(text, after_a_cut_nothing_more_is_put)
{
	char buffer[4];
	struct text text;

	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put(&text, "ab");
	text_put(&text, "cde");
	cr_assert_eq(text.error, ERROR_LIMIT);
	text.size = 0; /* even where there would be room */
	text_put(&text, "x");
	cr_assert_eq(text.size, 0);
	cr_assert_str_eq(buffer, "abc");
}

Test(text, a_buffer_without_room_is_a_programming_error, .signal = SIGABRT)
{
	char buffer[1];
	struct text text;

	text_init_fixed(&text, buffer, 0);
}

Test(text, growing_text_grows)
{
	struct text text;

	text_init_growing(&text, 100000);
	cr_assert_str_eq(text.data, "", "it is a text before the first byte too");
	for (size_t i = 0; i < 10000; i++)
		text_put(&text, "0123456789");
	cr_assert_eq(text.error, ERROR_NONE);
	cr_assert_eq(text.size, 100000);
	cr_assert_eq(strlen(text.data), 100000);
	text_put(&text, "");
	cr_assert_eq(text.error, ERROR_NONE);
	text_put_char(&text, 'x');
	cr_assert_eq(text.error, ERROR_LIMIT);
	cr_assert_eq(text.size, 100000);
	text_fini(&text);
	cr_assert_str_eq(text.data, "");
}

Test(text, growing_text_grows_byte_by_byte)
{
	struct text text;

	text_init_growing(&text, 5000);
	for (size_t i = 0; i < 5000; i++) {
		text_put_char(&text, 'x');
		cr_assert_eq(text.size, i + 1);
		cr_assert_eq(text.data[text.size], '\0');
	}
	cr_assert_eq(text.error, ERROR_NONE);
	text_fini(&text);
}

Test(text, growing_text_is_cut_at_its_limit)
{
	static const size_t limits[] = {1, 2, 254, 255, 256, 257, 600};

	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		struct text text;

		text_init_growing(&text, limits[i]);
		text_put_repeated(&text, "abc", 1000);
		cr_assert_eq(text.error, ERROR_LIMIT);
		cr_assert_eq(text.size, limits[i]);
		cr_assert_eq(strlen(text.data), limits[i]);
		cr_assert_leq(text.room, limits[i] + 1);
		text_fini(&text);
	}
}

Test(text, a_put_larger_than_all_before_fits_at_once)
{
	static char large[70000];
	struct text text;

	memset(large, 'x', sizeof(large) - 1);
	text_init_growing(&text, 1000000);
	text_put(&text, "a");
	text_put(&text, large);
	cr_assert_eq(text.error, ERROR_NONE);
	cr_assert_eq(text.size, sizeof(large));
	text_fini(&text);
}

Test(text, every_allocation_in_turn)
{
	for (size_t n = 1;; n++) {
		struct text text;
		size_t written = 0;

		text_init_growing(&text, 100000);
		memory_fail_at(n);
		for (size_t i = 0; i < 500; i++) {
			text_put(&text, "0123456789");
			written += text.error == ERROR_NONE ? 10 : 0;
		}
		cr_assert_eq(text.size, written);
		cr_assert_eq(strlen(text.data), written);
		if (memory_fail_at(0) < n) {
			cr_assert_eq(text.error, ERROR_NONE);
			cr_assert_eq(written, 5000);
			cr_assert_gt(n, 3, "the text should have grown several times");
			text_fini(&text);
			break;
		}
		cr_assert_eq(text.error, ERROR_NO_MEMORY);
		text_fini(&text);
	}
}

Test(text, fini_may_be_called_on_a_text_that_never_grew)
{
	char buffer[4];
	struct text text;

	text_init_growing(&text, 10);
	text_fini(&text);
	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put(&text, "ab");
	text_fini(&text);
	text_put(&text, "c");
	cr_assert_eq(text.size, 0);
	cr_assert_str_eq(buffer, "ab");
}

/* What `put` leaves in a text. */
#define ASSERT_PUTS(expected, put)                                \
	do {                                                      \
		char buffer_[256];                                \
		struct text text;                                 \
		text_init_fixed(&text, buffer_, sizeof(buffer_)); \
		put;                                              \
		cr_assert_eq(text.error, ERROR_NONE);             \
		cr_assert_str_eq(text.data, expected);            \
	} while (0)

Test(text, strings_and_slices)
{
	ASSERT_PUTS("", text_put(&text, NULL));
	ASSERT_PUTS("", text_put_slice(&text, slice_from(NULL, 0)));
	ASSERT_PUTS("bc", text_put_slice(&text, slice_from(&"abcd"[1], 2)));
	ASSERT_PUTS("", text_put_repeated(&text, "ab", 0));
	ASSERT_PUTS("ababab", text_put_repeated(&text, "ab", 3));
	ASSERT_PUTS("", text_put_repeated(&text, "", SIZE_MAX));
}

Test(text, repeating_stops_when_full)
{
	char buffer[8];
	struct text text;

	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put_repeated(&text, "ab", SIZE_MAX);
	cr_assert_str_eq(buffer, "abababa");
	cr_assert_eq(text.error, ERROR_LIMIT);
}

Test(text, integers)
{
	ASSERT_PUTS("0", text_put_u64(&text, 0));
	ASSERT_PUTS("10", text_put_u64(&text, 10));
	ASSERT_PUTS("18446744073709551615", text_put_u64(&text, UINT64_MAX));
	ASSERT_PUTS("0", text_put_i64(&text, 0));
	ASSERT_PUTS("-1", text_put_i64(&text, -1));
	ASSERT_PUTS("9223372036854775807", text_put_i64(&text, INT64_MAX));
	ASSERT_PUTS("-9223372036854775808", text_put_i64(&text, INT64_MIN));
}

Test(text, decimals)
{
	static const struct {
		int64_t value;
		unsigned digits, decimals_min;
		const char *text;
	} table[] = {
		{143300000, 6, 2, "143.30"},
		{143300000, 6, 0, "143.3"},
		{143300000, 6, 6, "143.300000"},
		{143000000, 6, 0, "143"},
		{143000000, 6, 1, "143.0"},
		{143123456, 6, 2, "143.123456"},
		{143123400, 6, 2, "143.1234"},
		{1, 6, 2, "0.000001"},
		{10, 6, 2, "0.00001"},
		{0, 6, 2, "0.00"},
		{0, 6, 0, "0"},
		{0, 0, 0, "0"},
		{12, 0, 0, "12"},
		{12, 0, 2, "12.00"},
		{125, 1, 3, "12.500"},
		{196, 1, 1, "19.6"},
		{5, 1, 1, "0.5"},
		{-5, 1, 1, "-0.5"},
		{-143300000, 6, 2, "-143.30"},
		{100, 2, 1, "1.0"},
		{INT64_MAX, 18, 0, "9.223372036854775807"},
		{INT64_MIN, 18, 0, "-9.223372036854775808"},
		{INT64_MIN, 0, 0, "-9223372036854775808"},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		ASSERT_PUTS(table[i].text, text_put_decimal(&text, table[i].value, table[i].digits, table[i].decimals_min));
}

Test(text, hexadecimal)
{
	ASSERT_PUTS("", text_put_hex(&text, slice_from(NULL, 0)));
	ASSERT_PUTS("00017f80abff", text_put_hex(&text, SLICE_LITERAL("\x00\x01\x7f\x80\xab\xff")));
}

Test(text, months_dates_and_times)
{
	ASSERT_PUTS("2021-09", text_put_month(&text, month_from(2021, 9)));
	ASSERT_PUTS("0000-01", text_put_month(&text, (struct month){0}));
	ASSERT_PUTS("-0001-12", text_put_month(&text, (struct month){-1}));
	ASSERT_PUTS("September 2021", text_put_month_name(&text, month_from(2021, 9)));
	ASSERT_PUTS("2021-09-30", text_put_date(&text, month_last_day(month_from(2021, 9))));
	ASSERT_PUTS("1970-01-01", text_put_date(&text, (struct date){0}));
	ASSERT_PUTS("1970-01-01T00:00:00Z", text_put_time(&text, 0));
	ASSERT_PUTS("1969-12-31T23:59:59Z", text_put_time(&text, -1));
	ASSERT_PUTS("2001-09-09T01:46:40Z", text_put_time(&text, 1000000000));
	ASSERT_PUTS("2038-01-19T03:14:08Z", text_put_time(&text, INT64_C(2147483648)));
}

Test(text, absurd_times_are_still_times)
{
	char buffer[32];
	struct text text;

	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put_time(&text, INT64_MAX);
	cr_assert_eq(strncmp(buffer, "9999-12-31T", 11), 0);
	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put_time(&text, INT64_MIN);
	cr_assert_eq(strncmp(buffer, "0000-01-01T", 11), 0);
}

Test(text, padding_counts_characters)
{
	ASSERT_PUTS("ab   |", text_put_padded(&text, SLICE_LITERAL("ab"), 5, false); text_put(&text, "|"));
	ASSERT_PUTS("   ab|", text_put_padded(&text, SLICE_LITERAL("ab"), 5, true); text_put(&text, "|"));
	ASSERT_PUTS("abcdef", text_put_padded(&text, SLICE_LITERAL("abcdef"), 5, true));
	ASSERT_PUTS("abcde", text_put_padded(&text, SLICE_LITERAL("abcde"), 5, false));
	ASSERT_PUTS("  ", text_put_padded(&text, slice_from(NULL, 0), 2, false));
	ASSERT_PUTS("\xc2\xa3\xe2\x96\x88 |", text_put_padded(&text, SLICE_LITERAL("\xc2\xa3\xe2\x96\x88"), 3, false); text_put(&text, "|"));
}

Test(text, html_is_escaped)
{
	ASSERT_PUTS("", text_put_html(&text, slice_from(NULL, 0)));
	ASSERT_PUTS("St. Helens", text_put_html(&text, SLICE_LITERAL("St. Helens")));
	ASSERT_PUTS("&lt;a b=&quot;c&quot;&gt;&amp;amp;&#39;", text_put_html(&text, SLICE_LITERAL("<a b=\"c\">&amp;'")));
	ASSERT_PUTS("a&amp;b\xc2\xa3", text_put_html(&text, SLICE_LITERAL("a&b\xc2\xa3")));
	ASSERT_PUTS("&amp;&amp;", text_put_html(&text, SLICE_LITERAL("&&")));
}
