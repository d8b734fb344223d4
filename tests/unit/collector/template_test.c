#include "collector/core/template.h"

#include <criterion/criterion.h>
#include <string.h>

/* A page with values, a list of three, an empty list, and conditions that are true and false. */
struct item {
	unsigned number;
};

static const struct item items[] = {{1}, {2}, {3}};

static bool item_value(const void *context, struct slice name, struct text *out)
{
	const struct item *item = context;

	if (!slice_equal(name, SLICE_LITERAL("number")))
		return false;
	text_put_u64(out, item->number);
	return true;
}

static struct template_data item_data(const struct item *item);

static bool item_section(const void *context, struct slice name, unsigned *count)
{
	const struct item *item = context;

	if (!slice_equal(name, SLICE_LITERAL("is_odd")))
		return false;
	*count = item->number % 2;
	return true;
}

static struct template_data item_item(const void *context, struct slice name, unsigned index)
{
	(void)name;
	(void)index;
	return item_data(context);
}

static struct template_data item_data(const struct item *item)
{
	return (struct template_data){item, item_value, item_section, item_item};
}

static bool page_value(const void *context, struct slice name, struct text *out)
{
	(void)context;
	if (slice_equal(name, SLICE_LITERAL("name"))) {
		text_put(out, "Bury");
	} else if (slice_equal(name, SLICE_LITERAL("specials"))) {
		text_put(out, "<a href=\"x\" title='y'>&amp;</a>");
	} else if (slice_equal(name, SLICE_LITERAL("braces"))) {
		text_put(out, "{{name}}");
	} else if (slice_equal(name, SLICE_LITERAL("long"))) {
		text_put_repeated(out, "x", TEMPLATE_VALUE_BYTES_MAX);
	} else if (!slice_equal(name, SLICE_LITERAL("nothing"))) {
		return false;
	}
	return true;
}

static bool page_section(const void *context, struct slice name, unsigned *count)
{
	static const struct {
		const char *name;
		unsigned count;
	} sections[] = {{"items", 3}, {"none", 0}, {"yes", 1}, {"no", 0}};

	(void)context;
	for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++) {
		if (slice_equal(name, slice_from_text(sections[i].name))) {
			*count = sections[i].count;
			return true;
		}
	}
	return false;
}

static struct template_data page_item(const void *context, struct slice name, unsigned index)
{
	if (slice_equal(name, SLICE_LITERAL("items")))
		return item_data(&items[index]);
	return (struct template_data){context, page_value, page_section, page_item};
}

static const struct template_data page = {NULL, page_value, page_section, page_item};

struct rendered {
	const char *source, *expected;
};

static const struct rendered must_render[] = {
	{"", ""},
	{"plain { text } with single braces", "plain { text } with single braces"},
	{"{{name}}", "Bury"},
	{"{{nothing}}", ""},
	{"a {{name}} b {{name}}", "a Bury b Bury"},
	{"{{specials}}", "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;"},
	{"{{braces}}", "{{name}}"},
	{"<p title=\"{{name}}\">", "<p title=\"Bury\">"},
	{"{{#yes}}in{{/yes}}", "in"},
	{"{{#no}}in{{/no}}", ""},
	{"{{^no}}in{{/no}}", "in"},
	{"{{^yes}}in{{/yes}}", ""},
	{"{{#items}}{{number}},{{/items}}", "1,2,3,"},
	{"{{#none}}{{number}}{{/none}}", ""},
	{"{{^none}}empty{{/none}}", "empty"},
	{"{{^items}}empty{{/items}}", ""},
	{"{{#items}}{{#is_odd}}{{number}}{{/is_odd}}{{^is_odd}}-{{/is_odd}}{{/items}}", "1-3"},
	{"{{#yes}}{{#items}}{{number}}{{/items}}{{name}}{{/yes}}", "123Bury"},
	{"{{! a remark, with {single} braces }}x", "x"},
	{"a\n{{#yes}}\nb\n{{/yes}}\nc\n", "a\nb\nc\n"},
	{"{{! on its own line }}\na", "a"},
	{"a {{#yes}}\nb{{/yes}}\nc", "a \nb\nc"},
	{"a\n{{name}}\nb", "a\nBury\nb"},
	/* Nothing inside an absent section is asked for. */
	{"{{#no}}{{unknown}}{{#unknown}}{{/unknown}}{{/no}}", ""},
	{"{{#no}}{{^no}}x{{/no}}{{^unknown}}x{{/unknown}}{{/no}}", ""},
	{"{{#none}}{{#items}}{{name}}{{/items}}{{/none}}x", "x"},
};

