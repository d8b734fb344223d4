#include "collector/pages/definitions_page.h"

#include "collector/core/topic.h"
#include "collector/pages/definitions_view.h"

static void render(struct text *out, const void *view)
{
	definitions_html(out, view);
}

static void list_indicators(struct definitions_view *view, struct composer *composer)
{
	unsigned count = catalogue_indicator_count();

	view->items = composer_take(composer, count, sizeof *view->items);
	for (unsigned index = 0; index < count && !composer->error; index++) {
		const struct indicator *indicator = catalogue_indicator_at(index);

		view->items[view->items_count++] = (struct definition_item){indicator->id, indicator->label, indicator->definition};
	}
}

enum error definitions_page_make(const struct page_request *request, struct composer *composer, struct page_content *out, struct problem *problem)
{
	struct definitions_view *view = composer_take(composer, 1, sizeof *view);

	(void)problem;
	if (!view)
		return composer->error;
	frame_make(&view->frame, request, composer, "Definitions");
	list_indicators(view, composer);
	out->view = view;
	out->render = render;
	return ERROR_NONE;
}
