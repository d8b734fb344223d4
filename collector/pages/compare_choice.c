#include "collector/pages/compare_choice.h"

#include "collector/core/area_text.h"
#include "collector/core/group.h"
#include "collector/core/topic.h"
#include "collector/pages/page_months.h"
#include "collector/pages/page_path.h"

enum { PRESETS = 3 };

static void add_preset(struct compare_presets *presets, struct composer *composer, const struct question *question, const struct area *area)
{
	struct question other = *question;
	const char *path;

	other.area = area;
	path = page_path(composer, "compare", &other);
	if (!composer->error)
		presets->links[presets->links_count++] = (struct page_link){path, area->name, area_equal(area, question->area)};
}

static struct compare_presets *presets_begin(struct compare_view *view, struct composer *composer, const char *label, unsigned links_max)
{
	struct compare_presets *presets = &view->presets[view->presets_count++];

	presets->label = label;
	presets->links = composer_take(composer, links_max, sizeof *presets->links);
	return presets;
}

static void offer_groups(struct compare_presets *presets, const struct background *background, const struct question *question, bool is_saved,
			 struct composer *composer)
{
	for (unsigned index = 0; index < background->group_count && !composer->error; index++) {
		const struct group *group = &background->groups[index];
		struct area *area = composer_take(composer, 1, sizeof *area);

		if (!area || group->is_saved != is_saved)
			continue;
		area->kind = AREA_GROUP;
		area->code = composer_join(composer, "group:", group->id);
		area->name = group->name;
		area->member_count = group->council_count;
		area->members = group->councils;
		add_preset(presets, composer, question, area);
	}
}

/* Regions, groups that everybody knows, and those that the alliance has saved; England has too many councils to be looked at one by one. */
static void offer_presets(struct compare_view *view, const struct page_request *request, struct composer *composer)
{
	const struct background *background = request->background;
	const struct question *question = request->question;
	struct compare_presets *presets;

	view->presets = composer_take(composer, PRESETS, sizeof *view->presets);
	if (composer->error)
		return;
	presets = presets_begin(view, composer, "Saved groups", background->group_count);
	offer_groups(presets, background, question, true, composer);
	presets = presets_begin(view, composer, "Regions", area_count());
	for (unsigned index = 0; index < area_count() && !composer->error; index++)
		if (area_at(index)->kind != AREA_ENGLAND)
			add_preset(presets, composer, question, area_at(index));
	presets = presets_begin(view, composer, "Combined authorities", background->group_count);
	offer_groups(presets, background, question, false, composer);
}

static void set_begin(struct compare_set *set, struct composer *composer, const char *label, unsigned ticks_max)
{
	set->label = label;
	set->ticks = composer_take(composer, ticks_max, sizeof *set->ticks);
}

static void set_add(struct compare_set *set, struct composer *composer, const char *value, const char *label, bool is_ticked)
{
	if (!composer->error)
		set->ticks[set->ticks_count++] = (struct compare_tick){value, label, is_ticked};
	set->has_ticked |= is_ticked;
}

static void set_end(struct compare_set *set, struct composer *composer)
{
	struct text *text = composer_begin(composer);
	unsigned ticked = 0;

	for (unsigned index = 0; index < set->ticks_count; index++)
		ticked += set->ticks[index].is_ticked;
	text_put_u64(text, ticked);
	text_put(text, " of ");
	text_put_u64(text, set->ticks_count);
	set->count = composer_end(composer);
}

static bool is_chosen(const struct question *question, const struct indicator *indicator)
{
	for (unsigned index = 0; index < question->indicator_count; index++)
		if (question->indicators[index] == indicator)
			return true;
	return false;
}

static void offer_indicators(struct compare_view *view, const struct question *question, struct composer *composer)
{
	unsigned count = catalogue_indicator_count();
	const struct indicator **indicators = composer_take(composer, count, sizeof(const struct indicator *));
	struct compare_set *set = NULL;

	view->indicators = composer_take(composer, TOPIC_COUNT, sizeof *view->indicators);
	if (composer->error)
		return;
	topic_indicators(indicators);
	for (unsigned index = 0; index < count && !composer->error; index++) {
		if (index == 0 || topic_of(indicators[index]) != topic_of(indicators[index - 1])) {
			set = &view->indicators[view->indicators_count++];
			set_begin(set, composer, measure_topic_name(topic_of(indicators[index])), count);
		}
		set_add(set, composer, indicators[index]->id, indicators[index]->label, is_chosen(question, indicators[index]));
	}
	for (unsigned index = 0; index < view->indicators_count; index++)
		set_end(&view->indicators[index], composer);
}

/* Those of the region that exist at the end of the last month. */
static void add_region(struct compare_view *view, const struct area *region, const struct question *question, struct composer *composer)
{
	struct compare_set *set = &view->councils[view->councils_count++];

	set_begin(set, composer, region->name, council_count());
	for (unsigned index = 0; index < council_count() && !composer->error; index++) {
		const struct council *council = council_at(index);

		if (area_has(region, council) && council_exists_on(council, month_last_day(question->last)))
			set_add(set, composer, composer_count(composer, council->code), council->name,
				question->area->kind != AREA_ENGLAND && area_has(question->area, council));
	}
	set_end(set, composer);
}

static void offer_councils(struct compare_view *view, const struct question *question, struct composer *composer)
{
	view->councils = composer_take(composer, area_count(), sizeof *view->councils);
	for (unsigned index = 0; index < area_count() && !composer->error; index++)
		if (area_at(index)->kind == AREA_REGION)
			add_region(view, area_at(index), question, composer);
}

/* Newest first. */
static void offer_months(struct page_option **options, unsigned *count, const struct page_months *months, struct month shown,
			 struct composer *composer)
{
	unsigned room = (unsigned)((months->last.index - months->first.index) / (int)months->step) + 1;

	*options = composer_take(composer, room, sizeof **options);
	for (struct month month = months->last; *count < room && !composer->error; month = month_add(month, -(int)months->step)) {
		const char *code;

		text_put_month(composer_begin(composer), month);
		code = composer_end(composer);
		text_put_month_name(composer_begin(composer), month);
		(*options)[(*count)++] =
			(struct page_option){.code = code, .label = composer_end(composer), .is_selected = month_compare(month, shown) == 0};
	}
}

void compare_choice_make(struct compare_view *view, const struct page_request *request, struct composer *composer)
{
	const struct question *question = request->question;
	struct page_months months = page_months(request->facts, question);

	view->limit = composer_join(composer, "At most ", composer_count(composer, QUESTION_INDICATORS_MAX), " indicators and ",
				    composer_count(composer, AREA_COUNCILS_MAX), " councils.");
	offer_presets(view, request, composer);
	offer_indicators(view, question, composer);
	offer_councils(view, question, composer);
	if (!months.are_there)
		return;
	offer_months(&view->firsts, &view->firsts_count, &months, question->first, composer);
	offer_months(&view->lasts, &view->lasts_count, &months, question->last, composer);
}
