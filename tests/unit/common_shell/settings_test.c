#include "common/shell/settings.h"

#include <criterion/criterion.h>
#include <string.h>

struct seen {
	char text[512];
	const char *refused; /* a name that is refused */
};

static enum error take(void *context, struct slice name, struct slice value, struct problem *problem)
{
	struct seen *seen = context;

	if (seen->refused && slice_equal(name, slice_from_text(seen->refused)))
		return problem_set(problem, ERROR_INVALID, "is not wanted");
	strncat(seen->text, (const char *)name.data, name.size);
	strcat(seen->text, "=");
	strncat(seen->text, (const char *)value.data, value.size);
	strcat(seen->text, ";");
	return ERROR_NONE;
}

Test(settings, lines_are_read_in_order)
{
	static const struct {
		const char *text, *seen;
	} cases[] = {
		{"", ""},
		{"a = 1\nb=2", "a=1;b=2;"},
		{"# note\n; note\n\na =  two words \r\n", "a=two words;"},
		{"\xef\xbb\xbf"
		 "a = 1 ; said\n",
		 "a=1;"},
		{"a = b = c\n", "a=b = c;"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct seen seen = {0};
		struct problem problem = {0};

		cr_assert_eq(settings_parse(slice_from_text(cases[i].text), "f", take, &seen, &problem), ERROR_NONE, "case %zu: %s", i,
			     problem.sentence);
		cr_assert_str_eq(seen.text, cases[i].seen, "case %zu", i);
	}
}

Test(settings, what_would_be_misread_is_refused_with_its_line)
{
	char long_line[300];
	const struct {
		struct slice text;
		const char *says;
		enum error error;
	} cases[] = {
		{SLICE_LITERAL("a = 1\nno equals sign\n"), "f, line 2: is not of the form", ERROR_MALFORMED},
		{SLICE_LITERAL("a = 1\n  b = 2\n"), "f, line 2: begins with a blank", ERROR_MALFORMED},
		{SLICE_LITERAL("[section]\n"), "f, line 1: is a section", ERROR_MALFORMED},
		{SLICE_LITERAL("a = 1\0b"), "f is not a text file", ERROR_MALFORMED},
		{slice_from(memset(long_line, 'x', sizeof(long_line)), sizeof(long_line)), "f, line 1: is longer than 190 bytes", ERROR_LIMIT},
		{SLICE_LITERAL("a = 1\nbad = 2\nc = 3"), "f, line 2: is not wanted", ERROR_INVALID},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct seen seen = {.refused = "bad"};
		struct problem problem = {0};

		cr_assert_eq(settings_parse(cases[i].text, "f", take, &seen, &problem), cases[i].error, "case %zu", i);
		cr_assert_not_null(strstr(problem.sentence, cases[i].says), "case %zu: %s", i, problem.sentence);
		cr_assert_null(strstr(seen.text, "c=3"), "case %zu: nothing is taken behind an error", i);
	}
}
