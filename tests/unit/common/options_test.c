#include "common/options.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>

enum { WORDS_MAX = 3 };

static const char some_digest[] = "BA7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

static const struct option table[] = {
	{.name = "state", .kind = OPTION_PATH, .value_name = "DIR", .fallback = "/var/lib/bellwether", .help = "where the state is kept"},
	{.name = "json", .kind = OPTION_FLAG, .help = "print JSON"},
	{.name = "colour", .kind = OPTION_FLAG, .fallback = "true", .help = "print in colour"},
	{.name = "area", .kind = OPTION_TEXT, .value_name = "AREA", .help = "an area"},
	{.name = "window", .kind = OPTION_COUNT, .value_name = "N", .fallback = "16", .help = "returns in flight", .minimum = 1, .maximum = 64},
	{.name = "offset", .kind = OPTION_COUNT, .value_name = "N", .help = "any number", .minimum = INT64_MIN, .maximum = INT64_MAX},
	{.name = "month", .kind = OPTION_MONTH, .value_name = "MONTH", .help = "a month"},
	{.name = "now", .kind = OPTION_TIME, .value_name = "TIME", .help = "a fixed clock"},
	{.name = "sha256", .kind = OPTION_DIGEST, .value_name = "HASH", .help = "what is approved"},
};

enum { TABLE_COUNT = sizeof(table) / sizeof(table[0]) };

/* A command line of up to eight words, and what came of it. */
struct command_line {
	struct options options;
	const char *words[WORDS_MAX];
	unsigned words_count;
	struct problem problem;
};

static enum error parse(struct command_line *line, const char *const *words)
{
	char copies[8][2100];
	char *arguments[8];
	int count = 0;

	for (; words[count]; count++) {
		cr_assert_lt(count, 8);
		cr_assert(slice_copy_text(slice_from_text(words[count]), copies[count], sizeof(copies[count])));
		arguments[count] = copies[count];
	}
	options_init(&line->options, table, TABLE_COUNT);
	line->words_count = 77;
	line->problem = (struct problem){.error = ERROR_NONE};
	/* The words handed out point into `copies`: they are looked at by the test that needs them through its own array. */
	return options_parse(&line->options, count, arguments, line->words, WORDS_MAX, &line->words_count, &line->problem);
}

#define PARSE(line, ...) parse((line), (const char *const[]){__VA_ARGS__, NULL})

static enum error set(struct options *options, const char *name, const char *value)
{
	struct problem problem = {.error = ERROR_NONE};
	enum error error = options_set_from_file(options, slice_from_text(name), slice_from_text(value), &problem);

	cr_assert_eq(problem.error, error);
	cr_assert_eq(problem.sentence[0] != '\0', error != ERROR_NONE);
	return error;
}

Test(options, fallbacks_count_as_values_but_not_as_set)
{
	struct options options;
	struct month month;
	int64_t seconds;

	options_init(&options, table, TABLE_COUNT);
	cr_assert_str_eq(options_text(&options, "state"), "/var/lib/bellwether");
	cr_assert_not(options.values[0].is_set);
	cr_assert(options.values[0].has_value);
	cr_assert_eq(options_count(&options, "window"), 16);
	cr_assert_not(options_flag(&options, "json"));
	cr_assert(options_flag(&options, "colour"));
	cr_assert_null(options_text(&options, "area"));
	cr_assert_eq(options_count(&options, "offset"), 0);
	cr_assert_not(options_month(&options, "month", &month));
	cr_assert_not(options_time(&options, "now", &seconds));
}

Test(options, a_wrong_fallback_is_a_programming_error, .signal = SIGABRT)
{
	static const struct option wrong[] = {{.name = "window", .kind = OPTION_COUNT, .fallback = "65", .help = "", .minimum = 1, .maximum = 64}};
	static struct options options;

	options_init(&options, wrong, 1);
}

Test(options, a_name_that_is_not_in_the_table_is_a_programming_error, .signal = SIGABRT)
{
	static struct options options;

	options_init(&options, table, TABLE_COUNT);
	(void)options_text(&options, "stat");
}

Test(options, both_spellings_of_a_value)
{
	static struct command_line line;

	cr_assert_eq(PARSE(&line, "--state", "/tmp/a", "--area=North West", "--json"), ERROR_NONE);
	cr_assert_str_eq(options_text(&line.options, "state"), "/tmp/a");
	cr_assert(line.options.values[0].is_set);
	cr_assert_str_eq(options_text(&line.options, "area"), "North West");
	cr_assert(options_flag(&line.options, "json"));
	cr_assert_str_eq(options_text(&line.options, "json"), "true");
	cr_assert_eq(line.words_count, 0);
}

