#include "dashboards/compiler/template.h"

#include <criterion/criterion.h>
#include <string.h>

enum { OUTPUT_BYTES_MAX = 64 << 10 };

/* Parts by name: "row", "outer", which includes it, and "loop", which includes itself. */
static bool find_part(void *context, struct slice name, struct template_file *out)
{
	static const struct {
		const char *name, *text;
	} parts[] = {{"row", "<b>{{name}}</b>\n"}, {"outer", "<p>{{>row member}}</p>\n"}, {"loop", "{{>loop}}"}, {"open", "{{?flag}}"}};

	(void)context;
	for (size_t index = 0; index < sizeof parts / sizeof parts[0]; index++) {
		if (!slice_equal(name, slice_from_text(parts[index].name)))
			continue;
		*out = (struct template_file){slice_from_text(parts[index].text), "part.html"};
		return true;
	}
	return false;
}

static char output[OUTPUT_BYTES_MAX];

static enum error compile(const char *source, struct problem *problem)
{
	struct template_file file = {slice_from_text(source), "page.html"};
	struct template_parts parts = {NULL, find_part};
	struct text text;
	enum error error;

	text_init_fixed(&text, output, sizeof output);
	*problem = (struct problem){0};
	error = template_compile(SLICE_LITERAL("page"), &file, &parts, &text, problem);
	cr_assert(error == ERROR_NONE || problem->error == error);
	return error;
}

static const struct {
	const char *source;
	const char *parts[6]; /* in this order in what is compiled */
} compiled[] = {
	{"", {"#include \"collector/pages/page_view.h\"", "void page_html(struct text *out, const struct page_view *view)", "}\n"}},
	{"Bury\n", {"text_put(out, \"Bury\\n\");"}},
	{"a \"b\" \\ ?? \xc3\xa9", {"\"a \\\"b\\\" \\\\ \\?\\? \\303\\251\""}},
	{"<p>{{name}}</p>", {"text_put(out, \"<p>\");", "#line 1 \"page.html\"", "render_value(out, v0->name);", "\"</p>\""}},
	{"\n\n{{frame.title}}", {"#line 3 \"page.html\"", "render_value(out, v0->frame.title);"}},
	{"<a class=\"x-{{kind}}\" href=\"{{path}}\">", {"render_value(out, v0->kind);", "render_address(out, v0->path);"}},
	{"<a href=\"/x?q={{q}}\">", {"render_value(out, v0->q);"}},
	{"{{#rows}}\n{{name}}\n{{/rows}}\n",
	 {"for (unsigned i1 = 0; i1 < v0->rows_count; i1++) {", "const __typeof__(*v0->rows) *const v1 = &v0->rows[i1];",
	  "render_value(out, v1->name);", "}"}},
	{"{{?flag}}yes{{/flag}}{{^flag}}no{{/flag}}", {"if (v0->flag) {", "\"yes\"", "}", "if (!v0->flag) {", "\"no\""}},
	{"<option{{?is_it}} selected{{/is_it}}>", {"\"<option\"", "if (v0->is_it) {", "\" selected\"", "\">\""}},
	{"<td{{?value}} data-value=\"{{value}}\"{{/value}}>", {"if (v0->value) {", "\" data-value=\\\"\"", "render_value(out, v0->value);", "\">\""}},
	{"{{#a}}{{#b}}{{c}}{{/b}}{{d}}{{/a}}", {"v1 = &v0->a[i1]", "v2 = &v1->b[i2]", "v2->c", "v1->d"}},
	{"{{>outer}}{{name}}", {"v1 = &v0->member", "render_value(out, v1->name);", "render_value(out, v0->name);"}},
	{"{{>row}}", {"render_value(out, v0->name);"}},
	{"{{! a remark with <b }}\nx", {"\"x\""}},
	{"<script src=\"/a.js\"></script><!-- - -- -- > --><!DOCTYPE html>", {"text_put(out, "}},
};

Test(template, becomes_c)
{
	for (size_t index = 0; index < sizeof compiled / sizeof compiled[0]; index++) {
		struct problem problem;
		const char *at = output;

		cr_assert_eq(compile(compiled[index].source, &problem), ERROR_NONE, "%s: %s", compiled[index].source, problem.sentence);
		for (size_t part = 0; part < 6 && compiled[index].parts[part]; part++) {
			at = strstr(at, compiled[index].parts[part]);
			cr_assert_not_null(at, "%s: no %s in:\n%s", compiled[index].source, compiled[index].parts[part], output);
			at += strlen(compiled[index].parts[part]);
		}
	}
}

