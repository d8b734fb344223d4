#include "collector/core/problem_page.h"

#include "collector/core/page_table.h"

struct problem_state {
	struct page_head head;
	const char *title, *sentence, *notice;
	unsigned has_notice;
};

static const struct page_value values[] = {
	{"title", PAGE_TEXT, offsetof(struct problem_state, title), NULL},
	{"sentence", PAGE_TEXT, offsetof(struct problem_state, sentence), NULL},
	{"notice", PAGE_TEXT, offsetof(struct problem_state, notice), NULL},
};

static const struct page_section sections[] = {
	{"has_notice", offsetof(struct problem_state, has_notice), 0, 0},
};

static const struct page_table table = {values, sections, sizeof values / sizeof values[0], sizeof sections / sizeof sections[0]};

enum error problem_page_write(const struct problem_page *page, struct slice source, struct text *out, struct problem *problem)
{
	struct problem_state state = {{&table, NULL}, page->title, page->sentence, page->notice, page->notice[0] != '\0'};
	struct template_data data = page_data(&state.head);

	return template_render(source, &data, out, problem);
}