Test(options, a_value_may_hold_an_equals_sign_or_begin_with_a_dash)
{
	static struct command_line line;

	cr_assert_eq(PARSE(&line, "--area=a=b", "--offset", "-5", "--state=--odd"), ERROR_NONE);
	cr_assert_str_eq(options_text(&line.options, "area"), "a=b");
	cr_assert_eq(options_count(&line.options, "offset"), -5);
	cr_assert_str_eq(options_text(&line.options, "state"), "--odd");
}

Test(options, the_last_of_two_wins)
{
	static struct command_line line;

	cr_assert_eq(PARSE(&line, "--window=2", "--window=3"), ERROR_NONE);
	cr_assert_eq(options_count(&line.options, "window"), 3);
	cr_expect(options_repeated(&line.options, "window"));
	cr_expect_not(options_repeated(&line.options, "state"));
}

Test(options, words_are_handed_out_in_order)
{
	char *arguments[] = {(char[]){"rank"}, (char[]){"--json"}, (char[]){"vacancy_rate_fte"}, (char[]){"-"}};
	static struct options options;
	const char *words[WORDS_MAX];
	unsigned words_count;

	options_init(&options, table, TABLE_COUNT);
	cr_assert_eq(options_parse(&options, 4, arguments, words, WORDS_MAX, &words_count, NULL), ERROR_NONE);
	cr_assert_eq(words_count, 3);
	cr_assert_eq(words[0], arguments[0]);
	cr_assert_eq(words[1], arguments[2]);
	cr_assert_eq(words[2], arguments[3]);
	cr_assert(options_flag(&options, "json"));
}

Test(options, after_two_dashes_all_are_words)
{
	char *arguments[] = {(char[]){"--"}, (char[]){"--json"}, (char[]){"-x"}, (char[]){"--"}};
	static struct options options;
	const char *words[WORDS_MAX];
	unsigned words_count;

	options_init(&options, table, TABLE_COUNT);
	cr_assert_eq(options_parse(&options, 4, arguments, words, WORDS_MAX, &words_count, NULL), ERROR_NONE);
	cr_assert_eq(words_count, 3);
	cr_assert_eq(words[0], arguments[1]);
	cr_assert_eq(words[2], arguments[3]);
	cr_assert_not(options_flag(&options, "json"));
}

Test(options, a_refusal_names_the_option_and_what_it_takes)
{
	static const struct {
		const char *words[5];
		const char *said;
	} refused[] = {
		{{"--stat", "x"}, "there is no option --stat; --help lists the options"},
		{{"--stat=x"}, "there is no option --stat; --help lists the options"},
		{{"--"
		  "\x1b[31m"},
		 "one of the options has a name that does not exist; --help lists the options"},
		{{"--=x"}, "there is no option --; --help lists the options"},
		{{"-j"}, "there is no option -j; --help lists the options"},
		{{"--json=true"}, "--json takes no value"},
		{{"--json="}, "--json takes no value"},
		{{"--state"}, "--state needs a value: --state DIR"},
		{{"--state", "--json"}, "--state needs a value: --state DIR"},
		{{"--state="}, "--state takes a path of 1 to 1,023 bytes without control characters"},
		{{"--state", ""}, "--state takes a path of 1 to 1,023 bytes without control characters"},
		{{"--window", "0"}, "--window takes a whole number from 1 to 64"},
		{{"--month=2021-13"}, "--month takes a month such as 2021-09, of the years 1900 to 2199"},
		{{"--now=yesterday"}, "--now takes a time in UTC such as 2026-11-23T02:31:09Z, or a date such as 2026-11-23"},
		{{"--sha256=abc"}, "--sha256 takes 64 hexadecimal digits"},
		{{"--area=\x1b"}, "--area takes a text of 1 to 1,023 bytes in UTF-8 without control characters"},
		{{"a", "b", "c", "d"}, "there are more words on the command line than the command takes; see --help"},
	};

	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		static struct command_line line;

		cr_assert_eq(parse(&line, refused[i].words), ERROR_INVALID, "entry %zu", i);
		cr_assert_eq(line.problem.error, ERROR_INVALID);
		cr_assert_str_eq(line.problem.sentence, refused[i].said);
		cr_assert_eq(line.words_count, 77, "out-parameters are written only on success");
	}
}

