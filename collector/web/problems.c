#include "collector/web/problems.h"

#include "collector/pages/problem_page.h"

enum { PROBLEM_ANSWER_BYTES_MAX = 32 << 10, PROBLEM_ARENA_BYTES_MAX = 64 << 10, RETRY_AFTER_S = 5 };

static enum error write_page(const struct api_problem *problem, const struct page *page, const char *notice, struct text *text)
{
	struct arena arena;
	enum error error;

	arena_init(&arena, PROBLEM_ARENA_BYTES_MAX);
	error = problem_page_write(problem, page, notice, &arena, text);
	arena_fini(&arena);
	return error;
}

static enum error write_text(const struct api_problem *problem, struct text *text)
{
	text_put(text, problem->detail);
	text_put(text, "\n");
	return text->error;
}

void problem_answer(const struct api_problem *problem, enum form form, const struct page *page, const char *notice, struct http_answer *answer)
{
	static const char *const types[] = {
		[FORM_PAGE] = "text/html; charset=utf-8",
		[FORM_DATA] = "application/problem+json",
		[FORM_TEXT] = "text/plain; charset=utf-8",
	};
	unsigned status = api_problem_status(problem->kind);
	enum error error = ERROR_NONE;
	struct text text;

	text_init_growing(&text, PROBLEM_ANSWER_BYTES_MAX);
	switch (form) {
	case FORM_PAGE:
		error = write_page(problem, page, notice, &text);
		break;
	case FORM_DATA:
		api_problem_write_json(problem, &text);
		error = text.error;
		break;
	case FORM_TEXT:
		error = write_text(problem, &text);
		break;
	}
	*answer = (struct http_answer){.status = status, .retry_after_s = status == 503 ? RETRY_AFTER_S : 0};
	if (!error)
		answer->body = body_take(&text);
	if (answer->body)
		answer->type = types[form];
	text_fini(&text);
}