Test(template, renders)
{
	for (size_t i = 0; i < sizeof(must_render) / sizeof(must_render[0]); i++) {
		char buffer[512];
		struct problem problem = {0};
		struct text out;

		text_init_fixed(&out, buffer, sizeof(buffer));
		cr_expect_eq(template_render(slice_from_text(must_render[i].source), &page, &out, &problem), ERROR_NONE, "%s: %s",
			     must_render[i].source, problem.sentence);
		cr_expect_str_eq(buffer, must_render[i].expected, "%s gives %s", must_render[i].source, buffer);
	}
}

struct refused {
	const char *source, *reason;
};

static const struct refused must_not_render[] = {
	{"{{unknown}}", "line 1: there is no value called unknown"},
	{"\n\n{{unknown}}", "line 3"},
	{"{{#unknown}}{{/unknown}}", "there is no section called unknown"},
	{"{{^unknown}}{{/unknown}}", "there is no section called unknown"},
	{"{{#items}}{{name}}{{/items}}", "there is no value called name"}, /* nothing is looked up outside */
	{"{{#name}}{{/name}}", "there is no section called name"},
	{"{{items}}", "there is no value called items"},
	{"{{name", "not closed"},
	{"{{", "not closed"},
	{"{{name}", "not closed"},
	{"a }} b", "}} without {{"},
	{"{{name}}}}", "}} without {{"},
	{"{{{name}}}", "a name is made of"},
	{"{{&name}}", "a name is made of"},
	{"{{ name }}", "a name is made of"},
	{"{{> name}}", "a name is made of"},
	{"{{=x x=}}", "a name is made of"},
	{"{{}}", "a name is made of"},
	{"{{#}}", "a name is made of"},
	{"{{Name}}", "a name is made of"},
	{"{{1name}}", "a name is made of"},
	{"{{a.b}}", "a name is made of"},
	{"{{abcdefghijabcdefghijabcdefghijabcdefghijk}}", "a name is made of"},
	{"{{#yes}}", "not closed: yes"},
	{"{{#no}}", "not closed: no"},
	{"{{#items}}{{#is_odd}}{{/items}}", "begun as is_odd"},
	{"{{/yes}}", "not begun: yes"},
	{"{{#yes}}{{/yes}}{{/yes}}", "not begun: yes"},
	{"{{#yes}}{{#yes}}{{#yes}}{{#yes}}{{#yes}}{{#yes}}{{#yes}}{{#yes}}{{#yes}}", "too many sections"},
	{"{{#no}}{{#a}}{{/b}}{{/no}}", "begun as a"},
	{"{{#no}}{{bad name}}{{/no}}", "a name is made of"},
};

Test(template, refuses)
{
	for (size_t i = 0; i < sizeof(must_not_render) / sizeof(must_not_render[0]); i++) {
		char buffer[512];
		struct problem problem = {0};
		struct text out;

		text_init_fixed(&out, buffer, sizeof(buffer));
		cr_expect_eq(template_render(slice_from_text(must_not_render[i].source), &page, &out, &problem), ERROR_MALFORMED, "%s",
			     must_not_render[i].source);
		cr_expect(strstr(problem.sentence, must_not_render[i].reason), "%s: %s", must_not_render[i].source, problem.sentence);
	}
}

Test(template, escapes_every_special_wherever_it_stands)
{
	static const char *const specials[] = {"&", "<", ">", "\"", "'"};

	for (size_t i = 0; i < sizeof(specials) / sizeof(specials[0]); i++) {
		char buffer[256];
		struct text out;

		text_init_fixed(&out, buffer, sizeof(buffer));
		cr_assert_eq(template_render(SLICE_LITERAL("{{specials}}"), &page, &out, NULL), ERROR_NONE);
		/* What is left of the specials after the escapes' own ampersands is nothing. */
		for (const char *at = strstr(buffer, specials[i]); at; at = strstr(at + 1, specials[i]))
			cr_expect(specials[i][0] == '&' && (!strncmp(at, "&lt;", 4) || !strncmp(at, "&gt;", 4) || !strncmp(at, "&quot;", 6) ||
							    !strncmp(at, "&#39;", 5) || !strncmp(at, "&amp;", 5)),
				  "%s", at);
	}
}

Test(template, says_what_is_over_its_limit)
{
	static uint8_t large[TEMPLATE_BYTES_MAX + 1];
	char buffer[8];
	struct problem problem = {0};
	struct text out;

	text_init_fixed(&out, buffer, sizeof(buffer));
	cr_expect_eq(template_render(slice_from(large, sizeof(large)), &page, &out, &problem), ERROR_LIMIT);
	cr_expect_eq(template_render(SLICE_LITERAL("{{long}}"), &page, &out, &problem), ERROR_LIMIT);
	cr_expect(strstr(problem.sentence, "too long: long"), "%s", problem.sentence);
	cr_expect_eq(template_render(SLICE_LITERAL("more than eight bytes"), &page, &out, &problem), ERROR_LIMIT);
	cr_expect(strstr(problem.sentence, "larger than its limit"), "%s", problem.sentence);
}