Test(options, must_take)
{
	static const struct {
		const char *name, *value;
		int64_t count;
	} taken[] = {
		{"json", "true", 1},
		{"json", "false", 0},
		{"area", "St. Helens \xc2\xa3", 0},
		{"area", " ", 0},
		{"area", "a\xc2\xa0z", 0},          /* a no-break space is no C1 control */
		{"state", "relative/\xe9t\xe9", 0}, /* a path need not be UTF-8 */
		{"state", "My Documents/a", 0},
		{"window", "1", 1},
		{"window", "64", 64},
		{"window", "007", 7},
		{"offset", "-0", 0},
		{"offset", "9223372036854775807", INT64_MAX},
		{"offset", "-9223372036854775808", INT64_MIN},
		{"now", "1970-01-01T00:00:10Z", 10},
		{"now", "1970-01-02", 86400},
		{"sha256", some_digest, 0},
	};

	for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++) {
		static struct options options;

		options_init(&options, table, TABLE_COUNT);
		cr_assert_eq(set(&options, taken[i].name, taken[i].value), ERROR_NONE, "entry %zu", i);
		cr_assert_str_eq(options_text(&options, taken[i].name), taken[i].value);
		cr_assert_eq(options_count(&options, taken[i].name), taken[i].count, "entry %zu", i);
	}
}

Test(options, must_not_take)
{
	static const struct {
		const char *name, *value;
	} refused[] = {
		{"json", ""},
		{"json", "yes"},
		{"json", "1"},
		{"json", "True"},
		{"area", ""},
		{"area", "a\tb"},
		{"area", "a\nb"},
		{"area", "a\x7f"},
		{"area", "a\xc2\x9b"
			 "31m"}, /* a C1 control: a terminal would obey it */
		{"area", "\xff"},
		{"state", "a\nb"},
		{"window", "0"},
		{"window", "65"},
		{"window", "-1"},
		{"window", "-"},
		{"window", ""},
		{"window", "1.5"},
		{"window", "1 "},
		{"window", "+1"},
		{"window", "0x1"},
		{"window", "18446744073709551617"},
		{"offset", "1.5"},
		{"offset", "1x"},
		{"offset", "9223372036854775808"},
		{"offset", "-9223372036854775809"},
		{"offset", "99999999999999999999999999999999"},
		{"month", "2021-9"},
		{"month", "2021-00"},
		{"month", "1899-12"},
		{"now", "2026-11-23T02:31:09"},
		{"now", "2026-02-29"},
		{"sha256", "ba7816bf"},
		{"sha256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ag"},
		{"stat", "x"},
		{"", "x"},
		{"--state", "x"},
		{"stat\x1b", "x"},
	};

	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		static struct options options;
		static struct options before;

		options_init(&options, table, TABLE_COUNT);
		before = options;
		cr_assert_eq(set(&options, refused[i].name, refused[i].value), ERROR_INVALID, "entry %zu", i);
		cr_assert_eq(memcmp(&options, &before, sizeof(options)), 0, "entry %zu changed the options", i);
	}
}

Test(options, months_and_times_come_out_as_values)
{
	static struct command_line line;
	struct month month;
	int64_t seconds;

	cr_assert_eq(PARSE(&line, "--month", "2021-09", "--now", "2001-09-09T01:46:40Z"), ERROR_NONE);
	cr_assert(options_month(&line.options, "month", &month));
	cr_assert_eq(month_compare(month, month_from(2021, 9)), 0);
	cr_assert(options_time(&line.options, "now", &seconds));
	cr_assert_eq(seconds, 1000000000);
}

Test(options, values_are_limited_in_length)
{
	static char value[OPTION_VALUE_SIZE + 1];
	static struct options options;

	memset(value, 'x', OPTION_VALUE_SIZE - 1);
	options_init(&options, table, TABLE_COUNT);
	cr_assert_eq(set(&options, "area", value), ERROR_NONE);
	cr_assert_str_eq(options_text(&options, "area"), value);
	options_init(&options, table, TABLE_COUNT);
	value[OPTION_VALUE_SIZE - 1] = 'x';
	cr_assert_eq(set(&options, "area", value), ERROR_INVALID);
	cr_assert_eq(options_set_from_file(&options, SLICE_LITERAL("state"), SLICE_LITERAL("a\0b"), NULL), ERROR_INVALID);
}

Test(options, the_command_line_wins_over_the_file)
{
	static struct command_line line;

	cr_assert_eq(PARSE(&line, "--window=2"), ERROR_NONE);
	cr_assert_eq(set(&line.options, "window", "3"), ERROR_NONE);
	cr_assert_eq(set(&line.options, "state", "/srv"), ERROR_NONE);
	cr_assert_eq(options_count(&line.options, "window"), 2);
	cr_assert_str_eq(options_text(&line.options, "state"), "/srv");
	cr_assert(line.options.values[0].is_set);
}

