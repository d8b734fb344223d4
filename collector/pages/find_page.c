#include "collector/pages/find_page.h"

#include <string.h>

#include "collector/core/council_search.h"
#include "collector/core/words.h"
#include "collector/pages/find_view.h"
#include "collector/pages/page_path.h"
#include "collector/pages/pages.h"

/* The council's page in the month that is asked for, or in its own last one. */
static const char *path_of(const struct question *question, const struct council *council, struct composer *composer)
{
	struct question asked = *question;
	bool has_ended = council->valid_to.days != INT32_MAX;
	struct month last = date_month(council->valid_to);

	asked.council = council;
	asked.area = NULL;
	if (has_ended && (!asked.has_month || month_compare(asked.month, last) > 0)) {
		asked.has_month = true;
		asked.month = last;
	}
	return page_path(composer, "council", &asked);
}

/* A region, or England, that is called so; NULL: none is. */
static const struct area *area_meant(const struct question *question)
{
	return area_find(slice_trim(slice_from_text(question->find)));
}

bool find_page_locate(const struct question *question, struct composer *composer, const char **out)
{
	struct council_match matches[COUNCIL_COUNT_MAX];
	unsigned count = council_search(slice_from_text(question->find), matches);
	const struct council *only = council_search_only(matches, count);

	/* "London" is a city's council, and a region. */
	if (!only || area_meant(question))
		return false;
	*out = path_of(question, only, composer);
	return !composer->error;
}

/* "342, E08000013, North West" */
static const char *about_council(const struct council *council, struct composer *composer)
{
	return composer_join(composer, composer_count(composer, council->code), ", ", council->ons_code, ", ", council->region_name);
}

/* "until 31 March 2023, then Cumberland and Westmorland and Furness" */
static const char *say_ended(const struct council *council, struct composer *composer)
{
	struct text *text;

	if (council->valid_to.days == INT32_MAX)
		return NULL;
	text = composer_begin(composer);
	text_put(text, "until ");
	words_put_day(text, council->valid_to);
	for (unsigned index = 0; index < SUCCESSOR_COUNT_MAX && council->successors[index]; index++) {
		text_put(text, index > 0 ? " and " : ", then ");
		text_put(text, council_find(council->successors[index])->name);
	}
	return composer_end(composer);
}

static struct find_item item_of(const struct page_request *request, const struct council *council, struct composer *composer)
{
	return (struct find_item){
		.path = path_of(request->question, council, composer),
		.name = council->name,
		.about = about_council(council, composer),
		.ended = say_ended(council, composer),
	};
}

/* By name. */
static void insert_item(struct find_group *group, struct find_item item)
{
	unsigned place = group->items_count++;

	for (; place > 0 && strcmp(item.name, group->items[place - 1].name) < 0; place--)
		group->items[place] = group->items[place - 1];
	group->items[place] = item;
}

/* The councils of a region that are there on the day. */
static void make_group(struct find_group *group, const struct area *region, struct date day, const struct page_request *request,
		       struct composer *composer)
{
	const struct council *councils[COUNCIL_COUNT_MAX];
	unsigned count = area_councils(region, councils);

	*group = (struct find_group){.name = region->name, .anchor = region->code, .items = composer_take(composer, count, sizeof *group->items)};
	for (unsigned index = 0; index < count && !composer->error; index++) {
		if (council_exists_on(councils[index], day))
			insert_item(group, item_of(request, councils[index], composer));
	}
}

static void make_groups(struct find_view *view, const struct page_request *request, struct composer *composer)
{
	const struct question *question = request->question;
	struct date day = question->has_month ? month_last_day(question->month) : request->background->today;

	view->groups = composer_take(composer, area_count(), sizeof *view->groups);
	for (unsigned index = 0; index < area_count() && !composer->error; index++) {
		const struct area *area = area_at(index);

		if (area->kind == AREA_REGION)
			make_group(&view->groups[view->groups_count++], area, day, request, composer);
	}
}

/* "North West" is no council, and has a page. */
static void offer_area(struct find_view *view, const struct page_request *request, struct composer *composer)
{
	struct question question = *request->question;

	question.area = area_meant(&question);
	if (!question.area)
		return;
	view->area_label = question.area->name;
	view->area_path = page_path(composer, "region", &question);
}

/* "3 councils may be meant by “kingston”."; beside an area of the name, that they may be meant as well. */
static const char *say_found(const struct council_match *matches, unsigned count, const struct question *question, struct composer *composer)
{
	const char *find = question->find;
	const char *as_well = area_meant(question) ? "” as well." : "”.";
	bool is_guess = count > 0 && matches[0].likeness >= LIKE_SLIP;
	const char *number = composer_count(composer, count);

	if (count == 0 || is_guess)
		return composer_join(composer, "No council is called “", find, is_guess ? "”. It may be one of these:" : "”.");
	return composer_join(composer, number, count == 1 ? " council may be meant by “" : " councils may be meant by “", find, as_well);
}

static void make_found(struct find_view *view, const struct page_request *request, struct composer *composer)
{
	struct council_match matches[COUNCIL_COUNT_MAX];
	const char *find = request->question->find;
	unsigned count = council_search(slice_from_text(find), matches);

	view->summary = say_found(matches, count, request->question, composer);
	view->found = composer_take(composer, count, sizeof *view->found);
	for (unsigned index = 0; index < count && !composer->error; index++)
		view->found[view->found_count++] = item_of(request, matches[index].council, composer);
	if (count == 0)
		view->advice = "Try a part of its name, its three-digit code or its ONS code, or choose it here.";
	offer_area(view, request, composer);
}

static void render(struct text *out, const void *view)
{
	find_html(out, view);
}

enum error find_page_make(const struct page_request *request, struct composer *composer, struct page_content *out, struct problem *problem)
{
	struct find_view *view = composer_take(composer, 1, sizeof *view);

	(void)problem;
	if (!view)
		return composer->error;
	frame_make(&view->frame, request, composer, "Find a council");
	view->summary = "By its name or a part of it, by its three-digit code or its ONS code: “st helens”, “342”, “E08000013”.";
	if (request->question->find[0])
		make_found(view, request, composer);
	if (view->found_count == 0)
		make_groups(view, request, composer);
	out->view = view;
	out->render = render;
	return ERROR_NONE;
}