/* A tag of a section, a part or a remark that is alone on its line leaves no empty line. */
Test(template, tags_alone_take_their_line)
{
	struct problem problem;

	cr_assert_eq(compile("a\n{{?flag}}\nb\n{{/flag}}\n{{! no }}\n{{name}}\n", &problem), ERROR_NONE);
	cr_assert_not_null(strstr(output, "\"a\\n\""));
	cr_assert_not_null(strstr(output, "\"b\\n\""));
	cr_assert_not_null(strstr(output, "\"\\n\""), "a value's line end stays");
	cr_assert_null(strstr(output, "\"\\n\\n"));
}

static const struct {
	const char *source, *reason;
	enum error error;
} refused[] = {
	{"a\n{{name", "page.html:2: {{ is not closed", ERROR_MALFORMED},
	{"a }} b", "page.html:1: }} without {{", ERROR_MALFORMED},
	{"{{ name }}", "stands right between the braces", ERROR_MALFORMED},
	{"{{Name}}", "a name is made of", ERROR_MALFORMED},
	{"{{a..b}}", "a name is made of", ERROR_MALFORMED},
	{"{{a.}}", "a name is made of", ERROR_MALFORMED},
	{"{{1a}}", "a name is made of", ERROR_MALFORMED},
	{"{{a;b}}", "a name is made of", ERROR_MALFORMED},
	{"{{}}", "a name is made of", ERROR_MALFORMED},
	{"{{/rows}}", "this section was not begun: rows", ERROR_MALFORMED},
	{"{{#rows}}", "this section is not closed: rows", ERROR_MALFORMED},
	{"{{#a}}{{#b}}{{/a}}{{/b}}", "the section that ends here was begun as b", ERROR_MALFORMED},
	{"{{?flag}}<p class=\"{{/flag}}\">", "ends at another place of the markup", ERROR_MALFORMED},
	{"{{?flag}}<p{{/flag}}>", "ends at another place of the markup", ERROR_MALFORMED},
	{"<p{{?flag}}><b{{/flag}}>", "ends at another place of the markup", ERROR_MALFORMED},
	{"{{>nothing}}", "there is no part called nothing", ERROR_MALFORMED},
	{"{{>a.b}}", "a name is made of", ERROR_MALFORMED},
	{"{{>loop}}", "too many parts in one another", ERROR_LIMIT},
	{"{{>open}}{{/flag}}", "part.html:1: this section is not closed: flag", ERROR_MALFORMED},
	{"<p {{name}}>", "a value may stand in text or in an attribute's quotes only: name", ERROR_MALFORMED},
	{"<{{name}}>", "a value may stand in", ERROR_MALFORMED},
	{"<!-- {{name}} -->", "a value may stand in", ERROR_MALFORMED},
	{"<script src=\"/a.js\">{{name}}</script>", "a value may stand in", ERROR_MALFORMED},
	{"<script>alert(1)</script>", "no inline script", ERROR_MALFORMED},
	{"<SCRIPT>alert(1)</SCRIPT>", "no inline script", ERROR_MALFORMED},
	{"<style>", "no inline style", ERROR_MALFORMED},
	{"<p style=\"color: red\">", "no style attribute", ERROR_MALFORMED},
	{"<p STYLE=\"\">", "no style attribute", ERROR_MALFORMED},
	{"<p onclick=\"x()\">", "no handler in an attribute", ERROR_MALFORMED},
	{"<p class=x>", "stands between double quotes", ERROR_MALFORMED},
	{"<p class='x'>", "stands between double quotes", ERROR_MALFORMED},
	{"1 < 2", "is written &lt;", ERROR_MALFORMED},
	{"<p", "the page ends within a tag", ERROR_MALFORMED},
	{"{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}", "too many sections in one another",
	 ERROR_LIMIT},
};

Test(template, refuses_what_is_not_safe_or_not_understood)
{
	for (size_t index = 0; index < sizeof refused / sizeof refused[0]; index++) {
		struct problem problem;

		cr_assert_eq(compile(refused[index].source, &problem), refused[index].error, "%s", refused[index].source);
		cr_assert_not_null(strstr(problem.sentence, refused[index].reason), "%s: %s", refused[index].source, problem.sentence);
	}
}

Test(template, a_string_literal_is_never_longer_than_compilers_take)
{
	static char source[5000];
	struct problem problem;
	size_t longest = 0, length = 0;

	memset(source, 'x', sizeof source - 1);
	cr_assert_eq(compile(source, &problem), ERROR_NONE);
	for (const char *at = output; *at; at++) {
		length = *at == '\n' ? 0 : length + 1;
		longest = length > longest ? length : longest;
	}
	cr_assert_lt(longest, 4095);
}