Test(options, a_wrong_value_in_the_file_is_refused_even_where_the_command_line_wins)
{
	static struct command_line line;

	cr_assert_eq(PARSE(&line, "--window=2"), ERROR_NONE);
	cr_assert_eq(set(&line.options, "window", "many"), ERROR_INVALID);
	cr_assert_eq(options_count(&line.options, "window"), 2);
}

Test(options, the_file_says_each_thing_once)
{
	static struct options options;
	struct problem problem;

	options_init(&options, table, TABLE_COUNT);
	cr_assert_eq(set(&options, "window", "3"), ERROR_NONE);
	cr_assert_eq(options_set_from_file(&options, SLICE_LITERAL("window"), SLICE_LITERAL("4"), &problem), ERROR_INVALID);
	cr_assert_str_eq(problem.sentence, "window is set twice in the configuration file; keep one of them");
	cr_assert_eq(options_count(&options, "window"), 3);
}

Test(options, the_file_speaks_without_dashes)
{
	static struct options options;
	struct problem problem;

	options_init(&options, table, TABLE_COUNT);
	cr_assert_eq(options_set_from_file(&options, SLICE_LITERAL("window"), SLICE_LITERAL("many"), &problem), ERROR_INVALID);
	cr_assert_str_eq(problem.sentence, "window takes a whole number from 1 to 64");
	cr_assert_eq(options_set_from_file(&options, SLICE_LITERAL("windows"), SLICE_LITERAL("1"), &problem), ERROR_INVALID);
	cr_assert_str_eq(problem.sentence, "there is no option windows; --help lists the options");
}

Test(options, the_help_is_a_list_in_two_columns)
{
	static const struct option few[] = {
		{.name = "state", .kind = OPTION_PATH, .value_name = "DIR", .fallback = ".", .help = "where the state is kept"},
		{.name = "json", .kind = OPTION_FLAG, .help = "print JSON"},
		{.name = "area",
		 .kind = OPTION_TEXT,
		 .help = "England, a region by its name or E-code, or Inner or Outer London, in any case; the councils are those that exist then"},
	};
	char buffer[1000];
	struct text text;

	text_init_fixed(&text, buffer, sizeof(buffer));
	options_describe(few, 3, &text);
	cr_assert_eq(text.error, ERROR_NONE);
	cr_assert_str_eq(buffer, "  --state DIR   where the state is kept (default: .)\n"
				 "  --json        print JSON\n"
				 "  --area VALUE  England, a region by its name or E-code, or Inner or Outer London, in any case; the\n"
				 "                councils are those that exist then\n");
}

/* `help` described beside a name as long as `name`: the whole text. */
static void describe(const char *name, const char *help, char *buffer, size_t room)
{
	const struct option both[] = {{.name = "a", .kind = OPTION_FLAG, .help = help}, {.name = name, .kind = OPTION_FLAG, .help = "long"}};
	struct text text;

	text_init_fixed(&text, buffer, room);
	options_describe(both, 2, &text);
	cr_assert_eq(text.error, ERROR_NONE);
}

Test(options, the_help_breaks_before_a_hundred_columns)
{
	char help[96];
	char buffer[400];

	/* "  --a  " takes 7 columns: 93 more fill the line, whether or not a blank is among them; 94 do not fit. */
	memset(help, 'x', sizeof(help));
	help[40] = ' ';
	help[93] = '\0';
	describe("b", help, buffer, sizeof(buffer));
	cr_assert_eq(strcspn(buffer, "\n"), 100);
	help[93] = 'x';
	help[94] = '\0';
	describe("b", help, buffer, sizeof(buffer));
	cr_assert_eq(strcspn(buffer, "\n"), 47);
	cr_assert_eq(strspn(buffer + 48, " "), 7);
}

Test(options, one_long_name_does_not_push_the_help_aside)
{
	char buffer[400];

	describe("a-name-of-exactly-28-letters", "help", buffer, sizeof(buffer));
	cr_assert_eq(strstr(buffer, "help") - buffer, 34, "the widest column");
	describe("a-name-of-more-than-28-letters", "help", buffer, sizeof(buffer));
	cr_assert_eq(strstr(buffer, "help") - buffer, 7);
	cr_assert_not_null(strstr(buffer, "--a-name-of-more-than-28-letters  long\n"));
}
