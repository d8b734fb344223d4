#include "collector/pages/render.h"

#include <criterion/criterion.h>

Test(render, values_are_escaped)
{
	static const char script[] = "<script>alert(\"1\")</script> & '=cmd'";
	char buffer[256];
	struct text text;

	text_init_fixed(&text, buffer, sizeof buffer);
	render_value(&text, (const char *)script);
	cr_assert_str_eq(buffer, "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;=cmd&#39;");
	text_init_fixed(&text, buffer, sizeof buffer);
	render_value(&text, 24u);
	render_value(&text, SLICE_LITERAL("<"));
	cr_assert_str_eq(buffer, "24&lt;");
	cr_assert_eq(text.error, ERROR_NONE);
}

Test(render, a_value_that_is_not_there_is_an_error_of_the_page)
{
	const char *nothing = NULL;
	char buffer[16];
	struct text text;

	text_init_fixed(&text, buffer, sizeof buffer);
	render_value(&text, nothing);
	cr_assert_eq(text.error, ERROR_INVALID);
}

Test(render, addresses_lead_to_known_places)
{
	static const struct {
		const char *address;
		enum error error;
	} cases[] = {
		{"/region?area=E12000002", ERROR_NONE},
		{"/", ERROR_NONE},
		{"#row-342", ERROR_NONE},
		{"https://example.org/", ERROR_NONE},
		{"javascript:alert(1)", ERROR_INVALID},
		{"//elsewhere", ERROR_INVALID},
		{"", ERROR_INVALID},
		{"http://example.org/", ERROR_INVALID},
		{"data:text/html,<script>", ERROR_INVALID},
		{NULL, ERROR_INVALID},
	};

	for (size_t index = 0; index < sizeof cases / sizeof cases[0]; index++) {
		char buffer[128];
		struct text text;

		text_init_fixed(&text, buffer, sizeof buffer);
		render_address(&text, cases[index].address);
		cr_assert_eq(text.error, cases[index].error, "%s", cases[index].address ? cases[index].address : "(none)");
	}
}
