#include "collector/core/problem_page.h"

#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/collector/page_files.h"

Test(problem_page, says_what_is_wrong_and_escapes_it)
{
	struct problem_page page = {"A <title>", "A sentence & \"more\".", ""};
	char buffer[8192];
	struct text out;

	text_init_fixed(&out, buffer, sizeof(buffer));
	cr_assert_eq(problem_page_write(&page, page_file("problem.html"), &out, NULL), ERROR_NONE);
	cr_expect(strstr(buffer, "<h1>A &lt;title&gt;</h1>"));
	cr_expect(strstr(buffer, "A sentence &amp; &quot;more&quot;."));
	cr_expect_not(strstr(buffer, "class=\"notice\""));
	cr_expect_not(strstr(buffer, "style="));
	cr_expect(strstr(buffer, "lang=\"en-GB\""));
}

Test(problem_page, says_the_notice_as_well)
{
	struct problem_page page = {"Title", "Sentence.", "Months between published dates are invented."};
	char buffer[8192];
	struct text out;

	text_init_fixed(&out, buffer, sizeof(buffer));
	cr_assert_eq(problem_page_write(&page, page_file("problem.html"), &out, NULL), ERROR_NONE);
	cr_expect(strstr(buffer, "Months between published dates are invented."));
	cr_expect_lt(strstr(buffer, "invented"), strstr(buffer, "<h1>"));
}
