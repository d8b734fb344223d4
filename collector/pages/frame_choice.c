#include "collector/pages/frame_choice.h"

#include "collector/core/area_text.h"
#include "collector/core/group.h"
#include "collector/core/topic.h"
#include "collector/pages/page_months.h"
#include "collector/pages/page_path.h"

static void offer_indicators(struct page_choice *choice, const struct page_request *request, struct composer *composer)
{
	unsigned count = catalogue_indicator_count();
	const struct indicator **indicators = composer_take(composer, count, sizeof(const struct indicator *));
	struct page_option *options = composer_take(composer, count, sizeof *options);

	if (composer->error)
		return;
	topic_indicators(indicators);
	for (unsigned index = 0; index < count; index++) {
		const struct indicator *indicator = indicators[index];
		enum measure_topic topic = topic_of(indicator);

		options[index] = (struct page_option){
			.code = indicator->id,
			.label = indicator->label,
			.group = measure_topic_name(topic),
			.begins_group = index == 0 || topic_of(indicators[index - 1]) != topic,
			.ends_group = index + 1 == count || topic_of(indicators[index + 1]) != topic,
			.is_selected = indicator == request->question->indicator,
		};
	}
	choice->indicators = options;
	choice->indicators_count = count;
}

static void add_month(struct page_choice *choice, struct composer *composer, struct month month, bool is_selected)
{
	if (!composer->error)
		choice->months[choice->months_count++] = (struct page_option){
			.code = composer_month_code(composer, month), .label = composer_month(composer, month), .is_selected = is_selected};
}

/* Newest first; the month that is shown is among them, wherever it lies. */
static void offer_months(struct page_choice *choice, const struct page_request *request, struct composer *composer)
{
	struct month shown = request->question->month;
	struct page_months months = page_months(request->facts, request->question);
	bool is_found = false;

	choice->months = composer_take(composer, FRAME_MONTHS_MAX + 1, sizeof *choice->months);
	for (struct month month = months.last;
	     months.are_there && month_compare(month, months.first) >= 0 && choice->months_count < FRAME_MONTHS_MAX && !composer->error;
	     month = month_add(month, -(int)months.step)) {
		if (!is_found && month_compare(month, shown) < 0) {
			add_month(choice, composer, shown, true);
			is_found = true;
		}
		is_found |= month_compare(month, shown) == 0;
		add_month(choice, composer, month, month_compare(month, shown) == 0);
	}
	if (!is_found)
		add_month(choice, composer, shown, true);
}

static bool add_area(struct page_choice *choice, const struct area *shown, const char *code, const char *name)
{
	bool is_shown = slice_equal(slice_from_text(code), slice_from_text(shown->code));

	choice->areas[choice->areas_count++] = (struct page_option){.code = code, .label = name, .is_selected = is_shown};
	return is_shown;
}

/* Standing areas, then groups, then what is shown, when it is neither. */
static void offer_areas(struct page_choice *choice, const struct page_request *request, struct composer *composer)
{
	const struct area *shown = request->question->area;
	const struct background *background = request->background;
	bool is_found = false;

	choice->areas = composer_take(composer, area_count() + background->group_count + 1, sizeof *choice->areas);
	if (composer->error)
		return;
	for (unsigned index = 0; index < area_count(); index++)
		is_found |= add_area(choice, shown, area_at(index)->code, area_at(index)->name);
	for (unsigned index = 0; index < background->group_count; index++) {
		const struct group *group = &background->groups[index];

		is_found |= add_area(choice, shown, composer_join(composer, "group:", group->id), group->name);
	}
	if (!is_found)
		add_area(choice, shown, shown->code, shown->name);
}

static void offer_sources(struct page_choice *choice, const struct page_request *request, struct composer *composer)
{
	bool is_official = request->question->source == SOURCE_OFFICIAL;

	choice->sources = composer_take(composer, 2, sizeof *choice->sources);
	if (composer->error)
		return;
	choice->sources[0] = (struct page_option){.code = "returns", .label = "councils’ returns", .is_selected = !is_official};
	choice->sources[1] = (struct page_option){.code = "official", .label = "published releases", .is_selected = is_official};
	choice->sources_count = 2;
}

void choice_keep_moment(struct page_kept *kept, unsigned *count, const struct moment *moment, struct composer *composer)
{
	if (moment->has_date) {
		text_put_date(composer_begin(composer), moment->date);
		kept[(*count)++] = (struct page_kept){"as_of", composer_end(composer)};
	}
	if (moment->has_position)
		kept[(*count)++] = (struct page_kept){"as_of", composer_join(composer, "position:", composer_count(composer, moment->position))};
	if (moment->has_vintage)
		kept[(*count)++] = (struct page_kept){"vintage", composer_month_code(composer, moment->vintage)};
}

/* The moment, and the council of a page whose form has none, as a page's address has them. */
static void keep(struct page_choice *choice, const struct page_request *request, struct composer *composer)
{
	choice->kept = composer_take(composer, CHOICE_KEPT_MAX, sizeof *choice->kept);
	if (composer->error)
		return;
	choice_keep_moment(choice->kept, &choice->kept_count, &request->question->moment, composer);
	if (request->page->allowed & ASK_COUNCIL && request->question->council)
		choice->kept[choice->kept_count++] = (struct page_kept){"council", composer_count(composer, request->question->council->code)};
}

/* The months on either side that have figures: of releases the nearest, when what is shown lies between two. */
static void add_steps(struct page_choice *choice, const struct page_request *request, struct composer *composer)
{
	struct question question = *request->question;
	struct month shown = question.month;
	struct page_months months = page_months(request->facts, &question);

	int step = (int)months.step, beyond, back;

	if (!months.are_there)
		return;
	beyond = ((shown.index - months.first.index) % step + step) % step;
	back = beyond ? beyond : step;
	if (month_compare(shown, months.first) > 0) {
		question.month = month_add(shown, -back);
		choice->previous_path = page_path(composer, request->page->id, &question);
		choice->previous_month = composer_month(composer, question.month);
	}
	if (month_compare(shown, months.last) < 0) {
		question.month = month_add(shown, step - beyond);
		choice->next_path = page_path(composer, request->page->id, &question);
		choice->next_month = composer_month(composer, question.month);
	}
	choice->has_steps = choice->previous_path || choice->next_path;
}

void choice_make(struct page_choice *choice, const struct page_request *request, struct composer *composer)
{
	unsigned allowed = request->page->allowed;

	choice->action = composer_join(composer, "/", request->page->id);
	if (allowed & ASK_INDICATOR)
		offer_indicators(choice, request, composer);
	if (allowed & ASK_MONTH && request->question->has_month) {
		offer_months(choice, request, composer);
		add_steps(choice, request, composer);
	}
	if (allowed & ASK_AREA && request->question->area)
		offer_areas(choice, request, composer);
	if (allowed & ASK_SOURCE)
		offer_sources(choice, request, composer);
	keep(choice, request, composer);
}
