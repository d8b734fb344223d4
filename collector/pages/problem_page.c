#include "collector/pages/problem_page.h"

#include "collector/pages/problem_view.h"

enum error problem_page_write(const char *title, const char *sentence, const char *notice, struct arena *arena, struct text *out)
{
	struct composer composer;
	struct problem_view view = {.sentence = sentence};

	composer_init(&composer, arena);
	frame_make_bare(&view.frame, &composer, title, notice);
	if (composer.error)
		return composer.error;
	problem_html(out, &view);
	return out->error;
}
