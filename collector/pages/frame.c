#include "collector/pages/frame.h"

#include <string.h>

#include "collector/core/provenance.h"
#include "collector/core/words.h"
#include "collector/pages/frame_choice.h"
#include "collector/pages/newness.h"
#include "collector/pages/page_path.h"
#include "collector/pages/pages.h"

static const char attribution[] = "Definitions, councils and published figures: Department for Education, Ofsted and Office for National Statistics.";

static void add_links(struct page_frame *frame, struct composer *composer, const struct page *current, const struct question *question)
{
	frame->links = composer_take(composer, page_count(), sizeof *frame->links);
	for (unsigned index = 0; index < page_count() && !composer->error; index++) {
		const struct page *page = page_at(index);

		if (page->label)
			frame->links[frame->links_count++] =
				(struct page_link){page_path(composer, page->id, question), page->label, page == current};
	}
}

/* So many days from the month's end to the day; nothing while the month has not ended. */
static void put_lag(struct text *text, struct month month, struct date day, const char *of)
{
	int days = day.days - month_last_day(month).days;

	if (days < 0)
		return;
	text_put(text, ", ");
	text_put_i64(text, days);
	text_put(text, days == 1 ? " day after the end of " : " days after the end of ");
	text_put(text, of);
}

/* When the newest of the figures was recorded; where there are none, when anything was. */
static void put_as_of(struct text *text, const struct question *question, const struct newness *newness, const char *month)
{
	if (newness->is_of_month) {
		text_put(text, question->source == SOURCE_OFFICIAL ? "The newest of these published figures was recorded here on "
								   : "The newest of these returns was recorded on ");
		words_put_day(text, newness->day);
		put_lag(text, question->month, newness->day, month);
	} else {
		if (question->has_month && question->area) {
			text_put(text, "Nothing of ");
			text_put(text, month);
			text_put(text, " is here for ");
			words_put_area(text, question->area);
			text_put(text, ". ");
		}
		text_put(text, "The newest entry that this page knows was recorded on ");
		words_put_day(text, newness->day);
	}
	text_put_char(text, '.');
}

static void say_as_of(struct page_frame *frame, const struct page_request *request, struct composer *composer)
{
	const struct question *question = request->question;
	const char *month = composer_month(composer, question->month);
	struct newness newness;
	enum error error;
	struct text *text;

	frame->as_of = "Nothing has been recorded here yet.";
	frame->as_of_short = "";
	if (request->background->position == 0)
		return;
	error = newness_find(request, &newness);
	if (error) {
		composer_fail(composer, error);
		return;
	}
	put_as_of(composer_begin(composer), question, &newness, month);
	frame->as_of = composer_end(composer);
	text = composer_begin(composer);
	text_put(text, "As of ");
	words_put_day(text, newness.day);
	if (newness.is_of_month)
		put_lag(text, question->month, newness.day, "the month");
	text_put_char(text, '.');
	frame->as_of_short = composer_end(composer);
}

static void say_moment(struct page_frame *frame, const struct page_request *request, struct composer *composer)
{
	struct question now = *request->question;

	if (moment_is_now(&now.moment))
		return;
	moment_put(composer_begin(composer), &now.moment);
	frame->moment = composer_end(composer);
	now.moment = (struct moment){0};
	frame->now_path = page_path(composer, request->page->id, &now);
}

/* What the title does not say of area and month. */
static void say_name(struct page_frame *frame, const struct page_request *request, struct composer *composer)
{
	const struct question *question = request->question;
	const char *month = question->has_month ? composer_month(composer, question->month) : "";
	bool says_area = question->area && !question->council && !strstr(frame->title, question->area->name);
	bool says_month = question->has_month && !strstr(frame->title, month);

	frame->name = composer_join(composer, frame->title, says_area ? ", " : "", says_area ? question->area->name : "", says_month ? ", " : "",
				    says_month ? month : "");
}

/* Later entries do not change what is known at a position of the ledger. */
static void say_citation(struct page_frame *frame, const struct page_request *request, struct composer *composer)
{
	struct question then = *request->question;

	if (!(request->page->allowed & ASK_AS_OF) || request->page->is_constant || request->background->position == 0 || !moment_is_now(&then.moment))
		return;
	then.moment.has_position = true;
	then.moment.position = request->background->position;
	frame->cite_path = page_path(composer, request->page->id, &then);
}

