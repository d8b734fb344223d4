/* A page rendered over a cube in memory (or over none), as the web writes it: what the tests of pages begin with. */
#pragma once

#include <criterion/criterion.h>
#include <stdio.h>

#include "collector/pages/pages.h"

enum { RENDERING_ARENA_BYTES_MAX = 16 << 20, RENDERING_HTML_BYTES_MAX = 4 << 20 };

struct rendering {
	struct arena arena;
	struct background background;
	struct page_facts facts;
	struct question question;
	struct page_request request;
	struct problem problem;
	struct text text;
	const char *html; /* NUL-terminated; of rendering_write */
};

/* `question` may be NULL: nothing is asked for; background and facts are to be filled by whoever has a cube. */
static inline void rendering_begin(struct rendering *rendering, const char *page, const struct question *question)
{
	*rendering = (struct rendering){.background = {.notice = ""}, .facts = {.area = area_at(0)}, .question = {.source = SOURCE_RETURNS}};
	if (question)
		rendering->question = *question;
	arena_init(&rendering->arena, RENDERING_ARENA_BYTES_MAX);
	text_init_growing(&rendering->text, RENDERING_HTML_BYTES_MAX);
	rendering->request = (struct page_request){
		.page = page_find(slice_from_text(page)),
		.background = &rendering->background,
		.question = &rendering->question,
		.facts = &rendering->facts,
		.arena = &rendering->arena,
	};
	cr_assert_not_null(rendering->request.page, "%s", page);
}

static inline enum error rendering_write(struct rendering *rendering)
{
	enum error error = page_write(&rendering->request, &rendering->text, &rendering->problem);

	rendering->html = rendering->text.data;
	return error;
}

/* One of the page's figures as a file. */
static inline enum error rendering_write_file(struct rendering *rendering, const char *figure)
{
	enum error error = page_write_csv(&rendering->request, figure, &rendering->text, &rendering->problem);

	rendering->html = rendering->text.data;
	return error;
}

static inline void rendering_end(struct rendering *rendering)
{
	text_fini(&rendering->text);
	arena_fini(&rendering->arena);
}
