#include "collector/pages/council_choosing.h"

#include "collector/core/words.h"
#include "collector/pages/councils_view.h"
#include "collector/pages/page_path.h"

static void render(struct text *out, const void *view)
{
	councils_html(out, view);
}

static const char *title_of(const struct page_request *request, struct composer *composer)
{
	struct text *text = composer_begin(composer);

	text_put(text, "Councils of ");
	words_put_area(text, request->question->area);
	return composer_end(composer);
}

/* "since 1 April 2023" */
static const char *existence_of(struct composer *composer, const struct council *council, struct date day)
{
	struct text *text = composer_begin(composer);

	if (day.days < council->valid_from.days) {
		text_put(text, "not before ");
		words_put_day(text, council->valid_from);
	} else {
		text_put(text, "until ");
		words_put_day(text, council->valid_to);
	}
	return composer_end(composer);
}

static void list_councils(struct councils_view *view, const struct page_request *request, struct composer *composer)
{
	const struct council *councils[COUNCIL_COUNT_MAX];
	unsigned count = area_councils(request->question->area, councils);
	struct date day = month_last_day(request->question->month);
	struct question question = *request->question;

	view->items = composer_take(composer, count, sizeof *view->items);
	for (unsigned index = 0; index < count && !composer->error; index++) {
		struct councils_item *item = &view->items[view->items_count++];

		question.council = councils[index];
		item->path = page_path(composer, "council", &question);
		item->name = councils[index]->name;
		item->code = composer_count(composer, councils[index]->code);
		if (!council_exists_on(councils[index], day))
			item->remark = existence_of(composer, councils[index], day);
	}
}

static void say_note(struct councils_view *view, const struct page_request *request, struct composer *composer)
{
	struct text *text;

	if (!request->question->council)
		return;
	text = composer_begin(composer);
	text_put(text, request->question->council->name);
	text_put(text, " is not one of the councils of ");
	words_put_area(text, request->question->area);
	text_put(text, ". Choose one that is, or look it up by its name.");
	view->note = composer_end(composer);
}

enum error council_choosing_make(const struct page_request *request, struct composer *composer, struct page_content *out)
{
	struct councils_view *view = composer_take(composer, 1, sizeof *view);

	if (!view)
		return composer->error;
	frame_make(&view->frame, request, composer, title_of(request, composer));
	list_councils(view, request, composer);
	say_note(view, request, composer);
	out->view = view;
	out->render = render;
	return ERROR_NONE;
}