/* The search leads to a council in the month that is shown, of the same figures as they were known at the same moment. */
static void keep_search(struct page_frame *frame, const struct page_request *request, struct composer *composer)
{
	const struct question *question = request->question;
	struct page_kept *kept = composer_take(composer, CHOICE_KEPT_MAX, sizeof *kept);

	if (!kept)
		return;
	frame->kept = kept;
	if (question->has_month)
		kept[frame->kept_count++] = (struct page_kept){"month", composer_month_code(composer, question->month)};
	if (question->source == SOURCE_OFFICIAL)
		kept[frame->kept_count++] = (struct page_kept){"source", cube_source_name(question->source)};
	choice_keep_moment(kept, &frame->kept_count, &question->moment, composer);
}

/* On a small screen the rest can be folded below the first sentence. */
static void say_notice(struct page_frame *frame, struct composer *composer, const char *notice)
{
	const char *end = notice ? strstr(notice, ". ") : NULL;

	frame->notice = notice && notice[0] ? notice : NULL;
	if (!end)
		return;
	text_put_slice(composer_begin(composer), (struct slice){(const uint8_t *)notice, (size_t)(end + 1 - notice)});
	frame->notice = composer_end(composer);
	frame->notice_more = end + 2;
}

void frame_make(struct page_frame *frame, const struct page_request *request, struct composer *composer, const char *title)
{
	const struct question *question = request->question;
	const char *notice = request->background->notice;

	*frame = (struct page_frame){.title = title, .query = composer_join(composer, question->find), .attribution = attribution, .has_print = true};
	say_notice(frame, composer, notice);
	frame->address = page_path(composer, request->page->id, question);
	add_links(frame, composer, request->page, question);
	say_as_of(frame, request, composer);
	say_moment(frame, request, composer);
	say_name(frame, request, composer);
	say_citation(frame, request, composer);
	keep_search(frame, request, composer);
	choice_make(&frame->choice, request, composer);
}

void frame_add_crumb(struct page_frame *frame, struct composer *composer, const char *path, const char *label)
{
	if (!frame->crumbs)
		frame->crumbs = composer_take(composer, FRAME_CRUMBS_MAX, sizeof *frame->crumbs);
	if (composer->error)
		return;
	INVARIANT(frame->crumbs_count < FRAME_CRUMBS_MAX);
	frame->crumbs[frame->crumbs_count++] = (struct page_link){path, label, false};
}

void frame_offer_councils(struct page_frame *frame, const struct page_request *request, struct composer *composer, const char *all)
{
	const struct question *question = request->question;
	struct page_choice *choice = &frame->choice;
	struct date day = question->has_month ? month_last_day(question->month) : date_of_time(request->background->recorded_at_s);

	choice->councils = composer_take(composer, council_count() + 1, sizeof *choice->councils);
	if (composer->error)
		return;
	if (all)
		choice->councils[choice->councils_count++] = (struct page_option){.code = "", .label = all, .is_selected = !question->council};
	for (unsigned index = 0; index < council_count(); index++) {
		const struct council *council = council_at(index);
		bool is_shown = question->council && council == question->council;

		if (!is_shown && (!area_has(question->area, council) || !council_exists_on(council, day)))
			continue;
		choice->councils[choice->councils_count++] =
			(struct page_option){.code = composer_count(composer, council->code), .label = council->name, .is_selected = is_shown};
	}
	/* The council is chosen here, so it is not kept beside that. */
	for (unsigned index = 0; index < choice->kept_count; index++)
		if (slice_equal(slice_from_text(choice->kept[index].name), SLICE_LITERAL("council")))
			choice->kept[index] = choice->kept[--choice->kept_count];
}

void frame_make_bare(struct page_frame *frame, struct composer *composer, const char *title, const char *notice)
{
	static const struct question nothing = {.source = SOURCE_RETURNS};

	*frame = (struct page_frame){.title = title, .name = title, .query = "", .attribution = attribution, .as_of_short = "", .address = "/"};
	say_notice(frame, composer, notice);
	add_links(frame, composer, NULL, &nothing);
	frame->choice.action = "/";
}
