#include "collector/pages/problem_page.h"

#include "collector/pages/problem_view.h"

/* Where the question is what is wrong, the page without it helps. */
static bool is_of_question(enum api_problem_kind kind)
{
	unsigned status = api_problem_status(kind);

	return status == 400 || kind == API_PROBLEM_NOTHING_THERE || kind == API_PROBLEM_NO_FIGURES;
}

enum error problem_page_write(const struct api_problem *problem, const struct page *page, const char *notice, struct arena *arena, struct text *out)
{
	struct composer composer;
	struct problem_view view = {.sentence = problem->detail, .is_beginning = problem->kind == API_PROBLEM_NO_FIGURES && !page};

	composer_init(&composer, arena);
	frame_make_bare(&view.frame, &composer, api_problem_title(problem->kind), notice);
	if (page && is_of_question(problem->kind)) {
		view.page_path = composer_join(&composer, "/", page->id);
		view.page_label = page->label ? page->label : "Find a council";
	}
	if (composer.error)
		return composer.error;
	problem_html(out, &view);
	return out->error;
}
